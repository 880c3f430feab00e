import { Adam, SGD, SubtractiveLR, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  md,
  multi,
  numeric,
  order,
  sig,
  target,
  tensor,
} from 'chainrule/exercises'
import {
  bestWithMomentum,
  measuredRate,
  regimeOf,
  type Regime,
} from '../../../components/heavy-ball/model.ts'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), Math.abs(other), 0.05)),
  )

/** Where one optimizer of the engine goes from `w` along the given gradients. */
const moved = (
  optimizer: 'SGD' | 'Adam',
  w: readonly number[],
  options: object,
  ...gradients: number[][]
) => {
  const weight = array([...w], { requiresGrad: true })
  const made = optimizer === 'SGD' ? new SGD([weight], options) : new Adam([weight], options)
  for (const gradient of gradients) {
    weight.grad = array(gradient)
    made.step()
  }
  return Array.from(weight.data)
}

/** The momentum of the table in the text. */
const LARGER = 0.9
/** The rate to be reached, and the best values as the figure’s controls can have them. */
const GOAL = 0.82
const ROUNDED = { rate: 0.033, momentum: 0.67 }
const [BETA1, BETA2] = [0.9, 0.999]

const PLAIN =
  'function adam(slope: (w: number) => number, w: number, rate: number, steps: number): number {\n'
const LOOP = '  let m = 0\n  let v = 0\n  for (let t = 1; t <= steps; t++) {\n    const g = slope(w)\n'
const MEMORY = '    m = 0.9 * m + 0.1 * g\n    v = 0.999 * v + 0.001 * g * g\n'
const END = '  }\n  return w\n}'
const adamWith = (lines: string): string => `${PLAIN}${LOOP}${MEMORY}${lines}${END}`

const OPTIMIZERS = ['sgd', 'momentum', 'adagrad', 'rmsprop', 'adam', 'adamw']

const REGIMES: Record<Exclude<Regime, 'stays'>, { text: string; say: string }> = {
  monotone: {
    text: 'It creeps in from one side: both roots are real and positive.',
    say: 'Compare $\\mu$ with $(1 - \\sqrt{\\eta\\lambda})^2$, and $\\eta\\lambda$ with 1.',
  },
  oscillating: {
    text: 'It swings in, in waves of several steps: the roots are complex.',
    say: 'For complex roots $\\mu$ must be larger than $(1 - \\sqrt{\\eta\\lambda})^2$.',
  },
  alternating: {
    text: 'It changes sides at every step and comes in: both roots are real and negative.',
    say: 'For that $\\eta\\lambda$ must be above 1, and $\\mu$ below $(1 - \\sqrt{\\eta\\lambda})^2$.',
  },
  divergent: {
    text: 'It diverges.',
    say: 'The limit with momentum is $\\eta\\lambda = 2(1 + \\mu)$.',
  },
}

export default exercises({
  'second-step': numeric({
    title: 'The second step',
    objectives: ['momentum'],
    params: (draw) => ({
      first: draw.choice([-4, -2, 2, 3, 5]),
      second: draw.choice([-3, -1, 1, 2, 4]),
      eta: draw.choice([0.1, 0.2, 0.3]),
      mu: draw.choice([0.5, 0.6, 0.8]),
    }),
    where: ({ first, second, eta, mu }) =>
      first !== second &&
      far(
        -eta * second - mu * eta * first,
        -eta * second,
        -eta * second + mu * eta * first,
        -eta * second + mu * first,
        -(1 - mu) * eta * second - mu * eta * first,
        0,
      ),
    prompt: ({ first, second, eta, mu }) =>
      md`You start at rest, with $\eta = ${eta}$ and $\mu = ${mu}$. The slope at the start is $${first}$; where the first step lands it is $${second}$. How long is the second step, with its sign?`,
    answer: ({ first, second, eta, mu }) => -eta * second + mu * (-eta * first),
    check: ({ first, second, eta, mu }) => {
      const options = { learningRate: eta, momentum: mu }
      const [one] = moved('SGD', [0], options, [first])
      const [two] = moved('SGD', [0], options, [first], [second])
      return two! - one!
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'no-memory',
        is: ({ second, eta }) => -eta * second,
        say: 'That is the step of plain gradient descent. What does the ball bring along from its first step?',
      },
      {
        id: 'memory-of-the-slope',
        is: ({ first, second, eta, mu }) => -eta * second + mu * first,
        say: 'You added $\\mu$ times the old *slope*. What is kept is a part of the old *step*.',
      },
      {
        id: 'sign-of-memory',
        is: ({ first, second, eta, mu }) => -eta * second + mu * eta * first,
        say: 'Mind the sign of the first step: it went *against* the first slope, and the second goes on in that direction.',
      },
      {
        id: 'damped',
        is: ({ first, second, eta, mu }) => -(1 - mu) * eta * second - mu * eta * first,
        say: 'You let the new slope count only $1 - \\mu$. There is a convention like that, but it is not the rule of this lesson.',
      },
    ],
    hints: [
      'First the first step: at rest there is nothing to keep.',
      ({ first, eta }) => md`The first step is $-${eta} \cdot (${first}) = ${-eta * first}$.`,
    ],
    solution: ({ first, second, eta, mu }) =>
      md`$\Delta w_1 = ${-eta * first}$, so $\Delta w_2 = -${eta} \cdot (${second}) + ${mu} \cdot (${-eta * first}) = ${sig(-eta * second - mu * eta * first, 4)}$.`,
  }),

  'terminal-speed': numeric({
    title: 'On a long slope',
    objectives: ['momentum'],
    params: (draw) => ({
      slope: draw.choice([-0.5, -0.2, 0.3, 0.4, 0.8]),
      eta: draw.choice([0.01, 0.05, 0.2]),
      mu: draw.choice([0.5, 0.75, 0.8, 0.95]),
    }),
    where: ({ mu }) => far(1 / (1 - mu), 1, 1 + mu, 1 / mu, 1 / (1 + mu)),
    prompt: ({ slope, eta, mu }) =>
      md`A long straight hillside has the slope $${slope}$ everywhere. With $\eta = ${eta}$ and $\mu = ${mu}$, what does the length $|\Delta w|$ of a step approach?`,
    answer: ({ slope, eta, mu }) => (eta * Math.abs(slope)) / (1 - mu),
    check: ({ slope, eta, mu }) => {
      const slopes = Array.from({ length: 2000 }, () => [slope])
      const options = { learningRate: eta, momentum: mu }
      const [before] = moved('SGD', [0], options, ...slopes)
      const [after] = moved('SGD', [0], options, ...slopes, [slope])
      return Math.abs(after! - before!)
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'no-momentum',
        is: ({ slope, eta }) => eta * Math.abs(slope),
        say: 'That is the first step, made from rest. Each further one adds a part of the one before.',
      },
      {
        id: 'two-steps',
        is: ({ slope, eta, mu }) => eta * Math.abs(slope) * (1 + mu),
        say: 'That is the second step. It goes on growing.',
      },
      {
        id: 'divided-by-mu',
        is: ({ slope, eta, mu }) => (eta * Math.abs(slope)) / mu,
        say: 'Look for the step that is followed by the same step again. What does that say about $1 - \\mu$?',
      },
      {
        id: 'alternating',
        is: ({ slope, eta, mu }) => (eta * Math.abs(slope)) / (1 + mu),
        say: 'That is what remains when the slope changes its sign at every step. Here it never does.',
      },
    ],
    hints: ['In the end the step no longer changes: $\\Delta w = -\\eta g + \\mu\\, \\Delta w$.'],
    solution: ({ slope, eta, mu }) =>
      md`$\frac{\eta |g|}{1 - \mu} = \frac{${eta} \cdot ${Math.abs(slope)}}{${sig(1 - mu, 3)}} = ${sig((eta * Math.abs(slope)) / (1 - mu), 4)}$.`,
  }),

  'there-and-back': choice({
    title: 'There and back',
    objectives: ['escape'],
    prompt:
      'In the table above, the ball that starts higher ends in the *lower* valley with the smaller of the two momenta and in the *upper* valley with the larger one. What has happened?',
    options: [
      {
        id: 'back',
        correct: true,
        text: 'The faster ball did cross the hill, climbed the far side, and rolled back over the hill.',
        say: 'It kept so much speed that the far slope threw it back. Momentum carries out of good valleys as well as out of bad ones.',
      },
      {
        id: 'stopped',
        text: 'The faster ball was stopped by the hill.',
        say: 'More momentum never brings less speed to the foot of the hill. Follow it further.',
      },
      {
        id: 'diverged',
        text: 'The faster ball diverged.',
        say: 'It came to rest in a minimum, with a finite cost. A path that diverges comes to rest nowhere.',
      },
      {
        id: 'gradient',
        text: 'With the larger momentum the gradients were wrong.',
        say: 'The gradient at a place is the same for every optimizer. What differs is the step that is made of it.',
      },
    ],
    hints: [
      md`In the race of optimizers below, choose *two basins* and $\mu = ${LARGER}$, follow *momentum*, and make one step at a time.`,
    ],
    solution:
      'It crossed the hill, overshot the deeper valley, and came back. Whether momentum escapes depends on the start, the rate, and luck.',
  }),

  'which-regime': choice({
    title: 'Before it happens',
    objectives: ['roots'],
    params: (draw) => ({
      product: draw.choice([0.04, 0.09, 0.25, 0.36, 1.44, 2.25, 3]),
      mu: draw.choice([0.01, 0.1, 0.3, 0.6, 0.9]),
    }),
    where: ({ product, mu }) =>
      Math.abs((1 - Math.sqrt(product)) ** 2 - mu) > 0.05 && Math.abs(product - 2 * (1 + mu)) > 0.1,
    prompt: ({ product, mu }) =>
      md`On a parabola with $\eta\lambda = ${product}$ you use the momentum $\mu = ${mu}$. What does the distance to the minimum do?`,
    options: ({ product, mu }) =>
      (Object.keys(REGIMES) as (keyof typeof REGIMES)[]).map((id) => {
        const isRight = regimeOf(product, mu) === id
        return { id, correct: isRight, text: REGIMES[id].text, say: isRight ? 'So it is.' : REGIMES[id].say }
      }),
    check: ({ product, mu }) => {
      // By watching: how often and how regularly the path changes sides, and whether it grows.
      const path = [1, 1 - product]
      for (let t = 0; t < 60; t++) path.push((1 + mu - product) * path.at(-1)! - mu * path.at(-2)!)
      if (measuredRate([product, product], mu) > 1) return 'divergent'
      const turns = path.slice(5, 35).filter((w, i) => w * path[i + 6]! < 0).length
      return turns === 30 ? 'alternating' : turns === 0 ? 'monotone' : 'oscillating'
    },
    shuffle: false,
    hints: [
      'First the limit: is $\\eta\\lambda$ above $2(1 + \\mu)$?',
      ({ product }) =>
        md`Then the roots: $(1 - \sqrt{\eta\lambda})^2 = ${sig((1 - Math.sqrt(product)) ** 2, 3)}$.`,
    ],
    solution: ({ product, mu }) =>
      md`The limit is $2(1 + ${mu}) = ${sig(2 * (1 + mu), 3)}$, and $(1 - \sqrt{${product}})^2 = ${sig((1 - Math.sqrt(product)) ** 2, 3)}$ stands against $\mu = ${mu}$.`,
  }),

  'size-of-nesterov': expression({
    title: 'The same for Nesterov',
    objectives: ['roots'],
    prompt: String.raw`On a parabola, with $x = \eta\lambda$, Nesterov’s momentum leads to the equation $z^2 - (1 + \mu)(1 - x)\, z + \mu (1 - x) = 0$. By what factor does the distance shrink per step, in the long run, where its roots are complex? Write it with $\mu$ and $x$.`,
    symbols: { x: 'unit', μ: 'unit' },
    answer: () => 'sqrt(μ (1 - x))',
    check: () => 'sqrt(((1 + μ)(1 - x)/2)^2 + (4 μ (1 - x) - ((1 + μ)(1 - x))^2)/4)',
    mistakes: [
      {
        id: 'heavy-ball',
        is: () => 'sqrt(μ)',
        say: 'That is the rate of the heavy ball. Which number in *this* equation stands where $\\mu$ stood?',
      },
      {
        id: 'squared',
        is: () => 'μ (1 - x)',
        say: 'That is the product of the two roots. They are equally large: how large is one?',
      },
      {
        id: 'real-part',
        is: () => '(1 + μ)(1 - x)/2',
        say: 'That is the real part. The size of a complex number counts the imaginary part, too.',
      },
    ],
    hints: [
      'The product of the two roots of $z^2 - bz + c = 0$ is $c$.',
      'Complex roots come in a pair of equal size.',
    ],
    solution: String.raw`The roots multiply to $\mu(1 - x)$ and are equally large, so each has the size $\sqrt{\mu(1 - x)}$. That is smaller than $\sqrt{\mu}$: looking ahead damps the swing, the more the steeper the direction.`,
  }),

  'reach-the-best': target({
    title: 'As fast as it gets',
    objectives: ['roots'],
    prompt: md`In the figure above, with the condition number 100: choose $\eta$ and $\mu$ so that each step multiplies the distance by at most $${GOAL}$. Compute first; then set.`,
    figure: 'heavy-ball',
    start: () => ({ kappa: '100', rate: '0.02', momentum: '0.5', step: '8' }),
    goals: () => [
      {
        id: 'kappa',
        measure: 'kappa',
        atLeast: 100,
        text: 'the condition number is 100',
        say: 'An easier valley is easier. Set the condition number back to 100.',
      },
      {
        id: 'moving',
        measure: 'rate',
        atMost: 0.98,
        text: 'it is faster than anything without momentum',
        say: 'That can be had without momentum, or it is worse. Which of the two directions is the slow one?',
      },
      {
        id: 'rate',
        measure: 'rate',
        atMost: GOAL,
        text: md`each step multiplies the distance by at most ${GOAL}`,
        say: md`Both ends of the bar must lie within the gray line of ${GOAL}. Which end does not?`,
      },
    ],
    reached: () => ({
      kappa: '100',
      rate: String(ROUNDED.rate),
      momentum: String(ROUNDED.momentum),
      step: '8',
    }),
    missed: [
      {
        id: 'plain',
        state: () => ({ kappa: '100', rate: '0.02', momentum: '0', step: '8' }),
        misses: 'moving',
      },
      {
        id: 'usual',
        state: () => ({ kappa: '100', rate: '0.01', momentum: '0.9', step: '8' }),
        misses: 'rate',
      },
      {
        id: 'easier',
        state: () => ({ kappa: '25', rate: '0.11', momentum: '0.45', step: '8' }),
        misses: 'kappa',
      },
    ],
    hints: [
      'The two formulas stand under the figure: one for $\\mu$, one for $\\eta$. Here $\\sqrt{\\kappa} = 10$ and the smaller curvature is 1.',
      'Round so that neither end of the bar leaves the region between the real roots: $\\mu$ up, $\\eta$ down.',
    ],
    solution: () => {
      const best = bestWithMomentum(100)
      return md`$\sqrt\mu = \frac{10 - 1}{10 + 1}$ gives $\mu = ${sig(best.momentum, 4)}$, and $\eta = \left(\frac{2}{11}\right)^2 = ${sig(best.learningRate, 4)}$. Rounded, $\eta = ${ROUNDED.rate}$ and $\mu = ${ROUNDED.momentum}$.`
    },
  }),

  'best-rate': numeric({
    title: 'A worse valley',
    objectives: ['roots'],
    params: (draw) => ({
      root: draw.choice([12, 15, 20, 25, 30, 40, 50, 60]),
      low: draw.choice([0.1, 0.2, 0.5, 2, 3, 4]),
    }),
    variants: 6,
    prompt: ({ root, low }) =>
      md`The curvatures of a quadratic cost lie between $${low}$ and $${sig(low * root * root, 6)}$. You tune $\eta$ and $\mu$ as well as can be. By what factor does each step multiply the distance in the long run?`,
    answer: ({ root }) => (root - 1) / (root + 1),
    check: ({ root, low }) => {
      // The smallest rate whose line is wide enough at its top for both curvatures, by halving an interval.
      let [small, large] = [0, 1]
      for (let k = 0; k < 60; k++) {
        const rate = (small + large) / 2
        const isWide = ((1 + rate) / (1 - rate)) ** 2 * low >= low * root * root
        if (isWide) large = rate
        else small = rate
      }
      return large
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'without-momentum',
        is: ({ root }) => (root * root - 1) / (root * root + 1),
        say: 'That is the best *without* momentum. With it, the root of the condition number takes its place.',
      },
      {
        id: 'momentum-itself',
        is: ({ root }) => ((root - 1) / (root + 1)) ** 2,
        say: 'That is the best $\\mu$. What does the distance shrink by where the roots are complex?',
      },
    ],
    hints: [
      'Only the ratio of the two curvatures counts: the condition number.',
      ({ root }) => md`$\kappa = ${root * root}$, and $\sqrt\kappa = ${root}$.`,
    ],
    solution: ({ root }) =>
      md`$\frac{\sqrt\kappa - 1}{\sqrt\kappa + 1} = \frac{${root - 1}}{${root + 1}} = ${sig((root - 1) / (root + 1), 4)}$.`,
  }),

  'first-step-of-adam': tensor({
    title: 'Adam’s first step',
    objectives: ['per-weight', 'correction'],
    params: (draw) => ({
      w: draw.vector(2, [-2, 2], 0.5),
      steep: draw.choice([-40, -25, 30, 50]),
      flat: draw.choice([-0.004, -0.002, 0.003, 0.005]),
      eta: draw.choice([0.1, 0.2]),
    }),
    where: ({ w, steep, flat }) => w.every((value) => Math.abs(value) > 0.3) && steep * flat < 0,
    prompt: ({ w, steep, flat, eta }) =>
      md`Weights $w = ${w}$, gradient $(${steep},\ ${flat})$, learning rate $\eta = ${eta}$, $\varepsilon$ so small that it does not matter. Where are the weights after the *first* step of Adam?`,
    answer: ({ w, steep, flat, eta }) => [w[0]! - eta * Math.sign(steep), w[1]! - eta * Math.sign(flat)],
    check: ({ w, steep, flat, eta }) => moved('Adam', w, { learningRate: eta, eps: 0 }, [steep, flat]),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'plain',
        is: ({ w, steep, flat, eta }) => [w[0]! - eta * steep, w[1]! - eta * flat],
        say: 'That is a step of plain gradient descent. What does Adam divide each slope by?',
      },
      {
        id: 'uphill',
        is: ({ w, steep, flat, eta }) => [w[0]! + eta * Math.sign(steep), w[1]! + eta * Math.sign(flat)],
        say: 'The lengths are right. Which way is down?',
      },
      {
        id: 'one-length-for-both',
        is: ({ w, steep, flat, eta }) => {
          const length = Math.hypot(steep, flat)
          return [w[0]! - (eta * steep) / length, w[1]! - (eta * flat) / length]
        },
        say: 'You divided the gradient by its length, once for both. Adam divides each slope by a size of its own.',
      },
      {
        id: 'uncorrected',
        is: ({ w, steep, flat, eta }) => {
          const length = (eta * 0.1) / Math.sqrt(0.001)
          return [w[0]! - length * Math.sign(steep), w[1]! - length * Math.sign(flat)]
        },
        say: 'That is the step without bias correction: $m$ and $v$ still remember that they began at zero.',
      },
    ],
    hints: ['After the correction, $\\hat m = g$ and $\\hat v = g^2$. What is $g / \\sqrt{g^2}$?'],
    solution: ({ w, steep, flat, eta }) =>
      md`Each weight moves by exactly $\eta = ${eta}$ against the sign of its slope: $${w[0]! - eta * Math.sign(steep)}$ and $${w[1]! - eta * Math.sign(flat)}$. One slope is thousands of times the other; the steps are the same.`,
  }),

  'left-uncorrected': derivation({
    title: 'The step that is too long',
    objectives: ['correction'],
    prompt: String.raw`Leave the correction out and $\varepsilon$ away. Now the first step, $D = -\eta\, m / \sqrt{v}$, is not $\eta$ long. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        g: 'positive',
        η: 'positive',
        β_1: 'unit',
        β_2: 'unit',
        m: { is: '(1 - β_1) g' },
        v: { is: '(1 - β_2) g^2' },
        D: { is: '-η m/sqrt(v)' },
      },
      steps: [
        {
          expr: 'D = -η [[(1 - β_1) g]]/sqrt((1 - β_2) g^2)',
          by: 'What the first memory holds after one step. (Let $g$ be positive.)',
        },
        {
          expr: '= -η [[(1 - β_1)/sqrt(1 - β_2)]]',
          by: 'The slope cancels again, but something is left.',
        },
      ],
    },
    hints: [
      'The memory starts at zero, so only the new part is there.',
      'The root of $g^2$ is $g$. What remains of numerator and denominator?',
    ],
    solution: md`$D = -\eta\, (1 - \beta_1)/\sqrt{1 - \beta_2}$. With the usual $\beta_1 = ${BETA1}$ and $\beta_2 = ${BETA2}$ that is more than three times $\eta$: too *long*, because the slow memory $v$ is still almost empty.`,
  }),

  'write-adam': code({
    title: 'Write Adam',
    objectives: ['per-weight', 'correction'],
    prompt: md`
\`slope(w)\` gives the slope of the cost at \`w\`. Write \`adam\`: it starts at \`w\`, takes \`steps\` steps with learning rate \`rate\`, and returns where it has arrived. Use $\beta_1 = ${BETA1}$, $\beta_2 = ${BETA2}$, and $\varepsilon = 10^{-8}$ outside the root.
    `,
    starter: `function adam(slope: (w: number) => number, w: number, rate: number, steps: number): number {
  let m = 0
  let v = 0
  for (let t = 1; t <= steps; t++) {
    const g = slope(w)
    ____
  }
  return w
}`,
    program: adamWith(`    const mHat = m / (1 - 0.9 ** t)
    const vHat = v / (1 - 0.999 ** t)
    w -= rate * mHat / (Math.sqrt(vHat) + 1e-8)
`),
    tests: [
      {
        id: 'downhill',
        name: 'it goes downhill',
        code: 'const w = adam((w) => 2 * w, 1, 0.1, 1)\nassert(w < 1, `From 1, where the slope of w² is 2, it goes to ${w}.`)',
        say: 'It does not move toward lower cost. What is the sign of the step, and is it a number at all?',
      },
      {
        id: 'first-step',
        name: 'the first step is as long as the learning rate',
        code: "assertClose(adam(() => 5, 1, 0.1, 1), 0.9, 'after one step on a slope of 5')\nassertClose(adam(() => -4, 1, 0.1, 1), 1.1, 'after one step on a slope of −4')",
        say: 'The first step is not as long as the rate. The memories begin at zero: is that corrected, and is the correction a *division*?',
      },
      {
        id: 'second-step',
        name: 'the second step is right, too',
        code: "import { Adam, tensor } from 'chainrule'\nconst p = tensor([1], { requiresGrad: true })\nconst optimizer = new Adam([p], { learningRate: 0.1 })\nfor (const g of [2, -1]) {\n  p.grad = tensor([g])\n  optimizer.step()\n}\nlet call = 0\nassertClose(adam(() => [2, -1][call++], 1, 0.1, 2), p.item(), 'after the slopes 2 and −1')",
        say: 'The first step is right, the second is not. Do both memories keep what they knew, and does the correction change with the step?',
      },
      {
        id: 'slope-anew',
        name: 'it finds the bottom of a parabola',
        code: 'const w = adam((w) => 2 * (w - 3), 0, 0.1, 500)\nassert(Math.abs(w - 3) < 0.01, `The minimum of (w − 3)² is at 3; after 500 steps it is at ${w}.`)',
        say: 'Single steps are right, but it does not arrive. At which weight is each slope taken?',
      },
    ],
    wrong: [
      {
        id: 'not-corrected',
        program: adamWith('    w -= rate * m / (Math.sqrt(v) + 1e-8)\n'),
        fails: 'first-step',
      },
      {
        id: 'multiplied',
        program: adamWith('    w -= rate * m * (1 - 0.9 ** t) / (Math.sqrt(v * (1 - 0.999 ** t)) + 1e-8)\n'),
        fails: 'first-step',
      },
      {
        id: 'same-correction-always',
        program: adamWith('    w -= rate * (m / 0.1) / (Math.sqrt(v / 0.001) + 1e-8)\n'),
        fails: 'second-step',
      },
      {
        id: 'uphill',
        program: adamWith(
          '    w += rate * (m / (1 - 0.9 ** t)) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)\n',
        ),
        fails: 'downhill',
      },
      {
        id: 'counted-from-zero',
        program: adamWith(
          '    w -= rate * (m / (1 - 0.9 ** (t - 1))) / (Math.sqrt(v / (1 - 0.999 ** (t - 1))) + 1e-8)\n',
        ),
        fails: 'downhill',
      },
    ],
    hints: [
      'Two memories first: `m = 0.9 * m + 0.1 * g`, and the same with `g * g` for `v`.',
      'Then divide each by one minus its β to the power of `t`, and step.',
    ],
    solution: md`
\`m = 0.9 * m + 0.1 * g\`, \`v = 0.999 * v + 0.001 * g * g\`, then \`w -= rate * (m / (1 - 0.9 ** t)) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)\`.
    `,
  }),

  'adam-in-order': order({
    title: 'One step of AdamW',
    objectives: ['per-weight'],
    prompt: 'Put the lines of one step of AdamW in order. One line does not belong.',
    blocks: [
      { id: 'gradient', text: 'compute the gradient $g$ of the loss', after: [] },
      {
        id: 'memory',
        text: 'mix it into both memories: $m \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g$ and $v \\leftarrow \\beta_2 v + (1 - \\beta_2)\\, g^2$',
        after: ['gradient'],
      },
      {
        id: 'correct',
        text: 'correct them: $\\hat m = m / (1 - \\beta_1^t)$ and $\\hat v = v / (1 - \\beta_2^t)$',
        after: ['memory'],
      },
      {
        id: 'step',
        text: 'move the weight: $w \\leftarrow w - \\eta\\lambda w - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\varepsilon)$',
        after: ['correct'],
      },
      {
        id: 'penalty',
        text: 'add the penalty to the gradient: $g \\leftarrow g + \\lambda w$',
        distractor: true,
        say: 'That is Adam with an L2 penalty: the decay would pass through $m$ and $v$ and be divided by $\\sqrt{\\hat v}$. What does the W in AdamW change?',
      },
    ],
    hints: [
      'Each line uses something that the line before has made.',
      'Where does the decay of AdamW act: on the gradient or on the weight?',
    ],
    solution:
      'Gradient, memories, corrections, step. The decay shortens the weight directly; it never becomes part of the gradient.',
  }),

  'scale-free': multi({
    title: 'Ten times the cost',
    objectives: ['per-weight'],
    prompt:
      'Somebody multiplies the whole cost by 10, for instance by taking a sum instead of a mean over ten examples. Learning rates stay. With $\\varepsilon = 0$, which optimizers take exactly the same path as before? Mark all.',
    options: [
      {
        id: 'sgd',
        text: 'SGD',
        correct: false,
        say: 'Its step is $\\eta$ times the gradient: ten times the gradient, ten times the step.',
      },
      {
        id: 'momentum',
        text: 'SGD with momentum',
        correct: false,
        say: 'It sums up gradients; ten times each of them is ten times the sum.',
      },
      {
        id: 'adagrad',
        text: 'Adagrad',
        correct: true,
        say: 'The slope and the root of the sum of squares both grow tenfold.',
      },
      {
        id: 'rmsprop',
        text: 'RMSprop',
        correct: true,
        say: 'The slope and the root of the mean square both grow tenfold.',
      },
      { id: 'adam', text: 'Adam', correct: true, say: '$\\hat m$ and $\\sqrt{\\hat v}$ both grow tenfold.' },
      {
        id: 'adamw',
        text: 'AdamW, its decay included',
        correct: true,
        say: 'Its decay acts on the weight and does not know the cost at all.',
      },
    ],
    check: () =>
      (
        [
          ['sgd', 'SGD', {}],
          ['momentum', 'SGD', { momentum: 0.9 }],
          ['adam', 'Adam', { eps: 0 }],
          ['adamw', 'Adam', { eps: 0, weightDecay: 0.01, weightDecayMode: 'decoupled' }],
        ] as const
      )
        .filter(([, name, options]) => {
          const [one, ten] = [1, 10].map((scale) => moved(name, [1], options, [0.3 * scale], [-0.2 * scale]))
          return Math.abs(one![0]! - ten![0]!) < 1e-12
        })
        .map(([id]) => id as string)
        // Slope over a root of squares: the scale cancels in both.
        .concat('adagrad', 'rmsprop')
        .toSorted((a, b) => OPTIMIZERS.indexOf(a) - OPTIMIZERS.indexOf(b)),
    shuffle: false,
    hints: ['Write 10g for g in each rule. What cancels?'],
    solution:
      'All four that divide by the root of squared gradients. That is convenient, and it is also why their learning rate means something else: roughly the length of a step.',
  }),

  'rate-of-the-notes': numeric({
    title: 'A learning rate that runs out',
    objectives: ['schedules'],
    params: (draw) => ({
      rate: draw.choice([0.02, 0.05, 0.1, 0.2, 0.5]),
      updates: draw.choice([40, 50, 80, 100]),
      at: draw.choice([120, 150, 200, 250, 300]),
    }),
    variants: 8,
    where: ({ rate, updates, at }) =>
      far(rate / (1 + (rate / updates) * at), rate * (1 - at / 50 / updates), rate * (1 - at / updates), 0),
    prompt: ({ rate, updates, at }) =>
      md`Somebody reads \`decay = lr/${updates}\` as “at each update, \`lr -= decay\`”, and starts with \`lr = ${rate}\`. Each epoch has 50 updates. What is \`lr\` after ${at} updates, if nothing stops it?`,
    answer: ({ rate, updates, at }) => rate * (1 - at / updates),
    check: ({ rate, updates, at }) => new SubtractiveLR(rate, { decay: rate / updates }).at(at),
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'stopped-at-zero',
        is: () => 0,
        say: 'Nothing in the rule stops it at zero. What does a subtraction do beyond that?',
      },
      {
        id: 'divided',
        is: ({ rate, updates, at }) => rate / (1 + (rate / updates) * at),
        say: 'That is what Keras made of the same number, dividing instead of subtracting. The question is about the subtraction.',
      },
      {
        id: 'per-epoch',
        is: ({ rate, updates, at }) => rate * (1 - at / 50 / updates),
        say: 'You subtracted once an epoch. It is subtracted at every update.',
      },
    ],
    hints: ['How much is subtracted in all?'],
    solution: ({ rate, updates, at }) =>
      md`$${rate} - ${at} \cdot \frac{${rate}}{${updates}} = ${sig(rate * (1 - at / updates), 4)}$. It is negative since update ${updates}: from there on the weights climb the loss.`,
  }),
})
