import type { Tensor } from '../../engine/index.ts'
import type { Ledger } from '../../engine/plan/ledger.ts'
import type { Net } from './net.ts'
import type { Trace } from './protocol.ts'
import type { PlaySpec } from './spec.ts'

/** The ledger of an update, as the page shows it: the first example of the batch, layer by layer. */
export function traceOf(
  spec: PlaySpec,
  net: Net,
  ledger: Ledger,
  learningRate: number,
  batch: number,
): Trace {
  const rowOf = (tensors: Readonly<Record<string, Tensor>>, place: number): number[] => {
    const found = tensors[String(place)]
    return found ? [...found.data.subarray(0, found.numel / batch)] : []
  }
  const flat = (read: (entry: Ledger['parameters'][string]) => Tensor | null): Float32Array =>
    Float32Array.from(
      net.dense.flatMap((place) =>
        ['weight', 'bias'].flatMap((name) => [...(read(ledger.parameters[`${place}.${name}`]!)?.data ?? [])]),
      ),
    )
  const input = [...ledger.values['input']!.data.subarray(0, spec.numFeatures)]
  return {
    step: ledger.step + 1,
    loss: ledger.loss,
    learningRate,
    example: rowEqual(spec.train.features, input),
    input,
    layers: net.dense.map((place, i) => {
      const z = rowOf(ledger.values, place)
      const a = rowOf(ledger.values, net.active[i]!)
      return { z, a: a.length > 0 ? a : z, delta: rowOf(ledger.gradients, place) }
    }),
    batch,
    before: flat(({ before }) => before),
    gradient: flat(({ gradient }) => gradient),
    after: flat(({ after }) => after),
  }
}

/** The first row that holds these numbers, −1 for none. */
function rowEqual(features: Float32Array, row: readonly number[]): number {
  const width = row.length
  for (let at = 0; at < features.length; at += width)
    if (row.every((value, i) => features[at + i] === value)) return at / width
  return -1
}
