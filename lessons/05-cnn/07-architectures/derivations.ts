import { derivations } from 'chainrule/math'

export default derivations({
  'stacked-or-large': {
    symbols: {
      C: { domain: 'positive' },
      S: { is: '2 (3 * 3 C C)' },
      L: { is: '5 * 5 C C' },
    },
    at: { C: 64 },
    steps: [
      {
        expr: 'S = 2 (3 * 3 C C)',
        by: 'Two layers of 3 × 3, each from $C$ channels to $C$, without biases: both together see 5 × 5.',
      },
      { expr: '= 18 C^2', by: 'Multiplied out. One layer of 5 × 5 has $25 C^2$.' },
      { expr: '= 18/25 L', by: '$L = 25 C^2$: the stack has 28 % fewer, and a nonlinearity more.' },
    ],
  },
})
