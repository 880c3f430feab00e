import { elementary, linear, matmul, sigmoid, softmax, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  fixed,
  md,
  multi,
  numeric,
  predictRun,
  target,
  tensor,
  tex,
} from 'chainrule/exercises'
import {
  ACTIVATIONS,
  evaluate,
  FACTS,
  type ActivationName,
} from '../../../components/activation-plot/model.ts'

const far = (...values: number[]): boolean =>
  values.every((value, i) => values.slice(i + 1).every((other) => Math.abs(value - other) > 0.02))

/** A mistaken value, where it cannot be taken for any of the others. */
const apart = (value: number, ...others: number[]): number | null =>
  others.every((other) => Math.abs(value - other) > 0.03 * Math.max(Math.abs(value), Math.abs(other), 1e-9))
    ? value
    : null

const rowsOf = (flat: ArrayLike<number>, columns: number): number[][] =>
  Array.from({ length: flat.length / columns }, (_, i) =>
    Array.from({ length: columns }, (_, j) => flat[i * columns + j]! + 0),
  )

const product = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)))

const sameMatrix = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): boolean =>
  a.join() === b.join()

const WORDS: Record<ActivationName, string> = {
  step: 'step',
  linear: 'linear',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  arctan: 'arctan',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  softplus: 'softplus',
  gelu: 'GELU',
}

/** The leak of PyTorch, and of this course. */
const LEAK = 0.01

/** The functions of the exercise by their formulas, apart from the engine's operations. */
const BY_HAND: Record<string, (z: number) => [number, number]> = {
  sigmoid: (z) => [1 / (1 + elementary.exp(-z)), elementary.exp(-z) / (1 + elementary.exp(-z)) ** 2],
  tanh: (z) => {
    const t = (elementary.exp(z) - elementary.exp(-z)) / (elementary.exp(z) + elementary.exp(-z))
    return [t, 1 - t * t]
  },
  arctan: (z) => [elementary.atan(z), 1 / (1 + z * z)],
  leakyRelu: (z) => (z > 0 ? [z, 1] : [LEAK * z, LEAK]),
}

interface Question {
  ask: string
  holds: (name: ActivationName) => boolean
  /** What decides it, of any of them. */
  why: (name: ActivationName) => string | ReturnType<typeof md>
}

const QUESTIONS: Question[] = [
  {
    ask: 'can hand a *negative* number to the next layer',
    holds: (name) => FACTS[name].range[0] < 0,
    why: (name) => `The values of this one fill ${interval(name)}.`,
  },
  {
    ask: 'is *bounded*: its values stay between two fixed numbers',
    holds: (name) => FACTS[name].range.every((end) => Number.isFinite(end)),
    why: (name) => `The values of this one fill ${interval(name)}.`,
  },
  {
    ask: 'is odd and so *centered on zero*: $f(-z) = -f(z)$',
    holds: (name) => FACTS[name].isZeroCentered,
    why: (name) => {
      const [left, right] = evaluate(name, [-1, 1]).value
      return md`At $z = -1$ this one is $${fixed(left!, 2)}$, at $z = 1$ it is $${fixed(right!, 2)}$. Are these opposite?`
    },
  },
]

/** The same three questions, answered by looking at values instead of at the facts. */
const byLooking: ((name: ActivationName) => boolean)[] = [
  (name) => evaluate(name, [-1, -0.5, -0.1]).value.some((value) => value < 0),
  (name) => evaluate(name, [-1e6, 1e6]).value.every((value) => Math.abs(value) < 10),
  (name) =>
    [0.3, 1, 2].every(
      (z) => Math.abs(evaluate(name, [z]).value[0]! + evaluate(name, [-z]).value[0]!) < 1e-12,
    ),
]

const SHOWN: ActivationName[] = ACTIVATIONS.filter((name) => name !== 'softplus' && name !== 'gelu')

const interval = (name: ActivationName): string => {
  const { range, reached } = FACTS[name]
  const end = (value: number) =>
    Math.abs(value) === Infinity
      ? `${value < 0 ? '-' : ''}\\infty`
      : Number.isInteger(value)
        ? String(value)
        : `${value < 0 ? '-' : ''}\\pi/2`
  return `$${reached[0] ? '[' : '('}${end(range[0])},\\ ${end(range[1])}${reached[1] ? ']' : ')'}$`
}

const TASKS = [
  { text: 'Whether a mail is spam: one number, to be read as a probability', kind: 'sigmoid' },
  {
    text: 'Which of ten digits a picture shows: ten numbers, to be read as probabilities of the ten',
    kind: 'softmax',
  },
  { text: 'The temperature at noon tomorrow in degrees Celsius: one number', kind: 'linear' },
  {
    text: 'Which of 40 topics a news text has; it may have several, or none: 40 numbers, to be read as one probability each',
    kind: 'sigmoid',
  },
  {
    text: 'Which of three species an iris belongs to: three numbers, to be read as probabilities of the three',
    kind: 'softmax',
  },
  { text: 'How much a share price will change, up or down, in cents: one number', kind: 'linear' },
] as const

const OUTPUTS = [
  { id: 'linear', text: 'none (linear)', about: 'hands on any number, of either sign and any size' },
  {
    id: 'sigmoid',
    text: 'a sigmoid on each output',
    about: 'makes of each number a probability of its own; several may be near 1 at once, or none',
  },
  {
    id: 'softmax',
    text: 'a softmax over all outputs',
    about: 'makes of all numbers together one distribution that sums to 1: one of several, exactly one',
  },
  {
    id: 'relu',
    text: 'ReLU',
    about: 'hands on zero for every negative sum, where its slope is zero too, and has no upper end',
  },
] as const

/** What the program of `dying` prints, or would print under a misunderstanding. */
function training(
  { b, rate, goal }: { b: number; rate: number; goal: number },
  how: 'relu' | 'slope-forgotten' | 'linear',
): string {
  const lines: number[] = []
  for (let i = 0; i < 4; i++) {
    const z = 2 + b
    const a = how === 'linear' ? z : Math.max(0, z)
    const slope = how === 'relu' ? (z > 0 ? 1 : 0) : 1
    b -= rate * (a - goal) * slope
    lines.push(a + 0)
  }
  return lines.join('\n')
}

/** How far the spread may change over four layers and still count as kept. */
const KEPT = { least: 0.8, most: 1.25 }

export default exercises({
  'two-layers-one': tensor({
    title: 'Two layers, one matrix',
    objectives: ['why-nonlinear'],
    params: (draw) => ({ first: draw.matrix(2, 2, [-2, 3], 1), second: draw.matrix(2, 2, [-2, 3], 1) }),
    where: ({ first, second }) => {
      const right = product(second, first)
      const others = [
        product(first, second),
        second.map((row, i) => row.map((value, j) => value * first[i]![j]!)),
        second.map((row, i) => row.map((value, j) => value + first[i]![j]!)),
      ]
      return (
        [...first, ...second].flat().every((value) => value !== 0) &&
        [right, ...others].every((a, i, all) => all.slice(i + 1).every((b) => !sameMatrix(a, b)))
      )
    },
    prompt: ({
      first,
      second,
    }) => md`Two layers have no activation function and no biases: $h = W_1 x$ and $y = W_2 h$, with

$$
W_1 = ${tex.matrix(first)} \qquad W_2 = ${tex.matrix(second)}
$$

Which single matrix $W$ gives the same $y = W x$ for every $x$?`,
    answer: ({ first, second }) => product(second, first),
    // Column by column: what the two layers make of (1, 0) and of (0, 1).
    check: ({ first, second }) => {
      const columns = [
        [1, 0],
        [0, 1],
      ].map((x) => linear(linear(array([x]), array(first)), array(second)).data)
      return [0, 1].map((row) => [columns[0]![row]! + 0, columns[1]![row]! + 0])
    },
    precision: 'exact',
    mistakes: [
      {
        id: 'wrong-order',
        is: ({ first, second }) => product(first, second),
        say: 'This applies the second layer first. The input meets $W_1$ first, so which matrix stands next to $x$?',
      },
      {
        id: 'elementwise',
        is: ({ first, second }) => second.map((row, i) => row.map((value, j) => value * first[i]![j]!)),
        say: 'These are products entry by entry. A row of $W_2$ meets a whole *column* of $W_1$: what do you do with the products then?',
      },
      {
        id: 'added',
        is: ({ first, second }) => second.map((row, i) => row.map((value, j) => value + first[i]![j]!)),
        say: 'That is the sum of the matrices: two layers side by side, not one after the other.',
      },
    ],
    hints: [
      '$y = W_2 (W_1 x) = (W_2 W_1) x$.',
      'The first entry of $W$ is the first row of $W_2$ times the first column of $W_1$.',
    ],
    solution: ({ first, second }) => md`$$
W = W_2 W_1 = ${tex.matrix(second)} ${tex.matrix(first)} = ${tex.matrix(rowsOf(matmul(array(second), array(first)).data, 2))}
$$`,
  }),

  'its-bias': numeric({
    title: 'And its bias',
    objectives: ['why-nonlinear'],
    params: (draw) => ({
      w1: draw.grid(-3, 3, 0.5),
      b1: draw.grid(-2, 2, 0.5),
      w2: draw.grid(-3, 3, 0.5),
      b2: draw.grid(-2, 2, 0.5),
    }),
    where: ({ w1, b1, w2, b2 }) =>
      [w1, b1, w2, b2].every((value) => value !== 0) &&
      Math.abs(w2) !== 1 &&
      far(w2 * b1 + b2, b1 + b2, b2, w1 * b2 + b1, b1 * b2),
    prompt: ({ w1, b1, w2, b2 }) =>
      md`Two linear neurons in a row: $h = ${w1} \cdot x + ${b1}$ and $y = ${w2} \cdot h + ${b2}$. Written as one neuron, $y = w x + b$: what is $b$?`,
    answer: ({ b1, w2, b2 }) => w2 * b1 + b2,
    // The bias is what comes out for an input of zero.
    check: ({ w1, b1, w2, b2 }) =>
      linear(linear(array([[0]]), array([[w1]]), array([b1])), array([[w2]]), array([b2])).item(),
    precision: { decimals: 2 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'added',
        is: ({ b1, b2 }) => b1 + b2,
        say: 'The first bias reaches the output only through the second neuron. What does that neuron do to whatever arrives?',
      },
      {
        id: 'last-only',
        is: ({ b2 }) => b2,
        say: 'That is the output when $h$ is zero. Is $h$ zero when $x$ is?',
      },
      {
        id: 'wrong-order',
        is: ({ w1, b1, b2 }) => w1 * b2 + b1,
        say: 'This exchanges the two neurons. Which of them comes last?',
      },
      {
        id: 'second-forgotten',
        is: ({ w1, b1, w2, b2 }) => apart(w2 * b1, w2 * b1 + b2, b1 + b2, b2, w1 * b2 + b1),
        say: 'That is what the first bias brings to the output. Does the second neuron add nothing of its own?',
      },
      {
        id: 'the-weight',
        is: ({ w1, b1, w2, b2 }) => apart(w1 * w2, w2 * b1 + b2, b1 + b2, b2, w1 * b2 + b1, w2 * b1),
        say: 'That is the weight $w$ of the one neuron. What does it give when $x$ is zero?',
      },
    ],
    hints: ['Put the first equation into the second.', 'What is $y$ when $x = 0$?'],
    solution: ({ w1, b1, w2, b2 }) =>
      md`$y = ${w2} \cdot (${w1} \cdot x + ${b1}) + ${b2} = ${w2 * w1} \cdot x + ${w2 * b1 + b2}$: the first bias is multiplied by the second weight, so $b = w_2 b_1 + b_2 = ${w2 * b1 + b2}$.`,
  }),

  'value-and-slope': tensor({
    title: 'Value and slope',
    objectives: ['compute-them'],
    params: (draw) => ({
      name: draw.choice(['sigmoid', 'tanh', 'arctan', 'leakyRelu'] as const),
      z: draw.grid(-2.5, 2.5, 0.25),
    }),
    derived: ({ name, z }) => ({ right: BY_HAND[name]!(z) }),
    where: ({ name, z }) => Math.abs(z) >= 0.5 && (name !== 'leakyRelu' || z < 0),
    prompt: ({ name, z }) =>
      md`What are value and slope of the ${WORDS[name]}${name === 'leakyRelu' ? md` (with a leak of ${LEAK})` : ''} at $z = ${z}$? Give both, as $(f(z),\ f'(z))$.`,
    answer: ({ right }) => right,
    check: ({ name, z }) => {
      // The engine's function, and a central difference of it.
      const [low, at, high] = evaluate(name, [z - 1e-6, z, z + 1e-6]).value
      return [at!, (high! - low!) / 2e-6]
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'slope-from-z',
        is: ({ name, z, right }) =>
          name === 'sigmoid' ? [right[0]!, z * (1 - z)] : name === 'tanh' ? [right[0]!, 1 - z * z] : null,
        say: 'The value is right. Into the formula for the slope goes the *output* of the function, not $z$.',
      },
      {
        id: 'slope-of-the-other',
        is: ({ name, right }) =>
          name === 'tanh'
            ? [right[0]!, right[0]! * (1 - right[0]!)]
            : name === 'sigmoid'
              ? [right[0]!, 1 - right[0]! ** 2]
              : null,
        say: 'The value is right, but this slope belongs to the other S-shaped function.',
      },
      {
        id: 'value-twice',
        is: ({ right }) => [right[0]!, right[0]!],
        say: 'Both numbers are the value. How much does the value move when $z$ moves a little?',
      },
      {
        id: 'plain-relu',
        is: ({ name }) => (name === 'leakyRelu' ? [0, 0] : null),
        say: 'That is the ReLU. What leaks through the leaky one when $z$ is negative?',
      },
      {
        id: 'slope-of-the-right',
        is: ({ name, right }) => (name === 'leakyRelu' ? [right[0]!, 1] : null),
        say: 'The value is right. The slope 1 is that of the right side; how steep is the line on the side where $z$ lies?',
      },
      {
        id: 'nothing-damped',
        is: ({ name, z }) => (name === 'leakyRelu' ? [z, 1] : null),
        say: 'That is what it does with a positive $z$. What becomes of a negative one?',
      },
    ],
    hints: [
      'First the value. For sigmoid and tanh, the slope follows from it.',
      ({ name }) =>
        ({
          sigmoid: "$\\sigma' = \\sigma (1 - \\sigma)$.",
          tanh: "$\\tanh' = 1 - \\tanh^2$.",
          arctan: "$\\arctan' = 1/(1 + z^2)$, and the value is an angle in radians.",
          leakyRelu: 'For negative $z$ the function is a straight line through the origin. How steep is it?',
        })[name],
    ],
    solution: ({ name, z, right }) =>
      md`At $z = ${z}$ the ${WORDS[name]} is $${fixed(right[0]!, 4)}$ and its slope is $${fixed(right[1]!, 4)}$.`,
  }),

  'tanh-by-sigmoid': expression({
    title: 'The tanh by the sigmoid',
    objectives: ['compute-them'],
    prompt: String.raw`Let $s = \sigma(2z)$. Write $\tanh z$ in terms of $s$ alone.`,
    symbols: { z: 'real', s: { is: 'σ(2 z)' } },
    answer: () => '2 s - 1',
    check: () => 'tanh(z)',
    forms: [{ only: ['s'] }],
    mistakes: [
      {
        id: 'shifted-only',
        is: () => 's - 1/2',
        say: 'This is centered on zero, as the tanh is. But its values end at one half. What else has to happen?',
      },
      {
        id: 'shifted-too-far',
        is: () => 's - 1',
        say: 'For $z = 0$ the tanh is zero and $s$ is one half. What does yours give?',
      },
      {
        id: 'stretched-only',
        is: () => '2 s',
        say: 'The height is right: from 0 to 2. Now it must move down.',
      },
    ],
    hints: [
      'The values of $s$ fill $(0, 1)$, those of the tanh $(-1, 1)$. How do you get from one interval to the other?',
      'Stretch first, then shift.',
    ],
    solution: String.raw`Twice as high and one lower: $\tanh z = 2s - 1 = 2\sigma(2z) - 1$. To check, multiply numerator and denominator of $\frac{e^z - e^{-z}}{e^z + e^{-z}}$ by $e^{-z}$: it becomes $\frac{1 - e^{-2z}}{1 + e^{-2z}} = \frac{2}{1 + e^{-2z}} - 1$.`,
  }),

  'which-of-them': multi({
    title: 'Which of them?',
    objectives: ['traits'],
    params: (draw) => ({ question: draw.integer(0, QUESTIONS.length - 1) }),
    variants: 2,
    prompt: ({ question }) => md`Mark every activation function that ${QUESTIONS[question]!.ask}.`,
    options: ({ question }) =>
      SHOWN.map((name) => ({
        id: name.toLowerCase().replace('relu', '-relu').replace(/^-/, ''),
        text: WORDS[name],
        correct: QUESTIONS[question]!.holds(name),
        say: QUESTIONS[question]!.why(name),
      })),
    check: ({ question }) =>
      SHOWN.filter((name) => byLooking[question]!(name)).map((name) =>
        name.toLowerCase().replace('relu', '-relu').replace(/^-/, ''),
      ),
    shuffle: false,
    hints: [
      'Sketch each curve, or look at it in the figure: where does it lie at the far left, at zero, at the far right?',
    ],
    solution: ({ question }) =>
      md`The ones that do: ${SHOWN.filter((name) => QUESTIONS[question]!.holds(name))
        .map((name) => WORDS[name])
        .join(', ')}.`,
  }),

  'tanh-slope-again': derivation({
    title: 'The slope of the tanh, once more',
    objectives: ['derive-slopes'],
    prompt: String.raw`You know that $t = \tanh z = 2s - 1$ with $s = \sigma(2z)$, and that the slope of the sigmoid is $\sigma(1 - \sigma)$. Derive $\mathrm{d}t/\mathrm{d}z$ from these alone, line by line, until only $t$ is left.`,
    derivation: {
      symbols: { z: 'real', s: { is: 'σ(2 z)' }, t: { is: '2 s - 1' } },
      steps: [
        { expr: 'dt/dz = 2 · ds/dz', by: 'The 1 has no slope.' },
        {
          expr: '= 2 · 2 s (1 - s)',
          by: 'The slope of the sigmoid, times the slope of what stands inside, $2z$.',
        },
        {
          expr: '= 4 · (1 + t)/2 · (1 - t)/2',
          by: 'From $t = 2s - 1$: $s = (1 + t)/2$ and $1 - s = (1 - t)/2$.',
        },
        { expr: '= 1 - t^2', by: 'Multiplied out.' },
      ],
    },
    forms: ['noDerivative', 'noPrime', { only: ['t'] }],
    hints: [
      String.raw`Begin with $\mathrm{d}t/\mathrm{d}z = 2\, \mathrm{d}s/\mathrm{d}z$. What is the slope of $\sigma(2z)$? Mind the 2 inside.`,
      'Solve $t = 2s - 1$ for $s$ to get rid of it.',
    ],
    solution: String.raw`$\frac{\mathrm{d}t}{\mathrm{d}z} = 2 \frac{\mathrm{d}s}{\mathrm{d}z} = 2 \cdot 2 s (1 - s) = 4 \cdot \frac{1 + t}{2} \cdot \frac{1 - t}{2} = 1 - t^2$`,
  }),

  'swish-slope': expression({
    title: 'A function that is not in the text',
    objectives: ['derive-slopes'],
    prompt: String.raw`The *swish* (PyTorch: SiLU) is $f(z) = z\, \sigma(z)$. Write its slope in terms of $z$ and $s = \sigma(z)$.`,
    symbols: { z: 'real', s: { is: 'σ(z)' }, f: { is: 'z σ(z)' } },
    answer: () => 's + z s (1 - s)',
    check: () => '∂f/∂z',
    also: () => ['s (1 + z (1 - s))'],
    forms: ['noDerivative', 'noPrime', { only: ['z', 's'] }],
    mistakes: [
      {
        id: 'only-the-sigmoid',
        is: () => 's (1 - s)',
        say: 'That is the slope of the sigmoid alone. Here it is multiplied by $z$, and both factors change when $z$ does.',
      },
      {
        id: 'second-term-only',
        is: () => 'z s (1 - s)',
        say: 'This lets the sigmoid change and holds the factor $z$ still. What does the other half of the product rule add?',
      },
      {
        id: 'first-term-only',
        is: () => 's',
        say: 'This lets the factor $z$ change and holds the sigmoid still. What does the other half of the product rule add?',
      },
    ],
    hints: ["The product rule: $(uv)' = u'v + uv'$.", 'With $u = z$ and $v = \\sigma(z)$.'],
    solution: String.raw`By the product rule, $f'(z) = 1 \cdot \sigma(z) + z \cdot \sigma(z) (1 - \sigma(z)) = s + z s (1 - s)$.`,
  }),

  'chain-of-sigmoids': numeric({
    title: 'A chain of sigmoids',
    objectives: ['saturation'],
    params: (draw) => ({ n: draw.integer(3, 6), w: draw.choice([0.5, 1.5, 2, 3]) }),
    variants: 8,
    where: ({ n, w }) => far((w / 4) ** n * 1000, 0.25 ** n * 1000, w ** n * 1000, ((n * w) / 4) * 1000),
    prompt: ({ n, w }) =>
      md`${n} sigmoid neurons stand in a row, each fed by the one before, and each with the weight ${w}. Every one of them sits where its slope is *largest*. How much does the last output move for each unit of the first input?`,
    answer: ({ n, w }) => (w / 4) ** n,
    check: ({ n, w }) => {
      // Biases that put every sum at zero; then the chain is nudged and followed by the engine.
      const follow = (x: number) => {
        let a = x
        for (let i = 0; i < n; i++) a = sigmoid(w * a - (i === 0 ? 0 : w / 2)).item()
        return a
      }
      const h = 1e-4
      return (8 * (follow(h) - follow(-h)) - (follow(2 * h) - follow(-2 * h))) / (12 * h)
    },
    precision: { sigfig: 2 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'no-weights',
        is: ({ n }) => 0.25 ** n,
        say: 'These are the slopes of the sigmoids. On its way the nudge also passes every weight.',
      },
      {
        id: 'no-slopes',
        is: ({ n, w }) => w ** n,
        say: 'These are the weights. How steep is a sigmoid at its steepest?',
      },
      {
        id: 'added',
        is: ({ n, w }) => (n * w) / 4,
        say: 'This adds the factors. A nudge that is quartered, and then quartered again: what is left of it?',
      },
      {
        id: 'one-weight',
        is: ({ n, w }) => apart(w / 4 ** n, (w / 4) ** n, 0.25 ** n, w ** n, (n * w) / 4),
        say: 'All slopes are in it, but only one weight. How many weights does the nudge pass?',
      },
      {
        id: 'one-slope',
        is: ({ n, w }) => apart(w ** n / 4, (w / 4) ** n, 0.25 ** n, w ** n, (n * w) / 4, w / 4 ** n),
        say: 'All weights are in it, but only one slope. How many sigmoids does the nudge pass?',
      },
    ],
    hints: [
      'Each neuron passes on its weight times its slope, and slopes of functions one inside the other multiply.',
      ({ w }) =>
        md`The steepest slope of the sigmoid is one quarter, so each neuron contributes a factor $${w} / 4$.`,
    ],
    solution: ({ n, w }) =>
      md`Each neuron multiplies the nudge by its weight and by its slope, at most one quarter: $(${w} \cdot \tfrac14)^{${n}} = ${fixed((w / 4) ** n, 6)}$. ${w > 3.9 ? '' : 'And that was the best case: anywhere else the slopes are smaller.'}`,
  }),

  'keep-the-spread': target({
    title: 'Keep the spread',
    objectives: ['saturation'],
    prompt:
      'Set the figure above to *ReLU*, and find a scale of the weights at which the activations of layer 5 are spread about as far as those of layer 1.',
    figure: 'activation-histograms',
    start: () => ({ activation: 'relu', scale: 1, seed: 1 }),
    goals: () => [
      {
        id: 'relu',
        measure: 'isRelu',
        atLeast: 1,
        text: 'the activation function is ReLU',
        say: 'The figure shows another activation function. Choose ReLU in its list.',
      },
      {
        id: 'kept',
        measure: 'spreadRatio',
        atLeast: KEPT.least,
        atMost: KEPT.most,
        text: md`the spread of layer 5 is between ${KEPT.least} and ${KEPT.most} times that of layer 1`,
        say: 'The spread still changes from layer to layer. Does it shrink or grow, and so: do the weights need to be larger or smaller?',
      },
    ],
    reached: () => ({ activation: 'relu', scale: Math.SQRT2, seed: 1 }),
    missed: [
      { id: 'xavier', state: () => ({ activation: 'relu', scale: 1, seed: 1 }), misses: 'kept' },
      { id: 'too-large', state: () => ({ activation: 'relu', scale: 2, seed: 1 }), misses: 'kept' },
      { id: 'tanh', state: () => ({ activation: 'tanh', scale: 3, seed: 1 }), misses: 'relu' },
    ],
    hints: [
      'At scale 1 the spread shrinks: ReLU throws half of everything away. What must the weights make up for?',
      'One of the two buttons under the figure is named after the person who worked this out.',
    ],
    solution:
      'About $\\sqrt 2$: ReLU halves the mean square of what arrives, so the mean square of the weights must be doubled. That is Kaiming He’s initialization.',
  }),

  'dead-below': numeric({
    title: 'Dead, whatever comes',
    objectives: ['dead-units'],
    params: (draw) => ({ w: draw.vector(3, [-4, 4], 0.5) }),
    where: ({ w }) => {
      const up = w.filter((value) => value > 0).reduce((sum, value) => sum + value, 0)
      const all = w.reduce((sum, value) => sum + value, 0)
      return (
        w.every((value) => value !== 0) &&
        w.filter((value) => value > 0).length === 2 &&
        far(-up, up, -all, all, -Math.max(...w), all - 2 * up)
      )
    },
    prompt: ({ w }) =>
      md`A ReLU neuron has the weights $w = ${w}$, and each of its three inputs lies between 0 and 1. What is the largest bias at which the neuron is *dead*, its sum never above zero?`,
    answer: ({ w }) => 0 - w.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
    check: ({ w }) => {
      // The sum is largest at a corner of the cube of inputs: try all eight.
      const corners = Array.from({ length: 8 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1])
      return 0 - Math.max(...corners.map((x) => linear(array([x]), array([[...w]])).item()))
    },
    // Every answer is a multiple of a half; nobody rounds on the way.
    precision: { close: { rtol: 0, atol: 0.001 } },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'sign',
        is: ({ w }) => w.filter((value) => value > 0).reduce((sum, value) => sum + value, 0),
        say: 'The size is right. Should the bias push the sum up or down?',
      },
      {
        id: 'all-weights',
        is: ({ w }) => -w.reduce((sum, value) => sum + value, 0),
        say: 'This takes all inputs to be 1. Is that the case in which the sum is largest? Look at the negative weight.',
      },
      {
        id: 'largest-weight',
        is: ({ w }) => -Math.max(...w),
        say: 'This leaves only one input at 1. Can two of them be 1 at once?',
      },
    ],
    hints: [
      'For which inputs is the sum as large as it can be?',
      'Inputs with positive weights at 1, the other at 0. The bias must cancel what is then the sum.',
    ],
    solution: ({ w }) =>
      md`The sum is largest when the inputs with positive weights are 1 and the other is 0: then $w \cdot x = ${w.filter((value) => value > 0).reduce((sum, value) => sum + value, 0)}$. A bias of $${-w.filter((value) => value > 0).reduce((sum, value) => sum + value, 0)}$ or less keeps it from ever rising above zero.`,
  }),

  dying: predictRun({
    title: 'One step too far',
    objectives: ['dead-units'],
    params: (draw) => ({
      b: draw.choice([0.5, 1, 1.5, 2, 3]),
      rate: draw.choice([2, 2.5, 3]),
      goal: draw.choice([0.25, 0.5, 1, 1.5]),
    }),
    variants: 4,
    where: (params) => {
      const told = (['relu', 'slope-forgotten', 'linear'] as const).map((how) => training(params, how))
      return 2 + params.b - params.rate * (2 + params.b - params.goal) < 0 && new Set(told).size === 3
    },
    prompt:
      'A ReLU neuron with one input learns its bias. Each pass computes the output `a`, prints it, and moves the bias against the slope of the squared error. The learning rate is rather large. What do the four lines print?',
    run: ({ b, rate, goal }) => ({
      kind: 'cell',
      code: `let b = ${b}
for (let i = 0; i < 4; i++) {
  const z = 1 * 2 + b
  const a = Math.max(0, z)
  const slope = z > 0 ? 1 : 0
  b -= ${rate} * (a - ${goal}) * slope
  console.log(a)
}`,
    }),
    ask: {
      kind: 'output',
      answer: ({ b, rate, goal }) => training({ b, rate, goal }, 'relu'),
      mistakes: [
        {
          id: 'slope-forgotten',
          is: ({ b, rate, goal }) => training({ b, rate, goal }, 'slope-forgotten'),
          say: 'You let the bias come back after the output fell to zero. By how much does it move when `slope` is zero?',
        },
        {
          id: 'no-relu',
          is: ({ b, rate, goal }) => training({ b, rate, goal }, 'linear'),
          say: 'These are the sums. What does `Math.max(0, z)` make of a negative one?',
        },
      ],
    },
    hints: [
      'Follow `b`, `z`, `a` and `slope` on paper, one pass after the other.',
      'What is `slope` once `z` is negative, and what does that do to the next step of `b`?',
    ],
    solution: ({ b, rate, goal }) =>
      md`The first pass prints ${2 + b} and moves the bias by $-${rate} \cdot (${2 + b} - ${goal}) = ${-rate * (2 + b - goal)}$, to ${b - rate * (2 + b - goal)}. Now the sum is negative, the output 0, the slope 0, and the bias never moves again. The error is still there; nothing reaches the parameter that could mend it.`,
  }),

  'count-dead': code({
    title: 'Count the dead',
    objectives: ['dead-units'],
    prompt: md`
Somebody hands you the activations of a ReLU layer as an array of rows, one row for each example and one column for each unit. Write \`countDead\`: how many units are zero for _every_ example?
    `,
    starter: 'function countDead(a) {\n  // a[n][u] is the activation of unit u for example n\n  ____\n}',
    program:
      'function countDead(a) {\n  let dead = 0\n  for (let u = 0; u < a[0].length; u++) {\n    if (a.every((row) => row[u] === 0)) dead++\n  }\n  return dead\n}',
    tests: [
      {
        id: 'some-dead',
        name: 'two of three units are dead',
        code: 'const got = countDead([[0, 1, 0], [0, 2, 0]])\nif (got !== 2) throw new Error(`countDead([[0, 1, 0], [0, 2, 0]]) is ${got}`)',
      },
      {
        id: 'sparse-is-alive',
        name: 'a unit that answers only once is alive',
        code: 'const got = countDead([[0, 0], [0, 3], [0, 0]])\nif (got !== 1) throw new Error(`countDead([[0, 0], [0, 3], [0, 0]]) is ${got}`)',
        say: 'The second unit answers one of the three examples. That is what sparse activations look like, and it can still learn.',
      },
      {
        id: 'more-examples',
        name: 'more examples than units, none dead',
        code: 'const got = countDead([[1, 0], [0, 1], [1, 1], [0, 2]])\nif (got !== 0) throw new Error(`countDead([[1, 0], [0, 1], [1, 1], [0, 2]]) is ${got}`)',
      },
    ],
    wrong: [
      {
        id: 'counts-zeros',
        program: 'function countDead(a) {\n  return a.flat().filter((v) => v === 0).length\n}',
        fails: 'some-dead',
      },
      {
        id: 'any-zero',
        program:
          'function countDead(a) {\n  return a[0].filter((_, u) => a.some((row) => row[u] === 0)).length\n}',
        fails: 'sparse-is-alive',
      },
      {
        id: 'first-example',
        program: 'function countDead(a) {\n  return a[0].filter((v) => v === 0).length\n}',
        fails: 'sparse-is-alive',
      },
    ],
    hints: [
      'Go through the columns, not through the rows.',
      md`
\`a.every((row) => row[u] === 0)\` asks one unit about all examples.
      `,
    ],
    solution: md`
For each unit \`u\`, ask whether \`a.every((row) => row[u] === 0)\`, and count the units for which it holds. Zeros alone say little: half of a healthy ReLU layer is zero at any moment.
    `,
  }),

  'output-for': choice({
    title: 'What goes on the output?',
    objectives: ['choose'],
    params: (draw) => ({ task: draw.choice([...TASKS]) }),
    variants: 6,
    prompt: ({ task }) =>
      md`A network is to answer: ${task.text}. Which activation belongs on its output layer?`,
    options: ({ task }) =>
      OUTPUTS.map(({ id, text, about }) => ({
        id,
        text,
        correct: id === task.kind,
        say:
          id === task.kind
            ? `That fits: it ${about}.`
            : `It ${about}. Does that fit what the output is to be read as?`,
      })),
    shuffle: false,
    hints: [
      'Ask what the numbers of the output must be able to be: any number, a probability each, or probabilities that together make 1?',
    ],
    solution: ({ task }) =>
      md`${OUTPUTS.find(({ id }) => id === task.kind)!.text}: it ${OUTPUTS.find(({ id }) => id === task.kind)!.about}.`,
  }),

  'softmax-of-three': tensor({
    title: 'Three sums, one distribution',
    objectives: ['choose'],
    params: (draw) => ({ z: draw.vector(3, [-2, 3], 0.5) }),
    where: ({ z }) => new Set(z).size === 3 && Math.abs(z.reduce((sum, value) => sum + value, 0)) > 0.4,
    prompt: ({ z }) =>
      md`The three neurons of a softmax layer have the sums $z = ${z}$. What are its three outputs?`,
    answer: ({ z }) => {
      const e = z.map((value) => elementary.exp(value))
      return e.map((value) => value / e.reduce((sum, other) => sum + other, 0))
    },
    // The engine's softmax, of sums that are all moved by the same number: that changes nothing.
    check: ({ z }) => Array.from(softmax(array(z.map((value) => value - 5)), -1).data),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'sigmoids',
        is: ({ z }) => z.map((value) => elementary.sigmoid(value)),
        say: 'That is a sigmoid for each neuron by itself. Add your three numbers: what should they sum to?',
      },
      {
        id: 'no-exponentials',
        is: ({ z }) => z.map((value) => value / z.reduce((sum, other) => sum + other, 0)),
        say: 'These shares sum to 1, but they are shares of the sums themselves; with a negative sum they stop being probabilities. What makes every number positive first?',
      },
      {
        id: 'not-divided',
        is: ({ z }) => z.map((value) => elementary.exp(value)),
        say: 'These are the exponentials. What must they be divided by, so that together they make 1?',
      },
      {
        id: 'hard',
        is: ({ z }) => z.map((value) => (value === Math.max(...z) ? 1 : 0)),
        say: 'That gives everything to the largest. The softmax is softer: every output gets a share. How large is that of the others?',
      },
    ],
    hints: [
      'First $e^z$ for each, then each divided by the sum of the three.',
      ({ z }) => md`The first exponential is $e^{${z[0]!}} = ${fixed(elementary.exp(z[0]!), 4)}$.`,
    ],
    solution: ({ z }) => {
      const e = z.map((value) => elementary.exp(value))
      const total = e.reduce((sum, value) => sum + value, 0)
      return md`The exponentials are $${tex.vector(e, 4)}$, together $${fixed(total, 4)}$. Divided: $${tex.vector(
        e.map((value) => value / total),
        4,
      )}$.`
    },
  }),
})
