import {
  bceLoss,
  broadcastTo,
  grad,
  l1Loss,
  mapeLoss,
  mseLoss,
  reshape,
  sum,
  tensor,
  type Tensor,
} from 'chainrule'

export const LOSSES = ['squared', 'absolute', 'percentage', 'crossEntropy'] as const
export type LossName = (typeof LOSSES)[number]

/** The floor under |target| in the percentage error: Keras's. */
export const EPSILON = 1e-7

type Elementwise = (input: Tensor, target: Tensor, half: boolean) => Tensor

const EACH: Record<LossName, Elementwise> = {
  squared: (input, target, half) => mseLoss(input, target, { reduction: 'none', half }),
  absolute: (input, target) => l1Loss(input, target, { reduction: 'none' }),
  percentage: (input, target) => mapeLoss(input, target, { reduction: 'none', eps: EPSILON }),
  crossEntropy: (input, target) => bceLoss(input, target, { reduction: 'none' }),
}

/** A prediction and what it costs: the mean loss over all targets, and its slope, how fast that cost grows with y. */
export interface CostPoint {
  y: number
  cost: number
  slope: number
}

/** Whether cross-entropy means anything here: targets from 0 to 1, the prediction strictly between. */
export const isDefined = (loss: LossName, targets: readonly number[], y: number): boolean =>
  loss !== 'crossEntropy' || (y > 0 && y < 1 && targets.every((target) => target >= 0 && target <= 1))

/**
 * The cost C(y) = mean over n of L(y, tₙ) and its slope dC/dy, for many predictions at once. Predictions at which the
 * loss is not defined are left out. The slopes are the engine's gradients, not formulas typed here.
 *
 * @param half multiplies the squared error by ½.
 */
export function costs(
  loss: LossName,
  targets: readonly number[],
  predictions: readonly number[],
  half = false,
): CostPoint[] {
  const ys = predictions.filter((y) => isDefined(loss, targets, y))
  if (ys.length === 0) return []
  const [m, n] = [ys.length, targets.length]
  const y = tensor([...ys], { requiresGrad: true }) // (M)
  const each = EACH[loss](
    broadcastTo(reshape(y, [m, 1]), [m, n]),
    broadcastTo(tensor([[...targets]]), [m, n]),
    half,
  ) // (M, N)
  const cost = each.mean(1) // (M)
  const [slope] = grad(sum(cost), [y])
  return ys.map((at, i) => ({ y: at, cost: cost.data[i]!, slope: slope!.data[i]! }))
}

/** The same for one prediction; undefined where the loss is not defined. */
export const costAt = (
  loss: LossName,
  targets: readonly number[],
  y: number,
  half = false,
): CostPoint | undefined => costs(loss, targets, [y], half)[0]

/**
 * The predictions of least cost, when one number must serve for all targets: from `from` to `to`, mostly the same number.
 * Squared error and cross-entropy: the mean. Absolute error: the median, any number between the two middle targets if
 * their count is even. Percentage error: the median with weights 1 / |target|, so that small targets count most.
 * undefined where the loss is not defined for these targets.
 */
export function bestPrediction(
  loss: LossName,
  targets: readonly number[],
): { from: number; to: number } | undefined {
  if (loss === 'crossEntropy' && targets.some((target) => target < 0 || target > 1)) return undefined
  if (loss === 'squared' || loss === 'crossEntropy') {
    const mean = targets.reduce((total, target) => total + target, 0) / targets.length
    return { from: mean, to: mean }
  }
  const weight = (target: number) => (loss === 'absolute' ? 1 : 1 / Math.max(Math.abs(target), EPSILON))
  const sorted = targets.toSorted((a, b) => a - b)
  const total = sorted.reduce((all, target) => all + weight(target), 0)
  // The slope of the cost turns from negative to positive where half of the weight lies to the left.
  let left = 0
  for (const [i, target] of sorted.entries()) {
    left += weight(target)
    const balance = 2 * left - total
    if (Math.abs(balance) <= 1e-12 * total) return { from: target, to: sorted[i + 1] ?? target }
    if (balance > 0) return { from: target, to: target }
  }
  return undefined
}
