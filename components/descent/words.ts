import { descentText as text } from '../../src/strings/descent.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import type { DescentState, Forecast, Visit } from './model.ts'

type Row = [name: string, value: string]

/** A number of the figure: four decimals, or short where it is huge. */
export const amount = (value: number): string =>
  Math.abs(value) >= 1e4 ? significantFigures(value, 3) : decimal(value, 4)

/** In parentheses where it follows an operator and is negative. */
const operand = (value: number): string => {
  const shown = amount(value)
  return shown.startsWith('−') ? `(${shown})` : shown
}

export const weightName = (i: number, dims: number): string =>
  dims === 1 ? text.weightOne : text.weight(i + 1)
export const slopeName = (i: number, dims: number): string =>
  dims === 1 ? text.slopeOne : text.slopeOf(i + 1)

/** w ← w − η ∂C/∂w with the numbers of this point: `−3.0000 − 0.3 × (−3.0000) = −2.1000`, one line for each weight. */
export const plugged = ({ w, gradient }: Visit, learningRate: number): string[] =>
  w.map(
    (value, i) =>
      `${amount(value)} − ${learningRate} × ${operand(gradient[i]!)} = ${amount(value - learningRate * gradient[i]!)}`,
  )

export function verdictOf({ limit, regimes }: Forecast, learningRate: number): string {
  if (limit === undefined) return text.verdict.none
  const [rate, bound] = [String(learningRate), significantFigures(limit, 4)]
  if (regimes[0] === 'grows') return text.verdict.grows(rate, bound)
  return regimes[0] === 'stays' ? text.verdict.stays(rate) : text.verdict.shrinks(rate, bound)
}

export const placeText = ({ w }: Visit): string =>
  w.length === 1 ? `w = ${amount(w[0]!)}` : `(${w.map(amount).join(', ')})`

export function tableOf(state: DescentState, path: readonly Visit[], ahead: Forecast): Row[] {
  const now = path.at(-1)!
  const dims = now.w.length
  return [
    [text.surface, text.surfaces[state.surface]],
    [text.rate, String(state.learningRate)],
    [text.stepCount, String(path.length - 1)],
    ...now.w.map((value, i): Row => [weightName(i, dims), amount(value)]),
    [text.cost, amount(now.cost)],
    ...now.gradient.map((value, i): Row => [slopeName(i, dims), amount(value)]),
    ...ahead.local.curvatures.map(({ value }, i): Row => [text.lambda(i + 1), amount(value)]),
    [text.limit, ahead.limit === undefined ? text.noLimit : significantFigures(ahead.limit, 4)],
  ]
}
