import * as histograms from '../../../components/activation-histograms/model.ts'
import * as plot from '../../../components/activation-plot/model.ts'
import * as builder from '../../../components/bump-builder/model.ts'
import * as gate from '../../../components/gate-bench/model.ts'
import * as layers from '../../../components/layer-bench/model.ts'
import * as neuron from '../../../components/neuron-bench/model.ts'
import { irises } from '../../../components/train-neuron/at-build.ts'
import { neuronOf, trainingSpec, type Settings } from '../../../components/train-neuron/model.ts'
import * as space from '../../../components/xor-space/model.ts'
import { Session } from '../../../src/worker/session.ts'
import { held, type CodeCase } from './case.ts'

const flowers = await irises()

function trained({ step, ...settings }: Settings & { step: number }) {
  const session = new Session(trainingSpec(flowers, settings))
  session.step(step)
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  const { loss, accuracy } = session.evaluate()
  return [loss, accuracy * 100, neuronOf(parameters).weight]
}

/** Figures of the first unit. */
export const cases: Readonly<Record<string, CodeCase>> = {
  ActivationHistograms: held(
    [
      { activation: 'relu', scale: Math.SQRT2, seed: 3 },
      { activation: 'linear', scale: 1, seed: 1 },
    ],
    'rows.map(({ mean, std, slope }) => [mean, std, slope])',
    (state: histograms.Settings) =>
      histograms.runNetwork(state).map(({ mean, std, slope }) => [mean, std, slope]),
  ),
  ActivationPlot: held(
    [
      { shown: 'linear', other: 'none', z: -2 },
      { shown: 'gelu', other: 'leakyRelu', z: -0.3 },
      { shown: 'step', other: 'softplus', z: 0 },
    ],
    'rows.map(({ value, slope }) => [value, slope])',
    ({ shown, other, z }: plot.PlotState) =>
      [shown, ...(other === 'none' ? [] : [other])].map((name) => {
        const { value, slope } = plot.pointAt(name, z)
        return [value, slope]
      }),
  ),
  BumpBuilder: held(
    [
      { ...builder.START, kind: 'relu', units: 8, goal: 'hill', heights: null },
      { ...builder.START, units: 16, goal: 'jump', steepness: 40, heights: null },
    ],
    '[largest, mean, v]',
    (state: builder.BuilderState) => {
      const { largest, mean } = builder.errorsOf(state)
      return [largest, mean, builder.networkOf(state).v]
    },
  ),
  GateBench: held(
    [
      { w1: 2, w2: 2, b: -3, table: gate.TABLES.and },
      { w1: 1, w2: 1, b: -0.5, table: gate.TABLES.xor },
    ],
    '[right, [...z.data], answers]',
    (state: gate.GateState) => [gate.rightOf(state), gate.sumsOf(state), gate.answersOf(state)],
  ),
  LayerBench: held(
    [layers.withPart({ ...layers.START, at: 4, part: 1 }, -1.3)],
    '[[...z1.data], [...a1.data], [...z2.data], [...a2.data]]',
    (state: layers.BenchState) => layers.passOf(state).map(({ z, a }) => [z, a]),
  ),
  NeuronBench: held(
    [
      { x: [0.5, -1], weight: [1.2, 0.4], bias: 0.3, hasBias: false, activation: 'step' },
      { x: [-0.25, 0.75], weight: [-2, 1.05], bias: -0.8, hasBias: true, activation: 'sigmoid' },
    ],
    '[z.item(), a.item()]',
    (state: neuron.BenchState) => {
      const { z, a } = neuron.forward(state)
      return [z, a]
    },
  ),
  TrainNeuron: held(
    [
      { pair: 'easy', hasBias: true, learningRate: 0.3, seed: 1, step: 40 },
      { pair: 'hard', hasBias: false, learningRate: 0.1, seed: 5, step: 120 },
    ],
    '[losses.at(-1), right, [...neuron.weight.data]]',
    trained,
  ),
  XorSpace: held(
    [space.START, { ...space.START, activation: 'linear' }, { ...space.START, activation: 'sigmoid' }],
    '[right, [...h.data], [...z.data]]',
    (state: space.SpaceState) => {
      const fates = space.fates(state)
      return [space.rightOf(state), fates.map(({ h }) => h), fates.map(({ z }) => z)]
    },
  ),
}
