import { elementary, linear, matmul, sigmoid, step, sub, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  fixed,
  md,
  numeric,
  sum,
  tensor,
} from 'chainrule/exercises'

/** z by the definition: one product after the other. */
const weighted = (x: readonly number[], w: readonly number[]): number =>
  x.reduce((z, xi, i) => z + xi * w[i]!, 0)

/** z by the engine's layer, which multiplies matrices. */
const byEngine = (x: readonly number[], w: readonly number[], b: number) =>
  linear(array([[...x]]), array([[...w]]), array([b]))

/** Outputs beyond these count as sure. */
const sure = { above: 0.7, below: 0.3 }

const far = (...values: number[]): boolean =>
  values.every((value, i) => values.slice(i + 1).every((other) => Math.abs(value - other) > 0.02))

export default exercises({
  'where-the-weights-are': choice({
    title: 'Where the weights are',
    objectives: ['name-the-parts'],
    prompt:
      'Learning changes the weights of an artificial neuron. Which part of a nerve cell is a weight likened to?',
    options: [
      {
        id: 'synapse',
        correct: true,
        text: 'the strength of a synapse',
        say: 'A synapse lets a signal through strongly or weakly, and may push or pull: that is a weight, sign included. It belongs to the connection between two cells.',
      },
      {
        id: 'soma',
        text: 'the size of the soma',
        say: 'In the soma the arriving signals come together. That is the sum. Where is it decided how much each signal counts *before* it gets there?',
      },
      {
        id: 'axon',
        text: 'the length of the axon',
        say: 'The axon carries the result away; it is likened to the output. What stands between one cell’s output and the next cell’s sum?',
      },
      {
        id: 'threshold',
        text: 'the threshold at which the cell fires',
        say: 'The threshold belongs to the cell as a whole and is likened to the bias and the step. A weight belongs to one input.',
      },
    ],
    hints: [
      'A neuron has one weight for each *input*. Of which part does a cell have one for each signal that arrives?',
    ],
    solution:
      'The synapse. Each input has its own weight, as each arriving signal has its own synapse. The sum is likened to the soma, the output to the axon, the threshold to bias and step.',
  }),

  'sum-of-two': numeric({
    title: 'The sum',
    objectives: ['weighted-sum'],
    params: (draw) => ({
      x: draw.vector(2, [-1, 1], 0.05),
      w: draw.vector(2, [-2, 2], 0.05),
      b: draw.grid(-1, 1, 0.05),
    }),
    where: ({ x, w, b }) => {
      const z = weighted(x, w) + b
      const signs = Math.abs(x[0]! * w[0]!) + Math.abs(x[1]! * w[1]!) + b
      return (
        [...x, ...w].every((value) => Math.abs(value) >= 0.1) &&
        x.some((value) => value < 0) &&
        Math.abs(b) >= 0.1 &&
        Math.abs(z) >= 0.1 &&
        far(z, z - b, signs, x[0]! + x[1]! + w[0]! + w[1]! + b, z - 2 * b, -z)
      )
    },
    prompt: ({ x, w, b }) =>
      md`A neuron has weights $w = ${w}$ and bias $b = ${b}$. Its inputs are $x = ${x}$. What is its sum $z$?`,
    answer: ({ x, w, b }) => weighted(x, w) + b,
    check: ({ x, w, b }) => byEngine(x, w, b).item(),
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'no-bias',
        is: ({ x, w }) => weighted(x, w),
        say: 'That is the sum before the bias is added. Which way does $b$ push it?',
      },
      {
        id: 'bias-subtracted',
        is: ({ x, w, b }) => weighted(x, w) - b,
        say: 'The products are right, but the bias went in with the wrong sign. Is $b$ added or subtracted?',
      },
      {
        id: 'signs-dropped',
        is: ({ x, w, b }) => Math.abs(x[0]! * w[0]!) + Math.abs(x[1]! * w[1]!) + b,
        say: 'Here every product counts as positive. What is the sign of a product whose factors have different signs?',
      },
      {
        id: 'added-not-multiplied',
        is: ({ x, w, b }) => x[0]! + x[1]! + w[0]! + w[1]! + b,
        say: 'This adds weights and inputs. What does a weight do to its input?',
      },
    ],
    hints: [
      'There are three terms: one product for each input, and the bias.',
      ({ x, w }) => md`The first term is $${w[0]!} \cdot ${x[0]!}$. Mind the signs.`,
    ],
    solution: ({ x, w, b }) => md`$$
\begin{aligned}
z &= w_1 x_1 + w_2 x_2 + b \\
  &= ${w[0]!} \cdot ${x[0]!} + ${w[1]!} \cdot ${x[1]!} + ${b} \\
  &= ${sum([x[0]! * w[0]!, x[1]! * w[1]!, b], (v) => fixed(v, 4))} \\
  &= ${fixed(weighted(x, w) + b, 4)}
\end{aligned}
$$`,
  }),

  'terms-of-three': tensor({
    title: 'Term by term',
    objectives: ['weighted-sum', 'read-a-weight'],
    params: (draw) => ({
      x: draw.vector(3, [-2, 2], 0.5),
      w: draw.vector(3, [-2, 2], 0.25),
    }),
    where: ({ x, w }) => {
      const terms = x.map((value, i) => value * w[i]!)
      return (
        [...x, ...w].every((value) => Math.abs(value) >= 0.25) &&
        new Set(terms).size === 3 &&
        terms.some((term) => term < 0) &&
        x.every((value, i) => value + w[i]! !== terms[i] && Math.abs(terms[i]!) !== Math.abs(value)) &&
        w.every((value, i) => Math.abs(terms[i]!) !== Math.abs(value))
      )
    },
    prompt: ({ x, w }) =>
      md`A neuron has *three* inputs, $x = ${x}$, and weights $w = ${w}$. Give the three terms $w_i x_i$ of its sum, in order.`,
    answer: ({ x, w }) => x.map((value, i) => value * w[i]!),
    check: ({ x, w }) => {
      // Column i of the diagonal matrix of weights, times x: the engine's matrix product.
      const diagonal = w.map((value, i) => w.map((_, j) => (i === j ? value : 0)))
      return Array.from(matmul(array(diagonal), array(x.map((value) => [value]))).data)
    },
    precision: { decimals: 3 },
    mistakes: [
      {
        id: 'signs-dropped',
        is: ({ x, w }) => x.map((value, i) => Math.abs(value * w[i]!)),
        say: 'The sizes are right. Which of the terms pull the sum down?',
      },
      {
        id: 'added',
        is: ({ x, w }) => x.map((value, i) => value + w[i]!),
        say: 'These are $w_i + x_i$. A weight does not add to its input.',
      },
      {
        id: 'running-sum',
        is: ({ x, w }) => x.map((_, i) => weighted(x.slice(0, i + 1), w)),
        say: 'You added up as you went: these are the partial sums. Only the terms are asked for.',
      },
    ],
    hints: ['Each term uses one weight and one input: the first with the first, the second with the second.'],
    solution: ({ x, w }) =>
      md`$w_1 x_1 = ${w[0]!} \cdot ${x[0]!} = ${x[0]! * w[0]!}$, then $w_2 x_2 = ${w[1]!} \cdot ${x[1]!} = ${x[1]! * w[1]!}$ and $w_3 x_3 = ${w[2]!} \cdot ${x[2]!} = ${x[2]! * w[2]!}$. A positive term pushes the sum up, a negative one pulls it down.`,
  }),

  'output-of-two': numeric({
    title: 'The output',
    objectives: ['weighted-sum'],
    params: (draw) => ({
      x: draw.vector(2, [-1, 1], 0.1),
      w: draw.vector(2, [-2, 2], 0.1),
      b: draw.grid(-1, 1, 0.1),
    }),
    where: ({ x, w, b }) => {
      const z = weighted(x, w) + b
      const a = elementary.sigmoid(z)
      return (
        [...x, ...w, b].every((value) => Math.abs(value) >= 0.2) &&
        Math.abs(z) >= 0.3 &&
        far(a, z, elementary.sigmoid(-z), elementary.sigmoid(z - b), elementary.exp(-z), z >= 0 ? 1 : 0)
      )
    },
    prompt: ({ x, w, b }) =>
      md`Now all the way: $w = ${w}$, $b = ${b}$, $x = ${x}$. What is the output $a = \sigma(z)$? You may type arithmetic, such as \`1/(1+exp(-0.3))\`.`,
    answer: ({ x, w, b }) => 1 / (1 + elementary.exp(-(weighted(x, w) + b))),
    check: ({ x, w, b }) => sigmoid(byEngine(x, w, b)).item(),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'stopped-at-the-sum',
        is: ({ x, w, b }) => weighted(x, w) + b,
        say: 'That is the sum $z$. What does the neuron still do to it?',
      },
      {
        id: 'sign-of-the-exponent',
        is: ({ x, w, b }) => elementary.sigmoid(-(weighted(x, w) + b)),
        say: 'That is $1/(1 + e^{z})$. Look at the sign in the exponent: should a larger sum give a larger output or a smaller one?',
      },
      {
        id: 'no-bias',
        is: ({ x, w }) => elementary.sigmoid(weighted(x, w)),
        say: 'That is the sigmoid of the sum before the bias is added.',
      },
      {
        id: 'only-the-exponential',
        is: ({ x, w, b }) => elementary.exp(-(weighted(x, w) + b)),
        say: 'That is $e^{-z}$ alone. It goes into $1/(1 + e^{-z})$.',
      },
      {
        id: 'step-instead',
        is: ({ x, w, b }) => (weighted(x, w) + b >= 0 ? 1 : 0),
        say: 'That is what a step would answer. The sigmoid says how much.',
      },
    ],
    hints: [
      ({ x, w, b }) => md`First the sum: $z = ${fixed(weighted(x, w) + b, 2)}$.`,
      'Then $e^{-z}$; for a negative $z$ the exponent is positive. Then add 1 and take the reciprocal.',
    ],
    solution: ({ x, w, b }) => {
      const z = weighted(x, w) + b
      return md`The sum is $z = ${fixed(z, 2)}$. Then $e^{-z} = ${fixed(elementary.exp(-z), 4)}$ and

$$
a = \frac{1}{1 + ${fixed(elementary.exp(-z), 4)}} = ${fixed(elementary.sigmoid(z), 4)}
$$

The sum is ${z > 0 ? 'positive, so the output is above' : 'negative, so the output is below'} one half, as the signs already said.`
    },
  }),

  'write-a-neuron': code({
    title: 'Write a neuron',
    objectives: ['weighted-sum'],
    prompt: md`
Fill in the three gaps, so that \`neuron\` computes $\sigma(w_1 x_1 + w_2 x_2 + \dots + b)$ for any number of inputs.
    `,
    starter: `function neuron(x: number[], w: number[], b: number): number {
  let z = ____
  for (let i = 0; i < x.length; i++) z += ____
  return 1 / (1 + Math.exp(____))
}`,
    program: `function neuron(x: number[], w: number[], b: number): number {
  let z = b
  for (let i = 0; i < x.length; i++) z += w[i] * x[i]
  return 1 / (1 + Math.exp(-z))
}`,
    tests: [
      {
        id: 'between-zero-and-one',
        name: 'the output lies between 0 and 1',
        code: `const a = neuron([2, 1], [1, 1], 0)
assert(a > 0 && a < 1, \`neuron([2, 1], [1, 1], 0) gives \${a}.\`)`,
        say: 'The output is not between 0 and 1. Has the sum been through the sigmoid?',
      },
      {
        id: 'rises-with-the-sum',
        name: 'a larger sum gives a larger output',
        code: `const low = neuron([1, 1], [-1, -1], 0)
const high = neuron([1, 1], [1, 1], 0)
assert(high > low, \`A sum of −2 gives \${low}, a sum of 2 gives \${high}.\`)`,
        say: 'The larger sum gives the smaller output. What is the sign in the exponent of $\\sigma$?',
      },
      {
        id: 'bias-counts',
        name: 'when all inputs are zero, the sum is the bias',
        code: `import { sigmoid } from 'chainrule'
assertClose(neuron([0, 0], [1, 2], 0.7), sigmoid(0.7).item(), 'neuron([0, 0], [1, 2], 0.7)')`,
        say: 'With inputs of zero nothing but the bias is left of the sum. Does your sum begin with it?',
      },
      {
        id: 'any-number-of-inputs',
        name: 'four inputs agree with the engine',
        code: `import { linear, sigmoid, tensor } from 'chainrule'
const [x, w, b] = [[0.5, -1, 0.25, 2], [1, 0.5, -2, 0.75], -0.4]
const wanted = sigmoid(linear(tensor([x]), tensor([w]), tensor([b]))).item()
assertClose(neuron(x, w, b), wanted, 'neuron with four inputs')`,
        say: 'Right so far, but not with four inputs. Does every input meet its own weight?',
      },
    ],
    wrong: [
      {
        id: 'no-activation',
        program: `function neuron(x: number[], w: number[], b: number): number {
  let z = b
  for (let i = 0; i < x.length; i++) z += w[i] * x[i]
  return z
}`,
        fails: 'between-zero-and-one',
      },
      {
        id: 'wrong-sign',
        program: `function neuron(x: number[], w: number[], b: number): number {
  let z = b
  for (let i = 0; i < x.length; i++) z += w[i] * x[i]
  return 1 / (1 + Math.exp(z))
}`,
        fails: 'rises-with-the-sum',
      },
      {
        id: 'no-bias',
        program: `function neuron(x: number[], w: number[], b: number): number {
  let z = 0
  for (let i = 0; i < x.length; i++) z += w[i] * x[i]
  return 1 / (1 + Math.exp(-z))
}`,
        fails: 'bias-counts',
      },
      {
        id: 'two-inputs-only',
        program: `function neuron(x: number[], w: number[], b: number): number {
  const z = w[0] * x[0] + w[1] * x[1] + b
  return 1 / (1 + Math.exp(-z))
}`,
        fails: 'any-number-of-inputs',
      },
      {
        id: 'first-weight-for-all',
        program: `function neuron(x: number[], w: number[], b: number): number {
  let z = b
  for (let i = 0; i < x.length; i++) z += w[0] * x[i]
  return 1 / (1 + Math.exp(-z))
}`,
        fails: 'any-number-of-inputs',
      },
    ],
    hints: [
      'What is the sum before any input has been looked at? That is where `z` begins.',
      md`
Each turn of the loop adds one product, \`w[i] * x[i]\`. And $\sigma(z) = 1 / (1 + e^{-z})$: mind the sign.
      `,
    ],
    solution: md`
\`z\` begins with \`b\`, each turn adds \`w[i] * x[i]\`, and the exponent is \`-z\`.
    `,
  }),

  'half-and-flipped': choice({
    title: 'Reading a weight',
    objectives: ['read-a-weight'],
    params: (draw) => ({ w: draw.choice([-0.25, -0.5, -0.75, -1.5, -2, -3]) }),
    variants: 4,
    prompt: ({ w }) =>
      md`An input arrives through a weight of $${w}$. What becomes of it on its way into the sum?`,
    options: ({ w }) => [
      {
        id: 'flipped-and-damped',
        correct: w > -1,
        text: 'Its sign is flipped and it gets smaller.',
        say:
          w > -1
            ? 'The minus flips, and a size below 1 damps.'
            : 'It is flipped. But is the *size* of this weight below 1?',
      },
      {
        id: 'flipped-and-amplified',
        correct: w < -1,
        text: 'Its sign is flipped and it gets larger.',
        say:
          w < -1
            ? 'The minus flips, and a size above 1 amplifies.'
            : 'It is flipped. But is the *size* of this weight above 1?',
      },
      {
        id: 'damped-only',
        text: 'It gets smaller and keeps its sign.',
        say: 'Multiply this weight by an input of 1. What is the sign of the product?',
      },
      {
        id: 'ignored',
        text: 'It counts for little or nothing, because the weight is below 0.',
        say: md`An input is ignored by a weight of 0. A weight *below* 0 is not a small one: ${-3} is further from ignoring than ${0.1} is.`,
      },
    ],
    check: ({ w }) => {
      const into = w * 1 // an input of 1 shows size and sign
      return Math.abs(into) < 1 ? 'flipped-and-damped' : 'flipped-and-amplified'
    },
    shuffle: false,
    hints: ['Ask two questions separately: what does the sign do, and what does the size do?'],
    solution: ({ w }) =>
      md`An input of 1 becomes $${w}$: its sign is flipped, and its size is ${Math.abs(w) < 1 ? 'smaller' : 'larger'} than before.`,
  }),

  'other-unit': numeric({
    title: 'Another unit',
    objectives: ['read-a-weight'],
    params: (draw) => ({
      w: draw.grid(0.5, 9.5, 0.5),
      unit: draw.choice([
        { from: 'centimeters', to: 'millimeters', factor: 10 },
        { from: 'meters', to: 'centimeters', factor: 100 },
        { from: 'kilograms', to: 'grams', factor: 1000 },
      ]),
    }),
    prompt: ({ w, unit }) =>
      md`A trained neuron takes an input in ${unit.from}, with a weight of ${w}. The data now come in ${unit.to} instead. Which weight makes the neuron answer exactly as before?`,
    answer: ({ w, unit }) => w / unit.factor,
    check: ({ w, unit }) => {
      // A quantity of 2 in the old unit must contribute as much as the same quantity in the new one.
      const before = byEngine([2], [w], 0).item()
      return before / (2 * unit.factor)
    },
    precision: { sigfig: 2 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'wrong-way',
        is: ({ w, unit }) => w * unit.factor,
        say: ({ unit }) =>
          md`The numbers that arrive are already ${unit.factor} times larger. With this weight the term would be larger still.`,
      },
      {
        id: 'unchanged',
        is: ({ w }) => w,
        say: 'With the same weight, the same object would now push the sum harder, only because it is measured in a smaller unit.',
      },
    ],
    hints: [
      ({ unit }) =>
        md`The same object is now described by a number ${unit.factor} times as large. The product must stay what it was.`,
    ],
    solution: ({ w, unit }) =>
      md`The input becomes ${unit.factor} times larger, so the weight must become ${unit.factor} times smaller: $${w} / ${unit.factor} = ${w / unit.factor}$. The neuron is the same one; only the unit in which it is told has changed.`,
  }),

  'zero-without-bias': choice({
    title: 'All inputs zero',
    objectives: ['need-for-bias'],
    params: (draw) => ({ n: draw.integer(3, 9) }),
    prompt: ({ n }) =>
      md`A sigmoid neuron with ${n} inputs and *no bias* is trained for as long as you like. Then all its inputs are set to zero. What does it answer?`,
    options: [
      {
        id: 'half',
        correct: true,
        text: 'one half',
        say: 'Every product is zero, so the sum is zero, and $\\sigma(0)$ is one half. The weights never come into it.',
      },
      {
        id: 'zero',
        text: 'zero',
        say: 'The *sum* is zero. What does the sigmoid make of a sum of zero?',
      },
      {
        id: 'depends',
        text: 'that depends on the weights it has learned',
        say: 'Each weight is multiplied by its input. What is left of it when the input is zero?',
      },
      {
        id: 'undefined',
        text: 'nothing: the sigmoid is not defined there',
        say: 'The sigmoid is defined everywhere. Put $z = 0$ into $1/(1 + e^{-z})$.',
      },
    ],
    check: ({ n }) => {
      const zeros = Array.from({ length: n }, () => 0)
      const answers = [1, -2, 30].map((size) =>
        sigmoid(
          byEngine(
            zeros,
            zeros.map(() => size),
            0,
          ),
        ).item(),
      )
      return answers.every((answer) => answer === 0.5) ? 'half' : 'depends'
    },
    hints: ['First find the sum, then its sigmoid.'],
    solution:
      'All products are zero, so $z = 0$ and $\\sigma(0) = 1/(1 + 1)$, one half, whatever the weights.',
  }),

  'bias-of-a-threshold': numeric({
    title: 'A threshold as a bias',
    objectives: ['need-for-bias'],
    params: (draw) => ({
      w: draw.vector(2, [1, 6], 0.5),
      theta: draw.grid(1.5, 9.5, 0.5),
    }),
    where: ({ w, theta }) =>
      far(-theta, theta, -theta / (w[0]! + w[1]!), theta - w[0]! - w[1]!, w[0]! + w[1]! - theta, 0),
    prompt: ({ w, theta }) =>
      md`A step neuron with weights $w = ${w}$ is to fire (answer 1) exactly when $w_1 x_1 + w_2 x_2 \ge ${theta}$. Which bias does it need?`,
    answer: ({ theta }) => 0 - theta,
    check: ({ w, theta }) => {
      // Search: the neuron must switch where the weighted inputs reach theta. Bisect on the bias.
      const x = [theta / w[0]!, 0]
      let [low, high] = [-20, 20]
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2
        if (step(byEngine(x, w, middle)).item() === 1) high = middle
        else low = middle
      }
      return high
    },
    precision: { decimals: 1 },
    slips: [],
    mistakes: [
      {
        id: 'same-sign',
        is: ({ theta }) => theta,
        say: 'With this bias the neuron would fire already where the weighted inputs reach the *opposite* of the threshold. Bring the threshold to the other side of the inequality.',
      },
      {
        id: 'divided-by-the-weights',
        is: ({ w, theta }) => -theta / (w[0]! + w[1]!),
        say: 'The threshold is compared with the *weighted* inputs: the weights are already in.',
      },
      {
        id: 'weights-subtracted',
        is: ({ w, theta }) => w[0]! + w[1]! - theta,
        say: 'This mixes the weights into the bias. They belong to the inputs; only the threshold moves to the other side.',
      },
    ],
    hints: [
      'The step fires where $w_1 x_1 + w_2 x_2 + b \\ge 0$. Write the condition of the exercise in this form.',
    ],
    solution: ({ theta }) =>
      md`$w_1 x_1 + w_2 x_2 \ge ${theta}$ is the same as $w_1 x_1 + w_2 x_2 - ${theta} \ge 0$. Compare with $w_1 x_1 + w_2 x_2 + b \ge 0$: the bias is $b = ${-theta}$.`,
  }),

  'where-it-crosses': numeric({
    title: 'Where the line crosses',
    objectives: ['boundary'],
    params: (draw) => ({
      w: draw.vector(2, [-4, 4], 0.5),
      b: draw.grid(-3, 3, 0.5),
    }),
    where: ({ w: [w1, w2], b }) =>
      [w1!, w2!, b].every((value) => Math.abs(value) >= 0.5) &&
      far(-b / w1!, b / w1!, -b / w2!, -w2! / b, w2! / b),
    prompt: ({ w, b }) =>
      md`A neuron has weights $w = ${w}$ and bias $b = ${b}$. At which $x_1$ does its line of indecision cross the *horizontal* axis, where $x_2 = 0$?`,
    answer: ({ w, b }) => -b / w[0]!,
    check: ({ w, b }) => {
      // The sum along the axis is a straight line: follow it from 0 by its slope to where it is zero.
      const [here, there] = [byEngine([0, 0], w, b).item(), byEngine([1, 0], w, b).item()]
      return here / sub(array(here), array(there)).item()
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'sign',
        is: ({ w, b }) => b / w[0]!,
        say: 'Put your $x_1$ into the sum: do the two terms cancel, or do they add up?',
      },
      {
        id: 'other-axis',
        is: ({ w, b }) => -b / w[1]!,
        say: 'That is where the line crosses the *vertical* axis. Which of the two inputs is zero here?',
      },
      {
        id: 'upside-down',
        is: ({ w, b }) => (Math.abs(w[0]!) === Math.abs(b) ? null : -w[0]! / b),
        say: 'The fraction is upside down: solve $w_1 x_1 + b = 0$ for $x_1$ once more.',
      },
    ],
    hints: ['On the horizontal axis $x_2 = 0$. What is left of $w_1 x_1 + w_2 x_2 + b = 0$?'],
    solution: ({ w, b }) =>
      md`With $x_2 = 0$ the line’s equation is $${w[0]!} \cdot x_1 + ${b} = 0$, so $x_1 = -b / w_1 = ${fixed(-b / w[0]!, 4)}$.`,
  }),

  'slope-of-a-weight': numeric({
    title: 'The slope of a weight',
    objectives: ['slope'],
    params: (draw) => ({
      x: draw.vector(2, [-2, 2], 0.5),
      w: draw.vector(2, [-2, 2], 0.5),
      b: draw.grid(-1, 1, 0.5),
    }),
    derived: ({ x, w, b }) => ({ z: weighted(x, w) + b, a: elementary.sigmoid(weighted(x, w) + b) }),
    where: ({ x, w, z, a }) => {
      const slope = a * (1 - a)
      return (
        [...x, ...w].every((value) => value !== 0) &&
        Math.abs(x[1]!) !== 1 &&
        Math.abs(x[0]!) !== Math.abs(x[1]!) &&
        Math.abs(z) <= 2 &&
        far(slope * x[1]!, slope, slope * x[0]!, slope * w[1]!, a * x[1]!, z * (1 - z) * x[1]!, x[1]!)
      )
    },
    prompt: ({ x, w, b }) =>
      md`A sigmoid neuron has $w = ${w}$, $b = ${b}$ and inputs $x = ${x}$. How much does its output move for each unit of $w_2$: what is $\partial a / \partial w_2$?`,
    answer: ({ x, a }) => a * (1 - a) * x[1]!,
    check: ({ x, w, b }) => {
      // A central difference: nudge the weight both ways and see how far the output moves.
      const h = 1e-5
      const at = (w2: number) => sigmoid(byEngine(x, [w[0]!, w2], b)).item()
      return (at(w[1]! + h) - at(w[1]! - h)) / (2 * h)
    },
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'no-input',
        is: ({ a }) => a * (1 - a),
        say: 'That is $\\partial a / \\partial z$: how much the output moves for each unit of the *sum*. How far does the sum move for each unit of $w_2$?',
      },
      {
        id: 'other-input',
        is: ({ x, a }) => a * (1 - a) * x[0]!,
        say: 'That is the slope of $w_1$. Which input does $w_2$ multiply?',
      },
      {
        id: 'weight-for-input',
        is: ({ w, a }) => a * (1 - a) * w[1]!,
        say: 'That is the slope with respect to the *input* $x_2$. In the term $w_2 x_2$, what stands beside the weight?',
      },
      {
        id: 'half-a-sigmoid',
        is: ({ x, a }) => a * x[1]!,
        say: 'The slope of the sigmoid has two factors, $a$ and $1 - a$. One of them is missing.',
      },
      {
        id: 'sum-for-output',
        is: ({ x, z }) => z * (1 - z) * x[1]!,
        say: 'Into $a(1 - a)$ goes the output, not the sum $z$.',
      },
    ],
    hints: [
      'Follow the derivation above with $w_2$ in the place of $w_1$.',
      ({ z, a }) => md`The sum is $z = ${fixed(z, 3)}$, so the output is $a = ${fixed(a, 4)}$.`,
    ],
    solution: ({ x, z, a }) => md`$z = ${fixed(z, 3)}$ and $a = \sigma(z) = ${fixed(a, 4)}$, so

$$
\frac{\partial a}{\partial w_2} = a (1 - a)\, x_2 = ${fixed(a, 4)} \cdot ${fixed(1 - a, 4)} \cdot ${x[1]!} = ${fixed(a * (1 - a) * x[1]!, 4)}
$$`,
  }),

  'slope-by-nudging': code({
    title: 'A slope by nudging',
    objectives: ['slope'],
    prompt: md`
Write \`slopeAt\`: how fast \`f\` changes at \`x\`, found by nudging \`x\` by \`h\` _both ways_.
    `,
    starter: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return ____
}`,
    program: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return (f(x + h) - f(x - h)) / (2 * h)
}`,
    tests: [
      {
        id: 'straight-line',
        name: 'a straight line has its own slope',
        code: "assertClose(slopeAt((x) => 3 * x - 1, 0.5), 3, 'The slope of 3x − 1 at 0.5', 1e-6)",
        say: 'A line that rises by 3 for each step of 1 gets another slope. How far apart are the two points that you compare, and what do you divide by?',
      },
      {
        id: 'both-ways',
        name: 'the bend of a curve cancels',
        code: "assertClose(slopeAt((x) => x * x, 1), 2, 'The slope of x² at 1', 1e-8)",
        say: 'Close, but the bend of the curve still shows. Do you nudge both ways?',
      },
      {
        id: 'of-a-neuron',
        name: 'the slope of a sigmoid is $a(1 - a)$',
        code: `import { sigmoid } from 'chainrule'
const a = sigmoid(0.3).item()
assertClose(slopeAt((z) => sigmoid(z).item(), 0.3), a * (1 - a), 'The slope of σ at 0.3', 1e-8)`,
        say: 'Lines and parabolas are right, the sigmoid is not. Is the slope taken at `x`, wherever that is?',
      },
    ],
    wrong: [
      {
        id: 'not-divided',
        program: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return f(x + h) - f(x - h)
}`,
        fails: 'straight-line',
      },
      {
        id: 'divided-by-h',
        program: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return (f(x + h) - f(x - h)) / h
}`,
        fails: 'straight-line',
      },
      {
        id: 'other-way-round',
        program: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return (f(x - h) - f(x + h)) / (2 * h)
}`,
        fails: 'straight-line',
      },
      {
        id: 'one-way-only',
        program: `function slopeAt(f: (x: number) => number, x: number): number {
  const h = 1e-5
  return (f(x + h) - f(x)) / h
}`,
        fails: 'both-ways',
      },
    ],
    hints: [
      'Compute `f` a little to the right of `x` and a little to the left. By how much do the two differ?',
      'The two points are `2 * h` apart. A slope is rise over run.',
    ],
    solution: md`
\`(f(x + h) - f(x - h)) / (2 * h)\`: the rise from left to right, over the distance between the two points.
    `,
  }),

  'slope-of-the-bias': expression({
    title: 'The slope of the bias',
    objectives: ['slope'],
    prompt: String.raw`And the bias? Write $\partial a / \partial b$ for a sigmoid neuron, in terms of its output $a$ alone.`,
    symbols: {
      'x_1, x_2, w_1, w_2, b': 'real',
      z: { is: 'w_1 x_1 + w_2 x_2 + b' },
      a: { is: 'σ(z)' },
    },
    answer: () => 'a (1 - a)',
    check: () => '∂a/∂b',
    also: () => ['a - a^2'],
    forms: ['noDerivative', { only: ['a'] }],
    mistakes: [
      {
        id: 'an-input-too-many',
        is: () => 'a (1 - a) x_1',
        say: 'That is the slope of $w_1$. What does the bias multiply in the sum?',
      },
      {
        id: 'the-sum-only',
        is: () => '1',
        say: 'That is $\\partial z / \\partial b$: the sum moves as far as the bias does. How far does the output move with the sum?',
      },
      {
        id: 'half-a-sigmoid',
        is: () => 'a',
        say: 'The slope of the sigmoid has two factors. One of them is missing.',
      },
    ],
    hints: [
      'Two factors again: output by sum, sum by bias.',
      'In $w_1 x_1 + w_2 x_2 + b$ the bias stands alone. How much does the sum change when $b$ changes by 1?',
    ],
    solution: String.raw`The sum changes exactly as much as the bias does, $\partial z / \partial b = 1$, so $\partial a / \partial b = a(1 - a) \cdot 1 = a (1 - a)$. The bias behaves like a weight whose input is always 1.`,
  }),

  'slope-of-an-input': derivation({
    title: 'The slope of an input',
    objectives: ['slope'],
    prompt: String.raw`The same path answers another question: how much does the output move when the *input* $x_2$ moves? Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        'x_1, x_2, w_1, w_2, b': 'real',
        z: { is: 'w_1 x_1 + w_2 x_2 + b' },
        a: { is: 'σ(z)' },
      },
      steps: [
        { expr: '∂a/∂x_2 = ∂a/∂z · [[∂z/∂x_2]]', by: 'The input reaches the output only through the sum.' },
        { expr: '= ∂a/∂z · [[w_2]]', by: 'Only one term of the sum contains $x_2$.' },
        { expr: '= [[a (1 - a)]] w_2', by: 'The slope of the sigmoid, with $a = \\sigma(z)$.' },
      ],
    },
    hints: [
      'The first gap is the slope of the sum, the second its value.',
      'In the derivation above weight and input have only changed their parts.',
    ],
    solution: String.raw`$\partial a / \partial x_2 = \partial a / \partial z \cdot \partial z / \partial x_2 = a (1 - a)\, w_2$: an input whose weight is large moves the output far, and a neuron that is sure of itself hardly notices any input.`,
  }),

  'call-the-flower': choice({
    title: 'Call the flower',
    objectives: ['train-one', 'boundary'],
    params: (draw) => ({
      length: draw.grid(4, 6, 0.1),
      width: draw.grid(1.2, 2.2, 0.1),
      w: draw.vector(2, [0.5, 3], 0.5),
      margin: draw.grid(-1.5, 1.5, 0.25),
    }),
    derived: ({ length, width, w, margin }) => {
      const b = -Math.round((w[0]! * length + w[1]! * width + margin) * 4) / 4
      return { b, z: w[0]! * length + w[1]! * width + b }
    },
    // Outputs near 0.7 or 0.3 would be a matter of rounding, not of reading.
    where: ({ z, b }) => Math.abs(z) >= 0.25 && (Math.abs(z) <= 0.7 || Math.abs(z) >= 1.1) && b < -2,
    prompt: ({ length, width, w, b }) =>
      md`A neuron was trained to answer near 1 for virginica and near 0 for versicolor. Training left it with $w = ${w}$ (petal length, petal width, both in cm) and $b = ${b}$. A flower’s petals are ${length} cm long and ${width} cm wide. What does the neuron call it, and how sure is it?`,
    options: ({ z }) => [
      {
        id: 'virginica-sure',
        correct: z >= 1,
        text: md`virginica, clearly: its output is above ${sure.above}`,
        say:
          z >= 1
            ? 'The sum is well above zero.'
            : 'Work out the sum again: how far is it from zero, and on which side?',
      },
      {
        id: 'virginica-unsure',
        correct: z > 0 && z < 1,
        text: md`virginica, but barely: its output is between one half and ${sure.above}`,
        say:
          z > 0 && z < 1
            ? 'The sum is above zero, but not by much.'
            : 'Work out the sum again: how far is it from zero, and on which side?',
      },
      {
        id: 'versicolor-unsure',
        correct: z < 0 && z > -1,
        text: md`versicolor, but barely: its output is between ${sure.below} and one half`,
        say:
          z < 0 && z > -1
            ? 'The sum is below zero, but not by much.'
            : 'Work out the sum again: how far is it from zero, and on which side?',
      },
      {
        id: 'versicolor-sure',
        correct: z <= -1,
        text: md`versicolor, clearly: its output is below ${sure.below}`,
        say:
          z <= -1
            ? 'The sum is well below zero.'
            : 'Did the bias go into the sum? It is large, and negative.',
      },
    ],
    check: ({ length, width, w, b }) => {
      const a = sigmoid(byEngine([length, width], w, b)).item()
      if (a > 0.5) return a > sure.above ? 'virginica-sure' : 'virginica-unsure'
      return a > sure.below ? 'versicolor-unsure' : 'versicolor-sure'
    },
    shuffle: false,
    hints: [
      'The three terms nearly cancel. Compute the sum carefully, then its sigmoid.',
      md`A sum of 1 is already enough for an output above ${sure.above}, a sum of ${-1} for one below ${sure.below}.`,
    ],
    solution: ({ length, width, w, b, z }) =>
      md`The sum is $z = ${w[0]!} \cdot ${length} + ${w[1]!} \cdot ${width} + ${b} = ${fixed(z, 2)}$, so the output is $a = \sigma(z) = ${fixed(elementary.sigmoid(z), 3)}$: ${z > 0 ? 'virginica' : 'versicolor'}${Math.abs(z) < 1 ? ', but barely' : ''}.`,
  }),
})
