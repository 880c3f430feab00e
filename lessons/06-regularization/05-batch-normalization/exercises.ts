import { BatchNorm1d, BatchNorm2d, batchNorm, grad, Linear, mul, sum, tensor as array } from 'chainrule'
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
  shape,
  sig,
  tensor,
} from 'chainrule/exercises'

const meanOf = (x: readonly number[]): number => x.reduce((total, value) => total + value, 0) / x.length
const varianceOf = (x: readonly number[], divisor = x.length): number => {
  const mean = meanOf(x)
  return x.reduce((total, value) => total + (value - mean) ** 2, 0) / divisor
}
const distinct = (...values: number[]): boolean =>
  values.every((value, i) =>
    values.slice(i + 1).every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), 0.2)),
  )
const listed = (values: readonly number[], decimals: number): string =>
  `(${values.map((value) => value.toFixed(decimals)).join(',\\ ')})`
/** Lists that differ from each other in some place by more than a slip of rounding. */
const distinctLists = (...lists: number[][]): boolean =>
  lists.every((list, i) =>
    lists.slice(i + 1).every((other) => list.some((value, k) => Math.abs(value - other[k]!) > 0.1)),
  )

/** The ways in which the column of `by-hand` is normalized, rightly and wrongly. */
const ways = ({ x, gamma, beta }: { x: readonly number[]; gamma: number; beta: number }) => {
  const [mean, variance] = [meanOf(x), varianceOf(x)]
  const each = (scale: number, from = mean, g = gamma, b = beta) =>
    x.map((value) => ((value - from) / scale) * g + b)
  return {
    right: each(Math.sqrt(variance)),
    unbiased: each(Math.sqrt(varianceOf(x, x.length - 1))),
    noRoot: each(variance),
    notCentered: each(Math.sqrt(variance), 0),
    plain: each(Math.sqrt(variance), mean, 1, 0),
  }
}

interface RunningDraw {
  x: readonly number[]
  old: number
  momentum: number
  isKeras: boolean
}
const runningAfter = ({ x, old, momentum }: RunningDraw, isNewShare: boolean, divisor: number): number => {
  const share = isNewShare ? momentum : 1 - momentum
  return (1 - share) * old + share * varianceOf(x, divisor)
}

/** For the tests: random batches of one feature, finite differences, and what each known mistake would give. */
const CHECKS = `const normChecks = (() => {
  const sum = (values) => values.reduce((total, value) => total + value, 0)
  const forward = ({ x, gamma, beta, eps }) => {
    const mean = sum(x) / x.length
    const s = Math.sqrt(sum(x.map((value) => (value - mean) ** 2)) / x.length + eps)
    return { s, mean, h: x.map((value) => (value - mean) / s), y: x.map((value) => (gamma * (value - mean)) / s + beta) }
  }
  // Any error whose slope at the outputs is g: the sum of g times y.
  const errorOf = (batch) => sum(forward(batch).y.map((value, k) => batch.g[k] * value))
  const draw = () => (Math.random() < 0.5 ? -1 : 1) * (0.4 + 2 * Math.random())
  const many = (n) => Array.from({ length: n }, draw)
  const batches = Array.from({ length: 40 }, (_, i) => {
    const n = 3 + (i % 4)
    return { x: many(n), g: many(n), gamma: draw(), beta: draw(), eps: 0.1 + 0.4 * Math.random() }
  })
  // Central differences, two of them combined so that the bend cancels too.
  const slopeOf = (f, h = 1e-3) => {
    const d = (k) => (f(k) - f(-k)) / (2 * k)
    return (4 * d(h / 2) - d(h)) / 3
  }
  const all = batches.map((batch) => {
    const { s, mean, h } = forward(batch)
    const { x, g } = batch
    const n = x.length
    const nudged = (i) => slopeOf((k) => errorOf({ ...batch, x: x.map((value, j) => (j === i ? value + k : value)) }))
    const right = {
      x: x.map((_, i) => nudged(i)),
      gamma: slopeOf((k) => errorOf({ ...batch, gamma: batch.gamma + k })),
      beta: slopeOf((k) => errorOf({ ...batch, beta: batch.beta + k })),
    }
    return { ...batch, n, s, mean, h, right, sumG: sum(g), sumGH: sum(g.map((value, k) => value * h[k])), sumGX: sum(g.map((value, k) => value * x[k])) }
  })
  const isClose = (a, b) => Math.abs(a - b) <= 1e-7 + 1e-5 * Math.abs(b)
  const areClose = (a, b) => (Array.isArray(b) ? Array.isArray(a) && a.length === b.length && b.every((value, i) => isClose(a[i], value)) : isClose(a, b))
  const answers = (backward) => all.map(({ x, g, gamma, eps }) => backward([...x], [...g], gamma, eps))
  // Whether on every batch the answer is what one of these mistakes gives.
  const isCaught = (given, name, mistakes) => mistakes.some((formula) => all.every((p, i) => areClose(given[i][name], formula(p))))
  return { all, answers, areClose, isCaught }
})()`

const slip = (id: string, name: string, part: string, mistakes: string, say: string) => ({
  id,
  name,
  code: `const given = normChecks.answers(backward)
assert(!normChecks.isCaught(given, '${part}', ${mistakes}), 'On 40 random batches the gradient of ${part} is what this mistake gives.')`,
  say,
})
const agrees = (id: string, part: string, name: string, say: string) => ({
  id,
  name,
  code: `const given = normChecks.answers(backward)
normChecks.all.forEach((p, i) => assert(normChecks.areClose(given[i].${part}, p.right.${part}), \`Batch \${i + 1}, \${p.n} examples: the gradient of ${part} is not what nudging gives.\`))`,
  say,
})

const HEAD = `function backward(x, g, gamma, eps) {
  const n = x.length
  const sum = (values) => values.reduce((total, value) => total + value, 0)
  const mean = sum(x) / n
  const s = Math.sqrt(sum(x.map((value) => (value - mean) ** 2)) / n + eps)
  const xhat = x.map((value) => (value - mean) / s)
`
const RIGHT = {
  beta: 'sum(g)',
  gamma: 'sum(g.map((value, k) => value * xhat[k]))',
  x: 'g.map((value, i) => (gamma / s) * (value - sum(g) / n - (xhat[i] * sum(g.map((one, k) => one * xhat[k]))) / n))',
}
const program = (part: Partial<typeof RIGHT> = {}): string => {
  const { beta, gamma, x } = { ...RIGHT, ...part }
  return `${HEAD}  return {
    beta: ${beta},
    gamma: ${gamma},
    x: ${x},
  }
}`
}
const GH = 'sum(g.map((one, k) => one * xhat[k]))'

/** The reader's own backward pass, judged by finite differences on random batches. */
const writeBackward = code({
  title: 'Write the backward pass',
  objectives: ['backward'],
  prompt: md`
One feature of a batch: \`x\` are its values, \`g[k]\` is $\partial E / \partial y_k$, the slope that comes back from whatever follows. The forward pass is there. Return the gradient of $E$ by \`beta\`, by \`gamma\`, and by each value of \`x\` (an array). It is compared with finite differences on 40 random batches of several sizes; the classic bugs are told by name.
  `,
  setup: CHECKS,
  starter: `${HEAD}  return {
    beta: ____,
    gamma: ____,
    x: g.map((value, i) => ____),
  }
}`,
  program: program(),
  tests: [
    {
      id: 'numbers',
      name: 'it returns a number, a number, and one number for each example',
      code: `normChecks.answers(backward).forEach((answer, i) => {
  const { x } = normChecks.all[i]
  assert(Number.isFinite(answer?.beta), \`beta is \${answer?.beta}.\`)
  assert(Number.isFinite(answer?.gamma), \`gamma is \${answer?.gamma}.\`)
  assert(Array.isArray(answer?.x) && answer.x.length === x.length, 'x is not an array with one entry for each example.')
  assert(answer.x.every(Number.isFinite), 'x holds something that is not a number.')
})`,
      say: 'Is every gap filled, and every name defined? $\\gamma$ and $\\beta$ have one gradient each, $x$ has one for each example.',
    },
    slip(
      'mean-for-sum',
      'β and γ collect from all examples: sums',
      'beta',
      '[(p) => p.sumG / p.n]',
      'You took the *mean* over the batch. $\\beta$ is added in every row, so the slopes of all rows add up. (If the error is a mean, its $1/n$ is in $g$ already.)',
    ),
    agrees(
      'beta',
      'beta',
      'beta agrees with nudging',
      'How does each $y_k$ change when $\\beta$ moves by one?',
    ),
    slip(
      'raw-for-normalized',
      'γ multiplies the normalized values',
      'gamma',
      '[(p) => p.sumGX, (p) => p.sumGX / p.n]',
      '**$x$ in place of $\\hat x$**: $\\gamma$ multiplies the normalized values, so these stand beside $g$.',
    ),
    agrees(
      'gamma',
      'gamma',
      'gamma agrees with nudging',
      'In $y_k = \\gamma \\hat x_k + \\beta$: what stands beside $\\gamma$? And all rows add up.',
    ),
    slip(
      'constant-statistics',
      'mean and variance depend on x, too',
      'x',
      '[(p) => p.g.map((value) => (p.gamma / p.s) * value), (p) => p.g.map((value) => value / p.s)]',
      '**Mean and variance are taken for constants.** That is the gradient in *evaluation* mode. In training every $x_i$ also moves the mean and the variance, and with them all other rows.',
    ),
    slip(
      'no-variance',
      'the way through the variance',
      'x',
      '[(p) => p.g.map((value) => (p.gamma / p.s) * (value - p.sumG / p.n))]',
      '**The way through the variance is missing**: the third term, with $\\hat x_i$ in it.',
    ),
    slip(
      'no-mean',
      'the way through the mean',
      'x',
      '[(p) => p.g.map((value, i) => (p.gamma / p.s) * (value - (p.h[i] * p.sumGH) / p.n))]',
      '**The way through the mean is missing**: the second term. Your gradients do not sum to zero, and they must: adding the same to all $x$ changes nothing.',
    ),
    slip(
      'sums-for-means',
      'one part in n',
      'x',
      '[(p) => p.g.map((value, i) => (p.gamma / p.s) * (value - p.sumG - p.h[i] * p.sumGH))]',
      '**Sums where means belong.** Each $x_i$ is only one part in $n$ of the mean and of the variance.',
    ),
    slip(
      'plus-for-minus',
      'what is subtracted forward is subtracted backward',
      'x',
      '[(p) => p.g.map((value, i) => (p.gamma / p.s) * (value + p.sumG / p.n + (p.h[i] * p.sumGH) / p.n)), (p) => p.g.map((value, i) => (p.gamma / p.s) * (value - p.sumG / p.n + (p.h[i] * p.sumGH) / p.n))]',
      'A **sign**: both corrections are subtracted. A larger mean or a larger variance makes the normalized values smaller.',
    ),
    slip(
      'no-gamma',
      'γ is on the way',
      'x',
      '[(p) => p.right.x.map((value) => value / p.gamma)]',
      'All is right but one factor: **$\\gamma$ is forgotten**. It stands between $\\hat x$ and $y$.',
    ),
    slip(
      'scale',
      'divided by the deviation, once',
      'x',
      '[(p) => p.right.x.map((value) => value * p.s), (p) => p.right.x.map((value) => value / p.s)]',
      'All is right but the scale: **divided by $s$ exactly once**, not by the variance, and not never.',
    ),
    agrees(
      'finite-differences',
      'x',
      'x agrees with finite differences on 40 random batches',
      'It is none of the classic bugs, but the numbers do not agree with those that nudging gives. Compare your line with the last line of the derivation, factor by factor.',
    ),
  ],
  wrong: [
    { id: 'one-for-all', program: program({ x: 'sum(g)' }), fails: 'numbers' },
    { id: 'mean-of-g', program: program({ beta: 'sum(g) / n' }), fails: 'mean-for-sum' },
    { id: 'beta-scaled', program: program({ beta: 'gamma * sum(g)' }), fails: 'beta' },
    {
      id: 'x-for-xhat',
      program: program({ gamma: 'sum(g.map((value, k) => value * x[k]))' }),
      fails: 'raw-for-normalized',
    },
    { id: 'gamma-averaged', program: program({ gamma: `${RIGHT.gamma} / n` }), fails: 'gamma' },
    {
      id: 'as-in-evaluation',
      program: program({ x: 'g.map((value) => (gamma / s) * value)' }),
      fails: 'constant-statistics',
    },
    {
      id: 'only-centered',
      program: program({ x: 'g.map((value) => (gamma / s) * (value - sum(g) / n))' }),
      fails: 'no-variance',
    },
    {
      id: 'only-scaled',
      program: program({ x: `g.map((value, i) => (gamma / s) * (value - (xhat[i] * ${GH}) / n))` }),
      fails: 'no-mean',
    },
    {
      id: 'sums',
      program: program({ x: `g.map((value, i) => (gamma / s) * (value - sum(g) - xhat[i] * ${GH}))` }),
      fails: 'sums-for-means',
    },
    {
      id: 'plus',
      program: program({
        x: `g.map((value, i) => (gamma / s) * (value - sum(g) / n + (xhat[i] * ${GH}) / n))`,
      }),
      fails: 'plus-for-minus',
    },
    {
      id: 'gamma-forgotten',
      program: program({ x: `g.map((value, i) => (1 / s) * (value - sum(g) / n - (xhat[i] * ${GH}) / n))` }),
      fails: 'no-gamma',
    },
    {
      id: 'by-the-variance',
      program: program({
        x: `g.map((value, i) => (gamma / s ** 2) * (value - sum(g) / n - (xhat[i] * ${GH}) / n))`,
      }),
      fails: 'scale',
    },
    {
      id: 'half-a-variance',
      program: program({
        x: `g.map((value, i) => (gamma / s) * (value - sum(g) / n - (xhat[i] * ${GH}) / (2 * n)))`,
      }),
      fails: 'finite-differences',
    },
  ],
  hints: [
    'β: add up `g`. γ: add up `g` times `xhat`.',
    'x: start with `value`, which is `g[i]`. Subtract the mean of `g`, and `xhat[i]` times the mean of `g` times `xhat`.',
    'All of it times `gamma / s`.',
  ],
  solution: md`
\`\`\`ts
beta: sum(g),
gamma: sum(g.map((value, k) => value * xhat[k])),
x: g.map((value, i) => (gamma / s) * (value - sum(g) / n - (xhat[i] * sum(g.map((one, k) => one * xhat[k]))) / n)),
\`\`\`

The two sums in the last line are the gradients of β and γ: compute them once and use them again, as libraries do.
  `,
})

export default exercises({
  'by-hand': tensor({
    title: 'One column by hand',
    objectives: ['normalize'],
    params: (draw) => ({
      x: draw.vector(4, [-3, 7], 1),
      gamma: draw.choice([2, 3, 0.5]),
      beta: draw.choice([1, -1, 5]),
    }),
    where: ({ x, gamma, beta }) =>
      varianceOf(x) > 0.6 && distinctLists(...Object.values(ways({ x, gamma, beta }))),
    prompt: ({ x, gamma, beta }) =>
      md`In a batch of four examples one feature has the values $${x}$. The layer is in training, with $\gamma = ${gamma}$, $\beta = ${beta}$ for this feature, and $\varepsilon = 0$. What comes out? (Two decimals.)`,
    answer: (p) => ways(p).right,
    check: ({ x, gamma, beta }) => {
      const rows = x.map((value) => [value])
      return Array.from(batchNorm(rows, null, null, [gamma], [beta], { training: true, eps: 1e-12 }).data)
    },
    precision: { decimals: 2 },
    calc: true,
    mistakes: [
      {
        id: 'unbiased',
        is: (p) => ways(p).unbiased,
        say: 'You divided the squared deviations by $n - 1$. The layer does not estimate anything here: it wants *these* numbers to have the variance 1.',
      },
      {
        id: 'no-root',
        is: (p) => ways(p).noRoot,
        say: 'You divided by the variance. What has the unit of $x$: the variance, or its root?',
      },
      {
        id: 'not-centered',
        is: (p) => ways(p).notCentered,
        say: 'The scale is right. What is subtracted first?',
      },
      {
        id: 'plain',
        is: (p) => ways(p).plain,
        say: 'That is $\\hat x$: mean 0, variance 1. The layer does one more thing before it hands the numbers on.',
      },
    ],
    hints: [
      ({ x }) =>
        md`The mean is $${fixed(meanOf(x), 2)}$. The variance is the mean of the squared deviations from it.`,
      'Subtract the mean, divide by the root of the variance; then times $\\gamma$, plus $\\beta$.',
    ],
    solution: ({ x, gamma, beta }) =>
      md`Mean $${fixed(meanOf(x), 2)}$, variance $${fixed(varianceOf(x), 4)}$, deviation $${fixed(Math.sqrt(varianceOf(x)), 4)}$. So $\hat x$ is $${listed(ways({ x, gamma, beta }).plain, 3)}$, and $${gamma}\,\hat x + ${beta < 0 ? `(${beta})` : beta}$ is $${listed(ways({ x, gamma, beta }).right, 2)}$.`,
  }),

  'whose-statistics': shape({
    title: 'How many means?',
    objectives: ['normalize'],
    params: (draw) => ({
      n: draw.choice([8, 16, 32]),
      c: draw.choice([3, 6, 12, 24]),
      h: draw.choice([5, 7, 10]),
      w: draw.choice([9, 14, 20]),
    }),
    prompt: ({ n, c, h, w }) =>
      md`Behind a convolution, batch normalization gets a tensor of shape (${n}, ${c}, ${h}, ${w}): examples, channels, rows, columns. What is the shape of its running mean?`,
    answer: ({ c }) => [c],
    check: ({ c }) => new BatchNorm2d(c).runningMean!.shape,
    mistakes: [
      {
        id: 'each-example',
        is: ({ n }) => [n],
        say: 'One mean for each example would be *another* normalization, and after training these examples are gone. What is shared by all examples?',
      },
      {
        id: 'each-example-and-channel',
        is: ({ n, c }) => [n, c],
        say: 'That is instance normalization: each example on its own. Here the batch is averaged over.',
      },
      {
        id: 'each-place',
        is: ({ c, h, w }) => [c, h, w],
        say: 'A mean for every pixel of every channel. The same kernel made all pixels of a channel: they are one feature, and are averaged over together with the batch.',
      },
    ],
    hints: ['What does one kernel of the convolution make: a pixel, an image, or a channel?'],
    solution: ({ n, c, h, w }) =>
      md`One mean for each channel: ($${c}$), each over $${n} \cdot ${h} \cdot ${w} = ${n * h * w}$ numbers. $\gamma$, $\beta$ and the running variance have the same shape.`,
  }),

  undo: expression({
    title: 'Undone',
    objectives: ['affine'],
    prompt: String.raw`A feature has mean $\mu$ and variance $v$ in the batch. With $\beta = \mu$, which $\gamma$ makes the layer give back its input, $y = x$? (The layer divides by the root of $v + \varepsilon$.)`,
    symbols: {
      x: 'real',
      μ: 'real',
      v: 'positive',
      ε: 'positive',
      h: { is: '(x - μ)/sqrt(v + ε)' },
    },
    answer: () => 'sqrt(v + ε)',
    check: () => '(x - μ)/h',
    forms: [{ only: ['v', 'ε'] }],
    mistakes: [
      {
        id: 'no-epsilon',
        is: () => 'sqrt(v)',
        say: 'Nearly. By what exactly was it divided?',
      },
      {
        id: 'variance',
        is: () => 'v + ε',
        say: 'That is the number under the root. The layer divides by the root itself.',
      },
      {
        id: 'divided-again',
        is: () => '1/sqrt(v + ε)',
        say: 'That divides once more. To undo a division, do what?',
      },
    ],
    hints: ['$y = \\gamma \\cdot (x - \\mu)/\\sqrt{v + \\varepsilon} + \\mu$ shall be $x$.'],
    solution: String.raw`$\gamma = \sqrt{v + \varepsilon}$: the layer *can* leave everything as it was, if that is best. Nothing that a network could compute is lost.`,
  }),

  'how-many-numbers': numeric({
    title: 'What is learned?',
    objectives: ['affine', 'running'],
    params: (draw) => ({ n: draw.choice([20, 32, 50, 64, 100]), m: draw.choice([8, 12, 30, 48]) }),
    prompt: ({ n, m }) =>
      md`A dense layer *without* biases leads from ${n} inputs to ${m} units; batch normalization follows. How many numbers of the two does the optimizer move?`,
    answer: ({ n, m }) => n * m + 2 * m,
    check: ({ n, m }) =>
      new Linear(n, m, { bias: false }).parameterCount() + new BatchNorm1d(m).parameterCount(),
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'running-too',
        is: ({ n, m }) => n * m + 4 * m,
        say: 'You counted running mean and variance as well. Does a gradient move them?',
      },
      {
        id: 'biases-too',
        is: ({ n, m }) => n * m + 3 * m,
        say: 'You counted biases. This layer has none, and would not need any: what would become of a bias when the mean is subtracted?',
      },
      {
        id: 'weights-only',
        is: ({ n, m }) => n * m,
        say: 'Those are the weights. Batch normalization has something to learn, too: two numbers for each unit.',
      },
    ],
    hints: ['Weights, and for each unit a scale and a shift. The running statistics are no parameters.'],
    solution: ({ n, m }) =>
      md`$${n} \cdot ${m} + 2 \cdot ${m} = ${n * m + 2 * m}$. The running mean and variance, another ${2 * m} numbers, are saved with the model but not learned: they follow the batches. Keras counts them as "non-trainable parameters", PyTorch as buffers.`,
  }),

  'two-conventions': numeric({
    title: 'The next running variance',
    objectives: ['running'],
    params: (draw) => ({
      x: draw.vector(3, [-4, 8], 1),
      old: draw.choice([1, 2, 4]),
      momentum: draw.choice([0.1, 0.2, 0.9, 0.8]),
      isKeras: draw.choice([false, true]),
    }),
    where: (p) =>
      varianceOf(p.x) > 1 &&
      distinct(
        runningAfter(p, false, 3),
        runningAfter(p, true, 3),
        runningAfter(p, false, 2),
        runningAfter(p, true, 2),
        varianceOf(p.x),
        varianceOf(p.x, 2),
      ),
    prompt: ({ x, old, momentum, isKeras }) =>
      md`In ${isKeras ? 'Keras' : 'PyTorch'} a batch normalization layer was made with \`momentum=${momentum}\`. The running variance of a feature is ${old}. Now a batch of three passes in training, with the values $${x}$ of this feature. What is the running variance afterwards? (Three significant figures.)`,
    answer: (p) => runningAfter(p, !p.isKeras, p.isKeras ? 3 : 2),
    check: ({ x, old, momentum, isKeras }) => {
      const running = array([old], { dtype: 'float64' })
      batchNorm(
        x.map((value) => [value]),
        array([0], { dtype: 'float64' }),
        running,
        null,
        null,
        {
          training: true,
          momentum,
          momentumConvention: isKeras ? 'keras' : 'pytorch',
          runningVariance: isKeras ? 'biased' : 'unbiased',
        },
      )
      return running.item()
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'other-momentum',
        is: (p) => runningAfter(p, p.isKeras, p.isKeras ? 3 : 2),
        say: 'The variance of the batch is right, but momentum is read as in the *other* library. Is it the weight of the new here, or of the old?',
      },
      {
        id: 'other-divisor',
        is: (p) => runningAfter(p, !p.isKeras, p.isKeras ? 2 : 3),
        say: 'Momentum is read rightly. The squared deviations are divided as in the *other* library: $n$ or $n - 1$?',
      },
      {
        id: 'both-others',
        is: (p) => runningAfter(p, p.isKeras, p.isKeras ? 2 : 3),
        say: 'That is what the *other* library would give, in both respects.',
      },
      {
        id: 'the-batch',
        is: ({ x, isKeras }) => varianceOf(x, isKeras ? 3 : 2),
        say: 'That is the variance of this batch. The running variance only moves towards it.',
      },
    ],
    hints: [
      'PyTorch: new = (1 − momentum) · old + momentum · batch, with $n - 1$. Keras: new = momentum · old + (1 − momentum) · batch, with $n$.',
    ],
    solution: (p) => {
      const { x, old, momentum, isKeras } = p
      const share = isKeras ? 1 - momentum : momentum
      const divisor = isKeras ? 3 : 2
      return md`The squared deviations sum to $${sig(varianceOf(x, 1), 5)}$; divided by ${divisor} that is $${sig(varianceOf(x, divisor), 5)}$. New: $${sig(1 - share, 2)} \cdot ${old} + ${sig(share, 2)} \cdot ${sig(varianceOf(x, divisor), 5)} = ${sig(runningAfter(p, !isKeras, divisor), 4)}$.`
    },
  }),

  'what-is-printed': predictRun({
    title: 'What does it print?',
    objectives: ['running', 'modes'],
    params: (draw) => ({ a: draw.choice([2, 6, 10, 14]), b: draw.choice([22, 26, 30, 34]) }),
    variants: 6,
    prompt: 'One pass in training, one in evaluation. What does this program print?',
    run: ({ a, b }) => ({
      kind: 'cell',
      code: `import { BatchNorm1d, tensor } from 'chainrule'\n\nconst layer = new BatchNorm1d(1, { momentum: 0.25 }) // PyTorch's convention\nlayer.train()\nlayer.forward(tensor([[${a}], [${b}]]))\nlayer.eval()\nlayer.forward(tensor([[1000], [2000]]))\nconsole.log(layer.runningMean.toArray()[0])`,
    }),
    ask: {
      kind: 'output',
      answer: ({ a, b }) => String((a + b) / 8),
      mistakes: [
        {
          id: 'evaluation-counted',
          is: ({ a, b }) => String(0.75 * ((a + b) / 8) + 0.25 * 1500),
          say: 'You let the pass in evaluation move the running mean as well. Evaluation only uses it.',
        },
        {
          id: 'other-convention',
          is: ({ a, b }) => String(0.75 * ((a + b) / 2)),
          say: 'That is momentum as the weight of the *old* mean. Read the comment.',
        },
        {
          id: 'mean-of-batch',
          is: ({ a, b }) => String((a + b) / 2),
          say: 'That is the mean of the batch. The running mean began at 0, and has moved only a part of the way.',
        },
      ],
    },
    hints: ['The running mean begins at 0. In PyTorch’s convention momentum is the weight of the batch.'],
    solution: ({ a, b }) =>
      md`The batch has the mean ${(a + b) / 2}: $${0.75} \cdot 0 + ${0.25} \cdot ${(a + b) / 2} = ${(a + b) / 8}$. The second pass is in evaluation and changes nothing, whatever is in it.`,
  }),

  'train-or-eval': multi({
    title: 'In which mode?',
    objectives: ['modes'],
    prompt: 'Mark what holds for a batch normalization layer in *evaluation*.',
    options: [
      {
        id: 'alone',
        correct: true,
        text: 'What an example gives does not depend on the other examples of the batch.',
        say: 'Only running statistics are used, and they are fixed.',
      },
      {
        id: 'one-example',
        correct: true,
        text: 'A batch of one example is no problem.',
        say: 'No mean over the batch is needed.',
      },
      {
        id: 'linear',
        correct: true,
        text: 'The layer is a fixed scale and shift for each feature, and could be folded into the layer before it.',
        say: 'With fixed mean and variance, $\\gamma (x - \\mu)/s + \\beta$ is a straight line in $x$.',
      },
      {
        id: 'exactly-normalized',
        text: 'The outputs have mean β and variance γ² over the batch.',
        say: 'That holds in *training*, where the batch’s own statistics are used (and nearly, because of ε). In evaluation this batch may lie anywhere.',
      },
      {
        id: 'no-grad',
        text: '`torch.no_grad()` is enough to get there.',
        say: '`no_grad` stops the recording of gradients. The layer would still use, *and update*, its statistics as in training; only `eval()` changes that.',
      },
    ],
    hints: ['Which numbers does the layer use in evaluation, and who may change them?'],
    solution:
      'In evaluation the layer uses its running statistics and leaves them alone: each example goes through the same straight line, alone or in company.',
  }),

  'batch-of-one': choice({
    title: 'The last batch',
    objectives: ['modes'],
    params: (draw) => ({ batch: draw.choice([10, 20, 25, 50]), full: draw.choice([4, 8, 12]) }),
    variants: 6,
    prompt: ({ batch, full }) =>
      md`In PyTorch you train a network with \`BatchNorm1d\` behind a dense layer on ${batch * full + 1} examples, in batches of ${batch}. What happens?`,
    options: ({ full }) => [
      {
        id: 'last-refused',
        correct: true,
        text: `${full} batches pass, and batch ${full + 1} stops with an error. Leaving it out (\`drop_last=True\`) helps.`,
        say: 'One example is left over, and in training one value for a feature has no variance.',
      },
      {
        id: 'nothing',
        text: 'Nothing special: the last batch of each epoch is smaller, that is all.',
        say: `How many examples are in the last one, and what is their variance?`,
      },
      {
        id: 'zeros',
        text: 'All goes through; for the last example of each epoch the layer gives out zeros.',
        say: 'Keras accepts a batch of one, and then gives β (which is 0 only at first). PyTorch does not accept it.',
      },
      {
        id: 'eval-for-it',
        text: 'The layer changes to its running statistics for the last batch.',
        say: 'A layer does not choose its mode. In training it uses the batch, whatever is in it.',
      },
    ],
    check: ({ batch, full }) => ((batch * full + 1) % batch === 1 ? 'last-refused' : 'nothing'),
    hints: [({ batch, full }) => md`$${batch * full + 1} = ${full} \cdot ${batch} + 1$.`],
    solution: ({ full }) =>
      md`${full} full batches, and one example is left: \`ValueError: Expected more than 1 value per channel when training\`. Leave that batch out, or choose another size. A last batch of *two* is accepted, and not much better: normalized, two values are always $+1$ and $-1$ (nearly, because of $\varepsilon$).`,
  }),

  'write-backward': writeBackward,

  'length-of-the-weights': derivation({
    title: 'What happens to the weights’ size?',
    objectives: ['invariance'],
    prompt: String.raw`Before the normalization stands a weight: $x_i = w u_i + b$ with $w > 0$. The $u_i$ have the mean $m$ and the variance $q$; those of $x$ are $\mu$ and $v$. Take $\varepsilon = 0$, and derive what $w$ and $b$ do to the normalized value. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        'i, k': { index: 'n' },
        u: { shape: '(n)' },
        w: { domain: 'positive' },
        b: {},
        m: { is: '1/n sum_k u_k' },
        q: { is: '1/n sum_k (u_k - m)^2' },
        x: { is: 'w u + b 1_n' },
        μ: { is: '1/n sum_k x_k' },
        v: { is: '1/n sum_k (x_k - μ)^2' },
      },
      steps: [
        {
          expr: '(x_i - μ)/sqrt(v) = (w u_i + b - [[(w m + b)]])/sqrt(v)',
          by: 'The mean of $w u_k + b$, in $w$, $m$ and $b$.',
        },
        {
          expr: '= (w (u_i - m))/sqrt([[w^2 q]])',
          by: 'The bias is gone already. The variance of $w u_k + b$, in $w$ and $q$.',
        },
        { expr: '= (u_i - m)/sqrt(q)', by: 'And $w$ is gone as well.' },
      ],
    },
    hints: [
      'A mean moves and stretches with its numbers: $w m + b$.',
      'Deviations are multiplied by $w$, so their squares by $w^2$.',
    ],
    solution: String.raw`$\mu = w m + b$ and $v = w^2 q$. What is left is $(u_i - m)/\sqrt{q}$: neither $b$ nor the size of $w$ can be seen behind the normalization. A bias in front of it learns nothing, and a penalty that makes $w$ smaller changes no output.`,
  }),

  'rate-of-the-weights': numeric({
    title: 'Twice as large, how much slower?',
    objectives: ['invariance'],
    params: (draw) => ({ a: draw.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]) }),
    variants: 4,
    prompt: ({ a }) =>
      md`All weights into a unit with batch normalization are multiplied by ${a} (with $\varepsilon = 0$). Every output stays what it was. One step of SGD changes these weights by $-\eta\, \partial E / \partial w$. By what factor is the *relative* change, $\lVert \eta\, \partial E / \partial w \rVert / \lVert w \rVert$, **smaller** than before?`,
    answer: ({ a }) => a * a,
    check: ({ a }) => {
      const u = array(
        [
          [1, -2],
          [0.5, 3],
          [2, 1],
          [-1, 0.5],
        ],
        { dtype: 'float64' },
      ) // (4, 2)
      const g = array([[0.3], [-1], [0.7], [0.4]], { dtype: 'float64' })
      const relative = (factor: number): number => {
        const w = array([0.8 * factor, -0.5 * factor], { dtype: 'float64', requiresGrad: true })
        const x = sum(mul(u, w), 1, { keepdim: true })
        const y = batchNorm(x, null, null, null, null, { training: true, eps: 1e-14 })
        const slopes = Array.from(grad(sum(mul(g, y)), [w])[0]!.data)
        return Math.hypot(...slopes) / Math.hypot(...Array.from(w.data))
      }
      return Math.round((relative(1) / relative(a)) * 1e6) / 1e6
    },
    precision: { sigfig: 3 },
    slips: [],
    mistakes: [
      {
        id: 'once',
        is: ({ a }) => a,
        say: 'By that factor the *gradient* is smaller. And the weights that it is compared with?',
      },
      {
        id: 'the-same',
        is: () => 1,
        say: 'The outputs are the same, but the slope is not: to change the output as much, a large weight must move further.',
      },
      {
        id: 'larger',
        is: ({ a }) => 1 / (a * a),
        say: 'You have it upside down: larger weights get *smaller* gradients here.',
      },
    ],
    hints: [
      'E as a function of $aw$ is E as a function of $w$. What does that say of the slopes?',
      ({ a }) =>
        md`The slope by $${a}w$ is $1/${a}$ of the slope by $w$; and the weights are ${a} times as large.`,
    ],
    solution: ({ a }) =>
      md`$E(${a} w) = E(w)$, so a step at $${a}w$ must be ${a} times as long for the same effect: the gradient is $1/${a}$ of what it was. Relative to weights ${a} times as large: $1/${a * a}$. Too large a step makes the weights grow, and the next steps turn them less: the layer tunes its own learning rate.`,
  }),

  'what-the-noise-shows': choice({
    title: 'What did the noise show?',
    objectives: ['evidence'],
    prompt:
      'Santurkar and others (2018) put random noise behind batch normalization, anew in every step, so that what arrives at each layer moves *more* than without any normalization. The network learned about as fast as with batch normalization alone. What follows?',
    options: [
      {
        id: 'not-the-cause',
        correct: true,
        text: 'That moving distributions alone cannot be what slows the plain network down.',
        say: 'Here they move, and it learns quickly all the same. What *does* help is a further question.',
      },
      {
        id: 'smoothness-proved',
        text: 'That batch normalization helps because it makes the loss smoother.',
        say: 'That is the story which the paper goes on to support with *other* measurements and theorems. This experiment speaks against one cause; it names no other.',
      },
      {
        id: 'no-shift',
        text: 'That there is no internal covariate shift in networks.',
        say: 'There is: it was even made larger on purpose. The question is whether it does harm.',
      },
      {
        id: 'noise-helps',
        text: 'That the noise is what makes the network learn quickly.',
        say: 'It learned about as fast as without the noise.',
      },
    ],
    hints: ['What was changed, what stayed the same? Which explanation would have predicted otherwise?'],
    solution:
      'If the shift were the cause, putting it back should undo the gain. It did not. That speaks against one explanation, and proves no other.',
  }),
})
