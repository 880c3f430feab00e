import { checkPool2dShape, grad, l2Pool2d, maxPool2d, mul, sum, tensor as array } from 'chainrule'
import {
  choice,
  code,
  exercises,
  expression,
  md,
  multi,
  numeric,
  shape,
  target,
  tensor,
} from 'chainrule/exercises'
import { INITIAL, PRESETS, toLink } from '../../../components/pool-lanes/model.ts'

type Matrix = readonly (readonly number[])[]

const distinct = (...values: readonly unknown[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size === values.length

/** The windows of a matrix, each reduced to a number. */
const pool = (x: Matrix, k: number, s: number, of: (window: readonly number[]) => number): number[][] =>
  Array.from({ length: Math.floor((x.length - k) / s) + 1 }, (_, i) =>
    Array.from({ length: Math.floor((x[0]!.length - k) / s) + 1 }, (__, j) =>
      of(x.slice(i * s, i * s + k).flatMap((row) => row.slice(j * s, j * s + k))),
    ),
  )
const largest = (values: readonly number[]): number => Math.max(...values)
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
/** The number of greatest size, with its sign. */
const strongest = (values: readonly number[]): number =>
  values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best))

/** What comes back through windows of 2 × 2 in steps of 1, sent to the winners. */
function routed(x: Matrix, back: Matrix, add: (old: number, one: number) => number): number[][] {
  const out = x.map((row) => row.map(() => 0))
  back.forEach((row, i) =>
    row.forEach((one, j) => {
      const best = largest([x[i]![j]!, x[i]![j + 1]!, x[i + 1]![j]!, x[i + 1]![j + 1]!])
      for (const [p, q] of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const)
        // prettier-ignore
        if (x[i + p]![j + q]! === best) out[i + p]![j + q] = add(out[i + p]![j + q]!, one)
    }),
  )
  return out
}
const asSquare = (values: readonly number[], side: number): number[][] =>
  Array.from({ length: side }, (_, i) => values.slice(i * side, (i + 1) * side))

/** A quarter to each number of a window, as an average sends it. */
function quarters(back: readonly number[]): number[][] {
  const out = asSquare(Array<number>(9).fill(0), 3)
  back.forEach((one, at) => {
    for (const [p, q] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const)
      // prettier-ignore
      out[Math.floor(at / 2) + p]![(at % 2) + q]! += one / 4
  })
  return out
}
/** The numbers that win somewhere, where they stand. */
const winners = (x: Matrix): number[][] =>
  routed(x, [[1, 1], [1, 1]], (old, one) => old + one).map((row, i) => row.map((won, j) => (won > 0 ? x[i]![j]! : 0))) // prettier-ignore

/** Windows whose squares add up to a square. */
const WHOLE = [
  [1, 1, 1, 1],
  [3, 1, 5, 1],
  [2, 2, 4, 5],
  [2, 4, 5, 6],
  [1, 5, 5, 7],
  [1, 3, 3, 9],
] as const

/** The figure with windows of three side by side, the input moved by one. */
const drawn = (values: readonly number[], right = 1) => toLink({ ...INITIAL, values, right })
/** Nines where they stay in their windows; what leaves and what enters differ. */
const STEADY = Array.from({ length: 36 }, (_, i) => {
  const [row, column] = [Math.floor(i / 6), i % 6]
  return row % 3 === 1 && column % 3 === 0 ? 9 : column === 2 ? 1 : 0
})
const NINES = STEADY.map((value) => (value === 9 ? 9 : 0))

const body = ({
  start = '-Infinity',
  row = 'i * s + p',
  column = 'j * s + q',
  rows = 'Math.floor((x.length - k) / s) + 1',
  columns = 'Math.floor((x[0].length - k) / s) + 1',
  compare = 'if (value > best) best = value',
} = {}) => `function maxPool(x: number[][], k: number, s: number): number[][] {
  const rows = ${rows}
  const columns = ${columns}
  const y: number[][] = []
  for (let i = 0; i < rows; i++) {
    const line: number[] = []
    for (let j = 0; j < columns; j++) {
      let best = ${start}
      for (let p = 0; p < k; p++)
        for (let q = 0; q < k; q++) {
          const value = x[${row}][${column}]
          ${compare}
        }
      line.push(best)
    }
    y.push(line)
  }
  return y
}`

export default exercises({
  'pool-by-hand': tensor({
    title: 'Four windows',
    objectives: ['by-hand'],
    params: (draw) => ({ x: draw.matrix(4, 4, [-9, 9], 1) }),
    where: ({ x }) => {
      const of = (f: (values: readonly number[]) => number) => pool(x, 2, 2, f)
      return (
        x.flat().every((value) => value !== 0) &&
        pool(x, 2, 2, largest)
          .flat()
          .some((value) => value < 0) &&
        x.flat().filter((value) => value > 0).length > 5 &&
        distinct(
          of(largest),
          of(mean),
          of(strongest),
          of((all) => Math.min(...all)),
          of((all) => Math.max(0, ...all)),
        )
      )
    },
    prompt: ({ x }) => md`
Max pooling with windows of 2 × 2 and the usual stride:

$$ x = ${x} $$

What comes out?
    `,
    answer: ({ x }) => pool(x, 2, 2, largest),
    check: ({ x }) => asSquare(Array.from(maxPool2d(array([[x.map((row) => [...row])]]), 2).data), 2),
    precision: 'exact',
    shape: 'asked',
    mistakes: [
      {
        id: 'by-size',
        is: ({ x }) => pool(x, 2, 2, strongest),
        say: 'You took the number farthest from 0. The largest number is meant: of $-9$ and $2$ it is $2$.',
      },
      {
        id: 'from-zero',
        is: ({ x }) => pool(x, 2, 2, (all) => Math.max(0, ...all)),
        say: 'In a window of negative numbers the largest is negative, too. Nothing makes it 0.',
      },
      {
        id: 'average',
        is: ({ x }) => pool(x, 2, 2, mean),
        say: 'These are the averages.',
      },
      {
        id: 'min',
        is: ({ x }) => pool(x, 2, 2, (all) => Math.min(...all)),
        say: 'These are the smallest ones.',
      },
      {
        id: 'stride-one',
        is: ({ x }) => pool(x, 2, 1, largest),
        say: 'You moved the window by one. The usual stride of pooling is the size of the window, so that windows lie side by side.',
      },
    ],
    hints: ['The windows lie side by side: there are four of them.'],
    solution: ({ x }) => md`The largest of each quarter: $${pool(x, 2, 2, largest)}$.`,
  }),

  'shape-of-pool': shape({
    title: 'Three by three in steps of two',
    objectives: ['by-hand', 'nothing-learned'],
    params: (draw) => ({
      N: draw.choice([1, 4, 8]),
      C: draw.choice([6, 16, 64, 96]),
      H: draw.choice([14, 24, 56, 112]),
      W: draw.choice([15, 27, 55, 111]),
    }),
    variants: 8,
    prompt: ({ N, C, H, W }) =>
      md`A batch of shape (${N}, ${C}, ${H}, ${W}) goes through max pooling with windows of 3 × 3, stride 2, no padding, rounded down. What is the shape of the output?`,
    answer: ({ N, C, H, W }) => [N, C, Math.floor((H - 3) / 2) + 1, Math.floor((W - 3) / 2) + 1],
    check: ({ N, C, H, W }) => checkPool2dShape([N, C, H, W], 3, { stride: 2 }),
    mistakes: [
      {
        id: 'channels-gone',
        is: ({ N, H, W }) => [N, 1, Math.floor((H - 3) / 2) + 1, Math.floor((W - 3) / 2) + 1],
        say: 'Sizes are right. But pooling takes each channel for itself: none is summed away.',
      },
      {
        id: 'usual-stride',
        is: ({ N, C, H, W }) => [N, C, Math.floor(H / 3), Math.floor(W / 3)],
        say: 'That is a stride of 3. Here windows begin two apart, and overlap.',
      },
      {
        id: 'halved',
        is: ({ N, C, H, W }) => [N, C, Math.floor(H / 2), Math.floor(W / 2)],
        say: 'About half, yes. But a last window that hangs over the border is left out: count the places, and round down.',
      },
    ],
    hints: ['The window has room to move by $n - 3$, in steps of 2.'],
    solution: ({ H, W }) =>
      md`$\lfloor (${H} - 3)/2 \rfloor + 1 = ${Math.floor((H - 3) / 2) + 1}$ and $\lfloor (${W} - 3)/2 \rfloor + 1 = ${Math.floor((W - 3) / 2) + 1}$; batch and channels stay.`,
  }),

  'only-max': choice({
    title: 'A library without min pooling',
    objectives: ['by-hand'],
    prompt:
      'PyTorch and Keras have max pooling and no min pooling. Which expression gives the smallest number of each window, whatever the numbers are?',
    options: [
      {
        id: 'both',
        correct: true,
        text: '`-max_pool(-x)`',
        say: 'Turned around, the smallest is the largest. The second minus turns it back.',
      },
      {
        id: 'inside',
        text: '`max_pool(-x)`',
        say: 'The right place wins, but what comes out has the wrong sign.',
      },
      {
        id: 'outside',
        text: '`-max_pool(x)`',
        say: 'That is the largest number with another sign.',
      },
      {
        id: 'inverse',
        text: '`1 / max_pool(1 / x)`',
        say: 'Right for positive numbers. Try $-1$ and $2$, or a 0.',
      },
    ],
    check: () => {
      const x = [[4, -3, 1, 0], [2, 5, -7, 6]] // prettier-ignore
      const negated = x.map((row) => row.map((value) => -value))
      const found = Array.from(maxPool2d(array([[negated]]), 2).data, (value) => -value)
      return JSON.stringify(found) === JSON.stringify([-3, -7]) ? 'both' : 'none'
    },
    hints: ['What does a minus do to the order of numbers?'],
    solution: '$\\min(a, b) = -\\max(-a, -b)$, for any numbers and any count of them.',
  }),

  'where-it-goes': tensor({
    title: 'Sent back',
    objectives: ['backward'],
    params: (draw) => ({
      x: draw.distinct(9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      back: draw.distinct(4, [1, 2, 3, 4, 5, 6]),
    }),
    where: ({ x, back }) => {
      const [square, g] = [asSquare(x, 3), asSquare(back, 2)]
      const right = routed(square, g, (old, one) => old + one)
      return (
        right.flat().filter((value) => value !== 0).length < 4 &&
        distinct(
          right,
          routed(square, g, (_, one) => one),
          routed(square, g, (old) => old + 1),
          quarters(back),
          winners(square),
        )
      )
    },
    prompt: ({ x, back }) => md`
Max pooling with windows of 2 × 2 and stride **1** turns $x$ into four outputs. In the backward pass $g$ comes back to them:

$$
\begin{aligned} x &= ${asSquare(x, 3)} & g &= ${asSquare(back, 2)} \end{aligned}
$$

What is the gradient at $x$?
    `,
    answer: ({ x, back }) => routed(asSquare(x, 3), asSquare(back, 2), (old, one) => old + one),
    check: ({ x, back }) => {
      const input = array(Float64Array.from(x), { shape: [1, 1, 3, 3], requiresGrad: true })
      const output = maxPool2d(input, 2, { stride: 1 })
      const [gradient] = grad(sum(mul(output, array(back).reshape([1, 1, 2, 2]))), [input])
      return asSquare(Array.from(gradient!.data), 3)
    },
    precision: 'exact',
    mistakes: [
      {
        id: 'overwritten',
        is: ({ x, back }) => routed(asSquare(x, 3), asSquare(back, 2), (_, one) => one),
        say: 'Where a number wins in several windows, you kept only what came last. What comes along several paths is added.',
      },
      {
        id: 'ones',
        is: ({ x, back }) => routed(asSquare(x, 3), asSquare(back, 2), (old) => old + 1),
        say: 'You counted the windows that each number wins. What is sent back is $g$ of each window.',
      },
      {
        id: 'shared',
        is: ({ back }) => quarters(back),
        say: 'You gave each number of a window a quarter: that is the backward pass of the *average*.',
      },
      {
        id: 'values',
        is: ({ x }) => winners(asSquare(x, 3)),
        say: 'The places are right. But what is sent back is the gradient, not the number that won.',
      },
    ],
    hints: [
      'Mark the largest number of each of the four windows.',
      'Windows overlap: one number may win more than once.',
    ],
    solution: ({ x, back }) =>
      md`Each entry of $g$ goes to the largest number of its window, and where it is the same number, they add up: $${routed(asSquare(x, 3), asSquare(back, 2), (old, one) => old + one)}$.`,
  }),

  'back-through-the-norm': numeric({
    title: 'Back through L2',
    objectives: ['norm', 'backward'],
    params: (draw) => ({
      x: draw.choice(WHOLE).chain((window) => draw.shuffle([...window])),
      at: draw.integer(0, 3),
      g: draw.choice([2, 3, 4, 6, -3]),
    }),
    where: ({ x, at, g }) => {
      const y = Math.hypot(...x)
      const all = [(g * x[at]!) / y, x[at]! / y, g / 4, g * x[at]!, (g * y) / x[at]!, (2 * g * x[at]!) / y]
      return distinct(...all.map((value) => Math.round(value * 1000)))
    },
    prompt: ({ x, at, g }) =>
      md`L2 pooling of the window $x = ${x}$. From the loss, $\partial L / \partial y = ${g}$ comes back to its output. What is $\partial L / \partial x_${at + 1}$?`,
    answer: ({ x, at, g }) => (g * x[at]!) / Math.sqrt(x.reduce((all, value) => all + value * value, 0)),
    check: ({ x, at, g }) => {
      const input = array(Float64Array.from(x), { shape: [1, 1, 2, 2], requiresGrad: true })
      const [gradient] = grad(mul(sum(l2Pool2d(input, 2)), g), [input])
      return gradient!.data[at]!
    },
    precision: { decimals: 2 },
    slips: [],
    mistakes: [
      {
        id: 'local-only',
        is: ({ x, at }) => x[at]! / Math.hypot(...x),
        say: 'That is the local slope $\\partial y / \\partial x$. By the chain rule it is multiplied by what comes back.',
      },
      {
        id: 'like-average',
        is: ({ g }) => g / 4,
        say: 'An average would give each the same quarter. In an L2 norm a larger number gets more.',
      },
      {
        id: 'not-divided',
        is: ({ x, at, g }) => g * x[at]!,
        say: 'Divide by the output: the slope is $x/y$.',
      },
      {
        id: 'inverted',
        is: ({ x, at, g }) => (g * Math.hypot(...x)) / x[at]!,
        say: 'You divided the output by the input: it is the other way around. No slope of a norm is above 1.',
      },
      {
        id: 'two',
        is: ({ x, at, g }) => (2 * g * x[at]!) / Math.hypot(...x),
        say: 'The 2 from the square is cancelled by the 2 of the root.',
      },
    ],
    hints: [
      ({ x }) => md`First the output: $y = \sqrt{${x.reduce((all, value) => all + value * value, 0)}}$.`,
    ],
    solution: ({ x, at, g }) =>
      md`$y = ${Math.hypot(...x)}$, and the slope is $x_${at + 1}/y = ${x[at]!}/${Math.hypot(...x)}$. Times ${g}: ${(g * x[at]!) / Math.hypot(...x)}.`,
  }),

  'any-power': expression({
    title: 'Between sum and maximum',
    objectives: ['norm'],
    prompt: String.raw`Any power $p$ makes a pooling: $y = (x_1^p + x_2^p)^{1/p}$, for positive numbers. With $p = 1$ it is the sum, with $p = 2$ the L2 norm. What is $\partial y / \partial x_1$, written with $x_1$, $y$ and $p$?`,
    symbols: {
      'x_1, x_2': 'positive',
      p: { domain: [1.2, 4] },
      y: { is: '(x_1^p + x_2^p)^{1/p}' },
    },
    answer: () => '(x_1/y)^{p - 1}',
    check: () => '∂y/∂x_1',
    mistakes: [
      {
        id: 'as-for-two',
        is: () => 'x_1/y',
        say: 'That holds for $p = 2$. Keep the powers: what becomes of $x_1^p$?',
      },
      {
        id: 'inner-only',
        is: () => 'p x_1^{p - 1}',
        say: 'That is the slope of what stands in the brackets. The outer power has a slope, too.',
      },
      {
        id: 'cancelled-too-much',
        is: () => 'x_1^{p - 1}',
        say: 'The $p$ cancels, right. What remains of the outer power, $(\\dots)^{1/p - 1}$, in terms of $y$?',
      },
      {
        id: 'wrong-power',
        is: () => '(x_1/y)^p',
        say: 'Nearly: differentiating takes one off the power of $x_1$. And of $y$?',
      },
    ],
    hints: [
      String.raw`The chain rule: $\frac{1}{p}(\dots)^{1/p - 1} \cdot p\, x_1^{p-1}$.`,
      String.raw`The brackets are $y^p$, and $(y^p)^{1/p - 1} = y^{1-p}$.`,
    ],
    solution: String.raw`$\frac{1}{p}\,(y^p)^{1/p - 1} \cdot p\, x_1^{p-1} = y^{1-p}\, x_1^{p-1} = (x_1/y)^{p-1}$. For $p = 1$ it is 1 for all. The larger $p$ gets, the closer it comes to 0 for every number below $y$: in the end only the largest gets something, and that is max pooling.`,
  }),

  'steady-max': target({
    title: 'Max holds still, the average does not',
    objectives: ['shift'],
    prompt:
      'In the first figure of this lesson, with windows of 3 × 3 in steps of 3, move the input to the right by at least one. Then change its numbers until the move changes *no* output of max pooling, and *all four* of average pooling.',
    figure: 'pool-lanes',
    start: () => drawn(PRESETS.numbers, 0),
    goals: () => [
      {
        id: 'four-windows',
        measure: 'outputs',
        atLeast: 4,
        atMost: 4,
        text: 'there are four outputs',
        say: 'Four windows side by side are meant: 3 × 3 in steps of 3.',
      },
      {
        id: 'is-moved',
        measure: 'moved',
        atLeast: 1,
        text: 'the input is moved',
        say: 'The input is where it was. Move the slider below it.',
      },
      {
        id: 'max-stays',
        measure: 'max',
        atMost: 0,
        text: 'no output of max pooling has changed',
        say: 'Some largest number has left its window, or a larger one has come in. Where in its window must it lie to survive a step to the right?',
      },
      {
        id: 'average-changes',
        measure: 'average',
        atLeast: 4,
        text: 'all four averages have changed',
        say: 'Max holds still. An average changes when the column that leaves and the column that enters have different sums.',
      },
    ],
    reached: () => drawn(STEADY),
    missed: [
      { id: 'only-moved', state: () => drawn(PRESETS.numbers), misses: 'max-stays' },
      { id: 'all-alike', state: () => drawn(PRESETS.even), misses: 'average-changes' },
      { id: 'four-nines', state: () => drawn(NINES), misses: 'average-changes' },
      { id: 'not-moved', state: () => drawn(STEADY, 0), misses: 'is-moved' },
      {
        id: 'overlapping',
        state: () => toLink({ ...INITIAL, values: STEADY, right: 1, stride: 1 }),
        misses: 'four-windows',
      },
    ],
    hints: [
      'Begin with *one spot* or all zeros, and give each window a 9 in its first column: moved by one, it is still inside.',
      'Now change small numbers in the last column of a window, which leaves it.',
    ],
    solution:
      'A 9 in the first column of each window stays inside when everything moves by one, so no maximum changes. A few ones in the third column, and none in the sixth, leave one window for the next: then every sum is another.',
  }),

  'what-a-shift-does': multi({
    title: 'What does the shift change?',
    objectives: ['shift', 'global'],
    prompt:
      'A map goes through max pooling, windows of 4 × 4, stride 4. Then its input is moved to the right by some pixels. Borders are far away. What is certain, whatever the numbers?',
    options: [
      {
        id: 'stride',
        correct: true,
        text: 'Moved by 4 pixels, the output is the old one, moved by one place.',
        say: 'Every window finds what its neighbor had.',
      },
      {
        id: 'global',
        correct: true,
        text: 'If nothing enters or leaves the map but zeros, the global average of the map itself stays the same.',
        say: 'It is a sum over all places, and the order of the terms does not matter.',
      },
      {
        id: 'one-pixel',
        text: 'Moved by 1 pixel, no output changes.',
        say: 'A maximum in the last column of its window leaves it. *Approximately* invariant means: many stay, some change.',
      },
      {
        id: 'two-pixels',
        text: 'Moved by 2 pixels, the output is the old one, moved by half a place.',
        say: 'There are no half places, and the values themselves change.',
      },
      {
        id: 'less-than-none',
        text: 'Moved by 3 pixels, less than half of the outputs change.',
        say: 'That depends on the map. Three of the four columns of each window are new.',
      },
    ],
    hints: ['Which of them can you break with a map that has a single bright pixel?'],
    solution:
      'Only whole steps of the stride move the output exactly, and only the global pool does not care about places at all. Everything between depends on the picture: it must be measured.',
  }),

  'behind-the-pool': numeric({
    title: 'Behind the global pool',
    objectives: ['global', 'nothing-learned'],
    params: (draw) => ({
      c: draw.choice([64, 128, 256, 512]),
      side: draw.choice([5, 6, 7, 8]),
      classes: draw.choice([10, 20, 100]),
    }),
    prompt: ({ c, side, classes }) =>
      md`The last maps of a network have the shape (${c}, ${side}, ${side}). They are flattened, and a dense layer with biases makes ${classes} outputs of them. Somebody puts global average pooling in the place of flattening. How many numbers does the network learn *less*?`,
    answer: ({ c, side, classes }) => (c * side * side + 1) * classes - (c + 1) * classes,
    check: ({ c, side, classes }) => c * classes * (side * side - 1),
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'what-remains',
        is: ({ c, classes }) => (c + 1) * classes,
        say: 'So many remain. How many are saved?',
      },
      {
        id: 'what-was',
        is: ({ c, side, classes }) => (c * side * side + 1) * classes,
        say: 'So many were there before.',
      },
      {
        id: 'pool-learns',
        is: ({ c, side, classes }) => c * classes * (side * side - 1) - c * side * side,
        say: 'You counted weights for the pooling. It has none: every average is taken with $1/n$.',
      },
      {
        id: 'one-output',
        is: ({ c, side }) => c * (side * side - 1),
        say: 'That is for one output of the dense layer.',
      },
    ],
    hints: ['How many inputs has the dense layer before, and how many after?'],
    solution: ({ c, side, classes }) =>
      md`Before: $${c} \cdot ${side} \cdot ${side} = ${c * side * side}$ inputs. After: ${c}. Each input has ${classes} weights, and the biases stay: $(${c * side * side} - ${c}) \cdot ${classes} = ${c * classes * (side * side - 1)}$.`,
  }),

  'write-max-pool': code({
    title: 'Write max pooling',
    objectives: ['write', 'by-hand'],
    prompt: md`
Write \`maxPool\`: the largest number of each window of \`k\` × \`k\`, in steps of \`s\`, without padding, rounded down. The input may be rectangular, and hold any numbers.
    `,
    starter: `function maxPool(x: number[][], k: number, s: number): number[][] {
  const rows = Math.floor((x.length - k) / s) + 1
  const columns = Math.floor((x[0].length - k) / s) + 1
  const y: number[][] = []
  for (let i = 0; i < rows; i++) {
    const line: number[] = []
    for (let j = 0; j < columns; j++) {
      let best = ____
      // all numbers of window (i, j)
      line.push(best)
    }
    y.push(line)
  }
  return y
}`,
    setup: `const numbers = [[3, 1, 4, 1, 0], [6, 5, 2, 3, 7], [0, 8, 1, 2, 1], [2, 4, 0, 9, 3]]
const cold = [[-3, -1, -4, -2], [-6, -5, -2, -3], [-7, -8, -1, -2]]`,
    program: body(),
    tests: [
      {
        id: 'side-by-side',
        name: 'windows side by side',
        code: 'assertClose(maxPool(numbers, 2, 2), [[6, 4], [8, 9]], "2 × 2, stride 2")',
        say: 'Begin with windows that lie side by side: window (i, j) begins at row `i * s`, column `j * s`.',
      },
      {
        id: 'overlapping',
        name: 'windows that overlap',
        code: 'assertClose(maxPool(numbers, 3, 1), [[8, 8, 7], [8, 9, 9]], "3 × 3, stride 1")\nassertClose(maxPool(numbers, 2, 3), [[6, 7]], "2 × 2, stride 3")',
        say: 'Side by side works. When stride and window differ, which of them says where a window begins?',
      },
      {
        id: 'negative',
        name: 'windows of negative numbers',
        code: 'assertClose(maxPool(cold, 2, 1), [[-1, -1, -2], [-5, -1, -1]], "negative")',
        say: 'As long as numbers are positive, all is right. In a window of negative numbers, does any of them beat what `best` starts with?',
      },
    ],
    wrong: [
      { id: 'from-zero', program: body({ start: '0' }), fails: 'negative' },
      {
        id: 'window-as-stride',
        program: body({
          row: 'Math.min(i * k + p, x.length - 1)',
          column: 'Math.min(j * k + q, x[0].length - 1)',
        }),
        fails: 'overlapping',
      },
      { id: 'no-stride', program: body({ row: 'i + p', column: 'j + q' }), fails: 'side-by-side' },
      {
        id: 'by-size',
        program: body({ start: '0', compare: 'if (Math.abs(value) > Math.abs(best)) best = value' }),
        fails: 'negative',
      },
      {
        id: 'min',
        program: body({ start: 'Infinity', compare: 'if (value < best) best = value' }),
        fails: 'side-by-side',
      },
      {
        id: 'sum',
        program: body({ start: '0', compare: 'best += value' }),
        fails: 'side-by-side',
      },
    ],
    hints: [
      'Two loops, over `p` and `q` from 0 to `k - 1`, and `x[i * s + p][j * s + q]`.',
      '`best` must start with something that every number beats, or with the first number of the window.',
    ],
    solution: md`
Begin with the first number of the window, \`let best = x[i * s][j * s]\`, then \`best = Math.max(best, x[i * s + p][j * s + q])\` for all p and q. Starting from 0 is right as long as a ReLU stands before the pool, and so it can sleep in a program for years.
    `,
  }),
})
