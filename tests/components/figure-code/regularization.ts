import * as decay from '../../../components/decay-race/model.ts'
import * as mask from '../../../components/dropout-mask/model.ts'
import * as dropout from '../../../components/dropout-race/model.ts'
import { run as dropoutRun } from '../../../components/dropout-race/network.ts'
import * as filters from '../../../components/fit-filters/model.ts'
import * as norm from '../../../components/norm-race/model.ts'
import { run as normRun } from '../../../components/norm-race/network.ts'
import * as budget from '../../../components/penalty-budget/model.ts'
import * as penalty from '../../../components/penalty-race/model.ts'
import * as poly from '../../../components/poly-fit/model.ts'
import { loadDataset } from '../../../data/node.ts'
import { held, type CodeCase } from './case.ts'

const digits = await loadDataset('digits')
const SLOW = { seconds: 60 } as const

/** Figures of regularization. Races are trained from their first seed. */
export const cases: Readonly<Record<string, CodeCase>> = {
  DecayRace: held(
    [{ ...decay.INITIAL, alpha: 0.03, decay: 0.1, translate: true, seed: 2 }],
    "rows.map((row) => [row.apart, row['test with the penalty'], row['test with decay']])",
    (state: decay.DecaySettings) =>
      decay.OPTIMIZERS.map((optimizer) => {
        const { apart, ways } = decay.resultOf(digits, optimizer, state.seed, state)
        return [apart, ways[1]!.test, ways[2]!.test]
      }),
    SLOW,
  ),
  DropoutMask: held(
    [
      { ...mask.INITIAL, p: 0.3, scaling: 'none', passes: 40, seed: 3 },
      {
        ...mask.INITIAL,
        painted: [true, false, true, true, false, false, true, true],
        scaling: 'evaluation',
      },
      { ...mask.INITIAL, p: 0.8, reading: 'keep', scaling: 'wrong', passes: 7 },
    ],
    '[z, passesMean, mean, Math.sqrt(square - mean * mean), evaluation]',
    (state: mask.MaskState) => {
      const { z, passesMean, exact, evaluation } = mask.shownAt(state)
      return [z, passesMean, exact.mean, exact.std, evaluation]
    },
  ),
  DropoutRace: held(
    [{ p: 0.2, wrong: 0.1, seed: 3 }],
    'rows.map(({ train, test }) => [train, test])',
    (state: dropout.RaceSettings) =>
      dropout.LANES.map((lane) => {
        const { train, test } = dropoutRun(digits, lane, state.seed, state)
        return [train, test]
      }),
    SLOW,
  ),
  FitFilters: held(
    [{ steps: 3000, alpha: 0.03, seed: 2 }],
    'rows.map(({ training, test, meanTest }) => [training, test, meanTest])',
    (state: filters.FilterState) => {
      const { stopped, ridge } = filters.shownAt(state)
      return [stopped, ridge].map(({ one, test }) => [one.train, one.test, test])
    },
    { tolerance: 1e-5 },
  ),
  NormRace: held(
    [{ depth: 2, learningRate: 0.2, scale: 'small', batch: 100, seed: 3 }],
    'rows.map(({ loss, test }) => [loss, test])',
    (state: norm.RaceSettings) =>
      norm.LANES.map((lane) => {
        const { losses, test } = normRun(digits, lane, state.seed, state)
        return [losses.at(-1), test]
      }),
    // The figure keeps four digits of a loss.
    { tolerance: 1e-3, seconds: 60 },
  ),
  PenaltyBudget: held(
    [
      { ...budget.INITIAL, kind: 'l1' },
      { kind: 'l1', shape: 'along', m: [2, -0.5], alpha: 0.3 },
      { kind: 'l2', shape: 'round', m: [-1, 1], alpha: 10 },
    ],
    '[w, cost(tensor(w)).item(), size]',
    (state: budget.BudgetState) => {
      const { w, cost, size } = budget.shownAt(state)
      return [w, cost, size]
    },
  ),
  PenaltyRace: held(
    [{ l2: 0.1, l1: 0.001, seed: 2 }],
    'rows.map(({ train, test, zeros, largest }) => [train, test, zeros, largest])',
    (state: penalty.PenaltySettings) =>
      penalty.LANES.map((lane) => {
        const { train, test, zeros, largest } = penalty.resultOf(digits, lane, state.seed, state)
        return [train, test, zeros, largest]
      }),
    SLOW,
  ),
  PolyFit: held(
    [
      { ...poly.INITIAL, degree: 3, count: 20, alpha: 0.001, seed: 5 },
      { ...poly.INITIAL, degree: 12, count: 8 },
      { ...poly.INITIAL, degree: 6, count: 15, steps: 3000, noise: 0.1, view: 'many' },
      { ...poly.INITIAL, degree: 0, count: 6, steps: 1 },
    ],
    "[meanOf('training'), meanOf('test')]",
    (state: poly.FitState) => {
      const { one, many } = poly.shownAt(state)
      return state.view === 'many' ? [many.train, many.test] : [one.train, one.test]
    },
    { tolerance: 1e-5 },
  ),
}
