import { derivations } from 'chainrule/math'

export default derivations({
  'on-gray': {
    symbols: {
      'S_R, S_G, S_B, g, b': { domain: 'real' },
      y: { is: 'S_R g + S_G g + S_B g + b' },
    },
    at: { S_R: 9, S_G: 0, S_B: -9, g: 128, b: -30 },
    steps: [
      {
        expr: 'y = S_R g + S_G g + S_B g + b',
        by: 'On an even area each channel adds its value times the sum of its own weights. On gray, all three values are the same $g$.',
      },
      { expr: '= (S_R + S_G + S_B) g + b', by: 'What remains of $g$ is the sum of *all* weights.' },
    ],
  },
  'one-channel-twice': {
    symbols: {
      'v, w, x, b, c': { domain: 'real' },
      y: { is: 'v (w x + b) + c' },
    },
    at: { v: 2, w: 0.5, x: 100, b: 10, c: -5 },
    steps: [
      { expr: 'y = v (w x + b) + c', by: 'A pixel $x$ through two 1 × 1 convolutions of one channel.' },
      { expr: '= v w x + v b + c', by: 'Multiplied out: one weight $v w$ and one bias $v b + c$.' },
    ],
  },
  'how-many-numbers': {
    symbols: {
      'K, C, D': { domain: 'positive' },
      n: { is: 'D (K K C + 1)' },
    },
    at: { K: 3, C: 3, D: 16 },
    steps: [
      {
        expr: 'n = D (K K C + 1)',
        by: 'Each of $D$ filters has $K \\cdot K$ weights for each of $C$ channels, and one bias.',
      },
      { expr: '= K K C D + D', by: 'Weights first, biases after.' },
    ],
  },
})
