import { z } from 'astro/zod'
import { ACTIVATIONS } from './activation-plot/names.ts'
import { CONVOLUTIONS } from './vocabulary-convolutions.ts'
import { OWN } from './vocabulary-own.ts'
import { NOTES } from './vocabulary-notes.ts'
import { figureId, type TagSpec } from './vocabulary-spec.ts'

/** The authors' vocabulary: every tag that a lesson may write, closed. components/index.ts exports a component for each. */
export const VOCABULARY: Record<string, TagSpec> = {
  ...NOTES,
  ...OWN,
  ...CONVOLUTIONS,
  ActivationHistograms: {
    props: z.strictObject({
      id: figureId.optional(),
      activation: z.enum(ACTIVATIONS).optional(),
      scale: z
        .number()
        .optional()
        .describe('Standard deviation of the weights times the root of the inputs.'),
    }),
    about:
      'What becomes of the activations of a five-layer network, by activation function and scale of the weights.',
  },
  ActivationPlot: {
    props: z.strictObject({
      id: figureId.optional(),
      show: z.enum(ACTIVATIONS).optional(),
      compare: z.enum([...ACTIVATIONS, 'none']).optional(),
      z: z.number().optional(),
    }),
    about: 'Every activation function with its slope.',
  },
  BatchGradient: {
    props: z.strictObject({
      id: figureId.optional(),
      batchSize: z.number().optional().describe('Examples in a batch at first.'),
      draws: z.number().optional().describe('Batches drawn at first.'),
    }),
    about: 'The gradient of each example as an arrow, their mean, and the noise of a mini-batch’s mean.',
  },
  BatchTable: {
    props: z.strictObject({ id: figureId.optional() }),
    about:
      'A batch of numbers edited in place and normalized live, in training and evaluation, by convention.',
  },
  BumpBuilder: {
    props: z.strictObject({
      id: figureId.optional(),
      goal: z.enum(['wave', 'hill', 'jump']).optional().describe('What is to be built at first.'),
    }),
    about: 'A curve built out of steps or ramps of one hidden layer, height by height, with its error.',
  },
  ComputationGraph: {
    props: z.strictObject({
      id: figureId.optional(),
      expr: z.string().optional().describe('The expression at first, as one would type it.'),
      at: z.record(z.string(), z.number()).optional().describe('The values of its variables at first.'),
      view: z.enum(['fill', 'show', 'forward']).optional(),
    }),
    about:
      'Any expression as a graph: values forward, gradients backward, filled in by the reader and judged.',
  },
  DecayRace: {
    props: z.strictObject({ id: figureId.optional() }),
    about:
      'An L2 penalty against decoupled decay under three optimizers, from the same weights, over eight seeds.',
  },
  DeltaNetwork: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'The 2-2-2 network of a well-known worked example: forward, deltas backward, gradients, update.',
  },
  Descent: {
    props: z.strictObject({
      id: figureId.optional(),
      surface: z
        .enum(['parabola', 'twoValleys', 'plateau', 'bowl', 'valley', 'saddle', 'shelf', 'twoBasins'])
        .optional()
        .describe('The curve or surface at first; those of as many weights can be chosen in the figure.'),
      learningRate: z.number().optional().describe('The learning rate at first.'),
    }),
    about:
      'Gradient descent on a curve or a surface, with the next step in numbers and what curvature predicts.',
  },
  DropoutMask: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'Eight units with a mask to paint or draw: the sum in training and in evaluation, by convention.',
  },
  DropoutRace: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'Digits learned with and without dropout or noise, from the same weights, over eight seeds.',
  },
  FitFilters: {
    props: z.strictObject({
      id: figureId.optional(),
      steps: z
        .number()
        .optional()
        .describe('Steps of gradient descent at first; a power of ten, or three times one.'),
    }),
    about:
      'Early stopping against a weight penalty: what each learns of every direction of a polynomial fit.',
  },
  FormulaLive: {
    props: z.strictObject({
      expr: z.string().describe('The formula, as one would type it: `z = w_1 x_1 + b`.'),
      symbols: z
        .record(
          z.string(),
          z.strictObject({
            means: z.string(),
            shape: z.string().optional(),
            domain: z.enum(['real', 'positive', 'unit']).optional(),
          }),
        )
        .describe('Each symbol of the formula, with what it means.'),
      figure: figureId.describe('The id of the figure whose values it shows.'),
    }),
    about: 'A formula linked to a figure: its symbols say what they are and what they are worth just now.',
  },
  GateBench: {
    props: z.strictObject({
      id: figureId.optional(),
      gate: z
        .enum(['and', 'or', 'nand', 'xor'])
        .optional()
        .describe('What the neuron should compute at first.'),
      weight: z.array(z.number()).length(2).optional(),
      bias: z.number().optional(),
    }),
    about:
      'One step neuron and the four points of two bits: a gate to find, or the proof that there is none.',
  },
  HeavyBall: {
    props: z.strictObject({
      id: figureId.optional(),
      kappa: z
        .union([z.literal(1), z.literal(4), z.literal(25), z.literal(100)])
        .optional()
        .describe('The condition number at first.'),
      learningRate: z.number().optional().describe('The learning rate at first, with two figures.'),
      momentum: z.number().optional().describe('The momentum at first, in hundredths.'),
    }),
    about: 'Momentum in a quadratic valley: its regions, its roots, its path, and the rate measured.',
  },
  JacobianPasses: {
    props: z.strictObject({
      id: figureId.optional(),
      inputs: z.number().int().min(1).max(6).optional(),
      hidden: z.number().int().min(1).max(6).optional(),
      outputs: z.number().int().min(1).max(6).optional(),
    }),
    about: 'Forward mode and reverse mode on one network, every multiplication counted.',
  },
  GradientFlow: {
    props: z.strictObject({
      id: figureId.optional(),
      depth: z.number().optional().describe('Hidden layers at first.'),
    }),
    about: 'Gradients of deep networks, layer by layer, with the bound by norms.',
  },
  LayerBench: {
    props: z.strictObject({
      id: figureId.optional(),
      x: z.array(z.number()).length(2).optional().describe('The inputs at first.'),
    }),
    about: 'A 2-3-2 network as a drawing and as matrices, neuron by neuron, every number in reach.',
  },
  LossAxis: {
    props: z.strictObject({
      id: figureId.optional(),
      data: z.enum(['one', 'numbers', 'labels']).optional().describe('The examples at first.'),
      target: z.number().optional().describe('The target of the single example at first.'),
      y: z.number().optional().describe('The prediction at first.'),
    }),
    about: 'Four losses and their slopes while one prediction is dragged.',
  },
  NeuronBench: {
    props: z.strictObject({
      id: figureId.optional(),
      x: z.array(z.number()).length(2).optional().describe('The inputs at first.'),
      weight: z.array(z.number()).length(2).optional().describe('The weights at first.'),
      bias: z.number().optional().describe('The bias at first.'),
      activation: z.enum(['sigmoid', 'step']).optional(),
    }),
    about: 'One neuron with two inputs, every part of it in the reader’s hands.',
  },
  NeuronChain: {
    props: z.strictObject({
      id: figureId.optional(),
      nudge: z
        .enum(['w_1', 'b_1', 'w_2', 'b_2'])
        .optional()
        .describe('The parameter that is nudged at first.'),
    }),
    about:
      'Two neurons in a row: a nudge followed to the error step by step, and all four gradients factor by factor.',
  },
  NormRace: {
    props: z.strictObject({ id: figureId.optional() }),
    about:
      'Digits learned plain, with batch normalization, and with noise behind it, from the same weights, over eight seeds.',
  },
  OptimizerRace: {
    props: z.strictObject({
      id: figureId.optional(),
      surface: z
        .enum(['line', 'valley', 'tilted', 'saddle', 'basins', 'banana'])
        .optional()
        .describe('The surface at first.'),
      follow: z
        .enum(['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'])
        .optional()
        .describe('The optimizer whose numbers are shown at first.'),
    }),
    about: 'Six optimizers on one surface, with a ledger of every step and switches for conventions.',
  },
  PenaltyBudget: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'Two weights under an L1 or L2 penalty, with the budget that leads to the same best weights.',
  },
  PenaltyRace: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'Digits learned without a penalty, with L2 and with L1, from the same weights, over eight seeds.',
  },
  Playground: {
    props: z.strictObject({
      id: figureId.optional(),
      settings: z
        .record(z.string(), z.string())
        .optional()
        .describe('Settings as a link writes them: `{ data: "spiral", net: "8-relu,4-relu" }`.'),
      hide: z.array(z.string()).optional().describe('Controls to hide, as in `hide=` of a link.'),
    }),
    about:
      'A small network to build, train and look into; every neuron shows what it says all over the plane.',
  },
  PolyFit: {
    props: z.strictObject({
      id: figureId.optional(),
      degree: z.number().int().min(0).max(12).optional().describe('The degree at first.'),
    }),
    about:
      'A polynomial fitted to a noisy sine by degree, examples, noise, penalty and steps; bias and variance over 200 data sets.',
  },
  SearchRace: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'Random search, hill climbing, a genetic algorithm and SGD on XOR, by forward passes.',
  },
  SlowStart: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'A sigmoid neuron unlearns a mistake: squared error against cross-entropy, from two starts.',
  },
  TrainNeuron: {
    props: z.strictObject({ id: figureId.optional() }),
    about: 'One neuron trained live on two measurements of real irises.',
  },
  XorSpace: {
    props: z.strictObject({
      id: figureId.optional(),
      activation: z.enum(['step', 'relu', 'sigmoid', 'linear']).optional(),
    }),
    about: 'XOR through two hidden neurons: the four points move through hidden space.',
  },
}
