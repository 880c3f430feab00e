import { derivations } from 'chainrule/math'

export default derivations({
  'slope-of-the-output': {
    symbols: {
      x_1: {},
      x_2: {},
      w_1: {},
      w_2: {},
      b: {},
      z: { is: 'w_1 x_1 + w_2 x_2 + b' },
      a: { is: 'σ(z)' },
    },
    at: { x_1: 0.5, x_2: -0.35, w_1: 0.55, w_2: 0.45, b: 0.15 },
    steps: [
      {
        expr: '∂a/∂w_1 = ∂a/∂z · ∂z/∂w_1',
        by: 'The weight reaches the output only through the sum: the two slopes multiply.',
      },
      {
        expr: '= ∂a/∂z · x_1',
        by: 'In $z = w_1 x_1 + w_2 x_2 + b$ only the first term contains $w_1$, and its slope is $x_1$.',
      },
      {
        expr: '= σ(z)(1 - σ(z)) x_1',
        by: "The slope of the sigmoid, $\\sigma'(z) = \\sigma(z)(1 - \\sigma(z))$.",
      },
      { expr: '= a (1 - a) x_1', by: 'The output is already known: $a = \\sigma(z)$.' },
    ],
  },
})
