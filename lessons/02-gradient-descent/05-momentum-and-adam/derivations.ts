import { derivations } from 'chainrule/math'

export default derivations({
  'speed-in-the-end': {
    symbols: {
      g: {},
      η: { domain: 'positive' },
      μ: { domain: 'unit' },
      D: { is: '-η g/(1 - μ)', tex: '\\Delta w', spoken: 'delta w' },
    },
    at: { g: 2, η: 0.3, μ: 0.6 },
    steps: [
      {
        expr: '-η g + μ D = -η g - μ η g/(1 - μ)',
        by: 'On the left: the step that follows a step $\\Delta w = -\\eta g / (1 - \\mu)$, if the slope is still $g$.',
      },
      { expr: '= -η g (1 - μ + μ)/(1 - μ)', by: 'Over one denominator.' },
      { expr: '= D', by: 'The same step again: this speed keeps itself.' },
    ],
  },
  'where-roots-are-complex': {
    symbols: {
      λ: { domain: 'positive' },
      η: { domain: 'positive' },
      μ: { domain: 'unit' },
      D: { is: '(1 + μ - η λ)^2 - 4 μ' },
    },
    at: { λ: 25, η: 0.04, μ: 0.6 },
    steps: [
      {
        expr: 'D = (1 + μ - η λ)^2 - (2 sqrt(μ))^2',
        by: 'The discriminant as a difference of two squares.',
      },
      {
        expr: '= (1 - 2 sqrt(μ) + μ - η λ)(1 + 2 sqrt(μ) + μ - η λ)',
        by: '$a^2 - b^2 = (a - b)(a + b)$.',
      },
      {
        expr: '= ((1 - sqrt(μ))^2 - η λ)((1 + sqrt(μ))^2 - η λ)',
        by: 'Each bracket holds a square. The product is negative where $\\eta\\lambda$ lies between the two.',
      },
    ],
  },
  'size-of-complex-roots': {
    symbols: {
      λ: { domain: 'positive' },
      η: { domain: 'positive' },
      μ: { domain: 'unit' },
      p: { is: '(1 + μ - η λ)/2' },
      R: { is: 'p^2 + (4 μ - (1 + μ - η λ)^2)/4', tex: '|z|^2', spoken: 'the squared size of z' },
    },
    at: { λ: 25, η: 0.04, μ: 0.6 },
    steps: [
      {
        expr: 'R = p^2 + (4 μ - (2 p)^2)/4',
        by: 'The squared size of a complex number: real part squared plus imaginary part squared. The real part is $p = (1 + \\mu - \\eta\\lambda)/2$, the imaginary part half the root of $-D$, and $D = (2p)^2 - 4\\mu$.',
      },
      { expr: '= p^2 + μ - p^2', by: 'A quarter of each term.' },
      { expr: '= μ', by: 'What contained rate and curvature has canceled.' },
    ],
  },
  'how-adam-begins': {
    symbols: {
      g: { domain: 'nonzero' },
      η: { domain: 'positive' },
      ε: { domain: 'positive' },
      β_1: { domain: 'unit' },
      β_2: { domain: 'unit' },
      m: { is: '(1 - β_1) g' },
      v: { is: '(1 - β_2) g^2' },
      D: {
        is: '-η (m/(1 - β_1))/(sqrt(v/(1 - β_2)) + ε)',
        tex: '\\Delta w_1',
        spoken: 'delta w one',
      },
    },
    at: { g: -3, η: 0.1, ε: 1e-8, β_1: 0.9, β_2: 0.999 },
    steps: [
      {
        expr: 'D = -η ((1 - β_1) g/(1 - β_1))/(sqrt((1 - β_2) g^2/(1 - β_2)) + ε)',
        by: 'Both memories start at zero, so after one step they hold $(1 - \\beta_1) g$ and $(1 - \\beta_2) g^2$.',
      },
      { expr: '= -η g/(sqrt(g^2) + ε)', by: 'The corrections divide out what the empty memories took away.' },
      { expr: '= -η g/(|g| + ε)', by: 'The root of a square is the size.' },
      {
        expr: '= -η sign(g) · |g|/(|g| + ε)',
        by: 'Up to a factor that is 1 for every slope much larger than $\\varepsilon$: a step of length $\\eta$, whatever the slope.',
      },
    ],
  },
})
