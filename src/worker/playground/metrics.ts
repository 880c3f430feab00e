import { confusionMatrix, r2Score, tensor, type Tensor } from '../../engine/index.ts'
import type { PlaySpec } from './spec.ts'

/** How good the answers to some examples are. */
export interface Metrics {
  /** Share of right classes, or R² of values; NaN where there is none. */
  score: number
  /** Rows: what it is; columns: what the network says. Row by row; empty for values. */
  confusion: number[]
}

export function metricsOf(spec: PlaySpec, output: Tensor, target: Float32Array): Metrics {
  const n = target.length
  if (n === 0) return { score: Number.NaN, confusion: [] }
  if (spec.task === 'values') {
    const isFlat = target.every((value) => value === target[0]) // R² compares with the spread: there is none
    return { score: isFlat ? Number.NaN : r2Score(output, tensor(target, { shape: [n, 1] })), confusion: [] }
  }
  const classes = Math.max(2, spec.outputs)
  const truth = tensor(target, { shape: spec.outputs === 1 ? [n, 1] : [n] })
  const { data } = confusionMatrix(output, truth, classes, 0)
  let right = 0
  for (let k = 0; k < classes; k++) right += data[k * classes + k]!
  return { score: right / n, confusion: [...data] }
}
