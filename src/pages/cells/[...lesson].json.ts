import type { APIRoute } from 'astro'
import { getCollection } from 'astro:content'
import {
  cellAddresses,
  cellsOf,
  cellsOfFigure,
  engineNames,
  figurePlace,
  PLAYGROUND,
  playgroundCells,
} from '../../site/cells.ts'
import { hasCode } from '../../site/figure-cells.ts'
import { figureEntries } from '../../site/figures.ts'
import { playgroundText } from '../../strings/playground.en.ts'

export async function getStaticPaths() {
  const entries = [...(await getCollection('lessons')), ...(await getCollection('pages'))]
  const pages = entries.map(({ id, data, filePath }) => ({ id, title: data.title, file: filePath! }))
  const withCells = await Promise.all(
    pages.map(async (page) => ({ ...page, cells: await cellsOf(page.file) })),
  )
  const ofPlayground = {
    id: PLAYGROUND,
    title: playgroundText.code.title,
    cells: await playgroundCells(),
  }
  const ofFigures = await Promise.all(
    figureEntries()
      .filter(({ slug }) => hasCode(slug))
      .map(async ({ tag, slug }) => ({
        id: figurePlace(slug),
        title: tag,
        cells: await cellsOfFigure(slug),
      })),
  )
  return [...withCells, ofPlayground, ...ofFigures]
    .filter(({ cells }) => cells.length > 0)
    .map(({ id, title, cells }) => ({ params: { lesson: id }, props: { id, title, cells } }))
}

/** A lesson's cells as data: what the page fetches when a reader first touches one. */
export const GET: APIRoute = async ({ props }) => {
  const { id, title, cells } = props as { id: string; title: string; cells: object[] }
  const data = {
    lesson: id,
    title,
    addresses: await cellAddresses(),
    exports: await engineNames(),
    cells,
  }
  return new Response(JSON.stringify(data), { headers: { 'content-type': 'application/json' } })
}
