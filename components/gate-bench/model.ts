import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'
import { answersOf, CORNERS, sumsOf, TABLES, type Bit, type Neuron } from './truth.ts'

export * from './truth.ts'

/** Weights and bias run over [−3, 3] in steps of a half: 13³ settings, all of which can be tried. */
export const LIMIT = 3
export const STEP = 0.5

export interface GateState extends Neuron {
  /** What the neuron should answer at the four corners. */
  table: readonly Bit[]
}

/** The demand that one corner makes: its sum must be at least zero, or below it. */
export interface Demand {
  corner: readonly [Bit, Bit]
  wanted: Bit
  z: number
  holds: boolean
}

export function demandsOf({ table, ...neuron }: GateState): Demand[] {
  const sums = sumsOf(neuron)
  const answers = answersOf(neuron)
  return CORNERS.map((corner, i) => ({
    corner,
    wanted: table[i]!,
    z: sums[i]!,
    holds: answers[i] === table[i],
  }))
}

export const rightOf = (state: GateState): number => demandsOf(state).filter(({ holds }) => holds).length

const SETTINGS: readonly Neuron[] = (() => {
  const values = Array.from({ length: (2 * LIMIT) / STEP + 1 }, (_, i) => -LIMIT + i * STEP)
  return values.flatMap((w1) => values.flatMap((w2) => values.map((b) => ({ w1, w2, b }))))
})()

/** All settings of the three controls that compute a table. Sums by hand: these are 2197 neurons at once. */
export function solutionsOf(table: readonly Bit[]): Neuron[] {
  return SETTINGS.filter(({ w1, w2, b }) =>
    CORNERS.every(([x1, x2], i) => (w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0) === table[i]),
  )
}

/** A setting that meets all demands but the one at `corner`; the smallest, so that the numbers are easy to check. */
export function allBut(table: readonly Bit[], corner: number): Neuron | undefined {
  const other = table.map((bit, i) => (i === corner ? ((1 - bit) as Bit) : bit))
  return smallest(solutionsOf(other))
}

const sizeOf = ({ w1, w2, b }: Neuron): number => Math.abs(w1) + Math.abs(w2) + Math.abs(b)

/** The neuron with the least |w₁| + |w₂| + |b|. */
export const smallest = (neurons: readonly Neuron[]): Neuron | undefined =>
  neurons.reduce<Neuron | undefined>(
    (best, neuron) => (best && sizeOf(best) <= sizeOf(neuron) ? best : neuron),
    undefined,
  )

/**
 * Why a table cannot be computed: opposite corners want the same, and the two pairs of them want different things. The sums
 * of opposite corners are equal, w₁ + w₂ + 2b, for every neuron; so one pair wants that number below zero and the other not.
 */
export interface Contradiction {
  /** Indices of the pair that wants its sums below zero. */
  below: readonly [number, number]
  /** Indices of the pair that wants them at least zero. */
  above: readonly [number, number]
}

export function contradictionIn(table: readonly Bit[]): Contradiction | undefined {
  const [a, b, c, d] = table
  if (a !== d || b !== c || a === b) return undefined
  return a === 0 ? { below: [0, 3], above: [1, 2] } : { below: [1, 2], above: [0, 3] }
}

/** The part of the line w₁x₁ + w₂x₂ + b = 0 inside the square [lo, hi]², if it crosses it. */
export function boundary(
  { w1, w2, b }: Neuron,
  lo: number,
  hi: number,
): readonly [readonly [number, number], readonly [number, number]] | undefined {
  const points: [number, number][] = []
  const add = (x: number, y: number) => {
    const isNew = !points.some(([px, py]) => Math.abs(px - x) + Math.abs(py - y) < 1e-9)
    if (isNew && Math.min(x, y) >= lo - 1e-9 && Math.max(x, y) <= hi + 1e-9) points.push([x, y])
  }
  for (const edge of [lo, hi]) {
    if (w2 !== 0) add(edge, (-b - w1 * edge) / w2)
    if (w1 !== 0) add((-b - w2 * edge) / w1, edge)
  }
  return points.length < 2 ? undefined : [points[0]!, points[1]!]
}

/** The corners of the part of the square [lo, hi]² where the sum is at least zero. */
export function positiveSide({ w1, w2, b }: Neuron, lo: number, hi: number): [number, number][] {
  const square: [number, number][] = [
    [lo, lo],
    [hi, lo],
    [hi, hi],
    [lo, hi],
  ]
  const sum = ([x, y]: [number, number]) => w1 * x + w2 * y + b
  return square.flatMap((here, i) => {
    const next = square[(i + 1) % 4]!
    const [from, to] = [sum(here), sum(next)]
    const kept: [number, number][] = from >= 0 ? [here] : []
    if (from >= 0 !== to >= 0) {
      const t = from / (from - to)
      kept.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])])
    }
    return kept
  })
}

const part = (state: Json, key: string): number => {
  const value = typeof state === 'object' && state !== null && !Array.isArray(state) ? state[key] : 0
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** A state from anywhere; what is missing or no number is 0, and the table is NAND's unless it is four bits. */
export function stateFrom(state: Json): GateState {
  const given =
    typeof state === 'object' && state !== null && !Array.isArray(state) ? state['table'] : undefined
  const table = tableFrom(typeof given === 'string' ? given : '', TABLES.nand)
  return { w1: part(state, 'w1'), w2: part(state, 'w2'), b: part(state, 'b'), table }
}

/** The state as plain data. */
/** The state as an exercise keeps it: plain data, the table as text. */
export const toJson = ({ table, ...neuron }: GateState) => ({ ...neuron, table: table.join('') })

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  right: (state) => rightOf(stateFrom(state)),
  isNand: (state) => (stateFrom(state).table.join('') === TABLES.nand.join('') ? 1 : 0),
  isWhole: (state) => (['w1', 'w2', 'b'].every((key) => Number.isInteger(part(state, key))) ? 1 : 0),
  size: (state) => sizeOf(stateFrom(state)),
}

function tableFrom(text: string, fallback: readonly Bit[]): readonly Bit[] {
  return /^[01]{4}$/.test(text) ? [...text].map((bit) => (bit === '1' ? 1 : 0)) : fallback
}

export const toLink = ({ w1, w2, b, table }: GateState): LinkState => ({
  table: table.join(''),
  w1: String(w1),
  w2: String(w2),
  b: String(b),
})

export function fromLink(link: LinkState, initial: GateState): GateState {
  const read = (key: 'w1' | 'w2' | 'b') =>
    Math.round(numberFromLink(link[key], initial[key], -LIMIT, LIMIT) / STEP) * STEP
  return {
    w1: read('w1'),
    w2: read('w2'),
    b: read('b'),
    table: tableFrom(link['table'] ?? '', initial.table),
  }
}
