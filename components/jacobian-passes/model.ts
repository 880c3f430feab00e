import { elementary, rng } from 'chainrule'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'

/** As many of each as have room for their numbers. */
export const MOST = 6

export interface Sizes {
  inputs: number
  hidden: number
  outputs: number
}

export interface PassesState extends Sizes {
  /** Forward passes made: as many columns of the table are known. */
  columns: number
  /** Backward passes made: as many rows. */
  rows: number
}

/** One use of a number by another, with its slope. */
interface Edge {
  readonly from: number
  readonly to: number
  readonly slope: number
}

/** A network of inputs, hidden tanh units and linear outputs at one point, as its graph of slopes. */
export interface Slopes {
  readonly edges: readonly Edge[]
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly nodes: number
}

export interface Net {
  readonly x: readonly number[]
  /** W₁[j][i], from input i to hidden unit j; W₂[k][j] from there to output k. */
  readonly W1: readonly (readonly number[])[]
  readonly W2: readonly (readonly number[])[]
}

/** The network that the figure uses for these sizes; a larger one contains the smaller. */
export function netOf({ inputs, hidden, outputs }: Sizes): Net {
  const random = rng(5).stream('passes')
  const draw = () => Array.from({ length: MOST }, () => random.uniform(-1, 1))
  const [x, W1, W2] = [draw(), Array.from({ length: MOST }, draw), Array.from({ length: MOST }, draw)]
  return {
    x: x.slice(0, inputs),
    W1: W1.slice(0, hidden).map((row) => row.slice(0, inputs)),
    W2: W2.slice(0, outputs).map((row) => row.slice(0, hidden)),
  }
}

/** Its slopes: nodes are numbered inputs, hidden sums, hidden values, outputs; an edge's `from` is always the smaller. */
export function slopesOf({ x, W1, W2 }: Net): Slopes {
  const [n, h, m] = [x.length, W1.length, W2.length]
  const a = W1.map((row) => elementary.tanh(row.reduce((sum, w, i) => sum + w * x[i]!, 0)))
  const edges = [
    ...W1.flatMap((row, j) => row.map((slope, i) => ({ from: i, to: n + j, slope }))),
    ...a.map((value, j) => ({ from: n + j, to: n + h + j, slope: 1 - value ** 2 })),
    ...W2.flatMap((row, k) => row.map((slope, j) => ({ from: n + h + j, to: n + 2 * h + k, slope }))),
  ]
  return {
    edges,
    inputs: x.map((_, i) => i),
    outputs: Array.from({ length: m }, (_, k) => n + 2 * h + k),
    nodes: n + 2 * h + m,
  }
}

/** What a pass finds, and how often it multiplied: counted as it goes. */
export interface Pass {
  readonly found: readonly number[]
  readonly multiplications: number
}

/** Forward mode from one input: the slope of everything by it, and so one column of the table. */
export function forwardPass({ edges, inputs, outputs, nodes }: Slopes, input: number): Pass {
  const moved = Array.from({ length: nodes }, () => 0)
  moved[inputs[input]!] = 1
  let multiplications = 0
  for (const { from, to, slope } of edges) {
    moved[to]! += slope * moved[from]!
    multiplications++
  }
  return { found: outputs.map((at) => moved[at]!), multiplications }
}

/** Reverse mode from one output: its slope by everything, and so one row of the table. */
export function backwardPass({ edges, inputs, outputs, nodes }: Slopes, output: number): Pass {
  const gradient = Array.from({ length: nodes }, () => 0)
  gradient[outputs[output]!] = 1
  let multiplications = 0
  for (const { from, to, slope } of edges.toReversed()) {
    gradient[from]! += slope * gradient[to]!
    multiplications++
  }
  return { found: inputs.map((at) => gradient[at]!), multiplications }
}

/** A table of slopes ∂output/∂input as far as it is known, with the work so far and the work for all of it. */
export interface Work {
  /** By output, then by input. */
  readonly table: readonly (readonly (number | undefined)[])[]
  readonly done: number
  readonly all: number
}

const sum = (passes: readonly Pass[]): number =>
  passes.reduce((total, { multiplications }) => total + multiplications, 0)

export function workOf(state: PassesState): { forward: Work; backward: Work } {
  const slopes = slopesOf(netOf(state))
  const columns = slopes.inputs.map((_, i) => forwardPass(slopes, i))
  const rows = slopes.outputs.map((_, k) => backwardPass(slopes, k))
  const grid = (known: (k: number, i: number) => number | undefined) =>
    slopes.outputs.map((_, k) => slopes.inputs.map((_input, i) => known(k, i)))
  return {
    forward: {
      table: grid((k, i) => (i < state.columns ? columns[i]!.found[k] : undefined)),
      done: sum(columns.slice(0, state.columns)),
      all: sum(columns),
    },
    backward: {
      table: grid((k, i) => (k < state.rows ? rows[k]!.found[i] : undefined)),
      done: sum(rows.slice(0, state.rows)),
      all: sum(rows),
    },
  }
}

export const INITIAL: PassesState = { inputs: 5, hidden: 3, outputs: 1, columns: 0, rows: 0 }

/** Other sizes; the passes begin anew. */
export const resized = (state: PassesState, part: Partial<Sizes>): PassesState => ({
  ...state,
  ...part,
  columns: 0,
  rows: 0,
})

export const toLink = (state: PassesState): LinkState =>
  Object.fromEntries(Object.entries(state).map(([key, value]) => [key, String(value)]))

export function fromLink(link: LinkState, initial: PassesState): PassesState {
  const read = (key: keyof PassesState, least: number, most: number): number =>
    Math.round(numberFromLink(link[key], initial[key], least, most))
  const sizes = {
    inputs: read('inputs', 1, MOST),
    hidden: read('hidden', 1, MOST),
    outputs: read('outputs', 1, MOST),
  }
  return { ...sizes, columns: read('columns', 0, sizes.inputs), rows: read('rows', 0, sizes.outputs) }
}
