import { toNotebook, toTypeScript, type LessonFile } from '../../src/notebook/exchange/files.ts'
import { writeLink } from '../../src/notebook/exchange/link.ts'
import { partsOf } from '../../src/notebook/exchange/prose.ts'
import { isChanged } from '../../src/notebook/state/cell-state.ts'
import type { Notebook } from '../../src/notebook/state/notebook.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'
import { download } from '../figure/save-svg.ts'
import type { LessonCells } from './live.ts'

const address = (): string => location.origin + location.pathname

/** Copies a link that carries the changed cells; returns what to tell the reader. */
export async function shareLink(notebook: Notebook): Promise<string> {
  const changed = notebook.cells.filter(isChanged)
  if (changed.length === 0) return text.nothingToShare
  let link: string
  try {
    link = `${address()}#${await writeLink(Object.fromEntries(changed.map(({ id, code }) => [id, code])))}`
  } catch {
    return text.shareTooLong
  }
  try {
    await navigator.clipboard.writeText(link)
    return text.shared
  } catch {
    // The clipboard is the browser's to refuse; the reader can still take the link from here.
    return `${text.sharedShown} ${link}`
  }
}

/** The lesson with its prose, its computed numbers and the reader's cells, as a file. */
export function downloadLesson(
  kind: 'ipynb' | 'ts',
  { lesson, title, cells }: LessonCells,
  notebook: Notebook,
): void {
  const article = document.querySelector('article')!
  const parts = partsOf(article, (element) => {
    const id = element.matches('section.cell') ? element.getAttribute('data-cell') : null
    if (id === null) return undefined
    const { code, output } = notebook.cell(id)
    return { kind: 'cell', id, code, output, isHidden: cells.find((cell) => cell.id === id)?.hidden ?? false }
  })
  const file: LessonFile = { title, address: address(), parts }
  const name = lesson.replaceAll('/', '-')
  if (kind === 'ipynb') download(`${name}.ipynb`, 'application/x-ipynb+json', toNotebook(file))
  else download(`${name}.ts`, 'text/typescript', toTypeScript(file))
}
