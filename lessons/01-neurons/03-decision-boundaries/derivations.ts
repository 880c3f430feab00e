import { derivations } from 'chainrule/math'

export default derivations({
  'two-sums': {
    symbols: {
      'w_1, w_2, b': 'real',
      p: { is: 'b' },
      q: { is: 'w_2 + b' },
      r: { is: 'w_1 + b' },
      s: { is: 'w_1 + w_2 + b' },
    },
    at: { w_1: 1, w_2: 1, b: -1.5 },
    steps: [
      { expr: 'p + s = b + (w_1 + w_2 + b)', by: 'The sums at 00 and at 11, which XOR wants below zero.' },
      { expr: '= (w_2 + b) + (w_1 + b)', by: 'The same terms, put together differently.' },
      { expr: '= q + r', by: 'The sums at 01 and at 10, which XOR wants at least zero.' },
    ],
  },
})
