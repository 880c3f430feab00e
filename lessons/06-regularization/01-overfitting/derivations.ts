import { derivations } from 'chainrule/math'

export default derivations({
  'error-in-two-parts': {
    symbols: {
      g: { shape: '(n)' },
      i: { index: 'n' },
      f: {},
      m: { is: '1/n sum_i g_i' },
      V: { is: '1/n sum_i (g_i - m)^2' },
      E: { is: '1/n sum_i (g_i - f)^2' },
    },
    steps: [
      {
        expr: 'E = 1/n sum_i ((g_i - m) + (m - f))^2',
        by: 'The way from the truth $f$ to a fit $g_i$ goes by their mean $m$.',
      },
      {
        expr: '= 1/n sum_i (g_i - m)^2 + 2/n (m - f) sum_i (g_i - m) + (m - f)^2',
        by: 'The square of a sum. What does not depend on $i$ comes out of the sums.',
      },
      {
        expr: '= 1/n sum_i (g_i - m)^2 + (m - f)^2',
        by: 'Deviations from their own mean add up to zero.',
      },
      {
        expr: '= V + (m - f)^2',
        by: 'The first part is the variance; the second is the square of the bias.',
      },
    ],
  },
  'a-penalty-in-one-direction': {
    symbols: {
      c: {},
      m: {},
      λ: { domain: 'positive' },
      α: { domain: 'positive' },
      C: { is: '1/2 λ (c - m)^2 + 1/2 α c^2' },
    },
    steps: [
      {
        expr: '∂C/∂c = λ (c - m) + α c',
        by: 'The slope of the cost, and the slope of the penalty, which always pulls toward zero.',
      },
      { expr: '= (λ + α) c - λ m', by: 'Sorted by $c$.' },
      {
        expr: '= (λ + α) (c - λ/(λ + α) m)',
        by: 'So the slope is zero at one place: $c$ is the part $\\lambda/(\\lambda + \\alpha)$ of $m$.',
      },
    ],
  },
})
