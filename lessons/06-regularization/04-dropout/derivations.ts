import { derivations } from 'chainrule/math'

export default derivations({
  'expected-unit': {
    symbols: {
      a: {},
      q: { domain: 'unit' },
      s: { domain: 'positive' },
      E: { is: 'q s a + (1 - q) 0' },
    },
    steps: [
      {
        expr: 'E = q s a',
        by: 'Kept with probability $q$ and multiplied by $s$; dropped, and worth nothing, otherwise.',
      },
      {
        expr: '= a + (q s - 1) a',
        by: 'What it should be, and how far off it is. It is right for every $a$ exactly if $qs = 1$: so $s = 1/q$.',
      },
    ],
  },
  'noise-is-a-penalty': {
    symbols: {
      w: {},
      x: {},
      y: {},
      d: { domain: 'positive' },
      e: { is: 'w x - y' },
      E: { is: '1/2 (w (x + d) - y)^2 + 1/2 (w (x - d) - y)^2' },
    },
    steps: [
      {
        expr: 'E = 1/2 (e + w d)^2 + 1/2 (e - w d)^2',
        by: 'The noise moves the prediction by $w d$, up or down, and with it the error $e = w x - y$.',
      },
      {
        expr: '= e^2 + d^2 w^2',
        by: 'In the two squares the mixed terms have opposite signs, and cancel.',
      },
    ],
  },
})
