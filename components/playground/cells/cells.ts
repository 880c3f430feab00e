import { buildNet } from '../../../src/worker/playground/net.ts'
import { specOf, type PlayState, type Points, type Split } from '../model.ts'
import { dataCell } from './data.ts'
import { networkCell } from './network.ts'
import { trainingCell } from './training.ts'

/** The ids of the cells on the page that runs them. */
export type PlayCells = Record<'data' | 'network' | 'training', string>

/** Epochs that a cell trains at most: it has ten seconds. */
export const MOST_EPOCHS = 1000
/** Of networks that are trained without being compiled. */
const MOST_EAGER_EPOCHS = 30
/** What the cells train where the playground stands at its beginning. */
export const FIRST_EPOCHS = 20

/**
 * The playground's run as code: the same examples, first weights, order and updates from the same seed, for as many
 * epochs as the playground has made. What the reader changed by hand on the way is not part of it.
 */
export function playCells(state: PlayState, points: Points, split: Split, epochs: number): PlayCells {
  const spec = specOf(state, points, split)
  const isEager = spec.layers.some(({ activation }) => activation === 'step')
  const most = isEager ? MOST_EAGER_EPOCHS : MOST_EPOCHS
  const count = epochs >= 1 ? Math.min(most, Math.floor(epochs)) : FIRST_EPOCHS
  const isSigned = spec.task === 'classes' && spec.loss !== 'bceWithLogitsLoss'
  return {
    data: dataCell(state, points, split, { outputs: spec.outputs, isSigned }),
    network: networkCell(spec),
    training: trainingCell(spec, buildNet(spec).dense, count),
  }
}
