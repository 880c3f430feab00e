import { derivations } from 'chainrule/math'

export default derivations({
  'one-step-on-a-parabola': {
    symbols: {
      w: {},
      m: {},
      λ: { domain: 'positive' },
      η: { domain: 'positive' },
      C: { is: '1/2 λ (w - m)^2' },
    },
    at: { w: -3, m: 0, λ: 1, η: 0.3 },
    steps: [
      {
        expr: 'w - η ∂C/∂w - m = w - η λ (w - m) - m',
        by: 'On the left: how far from the minimum $m$ the weight is *after* one step. The slope of the parabola is $\\lambda (w - m)$.',
      },
      {
        expr: '= (1 - η λ)(w - m)',
        by: 'Take out $w - m$, the distance *before* the step. Every step multiplies the distance by the same factor.',
      },
    ],
  },
})
