import { derivations } from 'chainrule/math'

/** Two sigmoid neurons in a row, and the squared error of the second. */
const symbols = {
  'x, T, w_1, b_1, w_2, b_2': {},
  z_1: { is: 'w_1 x + b_1' },
  a_1: { is: 'σ(z_1)' },
  z_2: { is: 'w_2 a_1 + b_2' },
  a_2: { is: 'σ(z_2)' },
  E: { is: '1/2 (T - a_2)^2' },
} as const
/** The numbers of the figure. */
const at = { x: 0.5, T: 0.9, w_1: 0.8, b_1: -0.2, w_2: -1.2, b_2: 0.4 }

const square =
  'The error is a square with a ½: the 2 that comes down meets the ½. Inside stands $T - a_2$, which *falls* when $a_2$ rises: hence the minus.'
const secondSlope = 'The second sigmoid, its slope written with its own output: $a_2(1 - a_2)$.'
const between = 'In $z_2 = w_2 a_1 + b_2$ the output $a_1$ arrives through the weight $w_2$.'
const firstSlope = 'The first sigmoid: $a_1(1 - a_1)$.'

export default derivations({
  'slope-for-w2': {
    symbols,
    at,
    steps: [
      {
        expr: '∂E/∂w_2 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂w_2',
        by: 'From $w_2$ there is one way to $E$: through $z_2$ and $a_2$.',
      },
      { expr: '= -(T - a_2) · ∂a_2/∂z_2 · ∂z_2/∂w_2', by: square },
      { expr: '= -(T - a_2) · a_2 (1 - a_2) · ∂z_2/∂w_2', by: secondSlope },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · a_1',
        by: 'In $z_2 = w_2 a_1 + b_2$ the weight stands beside $a_1$: a product, and the slope is the other factor.',
      },
    ],
  },
  'slope-for-b2': {
    symbols,
    at,
    steps: [
      {
        expr: '∂E/∂b_2 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂b_2',
        by: 'The same way, but for its beginning.',
      },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · ∂z_2/∂b_2',
        by: 'The first two factors are those of $w_2$.',
      },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · 1',
        by: 'The bias is added as it is. Raise it by one, and $z_2$ rises by one.',
      },
    ],
  },
  'slope-for-w1': {
    symbols,
    at,
    steps: [
      {
        expr: '∂E/∂w_1 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂w_1',
        by: 'The way is longer: $w_1 \\to z_1 \\to a_1 \\to z_2 \\to a_2 \\to E$. Five steps, five factors.',
      },
      { expr: '= -(T - a_2) · ∂a_2/∂z_2 · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂w_1', by: square },
      { expr: '= -(T - a_2) · a_2 (1 - a_2) · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂w_1', by: secondSlope },
      { expr: '= -(T - a_2) · a_2 (1 - a_2) · w_2 · ∂a_1/∂z_1 · ∂z_1/∂w_1', by: between },
      { expr: '= -(T - a_2) · a_2 (1 - a_2) · w_2 · a_1 (1 - a_1) · ∂z_1/∂w_1', by: firstSlope },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · w_2 · a_1 (1 - a_1) · x',
        by: 'And in $z_1 = w_1 x + b_1$ the weight stands beside $x$.',
      },
    ],
  },
  'slope-for-b1': {
    symbols,
    at,
    steps: [
      {
        expr: '∂E/∂b_1 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂b_1',
        by: 'The way of $w_1$, but for its beginning.',
      },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · w_2 · a_1 (1 - a_1) · ∂z_1/∂b_1',
        by: 'The first four factors are those of $w_1$.',
      },
      {
        expr: '= -(T - a_2) · a_2 (1 - a_2) · w_2 · a_1 (1 - a_1) · 1',
        by: 'A bias has no input beside it.',
      },
    ],
  },
})
