import { readFile } from 'node:fs/promises'
import { firstCells } from '../../components/playground/code-link.ts'
import { lessonIdOf } from '../course/ids.ts'
import { engineScript, fingerprint, framePage } from '../notebook/node/bundle.ts'
import type { PublishedSource } from '../notebook/cells/published.ts'
import { publishCells } from '../notebook/node/publish.ts'
import { nodeSessions } from '../notebook/node/session.ts'
import { describeApi } from '../notebook/node/api.ts'
import { notebookText } from '../strings/notebook.en.ts'
import { figureCells } from './figure-cells.ts'
import { href } from './links.ts'

export interface CellAsset {
  /** In the file's name, so that a new version has a new address. */
  hash: string
  text: string
}

export interface CellAssets {
  runner: CellAsset
  engine: CellAsset
  api: CellAsset
}

const asset = (text: string): CellAsset => ({ hash: fingerprint(text), text })

let assets: Promise<CellAssets> | undefined

/** What cells need besides the page's own scripts: the runner's frame, the engine as text, and its documentation. */
export function cellAssets(): Promise<CellAssets> {
  assets ??= Promise.all([framePage(notebookText.frameTitle), engineScript(), describeApi()]).then(
    ([runner, engine, api]) => ({
      runner: asset(runner),
      engine: asset(engine),
      api: asset(JSON.stringify(api)),
    }),
  )
  return assets
}

/** Where a page finds them. */
export async function cellAddresses() {
  const { runner, engine, api } = await cellAssets()
  return {
    runner: href(`cells/runner.${runner.hash}.html`),
    engine: href(`cells/engine.${engine.hash}.js`),
    api: href(`cells/api.${api.hash}.json`),
  }
}

/** What cells may import from the engine. */
export const engineNames = async (): Promise<string[]> => Object.keys(await import('../engine/index.ts'))

const published = new Map<string, Promise<PublishedSource[]>>()

/** The cells of a lesson's file with their computed output; run once for each text of the file. */
export async function cellsOf(file: string): Promise<PublishedSource[]> {
  const mdx = await readFile(file, 'utf8')
  const key = `${file}\n${mdx}`
  const known = published.get(key) ?? publish(mdx, file)
  published.set(key, known)
  return known
}

async function publish(mdx: string, file: string): Promise<PublishedSource[]> {
  const modules = { chainrule: new Set(await engineNames()) }
  return publishCells(mdx, file, { open: await nodeSessions(), modules, issueText: notebookText.issue })
}

/** Where the playground's cells stand, as if it were a lesson. */
export const PLAYGROUND = 'playground/code'

/** The playground as it opens, as cells. */
export function playgroundCells(): Promise<PublishedSource[]> {
  const known = published.get(PLAYGROUND)
  if (known) return known
  const fences = Object.entries(firstCells()).map(
    ([id, code]) => `\`\`\`ts cell id=${id} training\n${code}\n\`\`\``,
  )
  const cells = publish(fences.join('\n\n'), PLAYGROUND)
  published.set(PLAYGROUND, cells)
  return cells
}

/** Where a figure's cells stand, as if its page were a lesson. */
export const figurePlace = (slug: string): string => `figures/${slug}`

/** A figure as its page shows it, as cells: its data folded, then its code. */
export async function cellsOfFigure(slug: string): Promise<PublishedSource[]> {
  const place = figurePlace(slug)
  const fences = Object.entries(await figureCells(slug)).map(([id, code]) => {
    const isData = id !== 'code'
    return `\`\`\`ts cell id=${id} ${isData ? 'hidden' : 'seconds=30'}\n${code}\n\`\`\``
  })
  const known = published.get(place) ?? publish(fences.join('\n\n'), place)
  published.set(place, known)
  return known
}

/** `lessons/01-neurons/01-artificial-neuron/index.mdx` → the lesson's id. */
export const lessonOfFile = (file: string): string => lessonIdOf(file.replace(/^lessons\//, ''))

/** Where the page finds a lesson's cells as data. */
export const cellsAddress = (lesson: string): string => href(`cells/${lesson}.json`)
