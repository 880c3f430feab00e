import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import type { Shape } from './layers.ts'
import { presetOf, PRESETS, type PresetName } from './presets.ts'
import { DIALECTS, type Dialect } from './refusals.ts'
import { MOST, MOST_ROWS, newRow, parseRows, rowsText, type Kind, type Row } from './rows.ts'

export { presetOf, PRESETS, type PresetName } from './presets.ts'
export { parseRows, type Row } from './rows.ts'
export { sheetOf, type Line, type Sheet } from './sheet.ts'

export interface BuilderState {
  /** (C, H, W), or features alone. */
  readonly input: Shape
  readonly rows: readonly Row[]
  /** The row in the editor; −1 where there is none. */
  readonly at: number
  readonly dialect: Dialect
  /** Whether the chosen row is a question, its numbers and those below covered. */
  readonly asks: boolean
}

export function stateOf(preset: PresetName, at = 0): BuilderState {
  const { input, rows } = presetOf(preset)
  return { input, rows, at: Math.min(at, rows.length - 1), dialect: 'pytorch', asks: false }
}

/** The preset that stands in the table, or null once something of it was changed. */
export const presetIn = ({ input, rows }: Pick<BuilderState, 'input' | 'rows'>): PresetName | null =>
  PRESETS.find((name) => {
    const preset = presetOf(name)
    return preset.input.join() === input.join() && rowsText(preset.rows) === rowsText(rows)
  }) ?? null

const within = (state: BuilderState, rows: readonly Row[], at: number): BuilderState => ({
  ...state,
  rows,
  at: Math.max(Math.min(0, rows.length - 1), Math.min(rows.length - 1, at)),
})

/** Questions on, or off. */
export const asking = (state: BuilderState, asks: boolean): BuilderState => ({ ...state, asks })

/** The rows that are covered: the chosen one and those below, but for those that were answered. */
export const covered = (
  { asks, at, rows }: BuilderState,
  answered: ReadonlySet<number>,
): ReadonlySet<number> => new Set(rows.flatMap((_, i) => (asks && i >= at && !answered.has(i) ? [i] : [])))

export const chosen = (state: BuilderState, at: number): BuilderState => within(state, state.rows, at)

/** A new row after the chosen one, and chosen. */
export function added(state: BuilderState, kind: Kind): BuilderState {
  if (state.rows.length >= MOST_ROWS) return state
  const at = state.rows.length === 0 ? 0 : state.at + 1
  return within(state, state.rows.toSpliced(at, 0, newRow(kind)), at)
}

export function doubled(state: BuilderState): BuilderState {
  const row = state.rows[state.at]
  if (row === undefined || state.rows.length >= MOST_ROWS) return state
  return within(state, state.rows.toSpliced(state.at + 1, 0, row), state.at + 1)
}

/** Without the chosen row; the next one is chosen. */
export const removed = (state: BuilderState): BuilderState =>
  state.rows.length === 0 ? state : within(state, state.rows.toSpliced(state.at, 1), state.at)

/** The chosen row one place up (−1) or down (1). */
export function moved(state: BuilderState, by: -1 | 1): BuilderState {
  const to = state.at + by
  const row = state.rows[state.at]
  if (row === undefined || to < 0 || to >= state.rows.length) return state
  return within(state, state.rows.toSpliced(state.at, 1).toSpliced(to, 0, row), to)
}

export const changed = (state: BuilderState, parts: Partial<Row>): BuilderState =>
  within(
    state,
    state.rows.map((row, i) => (i === state.at ? { ...row, ...parts } : row)),
    state.at,
  )

/** A value of a link has at most a thousand characters: long networks take several. */
const PIECE = 900

export function toLink(state: BuilderState): LinkState {
  const preset = presetIn(state)
  const common = { at: String(state.at), rules: state.dialect, ...(state.asks && { ask: '1' }) }
  if (preset !== null) return { net: preset, ...common }
  const text = rowsText(state.rows)
  const pieces = Array.from({ length: Math.max(1, Math.ceil(text.length / PIECE)) }, (_, i) => [
    `rows${i || ''}`,
    text.slice(i * PIECE, (i + 1) * PIECE),
  ])
  return {
    input: state.input.join('x'),
    ...(Object.fromEntries(pieces) as LinkState),
    ...common,
  }
}

/** Sizes as links and readers write them: 3x224x224, or 784. */
export function parseInput(text: string): Shape | null {
  const parts = text.trim().split(/\s*[x×*,\s]\s*/)
  const sizes = parts.map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : 0))
  const isShape = sizes.length === 1 || sizes.length === 3
  return isShape && sizes.every((size) => size >= 1 && size <= MOST.input) ? sizes : null
}

export function fromLink(link: LinkState, initial: BuilderState): BuilderState {
  const dialect = wordFromLink(link['rules'], DIALECTS, initial.dialect)
  const preset = PRESETS.find((name) => name === link['net'])
  const pieces = ['', ...Array.from({ length: 9 }, (_, i) => String(i + 1))].map((i) => link[`rows${i}`])
  const rows = link['rows'] === undefined ? null : parseRows(pieces.filter((piece) => piece !== undefined).join('')) // prettier-ignore
  const input = parseInput(link['input'] ?? '')
  const base = preset === undefined ? initial : stateOf(preset)
  const from = rows !== null && input !== null ? { ...base, rows, input } : base
  const at = Math.round(numberFromLink(link['at'], from.at, 0, MOST_ROWS))
  return within({ ...from, dialect, asks: link['ask'] === '1' }, from.rows, at)
}
