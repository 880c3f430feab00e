import { derivations } from 'chainrule/math'

export default derivations({
  'one-after-another': {
    symbols: {
      w: {},
      x: {},
      u: { is: 'w x' },
      v: { is: 'σ(u)' },
      f: { is: 'v^2' },
    },
    at: { w: 0.8, x: -1.5 },
    steps: [
      {
        expr: '∂f/∂w = ∂f/∂v · ∂v/∂u · ∂u/∂w',
        by: 'From $w$ there is one way to $f$: through $u$ and $v$. One factor for each step.',
      },
      { expr: '= 2 v · ∂v/∂u · ∂u/∂w', by: 'The last step is a square, $f = v^2$.' },
      {
        expr: '= 2 v · v (1 - v) · ∂u/∂w',
        by: 'The middle step is a sigmoid. Its slope is written with its value: $v(1 - v)$.',
      },
      {
        expr: '= 2 v · v (1 - v) · x',
        by: 'The first step is a product, and its slope is the other factor.',
      },
    ],
  },
  'two-ways': {
    symbols: {
      x: {},
      y: {},
      p: { is: 'x' },
      u: { is: 'x + y' },
      f: { is: 'p u' },
    },
    at: { x: 3, y: -1 },
    steps: [
      {
        expr: '∂f/∂x = ∂f/∂p · ∂p/∂x + ∂f/∂u · ∂u/∂x',
        by: 'Two ways lead from $x$ to $f$: one through $p$, one through $u$. Along each way slopes multiply; the two results add.',
      },
      {
        expr: '= u · ∂p/∂x + p · ∂u/∂x',
        by: 'In the product $f = p\\,u$ each slope is the other factor.',
      },
      { expr: '= u + p', by: 'Both $p = x$ and $u = x + y$ move one for one with $x$.' },
      { expr: '= 2 x + y', by: 'Put in what $u$ and $p$ are.' },
    ],
  },
})
