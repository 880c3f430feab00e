import { derivations } from 'chainrule/math'

export default derivations({
  'same-size': {
    symbols: {
      'n, k, d': { domain: 'positive' },
      P: { is: 'd (k - 1)' },
      m: { is: 'n + P - d (k - 1) - 1 + 1' },
    },
    at: { n: 7, k: 3, d: 1 },
    steps: [
      {
        expr: 'm = n + P - d (k - 1)',
        by: 'The number of places with a stride of 1: nothing is rounded.',
      },
      { expr: '= n + d (k - 1) - d (k - 1)', by: 'Padded by $P = d(k-1)$ in all.' },
      { expr: '= n', by: 'As many outputs as inputs.' },
    ],
  },
  'which-total': {
    symbols: {
      'n, k, d, s, m': { domain: 'positive' },
      P: { is: 's (m - 1) + d (k - 1) + 1 - n' },
    },
    at: { n: 7, k: 3, d: 1, s: 2, m: 4 },
    steps: [
      {
        expr: 'n + P = s (m - 1) + d (k - 1) + 1',
        by: 'The last of $m$ windows begins at $s(m-1)$ and spans $d(k-1)+1$. If nothing is left over, it ends where the padded input ends.',
      },
      { expr: 'P = s (m - 1) + d (k - 1) + 1 - n', by: 'The input brought to the other side.' },
    ],
  },
})
