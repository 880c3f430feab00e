import { deltasText as text } from '../../src/strings/deltas.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { hasReached, STAGES, stageOf, type DeltaState } from './model.ts'
import { RATE, sourceOf, T, unitOf, type Sweep } from './network.ts'

/** Nine decimals, as the worked example prints them; significant figures where that would leave too few. */
export const exact = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-4 ? significantFigures(value, 6) : decimal(value, 9)

/** Short, for factors within a line. */
const short = (value: number): string => decimal(value, 6)
const operand = (value: number): string => (value < 0 ? `(${short(value)})` : short(value))

/** One line of a stage: what is computed, how, and what comes out. */
export interface Line {
  name: string
  how: string
  value: string
}

export function linesOf(state: DeltaState, pass: Sweep): Line[] {
  const slope = (unit: number) => pass.a[unit]! * (1 - pass.a[unit]!)
  const two = state.error === 'half' ? '' : '2 · '
  switch (state.stage) {
    case 'forward':
      return text.units.map((unit, i) => ({
        name: unit,
        how: `${text.sigmoidOf}(${short(pass.z[i]!)})`,
        value: exact(pass.a[i]!),
      }))
    case 'outputDeltas':
      return T.map((t, k) => ({
        name: text.deltaOf(text.units[2 + k]!),
        how: `${two}(${short(pass.a[2 + k]!)} − ${t}) · ${short(slope(2 + k))}`,
        value: exact(pass.delta[2 + k]!),
      }))
    case 'hiddenDeltas':
      return [0, 1].map((j) => ({
        name: text.deltaOf(text.units[j]!),
        how: `(${short(pass.carried[j]!)} · ${operand(pass.delta[2]!)} + ${short(pass.carried[2 + j]!)} · ${operand(pass.delta[3]!)}) · ${short(slope(j))}`,
        value: exact(pass.delta[j]!),
      }))
    case 'outputGradients':
      return [4, 5, 6, 7].map((edge) => gradientLine(pass, edge))
    case 'hiddenGradients':
      return [0, 1, 2, 3].map((edge) => gradientLine(pass, edge))
    case 'update':
      return [...pass.before.w.keys()].map((edge) => ({
        name: text.weight(edge + 1),
        how: `${short(pass.before.w[edge]!)} − ${RATE} · ${operand(pass.gradW[edge]!)}`,
        value: exact(pass.after.w[edge]!),
      }))
  }
}

const gradientLine = (pass: Sweep, edge: number): Line => ({
  name: text.gradient(text.weight(edge + 1)),
  how: `${operand(pass.delta[unitOf(edge)]!)} · ${short(sourceOf(edge, pass.a))}`,
  value: exact(pass.gradW[edge]!),
})

/** The biases that the update moves; none where they are kept. */
export function biasLinesOf({ biases }: DeltaState, pass: Sweep): Line[] {
  if (biases === 'kept') return []
  const units = biases === 'each' ? [0, 1, 2, 3] : [0, 2]
  return units.map((unit) => ({
    name: biases === 'each' ? text.biasOf(text.units[unit]!) : text.sharedBias(unit / 2 + 1),
    how: `${short(pass.before.b[unit]!)} − ${RATE} · ${operand(pass.gradB[unit]!)}`,
    value: exact(pass.after.b[unit]!),
  }))
}

export const noteOf = (state: DeltaState): string =>
  state.stage === 'hiddenDeltas' && state.order === 'updated'
    ? text.notes.hiddenDeltasMoved
    : text.notes[state.stage]

export const stageText = ({ stage, round }: DeltaState): string =>
  text.stageOf(text.stages[stage], STAGES.indexOf(stage) + 1, STAGES.length, round)

/** Every number that the drawing shows at this stage. */
export function tableOf(state: DeltaState, pass: Sweep): [string, string][] {
  const deltas = [2, 3, 0, 1].filter((unit) => hasReached(state, unit > 1 ? 'outputDeltas' : 'hiddenDeltas'))
  return [
    [text.rows.error, exact(pass.error)],
    ...pass.a.map((a, unit): [string, string] => [text.rows.activation(text.units[unit]!), exact(a)]),
    ...deltas.map((unit): [string, string] => [text.rows.delta(text.units[unit]!), exact(pass.delta[unit]!)]),
    ...pass.before.w.flatMap((w, i): [string, string][] => [
      [text.weight(i + 1), exact(w)],
      ...(hasReached(state, stageOf(i + 1))
        ? [[text.gradient(text.weight(i + 1)), exact(pass.gradW[i]!)] as [string, string]]
        : []),
      ...(state.stage === 'update'
        ? [[text.rows.updated(text.weight(i + 1)), exact(pass.after.w[i]!)] as [string, string]]
        : []),
    ]),
  ]
}
