import { chainText as text } from '../../src/strings/chain.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import {
  differenceOf,
  forward,
  gradients,
  localSlopes,
  PARAMETERS,
  STEPS,
  WAYS,
  type Chain,
  type ChainState,
  type Parameter,
  type SlopeName,
} from './model.ts'

/** Enough digits to see a change of a hundredth through five steps. */
export const FINE = 6

/** A ratio to a change of nothing is no number. */
export const number = (value: number): string => (Number.isFinite(value) ? decimal(value, 4) : '–')
const operand = (value: number): string => (value < 0 ? `(${number(value)})` : number(value))

/** `w_1` as figures print it. */
export const shown = (name: string): string => name.replace('_1', '₁').replace('_2', '₂')

/** A local slope as a formula: `a₂(1 − a₂)`. */
export const formulaOf = (slope: SlopeName): string => text.formulas[slope]

/** `−(T − a₂) · a₂(1 − a₂) · a₁`. */
export const productFormula = (parameter: Parameter): string => WAYS[parameter].map(formulaOf).join(' · ')

/** The same with its numbers. */
export function productNumbers(chain: Chain, parameter: Parameter): string {
  const slopes = localSlopes(chain)
  return WAYS[parameter].map((name) => operand(slopes[name])).join(' × ')
}

/** `0.8000 − 0.5 × (−0.0628) = 0.8314`. */
export const updateText = (chain: Chain, parameter: Parameter, gradient: number, rate: number): string =>
  `${number(chain[parameter])} − ${rate} × ${operand(gradient)} = ${number(chain[parameter] - rate * gradient)}`

export function tableOf({ chain, rate, updates }: ChainState): [string, string][] {
  const computed = forward(chain)
  const slopes = gradients(chain)
  return [
    ...Object.entries(chain).map(([name, value]): [string, string] => [shown(name), number(value)]),
    ...STEPS.map((name): [string, string] => [shown(name), decimal(computed[name], FINE)]),
    ...PARAMETERS.flatMap((parameter): [string, string][] => [
      [text.gradientOf(shown(parameter)), decimal(slopes[parameter], FINE)],
      [text.byNudging(shown(parameter)), decimal(differenceOf(chain, parameter), FINE)],
    ]),
    [text.rate, String(rate)],
    [text.updates, String(updates)],
  ]
}
