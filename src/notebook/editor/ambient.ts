import type { ApiEntry } from '../api.ts'
import { AMBIENT_DOCS } from '../../strings/ambient.en.ts'

const fn = (name: string, params: readonly string[], signature: string, about: string): ApiEntry => ({
  name,
  kind: 'function',
  signature,
  params,
  about,
})

/** What every cell has without importing it, as the editor explains it. Made in worker/ambient.ts. */
export const AMBIENT_ENTRIES: readonly ApiEntry[] = [
  fn('display', ['value'], 'display<T>(value: T): T', AMBIENT_DOCS.display),
  fn('table', ['rows', 'columns'], 'table(rows: unknown, columns?: string[])', AMBIENT_DOCS.table),
  fn('tex', ['formula'], 'tex`\\frac{${a}}{b}`', AMBIENT_DOCS.tex),
  fn(
    'progress',
    ['done', 'total', 'label'],
    'progress(done: number, total?: number, label?: string): void',
    AMBIENT_DOCS.progress,
  ),
  {
    name: 'Plot',
    kind: 'constant',
    signature: 'Plot.plot({ marks: [Plot.lineY(data)] })',
    about: AMBIENT_DOCS.Plot,
  },
]
