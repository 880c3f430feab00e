import { linear, relu, tensor as array } from 'chainrule'
import {
  choice,
  code,
  exercises,
  expression,
  md,
  multi,
  numeric,
  order,
  target,
  tensor,
  tex,
} from 'chainrule/exercises'
import {
  answersOf,
  CORNERS,
  smallest,
  solutionsOf,
  sumsOf,
  TABLES,
  thresholdTables,
  toJson,
} from '../../../components/gate-bench/model.ts'
import { BY_HAND, START, toLink } from '../../../components/xor-space/model.ts'

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join()
const bits = (n: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (n >> (count - 1 - i)) & 1)

/** Tables of three bits, 000 first and 111 last, with a name. */
const RULES = [
  {
    id: 'majority',
    text: 'at least two of the three inputs are 1',
    holds: (x: readonly number[]) => x[0]! + x[1]! + x[2]! >= 2,
    why: 'Weights of 1 each and a bias of −2 do it: count, and compare.',
  },
  {
    id: 'all-equal',
    text: 'all three inputs are equal',
    holds: (x: readonly number[]) => x[0] === x[1] && x[1] === x[2],
    why: 'Going from 000 to 111 the sum changes in one direction only, so it cannot be high at both ends and low between.',
  },
  {
    id: 'exactly-one',
    text: 'exactly one of the three inputs is 1',
    holds: (x: readonly number[]) => x[0]! + x[1]! + x[2]! === 1,
    why: 'Keep the third input at 0: then this is XOR of the first two.',
  },
  {
    id: 'first-and-not-third',
    text: 'the first input is 1 and the third is 0',
    holds: (x: readonly number[]) => x[0] === 1 && x[2] === 0,
    why: 'A positive weight for the first, a negative one for the third, none for the second.',
  },
  {
    id: 'odd',
    text: 'an odd number of the inputs is 1',
    holds: (x: readonly number[]) => (x[0]! + x[1]! + x[2]!) % 2 === 1,
    why: 'Keep the third input at 0: then this is XOR of the first two.',
  },
  {
    id: 'first-or-both-others',
    text: 'the first input is 1, or both others are',
    holds: (x: readonly number[]) => x[0] === 1 || (x[1] === 1 && x[2] === 1),
    why: 'Let the first weigh twice as much as each of the others, and ask for a sum of 2.',
  },
] as const

const tableOf = (rule: (typeof RULES)[number]): string =>
  Array.from({ length: 8 }, (_, n) => (rule.holds(bits(n, 3)) ? 1 : 0)).join('')

/** Whether the corners of the two classes could be mixtures of each other: tried with the perceptron's rule, which ends if it can. */
function learns(table: string): boolean {
  const w = [0, 0, 0, 0]
  for (let pass = 0; pass < 500; pass++) {
    let mistakes = 0
    for (let n = 0; n < 8; n++) {
      const x = [...bits(n, 3), 1]
      const error = Number(table[n]) - (x.reduce((sum, value, i) => sum + value * w[i]!, 0) >= 0 ? 1 : 0)
      if (error !== 0) mistakes++
      x.forEach((value, i) => (w[i]! += error * value))
    }
    if (mistakes === 0) return true
  }
  return false
}

const separable = thresholdTables(3, 2)

export default exercises({
  'what-it-answers': tensor({
    title: 'What does it compute?',
    objectives: ['read-a-neuron'],
    params: (draw) => ({ w: draw.vector(2, [-3, 3], 1), b: draw.integer(-3, 3) }),
    derived: ({ w, b }) => ({ neuron: { w1: w[0]!, w2: w[1]!, b } }),
    where: ({ w, b, neuron }) => {
      const answers = answersOf(neuron)
      const strict = sumsOf(neuron).map((z) => (z > 0 ? 1 : 0))
      return (
        w.every((value) => value !== 0) &&
        b !== 0 &&
        new Set(answers).size === 2 &&
        !same(answers, strict) &&
        !same(answers, answersOf({ ...neuron, b: 0 })) &&
        !same(strict, answersOf({ ...neuron, b: 0 })) &&
        answers[1] !== answers[2] &&
        !same(strict, [answers[0]!, answers[2]!, answers[1]!, answers[3]!]) &&
        !same(answersOf({ ...neuron, b: 0 }), [answers[0]!, answers[2]!, answers[1]!, answers[3]!])
      )
    },
    prompt: ({ w, b }) =>
      md`A step neuron has $w = ${w}$ and $b = ${b}$. What does it answer for the inputs $(x_1, x_2) = (0, 0),\ (0, 1),\ (1, 0),\ (1, 1)$? Give the four answers in this order.`,
    answer: ({ neuron }) => answersOf(neuron),
    check: ({ w, b }) => CORNERS.map(([x1, x2]) => (w[0]! * x1 + w[1]! * x2 + b < 0 ? 0 : 1)),
    precision: 'exact',
    mistakes: [
      {
        id: 'strict',
        is: ({ neuron }) => sumsOf(neuron).map((z) => (z > 0 ? 1 : 0)),
        say: 'At one of the points the sum is exactly zero. What does the step of this course answer there?',
      },
      {
        id: 'no-bias',
        is: ({ neuron }) => answersOf({ ...neuron, b: 0 }),
        say: 'These are the answers without the bias. What is the sum at $(0, 0)$?',
      },
      {
        id: 'swapped',
        is: ({ neuron }) => [0, 2, 1, 3].map((i) => answersOf(neuron)[i]!),
        say: 'The second and the third are exchanged. In $(0, 1)$ it is $x_2$ that is 1.',
      },
    ],
    hints: [
      'Write down the four sums first: $b$, $w_2 + b$, $w_1 + b$, $w_1 + w_2 + b$.',
      'The step answers 1 from zero up, zero included.',
    ],
    solution: ({ neuron }) =>
      md`The four sums are $${sumsOf(neuron)}$; the step makes of them $${answersOf(neuron)}$.`,
  }),

  'smallest-nand': target({
    title: 'NAND, as small as it gets',
    objectives: ['find-a-neuron'],
    prompt:
      'In the bench above: find weights and bias for *NAND*, all of them whole numbers, whose sizes $|w_1| + |w_2| + |b|$ together are as small as possible.',
    figure: 'gate-bench',
    start: () => ({ table: TABLES.nand.join(''), w1: 1, w2: 1, b: -1 }),
    goals: () => [
      {
        id: 'nand',
        measure: 'isNand',
        atLeast: 1,
        text: 'the bench is set to NAND',
        say: 'The bench is set to another gate. Choose NAND above its sliders.',
      },
      {
        id: 'right',
        measure: 'right',
        atLeast: 4,
        text: 'all four points are right',
        say: 'At least one point is answered wrongly: look for the demand that fails. Which of the three numbers is in it?',
      },
      {
        id: 'whole',
        measure: 'isWhole',
        atLeast: 1,
        text: 'weights and bias are whole numbers',
        say: 'One of the three is not whole. What happens to the answers when you double all of them?',
      },
      {
        id: 'small',
        measure: 'size',
        atMost: 3,
        text: 'together their sizes are at most 3',
        say: 'It works, but smaller numbers do too. Which demand still has room?',
      },
    ],
    reached: () =>
      toJson({
        ...smallest(solutionsOf(TABLES.nand).filter(({ w1, w2, b }) => [w1, w2, b].every(Number.isInteger)))!,
        table: TABLES.nand,
      }),
    missed: [
      {
        id: 'halves',
        state: () => toJson({ ...smallest(solutionsOf(TABLES.nand))!, table: TABLES.nand }),
        misses: 'whole',
      },
      { id: 'larger', state: () => ({ table: TABLES.nand.join(''), w1: -2, w2: -2, b: 3 }), misses: 'small' },
      { id: 'and', state: () => ({ table: TABLES.nand.join(''), w1: 1, w2: 1, b: -2 }), misses: 'right' },
    ],
    hints: [
      'NAND is AND turned around. What happens to a boundary when all three numbers change their signs?',
      'At 00 the sum is the bias alone, and it must be at least 0. At 11 all three together must be below 0.',
    ],
    solution:
      'The demands are $b \\ge 0$, $w_1 + b \\ge 0$, $w_2 + b \\ge 0$ and $w_1 + w_2 + b < 0$. With $b = 0$ the weights could not be negative; with $b = 1$ each weight may go down to $-1$, and $-1 - 1 + 1 < 0$.',
  }),

  'at-least-k': numeric({
    title: 'At least so many',
    objectives: ['find-a-neuron'],
    params: (draw) => ({ n: draw.integer(5, 9), k: draw.integer(2, 7), w: draw.choice([1, 2, 3]) }),
    where: ({ n, k, w }) =>
      k < n - 1 &&
      k >= 2 &&
      new Set([-w * k, w * k, -w * (k - 1), -w * n, -k]).size >= (w === 1 ? 4 : 5) &&
      n !== k,
    prompt: ({ n, k, w }) =>
      md`A step neuron has ${n} inputs, each 0 or 1, and all of its weights are ${w}. It is to answer 1 exactly when *at least ${k}* of the inputs are 1. What is the smallest (most negative) bias that does it?`,
    answer: ({ k, w }) => -w * k,
    check: ({ n, k, w }) => {
      // Try every whole bias on every input and keep the smallest that is always right.
      for (let b = -w * n - 2; b <= 0; b++) {
        const isRight = Array.from({ length: 2 ** n }, (_, i) => bits(i, n)).every((x) => {
          const ones = x.filter((bit) => bit === 1).length
          return w * ones + b >= 0 === ones >= k
        })
        if (isRight) return b
      }
      return Number.NaN
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'sign',
        is: ({ k, w }) => w * k,
        say: 'The size is right. But with a positive bias the neuron answers 1 even when all inputs are 0.',
      },
      {
        id: 'one-too-few',
        is: ({ k, w }) => -w * (k - 1),
        say: 'With this bias, one input fewer than wanted brings the sum to zero already. What does the step answer at zero?',
      },
      { id: 'all-of-them', is: ({ n, w }) => -w * n, say: 'With this bias *all* inputs must be 1.' },
      {
        id: 'weight-forgotten',
        is: ({ k, w }) => (w === 1 ? null : -k),
        say: 'Each input that is 1 adds its weight to the sum, not 1.',
      },
    ],
    hints: [
      'With exactly that many inputs at 1, what is the weighted sum? It must just be enough.',
      'The step answers 1 at zero.',
    ],
    solution: ({ k, w }) =>
      md`With ${k} inputs at 1 the weighted sum is $${w * k}$, and the sum with the bias must be at least zero: $b \ge -${w * k}$. The smallest such bias is $-${w * k}$. With one input fewer the sum is $-${w}$, below zero, as it must be.`,
  }),

  'add-two-demands': expression({
    title: 'Two demands added',
    objectives: ['contradiction'],
    prompt: md`
XOR demands $w_1 + b \ge 0$ and $w_2 + b \ge 0$. Add the two. Which expression in $w_1$, $w_2$ and $b$ must then be at least zero?
    `,
    symbols: { 'w_1, w_2, b': 'real', q: { is: 'w_2 + b' }, r: { is: 'w_1 + b' } },
    answer: () => 'w_1 + w_2 + 2 b',
    check: () => 'q + r',
    forms: [{ only: ['w_1', 'w_2', 'b'] }],
    mistakes: [
      {
        id: 'one-bias',
        is: () => 'w_1 + w_2 + b',
        say: 'That is the sum at $(1, 1)$. Each of the two demands brings its own bias.',
      },
      {
        id: 'no-bias',
        is: () => 'w_1 + w_2',
        say: 'The weights are all there. What became of the bias of each demand?',
      },
      {
        id: 'product',
        is: () => '(w_1 + b) (w_2 + b)',
        say: 'That is the product. Two numbers that are at least zero also have such a *sum*.',
      },
    ],
    hints: ['Left sides together, right sides together.'],
    solution:
      '$(w_1 + b) + (w_2 + b) = w_1 + w_2 + 2b \\ge 0 + 0$. The other two demands ask for the very same number to be below zero.',
  }),

  'prove-it': order({
    title: 'The proof, in order',
    objectives: ['contradiction'],
    prompt:
      'XNOR answers 1 at 00 and at 11, and 0 at 01 and 10. Put the proof that no step neuron computes it in order. One line does not belong in it.',
    blocks: [
      {
        id: 'suppose',
        text: 'Suppose that some step neuron, with weights $w_1, w_2$ and bias $b$, computes XNOR.',
      },
      {
        id: 'ends',
        text: 'At 00 and 11 it answers 1, so $b \\ge 0$ and $w_1 + w_2 + b \\ge 0$.',
        after: ['suppose'],
      },
      {
        id: 'middle',
        text: 'At 01 and 10 it answers 0, so $w_2 + b < 0$ and $w_1 + b < 0$.',
        after: ['suppose'],
      },
      {
        id: 'ends-added',
        text: 'The two demands of 00 and 11 together: $w_1 + w_2 + 2b \\ge 0$.',
        after: ['ends'],
      },
      {
        id: 'middle-added',
        text: 'The two demands of 01 and 10 together: $w_1 + w_2 + 2b < 0$.',
        after: ['middle'],
      },
      {
        id: 'both',
        text: 'One number cannot be both, so there is no such neuron.',
        after: ['ends-added', 'middle-added'],
      },
      {
        id: 'tried',
        text: 'All weights from −3 to 3 have been tried, and none works.',
        distractor: true,
        say: 'Trying finds what there is. That nothing was found among some weights does not exclude all the others; the argument with the sums does.',
      },
    ],
    hints: [
      'A proof by contradiction begins by supposing the opposite.',
      'Each sum of two demands needs the demands first.',
    ],
    solution:
      'Suppose; read off the four demands; add them in pairs of opposite corners; both sums are the same number, and it would have to be at least zero and below zero.',
  }),

  'which-rules': multi({
    title: 'Three inputs',
    objectives: ['separable'],
    prompt:
      'A step neuron has *three* inputs, each 0 or 1. Mark every rule that it can compute with suitable weights: it is to answer 1 exactly when …',
    options: RULES.map((rule) => ({
      id: rule.id,
      text: `… ${rule.text}.`,
      correct: separable.has(tableOf(rule)),
      say: rule.why,
    })),
    check: () => RULES.filter((rule) => learns(tableOf(rule))).map(({ id }) => id),
    hints: [
      'Four corners of a cube on one side are as good as four of a square: look for opposite corners that want the same.',
      'Hold one input fixed. If what is left is XOR of the other two, no neuron can do it.',
    ],
    solution:
      'A count compared with a threshold can be done, and so can a vote in which some weigh more or count against. What wants two opposite corners of a face on one side, and the two others on the other, cannot.',
  }),

  'where-they-go': tensor({
    title: 'Into hidden space',
    objectives: ['hidden-space'],
    params: (draw) => ({
      weight: draw.matrix(2, 2, [-2, 2], 1),
      bias: draw.vector(2, [-2, 2], 1),
      x: draw.choice([
        [1, 1],
        [0, 1],
        [1, 0],
      ]),
    }),
    derived: ({ weight, bias, x }) => ({
      z: weight.map((row, i) => row[0]! * x[0]! + row[1]! * x[1]! + bias[i]!),
    }),
    where: ({ weight, bias, x, z }) => {
      const all = [
        z.map((v) => Math.max(0, v)),
        z,
        weight.map((row) => Math.max(0, row[0]! * x[0]! + row[1]! * x[1]!)),
        z.map((v) => (v >= 0 ? 1 : 0)),
      ]
      const crossed = [0, 1].map((i) =>
        Math.max(0, weight[0]![i]! * x[0]! + weight[1]![i]! * x[1]! + bias[i]!),
      )
      const list = [...all, crossed]
      return (
        z.some((v) => v < 0) &&
        z.some((v) => v > 1) &&
        [...weight.flat(), ...bias].every((v) => v !== 0) &&
        list.every((a, i) => list.slice(i + 1).every((b) => !same(a, b)))
      )
    },
    prompt: ({ weight, bias, x }) => md`A hidden layer of two ReLU neurons has the weights and biases

$$
W = ${tex.matrix(weight)} \qquad b = ${bias}
$$

one row of $W$ for each neuron. Where in hidden space does the point $x = ${x}$ land? Give $(h_1, h_2)$.`,
    answer: ({ z }) => z.map((v) => Math.max(0, v)),
    check: ({ weight, bias, x }) =>
      Array.from(relu(linear(array([[...x]]), array(weight), array([...bias]))).data, (v) => v + 0),
    precision: 'exact',
    mistakes: [
      {
        id: 'no-relu',
        is: ({ z }) => z,
        say: 'These are the sums. What does a ReLU make of a negative one?',
      },
      {
        id: 'no-bias',
        is: ({ weight, x }) => weight.map((row) => Math.max(0, row[0]! * x[0]! + row[1]! * x[1]!)),
        say: 'The biases are missing. Each neuron adds its own before the ReLU.',
      },
      {
        id: 'steps',
        is: ({ z }) => z.map((v) => (v >= 0 ? 1 : 0)),
        say: 'That is a layer of steps. A ReLU hands on a positive sum as it is.',
      },
      {
        id: 'columns',
        is: ({ weight, bias, x }) =>
          [0, 1].map((i) => Math.max(0, weight[0]![i]! * x[0]! + weight[1]![i]! * x[1]! + bias[i]!)),
        say: 'This takes a *column* of $W$ for each neuron. Which numbers are the weights of the first one?',
      },
    ],
    hints: [
      'The first neuron: first row times $x$, plus the first bias, then the ReLU.',
      'One of the two sums is negative.',
    ],
    solution: ({ z }) =>
      md`The sums are $${z}$. The ReLU keeps what is positive: $h = ${z.map((v) => Math.max(0, v))}$.`,
  }),

  'the-output-weight': numeric({
    title: 'The weight that closes it',
    objectives: ['hidden-space'],
    params: (draw) => ({ c: draw.choice([0.5, 2, 3, 4, 5]), u: draw.choice([2, 3, 4, 5, 6]) }),
    variants: 4,
    where: ({ c, u }) => new Set([-2 * u, -u, 2 * u, -2 * u * c, -2].map(String)).size === 5,
    prompt: ({ c, u }) =>
      md`Another network for XOR: $h_1 = \operatorname{ReLU}(${c}\,(x_1 + x_2))$ and $h_2 = \operatorname{ReLU}(${c}\,(x_1 + x_2 - 1))$, and the output is $y = ${u} \cdot h_1 + v \cdot h_2$, with no step behind it. For which $v$ is $y$ the *same* at 00 and at 11?`,
    answer: ({ u }) => -2 * u,
    check: ({ c, u }) => {
      // y at 11 is a straight line in v: follow it to the value at 00.
      const y = (x: readonly number[], v: number) => {
        const h = relu(
          linear(
            array([[...x]]),
            array([
              [c, c],
              [c, c],
            ]),
            array([0, -c]),
          ),
        )
        return linear(h, array([[u, v]])).item()
      }
      const slope = y([1, 1], 1) - y([1, 1], 0)
      return (y([0, 0], 0) - y([1, 1], 0)) / slope
    },
    precision: { decimals: 2 },
    slips: [],
    mistakes: [
      {
        id: 'once',
        is: ({ u }) => -u,
        say: 'At 11 the first hidden neuron stands at twice the height of the second. How much must then be taken away?',
      },
      {
        id: 'sign',
        is: ({ u }) => 2 * u,
        say: 'With this the output at 11 is the highest of all. Which way must the second neuron push?',
      },
      {
        id: 'scale-again',
        is: ({ u, c }) => -2 * u * c,
        say: 'Both hidden neurons are scaled by the same number. Does it matter for where their shares cancel?',
      },
      {
        id: 'from-the-text',
        is: () => -2,
        say: 'That is the weight of the text, where the other output weight is 1.',
      },
    ],
    hints: [
      'At 00 both hidden neurons are at zero. So where must $y$ be at 11?',
      ({ c }) => md`At 11, $h_1 = ${2 * c}$ and $h_2 = ${c}$.`,
    ],
    solution: ({ c, u }) =>
      md`At 00 both hidden neurons are at 0, so $y = 0$. At 11, $h_1 = ${2 * c}$ and $h_2 = ${c}$: $y = ${u * 2 * c} + ${c} v$, which is zero for $v = ${-2 * u}$. At 01 and 10, $h_1 = ${c}$ and $h_2 = 0$, so $y = ${u * c}$: XOR, up to scale.`,
  }),

  'solve-with-relu': target({
    title: 'Bend it yourself',
    objectives: ['hidden-space'],
    prompt:
      'In the figure above, with the activation ReLU and without the button: drag the hidden weights until the four points lie so that one line separates them, and put the line there.',
    figure: 'xor-space',
    start: () => toLink(START),
    goals: () => [
      {
        id: 'relu',
        measure: 'isRelu',
        atLeast: 1,
        text: 'the hidden activation is ReLU',
        say: 'The figure uses another activation. Choose ReLU above it.',
      },
      {
        id: 'right',
        measure: 'right',
        atLeast: 4,
        text: 'all four points are answered right',
        say: 'Look at hidden space: could any line separate the points as they lie? If yes, move the line; if no, move the points.',
      },
    ],
    reached: () => toLink({ activation: 'relu', ...BY_HAND.relu! }),
    missed: [
      { id: 'steps', state: () => toLink({ activation: 'step', ...BY_HAND.step! }), misses: 'relu' },
      { id: 'no-fold', state: () => toLink({ ...START, second: { w1: 1, w2: 1, b: 0 } }), misses: 'right' },
    ],
    hints: [
      'Let the first hidden neuron count the ones: $w_1 = w_2 = 1$, $b = 0$.',
      'Let the second one wake up only at 11. Then the output can take away what 11 has too much.',
    ],
    solution:
      'For instance $h_1 = \\operatorname{ReLU}(x_1 + x_2)$, $h_2 = \\operatorname{ReLU}(x_1 + x_2 - 1)$, and an output neuron with weights 1 and −2 and a bias between −1 and 0.',
  }),

  'hidden-or-not': choice({
    title: 'Is a hidden layer needed?',
    objectives: ['when-needed'],
    prompt:
      'For which of these tasks can *no* neuron without a hidden layer get all examples right, however it is trained?',
    options: [
      {
        id: 'ring',
        correct: true,
        text: 'points within 1 cm of the center of a sheet against points farther than 2 cm from it, in every direction; inputs: the two coordinates',
        say: 'Right: whichever way a line is laid, points of the outer ring lie on both of its sides and the inner points between them.',
      },
      {
        id: 'weighted-score',
        text: 'whether a weighted sum of twenty grades passes a mark; inputs: the twenty grades',
        say: 'A weighted sum compared with a mark is what a neuron computes, with any number of inputs.',
      },
      {
        id: 'two-heaps',
        text: 'two heaps of points on a sheet, far apart from each other; inputs: the two coordinates',
        say: 'A line fits into the gap between two heaps that can be told apart by a straight cut.',
      },
      {
        id: 'ring-squared',
        text: 'the points within 1 cm and beyond 2 cm again; inputs: the *squares* of the two coordinates',
        say: 'The sum of the squares is the squared distance, and a threshold on it separates them. The bend has been done by hand, before the neuron.',
      },
    ],
    hints: ['For each task ask: is the answer a weighted sum of *these inputs*, compared with a threshold?'],
    solution:
      'The ring, in its coordinates: the center is surrounded, and a straight line cannot surround. With the squares as inputs the same points can be separated: what is separable depends on the inputs.',
  }),

  'search-a-neuron': code({
    title: 'Search for a neuron',
    objectives: ['find-a-neuron', 'separable'],
    prompt: md`
Complete \`computes\`: does a step neuron with weights \`w1\`, \`w2\` and bias \`b\` answer every row as wanted? A row is \`[x1, x2, wanted]\`. Then \`search\` tries all whole numbers from −3 to 3.
    `,
    starter: `function computes(w1: number, w2: number, b: number, rows: number[][]): boolean {
  ____
}

function search(rows: number[][]): number[] | undefined {
  for (let w1 = -3; w1 <= 3; w1++)
    for (let w2 = -3; w2 <= 3; w2++)
      for (let b = -3; b <= 3; b++)
        if (computes(w1, w2, b, rows)) return [w1, w2, b]
  return undefined
}`,
    program: `function computes(w1: number, w2: number, b: number, rows: number[][]): boolean {
  return rows.every(([x1, x2, wanted]) => (w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0) === wanted)
}

function search(rows: number[][]): number[] | undefined {
  for (let w1 = -3; w1 <= 3; w1++)
    for (let w2 = -3; w2 <= 3; w2++)
      for (let b = -3; b <= 3; b++)
        if (computes(w1, w2, b, rows)) return [w1, w2, b]
  return undefined
}`,
    tests: [
      {
        id: 'a-known-neuron',
        name: 'weights 1, 1 and bias −2 compute AND',
        code: 'assert(computes(1, 1, -2, [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 1]]) === true, "computes(1, 1, −2, …) should be true for AND.")',
        say: 'AND is refused. At 11 its sum is exactly zero: what does the step answer there?',
      },
      {
        id: 'every-row',
        name: 'one wrong row is enough to fail',
        code: 'assert(computes(1, 1, -2, [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]]) === false, "computes(1, 1, −2, …) should be false for OR.")',
        say: 'A neuron that gets some rows right counts as right. It has to answer *every* row as wanted.',
      },
      {
        id: 'not-xor',
        name: 'nothing is found for XOR, something for NAND',
        code: 'assert(search([[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]) === undefined, "search found a neuron for XOR.")\nconst found = search([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 0]])\nassert(found !== undefined && found[2] >= 0, "search found no neuron for NAND.")',
        say: 'Zeros count as well: a row that wants 0 must *get* 0.',
      },
    ],
    wrong: [
      {
        id: 'strict',
        program:
          'function computes(w1: number, w2: number, b: number, rows: number[][]): boolean {\n  return rows.every(([x1, x2, wanted]) => (w1 * x1 + w2 * x2 + b > 0 ? 1 : 0) === wanted)\n}\nfunction search(rows: number[][]): number[] | undefined {\n  return undefined\n}',
        fails: 'a-known-neuron',
      },
      {
        id: 'some',
        program:
          'function computes(w1: number, w2: number, b: number, rows: number[][]): boolean {\n  return rows.some(([x1, x2, wanted]) => (w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0) === wanted)\n}\nfunction search(rows: number[][]): number[] | undefined {\n  return undefined\n}',
        fails: 'every-row',
      },
      {
        id: 'ones-only',
        program:
          'function computes(w1: number, w2: number, b: number, rows: number[][]): boolean {\n  return rows.every(([x1, x2, wanted]) => wanted === 0 || w1 * x1 + w2 * x2 + b >= 0)\n}\nfunction search(rows: number[][]): number[] | undefined {\n  return computes(0, 0, 0, rows) ? [0, 0, 0] : undefined\n}',
        fails: 'not-xor',
      },
    ],
    hints: [
      md`
\`rows.every(([x1, x2, wanted]) => …)\` is true when the condition holds for each row.
      `,
      md`
The answer of the neuron is \`w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0\`.
      `,
    ],
    solution: md`
\`return rows.every(([x1, x2, wanted]) => (w1 * x1 + w2 * x2 + b >= 0 ? 1 : 0) === wanted)\`. That the search finds nothing for XOR is no proof by itself; the two sums are.
    `,
  }),
})
