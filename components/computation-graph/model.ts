import { rng } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { wordFromLink, type LinkState } from '../figure/state-link.ts'
import { evaluate, type Values } from './evaluate.ts'
import { judge } from './judge.ts'
import { graphOf, variablesOf, type Graph } from './read.ts'

export * from './evaluate.ts'
export * from './judge.ts'
export * from './layout.ts'
export * from './read.ts'

export const REACH = 6
export const STEP = 0.1

/** `fill`: the reader writes the gradients; `show`: they are shown; `forward`: the slopes by one variable are. */
export const VIEWS = ['fill', 'show', 'forward'] as const
export type View = (typeof VIEWS)[number]

export interface GraphState {
  /** The expression as typed; always one that has a graph. */
  source: string
  values: Values
  /** What the reader has written, by the node's place in the graph. */
  entries: readonly string[]
  view: View
  /** The variable by which `forward` differentiates. */
  by: string
  /** Whether the local slopes stand beside the edges. */
  hasSlopes: boolean
}

export interface Preset {
  readonly source: string
  readonly values: Values
}

export const PRESETS: readonly Preset[] = [
  { source: '(x + y) z', values: { x: 2, y: -5, z: 3 } },
  { source: 'x (x + y)', values: { x: 3, y: -1 } },
  { source: '(w x - t)^2/2', values: { w: 0.5, x: 3, t: 2 } },
  { source: 'σ(w x + b)', values: { w: 0.8, x: -1.5, b: 0.4 } },
  { source: 'relu(x y) + y^2', values: { x: 2, y: 1.5 } },
]

/** The graph of a state's expression. Throws if it has none: states are made by functions that see to it. */
export function graphIn({ source }: Pick<GraphState, 'source'>): Graph {
  const built = graphOf(source)
  if (!built.ok) throw new Error(`"${source}" has no graph: ${built.why.kind}.`)
  return built.graph
}

/** A fresh figure of an expression: what is not given is 1, and nothing is filled in. */
export function start({ source, values }: Preset): GraphState {
  const names = variablesOf(graphIn({ source }))
  return {
    source,
    values: Object.fromEntries(names.map((name) => [name, values[name] ?? 1])),
    entries: [],
    view: 'fill',
    by: names[0]!,
    hasSlopes: false,
  }
}

/** Another expression; values of variables that it shares are kept. */
export const withSource = (state: GraphState, source: string): GraphState => ({
  ...start({ source, values: state.values }),
  view: state.view,
  hasSlopes: state.hasSlopes,
})

export const withValue = (state: GraphState, name: string, value: number): GraphState => ({
  ...state,
  values: { ...state.values, [name]: value },
  entries: [],
})

export const withEntry = (state: GraphState, node: number, text: string): GraphState => {
  const entries = Array.from({ length: graphIn(state).nodes.length }, (_, i) => state.entries[i] ?? '')
  return { ...state, entries: entries.with(node, text) }
}

const TRIES = 50

/** Other numbers, in halves, at which everything has a value and no gradient is 0 if that can be had. */
export function redraw(state: GraphState, seed: number): GraphState {
  const graph = graphIn(state)
  const random = rng(seed).stream('graph')
  const draw = (): GraphState => {
    const values = variablesOf(graph).map((name): [string, number] => {
      const half = random.integer(-8, 9) / 2
      return [name, half === 0 ? 1 : half]
    })
    return { ...state, values: Object.fromEntries(values), entries: [] }
  }
  const draws = Array.from({ length: TRIES }, draw)
  const all = (next: GraphState, test: (gradient: number) => boolean): boolean =>
    evaluate(graph, next.values).gradients.every(test)
  return (
    draws.find((next) => all(next, (gradient) => Math.abs(gradient) > 0.01 && Math.abs(gradient) < 1000)) ??
    draws.find((next) => all(next, Number.isFinite)) ??
    draws[0]!
  )
}

/** How many gradients the reader has right, and of how many. */
export function score(state: GraphState): { right: number; all: number } {
  const graph = graphIn(state)
  const verdicts = judge(graph, evaluate(graph, state.values), state.entries)
  return { right: verdicts.filter(({ kind }) => kind === 'right').length, all: verdicts.length }
}

/** The greatest number of uses of one node. */
const fanOut = (graph: Graph): number =>
  Math.max(
    ...graph.nodes.map(
      (_, node) =>
        graph.nodes.flatMap(({ args }) => args).filter((arg) => 'node' in arg && arg.node === node).length,
    ),
  )

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  left: (json) => {
    const { right, all } = score(stateFrom(json))
    return all - right
  },
  nodes: (json) => graphIn(stateFrom(json)).nodes.length,
  fanOut: (json) => fanOut(graphIn(stateFrom(json))),
}

const isObject = (json: Json | undefined): json is Record<string, Json> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** A state from anywhere; what is no expression is the first preset. */
export function stateFrom(json: Json): GraphState {
  const given = isObject(json) ? json : {}
  const [first] = PRESETS
  const source = typeof given['source'] === 'string' ? given['source'] : first!.source
  const values = isObject(given['values']) ? given['values'] : {}
  const entries = Array.isArray(given['entries']) ? given['entries'] : []
  const preset: Preset = {
    source: graphOf(source).ok ? source : first!.source,
    values: Object.fromEntries(
      Object.entries(values).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
    ),
  }
  return { ...start(preset), entries: entries.map((entry) => (typeof entry === 'string' ? entry : '')) }
}

/** The state as an exercise keeps it. */
export const toJson = ({ source, values, entries }: GraphState) => ({
  source,
  values: { ...values },
  entries: [...entries],
})

export const toLink = ({ source, values, view, by, hasSlopes }: GraphState): LinkState => ({
  f: source,
  at: Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(','),
  view,
  by,
  slopes: hasSlopes ? '1' : '0',
})

export function fromLink(link: LinkState, initial: GraphState): GraphState {
  const source = link['f'] !== undefined && graphOf(link['f']).ok ? link['f'] : initial.source
  const values = Object.fromEntries(
    (link['at'] ?? '').split(',').flatMap((pair): [string, number][] => {
      const [name, value] = pair.split('=')
      return name && value && Math.abs(Number(value)) <= REACH ? [[name, Number(value)]] : []
    }),
  )
  const state = start({
    source,
    values: source === initial.source ? { ...initial.values, ...values } : values,
  })
  return {
    ...state,
    view: wordFromLink(link['view'], VIEWS, initial.view),
    by: wordFromLink(link['by'], Object.keys(state.values), state.by),
    hasSlopes: link['slopes'] === undefined ? initial.hasSlopes : link['slopes'] === '1',
  }
}
