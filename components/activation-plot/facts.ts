import { activationText } from '../../src/strings/activations.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { FACTS, pointAt, type ActivationName, type PlotState, type PointFacts } from './model.ts'

const { names, formulas, plot: text } = activationText

/** The range as an interval: a square bracket where the end is reached. */
export function rangeText(name: ActivationName): string {
  const { range, reached } = FACTS[name]
  const end = (value: number) =>
    Math.abs(value) === Math.PI / 2
      ? value < 0
        ? '−π/2'
        : 'π/2'
      : decimal(value, Number.isInteger(value) ? 0 : 2)
  return `${reached[0] ? '[' : '('}${end(range[0])}, ${end(range[1])}${reached[1] ? ']' : ')'}`
}

export function slopeText(at: PointFacts): string {
  if (at.corner === undefined) return decimal(at.slope, 4)
  return at.corner === 'jump' ? text.jump : text.kink(decimal(at.slope, 2))
}

type Row = [name: string, value: string]

const numbersOf = (name: ActivationName, z: number): Row[] => {
  const at = pointAt(name, z)
  return [
    [text.value, decimal(at.value, 4)],
    [text.slope, slopeText(at)],
  ]
}

const traits = (name: ActivationName): Row[] => [
  [text.formula, formulas[name]],
  [text.range, rangeText(name)],
  [text.centered, FACTS[name].isZeroCentered ? text.yes : text.no],
]

/** What stands beside the drawing. */
export function factsOf({ shown, other, z }: PlotState, isConcealed: boolean): Row[] {
  if (isConcealed) return traits(shown)
  const second: Row[] =
    other === 'none'
      ? []
      : numbersOf(other, z).map(([key, value]): Row => [text.ofOther(names[other], key), value])
  return [...traits(shown), ...numbersOf(shown, z), ...second]
}

/** The table under the figure. */
export function tableOf(state: PlotState, isConcealed: boolean): Row[] {
  const { shown, z } = state
  const flatness: Row[] = isConcealed
    ? []
    : [[text.flatness, pointAt(shown, z).isFlat ? text.flat : text.steep]]
  return [[text.choose, names[shown]], [text.sum, decimal(z, 2)], ...factsOf(state, isConcealed), ...flatness]
}
