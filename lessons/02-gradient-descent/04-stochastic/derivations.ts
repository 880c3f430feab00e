import { derivations } from 'chainrule/math'

export default derivations({
  'noise-of-two': {
    symbols: {
      g: { shape: '(n)' },
      i: { index: 'n' },
      j: { index: 'n' },
      μ: { is: '1/n sum_i g_i' },
      S: { is: '1/n sum_i (g_i - μ)^2', tex: '\\sigma^2', spoken: 'sigma squared' },
      V: { is: '1/n^2 sum_{i,j} ((g_i + g_j)/2 - μ)^2' },
    },
    steps: [
      {
        expr: 'V = 1/(4 n^2) sum_{i,j} ((g_i - μ) + (g_j - μ))^2',
        by: 'Half of $\\mu$ belongs to each of the two, and the ½ goes out of the square as ¼.',
      },
      {
        expr: '= 1/(4 n^2) sum_{i,j} ((g_i - μ)^2 + (g_j - μ)^2) + 1/(2 n^2) sum_{i,j} ((g_i - μ)(g_j - μ))',
        by: 'The square of a sum, with the mixed terms apart.',
      },
      {
        expr: '= 1/(2 n) sum_i (g_i - μ)^2 + 1/(2 n^2) (sum_i (g_i - μ))^2',
        by: 'In the first sum each square occurs $2n$ times; the second is a product of two sums.',
      },
      {
        expr: '= 1/(2 n) sum_i (g_i - μ)^2',
        by: 'Deviations from the mean add up to zero.',
      },
      { expr: '= S/2', by: 'What is left is the definition of $\\sigma^2$.' },
    ],
  },
  'noise-of-two-different': {
    symbols: {
      g: { shape: '(n)' },
      i: { index: 'n' },
      j: { index: 'n' },
      μ: { is: '1/n sum_i g_i' },
      S: { is: '1/n sum_i (g_i - μ)^2', tex: '\\sigma^2', spoken: 'sigma squared' },
      V: {
        is: '1/(n (n - 1)) (sum_{i,j} (((g_i + g_j)/2 - μ)^2) - sum_i (g_i - μ)^2)',
        tex: 'V_{\\ne}',
        spoken: 'V without repeats',
      },
    },
    steps: [
      {
        expr: 'V = 1/(n (n - 1)) (n^2 S/2 - sum_i (g_i - μ)^2)',
        by: 'The sum over all pairs is $n^2$ times what was just derived.',
      },
      {
        expr: '= 1/(n (n - 1)) (n^2 S/2 - n S)',
        by: 'A pair that draws the same example twice has that example’s own deviation.',
      },
      { expr: '= (n/2 - 1)/(n - 1) S', by: 'One factor $n$ cancels.' },
      { expr: '= S/2 · (n - 2)/(n - 1)', by: 'The ½ comes out again.' },
    ],
  },
})
