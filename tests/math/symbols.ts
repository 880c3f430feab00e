import { declare, parse, type Declarations, type Derivation, type Node } from '../../src/math/index.ts'

/** The chain of two sigmoid neurons and its squared error. */
export const chainSymbols = {
  'x, w_1, b_1, w_2, b_2, T': 'real',
  z_1: { is: 'w_1 x + b_1' },
  a_1: { is: 'σ(z_1)' },
  z_2: { is: 'w_2 a_1 + b_2' },
  a_2: { is: 'σ(z_2)' },
  E: { is: '½(T − a_2)²' },
} as const

/** Softmax regression with its cross-entropy. */
export const softmaxSymbols = {
  X: { shape: '(n, d)' },
  W: { shape: '(d, c)' },
  Y: { shape: '(n, c)', domain: 'simplex' },
  i: { index: 'n' },
  'j, r': { index: 'c' },
  l: { index: 'd' },
  Z: { is: 'X W' },
  P: { is: 'softmax(Z)' },
  L: { is: '-1/n sum_i sum_j Y_ij log P_ij' },
} as const

/** A hidden layer h with children k: the deltas of the backpropagation lesson. */
export const deltaSymbols = {
  j: { index: 'h' },
  k: { index: 'm' },
  z_j: {},
  a: { is: 'σ(z)' },
  w_kj: {},
  t_k: {},
  u_k: { is: 'sum_j w_kj a_j' },
  y: { is: 'σ(u)' },
  E: { is: '½ sum_k (t_k − y_k)²' },
  delta_k: { is: '∂E/∂u_k' },
} as const

export const chain = declare(chainSymbols)
export const softmax = declare(softmaxSymbols)
export const deltas = declare(deltaSymbols)

/** The expression; fails the test if it is not understood. */
export const read = (source: string, declarations: Declarations): Node => {
  const result = parse(source, declarations)
  if (!result.ok) throw new Error(`"${source}" at ${result.position[0]}: ${result.message.id}`)
  return result.expr
}

const chainRule = 'the chain rule'

export const chainDerivation: Derivation = {
  symbols: chainSymbols,
  steps: [
    { expr: '∂E/∂w_2 = ∂E/∂a_2 ∂a_2/∂z_2 ∂z_2/∂w_2', by: chainRule },
    { expr: '∂E/∂a_2 = -(T - a_2)', by: 'the power rule, and the inner derivative −1' },
    { expr: "∂a_2/∂z_2 = σ'(z_2) = a_2 (1 - a_2)", by: 'the derivative of the sigmoid' },
    { expr: '∂z_2/∂w_2 = a_1', by: 'linear in w₂' },
    { expr: '∂E/∂w_2 = -(T - a_2) [[a_2 (1 - a_2)]] [[a_1]]', by: 'the three factors' },
    { expr: '∂E/∂b_2 = ∂E/∂a_2 ∂a_2/∂z_2 ∂z_2/∂b_2', by: chainRule },
    { expr: '= -(T - a_2) a_2 (1 - a_2) 1', by: 'the last factor is 1' },
    { expr: '∂E/∂w_1 = ∂E/∂a_2 ∂a_2/∂z_2 ∂z_2/∂a_1 ∂a_1/∂z_1 ∂z_1/∂w_1', by: chainRule },
    { expr: '= -(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x', by: 'the five factors' },
    { expr: '∂E/∂b_1 = ∂E/∂a_2 ∂a_2/∂z_2 ∂z_2/∂a_1 ∂a_1/∂z_1 ∂z_1/∂b_1', by: chainRule },
    { expr: '= -(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1)', by: 'the last factor is 1' },
  ],
}

export const softmaxDerivation: Derivation = {
  symbols: softmaxSymbols,
  steps: [
    { expr: 'L = -sum(Y ⊙ log(P))/n', by: 'the two sums, as one over the matrix' },
    { expr: '∂P_ij/∂Z_ir = P_ij ([j ≥ r][j ≤ r] - P_ir)', by: 'the derivative of the softmax' },
    { expr: '∂L/∂Z_ir = -1/n sum_j Y_ij/P_ij ∂P_ij/∂Z_ir', by: chainRule },
    { expr: '= -1/n (Y_ir - P_ir sum_j Y_ij)', by: 'the sum taken apart' },
    { expr: '= (P_ir - Y_ir)/n', by: 'each row of Y sums to 1' },
    { expr: '∂L/∂Z = (P - Y)/n', by: 'all entries at once' },
    { expr: '∂L/∂W_lr = sum_i ∂L/∂Z_ir ∂Z_ir/∂W_lr', by: 'the paths add' },
    { expr: '= sum_i X_il (P_ir - Y_ir)/n', by: 'Z is linear in W' },
    { expr: '∂L/∂W = X^T ∂L/∂Z', by: 'the sum is a matrix product' },
    { expr: '= X^T (P - Y)/n', by: 'the line before' },
  ],
}
