import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { sweep, type FitState, type Handle, type Shown } from './model.ts'

const text = regularizationText.fit
export const errorText = (value: number): string => (value < 1e-9 ? '0' : significantFigures(value, 3))

/** A handle's value as its slider prints it. */
export function valueText(handle: Handle, value: number): string {
  if (handle === 'noise') return decimal(value, 1)
  if (handle === 'alpha' && value === 0) return text.none
  if (value === Infinity) return text.end
  if (handle === 'alpha') return significantFigures(value, 1)
  return value.toLocaleString('en')
}

export type Row = readonly [key: string, name: string, one: string, many: string, isTest: boolean]

export function rowsOf({ one, many }: Shown): Row[] {
  return [
    ['train', text.rows.train, errorText(one.train), errorText(many.train), false],
    ['test', text.rows.test, errorText(one.test), errorText(many.test), true],
    ['gap', text.rows.gap, errorText(one.test - one.train), errorText(many.test - many.train), true],
  ]
}

export function factsOf(
  { one, many }: Shown,
  { noise }: FitState,
): [name: string, value: string, isTest: boolean][] {
  return [
    [text.parts.bias2, errorText(many.bias2), true],
    [text.parts.variance, errorText(many.variance), true],
    [text.parts.noise, errorText(noise ** 2), true],
    [text.parts.sum, errorText(many.bias2 + many.variance + noise ** 2), true],
    [text.parts.range, text.range(errorText(many.low), errorText(many.high)), true],
    [text.parts.weight, errorText(Math.max(...one.weights.map(Math.abs))), false],
  ]
}

export function tableOf(shown: Shown, state: FitState): [string, string][] {
  const isOpen = state.guess !== null
  return [
    ...rowsOf(shown)
      .filter(([, , , , isTest]) => isOpen || !isTest)
      .flatMap(([, name, one, many]): [string, string][] => [
        [text.of(name, text.one), one],
        [text.of(name, text.many), many],
      ]),
    ...factsOf(shown, state)
      .filter(([, , isTest]) => isOpen || !isTest)
      .map(([name, value]): [string, string] => [name, value]),
  ]
}

export function describe(shown: Shown, { degree, count, guess }: FitState): string {
  const { one, many } = shown
  const first = text.describe(String(degree), String(count), errorText(one.train))
  if (guess === null) return first
  return (
    first +
    text.describeTest(
      errorText(one.test),
      errorText(many.test),
      errorText(many.bias2),
      errorText(many.variance),
    )
  )
}

/** What came of the guess, with the settings as they are now. */
export function verdictOf({ best }: Shown, state: FitState): string {
  if (state.guess === null || best === null) return text.hint
  const own = sweep(state, 'degree').find(({ value }) => value === state.guess)!
  return text.verdict(String(state.guess), errorText(own.test), String(best.value), errorText(best.test))
}
