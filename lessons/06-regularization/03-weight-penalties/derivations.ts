import { derivations } from 'chainrule/math'

export default derivations({
  'a-step-with-l2': {
    symbols: {
      w: {},
      g: {},
      η: { domain: 'positive' },
      α: { domain: 'positive' },
      N: { is: 'w - η (g + α w)' },
    },
    at: { w: 2, g: 0.3, η: 0.1, α: 0.5 },
    steps: [
      {
        expr: 'N = w - η g - η α w',
        by: 'A step down the slope of the cost, which is $g$ of the loss and $\\alpha w$ of the penalty.',
      },
      {
        expr: '= (1 - η α) w - η g',
        by: 'The same sum, sorted: first the weight loses the part $\\eta\\alpha$ of itself, then comes the step of the loss.',
      },
    ],
  },
  'best-under-l1': {
    symbols: {
      c: { domain: 'positive' },
      m: {},
      λ: { domain: 'positive' },
      α: { domain: 'positive' },
      C: { is: '1/2 λ (c - m)^2 + α |c|' },
    },
    steps: [
      {
        expr: '∂C/∂c = λ (c - m) + α',
        by: 'For $c > 0$ the slope of $|c|$ is 1, however small $c$ is.',
      },
      {
        expr: '= λ (c - (m - α/λ))',
        by: 'So the slope is zero at $c = m - \\alpha/\\lambda$, if that is positive. If it is not, the cost rises from $c = 0$ on.',
      },
    ],
  },
  'decay-under-momentum': {
    symbols: {
      w: {},
      u: {},
      g: {},
      η: { domain: 'positive' },
      μ: { domain: 'unit' },
      d: { domain: 'unit' },
      m: { is: 'μ (1 - d)' },
      a: { is: 'd (1 - μ)/η' },
      N: { is: '(1 - d) w + μ (w - (1 - d) u) - η g' },
    },
    at: { w: 1, u: 1.2, g: 0.3, η: 0.02, μ: 0.9, d: 0.002 },
    steps: [
      {
        expr: 'N = w - d w - η g + μ (w - (1 - d) u)',
        by: 'Decay, gradient, and a part of the last move. The last move is counted without its decay: from $(1 - d) u$ to $w$.',
      },
      {
        expr: '= w - d w - η g + μ d w + m (w - u)',
        by: 'Split $w$ into $d w$ and $(1 - d) w$, and call $\\mu(1 - d)$ by its new name, $m$.',
      },
      {
        expr: '= w - η (g + a w) + m (w - u)',
        by: 'The terms with $d w$ are $-d(1 - \\mu) w = -\\eta a w$. This is the form of momentum with a penalty.',
      },
    ],
  },
  'decay-under-adam': {
    symbols: {
      w: {},
      g: {},
      s: { domain: 'positive' },
      η: { domain: 'positive' },
      d: { domain: 'unit' },
      a: { is: 'd s/η' },
      N: { is: '(1 - d) w - η g/s' },
    },
    at: { w: 1, g: 0.3, s: 0.01, η: 0.002, d: 0.002 },
    steps: [
      {
        expr: 'N = w - η g/s - d w',
        by: 'The step of the loss, divided by $s$. The decay, divided by nothing.',
      },
      {
        expr: '= w - η (g + a w)/s',
        by: 'With $d = \\eta a/s$: a penalty, inside the division. Its $a = d\\,s/\\eta$ is another one for each weight.',
      },
    ],
  },
})
