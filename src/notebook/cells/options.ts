/** What the info string of a cell's fence may say after ` ```ts cell `. */
export interface CellOptions {
  /** Names the cell in messages, links and saved edits; kebab-case. Default `cell-<number>`. */
  id?: string
  /** Set-up that a reader need not see at first: folded on the page, open on GitHub. */
  hidden: boolean
  /** The published output stays in view beside the reader's own. */
  pinned: boolean
  /** Expressions over the cell's names; each must be true after the cell has run, or the build fails. */
  expect: readonly string[]
  /** Longest time the cell may run, in seconds. Default 2; at most 60. */
  seconds: number
}

export const DEFAULT_SECONDS = 2
/** What `training` stands for. */
export const TRAINING_SECONDS = 10
export const MAX_SECONDS = 60

const KNOWN = ['id=…', 'hidden', 'pinned', 'training', 'seconds=…', 'expect="…"']

/** Whether the language and info string of a fence make it a cell. */
export const isCellFence = (lang: string | null | undefined, meta: string | null | undefined): boolean =>
  lang === 'ts' && /^cell(\s|$)/.test(meta ?? '')

/** Reads `cell id=slope pinned expect="a > 0"`. @throws SyntaxError saying what is wrong and what is known. */
export function parseOptions(meta: string): CellOptions {
  const options = { hidden: false, pinned: false, expect: [] as string[], seconds: DEFAULT_SECONDS }
  let id: string | undefined
  for (const { key, value } of words(meta.replace(/^cell\b/, ''))) {
    if ((key === 'hidden' || key === 'pinned') && value === undefined) options[key] = true
    else if (key === 'training' && value === undefined) options.seconds = TRAINING_SECONDS
    else if (key === 'expect' && value) options.expect.push(value)
    else if (key === 'id' && value !== undefined) id = checkId(value)
    else if (key === 'seconds' && value !== undefined) options.seconds = checkSeconds(value)
    else
      throw new SyntaxError(
        `a cell does not know "${key}${value === undefined ? '' : '=…'}". Known: ${KNOWN.join(', ')}.`,
      )
  }
  return id === undefined ? options : { ...options, id }
}

function* words(text: string): Generator<{ key: string; value?: string }> {
  const word = /\s*([^\s="]+)(?:=(?:"([^"]*)"|([^\s"]+)))?/y
  const trimmed = text.trimEnd()
  while (word.lastIndex < trimmed.length) {
    const from = word.lastIndex
    const match = word.exec(trimmed)
    if (!match)
      throw new SyntaxError(`the fence of a cell cannot be read from "${trimmed.slice(from).trim()}" on.`)
    const value = match[2] ?? match[3]
    yield value === undefined ? { key: match[1]! } : { key: match[1]!, value }
  }
}

function checkId(id: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new SyntaxError(`the id "${id}" of a cell is not kebab-case.`)
  return id
}

function checkSeconds(text: string): number {
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
    throw new SyntaxError(
      `seconds=${text}: the time of a cell is above 0 and at most ${MAX_SECONDS} seconds.`,
    )
  }
  return seconds
}
