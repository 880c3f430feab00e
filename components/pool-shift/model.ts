import { tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { correlate, type FeatureMap, type Gray } from '../kernel-photo/gray.ts'
import { POOLS } from '../pool-lanes/model.ts'

export const KINDS = ['none', 'max', 'average', 'l2', 'weighted', 'global'] as const
export type Kind = (typeof KINDS)[number]
export const WINDOWS = [2, 3, 4, 8] as const
export const MEASURES = ['change', 'kept'] as const
export type Measure = (typeof MEASURES)[number]
/** Pixels that the picture is moved at most. */
export const FARTHEST = 8
/** The part that is pooled: what moves into it at the side is photograph, too. */
export const PART = { row: 60, column: 60, height: 64, width: 96 }
const VERTICAL_EDGES = [-1, 0, 1, -2, 0, 2, -1, 0, 1]

/** Where the photograph gets brighter to the right: an edge kernel, then ReLU. */
export function edgesOf(photo: Gray): FeatureMap {
  const map = correlate(photo, VERTICAL_EDGES)
  return { ...map, values: map.values.map((value) => Math.max(0, value)) }
}

/** The part, with the whole map moved to the right. (height · width) */
export function partOf({ width, values }: FeatureMap, right: number): Float64Array {
  return Float64Array.from({ length: PART.height * PART.width }, (_, i) => {
    const row = PART.row + Math.floor(i / PART.width)
    const column = PART.column + (i % PART.width) - right
    return values[row * width + column]!
  })
}

/** The outputs for a part, in one row; the stride is the window. */
export function pooled(part: Float64Array, kind: Kind, window: number): ArrayLike<number> {
  if (kind === 'none') return part
  const x = tensor(part, { shape: [1, 1, PART.height, PART.width] })
  return POOLS[kind](x, window, window).data
}

export interface Moved {
  /** Σ |after − before| / Σ before. */
  change: number
  /** Of the outputs that were above 0, the share that is exactly the same. */
  kept: number
}

export function compared(before: ArrayLike<number>, after: ArrayLike<number>): Moved {
  let [difference, total, active, same] = [0, 0, 0, 0]
  for (let i = 0; i < before.length; i++) {
    difference += Math.abs(after[i]! - before[i]!)
    total += before[i]!
    if (before[i] === 0) continue
    active += 1
    if (after[i] === before[i]) same += 1
  }
  return { change: difference / total, kept: same / active }
}

/** In tenths of a percent, for 0 … 8 pixels: small enough to travel with the page. */
export type Series = Readonly<Record<Kind, Readonly<Record<Measure, readonly number[]>>>>

/** The same for every window. */
export type AllSeries = Readonly<Record<string, Series>>

export function seriesOf(map: FeatureMap, window: number): Series {
  const parts = Array.from({ length: FARTHEST + 1 }, (_, right) => partOf(map, right))
  return Object.fromEntries(
    KINDS.map((kind) => {
      const outputs = parts.map((part) => pooled(part, kind, window))
      const moves = outputs.map((after) => compared(outputs[0]!, after))
      const inTenths = (measure: Measure) => moves.map((move) => Math.round(move[measure] * 1000))
      return [kind, { change: inTenths('change'), kept: inTenths('kept') }]
    }),
  ) as unknown as Series
}

export interface ShiftState {
  window: number
  right: number
  measure: Measure
}
export const INITIAL: ShiftState = { window: 4, right: 1, measure: 'change' }

/** How many outputs each kind has. */
export const countOf = (kind: Kind, window: number): number =>
  kind === 'global'
    ? 1
    : kind === 'none'
      ? PART.height * PART.width
      : Math.floor(PART.height / window) * Math.floor(PART.width / window)

export const toLink = (state: ShiftState): LinkState => ({
  window: String(state.window),
  right: String(state.right),
  measure: state.measure,
})

export const fromLink = (link: LinkState, initial: ShiftState): ShiftState => ({
  window: WINDOWS.find((window) => String(window) === link['window']) ?? initial.window,
  right: Math.round(numberFromLink(link['right'], initial.right, 0, FARTHEST)),
  measure: wordFromLink(link['measure'], MEASURES, initial.measure),
})
