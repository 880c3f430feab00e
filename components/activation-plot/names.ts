/** The activation functions that figures know. A file of its own: the vocabulary reads it where the engine is not loaded. */
export const ACTIVATIONS = [
  'step',
  'linear',
  'sigmoid',
  'tanh',
  'arctan',
  'relu',
  'leakyRelu',
  'softplus',
  'gelu',
] as const
export type ActivationName = (typeof ACTIVATIONS)[number]
