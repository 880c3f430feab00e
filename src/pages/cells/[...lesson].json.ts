import type { APIRoute } from 'astro'
import { getCollection } from 'astro:content'
import { cellAddresses, cellsOf, engineNames, PLAYGROUND, playgroundCells } from '../../site/cells.ts'
import { playgroundText } from '../../strings/playground.en.ts'

export async function getStaticPaths() {
  const lessons = await getCollection('lessons')
  const withCells = await Promise.all(
    lessons.map(async (lesson) => ({ lesson, cells: await cellsOf(lesson.filePath!) })),
  )
  const ofPlayground = {
    lesson: { id: PLAYGROUND, data: { title: playgroundText.code.title } },
    cells: await playgroundCells(),
  }
  return [...withCells, ofPlayground]
    .filter(({ cells }) => cells.length > 0)
    .map(({ lesson, cells }) => ({ params: { lesson: lesson.id }, props: { lesson, cells } }))
}

/** A lesson's cells as data: what the page fetches when a reader first touches one. */
export const GET: APIRoute = async ({ props }) => {
  const { lesson, cells } = props as { lesson: { id: string; data: { title: string } }; cells: object[] }
  const data = {
    lesson: lesson.id,
    title: lesson.data.title,
    addresses: await cellAddresses(),
    exports: await engineNames(),
    cells,
  }
  return new Response(JSON.stringify(data), { headers: { 'content-type': 'application/json' } })
}
