/** 1 → ₁. */
const below = (i: number): string => '₀₁₂₃₄₅₆₇₈₉'.charAt(i)

const UNITS = ['h₁', 'h₂', 'o₁', 'o₂'] as const

/** Words of the figure that walks through the network with two hidden units. */
export const deltasText = {
  name: 'A 2-2-2 network, forward and backward',
  picture: 'Two inputs, two hidden units, two outputs, with what is known at this stage',
  units: UNITS,
  input: (i: number) => `x${below(i + 1)}`,
  weight: (edge: number) => `w${below(edge)}`,
  bias: 'b',
  target: 't',
  delta: 'δ',
  error: 'E',
  next: 'Next step',
  again: 'Next pass',
  back: 'Step back',
  stageOf: (stage: string, number: number, total: number, round: number) =>
    `${round === 0 ? 'First pass' : `Pass ${round + 1}`}, step ${number} of ${total}: ${stage}`,
  stages: {
    forward: 'forward',
    outputDeltas: 'deltas of the outputs',
    outputGradients: 'gradients of w₅ to w₈',
    hiddenDeltas: 'deltas of the hidden units',
    hiddenGradients: 'gradients of w₁ to w₄',
    update: 'all parameters move',
  },
  notes: {
    forward: 'Each unit: its weighted sum, then the sigmoid of it.',
    outputDeltas: 'Difference to the target, times the slope of the sigmoid.',
    outputGradients: 'Delta of the unit it leads to, times the activation that it carries.',
    hiddenDeltas: 'The children’s deltas, each through its weight, added; then the slope of the sigmoid.',
    hiddenDeltasMoved:
      'The children’s deltas, each through its weight; but these weights have been changed already.',
    hiddenGradients:
      'The same rule as before: delta of the unit it leads to, times the input that it carries.',
    update: 'Old value minus learning rate times gradient.',
  },
  sigmoidOf: 'σ',
  children: (j: number) => `(w${below(5 + j)} δ(o₁) + w${below(7 + j)} δ(o₂)) · a(1 − a)`,
  deltaOf: (unit: string) => `δ(${unit})`,
  gradient: (name: string) => `∂E/∂${name}`,
  biasOf: (unit: string) => `b(${unit})`,
  sharedBias: (layer: number) => `bias of layer ${layer}`,
  biasNotes: {
    kept: 'The biases are left as they are.',
    each: 'Each unit’s bias has the gradient δ of its unit, and moves too.',
    layer: 'The units of a layer share one bias: its gradient is the sum of their deltas.',
  },
  order: 'hidden deltas use',
  orders: { original: 'the original w₅ to w₈', updated: 'w₅ to w₈ already updated' },
  biases: 'biases',
  biasChoices: {
    kept: 'are never updated',
    each: 'updated, one for each unit',
    layer: 'updated, one for each layer',
  },
  errorName: 'error',
  errors: { half: '½ Σ (t − a)²', sum: 'Σ (t − a)²' },
  edge: 'weight',
  ledger: (name: string) => `Three ways to ∂E/∂${name}`,
  ways: {
    delta: 'delta × activation',
    engine: 'automatic differentiation',
    difference: 'finite difference',
  },
  notYet: 'not reached yet',
  agrees: 'They agree: this is the slope of the error.',
  disagrees:
    'They do not agree: what the delta gives is not the slope of the error at any set of weights that the network ever had.',
  waiting: 'Step on until this weight has its gradient.',
  outcomes: 'What becomes of it, under these conventions',
  columns: { updates: 'updates', error: 'error', outputs: ['output o₁', 'output o₂'] },
  describe: (stage: string, error: string, detail: string) => `${stage}. The error is ${error}. ${detail}`,
  rows: {
    activation: (unit: string) => `activation of ${unit}`,
    delta: (unit: string) => `delta of ${unit}`,
    weight: (name: string) => name,
    updated: (name: string) => `${name} after the update`,
    error: 'error E',
  },
} as const
