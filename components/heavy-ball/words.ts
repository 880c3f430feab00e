import { momentumText } from '../../src/strings/momentum.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import {
  productsOf,
  rateOf,
  regimeOf,
  rootsOf,
  worstRate,
  type HeavyBallState,
  type Moment,
  type Root,
} from './model.ts'

const text = momentumText.ball

export const amount = (value: number): string =>
  Math.abs(value) >= 1e4 ? significantFigures(value, 3) : decimal(value, 4)

const operand = (value: number): string => {
  const shown = amount(value)
  return shown.startsWith('−') ? `(${shown})` : shown
}

/** `0.7820, 0.7673` or `0.30 ± 0.71 i`. */
export function rootsText(roots: readonly [Root, Root]): string {
  const [{ re, im }, other] = roots
  return im === 0 ? `${decimal(re, 4)}, ${decimal(other.re, 4)}` : `${decimal(re, 4)} ± ${decimal(im, 4)} i`
}

/** The direction that the distance follows: 0 the flat one, 1 the steep one. */
const slowerOf = (state: HeavyBallState): number => {
  const [flat, steep] = productsOf(state).map((x) => rateOf(x, state.momentum))
  return flat! >= steep! ? 0 : 1
}

export function verdictOf(state: HeavyBallState): string {
  const regimes = productsOf(state).map((x) => regimeOf(x, state.momentum))
  if (regimes.includes('divergent')) return text.grows
  if (regimes.includes('stays')) return text.edge
  return regimes[slowerOf(state)] === 'oscillating' ? text.equal : text.slower
}

/** Δw = −η ∂C/∂w + μ Δw with the numbers of one step, for weight i. */
export function plugged(visits: readonly Moment[], step: number, i: number, state: HeavyBallState): string {
  const before = visits[step - 1]
  const now = visits[step]
  if (before === undefined || now === undefined) return ''
  return `−${state.learningRate} × ${operand(before.gradient[i]!)} + ${state.momentum} × ${operand(before.move[i]!)} = ${amount(now.move[i]!)}`
}

export interface DirectionRow {
  name: string
  product: string
  roots: string
  size: string
  region: string
}

export const directionsOf = (state: HeavyBallState): DirectionRow[] =>
  productsOf(state).map((x, i) => ({
    name: i === 0 ? text.flat : text.steep,
    product: significantFigures(x, 3),
    roots: rootsText(rootsOf(x, state.momentum)),
    size: decimal(rateOf(x, state.momentum), 4),
    region: text.regions[regimeOf(x, state.momentum)],
  }))

export function tableOf(
  state: HeavyBallState,
  visits: readonly Moment[],
  measured: number,
): [string, string][] {
  const step = Math.min(state.step, visits.length - 1)
  return [
    [text.kappa, String(state.kappa)],
    [text.rate, String(state.learningRate)],
    [text.momentum, decimal(state.momentum, 2)],
    ...directionsOf(state).flatMap(({ name, product, roots, size, region }): [string, string][] => [
      [`${name}: ${text.table.product}`, product],
      [`${name}: ${text.table.roots}`, roots],
      [`${name}: ${text.table.size}`, size],
      [`${name}: ${text.table.region}`, region],
    ]),
    [text.predicted, decimal(worstRate(state), 4)],
    [text.measured, decimal(measured, 3)],
    [text.root, decimal(Math.sqrt(state.momentum), 4)],
    [text.step, String(step)],
    ...visits[step]!.w.map((value, i): [string, string] => [text.weightAt(i + 1), amount(value)]),
  ]
}
