import { derivations } from 'chainrule/math'

export default derivations({
  'slope-of-the-mean-squared-error': {
    symbols: {
      i: { index: 'n' },
      x: { shape: '(n)' },
      y: { shape: '(n)' },
      w: {},
      b: {},
      ŷ: { is: 'w x + b' },
      C: { is: '1/n sum_i (ŷ_i - y_i)^2' },
    },
    at: { x: [1, 2, 3], y: [2, 3, 5], w: 0.5, b: 1 },
    steps: [
      {
        expr: '∂C/∂w = 1/n sum_i 2 (ŷ_i - y_i) x_i',
        by: 'The mean is a sum, and the slope of a sum is the sum of the slopes. Each square gives $2(\\hat y_i - y_i)$, times how fast $\\hat y_i = w x_i + b$ grows with $w$, which is $x_i$.',
      },
      {
        expr: '= 2/n sum_i (ŷ_i - y_i) x_i',
        by: 'The 2 is the same in every term. With the factor ½ it would be gone.',
      },
      {
        expr: '= 2/n sum_i (w x_i + b - y_i) x_i',
        by: 'Written out in the weight: a straight line in $w$, so the cost itself is a parabola in $w$. That is special to a neuron without an activation.',
      },
    ],
  },
  'slope-of-the-cross-entropy': {
    symbols: {
      x: { domain: [-2, 2] },
      w: { domain: [-2, 2] },
      b: { domain: [-2, 2] },
      y: { domain: 'unit' },
      z: { is: 'w x + b' },
      a: { is: 'σ(z)' },
      C: { is: '-(y ln(a) + (1 - y) ln(1 - a))' },
    },
    at: { x: 1, w: 2, b: 2, y: 0 },
    steps: [
      {
        expr: '∂C/∂w = ∂C/∂a · ∂a/∂z · ∂z/∂w',
        by: 'The weight moves the sum, the sum moves the output, the output moves the cost: three slopes in a row multiply.',
      },
      {
        expr: '= (-y/a + (1 - y)/(1 - a)) · ∂a/∂z · ∂z/∂w',
        by: 'The slope of $\\ln a$ is $1/a$; that of $\\ln(1 - a)$ is $-1/(1 - a)$.',
      },
      {
        expr: '= (a - y)/(a (1 - a)) · ∂a/∂z · ∂z/∂w',
        by: 'One common denominator: $-y(1 - a) + (1 - y)a = a - y$.',
      },
      {
        expr: '= (a - y)/(a (1 - a)) · a (1 - a) · x',
        by: 'The slope of the sigmoid is $a(1 - a)$, that of the sum is $x$.',
      },
      { expr: '= (a - y) x', by: 'What the sigmoid multiplies by, the logarithm divides by. They cancel.' },
    ],
  },
})
