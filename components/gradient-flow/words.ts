import { significantFigures } from '../../src/strings/numbers.ts'
import { vanishingText as text } from '../../src/strings/vanishing.en.ts'
import { WIDTH, type Flow, type FlowState, type Summary } from './model.ts'

type Row = readonly [name: string, value: string]

const short = (value: number): string => significantFigures(value, 3)

/** How many units learn differently, over the runs: `32`, or `28–32`. */
function distinctText(networks: readonly Flow[]): string {
  const counts = networks.map(({ distinct }) => distinct)
  const [low, high] = [Math.min(...counts), Math.max(...counts)]
  return low === high ? String(low) : `${low}–${high}`
}

/** What the figure says beside the drawing. */
export const factsOf = (networks: readonly Flow[], summary: Summary, { shown }: FlowState): Row[] => [
  [text.left[shown], short(summary.left)],
  [text.perLayer, short(summary.perLayer)],
  ...(summary.bound ? [[text.boundLeft, short(summary.bound[0]! / summary.bound.at(-1)!)] as const] : []),
  [text.spread, text.spreadOf(short(summary.spread[0]), short(summary.spread[1]))],
  [text.distinct, text.of(distinctText(networks), WIDTH)],
]

export const networkText = ({ activation, depth, init, residual }: FlowState): string =>
  text.network(text.activations[activation], depth, text.inits[init], residual)

export const describe = (summary: Summary, state: FlowState): string =>
  text.describe(
    networkText(state),
    text.quantities[state.shown],
    short(summary.left),
    short(summary.perLayer),
    text.fates[summary.fate],
  )

/** Layer by layer: what is shown, and the bound where there is one. */
export const tableOf = (networks: readonly Flow[], summary: Summary, state: FlowState): Row[] => [
  ...factsOf(networks, summary, state),
  ...summary.middle.flatMap((value, i): Row[] => [
    [text.inLayer(text.quantities[state.shown], i + 1), short(value)],
    ...(summary.bound ? [[text.inLayer(text.bound, i + 1), short(summary.bound[i]!)] as const] : []),
  ]),
]
