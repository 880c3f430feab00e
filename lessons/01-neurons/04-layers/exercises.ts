import { linear, relu, tensor as array } from 'chainrule'
import {
  code,
  exercises,
  expression,
  md,
  multi,
  numeric,
  order,
  shape,
  target,
  tensor,
  tex,
} from 'chainrule/exercises'
import { START, toLink, type BuilderState } from '../../../components/bump-builder/model.ts'

type Matrix = readonly (readonly number[])[]

const times = (weight: Matrix, x: readonly number[], b: readonly number[]): number[] =>
  weight.map((row, i) => row.reduce((sum, w, j) => sum + w * x[j]!, b[i]!))
const bent = (z: readonly number[]): number[] => z.map((value) => Math.max(0, value))
const across = (weight: Matrix): number[][] => weight[0]!.map((_, j) => weight.map((row) => row[j]!))
const zeros = (list: readonly number[]): number[] => list.map(() => 0)
const allDiffer = (lists: readonly (readonly number[])[]): boolean =>
  new Set(lists.map((list) => list.join())).size === lists.length

/** The zigzag of m pieces on [0, 1] as ReLUs write it, for each x: up, down, up, …, always between 0 and 1. */
function zigzag(xs: readonly number[], m: number): number[] {
  const hidden = relu(
    linear(
      array(xs.map((x) => [x])),
      array(Array.from({ length: m }, () => [1])),
      array(Array.from({ length: m }, (_, i) => -i / m)),
    ),
  ) // (points, m)
  const v = Array.from({ length: m }, (_, i) => (i === 0 ? m : (i % 2 ? -2 : 2) * m))
  return Array.from(linear(hidden, array([v])).data)
}

/** How near the hill of four sigmoids has to come. */
const NEAR = 0.1

const builder = (part: Partial<BuilderState>) => toLink({ ...START, ...part })

export default exercises({
  pixels: numeric({
    title: 'How many inputs?',
    objectives: ['layers'],
    params: (draw) => ({
      h: draw.choice([12, 16, 20, 24]),
      w: draw.choice([30, 32, 36, 40]),
      n: draw.integer(50, 90),
    }),
    where: ({ h, w, n }) => h + w + 3 !== n,
    prompt: ({ h, w, n }) =>
      md`A data set has ${n} color photographs (RGB), each ${w} pixels wide and ${h} high. A fully connected network is to look at one photograph at a time. How many numbers does its input layer hold?`,
    answer: ({ h, w }) => 3 * h * w,
    check: ({ h, w }) => {
      let count = 0
      for (let row = 0; row < h; row++)
        for (let column = 0; column < w; column++) for (const channel of 'RGB') count += channel.length
      return count
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'gray',
        is: ({ h, w }) => h * w,
        say: 'That is the number of pixels. How many numbers does it take to say the color of one?',
      },
      {
        id: 'all-images',
        is: ({ h, w, n }) => 3 * h * w * n,
        say: 'That is how many numbers the whole data set has. How many belong to one photograph?',
      },
      {
        id: 'sides',
        is: ({ h, w }) => 3 * (h + w),
        say: 'Here the sides are added. How many pixels do so many rows of so many pixels have?',
      },
      {
        id: 'three-sides',
        is: ({ h, w }) => h + w + 3,
        say: 'These are the sizes of the three axes, added. How many numbers fit into a box with such sides?',
      },
      {
        id: 'images',
        is: ({ n }) => n,
        say: 'That many examples there are. Each one fills the input layer anew.',
      },
    ],
    hints: ['Count the pixels first.', 'One pixel of an RGB image has a red, a green and a blue value.'],
    solution: ({ h, w, n }) =>
      md`$${h} \cdot ${w} = ${h * w}$ pixels with three numbers each: ${3 * h * w}. That there are ${n} photographs does not matter to the input layer.`,
  }),

  'forward-pass': tensor({
    title: 'Through two layers',
    objectives: ['forward'],
    params: (draw) => ({
      first: draw.matrix(2, 2, [-2, 2], 1),
      b1: draw.vector(2, [-2, 2], 1),
      second: draw.matrix(2, 2, [-3, 3], 1),
      b2: draw.vector(2, [-2, 2], 1),
      x: draw.vector(2, [-2, 3], 1),
    }),
    derived: ({ first, b1, x }) => ({ z: times(first, x, b1) }),
    where: ({ first, b1, second, b2, x, z }) =>
      [...first.flat(), ...b1, ...second.flat(), ...b2, ...x].every((value) => value !== 0) &&
      z.some((value) => value < 0) &&
      z.some((value) => value > 0) &&
      allDiffer([
        times(second, bent(z), b2),
        times(second, z, b2),
        bent(times(second, bent(z), b2)),
        times(second, bent(z), zeros(b2)),
        times(second, bent(times(first, x, zeros(b1))), b2),
        times(second, x, b2),
        bent(z),
      ]),
    prompt: ({
      first,
      b1,
      second,
      b2,
      x,
    }) => md`A network has two inputs, a hidden layer of two ReLU neurons and two *linear* outputs:

$$
\begin{aligned} W_1 &= ${tex.matrix(first)} & b_1 &= ${b1} \\ W_2 &= ${tex.matrix(second)} & b_2 &= ${b2} \end{aligned}
$$

The input is $x = ${x}$. Give the two outputs.`,
    answer: ({ second, b2, z }) => times(second, bent(z), b2),
    check: ({ first, b1, second, b2, x }) =>
      Array.from(
        linear(relu(linear(array([[...x]]), array(first), array([...b1]))), array(second), array([...b2]))
          .data,
        (value) => value + 0,
      ),
    precision: 'exact',
    mistakes: [
      {
        id: 'no-relu',
        is: ({ second, b2, z }) => times(second, z, b2),
        say: 'This hands a negative sum on to the output layer. What does a ReLU hand on instead?',
      },
      {
        id: 'relu-at-the-end',
        is: ({ second, b2, z }) => {
          const y = times(second, bent(z), b2)
          return y.some((value) => value < 0) ? bent(y) : null
        },
        say: 'The ReLU belongs to the hidden layer. These outputs are linear: may they be negative?',
      },
      {
        id: 'no-second-bias',
        is: ({ second, b2, z }) => times(second, bent(z), zeros(b2)),
        say: 'The biases of the output layer are missing.',
      },
      {
        id: 'no-first-bias',
        is: ({ first, b1, second, b2, x }) => times(second, bent(times(first, x, zeros(b1))), b2),
        say: 'The biases of the *hidden* layer are missing. They come before the ReLU.',
      },
      {
        id: 'layer-skipped',
        is: ({ second, b2, x }) => times(second, x, b2),
        say: 'This gives the input to the output layer directly. What does that layer get?',
      },
      {
        id: 'columns',
        is: ({ first, b1, second, b2, x, z }) => {
          const turned = times(across(second), bent(times(across(first), x, b1)), b2)
          const others = [
            times(second, bent(z), b2),
            times(second, z, b2),
            bent(times(second, bent(z), b2)),
            times(second, bent(z), zeros(b2)),
            times(second, bent(times(first, x, zeros(b1))), b2),
            times(second, x, b2),
            bent(z),
          ]
          return others.some((other) => other.join() === turned.join()) ? null : turned
        },
        say: 'This takes a *column* of each matrix for a neuron. In this course, where do the weights of one neuron stand?',
      },
      {
        id: 'stopped',
        is: ({ z }) => bent(z),
        say: 'That is what the hidden layer hands on. One layer is still to come.',
      },
    ],
    hints: [
      'Hidden layer first: each row of $W_1$ times $x$, plus its bias, then the ReLU.',
      ({ z }) => md`The hidden sums are $${z}$.`,
    ],
    solution: ({ second, b2, z }) =>
      md`The hidden sums are $${z}$, the ReLU makes of them $h = ${bent(z)}$, and $W_2 h + b_2 = ${times(second, bent(z), b2)}$.`,
  }),

  'weight-shape': shape({
    title: 'The shape of the weights',
    objectives: ['shapes'],
    params: (draw) => ({
      B: draw.choice([16, 32, 64]),
      d: draw.integer(5, 12),
      m: draw.integer(13, 19),
      n: draw.integer(20, 28),
    }),
    where: ({ B, m }) => B !== m,
    prompt: ({ B, d, m, n }) =>
      md`A network has ${d} inputs, a first hidden layer of ${m} neurons and a second one of ${n}. It is given ${B} examples at once. What shape does the weight matrix of the *second* hidden layer have in this course (and in PyTorch)?`,
    answer: ({ m, n }) => [n, m],
    check: ({ B, d, m, n }) => {
      // The only way round in which the engine's layer takes what the first layer hands on.
      const x = array(Array.from({ length: B }, () => Array.from({ length: d }, () => 1)))
      const ones = (rows: number, columns: number) =>
        array(Array.from({ length: rows }, () => Array.from({ length: columns }, () => 1)))
      const h = linear(x, ones(m, d)) // (B, m)
      const fits = [
        [n, m],
        [m, n],
      ].filter(([rows, columns]) => {
        try {
          return linear(h, ones(rows!, columns!)).shape[1] === n
        } catch {
          return false
        }
      })
      return fits[0]!
    },
    mistakes: [
      {
        id: 'turned',
        is: ({ m, n }) => [m, n],
        say: 'That is how Keras stores it. In this course each *row* belongs to one neuron. How many neurons does this layer have?',
      },
      {
        id: 'batch',
        is: ({ B, m }) => [B, m],
        say: 'That is the shape of what the layer is *given*. Do the weights depend on how many examples come at once?',
      },
      {
        id: 'output',
        is: ({ B, n }) => [B, n],
        say: 'That is the shape of what the layer *gives*. The weights are there before any example comes.',
      },
      {
        id: 'from-the-inputs',
        is: ({ d, n }) => [n, d],
        say: 'So many weights would look at the inputs of the network. What does the second hidden layer look at?',
      },
      {
        id: 'first-layer',
        is: ({ d, m }) => [m, d],
        say: 'That is the weight matrix of the first hidden layer.',
      },
    ],
    hints: [
      'One row for each neuron of the layer.',
      'One column for each number that such a neuron looks at.',
    ],
    solution: ({ m, n, B }) =>
      md`${n} neurons, one row each, and each looks at the ${m} numbers of the layer before: (${n}, ${m}). The ${B} examples appear in the shapes of inputs and outputs, never in those of weights.`,
  }),

  'count-parameters': numeric({
    title: 'Count the parameters',
    objectives: ['count'],
    params: (draw) => ({ d: draw.integer(8, 20), h: draw.integer(5, 12), k: draw.integer(2, 6) }),
    where: ({ d, h, k }) =>
      d !== h &&
      h !== k &&
      new Set([
        (d + 1) * h + (h + 1) * k,
        d * h + h * k,
        (d + 1) * h,
        d * h + h * k + d + h + k,
        d + h + k,
        (d + 1) * h + (h + 1) * k + (d + 1) * k,
        d * h * k,
      ]).size === 7,
    prompt: ({ d, h, k }) =>
      md`A fully connected network has ${d} inputs, one hidden layer of ${h} neurons and ${k} outputs, all with biases. How many numbers does training have to find?`,
    answer: ({ d, h, k }) => (d + 1) * h + (h + 1) * k,
    check: ({ d, h, k }) => {
      // Draw every connection and every bias, and count the strokes.
      const sizes = [d, h, k]
      let count = 0
      sizes.slice(1).forEach((units, layer) => {
        for (let unit = 0; unit < units; unit++) {
          for (let from = 0; from < sizes[layer]!; from++) count++
          count++
        }
      })
      return count
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'no-biases',
        is: ({ d, h, k }) => d * h + h * k,
        say: 'These are all the weights. What else does every neuron have?',
      },
      {
        id: 'input-biases',
        is: ({ d, h, k }) => d * h + h * k + d + h + k,
        say: 'This counts biases for the inputs as well. Do they compute a sum?',
      },
      {
        id: 'one-layer',
        is: ({ d, h }) => (d + 1) * h,
        say: 'That is the hidden layer alone.',
      },
      {
        id: 'neurons',
        is: ({ d, h, k }) => d + h + k,
        say: 'These are the circles of the drawing. Training finds what belongs to the *lines*, and the biases.',
      },
      {
        id: 'skip',
        is: ({ d, h, k }) => (d + 1) * h + (h + 1) * k + (d + 1) * k,
        say: 'This also connects the inputs to the outputs. Each layer looks at the layer right before it.',
      },
      {
        id: 'product',
        is: ({ d, h, k }) => d * h * k,
        say: 'That is the number of *paths* from an input to an output. Paths share their weights.',
      },
    ],
    hints: [
      'Layer by layer. A neuron has one weight for each number it looks at, and one bias.',
      ({ d, h }) => md`The hidden layer: ${h} neurons with ${d} + 1 numbers each.`,
    ],
    solution: ({ d, h, k }) =>
      md`Hidden: $(${d} + 1) \cdot ${h} = ${(d + 1) * h}$. Output: $(${h} + 1) \cdot ${k} = ${(h + 1) * k}$. Together ${(d + 1) * h + (h + 1) * k}.`,
  }),

  'two-cannot': order({
    title: 'Two lines enclose nothing',
    objectives: ['hidden-lines'],
    prompt: md`
A network on the plane has two hidden neurons with the activation $f$, which never falls when its sum rises. It says yes where $v_1 f(z_1) + v_2 f(z_2) + c \ge 0$. Put the proof that its yes region is never enclosed in a circle in order. One line does not belong in it.
    `,
    blocks: [
      { id: 'suppose', text: 'Suppose that the network says yes at some point $P$.' },
      {
        id: 'halves',
        text: 'The directions in which $v_1 f(z_1)$ does not fall include a half-plane through the origin; those for $v_2 f(z_2)$ include another.',
      },
      {
        id: 'meet',
        text: 'Two such half-planes always have a direction $d$ in common.',
        after: ['halves'],
      },
      {
        id: 'walk',
        text: 'Walk from $P$ along $d$: neither product falls, so the sum stays at least zero.',
        after: ['suppose', 'meet'],
      },
      {
        id: 'ray',
        text: 'So the network says yes on a whole ray, and a ray leaves every circle.',
        after: ['walk'],
      },
      {
        id: 'trained',
        text: 'In training, two hidden neurons have never got all points right.',
        distractor: true,
        say: 'That training did not find such weights does not show that there are none. The walk along a ray does.',
      },
    ],
    hints: [
      'Before you can walk you need two things: a point where the network says yes, and a direction.',
      'The ray comes last.',
    ],
    solution:
      'A point inside; for each hidden neuron half of all directions are harmless; two halves share a direction; walking along it nothing falls; so the region reaches as far as you like.',
  }),

  'bend-weight': expression({
    title: 'The weight of a bend',
    objectives: ['build'],
    prompt: md`
A hidden layer of ReLUs draws straight pieces of width $d$. Its output should have the height $p$ at one bend, $q$ at the next, and $r$ at the one after. The ReLU that wakes up at the *middle* bend has the weight 1 for the input. What is its output weight, in $p$, $q$, $r$ and $d$?
    `,
    symbols: { 'p, q, r': 'real', d: 'positive' },
    answer: () => '(r - 2 q + p)/d',
    check: () => '(r - q)/d - (q - p)/d',
    mistakes: [
      {
        id: 'slope',
        is: () => '(r - q)/d',
        say: 'That is the slope to the right of the bend. The line before it is already rising or falling: what must be added to its slope?',
      },
      {
        id: 'no-width',
        is: () => 'r - 2 q + p',
        say: 'These are heights. A slope is a height by a width.',
      },
      {
        id: 'opposite',
        is: () => '(q - p)/d - (r - q)/d',
        say: 'With this the slope changes the wrong way. Which slope comes after the bend, and which before?',
      },
      {
        id: 'height',
        is: () => 'q',
        say: 'That is the height which the curve has there. The ReLUs before have brought it there already; at its own bend this one still says zero.',
      },
      {
        id: 'left-slope',
        is: () => '(q - p)/d',
        say: 'That is the slope *before* the bend, made by the neurons that are already awake.',
      },
      {
        id: 'sum-of-slopes',
        is: () => '(r - q)/d + (q - p)/d',
        say: 'Here the two slopes are added. The slope after the bend is the slope before plus what this neuron brings.',
      },
    ],
    hints: [
      'From its bend on, the neuron adds a line of slope 1 times its output weight.',
      'Slope before the bend: $(q - p)/d$. Slope after it: $(r - q)/d$.',
    ],
    solution:
      'The slope must change from $(q - p)/d$ to $(r - q)/d$, and only this neuron changes it there: $v = (r - q)/d - (q - p)/d = (p - 2q + r)/d$.',
  }),

  'fit-the-hill': target({
    title: 'A hill out of four steps',
    objectives: ['build'],
    prompt: md`In the figure above: bring the output within ${NEAR} of the hill everywhere, with at most four hidden neurons, all of them sigmoids.`,
    figure: 'bump-builder',
    start: () => builder({}),
    goals: () => [
      {
        id: 'hill',
        measure: 'isHill',
        atLeast: 1,
        text: 'the goal is the hill',
        say: 'The figure is set to another goal. Choose the hill.',
      },
      {
        id: 'sigmoids',
        measure: 'isSigmoid',
        atLeast: 1,
        text: 'the hidden neurons are sigmoids',
        say: 'These are ReLUs. Set the figure to sigmoids.',
      },
      {
        id: 'few',
        measure: 'units',
        atMost: 4,
        text: 'there are at most four of them',
        say: 'There are more than four hidden neurons. More steps are one way; what else can be changed about a step?',
      },
      {
        id: 'near',
        measure: 'largest',
        atMost: NEAR,
        text: md`the largest error is at most ${NEAR}`,
        say: 'Somewhere the output is still too far from the hill. Take the heights from the goal; then look at the flanks. Is a steep step what a flank needs?',
      },
    ],
    reached: () => builder({ heights: null, steepness: 30 }),
    missed: [
      { id: 'steep', state: () => builder({ heights: null }), misses: 'near' },
      { id: 'flat', state: () => builder({ heights: null, steepness: 10 }), misses: 'near' },
      { id: 'many', state: () => builder({ heights: null, units: 16, steepness: 80 }), misses: 'few' },
      { id: 'relus', state: () => builder({ heights: null, kind: 'relu' }), misses: 'sigmoids' },
    ],
    hints: [
      'Press *Take the heights from the goal* and watch the largest error.',
      'Stairs are a poor flank. Make the weight smaller, little by little, until the steps run into each other.',
    ],
    solution:
      'Heights from the goal, and a weight of about 30 to 40: each sigmoid then rises over about the width of a stair, and four of them make a smooth hill. With a still smaller weight they smear it.',
  }),

  'what-is-promised': multi({
    title: 'What is promised?',
    objectives: ['depth'],
    prompt:
      'One hidden layer with enough neurons and a suitable activation comes as close as you like to any continuous function on a bounded region. Mark everything that *follows* from this theorem.',
    options: [
      {
        id: 'exists',
        correct: true,
        text: 'For every such function and every error above zero there are a size and weights that do it.',
        say: 'That is what the theorem says.',
      },
      {
        id: 'training',
        text: 'Gradient descent finds these weights if it runs long enough.',
        say: 'The theorem speaks of weights that exist. In the playground, three ReLU neurons could enclose the circle, and with some seeds training did not find how.',
      },
      {
        id: 'useless-depth',
        text: 'A second hidden layer never makes a network smaller for the same function.',
        say: 'How many neurons one layer takes is not in the theorem. For the folded zigzag it takes exponentially more.',
      },
      {
        id: 'outside',
        text: 'Outside the region the network stays close to the function as well.',
        say: 'The region is part of the promise. A ReLU network goes on in straight lines out there, whatever the function does.',
      },
      {
        id: 'any-activation',
        text: 'It holds with no activation at all, if the layer is wide enough.',
        say: 'Without an activation every width gives one straight line, or plane.',
      },
      {
        id: 'jumps',
        text: 'A network of ReLUs comes close to a jump everywhere at once.',
        say: 'A jump is not continuous. At the jump a continuous output is off by half its height at least.',
      },
    ],
    check: () => ['exists'],
    hints: ['For each sentence ask: does it speak of weights that *exist*, or of something else?'],
    solution:
      'Only the first. It says that weights exist; not how many, not that training finds them, nothing about points outside the region, and nothing about functions that jump.',
  }),

  'fold-again': numeric({
    title: 'Fold more often',
    objectives: ['depth'],
    params: (draw) => ({ m: draw.integer(3, 9), L: draw.choice([2, 3]) }),
    variants: 8,
    where: ({ m, L }) => new Set([m ** L - 1, m ** L, m * L, m * L - 1, 2 ** L - 1, (m - 1) ** L]).size === 6,
    prompt: ({ m, L }) =>
      md`A hidden layer of ${m} ReLUs makes a zigzag of ${m} straight pieces out of the interval from 0 to 1; each piece runs from 0 to 1 or from 1 to 0. The zigzag of the zigzag is taken, and so on: ${L} such layers in all. A network with *one* hidden layer is to compute the same function between 0 and 1. How many bends between 0 and 1 must its ReLUs make?`,
    answer: ({ m, L }) => m ** L - 1,
    check: ({ m, L }) => {
      // Walk along the folded function and count where its slope changes.
      const points = 4 * m ** L
      let y = Array.from({ length: points + 1 }, (_, i) => i / points)
      for (let layer = 0; layer < L; layer++) y = zigzag(y, m)
      return y.slice(2).filter((value, i) => Math.sign(value - y[i + 1]!) !== Math.sign(y[i + 1]! - y[i]!))
        .length
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'pieces',
        is: ({ m, L }) => m ** L,
        say: 'That is how many straight *pieces* there are. How many bends lie between them?',
      },
      {
        id: 'added',
        is: ({ m, L }) => m * L,
        say: 'That is how many neurons the deep network has. Does a layer add its pieces to those before, or does it do something to each of them?',
      },
      {
        id: 'added-bends',
        is: ({ m, L }) => m * L - 1,
        say: 'This would be right if each layer added its pieces. But the second layer folds *every* piece of the first.',
      },
      {
        id: 'turned',
        is: ({ m, L }) => (L ** m === m ** L ? null : L ** m - 1),
        say: 'Base and exponent are exchanged: with each further layer the number is multiplied by the pieces of one zigzag.',
      },
      {
        id: 'text',
        is: ({ L }) => 2 ** L - 1,
        say: 'That is the count for the fold of the text, which has two pieces.',
      },
      {
        id: 'bends-multiplied',
        is: ({ m, L }) => (m - 1) ** L,
        say: 'Here bends are multiplied. It is the pieces that are folded: multiply those, then count the bends between them.',
      },
    ],
    hints: [
      'How many pieces does the second layer make out of one piece of the first?',
      'Pieces multiply. Between two neighboring pieces lies one bend.',
    ],
    solution: ({ m, L }) =>
      md`Each layer makes ${m} pieces out of every piece: $${m}^{${L}} = ${m ** L}$ pieces, with ${m ** L - 1} bends between them. One hidden layer makes one bend with each neuron; the deep network needed ${m * L} hidden neurons.`,
  }),

  'write-forward': code({
    title: 'Any number of layers',
    objectives: ['forward', 'shapes'],
    prompt: md`
Write \`forward\`: given an input and a list of layers, each with \`weight\` (a row for each neuron), \`bias\` and \`bend\` (the activation), give back what the last layer hands on. It should work for any number of layers of any size.
    `,
    starter: `interface Layer {
  weight: number[][]
  bias: number[]
  bend: (z: number) => number
}

function forward(x: number[], layers: Layer[]): number[] {
  let a = x
  for (const { weight, bias, bend } of layers) {
    ____
  }
  return a
}`,
    program: `interface Layer {
  weight: number[][]
  bias: number[]
  bend: (z: number) => number
}

function forward(x: number[], layers: Layer[]): number[] {
  let a = x
  for (const { weight, bias, bend } of layers) {
    const before = a
    a = weight.map((row, i) => bend(row.reduce((sum, w, j) => sum + w * before[j], bias[i])))
  }
  return a
}`,
    tests: [
      {
        id: 'one-layer',
        name: 'one layer without a bend',
        code: 'const y = forward([1, 2, 3], [{ weight: [[1, 0, -1], [2, 1, 1]], bias: [10, 20], bend: (z: number) => z }])\nassert(Array.isArray(y) && y.length === 2 && y[0] === 8 && y[1] === 27, "forward gave " + JSON.stringify(y) + " for a layer with the rows [1, 0, −1] and [2, 1, 1], the biases 10 and 20, and the input [1, 2, 3].")',
        say: 'One layer already comes out wrong. There should be one number for each *row* of the weights, and each row has its own bias.',
      },
      {
        id: 'bend-each',
        name: 'the bend is applied in every layer, after the bias',
        code: 'const relu = (z: number) => Math.max(0, z)\nconst y = forward([1], [{ weight: [[1], [-1]], bias: [-2, 2], bend: relu }, { weight: [[3, 5]], bias: [0], bend: relu }])\nassert(y.length === 1 && y[0] === 5, "forward gave " + JSON.stringify(y) + ": the hidden sums are −1 and 1, the ReLU makes 0 and 1 of them.")',
        say: 'The activations come out wrong. First the whole sum, bias included; then the bend; then the next layer gets the result.',
      },
      {
        id: 'three-layers',
        name: 'three layers of different sizes; the input stays as it is',
        code: 'const same = (z: number) => z\nconst x = [2]\nconst y = forward(x, [{ weight: [[1], [2], [3]], bias: [0, 0, 1], bend: same }, { weight: [[1, 1, 1], [1, -1, 0]], bias: [0, 1], bend: same }, { weight: [[2, 10]], bias: [-1], bend: same }])\nassert(y.length === 1 && y[0] === 15, "forward gave " + JSON.stringify(y) + " for three layers.")\nassert(x.length === 1 && x[0] === 2, "The input list was changed.")',
        say: 'A third layer, or a layer of another size, is not handled. Each layer should look at what the layer right before it handed on.',
      },
    ],
    wrong: [
      {
        id: 'looks-at-input',
        program:
          'interface Layer { weight: number[][]; bias: number[]; bend: (z: number) => number }\nfunction forward(x: number[], layers: Layer[]): number[] {\n  let a = x\n  for (const { weight, bias, bend } of layers) a = weight.map((row, i) => bend(row.reduce((sum, w, j) => sum + w * (x[j] ?? 0), bias[i])))\n  return a\n}',
        fails: 'bend-each',
      },
      {
        id: 'bias-after-bend',
        program:
          'interface Layer { weight: number[][]; bias: number[]; bend: (z: number) => number }\nfunction forward(x: number[], layers: Layer[]): number[] {\n  let a = x\n  for (const { weight, bias, bend } of layers) { const before = a; a = weight.map((row, i) => bend(row.reduce((sum, w, j) => sum + w * before[j], 0)) + bias[i]) }\n  return a\n}',
        fails: 'bend-each',
      },
      {
        id: 'one-bias',
        program:
          'interface Layer { weight: number[][]; bias: number[]; bend: (z: number) => number }\nfunction forward(x: number[], layers: Layer[]): number[] {\n  let a = x\n  for (const { weight, bias, bend } of layers) { const before = a; a = weight.map((row) => bend(row.reduce((sum, w, j) => sum + w * before[j], bias[0]))) }\n  return a\n}',
        fails: 'one-layer',
      },
      {
        id: 'two-layers-only',
        program:
          'interface Layer { weight: number[][]; bias: number[]; bend: (z: number) => number }\nfunction forward(x: number[], layers: Layer[]): number[] {\n  let a = x\n  for (const { weight, bias, bend } of layers.slice(0, 2)) { const before = a; a = weight.map((row, i) => bend(row.reduce((sum, w, j) => sum + w * before[j], bias[i]))) }\n  return a\n}',
        fails: 'three-layers',
      },
    ],
    hints: [
      md`
A new list with one number for each row: \`weight.map((row, i) => …)\`.
      `,
      md`
The sum of a row: \`row.reduce((sum, w, j) => sum + w * before[j], bias[i])\`, where \`before\` is what the layer was given. Keep it under its own name: \`a\` is about to change.
      `,
    ],
    solution: md`
\`const before = a\`, then \`a = weight.map((row, i) => bend(row.reduce((sum, w, j) => sum + w * before[j], bias[i])))\`. That is a whole forward pass; libraries do the same with matrices.
    `,
  }),
})
