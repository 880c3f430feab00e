import { elementary } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  fixed,
  md,
  sig,
  target,
  tensor,
} from 'chainrule/exercises'
import { EXAMPLE, forward, gradients, update, type Chain } from '../../../components/neuron-chain/model.ts'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.03 * Math.max(Math.abs(value), Math.abs(other), 1e-6)),
  )

const PARTS = ['w_2', 'b_2', 'w_1', 'b_1'] as const

/** Everything that the formulas are made of, by the definition. */
function partsOf({ x, T, w_1, b_1, w_2, b_2 }: Chain) {
  const a1 = elementary.sigmoid(w_1 * x + b_1)
  const a2 = elementary.sigmoid(w_2 * a1 + b_2)
  return { x, T, w2: w_2, a1, a2, e: a2 - T, s1: a1 * (1 - a1), s2: a2 * (1 - a2) }
}
type Piece = ReturnType<typeof partsOf>

/** The four gradients in the order of the lesson, by formulas in which one thing may be wrong. */
const four = (
  chain: Chain,
  { e, s2, s1, w2 }: { e?: (p: Piece) => number; s2?: (p: Piece) => number; s1?: (p: Piece) => number; w2?: (p: Piece) => number } = {}, // prettier-ignore
): number[] => {
  const p = partsOf(chain)
  const d2 = (e?.(p) ?? p.e) * (s2?.(p) ?? p.s2)
  const d1 = d2 * (w2?.(p) ?? p.w2) * (s1?.(p) ?? p.s1)
  return [d2 * p.a1, d2, d1 * p.x, d1]
}

/** One update with the first neuron's gradients taken after the second has moved: the mistake of many scripts. */
function updateInTurn(chain: Chain, rate: number): Chain {
  const [w2, b2] = four(chain)
  const half = { ...chain, w_2: chain.w_2 - rate * w2!, b_2: chain.b_2 - rate * b2! }
  const p = partsOf(chain)
  const d1 = p.e * p.s2 * half.w_2 * p.s1
  return { ...half, w_1: chain.w_1 - rate * d1 * p.x, b_1: chain.b_1 - rate * d1 }
}
const weights = ({ w_2, b_2, w_1, b_1 }: Chain): number[] => [w_2, b_2, w_1, b_1]

const symbols = {
  'x, T, w_1, b_1, w_2, b_2': 'real',
  z_1: { is: 'w_1 x + b_1' },
  a_1: { is: 'σ(z_1)' },
  z_2: { is: 'w_2 a_1 + b_2' },
  a_2: { is: 'σ(z_2)' },
  E: { is: '1/2 (T - a_2)^2' },
} as const

/** For the tests: random networks, finite differences, and what each known mistake would give. One name, so that it meets none of the reader's. */
const CHECKS = `const chainChecks = (() => {
  const s = (z) => 1 / (1 + Math.exp(-z))
  const names = ['w2', 'b2', 'w1', 'b1']
  const errorOf = ({ x, T, w1, b1, w2, b2 }) => (T - s(w2 * s(w1 * x + b1) + b2)) ** 2 / 2
  const draw = () => (Math.random() < 0.5 ? -1 : 1) * (0.4 + 1.4 * Math.random())
  const nets = Array.from({ length: 40 }, () => ({ x: draw(), T: Math.random(), w1: draw(), b1: draw(), w2: draw(), b2: draw() }))
  // Central differences, two of them combined so that the bend cancels too.
  const slopeOf = (net, name, h = 1e-3) => {
    const d = (k) => (errorOf({ ...net, [name]: net[name] + k }) - errorOf({ ...net, [name]: net[name] - k })) / (2 * k)
    return (4 * d(h / 2) - d(h)) / 3
  }
  const partsOf = (net) => {
    const a1 = s(net.w1 * net.x + net.b1)
    const a2 = s(net.w2 * a1 + net.b2)
    const right = Object.fromEntries(names.map((name) => [name, slopeOf(net, name)]))
    return { ...net, a1, a2, e: a2 - net.T, s1: a1 * (1 - a1), s2: a2 * (1 - a2), right, sigmoid: s }
  }
  const all = nets.map(partsOf)
  const isClose = (a, b) => Math.abs(a - b) <= 1e-7 + 1e-5 * Math.abs(b)
  // The parameter for which, on every network, the answer is what a mistake gives; undefined if there is none.
  const caught = (answers, mistakes) =>
    names.find((name) => (mistakes[name] ?? []).some((formula) => all.every((p, i) => isClose(answers[i][name], formula(p)))))
  return { names, nets, all, isClose, caught, errorOf }
})()`

const test = (id: string, name: string, mistakes: string, say: string) => ({
  id,
  name,
  code: `const answers = chainChecks.nets.map(({ x, T, w1, b1, w2, b2 }) => backward(x, T, w1, b1, w2, b2))
const name = chainChecks.caught(answers, ${mistakes})
assert(name === undefined, \`On 40 random networks the gradient of \${name} is what this mistake gives.\`)`,
  say,
})

const START = `const sigmoid = (z) => 1 / (1 + Math.exp(-z))

function backward(x, T, w1, b1, w2, b2) {
  const a1 = sigmoid(w1 * x + b1)
  const a2 = sigmoid(w2 * a1 + b2)
`
/** A backward pass with these lines in the gap. */
const withLines = (d2: string, d1: string, gradients = 'w1: d1 * x, b1: d1, w2: d2 * a1, b2: d2'): string =>
  `${START}  const d2 = ${d2}
  const d1 = ${d1}
  return { ${gradients} }
}`
const D2 = '-(T - a2) * a2 * (1 - a2)'
const D1 = 'd2 * w2 * a1 * (1 - a1)'

const backwardCode = {
  starter: `${START}  ____
  return { w1: ____, b1: ____, w2: ____, b2: ____ }
}`,
  program: withLines(D2, D1),
  setup: CHECKS,
  tests: [
    {
      id: 'four-numbers',
      name: 'it returns four numbers',
      code: `for (const { x, T, w1, b1, w2, b2 } of chainChecks.nets) {
  const answer = backward(x, T, w1, b1, w2, b2)
  for (const name of chainChecks.names) assert(Number.isFinite(answer?.[name]), \`\${name} is \${answer?.[name]}.\`)
}`,
      say: 'One of the four is not a number. Is every gap filled, and every name defined?',
    },
    test(
      'sign-of-the-error',
      'the sign of T − a₂',
      '{ w2: [(p) => -p.right.w2], b2: [(p) => -p.right.b2], w1: [(p) => -p.right.w1], b1: [(p) => -p.right.b1] }',
      'The size is right, the sign is not: **the sign of $T - a_2$**. If the answer is too small, the error *falls* when $a_2$ rises, so its slope is $-(T - a_2)$.',
    ),
    test(
      'factor-of-two',
      'the ½ and the 2',
      '{ w2: [(p) => 2 * p.right.w2, (p) => p.right.w2 / 2], b2: [(p) => 2 * p.right.b2, (p) => p.right.b2 / 2], w1: [(p) => 2 * p.right.w1], b1: [(p) => 2 * p.right.b1] }',
      'It is wrong by a factor of two on every network: **the ½ of the error**. Of $\\frac12 (T - a_2)^2$ the slope is $-(T - a_2)$, without a ½ and without a 2.',
    ),
    test(
      'value-for-slope',
      'slopes of the sigmoids, not their values',
      '{ w2: [(p) => p.e * p.a2 * p.a1], b2: [(p) => p.e * p.a2], w1: [(p) => p.e * p.s2 * p.w2 * p.a1 * p.x, (p) => p.e * p.a2 * p.w2 * p.a1 * p.x], b1: [(p) => p.e * p.s2 * p.w2 * p.a1] }',
      'An output stands where a slope belongs: **$a$ in place of $a(1 - a)$**.',
    ),
    test(
      'slope-of-the-second',
      'the slope of the second sigmoid',
      '{ w2: [(p) => p.e * p.a1], b2: [(p) => p.e] }',
      "You went from $a_2$ to $z_2$ as if there were nothing between: **the second $\\sigma'$ is forgotten**. It is $a_2(1 - a_2)$.",
    ),
    test(
      'sigmoid-twice',
      'the slope at the sum, not at the output',
      '{ w2: [(p) => p.e * p.sigmoid(p.a2) * (1 - p.sigmoid(p.a2)) * p.a1], b2: [(p) => p.e * p.sigmoid(p.a2) * (1 - p.sigmoid(p.a2))], w1: [(p) => p.e * p.s2 * p.w2 * p.sigmoid(p.a1) * (1 - p.sigmoid(p.a1)) * p.x] }',
      "You put an output through the sigmoid once more: **$\\sigma'$ taken at $a$ in place of $z$**. $\\sigma'(z)$ is $a(1 - a)$, where $a$ is the output as it is.",
    ),
    test(
      'input-of-the-weight',
      'what stands beside each weight',
      '{ w2: [(p) => p.e * p.s2 * p.x, (p) => p.e * p.s2, (p) => p.e * p.s2 * p.w2], w1: [(p) => p.e * p.s2 * p.w2 * p.s1 * p.a1, (p) => p.e * p.s2 * p.w2 * p.s1, (p) => p.e * p.s2 * p.w2 * p.s1 * p.w1] }',
      'All is right up to the weight: **the last factor is the input beside the weight**, $a_1$ for $w_2$ and $x$ for $w_1$.',
    ),
    test(
      'bias-has-no-input',
      'a bias has nothing beside it',
      '{ b2: [(p) => p.e * p.s2 * p.a1, (p) => p.e * p.s2 * p.b2], b1: [(p) => p.e * p.s2 * p.w2 * p.s1 * p.x, (p) => p.e * p.s2 * p.w2 * p.s1 * p.b1] }',
      '**The gradient of a bias is multiplied by an input**, or by the bias itself. In $z = w\\,x + b$ the bias stands alone: its slope is 1.',
    ),
    test(
      'weight-between',
      'the weight between the neurons',
      '{ w1: [(p) => p.e * p.s2 * p.s1 * p.x, (p) => p.e * p.s2 * p.w1 * p.s1 * p.x], b1: [(p) => p.e * p.s2 * p.s1] }',
      'The second neuron is right. On the way from $z_2$ to $a_1$ you passed a weight: **$w_2$ is forgotten**, or another one stands in its place.',
    ),
    test(
      'slope-of-the-first',
      'the slope of the first sigmoid',
      '{ w1: [(p) => p.e * p.s2 * p.w2 * p.x], b1: [(p) => p.e * p.s2 * p.w2] }',
      "The second neuron is right. From $a_1$ to $z_1$ there is a sigmoid too: **the first $\\sigma'$ is forgotten**.",
    ),
    test(
      'slope-once-only',
      'the slope of the second sigmoid belongs to all four',
      '{ w1: [(p) => p.e * p.w2 * p.s1 * p.x], b1: [(p) => p.e * p.w2 * p.s1] }',
      "The second neuron is right. The way to the first goes through the second sigmoid as well: **the second $\\sigma'$ is missing in the first neuron's gradients**.",
    ),
    {
      id: 'finite-differences',
      name: 'all four agree with finite differences on 40 random networks',
      code: `chainChecks.all.forEach((p, i) => {
  const { x, T, w1, b1, w2, b2, right } = p
  const answer = backward(x, T, w1, b1, w2, b2)
  for (const name of chainChecks.names)
    assert(chainChecks.isClose(answer[name], right[name]), \`Network \${i + 1}: the gradient of \${name} is \${answer[name].toFixed(6)}, by nudging \${right[name].toFixed(6)}.\`)
})`,
      say: 'It is none of the usual mistakes, but the numbers do not agree with those that nudging gives. Follow the way of the parameter named above, step by step.',
    },
  ],
  wrong: [
    { id: 'missing', program: withLines(D2, D1, 'w1: d1 * x, b1: d1, w2: d2 * a1'), fails: 'four-numbers' },
    { id: 'sign', program: withLines('(T - a2) * a2 * (1 - a2)', D1), fails: 'sign-of-the-error' },
    {
      id: 'sign-in-the-first',
      program: withLines(D2, '-d2 * w2 * a1 * (1 - a1)'),
      fails: 'sign-of-the-error',
    },
    { id: 'two', program: withLines('-2 * (T - a2) * a2 * (1 - a2)', D1), fails: 'factor-of-two' },
    { id: 'half', program: withLines('-0.5 * (T - a2) * a2 * (1 - a2)', D1), fails: 'factor-of-two' },
    { id: 'no-second-slope', program: withLines('-(T - a2)', D1), fails: 'slope-of-the-second' },
    { id: 'output-for-slope', program: withLines('-(T - a2) * a2', D1), fails: 'value-for-slope' },
    {
      id: 'output-for-slope-twice',
      program: withLines('-(T - a2) * a2', 'd2 * w2 * a1'),
      fails: 'value-for-slope',
    },
    { id: 'output-for-first-slope', program: withLines(D2, 'd2 * w2 * a1'), fails: 'value-for-slope' },
    {
      id: 'sigmoid-of-output',
      program: withLines('-(T - a2) * sigmoid(a2) * (1 - sigmoid(a2))', D1),
      fails: 'sigmoid-twice',
    },
    {
      id: 'sigmoid-of-first-output',
      program: withLines(D2, 'd2 * w2 * sigmoid(a1) * (1 - sigmoid(a1))'),
      fails: 'sigmoid-twice',
    },
    {
      id: 'x-for-both',
      program: withLines(D2, D1, 'w1: d1 * x, b1: d1, w2: d2 * x, b2: d2'),
      fails: 'input-of-the-weight',
    },
    {
      id: 'no-input',
      program: withLines(D2, D1, 'w1: d1, b1: d1, w2: d2 * a1, b2: d2'),
      fails: 'input-of-the-weight',
    },
    {
      id: 'bias-times-x',
      program: withLines(D2, D1, 'w1: d1 * x, b1: d1 * x, w2: d2 * a1, b2: d2'),
      fails: 'bias-has-no-input',
    },
    {
      id: 'bias-times-input',
      program: withLines(D2, D1, 'w1: d1 * x, b1: d1 * x, w2: d2 * a1, b2: d2 * a1'),
      fails: 'bias-has-no-input',
    },
    { id: 'no-weight', program: withLines(D2, 'd2 * a1 * (1 - a1)'), fails: 'weight-between' },
    { id: 'other-weight', program: withLines(D2, 'd2 * w1 * a1 * (1 - a1)'), fails: 'weight-between' },
    { id: 'no-first-slope', program: withLines(D2, 'd2 * w2'), fails: 'slope-of-the-first' },
    {
      id: 'second-slope-once',
      program: withLines(D2, '-(T - a2) * w2 * a1 * (1 - a1)'),
      fails: 'slope-once-only',
    },
    {
      id: 'weight-twice',
      program: withLines(D2, 'd2 * w2 * w2 * a1 * (1 - a1)'),
      fails: 'finite-differences',
    },
  ],
}

const UPDATE_START = `const sigmoid = (z) => 1 / (1 + Math.exp(-z))

function update(net, x, T, rate) {
  let { w1, b1, w2, b2 } = net
  const a1 = sigmoid(w1 * x + b1)
  const a2 = sigmoid(w2 * a1 + b2)
`
const UPDATE_END = `  return { w1, b1, w2, b2 }
}`
const updateWith = (lines: string): string =>
  `${UPDATE_START}${lines
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('')}${UPDATE_END}`
const GRADIENTS = `const d2 = -(T - a2) * a2 * (1 - a2)
const d1 = d2 * w2 * a1 * (1 - a1)
`
const updateTest = (id: string, name: string, mistake: string, say: string) => ({
  id,
  name,
  code: `const rate = 2
const same = chainChecks.names.filter((name) => chainChecks.all.every((p) => chainChecks.isClose(update(p, p.x, p.T, rate)[name], (${mistake})(p, name, rate))))
assert(same.length === 0, \`On 40 random networks \${same.join(' and ')} end where this mistake leads.\`)`,
  say,
})

const updateCode = {
  starter: `${UPDATE_START}  ____
${UPDATE_END}`,
  program: updateWith(`${GRADIENTS}w1 -= rate * d1 * x
b1 -= rate * d1
w2 -= rate * d2 * a1
b2 -= rate * d2`),
  setup: CHECKS,
  tests: [
    {
      id: 'four-numbers',
      name: 'it returns a network of four numbers',
      code: `for (const p of chainChecks.nets) {
  const next = update(p, p.x, p.T, 1)
  for (const name of chainChecks.names) assert(Number.isFinite(next?.[name]), \`\${name} is \${next?.[name]}.\`)
}`,
      say: 'One of the four is not a number.',
    },
    updateTest(
      'all-four-move',
      'weights and biases move',
      '(p, name) => p[name]',
      'One of the four stays where it was. **Biases are parameters too**, and so are the numbers of the first neuron.',
    ),
    updateTest(
      'downhill',
      'it goes downhill',
      '(p, name, rate) => p[name] + rate * p.right[name]',
      'This goes **uphill**: the gradient points to where the error grows. Subtract it.',
    ),
    updateTest(
      'rate-counts',
      'the learning rate counts',
      '(p, name) => p[name] - p.right[name]',
      'The gradients are right, but **the learning rate is left out**.',
    ),
    {
      id: 'old-parameters',
      name: 'all gradients at the old parameters',
      code: `const rate = 2
const inTurn = (p, first) => {
  const d2 = p.e * p.s2
  const w2 = p.w2 - rate * p.right.w2
  return first === 'w1' ? p.w1 - rate * d2 * w2 * p.s1 * p.x : p.b1 - rate * d2 * w2 * p.s1
}
const same = ['w1', 'b1'].filter((name) => chainChecks.all.every((p) => chainChecks.isClose(update(p, p.x, p.T, rate)[name], inTurn(p, name))))
assert(same.length === 0, \`On 40 random networks \${same.join(' and ')} end where the updated w2 leads.\`)`,
      say: 'The first neuron was computed with **the $w_2$ that had already been updated**. All four gradients belong to one and the same network: the old one.',
    },
    {
      id: 'right-step',
      name: 'forty random networks end where gradient descent takes them',
      code: `for (const rate of [0.1, 2])
  chainChecks.all.forEach((p, i) => {
    const next = update(p, p.x, p.T, rate)
    for (const name of chainChecks.names)
      assert(chainChecks.isClose(next[name], p[name] - rate * p.right[name]), \`Network \${i + 1}, learning rate \${rate}: \${name} is \${next[name].toFixed(6)}.\`)
  })`,
      say: 'The step is not p − rate · gradient for every parameter. If the gradients are those of the exercise before, look at how they are used.',
    },
  ],
  wrong: [
    {
      id: 'nothing-returned',
      program: updateWith(
        `${GRADIENTS}w1 -= rate * d1 * x\nb1 -= rate * c1\nw2 -= rate * d2 * a1\nb2 -= rate * d2`,
      ).replace('c1', 'undefined'),
      fails: 'four-numbers',
    },
    {
      id: 'biases-left',
      program: updateWith(`${GRADIENTS}w1 -= rate * d1 * x\nw2 -= rate * d2 * a1`),
      fails: 'all-four-move',
    },
    {
      id: 'uphill',
      program: updateWith(
        `${GRADIENTS}w1 += rate * d1 * x\nb1 += rate * d1\nw2 += rate * d2 * a1\nb2 += rate * d2`,
      ),
      fails: 'downhill',
    },
    {
      id: 'no-rate',
      program: updateWith(`${GRADIENTS}w1 -= d1 * x\nb1 -= d1\nw2 -= d2 * a1\nb2 -= d2`),
      fails: 'rate-counts',
    },
    {
      id: 'in-turn',
      program: updateWith(`const d2 = -(T - a2) * a2 * (1 - a2)
w2 -= rate * d2 * a1
b2 -= rate * d2
const d1 = d2 * w2 * a1 * (1 - a1)
w1 -= rate * d1 * x
b1 -= rate * d1`),
      fails: 'old-parameters',
    },
    {
      id: 'rate-twice',
      program: updateWith(
        `${GRADIENTS}w1 -= rate * rate * d1 * x\nb1 -= rate * d1\nw2 -= rate * d2 * a1\nb2 -= rate * d2`,
      ),
      fails: 'right-step',
    },
  ],
}

export default exercises({
  'forward-first': tensor({
    title: 'Forward first',
    objectives: ['forward-pass'],
    params: (draw) => ({
      x: draw.choice([0.5, 1, 1.5, 2]),
      w: draw.vector(2, [-2, 2], 0.25),
      b: draw.vector(2, [-1, 1], 0.25),
      T: draw.choice([0, 1]),
    }),
    where: ({ x, w, b, T }) => {
      const { a1, a2 } = partsOf({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
      const straight = elementary.sigmoid(w[1]! * (w[0]! * x + b[0]!) + b[1]!)
      const z1 = w[0]! * x + b[0]!
      return (
        [...w, ...b].every((value) => Math.abs(value) >= 0.25) &&
        Math.abs(a1 - a2) > 0.03 &&
        Math.abs(straight - a2) > 0.01 &&
        Math.abs(z1 - a1) > 0.03
      )
    },
    prompt: ({ x, w, b, T }) =>
      md`A chain has $w_1 = ${w[0]!}$, $b_1 = ${b[0]!}$, $w_2 = ${w[1]!}$, $b_2 = ${b[1]!}$. Its input is $x = ${x}$, the target is $T = ${T}$. Give $a_1$, $a_2$ and $E = \frac12 (T - a_2)^2$, in this order.`,
    answer: ({ x, w, b, T }) => {
      const { a1, a2, e } = partsOf({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
      return [a1, a2, (e * e) / 2]
    },
    check: ({ x, w, b, T }) => {
      const { a_1, a_2, E } = forward({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
      return [a_1, a_2, E]
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'no-half',
        is: ({ x, w, b, T }) => {
          const { a1, a2, e } = partsOf({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
          return [a1, a2, e * e]
        },
        say: 'Both outputs are right. The error of this lesson has a ½ in front.',
      },
      {
        id: 'sum-passed-on',
        is: ({ x, w, b, T }) => {
          const z1 = w[0]! * x + b[0]!
          const a2 = elementary.sigmoid(w[1]! * z1 + b[1]!)
          return [z1, a2, (T - a2) ** 2 / 2]
        },
        say: 'You handed on the sum of the first neuron. What does it do to its sum before it passes it on?',
      },
      {
        id: 'not-squared',
        is: ({ x, w, b, T }) => {
          const { a1, a2 } = partsOf({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
          return [a1, a2, (T - a2) / 2]
        },
        say: 'Both outputs are right. The difference to the target is still to be squared.',
      },
    ],
    hints: [
      'Four steps before the error: sum, sigmoid, sum, sigmoid.',
      ({ x, w, b }) => md`$z_1 = ${w[0]!} \cdot ${x} + (${b[0]!}) = ${w[0]! * x + b[0]!}$.`,
    ],
    solution: ({ x, w, b, T }) => {
      const { z_1, a_1, z_2, a_2, E } = forward({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
      return md`$z_1 = ${fixed(z_1, 4)}$, $a_1 = \sigma(z_1) = ${fixed(a_1, 4)}$, $z_2 = ${w[1]!} \cdot ${fixed(a_1, 4)} + (${b[1]!}) = ${fixed(z_2, 4)}$, $a_2 = ${fixed(a_2, 4)}$, and $E = \frac12 (${T} - ${fixed(a_2, 4)})^2 = ${fixed(E, 4)}$.`
    },
  }),

  'slope-of-the-error': expression({
    title: 'The first factor',
    objectives: ['derive'],
    prompt: String.raw`How fast does $E = \frac12 (T - a_2)^2$ move with $a_2$? Write $\partial E / \partial a_2$ without a derivative.`,
    symbols: { T: 'real', a_2: 'unit', E: { is: '1/2 (T - a_2)^2' } },
    answer: () => '-(T - a_2)',
    check: () => '∂E/∂a_2',
    also: () => ['a_2 - T'],
    forms: ['noDerivative', { only: ['T', 'a_2'] }],
    mistakes: [
      {
        id: 'inner-sign',
        is: () => 'T - a_2',
        say: 'If the answer is too small, $T - a_2$ is positive. What should raising $a_2$ then do to the error?',
      },
      {
        id: 'half-left-out',
        is: () => '-2 (T - a_2)',
        say: 'That is the slope of $(T - a_2)^2$. What is the ½ for?',
      },
      {
        id: 'half-kept',
        is: () => '-(T - a_2)/2',
        say: 'The ½ is still there. What comes down from the square?',
      },
      {
        id: 'value-for-slope',
        is: () => '1/2 (T - a_2)^2',
        say: 'That is the error itself, not its slope.',
      },
    ],
    hints: ['A square: 2 times what stands inside, times the slope of what stands inside.'],
    solution: String.raw`$\frac12 \cdot 2 (T - a_2) \cdot (-1) = -(T - a_2)$, which is also $a_2 - T$. It is negative while the answer is too small: raising it lowers the error.`,
  }),

  'gaps-of-w1': derivation({
    title: 'The gaps of the first weight',
    objectives: ['derive'],
    prompt: String.raw`The five slopes on the way from $E$ back to $w_1$, in this order. Fill the gaps, without derivatives and without primes. Then the last line once more, as the product of two things that you have seen: the gradient of $b_2$, and the rest.`,
    mode: 'blanks',
    forms: ['noDerivative', 'noPrime'],
    derivation: {
      symbols: { ...symbols, d: { is: '-(T - a_2) a_2 (1 - a_2)' } },
      steps: [
        {
          expr: '∂E/∂w_1 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂w_1',
          by: 'One way, five steps.',
        },
        {
          expr: '= [[-(T - a_2)]] · [[a_2 (1 - a_2)]] · [[w_2]] · [[a_1 (1 - a_1)]] · [[x]]',
          by: 'One gap for each slope, in the same order.',
        },
        {
          expr: '= d · [[w_2 a_1 (1 - a_1) x]]',
          by: 'Here $d = -(T - a_2)\\, a_2 (1 - a_2)$, the gradient of $b_2$: it was computed before.',
        },
      ],
    },
    hints: [
      'The first gap is the slope of $\\frac12(T - a_2)^2$ by $a_2$. The second and the fourth are slopes of sigmoids, written with their outputs.',
      'The third: in $z_2 = w_2 a_1 + b_2$, what stands beside $a_1$? The fifth: in $z_1 = w_1 x + b_1$, what stands beside $w_1$?',
    ],
    solution: String.raw`$-(T - a_2)$, then $a_2 (1 - a_2)$, then $w_2$, then $a_1 (1 - a_1)$, then $x$. The first two together are $d$, so the last gap is $w_2\, a_1 (1 - a_1)\, x$.`,
  }),

  'derive-b1': derivation({
    title: 'The last one is yours',
    objectives: ['derive'],
    prompt: String.raw`Derive $\partial E / \partial b_1$, line by line, until no derivative and no prime is left.`,
    forms: ['noDerivative', 'noPrime'],
    derivation: {
      symbols,
      steps: [
        {
          expr: '∂E/∂b_1 = ∂E/∂a_2 · ∂a_2/∂z_2 · ∂z_2/∂a_1 · ∂a_1/∂z_1 · ∂z_1/∂b_1',
          by: 'The way of the first bias.',
        },
        {
          expr: '= -(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1)',
          by: 'Every slope worked out; the last is 1.',
        },
      ],
    },
    hints: [
      'Begin with the product of five derivatives, as for $w_1$. Only the last one differs.',
      'How fast does $z_1 = w_1 x + b_1$ move with $b_1$?',
    ],
    solution: String.raw`$\frac{\partial E}{\partial b_1} = -(T - a_2) \cdot a_2 (1 - a_2) \cdot w_2 \cdot a_1 (1 - a_1) \cdot 1$. It is the gradient of $w_1$ without the $x$.`,
  }),

  'four-by-hand': tensor({
    title: 'All four by hand',
    objectives: ['compute'],
    params: (draw) => ({
      x: draw.choice([0.5, 1.5, 2]),
      T: draw.choice([0, 1]),
      w: draw.vector(2, [-2, 2], 0.5),
      b: draw.vector(2, [-1, 1], 0.5),
    }),
    where: ({ x, T, w, b }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      const p = partsOf(chain)
      return (
        w.every((value) => Math.abs(value) >= 0.5) &&
        Math.abs(w[1]!) !== 1 &&
        Math.abs(p.e) > 0.2 &&
        far(p.s1, p.a1, 1) &&
        far(p.s2, p.a2, 1)
      )
    },
    prompt: ({ x, T, w, b }) =>
      md`Now $x = ${x}$, $T = ${T}$, $w_1 = ${w[0]!}$, $b_1 = ${b[0]!}$, $w_2 = ${w[1]!}$, $b_2 = ${b[1]!}$. Give the gradients of $w_2$, $b_2$, $w_1$, $b_1$, in this order. You may type arithmetic.`,
    answer: ({ x, T, w, b }) => four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }),
    check: ({ x, T, w, b }) => {
      const found = gradients({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! })
      return PARTS.map((part) => found[part])
    },
    precision: { close: { rtol: 0.01, atol: 0.00005 } },
    calc: true,
    mistakes: [
      {
        id: 'sign-of-the-error',
        is: ({ x, T, w, b }) =>
          four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, { e: (p) => -p.e }),
        say: 'All four have the wrong sign. Look at the first factor: which way does the error go when $a_2$ rises?',
      },
      {
        id: 'half-forgotten',
        is: ({ x, T, w, b }) =>
          four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, { e: (p) => 2 * p.e }),
        say: 'All four are twice what they should be: these are the gradients of $(T - a_2)^2$. What became of the ½?',
      },
      {
        id: 'second-slope-forgotten',
        is: ({ x, T, w, b }) =>
          four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, { s2: () => 1 }),
        say: 'The slope of the second sigmoid is missing in all four. There is one factor for *every* step.',
      },
      {
        id: 'first-slope-forgotten',
        is: ({ x, T, w, b }) =>
          four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, { s1: () => 1 }),
        say: 'The first two are right. In the others you went from $a_1$ to $z_1$ as if there were no sigmoid between.',
      },
      {
        id: 'value-for-slope',
        is: ({ x, T, w, b }) =>
          four(
            { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! },
            { s1: (p) => p.a1, s2: (p) => p.a2 },
          ),
        say: 'You used the outputs $a_2$ and $a_1$ where the slopes of the sigmoids belong. The slope is $a(1 - a)$.',
      },
      {
        id: 'weight-forgotten',
        is: ({ x, T, w, b }) =>
          four({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, { w2: () => 1 }),
        say: 'The first two are right. On the way from $z_2$ to $a_1$ you passed a weight. Where is it?',
      },
    ],
    hints: [
      'Go forward first and write down $a_1$ and $a_2$. Then $d = -(T - a_2)\\, a_2 (1 - a_2)$.',
      'The gradients are $d\\, a_1$, $d$, and then $d\\, w_2\\, a_1 (1 - a_1)$ with and without $x$.',
    ],
    solution: ({ x, T, w, b }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      const { a1, a2 } = partsOf(chain)
      const [g1, g2, g3, g4] = four(chain)
      return md`Forward: $a_1 = ${fixed(a1, 4)}$ and $a_2 = ${fixed(a2, 4)}$. Then $d = -(${T} - ${fixed(a2, 4)}) \cdot ${fixed(a2, 4)} \cdot ${fixed(1 - a2, 4)} = ${sig(g2!, 4)}$, which is already $\partial E / \partial b_2$. Times $a_1$: $\partial E / \partial w_2 = ${sig(g1!, 4)}$. And $d \cdot w_2 \cdot a_1 (1 - a_1) = ${sig(g4!, 4)} = \partial E / \partial b_1$, times $x$: $\partial E / \partial w_1 = ${sig(g3!, 4)}$.`
    },
  }),

  'one-update': tensor({
    title: 'One update by hand',
    objectives: ['update'],
    params: (draw) => ({
      x: draw.choice([1, 2]),
      T: draw.choice([0, 1]),
      w: draw.vector(2, [-2, 2], 0.5),
      b: draw.vector(2, [-1, 1], 0.5),
      rate: draw.choice([2, 4, 5]),
    }),
    where: ({ x, T, w, b, rate }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      const right = update(chain, rate)
      const gradient = four(chain)
      return (
        w.every((value) => Math.abs(value) >= 0.5) &&
        Math.abs(right.w_1 - updateInTurn(chain, rate).w_1) > 0.01 &&
        Math.abs(gradient[3]!) > 0.01
      )
    },
    prompt: ({ x, T, w, b, rate }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      const { a_1, a_2 } = forward(chain)
      return md`$x = ${x}$, $T = ${T}$, $w_1 = ${w[0]!}$, $b_1 = ${b[0]!}$, $w_2 = ${w[1]!}$, $b_2 = ${b[1]!}$. The forward pass is done: $a_1 = ${fixed(a_1, 4)}$ and $a_2 = ${fixed(a_2, 4)}$. Make one update with $\eta = ${rate}$. Give the new $w_2$, $b_2$, $w_1$, $b_1$, in this order.`
    },
    answer: ({ x, T, w, b, rate }) =>
      weights(update({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, rate)),
    check: ({ x, T, w, b, rate }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      return weights(chain).map((old, i) => old - rate * four(chain)[i]!)
    },
    precision: { decimals: 2 },
    calc: true,
    mistakes: [
      {
        id: 'in-turn',
        is: ({ x, T, w, b, rate }) =>
          weights(updateInTurn({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, rate)),
        say: 'The first two are right. For the others you used the $w_2$ that had already moved. All gradients are taken at the *old* parameters.',
      },
      {
        id: 'uphill',
        is: ({ x, T, w, b, rate }) =>
          weights(update({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, -rate)),
        say: 'This goes uphill. The update subtracts $\\eta$ times the gradient, and mind that the gradient may be negative.',
      },
      {
        id: 'no-rate',
        is: ({ x, T, w, b }) => weights(update({ x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }, 1)),
        say: 'You subtracted the gradients themselves. By what are they multiplied first?',
      },
      {
        id: 'biases-left',
        is: ({ x, T, w, b, rate }) => {
          const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
          const next = update(chain, rate)
          return [next.w_2, chain.b_2, next.w_1, chain.b_1]
        },
        say: 'The weights are right. The biases are parameters as well.',
      },
    ],
    hints: [
      'All four gradients first, with the numbers as they stand. Then $p \\leftarrow p - \\eta\\, \\partial E / \\partial p$ for each.',
    ],
    solution: ({ x, T, w, b, rate }) => {
      const chain = { x, T, w_1: w[0]!, b_1: b[0]!, w_2: w[1]!, b_2: b[1]! }
      const [w2, b2, w1, b1] = four(chain)
      return md`$$
\begin{aligned}
w_2 &\leftarrow ${w[1]!} - ${rate} \cdot (${sig(w2!, 4)}) = ${fixed(w[1]! - rate * w2!, 3)} \\
b_2 &\leftarrow ${b[1]!} - ${rate} \cdot (${sig(b2!, 4)}) = ${fixed(b[1]! - rate * b2!, 3)} \\
w_1 &\leftarrow ${w[0]!} - ${rate} \cdot (${sig(w1!, 4)}) = ${fixed(w[0]! - rate * w1!, 3)} \\
b_1 &\leftarrow ${b[0]!} - ${rate} \cdot (${sig(b1!, 4)}) = ${fixed(b[0]! - rate * b1!, 3)}
\end{aligned}
$$`
    },
  }),

  'read-the-check': choice({
    title: 'Read the check',
    objectives: ['debug'],
    prompt: md`
Somebody compares a backward pass with finite differences, on one network: $w_2$ and $b_2$ agree. $w_1$ and $b_1$ come out exactly **twice** too large, on this network, in which $w_2 = 2$ and $a_1 = \frac12$. On another network with $w_2 = 3$ they are **three** times too large. What is wrong?
    `,
    options: [
      {
        id: 'weight-squared',
        correct: true,
        text: 'The weight $w_2$ is multiplied in twice.',
        say: 'The factor by which they are wrong is $w_2$ itself, whatever else changes.',
      },
      {
        id: 'half',
        text: 'The ½ of the error is forgotten.',
        say: 'Then all four would be wrong, and always by the factor 2.',
      },
      {
        id: 'slope',
        text: 'The slope of the first sigmoid is forgotten.',
        say: 'With $a_1$ one half, that slope is one quarter: without it they would be four times too large.',
      },
      {
        id: 'value',
        text: 'The output $a_1$ stands in place of $a_1(1 - a_1)$.',
        say: 'On the first network that would make them twice too large indeed. Would the factor follow $w_2$ on the second?',
      },
    ],
    hints: [
      'Divide the wrong number by the right one: what is left is what is too much, or the reciprocal of what is missing.',
      'Which quantity was 2 on the first network and 3 on the second?',
    ],
    solution:
      'Wrong divided by right is $w_2$ both times, and only $w_1$ and $b_1$ have $w_2$ on their way. So $w_2$ is there once too often. One network would not have told this from $a_1$ in place of $a_1(1 - a_1)$: that is why one checks on several.',
  }),

  'deaf-first-neuron': target({
    title: 'A first neuron that cannot learn',
    objectives: ['read-factors'],
    prompt:
      'Use the sliders of the figure above. Find a setting in which the answer is wrong, the second neuron learns, and yet *neither* $w_1$ nor $b_1$ learns anything: their gradients are exactly 0.',
    figure: 'neuron-chain',
    start: () => ({ ...EXAMPLE }),
    goals: () => [
      {
        id: 'wrong',
        measure: 'error',
        atLeast: 0.02,
        text: md`the error is at least ${0.02}`,
        say: 'The error is nearly zero: of course nothing is left to learn. Make the answer wrong.',
      },
      {
        id: 'second-learns',
        measure: 'size-b2',
        atLeast: 0.01,
        text: md`the gradient of $b_2$ is at least ${0.01} in size`,
        say: 'Now the second neuron does not learn either. Which factors do all four gradients share? Leave those alone.',
      },
      {
        id: 'w1-deaf',
        measure: 'size-w1',
        atMost: 0,
        text: 'the gradient of $w_1$ is exactly 0',
        say: 'Something still arrives at $w_1$. A product is 0 when one of its factors is: which factors can you set to 0?',
      },
      {
        id: 'b1-deaf',
        measure: 'size-b1',
        atMost: 0,
        text: 'the gradient of $b_1$ is exactly 0',
        say: 'Now $w_1$ is deaf, and $b_1$ still learns. Which factor did you set to 0, and is it a factor of $\\partial E/\\partial b_1$?',
      },
    ],
    reached: () => ({ ...EXAMPLE, w_2: 0 }),
    missed: [
      { id: 'no-input', state: () => ({ ...EXAMPLE, x: 0 }), misses: 'b1-deaf' },
      { id: 'saturated', state: () => ({ ...EXAMPLE, w_1: 3, b_1: 3, x: 2 }), misses: 'w1-deaf' },
      { id: 'no-error', state: () => ({ ...EXAMPLE, T: 0.45 }), misses: 'wrong' },
    ],
    hints: [
      'Write down the factors of $\\partial E/\\partial b_1$. Which of them are not in $\\partial E/\\partial b_2$?',
      'Two of them: $w_2$ and $a_1(1 - a_1)$. The second can become small, but never exactly 0.',
    ],
    solution: md`
With $w_2 = 0$ whatever the first neuron says is multiplied by zero on its way forward, and so is everything that comes back. Setting $x = 0$ silences $w_1$ alone: the bias has no $x$ among its factors. A network that starts with all weights at zero begins in this very place. Here it gets out again, because $w_2$ itself has a gradient, $d\,a_1$. Wider networks do not get out so well: their neurons start alike and stay alike.
    `,
  }),

  'other-activations': expression({
    title: 'Other activations',
    objectives: ['derive'],
    prompt: String.raw`A chain whose first neuron has a tanh and whose second has no activation at all: $a_1 = \tanh(w_1 x + b_1)$ and $y = w_2 a_1 + b_2$, with the error $E = \frac12 (T - y)^2$. Write $\partial E / \partial w_1$ in terms of $T$, $y$, $w_2$, $a_1$ and $x$.`,
    symbols: {
      'x, T, w_1, b_1, w_2, b_2': 'real',
      a_1: { is: 'tanh(w_1 x + b_1)' },
      y: { is: 'w_2 a_1 + b_2' },
      E: { is: '1/2 (T - y)^2' },
    },
    answer: () => '-(T - y) w_2 (1 - a_1^2) x',
    check: () => '∂E/∂w_1',
    forms: ['noDerivative', 'noPrime', { only: ['T', 'y', 'w_2', 'a_1', 'x'] }],
    mistakes: [
      {
        id: 'sigmoid-slope',
        is: () => '-(T - y) w_2 a_1 (1 - a_1) x',
        say: 'That is the slope of a sigmoid. What is the slope of the tanh, written with its output?',
      },
      {
        id: 'second-slope-kept',
        is: () => '-(T - y) y (1 - y) w_2 (1 - a_1^2) x',
        say: 'The second neuron has no activation here. How fast does $y$ move with its own sum?',
      },
      {
        id: 'weight-forgotten',
        is: () => '-(T - y) (1 - a_1^2) x',
        say: 'From $y$ back to $a_1$ the way goes through a weight.',
      },
      {
        id: 'bias-gradient',
        is: () => '-(T - y) w_2 (1 - a_1^2)',
        say: 'That is the gradient of $b_1$. What stands beside $w_1$ in the sum?',
      },
    ],
    hints: ['Four factors now: error, weight, tanh, input.', 'The slope of the tanh is $1 - a_1^2$.'],
    solution: String.raw`$\frac{\partial E}{\partial w_1} = -(T - y) \cdot w_2 \cdot (1 - a_1^2) \cdot x$. Exchange a step of the graph and you exchange its local slope. Nothing else changes.`,
  }),

  'write-the-backward-pass': code({
    title: 'Write the backward pass',
    objectives: ['code'],
    prompt: md`
Write \`backward\`: it returns the gradients of all four parameters for $E = \frac12 (T - a_2)^2$. The forward pass is given. It is tried on random networks and compared with finite differences; the usual mistakes are told by name.
    `,
    ...backwardCode,
    hints: [
      md`
Begin with what all four share: \`const d2 = -(T - a2) * a2 * (1 - a2)\`, the gradient of $b_2$.
      `,
      md`
From there to the first neuron: times \`w2\`, times \`a1 * (1 - a1)\`. That is the gradient of $b_1$. Each weight gets one factor more: what stands beside it.
      `,
    ],
    solution: md`
\`d2 = -(T - a2) * a2 * (1 - a2)\` and \`d1 = d2 * w2 * a1 * (1 - a1)\`. Then \`{ w1: d1 * x, b1: d1, w2: d2 * a1, b2: d2 }\`.
    `,
  }),

  'write-one-update': code({
    title: 'Write one update',
    objectives: ['code', 'update'],
    prompt: md`
Now the step itself. \`update\` gets a network \`{ w1, b1, w2, b2 }\`, an input, a target and a learning rate, and returns the network after one update of gradient descent on $E = \frac12 (T - a_2)^2$.
    `,
    ...updateCode,
    hints: [
      'Compute all four gradients into names of their own before you change anything.',
      md`
Then return \`{ w1: w1 - rate * ..., ... }\`: a minus, and the rate, for all four.
      `,
    ],
    solution: md`
With \`d2\` and \`d1\` as in the exercise before, and both computed from the old numbers: \`{ w1: w1 - rate * d1 * x, b1: b1 - rate * d1, w2: w2 - rate * d2 * a1, b2: b2 - rate * d2 }\`.
    `,
  }),
})
