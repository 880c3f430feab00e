/** Activation functions and ways to draw the first weights, by the names of links and the lesson. */
export const ACTIVATIONS = ['sigmoid', 'tanh', 'relu', 'linear'] as const
export type ActivationName = (typeof ACTIVATIONS)[number]
export const INITS = ['xavier', 'kaiming', 'pytorch', 'small', 'standard', 'equal'] as const
export type InitName = (typeof INITS)[number]
