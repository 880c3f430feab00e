/** Words of the figure of two neurons in a row. */
export const chainText = {
  name: 'A chain of two neurons',
  picture: (parameter: string) =>
    `The chain from its input to its error, with the way back from the error to ${parameter} lit`,
  formulas: {
    'E/a_2': '−(T − a₂)',
    'a_2/z_2': 'a₂(1 − a₂)',
    'z_2/w_2': 'a₁',
    'z_2/b_2': '1',
    'z_2/a_1': 'w₂',
    'a_1/z_1': 'a₁(1 − a₁)',
    'z_1/w_1': 'x',
    'z_1/b_1': '1',
  },
  value: (name: string) => `value of ${name}`,
  which: 'Nudge',
  by: 'by',
  halve: 'Halve the nudge',
  update: 'One update',
  rate: 'learning rate η',
  updates: 'updates',
  followed: (parameter: string) => `The nudge of ${parameter} on its way to E`,
  change: 'moves by',
  ratio: 'over the line above',
  slope: 'local slope',
  product: 'All',
  overNudge: 'ΔE / nudge',
  nudged: 'by nudging',
  gradientOf: (parameter: string) => `∂E/∂${parameter}`,
  byNudging: (parameter: string) => `∂E/∂${parameter} by nudging`,
  error: (error: string, updates: number) =>
    updates === 0 ? `E = ${error}` : `E = ${error} after ${updates} ${updates === 1 ? 'update' : 'updates'}`,
  describe: (error: string, gradients: string, updates: number) =>
    `Two neurons in a row. E = ${error}. ${gradients}. ${updates} updates.`,
} as const
