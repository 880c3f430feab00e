import { isCellFence, parseOptions, type CellOptions } from './options.ts'

/** A cell as its author published it. */
export interface CellSource extends CellOptions {
  id: string
  code: string
  /** Where the code begins in the lesson's file, from 1. */
  line: number
}

const FENCE = /^(\s{0,3})(`{3,}|~{3,})\s*(\S*)\s*(.*)$/

/**
 * The cells of a lesson, in order, from the text of its MDX file.
 * @throws SyntaxError with the line when a fence is wrong or an id is used twice.
 */
export function extractCells(mdx: string): CellSource[] {
  const lines = mdx.split(/\r?\n/)
  const cells: CellSource[] = []
  for (let i = 0; i < lines.length; i++) {
    const open = FENCE.exec(lines[i]!)
    if (!open) continue
    const [, margin = '', fence = '', lang, meta = ''] = open
    const end = closingLine(lines, i + 1, fence)
    if (isCellFence(lang, meta)) {
      const code = lines.slice(i + 1, end).map((line) => withoutMargin(line, margin.length))
      cells.push(cellAt(meta, code.join('\n'), i + 2, cells))
    }
    i = end
  }
  return cells
}

function closingLine(lines: readonly string[], from: number, fence: string): number {
  const closing = new RegExp(`^\\s{0,3}\\${fence[0]}{${fence.length},}\\s*$`)
  const at = lines.findIndex((line, index) => index >= from && closing.test(line))
  return at < 0 ? lines.length : at
}

const withoutMargin = (line: string, margin: number): string =>
  line.slice(Math.min(margin, line.length - line.trimStart().length))

function cellAt(meta: string, code: string, line: number, before: readonly CellSource[]): CellSource {
  try {
    const options = parseOptions(meta)
    const id = options.id ?? `cell-${before.length + 1}`
    if (before.some((cell) => cell.id === id))
      throw new SyntaxError(`a cell with the id "${id}" stands above already.`)
    return { ...options, id, code, line }
  } catch (error) {
    throw new SyntaxError(`line ${line - 1}: ${(error as Error).message}`)
  }
}
