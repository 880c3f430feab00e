import { derivations } from 'chainrule/math'

export default derivations({
  'middle-of-the-bump': {
    symbols: {
      u: 'positive',
      p: { is: '1/(1 + e^{-u})' },
      q: { is: '1/(1 + e^u)' },
    },
    at: { u: 2 },
    steps: [
      {
        expr: 'p - q = 1/(1 + e^{-u}) - 1/(1 + e^u)',
        by: 'In the middle the first step has the sum $u$ and the second $-u$: the values are $p = \\sigma(u)$ and $q = \\sigma(-u)$.',
      },
      {
        expr: '= 1/(1 + e^{-u}) - e^{-u}/(e^{-u} + 1)',
        by: 'The second fraction, its numerator and its denominator multiplied by $e^{-u}$.',
      },
      { expr: '= (1 - e^{-u})/(1 + e^{-u})', by: 'The denominators are the same now.' },
      {
        expr: '= (e^{u/2} - e^{-u/2})/(e^{u/2} + e^{-u/2})',
        by: 'Numerator and denominator multiplied by $e^{u/2}$.',
      },
      { expr: '= tanh(u/2)', by: 'That is the hyperbolic tangent of $u/2$.' },
    ],
  },
})
