import { bceWithLogitsLoss } from '../engine/losses/binaryCrossEntropy.ts'
import { crossEntropyLoss } from '../engine/losses/crossEntropy.ts'
import { mseLoss } from '../engine/losses/regression.ts'
import type { Tensor } from '../engine/tensor/tensor.ts'

/** The losses that a session can train on. */
export const LOSSES = { bceWithLogitsLoss, crossEntropyLoss, mseLoss } as const
export type LossName = keyof typeof LOSSES

/**
 * Whether the targets are classes: `crossEntropyLoss` takes their indices of shape (N), the others numbers of shape (N, 1).
 */
export const targetShape = (loss: LossName, n: number): number[] =>
  loss === 'crossEntropyLoss' ? [n] : [n, 1]

/** The share of examples whose class the output gets right, 0 … 1; NaN where the loss is not one of classes. */
export function accuracyOf(loss: LossName, output: Tensor, target: Tensor): number {
  if (loss === 'mseLoss') return Number.NaN
  const n = target.numel
  const classes = output.numel / n
  let right = 0
  for (let i = 0; i < n; i++) {
    const row = output.data.subarray(i * classes, (i + 1) * classes)
    const pred = classes === 1 ? Number(row[0]! > 0) : row.indexOf(Math.max(...row))
    if (pred === target.data[i]) right++
  }
  return right / n
}
