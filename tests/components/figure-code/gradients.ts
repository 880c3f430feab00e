import * as graph from '../../../components/computation-graph/model.ts'
import * as delta from '../../../components/delta-network/model.ts'
import * as flow from '../../../components/gradient-flow/model.ts'
import * as passes from '../../../components/jacobian-passes/model.ts'
import * as axis from '../../../components/loss-axis/model.ts'
import * as chain from '../../../components/neuron-chain/model.ts'
import * as slow from '../../../components/slow-start/model.ts'
import { held, type CodeCase } from './case.ts'

const graphState = (preset: number) => graph.start(graph.PRESETS[preset]!)

/** Figures about losses and about the way back. */
export const cases: Readonly<Record<string, CodeCase>> = {
  ComputationGraph: held(
    [
      ...graph.PRESETS.map((_, i) => graphState(i)),
      graph.start({ source: 'max(x, 2) / exp(-y) + ln(x)', values: { x: 3, y: -0.5 } }),
    ],
    '[Object.values(nodes).map((node) => node.item()), gradients.map((gradient) => gradient.item())]',
    (state: graph.GraphState) => {
      const { values, gradients: found } = graph.evaluate(graph.graphIn(state), state.values)
      return [values, found]
    },
  ),
  DeltaNetwork: held(
    [
      { ...delta.INITIAL, round: 3, order: 'updated', biases: 'each' },
      { ...delta.INITIAL, round: 20, biases: 'layer', error: 'sum' },
      { ...delta.INITIAL, round: 1 },
    ],
    '[error, gradients, after.flat(2)]',
    (state: delta.DeltaState) => {
      const { error, gradW, after } = delta.sweepOf(state)
      const { w, b } = after
      return [error, gradW, [...w.slice(0, 4), ...b.slice(0, 2), ...w.slice(4), ...b.slice(2)]]
    },
  ),
  GradientFlow: held(
    [
      { ...flow.INITIAL, activation: 'relu', init: 'kaiming', depth: 6, seed: 2 },
      { ...flow.INITIAL, activation: 'linear', init: 'pytorch', depth: 3, residual: true },
      { ...flow.INITIAL, activation: 'tanh', init: 'standard', depth: 4 },
    ],
    '[rows.map(({ signal }) => signal), rows.map(({ square }) => square)]',
    (state: flow.FlowState) => {
      const networks = flow.flows(state)
      return [
        flow.summarize(networks, state, 'signal').middle,
        flow.summarize(networks, state, 'square').middle,
      ]
    },
  ),
  JacobianPasses: held(
    [{ ...passes.INITIAL, inputs: 2, hidden: 5, outputs: 4 }],
    '[rows, columns]',
    (state: passes.PassesState) => {
      const { forward, backward } = passes.workOf({ ...state, columns: state.inputs, rows: state.outputs })
      const columns = forward.table[0]!.map((_, i) => forward.table.map((row) => row[i]))
      return [backward.table, columns]
    },
  ),
  LossAxis: held(
    [
      { data: 'one', target: 1.4, hasOutlier: false, y: 0.3, half: true },
      { data: 'numbers', target: 1, hasOutlier: true, y: 1.2, half: false },
    ],
    'rows.map(({ cost, slope }) => [cost, slope])',
    (state: axis.AxisState) =>
      axis.LOSSES.flatMap((loss) => {
        const { at } = axis.factsOf(loss, state)
        return at ? [[at.cost, at.slope]] : []
      }),
  ),
  NeuronChain: held(
    [{ ...chain.INITIAL, parameter: 'b_2', nudge: -0.25, chain: { ...chain.EXAMPLE, w_1: 2, T: 0.2 } }],
    "[E.item(), quotient, ['w_2', 'b_2', 'w_1', 'b_1'].map((name) => leaves[name].grad.item())]",
    (state: chain.ChainState) => {
      const moved = chain.follow(state.chain, state.parameter, state.nudge)
      const found = chain.gradients(state.chain)
      return [
        chain.forward(state.chain).E,
        moved.at(-1)!.change / state.nudge,
        chain.PARAMETERS.map((name) => found[name]),
      ]
    },
  ),
  SlowStart: held(
    [
      { ...slow.INITIAL, epoch: 50 },
      { start: 'near', rates: { squared: 1.5, crossEntropy: 0.5 }, epoch: 120 },
    ],
    'runs.map(({ outputs }) => [outputs.at(-1).cost, outputs.at(-1).output, outputs.at(-1).slope])',
    (state: slow.RaceState) => {
      const runs = slow.runsOf(state)
      return slow.COSTS.map((cost) => {
        const { cost: value, a, slope } = runs[cost].upTo(state.epoch).at(-1)!
        return [value, a, slope]
      })
    },
  ),
}
