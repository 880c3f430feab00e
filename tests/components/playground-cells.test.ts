import { describe, expect, test } from 'vitest'
import { trainedPlayground } from '../../components/playground/at-build.ts'
import { playCells } from '../../components/playground/cells/cells.ts'
import { DEFAULTS, pointsOf, specOf, splitOf, type PlayState } from '../../components/playground/model.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'
import { runNotebook } from '../notebook/run.ts'

const EPOCHS = 6

/** What the playground's own session comes to. */
function bySession(state: PlayState): { training: number; test: number } {
  const points = pointsOf(state)
  const split = splitOf(points.target.length, state.trainShare, state.seed)
  const session = new PlaySession(specOf(state, points, split))
  session.advance(session.stepsOf('epoch', EPOCHS))
  const { trainLoss, testLoss } = session.shot(0, false)
  return { training: trainLoss, test: testLoss }
}

/** What the cells come to, run as the page runs them; every digit of the two losses. */
async function byCells(state: PlayState): Promise<unknown> {
  const points = pointsOf(state)
  const split = splitOf(points.target.length, state.trainShare, state.seed)
  const cells = playCells(state, points, split, EPOCHS)
  const outcomes = await runNotebook(
    { ...cells, ends: 'JSON.stringify({ training: lossesAt(0).training, test: lossesAt(0).test })' },
    20,
  )
  for (const [id, { error }] of outcomes) if (error) throw new Error(`${id}: ${error.message}\n${cells.data}`)
  const last = outcomes.get('ends')!.output.at(-1)
  if (last?.kind !== 'value' || !('text' in last.value)) throw new Error(JSON.stringify(last))
  return JSON.parse(last.value.text)
}

const own: PlayState['own'] = [
  [1, 2, 0],
  [-3, 1, 1],
  [2, -2.5, 0],
  [-1, -4, 1],
  [0.5, 3, 1],
  [4, 4, 0],
]
const CASES: readonly (readonly [string, Partial<PlayState>])[] = [
  ['as it opens', {}],
  ['moons with noise', { data: 'moons', noise: 20 }],
  ['three clouds, softmax', { data: 'blobs', noise: 10, loss: 'softmax' }],
  ['three spirals', { data: 'arms', noise: 15, optimizer: 'adam' }],
  ['spirals, hinge, momentum', { data: 'spiral', loss: 'hinge', optimizer: 'momentum', batchSize: 30 }],
  ['values, Huber, Nesterov', { data: 'hills', loss: 'huber', optimizer: 'nesterov', noise: 5 }],
  ['squared error through tanh', { data: 'gauss', loss: 'squared', init: 'xavier' }],
  ['own points, all at once', { data: 'own', own, batchSize: 0, trainShare: 80 }],
  ['sines, squares, He', { data: 'xor', features: ['x1', 'x1sq', 'sinx2', 'cosx1'], init: 'he' }],
  ['L1', { penalty: 'l1', penaltyRate: 0.01, init: 'playground' }],
  ['L2, halving', { penalty: 'l2', penaltyRate: 0.01, schedule: 'halving' }],
  ['decoupled, cosine', { penalty: 'decoupled', penaltyRate: 0.1, schedule: 'cosine', optimizer: 'adamw' }],
  ['warm-up, RMSprop', { schedule: 'warmup', optimizer: 'rmsprop' }],
  ['dropout and batch normalization', { dropout: 0.2, batchNorm: true }],
  ['early stop', { patience: 2, data: 'plane', learningRate: 3, loss: 'squared' }],
  [
    'a step and an arctangent',
    {
      layers: [
        { units: 3, activation: 'step' },
        { units: 2, activation: 'arctan' },
      ],
    },
  ],
  ['no hidden layer, huge start', { layers: [], init: 'huge', schedule: 'inverse', seed: 7 }],
]

describe('the playground as cells trains the same network to the same numbers', () => {
  test.each(CASES)('%s', async (_, part) => {
    const state = { ...DEFAULTS, ...part }
    expect(await byCells(state)).toEqual(bySession(state))
  })

  test('what differs between seeds and settings shows in the numbers', async () => {
    expect(bySession(DEFAULTS)).not.toEqual(bySession({ ...DEFAULTS, seed: 2 }))
    expect(trainedPlayground(DEFAULTS, EPOCHS).shot(0, false).trainLoss).toBe(bySession(DEFAULTS).training)
  })
})
