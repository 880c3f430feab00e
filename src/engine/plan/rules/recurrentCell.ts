import type { GRU, LSTM, RNN } from '../../layers/recurrent.ts'
import type { Builder } from '../builder.ts'
import { type Slot, type Value, type View, padded } from '../value.ts'
import { type Projection, type Rows, planProjection } from './linear.ts'

/** One layer in one direction. Rows of z are T steps of `gates` · Hp numbers for each example. */
export interface Cell {
  readonly x: Value
  readonly hidden: Value
  readonly input: Projection
  readonly state: Projection
  /** Gates; on the way back their gradients. */
  readonly z: Value
  /** Cell states of an LSTM, or what the state gives to the gates of a GRU. */
  readonly second: Value | null
  /** A row of numbers per example, for the way back. */
  readonly carry: Slot
  /** The sum of both biases, where both are added at once. */
  readonly biases: Slot | null
  readonly backwards: boolean
}

const GATES: Readonly<Record<string, number>> = { RNN: 1, GRU: 3, LSTM: 4 }

export function planCell(b: Builder, layer: RNN | LSTM | GRU, name: string, x: Value, suffix: string): Cell {
  const gates = GATES[layer.type]!
  const H = layer.hiddenSize
  const Hp = padded(H)
  const columns = { pitchOut: gates * Hp, column: (o: number): number => Math.floor(o / H) * Hp + (o % H) }
  const steps = x.shape[0]!
  const bias = (which: string): [string, ReturnType<typeof layer.parameter> | null] => [
    which + suffix,
    layer.hasBias ? layer.parameter(which + suffix) : null,
  ]
  const weight = (which: string): [string, ReturnType<typeof layer.parameter>] => [
    which + suffix,
    layer.parameter(which + suffix),
  ]
  const inner = (what: string, width: number): Value => {
    const value = b.value(`${what}${suffix} of ${name}`, [steps, width], 'rows')
    value.needsGrad = false
    return value
  }
  const hidden = inner('hidden', H)
  hidden.needsGrad = true
  return {
    x,
    hidden,
    input: planProjection(b, weight('weightIh'), bias('biasIh'), x, columns),
    state: planProjection(
      b,
      weight('weightHh'),
      bias('biasHh'),
      { pitch: Hp, order: null, needsGrad: true },
      columns,
    ),
    z: inner('gates', gates * Hp),
    second:
      layer.type === 'RNN'
        ? null
        : inner(
            layer.type === 'LSTM' ? 'cell' : 'gates from the state',
            layer.type === 'LSTM' ? H : gates * Hp,
          ),
    carry: b.slot(`carry of ${name}`, b.batch * Hp),
    biases: layer.hasBias && layer.type !== 'GRU' ? b.slot(`biases of ${name}`, gates * Hp) : null,
    backwards: suffix.endsWith('Reverse'),
  }
}

/** The rows of step t of all examples. */
export const atStep = (view: View, t: number): Rows => ({
  at: view.at + t * view.row,
  row: view.image,
  rows: 1,
})

/** Steps in the order of the direction, with the step before (null for the first). */
export function stepsOf({ x, backwards }: Cell): [t: number, before: number | null][] {
  const steps = Array.from({ length: x.shape[0]! }, (_, t) => t)
  const turned = backwards ? steps.toReversed() : steps
  return turned.map((t, i) => [t, i === 0 ? null : turned[i - 1]!])
}
