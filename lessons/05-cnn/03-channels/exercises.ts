import { checkConv2dShape, conv2d, permute, tensor as array } from 'chainrule'
import {
  code,
  exercises,
  expression,
  md,
  multi,
  numeric,
  predictRun,
  shape,
  target,
} from 'chainrule/exercises'
import { INITIAL, PRESETS, toLink, withFilter, type Filter } from '../../../components/channel-sum/model.ts'

type Matrix = readonly (readonly number[])[]

const dot = (x: Matrix, w: Matrix): number =>
  x.reduce((sum, row, i) => row.reduce((part, value, j) => part + value * w[i]![j]!, sum), 0)
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
const distinct = (...values: readonly number[]): boolean => new Set(values).size === values.length
const learned = (k: number, c: number, d: number): number => k * k * c * d + d

/** The figure with its second filter chosen and changed. */
const filtered = (filter: Filter) => toLink(withFilter({ ...INITIAL, chosen: 1 }, filter))
const TEAL = 60
const GRAY = -20
const SAME = 0.01
/** Weights in the middle only: two times blue minus red. */
const middles = (red: number, blue: number): number[] =>
  Array.from({ length: 27 }, (_, i) => (i === 4 ? red : i === 22 ? blue : 0))
const LEAVES: Filter = { weights: middles(-2, 2), divisor: 1, bias: GRAY }
const BLUE: Filter = { weights: middles(0, 2), divisor: 1, bias: 0 }

const body = ({
  map = 'sum',
  before = 'let sum = b[d]',
  inside = '',
  step = 'sum += w[d][c][p][q] * x[c][i + p][j + q]',
  channels = 'x.length',
} = {}) => `function convolve(x: number[][][], w: number[][][][], b: number[]): number[][][] {
  const k = w[0][0].length
  const y: number[][][] = []
  for (let d = 0; d < w.length; d++) {
    const map: number[][] = []
    for (let i = 0; i + k <= x[0].length; i++) {
      const row: number[] = []
      for (let j = 0; j + k <= x[0][0].length; j++) {
        ${before}
        for (let c = 0; c < ${channels}; c++) {${inside === '' ? '' : `\n          ${inside}`}
          for (let p = 0; p < k; p++)
            for (let q = 0; q < k; q++) ${step}
        }
        row.push(${map})
      }
      map.push(row)
    }
    y.push(map)
  }
  return y
}`

export default exercises({
  'one-output': numeric({
    title: 'One output of three channels',
    objectives: ['sum-channels'],
    params: (draw) => ({
      red: draw.matrix(2, 2, [0, 9], 1),
      green: draw.matrix(2, 2, [0, 9], 1),
      blue: draw.matrix(2, 2, [0, 9], 1),
      f: draw.matrix(2, 2, [-2, 3], 1),
      g: draw.matrix(2, 2, [-2, 3], 1),
      h: draw.matrix(2, 2, [-2, 3], 1),
      b: draw.choice([-7, -5, -4, 4, 6, 8]),
    }),
    where: ({ red, green, blue, f, g, h, b }) => {
      const sums = [dot(red, f), dot(green, g), dot(blue, h)]
      const gray = red.map((row, i) => row.map((value, j) => value + green[i]![j]! + blue[i]![j]!))
      return (
        sums.every((sum) => sum !== 0) &&
        total(sums) % 3 === 0 &&
        distinct(total(sums) + b, total(sums), total(sums) + 3 * b, total(sums) / 3 + b, dot(gray, f) + b)
      )
    },
    prompt: ({ red, green, blue, f, g, h, b }) => md`
A window of a color picture and a filter of size 2 × 2:

$$
\begin{aligned} R &= ${red} & G &= ${green} & B &= ${blue} \\ f_1 &= ${f} & f_2 &= ${g} & f_3 &= ${h} \end{aligned}
$$

The bias is $b = ${b}$. What is the output?
    `,
    answer: ({ red, green, blue, f, g, h, b }) => dot(red, f) + dot(green, g) + dot(blue, h) + b,
    check: ({ red, green, blue, f, g, h, b }) =>
      conv2d(
        array([[red, green, blue].map((plane) => plane.map((row) => [...row]))]),
        array([[f, g, h].map((plane) => plane.map((row) => [...row]))]),
        array([b]),
      ).item(),
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'no-bias',
        is: ({ red, green, blue, f, g, h }) => dot(red, f) + dot(green, g) + dot(blue, h),
        say: 'The three sums are right. The bias is missing.',
      },
      {
        id: 'bias-per-channel',
        is: ({ red, green, blue, f, g, h, b }) => dot(red, f) + dot(green, g) + dot(blue, h) + 3 * b,
        say: 'You added the bias for each channel. A filter has one bias, added once.',
      },
      {
        id: 'mean',
        is: ({ red, green, blue, f, g, h, b }) => (dot(red, f) + dot(green, g) + dot(blue, h)) / 3 + b,
        say: 'You took the mean of the three channels. They are summed.',
      },
      {
        id: 'one-kernel',
        is: ({ red, green, blue, f, b }) => dot(red, f) + dot(green, f) + dot(blue, f) + b,
        say: 'You laid $f_1$ on all three channels. Each channel has its own kernel.',
      },
    ],
    hints: [
      'Four products for each channel: twelve in all.',
      ({ red, f }) => md`Red alone adds ${dot(red, f)}.`,
    ],
    solution: ({ red, green, blue, f, g, h, b }) =>
      md`The channels add ${dot(red, f)}, ${dot(green, g)} and ${dot(blue, h)}. With the bias of ${b} that is ${dot(red, f) + dot(green, g) + dot(blue, h) + b}.`,
  }),

  'teal-not-gray': target({
    title: 'Leaves, not brightness',
    objectives: ['read-color'],
    prompt: md`In the figure above, change filter 2 so that it finds the leaves: it is to answer at least ${TEAL} on an even area of leaf teal, to give *the same* answer to black, gray and white, and that answer is to be ${GRAY} or less. The row *On an even area* shows how far you are.`,
    figure: 'channel-sum',
    start: () => filtered(PRESETS.orange),
    goals: () => [
      {
        id: 'blind',
        measure: 'sees',
        atMost: SAME,
        text: 'black, gray and white get the same answer',
        say: 'Black and white get different answers. What must the sum of all 27 weights be?',
      },
      {
        id: 'teal',
        measure: 'leaf',
        atLeast: TEAL,
        text: md`the answer to leaf teal is at least ${TEAL}`,
        say: 'The filter is blind to brightness, but teal does not stand out enough. Teal has much blue and little red: which sign should each have? And the leaves are dark, so their differences are small: what makes an answer larger?',
      },
      {
        id: 'gray-below',
        measure: 'gray',
        atMost: GRAY,
        text: md`the answer to gray is at most ${GRAY}`,
        say: 'Teal stands out, but gray does not yet count as a no. The weights cannot change the answer to black. What can?',
      },
    ],
    reached: () => filtered(LEAVES),
    missed: [
      { id: 'orange', state: () => filtered(PRESETS.orange), misses: 'teal' },
      { id: 'only-blue', state: () => filtered({ ...BLUE, bias: GRAY }), misses: 'blind' },
      { id: 'too-weak', state: () => filtered({ ...LEAVES, divisor: 2 }), misses: 'teal' },
      { id: 'no-threshold', state: () => filtered({ ...LEAVES, bias: 0 }), misses: 'gray-below' },
      { id: 'threshold-too-high', state: () => filtered({ ...LEAVES, bias: -200 }), misses: 'teal' },
    ],
    hints: [
      'On even areas only the three sums count: one weight per channel, the middle one, is enough.',
      'Begin with −1 for red and 1 for blue, all others 0. Then make both larger.',
    ],
    solution:
      'Blue with a plus, red with a minus, together 0: then every gray gets the bias alone. Weights of −2 and 2 make the difference of the dark leaves count twice, and a bias of −20 or a little less makes gray a no.',
  }),

  'shape-of-weights': shape({
    title: 'The shape of the weights',
    objectives: ['maps'],
    params: (draw) => ({
      C: draw.choice([3, 6, 10, 12]),
      D: draw.choice([16, 20, 24, 32]),
      kernel: draw.choice([
        [1, 5],
        [7, 1],
        [5, 7],
        [1, 9],
      ] as const),
      H: draw.choice([30, 40, 50]),
    }),
    variants: 8,
    prompt: ({ C, D, kernel: [kh, kw], H }) =>
      md`A picture of shape (1, ${C}, ${H}, ${H}) goes through a convolution with kernels of height ${kh} and width ${kw}, and ${D} feature maps come out. What is the shape of its weights, in PyTorch's order?`,
    answer: ({ C, D, kernel: [kh, kw] }) => [D, C, kh, kw],
    check: ({ C, D, kernel: [kh, kw], H }) => {
      // The engine takes the weights of this shape only if they fit the picture and give so many maps.
      const output = checkConv2dShape([1, C, H, H], [D, C, kh, kw])
      return output[1] === D && output[2] === H - kh + 1 && output[3] === H - kw + 1 ? [D, C, kh, kw] : []
    },
    mistakes: [
      {
        id: 'in-first',
        is: ({ C, D, kernel: [kh, kw] }) => [C, D, kh, kw],
        say: 'The first axis counts the filters, and each filter makes one map. Channels of the input come second.',
      },
      {
        id: 'keras-order',
        is: ({ C, D, kernel: [kh, kw] }) => [kh, kw, C, D],
        say: "That is Keras's order. PyTorch has the filters first.",
      },
      {
        id: 'flat-filters',
        is: ({ D, kernel: [kh, kw] }) => [D, kh, kw],
        say: 'These filters are flat. Each has a kernel for every channel of the input.',
      },
      {
        id: 'width-first',
        is: ({ C, D, kernel: [kh, kw] }) => [D, C, kw, kh],
        say: 'Height comes before width, as rows come before columns.',
      },
    ],
    hints: ['How many filters are there?', 'How many kernels has each filter?'],
    solution: ({ C, D, kernel: [kh, kw] }) =>
      md`${D} filters, each with ${C} kernels of ${kh} × ${kw}: (${D}, ${C}, ${kh}, ${kw}). The picture's size does not matter.`,
  }),

  'how-many-in': numeric({
    title: 'Backwards: how many channels came in?',
    objectives: ['count'],
    params: (draw) => ({
      k: draw.choice([3, 5, 7]),
      c: draw.choice([4, 6, 8, 12, 16]),
      d: draw.choice([10, 20, 24, 32]),
    }),
    where: ({ k, c, d }) => distinct(c, c * d, k * k * c, k * c),
    prompt: ({ k, c, d }) =>
      md`A library says of a convolution with ${d} filters of ${k} × ${k}, biases included: ${learned(k, c, d)} parameters. How many channels has its input?`,
    answer: ({ k, c, d }) => (learned(k, c, d) - d) / (k * k * d),
    check: ({ k, c, d }) =>
      Array.from({ length: 64 }, (_, i) => i + 1).find((one) => (k * k * one + 1) * d === learned(k, c, d))!,
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'all-filters',
        is: ({ c, d }) => c * d,
        say: 'That is the number of kernels in the whole layer. Each filter has one kernel per channel.',
      },
      {
        id: 'weights-per-filter',
        is: ({ k, c }) => k * k * c,
        say: 'So many weights has each filter, over all channels. How many of them belong to one channel?',
      },
      {
        id: 'side-once',
        is: ({ k, c, d }) => (learned(k, c, d) - d) / (k * d),
        say: 'A kernel has as many weights as its side, squared.',
      },
    ],
    hints: [
      'First take the biases off.',
      ({ k, c, d }) => md`Each filter has $${learned(k, c, d)}/${d} - 1 = ${k * k * c}$ weights.`,
    ],
    solution: ({ k, c, d }) =>
      md`$(${learned(k, c, d)} - ${d})/${d} = ${k * k * c}$ weights per filter, and $${k * k * c}/${k * k} = ${c}$ channels.`,
  }),

  'what-doubles': multi({
    title: 'Twice the channels',
    objectives: ['count', 'maps'],
    prompt:
      'The input of a convolution gets twice as many channels. Everything that was chosen about the layer stays: kernel size, number of filters, stride, padding. What doubles?',
    options: [
      { id: 'weights', correct: true, text: 'the number of weights', say: 'Every filter is twice as deep.' },
      {
        id: 'macs',
        correct: true,
        text: 'the number of multiplications',
        say: 'Each output is a sum of twice as many products.',
      },
      { id: 'biases', text: 'the number of biases', say: 'One for each filter, however deep it is.' },
      {
        id: 'maps',
        text: 'the number of feature maps',
        say: 'Each filter makes one map: the channels of the input are summed away.',
      },
      {
        id: 'size',
        text: 'the height and width of the maps',
        say: 'They follow from the input, the kernel, the stride and the padding.',
      },
    ],
    hints: ['What is there one of for each filter, and what for each filter *and* channel?'],
    solution:
      'Weights and multiplications: each filter has a kernel for each channel. Biases and maps are one for each filter; the maps have the size that they had.',
  }),

  collapse: expression({
    title: 'Two layers of one pixel',
    objectives: ['one-by-one'],
    prompt: String.raw`A 1 × 1 convolution makes two channels out of a gray picture, $h_1 = w_1 x + b_1$ and $h_2 = w_2 x + b_2$. A second one makes one channel of them, $y = v_1 h_1 + v_2 h_2 + c$. There is no activation between. A single 1 × 1 convolution $y = u x + a$ does the same. What is its bias $a$?`,
    symbols: { 'w_1, w_2, b_1, b_2, v_1, v_2, c, x': 'real' },
    answer: () => 'v_1 b_1 + v_2 b_2 + c',
    check: () => 'v_1 (w_1 x + b_1) + v_2 (w_2 x + b_2) + c - (v_1 w_1 + v_2 w_2) x',
    mistakes: [
      {
        id: 'the-weight',
        is: () => 'v_1 w_1 + v_2 w_2',
        say: 'That is its *weight* $u$. What is $y$ for a black pixel, $x = 0$?',
      },
      {
        id: 'biases-added',
        is: () => 'b_1 + b_2 + c',
        say: 'The biases of the first layer pass through the second: they are multiplied by its weights.',
      },
      {
        id: 'first-layer-only',
        is: () => 'v_1 b_1 + v_2 b_2',
        say: 'That is what the first biases come to. The second convolution has a bias, too.',
      },
      {
        id: 'last-only',
        is: () => 'c',
        say: 'For $x = 0$ the two channels are not 0: they are the first biases.',
      },
    ],
    hints: ['Put $h_1$ and $h_2$ into $y$, and collect what has no $x$.'],
    solution:
      '$y = v_1(w_1 x + b_1) + v_2(w_2 x + b_2) + c$, so $u = v_1 w_1 + v_2 w_2$ and $a = v_1 b_1 + v_2 b_2 + c$. Channels in between add nothing as long as no activation bends them.',
  }),

  bottleneck: numeric({
    title: 'Through the neck of a bottle',
    objectives: ['one-by-one', 'count'],
    params: (draw) => ({ c: draw.choice([128, 192, 256, 384, 512]), m: draw.choice([16, 32, 48, 64]) }),
    prompt: ({ c, m }) =>
      md`ResNets of 50 and more layers have *bottlenecks* in place of 3 × 3 convolutions from ${c} to ${c} channels: a 1 × 1 from ${c} to ${m}, a 3 × 3 from ${m} to ${m}, and a 1 × 1 from ${m} back to ${c}. None of the three has biases. How many weights have they together?`,
    answer: ({ c, m }) => 2 * c * m + 9 * m * m,
    check: ({ c, m }) =>
      total(
        [
          [m, c, 1, 1],
          [m, m, 3, 3],
          [c, m, 1, 1],
        ].map((sizes) => sizes.reduce((product, size) => product * size)),
      ),
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'direct',
        is: ({ c }) => 9 * c * c,
        say: 'That is a single 3 × 3 convolution from all channels to all of them.',
      },
      {
        id: 'flat-ones',
        is: ({ c, m }) => m + 9 * m * m + c,
        say: 'A filter of a 1 × 1 convolution is not a single weight: it has one for each channel of its input.',
      },
      {
        id: 'one-way',
        is: ({ c, m }) => c * m + 9 * m * m,
        say: 'There and back: there are two 1 × 1 convolutions.',
      },
      {
        id: 'full-middle',
        is: ({ c, m }) => 2 * c * m + 9 * c * m,
        say: 'The 3 × 3 in the middle sees only the narrow channels, and makes as many of them.',
      },
    ],
    hints: ['Count $k \\cdot k \\cdot C \\cdot D$ three times.'],
    solution: ({ c, m }) =>
      md`$${c} \cdot ${m} + 9 \cdot ${m} \cdot ${m} + ${m} \cdot ${c} = ${2 * c * m + 9 * m * m}$, where a single 3 × 3 convolution of all channels has $9 \cdot ${c}^2 = ${9 * c * c}$.`,
  }),

  'where-in-memory': numeric({
    title: 'Where in memory?',
    objectives: ['orders'],
    params: (draw) => ({
      C: draw.choice([3, 4, 5]),
      H: draw.integer(6, 9),
      W: draw.integer(10, 14),
      n: draw.integer(1, 3),
      c: draw.choice([1, 2]),
      h: draw.integer(1, 4),
      w: draw.integer(1, 5),
    }),
    where: ({ C, H, W, n, c, h, w }) =>
      distinct(
        ((n * H + h) * W + w) * C + c,
        ((n * C + c) * H + h) * W + w,
        ((n * H + h) * W + w) * C + c + 1,
        ((n * W + w) * H + h) * C + c,
      ),
    prompt: ({ C, H, W, n, c, h, w }) =>
      md`A batch in the order NHWC has pictures of ${H} rows, ${W} columns and ${C} channels. At which place in memory does channel ${c} of the pixel in row ${h}, column ${w} of picture ${n} lie? Everything is counted from 0.`,
    answer: ({ C, H, W, n, c, h, w }) => ((n * H + h) * W + w) * C + c,
    check: ({ C, H, W, n, c, h, w }) => n * H * W * C + h * W * C + w * C + c,
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'channels-first',
        is: ({ C, H, W, n, c, h, w }) => ((n * C + c) * H + h) * W + w,
        say: 'That is its place in NCHW. In NHWC the channels of a pixel lie side by side.',
      },
      {
        id: 'from-one',
        is: ({ C, H, W, n, c, h, w }) => ((n * H + h) * W + w) * C + c + 1,
        say: 'One too far: places are counted from 0, too.',
      },
      {
        id: 'columns-first',
        is: ({ C, H, W, n, c, h, w }) => ((n * W + w) * H + h) * C + c,
        say: 'Rows are stored one after the other: the row is multiplied by the number of *columns*.',
      },
    ],
    hints: [
      ({ C, H, W }) =>
        md`A whole picture takes $${H} \cdot ${W} \cdot ${C}$ places, a whole row $${W} \cdot ${C}$.`,
    ],
    solution: ({ C, H, W, n, c, h, w }) =>
      md`$((${n} \cdot ${H} + ${h}) \cdot ${W} + ${w}) \cdot ${C} + ${c} = ${((n * H + h) * W + w) * C + c}$.`,
  }),

  confetti: predictRun({
    title: 'Permuted or reshaped?',
    objectives: ['orders'],
    params: (draw) => ({ all: draw.distinct(6, [1, 2, 3, 4, 5, 6, 7, 8, 9]) }),
    variants: 6,
    prompt:
      'A picture of one row, three columns and two channels, channels last. Somebody wants it channels first and uses `reshape`. What does the program print?',
    run: ({ all }) => ({
      kind: 'cell',
      code: `import { tensor } from 'chainrule'\n\nconst pixels = [[${all.slice(0, 2).join(', ')}], [${all.slice(2, 4).join(', ')}], [${all.slice(4).join(', ')}]]\nconst picture = tensor(pixels) // (W, C)\nconst [first] = picture.reshape([2, 3]).toArray() as number[][]\nconsole.log(first!.join(' '))`,
    }),
    ask: {
      kind: 'output',
      answer: ({ all }) => all.slice(0, 3).join(' '),
      mistakes: [
        {
          id: 'as-permuted',
          is: ({ all }) =>
            Array.from(
              permute(array([0, 1, 2].map((i) => all.slice(2 * i, 2 * i + 2))), [1, 0]).reshape([6]).data,
            )
              .slice(0, 3)
              .join(' '),
          say: 'That would be the first channel, and is what was *wanted*: `permute` gives it. Does `reshape` move any number?',
        },
        {
          id: 'first-pixel',
          is: ({ all }) => all.slice(0, 2).join(' '),
          say: 'That is the first pixel. The result has two rows of three numbers.',
        },
        {
          id: 'last-three',
          is: ({ all }) => all.slice(3).join(' '),
          say: 'That is the second row of the result.',
        },
      ],
    },
    hints: ['Write down the memory, six numbers in a row. Then cut it into portions of three.'],
    solution: ({ all }) =>
      md`In memory lie ${all.join(', ')}. \`reshape\` leaves them there and cuts after three: ${all.slice(0, 3).join(' ')}. The first *channel* would be ${[all[0]!, all[2]!, all[4]!].join(' ')}.`,
  }),

  'write-channels': code({
    title: 'Write it with channels',
    objectives: ['write', 'sum-channels', 'maps'],
    prompt: md`
Write \`convolve\`: a picture \`x\` of shape (C, H, W), filters \`w\` of shape (D, C, k, k), a bias for each filter. Stride 1, no padding. The result has the shape (D, H − k + 1, W − k + 1).
    `,
    starter: `function convolve(x: number[][][], w: number[][][][], b: number[]): number[][][] {
  const k = w[0][0].length
  const y: number[][][] = []
  for (let d = 0; d < w.length; d++) {
    const map: number[][] = []
    for (let i = 0; i + k <= x[0].length; i++) {
      const row: number[] = []
      for (let j = 0; j + k <= x[0][0].length; j++) {
        let sum = ____
        // all channels, all weights
        row.push(sum)
      }
      map.push(row)
    }
    y.push(map)
  }
  return y
}`,
    setup: `const one = [[[1, 2, 0], [3, 1, 4], [0, 5, 2]]]
const two = [[[1, 2, 0], [3, 1, 4], [0, 5, 2]], [[2, 0, 1], [1, 3, 0], [4, 1, 1]]]
const sizes = (y) => [y.length, y[0].length, y[0][0].length]`,
    program: body(),
    tests: [
      {
        id: 'one-channel',
        name: 'one channel, one filter, no bias',
        code: 'assertClose(convolve(one, [[[[1, 2], [3, 4]]]], [0]), [[[18, 21], [25, 32]]], "values")',
        say: 'Begin with one channel: the window at (i, j), weight by weight, as in the first lesson of this unit.',
      },
      {
        id: 'two-channels',
        name: 'two channels are summed into one map',
        code: 'const y = convolve(two, [[[[1, 0], [0, 0]], [[10, 0], [0, 0]]]], [0])\nassertClose(sizes(y), [1, 2, 2], "shape")\nassertClose(y, [[[21, 2], [13, 31]]], "values")',
        say: 'One channel works. With two, each output is the sum over both: is the sum begun anew, or are the kernels of the filter mixed up?',
      },
      {
        id: 'bias',
        name: 'the bias is added once',
        code: 'assertClose(convolve(two, [[[[1, 0], [0, 0]], [[10, 0], [0, 0]]]], [5]), [[[26, 7], [18, 36]]], "bias 5")',
        say: 'Without a bias all is right. With one, your outputs are off by a multiple of it: how often is the line with the bias run for one output?',
      },
      {
        id: 'filters',
        name: 'each filter has its own weights, bias and map',
        code: 'const y = convolve(two, [[[[1]], [[0]]], [[[0]], [[1]]], [[[1]], [[-1]]]], [0, 0, 100])\nassertClose(sizes(y), [3, 3, 3], "shape")\nassertClose(y[1], two[1], "second map")\nassertClose(y[2][0], [99, 102, 99], "third map")',
        say: 'One filter works. With three, every map must use its own kernels `w[d]` and its own `b[d]`.',
      },
    ],
    wrong: [
      {
        id: 'bias-per-channel',
        program: body({ before: 'let sum = 0', inside: 'sum += b[d]' }),
        fails: 'bias',
      },
      {
        id: 'sum-per-channel',
        program: body({ inside: 'sum = b[d]' }),
        fails: 'two-channels',
      },
      { id: 'first-channel-only', program: body({ channels: '1' }), fails: 'two-channels' },
      {
        id: 'one-kernel',
        program: body({ step: 'sum += w[d][0][p][q] * x[c][i + p][j + q]' }),
        fails: 'two-channels',
      },
      {
        id: 'mean',
        program: body({ before: 'let sum = 0', map: 'sum / x.length + b[d]' }),
        fails: 'two-channels',
      },
      { id: 'no-bias', program: body({ before: 'let sum = 0' }), fails: 'bias' },
      { id: 'first-bias', program: body({ before: 'let sum = b[0]' }), fails: 'filters' },
      {
        id: 'bias-per-weight',
        program: body({
          before: 'let sum = 0',
          step: 'sum += w[d][c][p][q] * x[c][i + p][j + q] + b[d]',
        }),
        fails: 'bias',
      },
    ],
    hints: [
      'The sum of an output begins with the bias of its filter: `let sum = b[d]`.',
      'Three loops inside: c, p, q, and the term `w[d][c][p][q] * x[c][i + p][j + q]`.',
    ],
    solution: md`
\`let sum = b[d]\`, then over all c, p and q: \`sum += w[d][c][p][q] * x[c][i + p][j + q]\`. Put the bias inside the loop over the channels, and only a test with a bias *and* more than one channel will find it.
    `,
  }),
})
