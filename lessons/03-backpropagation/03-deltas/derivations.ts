import { derivations } from 'chainrule/math'

/** A hidden layer of units j with h = σ(z), an output layer of units k with a = σ(u). */
const network = {
  j: { index: 'n' },
  'k, r': { index: 'm' },
  z_j: {},
  h: { is: 'σ(z)' },
  w_kj: {},
  b_k: {},
  u_k: { is: 'sum_j w_kj h_j + b_k' },
  t_k: { domain: 'unit' },
  a: { is: 'σ(u)' },
  E: { is: '1/2 sum_r (t_r - a_r)^2' },
} as const

const error = '$E = \\frac12 \\sum_r (t_r - a_r)^2$'

export default derivations({
  'output-delta': {
    symbols: network,
    steps: [
      {
        expr: '∂E/∂u_k = ∂E/∂a_k · ∂a_k/∂u_k',
        by: 'The sum $u_k$ reaches the error through one number only, its own activation $a_k$. No other output contains it.',
      },
      {
        expr: '= (a_k - t_k) ∂a_k/∂u_k',
        by: `In ${error} only the term with $r = k$ contains $a_k$. Its slope is $\\frac12 \\cdot 2 (t_k - a_k) \\cdot (-1)$: the 2 of the square cancels the ½, and the inner $-1$ turns the difference around.`,
      },
      {
        expr: '= (a_k - t_k) a_k (1 - a_k)',
        by: 'The slope of the sigmoid, by its own value.',
      },
    ],
  },
  'weight-gradient': {
    symbols: { ...network, δ: { is: '(a - t) ⊙ a ⊙ (1 - a)' } },
    steps: [
      {
        expr: '∂E/∂w_kj = ∂E/∂u_k · ∂u_k/∂w_kj',
        by: 'A weight is in one sum only: that of the unit it leads to.',
      },
      {
        expr: '= δ_k · ∂u_k/∂w_kj',
        by: 'The first factor is the delta of that unit. It is known already.',
      },
      {
        expr: '= δ_k h_j',
        by: 'In $u_k = \\sum_j w_{kj} h_j + b_k$ this weight is multiplied by $h_j$, and by nothing else.',
      },
    ],
  },
  'hidden-delta': {
    symbols: { ...network, δ: { is: '(a - t) ⊙ a ⊙ (1 - a)' } },
    steps: [
      {
        expr: '∂E/∂z_j = sum_k ∂E/∂u_k · ∂u_k/∂z_j',
        by: 'The sum $z_j$ reaches the error through *every* unit that $h_j$ feeds: its children. Paths add.',
      },
      {
        expr: '= sum_k δ_k · ∂u_k/∂h_j · ∂h_j/∂z_j',
        by: '$\\partial E/\\partial u_k$ is the delta of child $k$. On the way to it, $z_j$ first makes $h_j$.',
      },
      {
        expr: '= sum_k δ_k w_kj h_j (1 - h_j)',
        by: 'In $u_k$ the activation $h_j$ has the slope $w_{kj}$; and the slope of the sigmoid at $z_j$ is $h_j (1 - h_j)$.',
      },
      {
        expr: '= h_j (1 - h_j) sum_k w_kj δ_k',
        by: 'The slope is the same for all children. Taken out of the sum, it is multiplied once.',
      },
    ],
  },
})
