import {
  bceLoss,
  elementary,
  mapeLoss,
  mseLoss,
  nllLoss,
  sigmoid,
  log as logOf,
  tensor as array,
} from 'chainrule'
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
  percent,
  sig,
  tensor,
} from 'chainrule/exercises'

const { log, sigmoid: sigma } = elementary

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) / 2]!
const squares = (p: readonly number[], y: readonly number[]): number[] =>
  p.map((value, i) => (value - y[i]!) ** 2)
const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), Math.abs(other), 0.05)),
  )

export default exercises({
  'cost-of-three': numeric({
    title: 'The cost of three predictions',
    objectives: ['loss-and-cost', 'regression-losses'],
    params: (draw) => ({ p: draw.vector(3, [-3, 5], 0.5), y: draw.vector(3, [-3, 5], 0.5) }),
    where: ({ p, y }) => {
      const errors = p.map((value, i) => value - y[i]!)
      const total = squares(p, y).reduce((a, b) => a + b)
      return (
        errors.every((e) => e !== 0 && Math.abs(e) <= 4) &&
        errors.some((e) => e > 0) &&
        errors.some((e) => e < 0) &&
        far(total / 3, total, total / 6, Math.sqrt(total / 3), mean(errors.map(Math.abs)), mean(errors) ** 2)
      )
    },
    prompt: ({ p, y }) =>
      md`A model predicts $\hat y = ${p}$ where the targets are $y = ${y}$. What is the mean squared error, without the factor ½?`,
    answer: ({ p, y }) => mean(squares(p, y)),
    check: ({ p, y }) => mseLoss([...p], [...y]).item(),
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'sum',
        is: ({ p, y }) => 3 * mean(squares(p, y)),
        say: 'That is the sum of the three losses. The cost asked for is their *mean*.',
      },
      {
        id: 'half',
        is: ({ p, y }) => mean(squares(p, y)) / 2,
        say: 'That is the cost with the factor ½. Both are in use; the question asks for the one without.',
      },
      {
        id: 'root',
        is: ({ p, y }) => Math.sqrt(mean(squares(p, y))),
        say: 'That is the *root* of the mean squared error, which is often reported because it has the unit of the target. Which step is one too many?',
      },
      {
        id: 'absolute',
        is: ({ p, y }) => mean(p.map((v, i) => Math.abs(v - y[i]!))),
        say: 'That is the mean *absolute* error. What happens to each error before the mean is taken?',
      },
      {
        id: 'mean-first',
        is: ({ p, y }) => mean(p.map((v, i) => v - y[i]!)) ** 2,
        say: 'You averaged the errors first and squared then. Errors of different sign cancel that way. Which comes first?',
      },
    ],
    hints: [
      'Three errors, three squares, one mean.',
      ({ p, y }) => md`The first error is $${p[0]!} - ${y[0]!}$. Its sign disappears in the square.`,
    ],
    solution: ({ p, y }) =>
      md`The squares are $${squares(p, y)}$, and their mean is $${fixed(mean(squares(p, y)), 4)}$.`,
  }),

  'three-losses': tensor({
    title: 'One prediction, three losses',
    objectives: ['regression-losses', 'percentage'],
    params: (draw) => ({ p: draw.grid(-2, 8, 0.5), y: draw.choice([-4, -2.5, -2, 1.5, 2, 2.5, 4, 5]) }),
    where: ({ p, y }) =>
      ![0, 0.5, 1, 2].includes(Math.abs(p - y)) && p !== 0 && Math.abs(p) !== Math.abs(y) && p < y,
    prompt: ({ p, y }) =>
      md`The target is $y = ${y}$, the prediction $\hat y = ${p}$. Give, in this order, the squared error without ½, the absolute error, and the absolute percentage error *in percent* (the number before the sign).`,
    answer: ({ p, y }) => [(p - y) ** 2, Math.abs(p - y), (100 * Math.abs(p - y)) / Math.abs(y)],
    check: ({ p, y }) => [
      mseLoss([p], [y]).item(),
      Math.sqrt(mseLoss([p], [y]).item()),
      mapeLoss([p], [y]).item(),
    ],
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'fraction',
        is: ({ p, y }) => [(p - y) ** 2, Math.abs(p - y), Math.abs(p - y) / Math.abs(y)],
        say: 'The last number is a fraction of 1. How many percent is that?',
      },
      {
        id: 'by-prediction',
        is: ({ p, y }) => [(p - y) ** 2, Math.abs(p - y), (100 * Math.abs(p - y)) / Math.abs(p)],
        say: 'You divided by the prediction. Percent of what?',
      },
      {
        id: 'signed',
        is: ({ p, y }) => [(p - y) ** 2, p - y, (100 * (p - y)) / y],
        say: 'Two of these carry a sign. What does *absolute* do to it?',
      },
      {
        id: 'half',
        is: ({ p, y }) => [(p - y) ** 2 / 2, Math.abs(p - y), (100 * Math.abs(p - y)) / Math.abs(y)],
        say: 'The first one has the factor ½ in it.',
      },
    ],
    hints: [
      'All three are made of the same error $\\hat y - y$.',
      'The third divides the absolute error by the size of the *target*, and multiplies by 100.',
    ],
    solution: ({ p, y }) =>
      md`The error is $${p} - ${y} = ${p - y}$. Its square is $${(p - y) ** 2}$, its size $${Math.abs(p - y)}$, and that is $${fixed((100 * Math.abs(p - y)) / Math.abs(y), 2)}$ percent of $${Math.abs(y)}$.`,
  }),

  'quadratic-in-what': choice({
    title: 'Quadratic in what?',
    objectives: ['regression-losses'],
    prompt:
      'A network with a hidden layer of sigmoids is trained on the mean squared error. Its cost, drawn over *one of the hidden weights*, is',
    options: [
      {
        id: 'any-shape',
        correct: true,
        text: 'a curve of some other shape: only over the *predictions* is it a parabola',
        say: 'Squared is the distance from prediction to target. Between the weight and the prediction lie sigmoids, so over the weight almost any shape is possible, with flat stretches and several valleys.',
      },
      {
        id: 'parabola',
        text: 'a parabola, because the error is squared',
        say: 'The square is taken of $\\hat y - y$. Is $\\hat y$ a straight line in that weight?',
      },
      {
        id: 'line',
        text: 'a straight line, because each weight enters a sum',
        say: 'The weight enters a sum, and then that sum goes through a sigmoid, through another sum, and the result is squared.',
      },
      {
        id: 'convex',
        text: 'not a parabola, but always one valley without flat parts',
        say: 'Far out on either side the sigmoid hardly moves any more. What does the cost do there?',
      },
    ],
    hints: [
      'Write the cost as a function of the prediction first. Then ask how the prediction depends on the weight.',
    ],
    solution:
      'Mean squared error is quadratic in the predictions. For a neuron *without* activation the prediction is a straight line in its weights, so there the cost is quadratic in the weights as well. With sigmoids in between it is not.',
  }),

  'small-target': numeric({
    title: 'A small target',
    objectives: ['percentage', 'loss-and-cost'],
    params: (draw) => ({
      big: draw.choice([50, 80, 100, 200]),
      small: draw.choice([0.01, 0.02, 0.05]),
      offBig: draw.choice([5, 10, 20]),
      offSmall: draw.choice([0.5, 1, 2]),
    }),
    where: ({ big, small, offBig, offSmall }) => {
      const [a, b] = [(100 * offBig) / big, (100 * offSmall) / small]
      return far((a + b) / 2, a + b, (a + b) / 200, (100 * (offBig + offSmall)) / (big + small), a)
    },
    prompt: ({ big, small, offBig, offSmall }) =>
      md`Two examples: the target ${big} is predicted as ${big + offBig}, the target ${small} as ${small + offSmall}. What is the mean absolute percentage error, in percent?`,
    answer: ({ big, small, offBig, offSmall }) => 50 * (offBig / big + offSmall / small),
    check: ({ big, small, offBig, offSmall }) =>
      mapeLoss([big + offBig, small + offSmall], [big, small]).item(),
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'fraction',
        is: ({ big, small, offBig, offSmall }) => 0.5 * (offBig / big + offSmall / small),
        say: 'That is a fraction of 1, not yet percent.',
      },
      {
        id: 'sum',
        is: ({ big, small, offBig, offSmall }) => 100 * (offBig / big + offSmall / small),
        say: 'You added the two percentages. The cost is their mean.',
      },
      {
        id: 'of-the-total',
        is: ({ big, small, offBig, offSmall }) => (100 * (offBig + offSmall)) / (big + small),
        say: 'You divided all errors by all targets. That is another measure. Here each error is divided by its own target first.',
      },
    ],
    hints: ['Compute the percentage of each example by itself, then take the mean.'],
    solution: ({ big, small, offBig, offSmall }) =>
      md`The two percentages are $${sig((100 * offBig) / big, 4)}$ and $${sig((100 * offSmall) / small, 4)}$; their mean is $${sig(50 * (offBig / big + offSmall / small), 4)}$. The example with the small target decides nearly alone.`,
  }),

  'best-number': tensor({
    title: 'One number for all',
    objectives: ['choose-a-loss'],
    params: (draw) => ({ values: draw.vector(4, [1, 6], 0.5), outlier: draw.integer(20, 60) }),
    where: ({ values, outlier }) => {
      const all = [...values, outlier]
      return (
        new Set(values).size === 4 &&
        Math.abs(median(all) - mean(values)) > 0.3 &&
        Math.abs((Math.min(...all) + outlier) / 2 - mean(all)) > 1
      )
    },
    prompt: ({ values, outlier }) =>
      md`A model may answer with *one number only*, the same for all five examples. Their targets are $${[...values, outlier]}$. Give the number of least mean squared error, then the number of least mean absolute error.`,
    answer: ({ values, outlier }) => [mean([...values, outlier]), median([...values, outlier])],
    check: ({ values, outlier }) => {
      // Brute force over a grid that contains both answers: steps of 0.05.
      const all = [...values, outlier]
      const grid = Array.from({ length: 1201 }, (_, k) => k / 20)
      const least = (cost: (y: number) => number) =>
        grid.reduce((best, y) => (cost(y) < cost(best) - 1e-9 ? y : best))
      return [
        least((y) => mean(all.map((t) => (y - t) ** 2))),
        least((y) => mean(all.map((t) => Math.abs(y - t)))),
      ]
    },
    precision: { close: { rtol: 0, atol: 0.051 } },
    calc: true,
    mistakes: [
      {
        id: 'exchanged',
        is: ({ values, outlier }) => [median([...values, outlier]), mean([...values, outlier])],
        say: 'These are the right two numbers, exchanged. Which loss feels a far-away target more?',
      },
      {
        id: 'mean-twice',
        is: ({ values, outlier }) => Array<number>(2).fill(mean([...values, outlier])),
        say: 'The mean is right for one of the two losses. For the other, only the *count* of targets on either side matters: why?',
      },
      {
        id: 'outlier-dropped',
        is: ({ values, outlier }) => [mean(values), median([...values, outlier])],
        say: 'The squared error may not leave the outlier out: it counts, with its square.',
      },
    ],
    hints: [
      'In the figure, the green triangle is the prediction of least cost. What is it for each loss?',
      'Absolute error: moving the answer a little to the right makes it worse for every target on the left and better for every target on the right, by the same amount each.',
    ],
    solution: ({ values, outlier }) =>
      md`Squared error is least at the mean, $${fixed(mean([...values, outlier]), 2)}$, which the outlier has pulled far out. Absolute error is least at the median, $${median([...values, outlier])}$: as many targets above as below.`,
  }),

  'confident-mistake': numeric({
    title: 'A confident mistake',
    variants: 6,
    objectives: ['cross-entropy'],
    params: (draw) => ({
      p: draw.choice([
        0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.8, 0.85, 0.9, 0.92, 0.95, 0.97, 0.98, 0.99,
      ]),
      y: draw.choice([0, 1]),
    }),
    where: ({ p, y }) => (y === 1) === p < 0.5,
    prompt: ({ p, y }) =>
      md`A classifier gives the probability ${p} to the class 1. The label is ${y}. What is the binary cross-entropy, with the natural logarithm?`,
    answer: ({ p, y }) => -log(y === 1 ? p : 1 - p),
    check: ({ p, y }) => bceLoss([p], [y]).item(),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'other-class',
        is: ({ p, y }) => -log(y === 1 ? 1 - p : p),
        say: 'That would be the loss if the label were the other one. Which probability did the classifier give to what *happened*?',
      },
      {
        id: 'squared',
        is: ({ p, y }) => (p - y) ** 2,
        say: 'That is the squared error. It never exceeds 1 here, however sure and wrong the classifier is.',
      },
      {
        id: 'linear',
        is: ({ p, y }) => Math.abs(p - y),
        say: 'That is the distance between probability and label. Where is the logarithm?',
      },
    ],
    hints: [
      'Only one of the two terms is left: the other is multiplied by zero.',
      ({ y }) =>
        md`With the label ${y} the loss is ${
          y === 1
            ? md`
$-\ln p$
              `
            : md`
$-\ln(1 - p)$
              `
        }.`,
    ],
    solution: ({ p, y }) =>
      md`The probability given to what happened is $${fixed(y === 1 ? p : 1 - p, 2)}$, and $-\ln ${fixed(y === 1 ? p : 1 - p, 2)} = ${fixed(-log(y === 1 ? p : 1 - p), 4)}$.`,
  }),

  'three-classes': numeric({
    title: 'Three classes',
    objectives: ['cross-entropy'],
    params: (draw) => ({
      p1: draw.grid(0.1, 0.6, 0.05),
      p2: draw.grid(0.1, 0.6, 0.05),
      c: draw.integer(1, 3),
    }),
    derived: ({ p1, p2 }) => ({ p: [p1, p2, Number((1 - p1 - p2).toFixed(2))] }),
    where: ({ p, c }) => {
      const logs = p.map((value) => -log(Math.max(value, 0.01)))
      return (
        p[2]! >= 0.1 &&
        far(
          ...logs,
          mean(logs),
          logs.reduce((a, b) => a + b),
          1 - p[c - 1]!,
          -log(1 - p[c - 1]!),
        )
      )
    },
    prompt: ({ p, c }) =>
      md`A classifier spreads its belief over three classes: $p = ${p}$. The example belongs to class ${c}, counted from 1. What is the categorical cross-entropy?`,
    answer: ({ p, c }) => -log(p[c - 1]!),
    check: ({ p, c }) => nllLoss(logOf([p]), [c - 1]).item(),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'all-classes',
        is: ({ p }) => p.reduce((total, value) => total - log(value), 0),
        say: 'You added the logarithms of all three. Two of them are multiplied by a zero of the one-hot target.',
      },
      {
        id: 'counted-from-zero',
        is: ({ p, c }) => (c < 3 ? -log(p[c]!) : null),
        say: 'That is the next class: classes are counted from 1 here.',
      },
      {
        id: 'complement',
        is: ({ p, c }) => -log(1 - p[c - 1]!),
        say: 'That is the logarithm of the probability of being in *another* class.',
      },
    ],
    hints: ['Write the target as $(0, 1, 0)$ or the like: which terms of $-\\sum_k y_k \\ln p_k$ are left?'],
    solution: ({ p, c }) =>
      md`Only the true class counts: $-\ln ${p[c - 1]!} = ${fixed(-log(p[c - 1]!), 4)}$. How the rest is spread over the other classes does not matter.`,
  }),

  'slope-for-the-bias': expression({
    title: 'The slope of the bias',
    objectives: ['slopes'],
    prompt: String.raw`For a linear neuron $\hat y = w x + b$ and one example, the loss is $L = (\hat y - y)^2$. Write $\partial L / \partial b$ in terms of $\hat y$ and $y$.`,
    symbols: { 'x, w, b, y': 'real', ŷ: { is: 'w x + b' }, L: { is: '(ŷ - y)^2' } },
    answer: () => '2 (ŷ - y)',
    check: () => '∂L/∂b',
    also: () => ['2 ŷ - 2 y'],
    forms: ['noDerivative', { only: ['ŷ', 'y'] }],
    mistakes: [
      {
        id: 'weight-instead',
        is: () => '2 (ŷ - y) x',
        say: 'That is the slope of the weight. How fast does $\\hat y$ grow with $b$?',
      },
      {
        id: 'wrong-way-round',
        is: () => '2 (y - ŷ)',
        say: 'Target minus prediction: this points the other way. What is the slope of $(\\hat y - y)^2$ when the prediction is above the target?',
      },
    ],
    hints: [
      'Outer slope times inner slope: first the square, then $\\hat y$.',
      'The bias stands alone in $w x + b$: its factor is 1.',
    ],
    solution: String.raw`The square gives $2(\hat y - y)$, and $\hat y$ moves exactly as far as $b$ does: $\partial L / \partial b = 2(\hat y - y)$.`,
  }),

  'slope-of-the-squared-error': derivation({
    title: 'The same neuron under squared error',
    objectives: ['slopes'],
    prompt: String.raw`Now the sigmoid neuron under $C = \frac12 (a - y)^2$. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        'x, w, b': { domain: [-2, 2] },
        y: 'unit',
        z: { is: 'w x + b' },
        a: { is: 'σ(z)' },
        C: { is: '1/2 (a - y)^2' },
      },
      steps: [
        { expr: '∂C/∂w = ∂C/∂a · [[∂a/∂z]] · ∂z/∂w', by: 'The same three slopes in a row.' },
        { expr: '= [[(a - y)]] · ∂a/∂z · ∂z/∂w', by: 'The slope of half a square.' },
        { expr: '= (a - y) · [[a (1 - a)]] · x', by: 'The sigmoid’s slope, and the sum’s.' },
      ],
    },
    hints: [
      'The first gap joins $\\partial C / \\partial a$ to $\\partial z / \\partial w$.',
      'Nothing divides by $a(1 - a)$ this time.',
    ],
    solution: String.raw`$\partial C / \partial w = (a - y)\, a(1 - a)\, x$. The factor $a(1-a)$ that cancels under cross-entropy stays here, and it is tiny whenever the neuron is sure, right or wrong.`,
  }),

  'how-many-times': numeric({
    title: 'How many times steeper?',
    objectives: ['slopes', 'cross-entropy'],
    params: (draw) => ({
      z: draw.choice([-5, -4, -3.5, -3, -2.5, 2.5, 3, 3.5, 4, 5]),
      y: draw.choice([0, 1]),
      x: draw.choice([0.5, 2, 3]),
    }),
    where: ({ z, y }) => (y === 1) === z < 0,
    prompt: ({ z, y, x }) =>
      md`A sigmoid neuron with input ${x} has the sum $z = ${z}$, and its target is ${y}. How many times larger is $\partial C / \partial w$ under cross-entropy than under the squared error with ½?`,
    answer: ({ z }) => 1 / (sigma(z) * (1 - sigma(z))),
    check: ({ z, y, x }) => {
      // Central differences of both costs in the weight, from a sum that is z.
      const h = 1e-4
      const at = (w: number) => sigmoid(array([w * x]))
      const slope = (cost: (w: number) => number) => (cost(z / x + h) - cost(z / x - h)) / (2 * h)
      return (
        slope((w) => bceLoss(at(w), [y]).item()) / slope((w) => mseLoss(at(w), [y], { half: true }).item())
      )
    },
    precision: { sigfig: 2 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'upside-down',
        is: ({ z }) => sigma(z) * (1 - sigma(z)),
        say: 'That is the ratio the other way round.',
      },
      {
        id: 'input-counted',
        is: ({ z, x }) => x / (sigma(z) * (1 - sigma(z))),
        say: 'The input is a factor of *both* slopes. What becomes of it in their ratio?',
      },
      {
        id: 'four',
        is: () => 4,
        say: 'Four is the ratio at $z = 0$, where the sigmoid is steepest. Here it is flatter.',
      },
    ],
    hints: [
      'Write both slopes down and divide: most factors cancel.',
      ({ z }) => md`$\sigma(${z}) = ${fixed(sigma(z), 5)}$.`,
    ],
    solution: ({ z }) =>
      md`$\dfrac{(a - y)x}{(a - y)\,a(1 - a)\,x} = \dfrac{1}{a(1 - a)} = ${sig(1 / (sigma(z) * (1 - sigma(z))), 3)}$ with $a = ${fixed(sigma(z), 5)}$.`,
  }),

  'pick-a-head': multi({
    title: 'Output and loss that fit',
    objectives: ['heads'],
    prompt: 'Which of these pairs of output and loss fit the task? Choose all that do.',
    options: [
      {
        id: 'price',
        correct: true,
        text: 'the price of a house: one linear output, mean squared error',
        say: 'A price may be any number: nothing should squeeze it into 0 … 1.',
      },
      {
        id: 'spam',
        correct: true,
        text: 'spam or not: one sigmoid output, binary cross-entropy',
        say: 'One probability, one yes-or-no label.',
      },
      {
        id: 'digit',
        correct: true,
        text: 'which of ten digits: ten outputs through a softmax, categorical cross-entropy',
        say: 'Exactly one of ten is right, so the ten probabilities must share one whole.',
      },
      {
        id: 'sigmoid-price',
        text: 'the temperature in degrees: one sigmoid output, mean absolute error',
        say: 'A sigmoid never leaves 0 … 1. Which temperatures could it answer?',
      },
      {
        id: 'tags',
        text: 'which of twenty tags a photo has, possibly several: a softmax over twenty, categorical cross-entropy',
        say: 'A softmax makes the tags compete for one whole. Two tags that are both present could never both be near 1. Twenty sigmoids, each with binary cross-entropy, can.',
      },
      {
        id: 'one-softmax',
        text: 'ill or healthy: *one* output through a softmax, binary cross-entropy',
        say: 'A softmax over one output divides a number by itself. What does it always answer?',
      },
    ],
    hints: [
      'Ask of each output: which numbers can it produce, and are these the numbers that the target can be?',
    ],
    solution:
      'Price, spam and digit fit. A sigmoid cannot answer 21 degrees; a softmax over tags allows only one; a softmax over a single output is always 1.',
  }),

  'write-cross-entropy': code({
    title: 'Write the cost',
    objectives: ['cross-entropy', 'loss-and-cost'],
    prompt: md`
Write the binary cross-entropy _cost_: the mean over all examples of $-(y \ln p + (1 - y) \ln(1 - p))$.
    `,
    starter: `function crossEntropy(p: number[], y: number[]): number {
  let total = 0
  for (let n = 0; n < p.length; n++) total += ____
  return ____
}`,
    program: `function crossEntropy(p: number[], y: number[]): number {
  let total = 0
  for (let n = 0; n < p.length; n++) total += -(y[n] * Math.log(p[n]) + (1 - y[n]) * Math.log(1 - p[n]))
  return total / p.length
}`,
    tests: [
      {
        id: 'not-negative',
        name: 'a cost is never negative',
        code: 'const c = crossEntropy([0.9, 0.2], [1, 0])\nassert(c > 0, `crossEntropy([0.9, 0.2], [1, 0]) gives ${c}.`)',
        say: 'The cost is negative. The logarithm of a probability is negative: which sign is in front of it?',
      },
      {
        id: 'no-class-counts',
        name: 'a label of 0 looks at 1 − p',
        code: "assert(crossEntropy([0.9], [0]) > crossEntropy([0.1], [0]), 'For the label 0, the prediction 0.9 must cost more than 0.1.')",
        say: 'For the label 0 a prediction near 1 should be expensive. What does your second term say?',
      },
      {
        id: 'mean',
        name: 'the same examples twice cost the same',
        code: "assertClose(crossEntropy([0.7, 0.7], [1, 1]), crossEntropy([0.7], [1]), 'two copies')",
        say: 'Two copies of one example should cost what one does. What is done to the total at the end?',
      },
      {
        id: 'like-the-engine',
        name: 'four examples agree with the engine',
        code: "import { bceLoss } from 'chainrule'\nconst [p, y] = [[0.9, 0.3, 0.55, 0.01], [1, 0, 1, 1]]\nassertClose(crossEntropy(p, y), bceLoss(p, y).item(), 'four examples')",
        say: 'Right so far, but not on four mixed examples. Does each probability meet its own label?',
      },
    ],
    wrong: [
      {
        id: 'no-minus',
        program:
          'function crossEntropy(p: number[], y: number[]): number {\n  let total = 0\n  for (let n = 0; n < p.length; n++) total += y[n] * Math.log(p[n]) + (1 - y[n]) * Math.log(1 - p[n])\n  return total / p.length\n}',
        fails: 'not-negative',
      },
      {
        id: 'yes-only',
        program:
          'function crossEntropy(p: number[], y: number[]): number {\n  let total = 0\n  for (let n = 0; n < p.length; n++) total += -y[n] * Math.log(p[n])\n  return total / p.length\n}',
        fails: 'no-class-counts',
      },
      {
        id: 'sum',
        program:
          'function crossEntropy(p: number[], y: number[]): number {\n  let total = 0\n  for (let n = 0; n < p.length; n++) total += -(y[n] * Math.log(p[n]) + (1 - y[n]) * Math.log(1 - p[n]))\n  return total\n}',
        fails: 'mean',
      },
    ],
    hints: [
      '`Math.log` is the natural logarithm. Mind the minus in front of the bracket.',
      'After the loop, divide by the number of examples, `p.length`.',
    ],
    solution: md`
Each turn adds \`-(y[n] * Math.log(p[n]) + (1 - y[n]) * Math.log(1 - p[n]))\`; at the end \`total / p.length\`.
    `,
  }),

  'never-sure': choice({
    title: 'Sure is expensive',
    objectives: ['cross-entropy', 'choose-a-loss'],
    params: (draw) => ({ share: draw.choice([0.6, 0.7, 0.75, 0.8, 0.9]) }),
    variants: 5,
    prompt: ({ share }) =>
      md`In ${percent(share, 0)} of the examples that look exactly alike the label is 1, in the others 0. A classifier must give them all the same probability $p$. Which $p$ costs least?`,
    options: ({ share }) => [
      {
        id: 'share',
        correct: true,
        text: md`${share} under cross-entropy, and ${share} under squared error`,
        say: 'Both are least at the mean of the labels, which is the share of ones. That is why they are trusted to teach probabilities.',
      },
      {
        id: 'majority',
        text: md`
1 under cross-entropy, because 1 is the more frequent label
        `,
        say: 'With $p = 1$ every example labeled 0 costs $-\\ln 0$: infinitely much.',
      },
      {
        id: 'half',
        text: 'one half under both, because nobody can be sure',
        say: 'One half is the safest single guess about a fair coin. These labels lean to one side.',
      },
      {
        id: 'absolute',
        text: md`${share} under absolute error, but 1 under cross-entropy`,
        say: 'It is the other way round: absolute error is least at the *majority* label, because a median of zeros and ones is one of them.',
      },
    ],
    check: ({ share }) => {
      const grid = Array.from({ length: 99 }, (_, k) => (k + 1) / 100)
      const least = (cost: (p: number) => number) =>
        grid.reduce((best, p) => (cost(p) < cost(best) ? p : best))
      const entropy = least((p) => bceLoss([p], [share]).item())
      const square = least((p) => share * (1 - p) ** 2 + (1 - share) * p ** 2)
      return entropy === share && square === share ? 'share' : 'majority'
    },
    hints: ['Choose *five labels* in the figure and drag the prediction to the green triangles.'],
    solution: ({ share }) =>
      md`The cost is $-(${share} \ln p + ${fixed(1 - share, 2)} \ln(1 - p))$, and its slope is zero where $p = ${share}$. Squared error is least at the mean, which is the same number. Absolute error would answer 1.`,
  }),
})
