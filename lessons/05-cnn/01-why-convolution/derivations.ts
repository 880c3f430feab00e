import { derivations } from 'chainrule/math'

export default derivations({
  'sharpen-is-contrast': {
    symbols: {
      'x, u, d, l, r': {},
      m: { is: '(u + d + l + r)/4' },
      y: { is: '5 x - u - d - l - r' },
    },
    at: { x: 100, u: 15, d: 216, l: 186, r: 20 },
    steps: [
      {
        expr: 'y = x + 4 x - (u + d + l + r)',
        by: 'One of the five $x$ set apart; the four neighbors together.',
      },
      { expr: '= x + 4 (x - (u + d + l + r)/4)', by: 'A factor of 4 in front of the rest.' },
      {
        expr: '= x + 4 (x - m)',
        by: 'The pixel, plus four times what it has over the mean $m$ of its neighbors.',
      },
    ],
  },
  'moved-along': {
    symbols: {
      'w_0, w_1, w_2': {},
      'x_1, x_2, x_3': {},
      s_2: { is: 'x_1', tex: "x'_2" },
      s_3: { is: 'x_2', tex: "x'_3" },
      s_4: { is: 'x_3', tex: "x'_4" },
      y_1: { is: 'w_0 x_1 + w_1 x_2 + w_2 x_3' },
      t_2: { is: 'w_0 s_2 + w_1 s_3 + w_2 s_4', tex: "y'_2" },
    },
    steps: [
      {
        expr: 't_2 = w_0 s_2 + w_1 s_3 + w_2 s_4',
        by: 'The output at place 2 of the moved picture, a row of three pixels under a kernel of three weights.',
      },
      {
        expr: '= w_0 x_1 + w_1 x_2 + w_2 x_3',
        by: "Moved by one, each pixel is what its left neighbor was: $x'_{i} = x_{i-1}$. The weights have not moved: they are the same everywhere.",
      },
      { expr: '= y_1', by: 'The old output of place 1. So the output has moved by one, too.' },
    ],
  },
})
