import { graphText as text } from '../../src/strings/graphs.en.ts'
import { mathText } from '../../src/strings/math.en.ts'
import { significantFigures } from '../../src/strings/numbers.ts'
import { arrivals, differenceOf, tangents, type Evaluated } from './evaluate.ts'
import type { Verdict } from './judge.ts'
import type { GraphState } from './model.ts'
import { definitionOf, plain, shownName } from './ops.ts'
import { variablesOf, type Graph, type Refusal } from './read.ts'

/** A number of the drawing: four figures at most, whole numbers without a point. */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) < 1e-9) return '0'
  const short = significantFigures(value, 4)
  return short.includes('e') ? significantFigures(value, 3) : short.replace(/\.0+$|(\.\d*?)0+$/, '$1')
}

const operand = (value: number): string => {
  const shown = number(value)
  return shown.startsWith('−') ? `(${shown})` : shown
}

/** `u₁ = x + y, f = u₁ × z`. */
export function definitionsOf({ nodes }: Graph): string {
  const names = nodes.map(({ name }) => name)
  return nodes
    .filter(({ op }) => op !== null)
    .map((node) => `${shownName(node.name)} = ${definitionOf(node, names)}`)
    .join(', ')
}

export function refusalText(why: Refusal): string {
  const { refused } = text
  switch (why.kind) {
    case 'unread':
      return refused.unread(mathText(why.message))
    case 'unknown':
      return refused.unknown(why.what)
    case 'tooLarge':
      return refused.tooLarge(why.nodes, why.most)
    case 'tooManyVariables':
      return refused.tooManyVariables(why.variables, why.most)
    default:
      return refused[why.kind]
  }
}

/** What the figure says about one red number of the reader's. */
export function verdictText(graph: Graph, node: number, verdict: Verdict): string {
  const name = shownName(graph.nodes[node]!.name)
  if (verdict.kind === 'right') return text.isRight(name)
  if (verdict.kind === 'unread') return text.unread(name)
  if (verdict.kind === 'empty') return ''
  const said = text.why[verdict.cause](name, shownName(graph.nodes[verdict.at]!.name))
  const hasRule =
    verdict.op !== null && ['other', 'passedOn', 'sign', 'valueForSlope'].includes(verdict.cause)
  return hasRule ? `${said} ${text.rules[verdict.op!]}` : said
}

/** `3 × 1 + (−5) × 1 = −2`: slope × red number below, edge by edge. */
export function sumText(evaluated: Evaluated, node: number): string {
  const ways = arrivals(evaluated, node)
  const terms = ways.map(({ slope, to }) => `${operand(slope)} × ${operand(evaluated.gradients[to]!)}`)
  return `${terms.join(' + ')} = ${number(evaluated.gradients[node]!)}`
}

/** The name of a node at whose place a slope jumps, if there is one. */
export function kinkOf({ nodes }: Graph, { values }: Evaluated): string | undefined {
  const kink = nodes.find(({ op, args }) => {
    const inputs = args.map((arg) => ('constant' in arg ? arg.constant : values[arg.node]!))
    if (op === 'relu' || op === 'abs') return inputs[0] === 0
    return (op === 'max' || op === 'min') && inputs[0] === inputs[1]
  })
  return kink && shownName(kink.name)
}

export function tableOf(
  state: GraphState,
  graph: Graph,
  evaluated: Evaluated,
  verdicts: readonly Verdict[],
): [string, string][] {
  const isShown = (node: number): boolean => state.view === 'show' || verdicts[node]!.kind === 'right'
  const moved = tangents(graph, evaluated, state.by)
  return [
    ...graph.nodes.map(({ name }, i): [string, string] => [
      text.tableValue(shownName(name)),
      number(evaluated.values[i]!),
    ]),
    ...graph.nodes.map(({ name }, i): [string, string] =>
      state.view === 'forward'
        ? [text.tableTangent(shownName(name), shownName(state.by)), number(moved[i]!)]
        : [
            text.tableGradient(shownName(name)),
            isShown(i) ? number(evaluated.gradients[i]!) : text.hiddenNumber,
          ],
    ),
    ...variablesOf(graph).flatMap((name): [string, string][] => {
      const node = graph.nodes.findIndex((other) => other.name === name)
      if (state.view === 'fill' && !isShown(node)) return []
      return [[text.difference(shownName(name)), number(differenceOf(graph, state.values, name))]]
    }),
  ]
}

export const valuesText = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${shownName(name)} = ${plain(value)}`)
    .join(', ')
