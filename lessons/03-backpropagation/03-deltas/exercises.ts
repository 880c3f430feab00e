import { grad, mul, sigmoid, sub, sum, tensor as array } from 'chainrule'
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
  order,
  predictRun,
  sig,
  target,
  tensor,
} from 'chainrule/exercises'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.03 * Math.max(Math.abs(value), Math.abs(other), 0.01)),
  )

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
const dot = (a: readonly number[], b: readonly number[]): number => total(a.map((value, i) => value * b[i]!))

/** The sum that gives a sigmoid unit this activation. */
const logit = (a: number): number => Math.log(a / (1 - a))

/** The network of the figure under which the published error comes out, and the digits as they are printed. */
const PRINTED = 0.291027924

const FORWARD = `  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
  const layer = (W: number[][], b: number[], input: number[]) =>
    W.map((row, i) => sigmoid(row.reduce((sum, w, j) => sum + w * input[j], b[i])))
  const h = layer(net.W1, net.b1, x)
  const a = layer(net.W2, net.b2, h)
`

const HEAD = 'function backward(net: Net, x: number[], t: number[]): Net {\n'

interface Parts {
  deltaA?: string
  before?: string
  deltaH?: string
  W1?: string
  W2?: string
}

/** The backward pass, with any part of it exchanged. */
const program = ({
  deltaA = 'a.map((ak, k) => (ak - t[k]) * ak * (1 - ak))',
  before = '',
  deltaH = 'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))',
  W1 = 'deltaH.map((d) => x.map((xi) => d * xi))',
  W2 = 'deltaA.map((d) => h.map((hj) => d * hj))',
}: Parts = {}): string =>
  `${HEAD}${FORWARD}  const deltaA = ${deltaA}\n${before}  const deltaH = ${deltaH}\n  return { W1: ${W1}, b1: deltaH, W2: ${W2}, b2: deltaA }\n}`

/**
 * Random networks, their error, and its slopes by central differences: nothing here knows of deltas. The error of the
 * differences is about 1e-10, the tests ask for 1e-7.
 */
const setup = `import { rng } from 'chainrule'

interface Net { W1: number[][]; b1: number[]; W2: number[][]; b2: number[] }

const numbers = (random, count, scale = 2) => Array.from({ length: count }, () => scale * (random.uniform() - 0.5))

function example(seed: number, inputs: number, hidden: number, outputs: number) {
  const random = rng(seed)
  const net = {
    W1: Array.from({ length: hidden }, () => numbers(random, inputs)),
    b1: numbers(random, hidden),
    W2: Array.from({ length: outputs }, () => numbers(random, hidden)),
    b2: numbers(random, outputs),
  }
  return { net, x: numbers(random, inputs, 4), t: Array.from({ length: outputs }, () => random.uniform()) }
}

function errorOf(net: Net, x: number[], t: number[]): number {
  const through = (W, b, input) =>
    W.map((row, i) => 1 / (1 + Math.exp(-row.reduce((sum, w, j) => sum + w * input[j], b[i]))))
  const a = through(net.W2, net.b2, through(net.W1, net.b1, x))
  return a.reduce((sum, ak, k) => sum + (t[k] - ak) ** 2 / 2, 0)
}

function slopesOf(net: Net, x: number[], t: number[]): Net {
  const copy = JSON.parse(JSON.stringify(net))
  const each = (list) =>
    list.map((value, i) => {
      if (Array.isArray(value)) return each(value)
      const at = (by) => {
        list[i] = value + by
        const error = errorOf(copy, x, t)
        list[i] = value
        return error
      }
      return (at(1e-5) - at(-1e-5)) / 2e-5
    })
  return { W1: each(copy.W1), b1: each(copy.b1), W2: each(copy.W2), b2: each(copy.b2) }
}

const SIZES = [[2, 2, 2], [3, 2, 4], [2, 4, 3], [4, 3, 2]]`

/** As many outputs as hidden units: what is asked of the outputs must not stumble over transposed weights. */
const SQUARE = '[[2, 2, 2], [3, 4, 4], [4, 3, 3]]'

/** A test over random networks of four sizes. */
const onRandom = (what: string, part: string, sizes = 'SIZES'): string => `let seed = 1
for (const [inputs, hidden, outputs] of ${sizes}) {
  const { net, x, t } = example(seed++, inputs, hidden, outputs)
  assertClose(backward(net, x, t).${part}, slopesOf(net, x, t).${part}, '${what}', 1e-7)
}`

/** The reader's own backward pass, judged by finite differences on random networks. */
const writeBackward = code({
  title: 'Write the backward pass',
  objectives: ['output', 'hidden', 'gradients'],
  prompt: md`
A network \`net\` has the weights \`W1[j][i]\` and biases \`b1[j]\` of its hidden units and \`W2[k][j]\`, \`b2[k]\` of its outputs: row by row, one row for each unit. All units are sigmoids, $E = \frac12 \sum_k (t_k - a_k)^2$. The forward pass is there. Write the backward pass: the gradient of $E$ by every weight and bias, in the same form as \`net\`. It is compared with finite differences on random networks of several sizes.
  `,
  setup,
  starter: `${HEAD}${FORWARD}  const deltaA = a.map((ak, k) => ____)
  const deltaH = h.map((hj, j) => ____)
  return {
    W1: deltaH.map((d) => x.map((xi) => ____)),
    b1: deltaH,
    W2: deltaA.map((d) => h.map((hj) => ____)),
    b2: deltaA,
  }
}`,
  program: program(),
  tests: [
    {
      id: 'untouched',
      name: 'the network is left as it is',
      code: `const { net, x, t } = example(7, 2, 2, 2)
const before = JSON.stringify(net)
backward(net, x, t)
assert(JSON.stringify(net) === before, 'After the call the weights are not what they were.')`,
      say: 'Your function moves weights while it computes. Whatever is computed afterwards then uses *updated* weights, and is no gradient. Compute everything first; moving is somebody else’s work.',
    },
    {
      id: 'downhill',
      name: 'the signs of the output biases: against the gradient, the error falls',
      code: `for (let seed = 1; seed < 6; seed++) {
  const { net, x, t } = example(seed, 2, 1, 1)
  const moved = { ...net, b2: net.b2.map((b, k) => b - 0.001 * backward(net, x, t).b2[k]) }
  assert(errorOf(moved, x, t) < errorOf(net, x, t), 'A small step against the gradient of b2 makes the error larger.')
}`,
      say: 'Target minus output, or output minus target? A gradient points where the error *grows*.',
    },
    {
      id: 'output-deltas',
      name: 'b2: the deltas of the outputs',
      code: onRandom('b2', 'b2', SQUARE),
      say: 'The direction is right, the size is not. Is the slope of the sigmoid in it, once, and no factor 2?',
    },
    {
      id: 'output-weights',
      name: 'W2: delta times activation',
      code: onRandom('W2', 'W2', SQUARE),
      say: 'The deltas of the outputs are right. What does a weight of the second layer carry, and where does it lead?',
    },
    {
      id: 'one-child',
      name: 'b1, where every hidden unit has one child',
      code: onRandom('b1', 'b1', '[[2, 1, 1], [2, 3, 1], [3, 2, 1]]'),
      say: 'Even with a single output the deltas of the hidden units are off. They need the weight on the way, `net.W2[k][j]`, and the slope of the sigmoid *at the hidden unit*.',
    },
    {
      id: 'all-children',
      name: 'b1, where every hidden unit has several children',
      code: onRandom('b1', 'b1'),
      say: 'With one output it is right, with several it is not. Every child sends its own delta through its own weight; what becomes of what they send?',
    },
    {
      id: 'input-weights',
      name: 'W1: delta times input',
      code: onRandom('W1', 'W1'),
      say: 'All deltas are right. What does a weight of the first layer carry?',
    },
  ],
  wrong: [
    {
      id: 'sign',
      program: program({ deltaA: 'a.map((ak, k) => (t[k] - ak) * ak * (1 - ak))' }),
      fails: 'downhill',
    },
    {
      id: 'no-output-slope',
      program: program({ deltaA: 'a.map((ak, k) => ak - t[k])' }),
      fails: 'output-deltas',
    },
    {
      id: 'two-left',
      program: program({ deltaA: 'a.map((ak, k) => 2 * (ak - t[k]) * ak * (1 - ak))' }),
      fails: 'output-deltas',
    },
    {
      id: 'error-summed-first',
      program: program({
        deltaA: 'a.map((ak) => a.reduce((sum, al, l) => sum + al - t[l], 0) * ak * (1 - ak))',
      }),
      fails: 'output-deltas',
    },
    {
      id: 'weights-for-activations',
      program: program({ W2: 'deltaA.map((d, k) => net.W2[k].map((w) => d * w))' }),
      fails: 'output-weights',
    },
    {
      id: 'no-hidden-slope',
      program: program({
        deltaH: 'h.map((hj, j) => deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'slope-of-the-child',
      program: program({
        deltaH:
          'h.map((hj, j) => deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d * a[k] * (1 - a[k]), 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'transposed',
      program: program({
        deltaH: 'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[j][k] * d, 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'first-child',
      program: program({ deltaH: 'h.map((hj, j) => hj * (1 - hj) * net.W2[0][j] * deltaA[0])' }),
      fails: 'all-children',
    },
    {
      id: 'mean-of-children',
      program: program({
        deltaH:
          'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0) / a.length)',
      }),
      fails: 'all-children',
    },
    {
      id: 'updated-weights',
      program: program({
        before: '  deltaA.forEach((d, k) => h.forEach((hj, j) => { net.W2[k][j] -= 0.5 * d * hj }))\n',
      }),
      fails: 'untouched',
    },
    {
      id: 'hidden-for-inputs',
      program: program({ W1: 'deltaH.map((d, j) => x.map(() => d * h[j]))' }),
      fails: 'input-weights',
    },
  ],
  hints: [
    'Output deltas first: difference to the target, times `ak * (1 - ak)`.',
    'Hidden unit `j` hears from every output `k`, through `net.W2[k][j]`. A `reduce` over `deltaA` adds that up.',
    'Each weight: delta of the unit it leads to, times what it carries.',
  ],
  solution: md`
\`\`\`ts
const deltaA = a.map((ak, k) => (ak - t[k]) * ak * (1 - ak))
const deltaH = h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))
\`\`\`

The weights: \`d * xi\` in the first layer, \`d * hj\` in the second. Biases have the deltas themselves.
  `,
})

export default exercises({
  'delta-of-an-output': numeric({
    title: 'The delta of an output',
    objectives: ['output'],
    params: (draw) => ({
      a: draw.choice([0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85]),
      t: draw.choice([0, 0.1, 0.9, 1]),
    }),
    where: ({ a, t }) => far((a - t) * a * (1 - a), (t - a) * a * (1 - a), a - t, 2 * (a - t) * a * (1 - a)),
    prompt: ({ a, t }) =>
      md`A sigmoid output answers $a = ${a}$, the target is $t = ${t}$, the error $E = \frac12 (t - a)^2$. What is the delta of this output, $\delta = \partial E / \partial z$?`,
    answer: ({ a, t }) => (a - t) * a * (1 - a),
    check: ({ a, t }) => {
      const z = array(logit(a), { dtype: 'float64', requiresGrad: true })
      const difference = sub(t, sigmoid(z))
      return grad(mul(0.5, mul(difference, difference)), [z])[0]!.item()
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'turned-around',
        is: ({ a, t }) => (t - a) * a * (1 - a),
        say: 'The size is right. If the output is too high and its sum rises, does the error rise or fall? A delta is a slope of the error.',
      },
      {
        id: 'no-slope',
        is: ({ a, t }) => a - t,
        say: 'That is $\\partial E / \\partial a$. The delta is asked at the *sum*: one more factor on the way through the sigmoid.',
      },
      {
        id: 'two-left',
        is: ({ a, t }) => 2 * (a - t) * a * (1 - a),
        say: 'The 2 of the square and the ½ of the error: what becomes of them?',
      },
    ],
    hints: [
      'Difference to the target, times the slope of the sigmoid.',
      ({ a }) => md`The slope of the sigmoid, by its value: $${a} \cdot (1 - ${a})$.`,
    ],
    solution: ({ a, t }) =>
      md`$\delta = (a - t)\, a (1 - a) = (${a} - ${t}) \cdot ${a} \cdot ${fixed(1 - a, 2)} = ${sig((a - t) * a * (1 - a), 4)}$.`,
  }),

  'another-slope': expression({
    title: 'A different unit at the end',
    objectives: ['output'],
    prompt: String.raw`The output is a tanh unit now: $a = \tanh u$, with $E = \frac12 (t - a)^2$. What is its delta, $\partial E/\partial u$? Write it with $a$ and $t$ alone.`,
    symbols: { u: 'real', t: 'real', a: { is: 'tanh(u)' }, E: { is: '1/2 (t - a)^2' } },
    answer: () => '(a - t)(1 - a^2)',
    check: () => '∂E/∂u',
    forms: ['noDerivative', { only: ['a', 't'] }],
    mistakes: [
      {
        id: 'sigmoid-slope',
        is: () => '(a - t) a (1 - a)',
        say: 'That is the slope of the *sigmoid*. Which one has the tanh?',
      },
      {
        id: 'no-slope',
        is: () => 'a - t',
        say: 'That is the slope of the error by $a$. How does $a$ move with $u$?',
      },
      {
        id: 'slope-alone',
        is: () => '1 - a^2',
        say: 'That is how $a$ moves with $u$. How does the error move with $a$?',
      },
    ],
    hints: [
      'Only one factor of the delta depends on the activation function.',
      'The slope of the tanh by its own value: $1 - a^2$.',
    ],
    solution: String.raw`$\partial E/\partial a = a - t$ as before, and the slope of the tanh is $1 - a^2$: together $(a - t)(1 - a^2)$.`,
  }),

  'all-gradients-of-a-layer': tensor({
    title: 'From deltas to gradients',
    objectives: ['gradients'],
    params: (draw) => ({ delta: draw.vector(2, [-0.3, 0.3], 0.05), h: draw.vector(3, [0.1, 0.9], 0.1) }),
    where: ({ delta, h }) =>
      delta.every((d) => d !== 0) &&
      delta[0] !== delta[1] &&
      new Set(h).size === 3 &&
      Math.abs(total(delta)) > 0.02,
    prompt: ({ delta, h }) =>
      md`A layer of two units is fed by three activations $h = ${h}$. The deltas of the two units are $\delta = ${delta}$. What are the gradients of the six weights? One row for each unit, one column for each activation.`,
    answer: ({ delta, h }) => delta.map((d) => h.map((value) => d * value)),
    check: ({ delta, h }) => {
      // With sums as outputs and Σ δ u as the error, the gradient of each sum is its δ.
      const W = array(
        delta.map(() => h.map(() => 0)),
        { dtype: 'float64', requiresGrad: true },
      )
      const u = sum(mul(W, array([...h], { dtype: 'float64' })), -1)
      return grad(sum(mul(u, array([...delta], { dtype: 'float64' }))), [W])[0]!.toArray() as number[][]
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'transposed',
        is: ({ delta, h }) => h.map((value) => delta.map((d) => d * value)),
        say: 'The six products are right, but rows and columns are exchanged: one row for each *unit*, as in the weights themselves.',
      },
      {
        id: 'one-delta-for-all',
        is: ({ delta, h }) => delta.map(() => h.map((value) => delta[0]! * value)),
        say: 'Both rows use the delta of the first unit. To which unit do the weights of the second row lead?',
      },
      {
        id: 'summed-delta',
        is: ({ delta, h }) => delta.map(() => h.map((value) => total(delta) * value)),
        say: 'You added the deltas first. Adding is for a unit that feeds several others; a weight leads to one.',
      },
    ],
    hints: [
      'The gradient of a weight: delta of the unit that it leads to, times the activation that it carries.',
      ({ delta, h }) => md`The first entry is $${delta[0]!} \cdot ${h[0]!}$.`,
    ],
    solution: ({ delta, h }) =>
      md`Every delta times every activation: the first row is $${delta[0]!}$ times $${h}$, the second $${delta[1]!}$ times the same.`,
  }),

  'three-children': numeric({
    title: 'Three children',
    objectives: ['hidden'],
    params: (draw) => ({
      h: draw.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]),
      w: draw.vector(3, [-1, 1], 0.1),
      delta: draw.vector(3, [-0.4, 0.4], 0.1),
    }),
    where: ({ h, w, delta }) => {
      const slope = h * (1 - h)
      return (
        [...w, ...delta].every((value) => value !== 0) &&
        Math.abs(dot(w, delta)) > 0.05 &&
        far(
          slope * dot(w, delta),
          dot(w, delta),
          slope * total(w) * total(delta),
          slope * w[0]! * delta[0]!,
          h * dot(w, delta),
          (slope * dot(w, delta)) / 3,
          slope * total(delta),
        )
      )
    },
    prompt: ({ h, w, delta }) =>
      md`A hidden sigmoid unit has the activation $h = ${h}$. It feeds three units, through the weights $w = ${w}$; their deltas are $\delta = ${delta}$. What is its own delta?`,
    answer: ({ h, w, delta }) => h * (1 - h) * dot(w, delta),
    check: ({ h, w, delta }) => {
      const z = array(logit(h), { dtype: 'float64', requiresGrad: true })
      const children = mul(array([...w], { dtype: 'float64' }), sigmoid(z))
      return grad(sum(mul(children, array([...delta], { dtype: 'float64' }))), [z])[0]!.item()
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'no-slope',
        is: ({ w, delta }) => dot(w, delta),
        say: 'That is what comes back from the three children, the slope of the error by $h$. It still has to pass the unit’s own sigmoid.',
      },
      {
        id: 'sums-multiplied',
        is: ({ h, w, delta }) => h * (1 - h) * total(w) * total(delta),
        say: 'You added the weights and added the deltas, and multiplied the sums. Each delta comes back through *its own* weight.',
      },
      {
        id: 'first-child-only',
        is: ({ h, w, delta }) => h * (1 - h) * w[0]! * delta[0]!,
        say: 'Only one of the children has spoken. By how many ways does this unit reach the error?',
      },
      {
        id: 'activation-for-slope',
        is: ({ h, w, delta }) => h * dot(w, delta),
        say: 'You multiplied by the activation. What is needed is the slope of the sigmoid there.',
      },
      {
        id: 'mean-of-children',
        is: ({ h, w, delta }) => (h * (1 - h) * dot(w, delta)) / 3,
        say: 'You took the mean over the children. Paths *add*.',
      },
      {
        id: 'weights-forgotten',
        is: ({ h, delta }) => h * (1 - h) * total(delta),
        say: 'The deltas were added as they are. How strongly does each child hear this unit?',
      },
    ],
    hints: [
      'First what the children send: each delta times the weight on the way, added up. Then the slope of this unit.',
      ({ w, delta }) => md`The first term of the sum is $${w[0]!} \cdot (${delta[0]!})$.`,
      ({ h }) => md`The slope of the sigmoid: $${h} \cdot (1 - ${h})$.`,
    ],
    solution: ({ h, w, delta }) =>
      md`The children send $${w}$ times $${delta}$, entry by entry and added: $${fixed(dot(w, delta), 3)}$. Times $${h} \cdot ${fixed(1 - h, 1)}$: $${sig(h * (1 - h) * dot(w, delta), 4)}$.`,
  }),

  'linear-ends': derivation({
    title: 'A regression network',
    objectives: ['hidden'],
    prompt: String.raw`Now a case that the text does not derive. A hidden **tanh** unit $h = \tanh z$ feeds two **linear** outputs, $y_1 = v_1 h + c_1$ and $y_2 = v_2 h + c_2$, and $E = \frac12 (t_1 - y_1)^2 + \frac12 (t_2 - y_2)^2$. Fill the gaps in the derivation of its delta.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        'z, v_1, v_2, c_1, c_2, t_1, t_2': 'real',
        h: { is: 'tanh(z)' },
        y_1: { is: 'v_1 h + c_1' },
        y_2: { is: 'v_2 h + c_2' },
        E: { is: '1/2 (t_1 - y_1)^2 + 1/2 (t_2 - y_2)^2' },
      },
      steps: [
        {
          expr: '∂E/∂z = ∂E/∂y_1 · ∂y_1/∂z + ∂E/∂y_2 · ∂y_2/∂z',
          by: 'Two ways lead from $z$ to the error, and they add.',
        },
        {
          expr: '= [[(y_1 - t_1)]] v_1 · ∂h/∂z + (y_2 - t_2) [[v_2]] · ∂h/∂z',
          by: 'Each way: the delta of a linear output, the weight on the way, the slope of the hidden unit.',
        },
        {
          expr: '= ((y_1 - t_1) v_1 + (y_2 - t_2) v_2) [[(1 - h^2)]]',
          by: 'The slope of the tanh is the same for both ways and comes out of the sum.',
        },
      ],
    },
    hints: [
      'A linear unit has the slope 1: its delta is the slope of the error by $y$ itself.',
      'The slope of the tanh, by its own value.',
    ],
    solution: String.raw`The deltas of the linear outputs are $y_k - t_k$, with no slope beside them. They come back through $v_1$ and $v_2$, are added, and pass the tanh: $1 - h^2$.`,
  }),

  'what-is-needed': multi({
    title: 'What is still needed?',
    objectives: ['hidden', 'gradients'],
    prompt:
      'In the 2-2-2 network of the figure the deltas of both outputs are known. What *else* do you need for the gradient of $w_3$, the weight from $x_1$ to $h_2$? Choose everything that stands in its formula, and nothing else.',
    options: [
      { id: 'x1', correct: true, text: 'the input $x_1$', say: 'It is what this weight carries.' },
      {
        id: 'h2',
        correct: true,
        text: 'the activation of $h_2$',
        say: 'The slope of the sigmoid in $h_2$ is computed from it.',
      },
      {
        id: 'w6-w8',
        correct: true,
        text: 'the weights $w_6$ and $w_8$, from $h_2$ to the outputs',
        say: 'Through them the deltas of the outputs come back to $h_2$.',
      },
      {
        id: 'w5-w7',
        text: 'the weights $w_5$ and $w_7$, from $h_1$ to the outputs',
        say: 'They lead back to $h_1$. Does $w_3$ reach the error by way of $h_1$?',
      },
      {
        id: 'w3',
        text: 'the weight $w_3$ itself',
        say: 'The slope of $w_3 x_1$ by $w_3$ is $x_1$: the weight itself is gone. (It had its say in the forward pass.)',
      },
      {
        id: 'h1',
        text: 'the activation of $h_1$',
        say: 'It is needed for what leads to or from $h_1$. Is $w_3$ among that?',
      },
    ],
    hints: ['Follow the edge $w_3$ forward: through which units does it reach the error?'],
    solution:
      '$\\partial E/\\partial w_3 = \\delta_{h_2} x_1$ and $\\delta_{h_2} = (w_6\\, \\delta_{o_1} + w_8\\, \\delta_{o_2})\\, h_2 (1 - h_2)$: the input, the activation of $h_2$ and the two weights out of it.',
  }),

  'find-the-mistake': target({
    title: 'Find the published mistake',
    objectives: ['update'],
    prompt: md`
The error after one update is printed as ${fixed(PRINTED, 9)}, here and there on the web. Set the switches of the figure so that it computes that number.
    `,
    figure: 'delta-network',
    start: () => ({ order: 'original', biases: 'kept', error: 'half', stage: 'forward', round: 0, edge: 5 }),
    goals: () => [
      {
        id: 'printed',
        measure: 'errorAfterOne',
        atLeast: PRINTED - 5e-10,
        atMost: PRINTED + 5e-10,
        text: md`the error after one update is ${fixed(PRINTED, 9)}, in all nine digits`,
        say: 'Not in all digits. Read the second line of the table under the figure, and compare.',
      },
    ],
    reached: () => ({ order: 'updated', biases: 'kept', error: 'half', stage: 'update', round: 0, edge: 1 }),
    missed: [
      {
        id: 'as-derived',
        state: () => ({
          order: 'original',
          biases: 'kept',
          error: 'half',
          stage: 'forward',
          round: 0,
          edge: 5,
        }),
        misses: 'printed',
      },
      {
        id: 'biases-too',
        state: () => ({
          order: 'updated',
          biases: 'each',
          error: 'half',
          stage: 'forward',
          round: 0,
          edge: 5,
        }),
        misses: 'printed',
      },
      {
        id: 'biases-only',
        state: () => ({
          order: 'original',
          biases: 'layer',
          error: 'half',
          stage: 'forward',
          round: 0,
          edge: 5,
        }),
        misses: 'printed',
      },
    ],
    hints: [
      'The right number differs from it in the seventh decimal only. Moving biases changes far more than that.',
      'Which weights do the hidden deltas use?',
    ],
    solution:
      'The hidden deltas use weights that have been updated already; biases are left alone. With the original weights the error is a little different.',
  }),

  'what-is-it-then': choice({
    title: 'What have they computed?',
    objectives: ['update'],
    prompt:
      'A program updates the output weights first and then computes the hidden deltas with the *new* weights and the *old* output deltas. What are the numbers that it calls gradients of the first layer?',
    options: [
      {
        id: 'of-nothing',
        correct: true,
        text: 'the slopes of the error at no point at all: a mixture of two',
        say: 'The output deltas belong to the old weights, the weights to the new network. No network ever had both.',
      },
      {
        id: 'at-the-new',
        text: 'the gradient at the new weights: a fresher, better one',
        say: 'For that, the output deltas would have to be fresh too: a whole forward pass with the new weights. They are the old ones.',
      },
      {
        id: 'at-the-old',
        text: 'the gradient at the old weights, with a rounding error',
        say: 'The difference does not come from rounding: it is proportional to the learning rate, and as large as you like with a large one.',
      },
      {
        id: 'stochastic',
        text: 'a stochastic gradient, as of a mini-batch',
        say: 'The gradient of a mini-batch is right on average. Nothing here is drawn at random, and nothing averages out.',
      },
    ],
    hints: ['At which weights were the output deltas computed? And at which weights are they carried back?'],
    solution:
      'A mixture: deltas of the old network carried back through the weights of the new one. With a small learning rate it is close to the gradient, which is why nobody notices.',
  }),

  'too-early': predictRun({
    title: 'Updated too early',
    objectives: ['update', 'hidden'],
    params: (draw) => ({
      w1: draw.choice([1, 2, 3]),
      w2: draw.choice([2, 3, 4]),
      t: draw.choice([1, 2, 4]),
      rate: draw.choice([0.25, 0.5]),
    }),
    variants: 6,
    where: ({ w1, w2, t, rate }) => {
      const d = w1 * w2 - t
      return d !== 0 && w2 - rate * d * w1 !== 0 && w2 - rate * d * w1 !== -w2
    },
    prompt:
      'Two *linear* units in a row, so every slope is 1. The program makes the mistake that you have found. What does it print?',
    run: ({ w1, w2, t, rate }) => ({
      kind: 'cell',
      code: `let w1 = ${w1}
let w2 = ${w2}
const x = 1
const h = w1 * x
const delta = w2 * h - ${t}
w2 -= ${rate} * delta * h
const hiddenDelta = w2 * delta
console.log(delta)
console.log(hiddenDelta)`,
    }),
    ask: {
      kind: 'output',
      answer: ({ w1, w2, t, rate }) => {
        const d = w1 * w2 - t
        return `${d}\n${(w2 - rate * d * w1) * d}`
      },
      mistakes: [
        {
          id: 'as-it-should-be',
          is: ({ w1, w2, t }) => `${w1 * w2 - t}\n${w2 * (w1 * w2 - t)}`,
          say: 'That is what it *should* print. Which `w2` does the line with `hiddenDelta` find?',
        },
        {
          id: 'turned-around',
          is: ({ w1, w2, t, rate }) => {
            const d = w1 * w2 - t
            return `${-d}\n${-(w2 - rate * d * w1) * d}`
          },
          say: 'The signs are turned around. In which order does the program subtract?',
        },
      ],
    },
    hints: [
      'Go through it line by line and write down `w2` after each.',
      'The last `w2` is not the first one.',
    ],
    solution: ({ w1, w2, t, rate }) => {
      const d = w1 * w2 - t
      return md`The delta is $${w2} \cdot ${w1} - ${t} = ${d}$. Then $w_2$ becomes $${w2} - ${rate} \cdot (${d}) \cdot ${w1} = ${w2 - rate * d * w1}$, and the hidden delta is computed with that: $${(w2 - rate * d * w1) * d}$. With the original weight it would be $${w2 * d}$.`
    },
  }),

  'shared-bias': numeric({
    title: 'One bias for a whole layer',
    objectives: ['gradients'],
    params: (draw) => ({ delta: draw.vector(3, [-0.5, 0.5], 0.05) }),
    where: ({ delta }) =>
      delta.every((d) => d !== 0) &&
      Math.abs(total(delta)) > 0.04 &&
      far(
        total(delta),
        total(delta) / 3,
        delta[0]!,
        delta[0]! * delta[1]! * delta[2]!,
        total(delta.map(Math.abs)),
      ),
    prompt: ({ delta }) =>
      md`Three units share a single bias: the same number is added to the sum of each. Their deltas are $\delta = ${delta}$. What is the gradient of the error by this bias?`,
    answer: ({ delta }) => total(delta),
    check: ({ delta }) => {
      const b = array(0, { dtype: 'float64', requiresGrad: true })
      return grad(sum(mul(array([...delta], { dtype: 'float64' }), b)), [b])[0]!.item()
    },
    precision: { decimals: 2 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'mean',
        is: ({ delta }) => total(delta) / 3,
        say: 'You took the mean. The bias reaches the error by three ways: what do ways do?',
      },
      {
        id: 'first-only',
        is: ({ delta }) => delta[0]!,
        say: 'That is what the bias does by way of the first unit. It has two more.',
      },
      {
        id: 'multiplied',
        is: ({ delta }) => delta[0]! * delta[1]! * delta[2]!,
        say: 'Slopes multiply along *one* way. Here are three ways side by side.',
      },
      {
        id: 'sizes',
        is: ({ delta }) => total(delta.map(Math.abs)),
        say: 'You added the sizes. The units may disagree about the direction, and then they cancel.',
      },
    ],
    hints: ['The bias feeds three sums. How did a hidden unit collect what its children send?'],
    solution: ({ delta }) =>
      md`Three ways, and along each the slope of the sum by the bias is 1. They add: $${fixed(total(delta), 2)}$.`,
  }),

  'the-whole-sweep': order({
    title: 'One update, in order',
    objectives: ['update'],
    prompt: 'Put one update of a network with one hidden layer in order. One line does not belong.',
    blocks: [
      { id: 'forward', text: 'compute the activations, layer by layer, and keep them', after: [] },
      { id: 'output', text: 'compute the deltas of the outputs', after: ['forward'] },
      {
        id: 'hidden',
        text: 'compute the deltas of the hidden units, through the weights',
        after: ['output'],
      },
      {
        id: 'gradients',
        text: 'multiply: delta of the unit a weight leads to, times the activation it carries',
        after: ['hidden'],
      },
      { id: 'update', text: 'subtract learning rate times gradient from every weight', after: ['gradients'] },
      {
        id: 'early',
        text: 'subtract learning rate times gradient from the output weights alone',
        distractor: true,
        say: 'If the output weights move before the hidden deltas are computed, the deltas come back through the wrong weights. Move all at the end.',
      },
    ],
    hints: ['What does each line use that another has made?'],
    solution:
      'Forward; deltas of the outputs; deltas of the hidden units; all gradients; and only then all updates.',
  }),

  'write-backward': writeBackward,
})
