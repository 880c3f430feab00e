import { Adam, SGD, type Tensor } from 'chainrule'

/** What the penalty is, and how it is done: `l1` shrinks and stops at zero, `l1-slope` adds α sign(w) to the gradient. */
export type Penalty = 'none' | 'l2' | 'decay' | 'l1' | 'l1-slope'

export interface Way {
  optimizer: 'sgd' | 'momentum' | 'adam'
  penalty: Penalty
  /** α of a penalty; of `decay` the number that libraries call weight decay: each step takes η times it of each weight. */
  strength: number
  /** μ of the weights, where it is not that of the biases. */
  momentum?: number
  /** The first step before the first: so many times each weight. */
  push?: number
}

/** Learning rates that suit the task without any penalty; plain SGD's is momentum's over 1 − μ. */
export const RATES = { sgd: 0.2, momentum: 0.02, adam: 0.002 } as const
export const MOMENTUM = 0.9

/** A function that makes one update of all parameters from their gradients. Biases are never penalized. */
export function followerOf(parameters: readonly Tensor[], way: Way): () => void {
  const weights = parameters.filter(({ shape }) => shape.length === 2)
  const biases = parameters.filter(({ shape }) => shape.length === 1)
  const learningRate = RATES[way.optimizer]
  const groups = [
    {
      params: weights,
      weightDecay: way.penalty === 'l2' || way.penalty === 'decay' ? way.strength : 0,
      weightDecayMode: way.penalty === 'decay' ? ('decoupled' as const) : ('coupled' as const),
    },
    { params: biases },
  ]
  const momentum = way.optimizer === 'momentum' ? MOMENTUM : 0
  const optimizer =
    way.optimizer === 'adam'
      ? new Adam(groups, { learningRate })
      : new SGD([{ ...groups[0]!, momentum: way.momentum ?? momentum }, groups[1]!], {
          learningRate,
          momentum,
        })
  if (way.push !== undefined) giveAPush(optimizer as SGD, weights, way.push, learningRate)
  return () => {
    if (way.penalty === 'l1-slope') addSlope(weights, way.strength)
    optimizer.step()
    if (way.penalty === 'l1') shrink(weights, learningRate * way.strength)
  }
}

/** The engine's momentum sums gradients, and a step is −η times the sum. */
function giveAPush(optimizer: SGD, weights: readonly Tensor[], push: number, learningRate: number): void {
  const saved = optimizer.stateDict()
  weights.forEach((weight, i) => {
    const momentumBuffer = Float64Array.from(weight.data, (w) => (-push * w) / learningRate)
    saved.state[i] = { step: 0, slots: { momentumBuffer } }
  })
  optimizer.loadStateDict(saved)
}

function addSlope(weights: readonly Tensor[], strength: number): void {
  for (const { data, grad } of weights)
    for (let i = 0; i < data.length; i++) grad!.data[i]! += strength * Math.sign(data[i]!)
}

/** Toward zero by `by`, and not beyond it. */
function shrink(weights: readonly Tensor[], by: number): void {
  for (const { data } of weights)
    for (let i = 0; i < data.length; i++) {
      const w = data[i]!
      data[i] = Math.abs(w) <= by ? 0 : w - by * Math.sign(w)
    }
}
