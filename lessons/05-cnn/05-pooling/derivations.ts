import { derivations } from 'chainrule/math'

export default derivations({
  'slope-of-the-norm': {
    symbols: {
      'x_1, x_2, x_3': { domain: 'nonzero' },
      y: { is: 'sqrt(x_1^2 + x_2^2 + x_3^2)' },
    },
    at: { x_1: 3, x_2: 6, x_3: 2 },
    steps: [
      {
        expr: '∂y/∂x_1 = 1/(2 sqrt(x_1^2 + x_2^2 + x_3^2)) · 2 x_1',
        by: 'The slope of $\\sqrt{u}$ is $1/(2\\sqrt{u})$. Only one square under it contains $x_1$, and its slope is $2 x_1$.',
      },
      { expr: '= x_1/sqrt(x_1^2 + x_2^2 + x_3^2)', by: 'The 2 cancels.' },
      { expr: '= x_1/y', by: 'The root is the output itself.' },
    ],
  },
  'slope-of-the-mean': {
    symbols: {
      'w_1, w_2, w_3': { domain: 'positive' },
      'x_1, x_2, x_3': { domain: 'real' },
      y: { is: '(w_1 x_1 + w_2 x_2 + w_3 x_3)/(w_1 + w_2 + w_3)' },
    },
    at: { w_1: 0.5, w_2: 1, w_3: 0.5, x_1: 3, x_2: 6, x_3: 2 },
    steps: [
      {
        expr: '∂y/∂x_1 = w_1/(w_1 + w_2 + w_3)',
        by: 'A weighted mean is a sum of terms, and only one of them contains $x_1$. With all weights alike it is $1/n$.',
      },
    ],
  },
})
