import * as batch from '../../../components/batch-gradient/model.ts'
import * as table from '../../../components/batch-table/model.ts'
import * as descent from '../../../components/descent/model.ts'
import * as ball from '../../../components/heavy-ball/model.ts'
import * as race from '../../../components/optimizer-race/model.ts'
import * as search from '../../../components/search-race/model.ts'
import { METHODS } from '../../../components/search-race/searches.ts'
import { held, type CodeCase } from './case.ts'

const raceAt = (surface: race.SurfaceName, step: number, conventions: Partial<race.Conventions> = {}) => ({
  ...race.initialOf(surface),
  step,
  conventions: { ...race.USUAL, ...conventions },
})

/** Figures about descending. */
export const cases: Readonly<Record<string, CodeCase>> = {
  BatchGradient: held(
    [
      { ...batch.INITIAL, updates: 23, draws: 40, batchSize: 7, seed: 2, replacement: 'with' },
      { ...batch.INITIAL, updates: 5, draws: 100, batchSize: 40 },
    ],
    '[w.item(), b.item(), full.cost, full.slopes, means.at(-1), spread]',
    (state: batch.BatchState) => {
      const examples = batch.examplesOf(state.seed)
      const at = batch.pathOf(examples, state).at(-1)!
      const { loss, mean, draws, measured } = batch.shownAt(examples, at, state)
      return [...at, loss, mean, draws.at(-1), [measured[0], measured[2]]]
    },
  ),
  BatchTable: held(
    [
      table.passes({ ...table.INITIAL, library: 'keras', momentum: 0.9 }, 3),
      { ...table.INITIAL, mode: 'eval', gamma: [2, 1, 1, 0.5], beta: [0, 1, -1, 3] },
      { ...table.INITIAL, count: 3, momentum: 0.5 },
    ],
    '[y.toArray(), [...runningMean.data], [...runningVar.data]]',
    (state: table.TableState) => {
      const after = state.mode === 'train' ? table.pass(state) : state
      return [table.outputsOf(state), after.runningMean, after.runningVar]
    },
  ),
  Descent: held(
    [
      ...descent.SURFACES.map((surface) => ({ ...descent.initialOf(surface), steps: 30 })),
      { ...descent.initialOf('bowl'), steps: 100, threshold: descent.THRESHOLD },
      { ...descent.initialOf('valley'), steps: 100, learningRate: 0.3 },
    ],
    '[path.length, path.at(-1).w, path.at(-1).cost, path.at(-1).gradient]',
    (state: descent.DescentState) => {
      const { path } = descent.descend(state)
      const { w, cost, gradient } = path.at(-1)!
      return [path.length, w, cost, gradient]
    },
    { tolerance: 1e-8 },
  ),
  HeavyBall: held(
    [{ kappa: 100, learningRate: 0.02, momentum: 0.9, step: 60 }],
    '[path.length, path.at(-1)]',
    (state: ball.HeavyBallState) => [state.step + 1, ball.iterate(state, state.step).at(-1)!.w],
  ),
  OptimizerRace: held(
    [
      ...race.SURFACES.map((surface) => raceAt(surface, 60)),
      raceAt('line', 50, { half: true, reduction: 'sum', damping: 'torch', decay: 'cosine' }),
      raceAt('valley', 50, { damping: 'all', placement: 'keras', correction: 'none', decay: 'warmup' }),
      raceAt('banana', 30, { placement: 'inside', correction: 'multiply', eps: 0.1, decay: 'subtract' }),
      raceAt('basins', 30, { decay: 'keras', momentum: 0.6 }),
      raceAt('tilted', 30, { decay: 'inverse' }),
    ],
    'paths.map(({ path }) => [path.length, path.at(-1)])',
    (state: race.RaceState) =>
      race.LANES.map((name) => {
        const visits = new race.Race().lane(name, state).upTo(state.step)
        return [visits.length, visits.at(-1)!.w]
      }),
    { tolerance: 1e-7 },
  ),
  SearchRace: held(
    [{ seed: 4, hidden: 3, learningRate: 0.3, backward: 1 }],
    'rows.map(({ solvedAt, loss }) => [solvedAt, loss])',
    (state: search.RaceSettings) => {
      const lanes = search.race(state)
      return METHODS.map((method) => [lanes[method].solvedAt, search.lossAt(lanes[method], search.BUDGET)])
    },
  ),
}
