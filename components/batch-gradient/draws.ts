import { rng } from 'chainrule'
import type { Pair } from './spread.ts'

/** Whether an example may be drawn twice into one batch. */
export type Replacement = 'with' | 'without'

interface Drawing {
  batchSize: number
  replacement: Replacement
  draws: number
  seed: number
}

/** The order in which an epoch passes over the examples: shuffled anew each time. */
export const epochOrder = (seed: number, epoch: number, count: number): number[] =>
  rng(seed).stream('epochs').stream(String(epoch)).permutation(count)

/** The means of `draws` mini-batches, one after the other from one stream, and the examples of the last. */
export function drawMeans(
  gradients: readonly Pair[],
  { batchSize, replacement, draws, seed }: Drawing,
): { means: Pair[]; batch: number[] } {
  const stream = rng(seed).stream('draws')
  const count = gradients.length
  const order = Array.from({ length: count }, (_, i) => i)
  const means: Pair[] = []
  let batch: number[] = []
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < batchSize; i++) {
      // The first B places of a Fisher–Yates shuffle, begun from whatever order the last draw left.
      const j = replacement === 'with' ? stream.integer(count) : stream.integer(i, count)
      if (replacement === 'with') batch[i] = j
      else [order[i], order[j]] = [order[j]!, order[i]!]
    }
    batch = (replacement === 'with' ? batch : order).slice(0, batchSize)
    let [first, second] = [0, 0]
    for (const index of batch) {
      first += gradients[index]![0]
      second += gradients[index]![1]
    }
    means.push([first / batchSize, second / batchSize])
  }
  return { means, batch }
}
