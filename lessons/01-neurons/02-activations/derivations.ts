import { derivations } from 'chainrule/math'

export default derivations({
  'slope-of-the-sigmoid': {
    symbols: {
      z: {},
      s: { is: '1/(1 + e^{-z})' },
    },
    at: { z: 1 },
    steps: [
      {
        expr: 'd/dz (1/(1 + e^{-z})) = -1/(1 + e^{-z})^2 · d/dz (1 + e^{-z})',
        by: 'The slope of $1/u$ is $-1/u^2$, times the slope of what stands inside.',
      },
      {
        expr: '= -1/(1 + e^{-z})^2 · (-e^{-z})',
        by: 'The slope of $e^{-z}$ is $-e^{-z}$, and the slope of the 1 is zero.',
      },
      {
        expr: '= 1/(1 + e^{-z}) · e^{-z}/(1 + e^{-z})',
        by: 'Minus times minus is plus; the square is written as two factors.',
      },
      {
        expr: '= 1/(1 + e^{-z}) · (1 - 1/(1 + e^{-z}))',
        by: 'The second fraction is what is missing to 1: add $1/(1 + e^{-z})$ to it and the numerator equals the denominator.',
      },
      { expr: '= s (1 - s)', by: 'Both fractions are the sigmoid itself, here called $s = \\sigma(z)$.' },
    ],
  },
  'slope-of-tanh': {
    symbols: {
      z: {},
      p: { is: 'e^z - e^{-z}' },
      q: { is: 'e^z + e^{-z}' },
      t: { is: 'tanh(z)' },
    },
    at: { z: 1 },
    steps: [
      { expr: 'd/dz (p/q) = (q · d/dz p - p · d/dz q)/q^2', by: 'The rule for quotients.' },
      {
        expr: '= (q q - p p)/q^2',
        by: 'The slope of $p = e^z - e^{-z}$ is $e^z + e^{-z}$, which is $q$; and the slope of $q$ is $p$.',
      },
      { expr: '= 1 - (p/q)^2', by: 'Divided term by term.' },
      { expr: '= 1 - t^2', by: '$p/q$ is the hyperbolic tangent itself.' },
    ],
  },
})
