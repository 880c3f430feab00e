import { derivations } from 'chainrule/math'

export default derivations({
  'never-steeper': {
    symbols: { z: {}, s: { is: 'σ(z)' } },
    at: { z: 1 },
    steps: [
      {
        expr: "1/4 - σ'(z) = 1/4 - s (1 - s)",
        by: 'How much is missing to one quarter? The slope of the sigmoid by its own value, $s = \\sigma(z)$.',
      },
      { expr: '= s^2 - s + 1/4', by: 'Multiplied out.' },
      {
        expr: '= (s - 1/2)^2',
        by: 'A square, and so never negative: the slope is never above one quarter, and equal to it only where $s = \\frac12$, at $z = 0$.',
      },
    ],
  },
  'three-in-a-row': {
    symbols: {
      x: {},
      'w_1, w_2, w_3': {},
      'b_1, b_2, b_3': {},
      z_1: { is: 'w_1 x + b_1' },
      a_1: { is: 'σ(z_1)' },
      z_2: { is: 'w_2 a_1 + b_2' },
      a_2: { is: 'σ(z_2)' },
      z_3: { is: 'w_3 a_2 + b_3' },
      a_3: { is: 'σ(z_3)' },
      t: { domain: 'unit' },
      E: { is: '1/2 (t - a_3)^2' },
    },
    steps: [
      {
        expr: '∂E/∂z_1 = ∂E/∂z_3 · ∂z_3/∂z_2 · ∂z_2/∂z_1',
        by: 'One way leads from the first unit to the error, so the slopes along it multiply.',
      },
      {
        expr: "= ∂E/∂z_3 · w_3 σ'(z_2) · w_2 σ'(z_1)",
        by: 'Each layer that is passed contributes two factors: its weight, and the slope of the sigmoid before it.',
      },
    ],
  },
  'signs-averaged': {
    symbols: {
      'h_1, h_2': { domain: 'nonzero' },
      'w_1, w_2': { domain: 'nonzero' },
      p: { is: 'w_1 h_1 + w_2 h_2' },
      d: { is: 'w_1 h_1 - w_2 h_2' },
      M: { is: '1/4 (relu(p)^2 + relu(-p)^2 + relu(d)^2 + relu(-d)^2)' },
    },
    steps: [
      {
        expr: 'relu(p)^2 + relu(-p)^2 = p^2',
        by: 'Of a sum and its opposite, ReLU keeps the positive one and makes the other zero.',
      },
      {
        expr: 'M = 1/4 (p^2 + d^2)',
        by: 'Both pairs. Without the ReLU each square would be there twice: **the ReLU costs exactly one half.**',
      },
      {
        expr: '= 1/2 (w_1^2 h_1^2 + w_2^2 h_2^2)',
        by: 'Multiplied out, the mixed terms $2 w_1 h_1 w_2 h_2$ of $p^2$ and $d^2$ have opposite signs and cancel.',
      },
    ],
  },
  kaiming: {
    symbols: { n: { domain: 'positive' }, q: { domain: 'positive' }, v: { is: '2/n' } },
    at: { n: 32, q: 1 },
    steps: [
      {
        expr: '1/2 n v q = 1/2 n (2/n) q',
        by: 'With weights of mean square $v = 2/n$.',
      },
      { expr: '= q', by: 'What goes in comes out, in expectation, whatever the width.' },
    ],
  },
  'two-shortcuts': {
    symbols: {
      'w_1, w_2': {},
      h: {},
      y_1: { is: 'h + tanh(w_1 h)' },
      y_2: { is: 'y_1 + tanh(w_2 y_1)' },
      s_1: { is: '1 - tanh(w_1 h)^2' },
      s_2: { is: '1 - tanh(w_2 y_1)^2' },
    },
    steps: [
      { expr: '∂y_2/∂h = ∂y_2/∂y_1 · ∂y_1/∂h', by: 'The second block is fed by the first.' },
      {
        expr: '= (1 + w_2 s_2)(1 + w_1 s_1)',
        by: 'Each block is a sum of two ways: the shortcut with the slope 1, and the layer with the weight times the slope of its activation function, here called $s_1$ and $s_2$.',
      },
      {
        expr: '= 1 + w_1 s_1 + w_2 s_2 + w_1 w_2 s_1 s_2',
        by: 'Multiplied out: one term for each way through the network. The first of them passes no layer at all, and does not shrink.',
      },
    ],
  },
})
