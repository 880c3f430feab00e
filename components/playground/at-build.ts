import { PlaySession } from '../../src/worker/playground/session.ts'
import { GRID } from '../../src/worker/playground/spec.ts'
import type { Face } from './face.ts'
import { pointsOf, specOf, splitOf, type PlayState } from './model.ts'
import { FACE_ROWS, positivePath } from './places.ts'

/** The very session that the worker runs, run at build for so many epochs. */
export function trainedPlayground(state: PlayState, epochs = 0): PlaySession {
  const points = pointsOf(state)
  const session = new PlaySession(
    specOf(state, points, splitOf(points.target.length, state.trainShare, state.seed)),
  )
  if (epochs > 0) session.advance(session.stepsOf('epoch', epochs))
  return session
}

/** The figure's first face, before any update. */
export function faceOf(state: PlayState): Face {
  const shot = trainedPlayground(state).shot(0, false)
  const cells = GRID * GRID
  const maps = Array.from({ length: shot.maps.length / cells }, (_, i) =>
    shot.maps.subarray(i * cells, (i + 1) * cells),
  )
  const neurons = state.layers.reduce((sum, { units }) => sum + units, 0)
  const { step, epoch, learningRate, trainLoss, testLoss, train, test } = shot
  return {
    step,
    epoch,
    learningRate,
    trainLoss,
    testLoss,
    train,
    test,
    parameters: [...shot.parameters].map((value) => Number(value.toPrecision(7))),
    nodes: maps.map((map) => positivePath(map, FACE_ROWS.node)),
    output: positivePath(maps[neurons]!, FACE_ROWS.output),
  }
}
