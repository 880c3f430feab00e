import { OWN_EXAMPLES } from './examples-own.ts'

/**
 * For every figure of the vocabulary the attributes with which its documentation shows it. A test demands one for each,
 * and holds them against the figure's schema.
 */
export const EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...OWN_EXAMPLES,
  ActivationHistograms: { id: 'deep-tanh', activation: 'tanh', scale: 2 },
  ActivationPlot: { id: 'two-functions', show: 'tanh', compare: 'sigmoid', z: 0.5 },
  BatchGradient: { id: 'batches-of-five', batchSize: 5, draws: 20 },
  BatchTable: { id: 'six-examples' },
  BumpBuilder: { id: 'a-wave-of-steps', goal: 'wave' },
  ChannelSum: { id: 'four-filters' },
  ComputationGraph: { id: 'product-of-sums', expr: '(x + y) (x - y)', at: { x: 3, y: 1 }, view: 'show' },
  ConvShapes: { id: 'every-knob' },
  DecayRace: { id: 'decay-or-penalty' },
  DeltaNetwork: { id: 'two-two-two' },
  Descent: { id: 'down-a-valley', surface: 'valley', learningRate: 0.05 },
  DigitCnn: { id: 'reads-digits' },
  DropoutMask: { id: 'eight-units' },
  DropoutRace: { id: 'with-and-without' },
  FitFilters: { id: 'a-hundred-steps', steps: 100 },
  FormulaLive: {
    figure: 'bench',
    expr: 'z = w_1 x_1 + w_2 x_2 + b',
    symbols: {
      z: { means: 'the sum' },
      w_1: { means: 'the weight of the first input' },
      x_1: { means: 'the first input' },
      w_2: { means: 'the weight of the second input' },
      x_2: { means: 'the second input' },
      b: { means: 'the bias' },
    },
  },
  GateBench: { id: 'a-gate-to-find', gate: 'or', weight: [1, -1], bias: -0.5 },
  GradientFlow: { id: 'ten-layers', depth: 10 },
  HeavyBall: { id: 'narrow-valley', kappa: 25, momentum: 0.6 },
  JacobianPasses: { id: 'three-in-one-out', inputs: 3, hidden: 4, outputs: 1 },
  KernelPhoto: { id: 'any-kernel' },
  LayerBench: { id: 'two-three-two', x: [-1, 0.5] },
  LossAxis: { id: 'five-labels', data: 'labels' },
  MemoryOrder: { id: 'two-orders-of-memory' },
  NetworkBuilder: { id: 'a-small-network', network: 'small' },
  NeuronBench: { id: 'bench', x: [1, 0], weight: [0.8, -0.6], bias: 0.1, activation: 'sigmoid' },
  NeuronChain: { id: 'nudged', nudge: 'w_1' },
  NormRace: { id: 'normalized-and-plain' },
  OptimizerRace: { id: 'six-in-a-valley', surface: 'valley', follow: 'momentum' },
  PenaltyBudget: { id: 'price-and-budget' },
  PenaltyRace: { id: 'two-penalties' },
  Playground: {
    id: 'small-spiral',
    settings: { data: 'spiral', net: '8-tanh,6-tanh', optimizer: 'adam', rate: '0.01' },
    hide: ['tools', 'help'],
  },
  PolyFit: { id: 'degree-nine', degree: 9 },
  PoolLanes: { id: 'six-pools' },
  PoolShift: { id: 'moved-and-pooled' },
  SearchRace: { id: 'four-searches' },
  ShiftTest: { id: 'two-orders' },
  SlowStart: { id: 'two-costs' },
  TrainNeuron: { id: 'two-irises' },
  WeightMatrix: { id: 'layers-as-matrices' },
  XorSpace: { id: 'two-hidden-neurons', activation: 'relu' },
}

/** Tags that show something only beside a figure, which stands above them on their page. */
export const BESIDE: Readonly<Record<string, string>> = { FormulaLive: 'NeuronBench' }

/**
 * Figures that need no question in the text before them, besides those that ask for a number with `PredictForm`, and why.
 * `tests/lessons/predict-first.test.ts` demands a <Predict> before every other figure of a lesson.
 */
export const ASKS_ITSELF: Readonly<Record<string, string>> = {
  ComputationGraph: 'readers fill in every number; none is shown before',
  FormulaLive: 'follows the figure beside it, which asks',
  NetworkBuilder: 'covers the rows of its table, and asks for each what stands there',
}
