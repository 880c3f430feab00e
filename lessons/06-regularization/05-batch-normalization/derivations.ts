import { derivations } from 'chainrule/math'

/** One feature of a batch of n examples, normalized; y goes on to an error, here a squared one. */
const feature = {
  'i, k': { index: 'n' },
  x: { shape: '(n)' },
  t: { shape: '(n)' },
  'γ, β': {},
  ε: { domain: 'positive' },
  μ: { is: '1/n sum_k x_k' },
  v: { is: '1/n sum_k (x_k - μ)^2' },
  s: { is: 'sqrt(v + ε)' },
  x̂: { is: '(x - μ)/s' },
  y: { is: 'γ x̂ + β' },
  E: { is: '1/2 sum_k (y_k - t_k)^2' },
  g: { is: 'y - t' },
} as const

export default derivations({
  'through-the-variance': {
    symbols: feature,
    steps: [
      {
        expr: '∂E/∂v = sum_k ∂E/∂x̂_k · ∂x̂_k/∂v',
        by: 'The variance reaches the error through *every* normalized value. Paths add.',
      },
      {
        expr: '= sum_k γ g_k · ∂x̂_k/∂v',
        by: 'In $y_k = \\gamma \\hat x_k + \\beta$ the normalized value is multiplied by $\\gamma$.',
      },
      {
        expr: '= sum_k γ g_k · (-1/2) (x_k - μ)/s^3',
        by: 'The slope of $(v + \\varepsilon)^{-1/2}$ is $-\\frac12 (v + \\varepsilon)^{-3/2}$, and $s^3$ is that root to the third.',
      },
      {
        expr: '= -γ/(2 s^2) sum_k g_k x̂_k',
        by: 'One of the three factors $s$ turns $x_k - \\mu$ back into $\\hat x_k$.',
      },
    ],
  },
  'through-the-mean': {
    symbols: feature,
    steps: [
      {
        expr: '∂E/∂μ = sum_k ∂E/∂x̂_k · (-1/s)',
        by: 'The mean is subtracted from every value. (It stands in the variance, too; but there its slope is $-\\frac2n \\sum_k (x_k - \\mu)$, and deviations from a mean sum to zero.)',
      },
      { expr: '= -γ/s sum_k g_k', by: 'Again $\\partial E/\\partial \\hat x_k = \\gamma g_k$.' },
    ],
  },
  'three-ways': {
    symbols: feature,
    steps: [
      {
        expr: '∂E/∂x_i = ∂E/∂x̂_i · 1/s + ∂E/∂v · 2/n (x_i - μ) + ∂E/∂μ · 1/n',
        by: 'Three ways from $x_i$ to the error: by its own normalized value, by the variance, and by the mean.',
      },
      {
        expr: '= γ g_i/s - γ/(2 s^2) · 2/n (x_i - μ) sum_k g_k x̂_k - γ/(n s) sum_k g_k',
        by: 'The two results from above.',
      },
      {
        expr: '= γ/s (g_i - 1/n sum_k g_k - x̂_i · 1/n sum_k g_k x̂_k)',
        by: '$\\gamma/s$ is common to all three, and $(x_i - \\mu)/s$ is $\\hat x_i$.',
      },
    ],
  },
})
