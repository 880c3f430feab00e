import { checkConv2dShape, conv2d, tensor as array } from 'chainrule'
import { code, exercises, expression, md, multi, numeric, predictRun, shape } from 'chainrule/exercises'

const places = (n: number, k: number, s: number, total: number, d = 1): number =>
  Math.floor((n + total - d * (k - 1) - 1) / s) + 1
const distinct = (...values: readonly (number | null)[]): boolean => {
  const there = values.filter((value) => value !== null)
  return new Set(there).size === there.length
}

/** By how many windows of k pixels the pixel i of n is seen, with stride 1 and no padding. */
const seen = (n: number, k: number, i: number): number => Math.min(i, n - k) - Math.max(0, i - k + 1) + 1

const conv = (body: string) =>
  `function conv2d(x: number[][], w: number[][], stride: number, padding: number): number[][] {\n${body}\n}`
const loops = ({
  rows = 'Math.floor((x.length + 2 * padding - w.length) / stride) + 1',
  columns = 'Math.floor((x[0].length + 2 * padding - w[0].length) / stride) + 1',
  i = 'i * stride + p - padding',
  j = 'j * stride + q - padding',
  outside = '0',
} = {}) =>
  conv(`  const at = (r: number, c: number) => x[r]?.[c] ?? ${outside}
  const rows = ${rows}
  const columns = ${columns}
  const y: number[][] = []
  for (let i = 0; i < rows; i++) {
    const row: number[] = []
    for (let j = 0; j < columns; j++) {
      let sum = 0
      for (let p = 0; p < w.length; p++) {
        for (let q = 0; q < w[0].length; q++) sum += w[p][q] * at(${i}, ${j})
      }
      row.push(sum)
    }
    y.push(row)
  }
  return y`)

export default exercises({
  'shape-of-the-output': shape({
    title: 'The shape of the output',
    objectives: ['count'],
    params: (draw) => ({
      N: draw.choice([4, 8, 16]),
      C: draw.choice([1, 3]),
      O: draw.choice([6, 12, 20, 24]),
      H: draw.integer(18, 40),
      W: draw.integer(18, 40),
      kernel: draw.choice([
        [3, 5],
        [5, 3],
        [5, 7],
        [7, 3],
      ] as const),
      s: draw.choice([2, 3]),
      p: draw.choice([1, 2]),
    }),
    where: ({ O, H, W, kernel: [kh, kw], s, p }) => {
      const [h, w] = [places(H, kh, s, 2 * p), places(W, kw, s, 2 * p)]
      return (
        distinct(O, H, W, h, w) &&
        h !== places(H, kh, s, p) &&
        (h - 1 !== places(H, kh, s, p) || w - 1 !== places(W, kw, s, p)) &&
        w !== places(H, kw, s, 2 * p) &&
        (H + 2 * p - kh) % s > 0
      )
    },
    prompt: ({ N, C, O, H, W, kernel: [kh, kw], s, p }) =>
      md`A batch of shape (${N}, ${C}, ${H}, ${W}), in PyTorch's order, goes through \`nn.Conv2d(${C}, ${O}, (${kh}, ${kw}), stride=${s}, padding=${p})\`. The kernel's height comes first. What is the shape of the output?`,
    answer: ({ N, O, H, W, kernel: [kh, kw], s, p }) => [
      N,
      O,
      places(H, kh, s, 2 * p),
      places(W, kw, s, 2 * p),
    ],
    check: ({ N, C, O, H, W, kernel: [kh, kw], s, p }) =>
      checkConv2dShape([N, C, H, W], [O, C, kh, kw], { stride: s, padding: p }),
    batch: true,
    otherRounding: ({ N, O, H, W, kernel: [kh, kw], s, p }) => [
      N,
      O,
      Math.ceil((H + 2 * p - kh) / s) + 1,
      Math.ceil((W + 2 * p - kw) / s) + 1,
    ],
    mistakes: [
      {
        id: 'padding-once',
        is: ({ N, O, H, W, kernel: [kh, kw], s, p }) => [N, O, places(H, kh, s, p), places(W, kw, s, p)],
        say: 'You took the padding once. In PyTorch it is given per *side*: along each axis it counts twice.',
      },
      {
        id: 'one-missing',
        is: ({ N, O, H, W, kernel: [kh, kw], s, p }) => [
          N,
          O,
          places(H, kh, s, 2 * p) - 1,
          places(W, kw, s, 2 * p) - 1,
        ],
        say: 'You counted the steps. There is one place more than steps, as the first place needs none.',
      },
      {
        id: 'channels-last',
        is: ({ N, O, H, W, kernel: [kh, kw], s, p }) => [
          N,
          places(H, kh, s, 2 * p),
          places(W, kw, s, 2 * p),
          O,
        ],
        say: "All four numbers are right, in Keras's order. PyTorch has the channels second.",
      },
      {
        id: 'input-channels',
        is: ({ N, C, H, W, kernel: [kh, kw], s, p }) => [
          N,
          C,
          places(H, kh, s, 2 * p),
          places(W, kw, s, 2 * p),
        ],
        say: 'The sizes are right. But each filter makes one map: how many filters are there?',
      },
    ],
    hints: ['Batch and filters can be read off. Height and width: count each with its own kernel size.'],
    solution: ({ N, O, H, W, kernel: [kh, kw], s, p }) =>
      md`$\lfloor (${H} + ${2 * p} - ${kh})/${s} \rfloor + 1 = ${places(H, kh, s, 2 * p)}$ and $\lfloor (${W} + ${2 * p} - ${kw})/${s} \rfloor + 1 = ${places(W, kw, s, 2 * p)}$, so (${N}, ${O}, ${places(H, kh, s, 2 * p)}, ${places(W, kw, s, 2 * p)}).`,
  }),

  'what-prints': predictRun({
    title: 'A spread kernel',
    objectives: ['count'],
    params: (draw) => ({
      n: draw.integer(14, 30),
      k: draw.choice([3, 4, 5]),
      d: draw.choice([2, 3]),
      s: draw.choice([1, 2]),
    }),
    where: ({ n, k, d, s }) =>
      n > d * k + 2 &&
      distinct(places(n, k, s, 0, d), places(n, k, s, 0), places(n, d * k, s, 0), places(n, k, s * d, 0)),
    variants: 8,
    prompt: 'What does this program print?',
    run: ({ n, k, d, s }) => ({
      kind: 'cell',
      code: `import { checkConv1dShape } from 'chainrule'\n\nconst shape = checkConv1dShape([1, 1, ${n}], [1, 1, ${k}], { dilation: ${d}, stride: ${s} })\nconsole.log(shape[2])`,
    }),
    ask: {
      kind: 'output',
      answer: ({ n, k, d, s }) => String(places(n, k, s, 0, d)),
      mistakes: [
        {
          id: 'not-spread',
          is: ({ n, k, s }) => String(places(n, k, s, 0)),
          say: 'That is the count for a kernel that is not spread. How many pixels lie from its first weight to its last?',
        },
        {
          id: 'span-too-long',
          is: ({ n, k, d, s }) => String(places(n, d * k, s, 0)),
          say: 'Between $k$ weights there are only $k - 1$ gaps. Is the span $d k$?',
        },
        {
          id: 'as-stride',
          is: ({ n, k, d, s }) => String(places(n, k, s * d, 0)),
          say: 'Dilation spreads the weights of one window. It does not make the window move further.',
        },
      ],
    },
    hints: [
      ({ k, d }) => md`${k} weights, ${d} pixels apart: the kernel spans $${d} \cdot ${k - 1} + 1$ pixels.`,
    ],
    solution: ({ n, k, d, s }) =>
      md`The kernel spans $${d} \cdot ${k - 1} + 1 = ${d * (k - 1) + 1}$ pixels: $\lfloor (${n} - ${d * (k - 1) + 1})/${s} \rfloor + 1 = ${places(n, k, s, 0, d)}$.`,
  }),

  'left-over': numeric({
    title: 'What is left over?',
    objectives: ['rounding'],
    params: (draw) => ({
      n: draw.integer(15, 60),
      k: draw.choice([5, 7]),
      s: draw.choice([3, 4, 5]),
      p: draw.choice([1, 2]),
    }),
    where: ({ n, k, s, p }) => {
      const rest = (n + 2 * p - k) % s
      return rest > 0 && distinct(rest, s - rest, (n - k) % s, (n + 2 * p) % s)
    },
    prompt: ({ n, k, s, p }) =>
      md`A row of ${n} pixels with ${p} ${p === 1 ? 'zero' : 'zeros'} on each side, a kernel of ${k} and a stride of ${s}, rounded down. How many pixels and zeros at the end of the padded row does no window reach?`,
    answer: ({ n, k, s, p }) => (n + 2 * p - k) % s,
    check: ({ n, k, s, p }) => {
      let end = k
      while (end + s <= n + 2 * p) end += s
      return n + 2 * p - end
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'overhang',
        is: ({ n, k, s, p }) => s - ((n + 2 * p - k) % s),
        say: 'By so many one *more* window would hang over. Asked is what lies behind the last window that fits.',
      },
      {
        id: 'no-padding',
        is: ({ n, k, s }) => (n - k) % s,
        say: 'You left the padding out. Windows may use it, and it may be left over.',
      },
      {
        id: 'no-kernel',
        is: ({ n, s, p }) => (n + 2 * p) % s,
        say: 'What is divided by the stride is the *room*: the padded row without the kernel itself.',
      },
    ],
    hints: ['How much room has the kernel to move?', 'What remains of the room after whole steps?'],
    solution: ({ n, k, s, p }) =>
      md`Room: $${n} + ${2 * p} - ${k} = ${n + 2 * p - k}$. In steps of ${s} there remain ${(n + 2 * p - k) % s}.`,
  }),

  'same-per-side': expression({
    title: 'Same, per side',
    objectives: ['padding-names', 'inverse'],
    prompt:
      'Stride 1, an odd kernel of $k$ weights, dilation $d$. Which padding $p$ per *side* gives as many outputs as inputs?',
    symbols: { 'k, d': 'positive' },
    answer: () => 'd (k - 1)/2',
    check: () => '(d (k - 1) + 1 - 1)/2',
    mistakes: [
      {
        id: 'no-dilation',
        is: () => '(k - 1)/2',
        say: 'Right for a kernel that is not spread. A spread one spans more.',
      },
      {
        id: 'in-all',
        is: () => 'd (k - 1)',
        say: 'That is the padding in all. How much of it is on each side?',
      },
      {
        id: 'whole-kernel',
        is: () => 'd k/2',
        say: 'Try $k = 1$: such a kernel needs no padding at all.',
      },
      {
        id: 'half-a-kernel',
        is: () => 'k/2',
        say: 'Close for a kernel that is not spread, but $p$ has to be whole: of an odd kernel, the pixel in the middle needs no padding.',
      },
    ],
    hints: ['$2p = d(k-1)$.'],
    solution: 'In all $d(k-1)$, and half of it on each side: $p = d(k-1)/2$. With $k = 3$ that is $p = d$.',
  }),

  'who-takes-it': multi({
    title: 'Who takes it?',
    objectives: ['padding-names', 'rounding'],
    prompt: 'An input of 10 × 10 pixels. Which of these layers give an output of 5 × 5?',
    options: [
      {
        id: 'keras-same',
        correct: true,
        text: 'Keras: `Conv2D(8, 3, strides=2, padding="same")`',
        say: '*Same* with a stride means $\\lceil 10/2 \\rceil = 5$.',
      },
      {
        id: 'torch-one',
        correct: true,
        text: 'PyTorch: `nn.Conv2d(3, 8, 3, stride=2, padding=1)`',
        say: '$\\lfloor (10 + 2 - 3)/2 \\rfloor + 1 = 5$; one zero is left over.',
      },
      {
        id: 'torch-dilated',
        correct: true,
        text: 'PyTorch: `nn.Conv2d(3, 8, 3, stride=2, padding=2, dilation=2)`',
        say: 'The spread kernel spans 5: $\\lfloor (10 + 4 - 5)/2 \\rfloor + 1 = 5$.',
      },
      {
        id: 'torch-same',
        text: 'PyTorch: `nn.Conv2d(3, 8, 3, stride=2, padding="same")`',
        say: "PyTorch refuses `padding='same'` with a stride.",
      },
      {
        id: 'keras-valid',
        text: 'Keras: `Conv2D(8, 3, strides=2)`',
        say: 'Valid: $\\lfloor (10 - 3)/2 \\rfloor + 1 = 4$.',
      },
      {
        id: 'keras-both',
        text: 'Keras: `Conv2D(8, 3, strides=2, dilation_rate=2, padding="same")`',
        say: 'Keras refuses a stride and a dilation above 1 together.',
      },
    ],
    hints: ['Two of them are not taken at all.', 'For the others, count.'],
    solution:
      'The first three give 5 × 5. PyTorch refuses *same* with a stride, Keras a stride together with a dilation, and valid gives 4 × 4.',
  }),

  'which-p': numeric({
    title: 'Which padding?',
    objectives: ['inverse'],
    params: (draw) => ({
      n: draw.integer(20, 64),
      k: draw.choice([5, 7, 9, 11]),
      s: draw.choice([2, 3, 4]),
      p: draw.choice([1, 2, 3, 4]),
    }),
    where: ({ n, k, s, p }) => {
      const m = places(n, k, s, 2 * p)
      const total = s * (m - 1) + k - n
      return (
        p < k / 2 &&
        places(n, k, s, 2 * p - 2) !== m &&
        total > 0 &&
        distinct(p, total, Math.ceil((s * m + k - n) / 2))
      )
    },
    prompt: ({ n, k, s, p }) =>
      md`A layer is to make ${places(n, k, s, 2 * p)} outputs out of ${n} pixels along an axis, with a kernel of ${k} and a stride of ${s}. What is the *smallest* padding per side that does it?`,
    answer: ({ n, k, s, p }) => Math.ceil((s * (places(n, k, s, 2 * p) - 1) + k - n) / 2),
    check: ({ n, k, s, p }) => {
      const wanted = checkConv2dShape([1, 1, n, n], [1, 1, k, k], { stride: s, padding: p })[2]
      return Array.from({ length: k }, (_, padding) => padding).find(
        (padding) => checkConv2dShape([1, 1, n, n], [1, 1, k, k], { stride: s, padding })[2] === wanted,
      )!
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'in-all',
        is: ({ n, k, s, p }) => s * (places(n, k, s, 2 * p) - 1) + k - n,
        say: 'That is the padding in all. It is shared by two sides (and rounded up, if it is odd).',
      },
      {
        id: 'one-step-too-many',
        is: ({ n, k, s, p }) => Math.ceil((s * places(n, k, s, 2 * p) + k - n) / 2),
        say: 'You let the kernel make a step for every output. The first place needs none.',
      },
    ],
    hints: [
      'Where does the last window begin, and where does it end?',
      '$P = s(m-1) + k - n$ in all; then half of it.',
    ],
    solution: ({ n, k, s, p }) => {
      const m = places(n, k, s, 2 * p)
      const total = s * (m - 1) + k - n
      return md`In all at least $${s} \cdot ${m - 1} + ${k} - ${n} = ${total}$, so per side ${Math.ceil(total / 2)}. Check: $\lfloor (${n} + ${2 * Math.ceil(total / 2)} - ${k})/${s} \rfloor + 1 = ${m}$.`
    },
  }),

  'seen-how-often': numeric({
    title: 'How often is it seen?',
    objectives: ['borders'],
    params: (draw) => ({
      n: draw.choice([12, 14, 16]),
      k: draw.choice([4, 5]),
      row: draw.integer(1, 3),
      column: draw.integer(0, 8),
    }),
    where: ({ n, k, row, column }) =>
      distinct(
        seen(n, k, row) * seen(n, k, column),
        seen(n, k, row) + seen(n, k, column),
        k * k,
        (row + 1) * (column + 1),
      ),
    prompt: ({ n, k, row, column }) =>
      md`A kernel of ${k} × ${k}, valid, stride 1, on a picture of ${n} × ${n}. How many outputs see the pixel in row ${row}, column ${column}, counted from 0?`,
    answer: ({ n, k, row, column }) => seen(n, k, row) * seen(n, k, column),
    check: ({ n, k, row, column }) => {
      const picture = Array.from({ length: n * n }, (_, i) => (i === row * n + column ? 1 : 0))
      const kernel = Array.from({ length: k * k }, () => 1)
      const map = conv2d(array(picture).reshape([1, 1, n, n]), array(kernel).reshape([1, 1, k, k]))
      return Array.from(map.data).filter((value) => value === 1).length
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'as-in-the-middle',
        is: ({ k }) => k * k,
        say: 'That holds in the middle. Near a border some of these windows would hang over it.',
      },
      {
        id: 'added',
        is: ({ n, k, row, column }) => seen(n, k, row) + seen(n, k, column),
        say: 'Rows and columns are counted rightly. Each row of windows goes with each column of windows.',
      },
      {
        id: 'no-limit',
        is: ({ row, column }) => (row + 1) * (column + 1),
        say: 'Further inside, windows that begin too early no longer reach the pixel. At most as many as the kernel is long see it.',
      },
    ],
    hints: [
      'Count along each axis by itself: at how many places may a window begin so that it covers the pixel?',
      'Then multiply.',
    ],
    solution: ({ n, k, row, column }) =>
      md`Rows: windows begin from ${Math.max(0, row - k + 1)} to ${Math.min(row, n - k)}, that is ${seen(n, k, row)}. Columns: from ${Math.max(0, column - k + 1)} to ${Math.min(column, n - k)}, that is ${seen(n, k, column)}. Together $${seen(n, k, row)} \cdot ${seen(n, k, column)} = ${seen(n, k, row) * seen(n, k, column)}$.`,
  }),

  'until-it-is-gone': numeric({
    title: 'Until it is gone',
    objectives: ['borders', 'count'],
    params: (draw) => ({ n: draw.integer(28, 100), k: draw.choice([3, 5, 7]) }),
    where: ({ n, k }) =>
      distinct(
        Math.floor((n - 1) / (k - 1)),
        Math.floor((n - k) / (k - 1)),
        Math.floor(n / k),
        Math.floor((n - 1) / k) === Math.floor(n / k) ? null : Math.floor((n - 1) / k),
      ) && n % (k - 1) !== 1,
    prompt: ({ n, k }) =>
      md`Layers with kernels of ${k} × ${k}, valid, stride 1, are stacked on a picture of ${n} × ${n}. How many can be stacked, until the next kernel would not fit any more?`,
    answer: ({ n, k }) => Math.floor((n - 1) / (k - 1)),
    check: ({ n, k }) => {
      let [size, layers] = [n, 0]
      for (; size >= k; layers++) size = places(size, k, 1, 0)
      return layers
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'one-too-few',
        is: ({ n, k }) => Math.floor((n - k) / (k - 1)),
        say: 'One more fits: a map just as large as the kernel still gives one output.',
      },
      {
        id: 'whole-kernel',
        is: ({ n, k }) => Math.floor(n / k),
        say: 'A layer does not take away as much as its kernel is long. By how much does a map shrink?',
      },
    ],
    hints: [({ k }) => md`Each layer takes away $${k} - 1$.`, 'The last map must have at least one pixel.'],
    solution: ({ n, k }) =>
      md`After $L$ layers there are $${n} - ${k - 1} L$ pixels, at least 1: $L \le ${n - 1}/${k - 1}$, so ${Math.floor((n - 1) / (k - 1))}. With *same* padding there is no limit.`,
  }),

  'write-conv2d': code({
    title: 'Write conv2d',
    objectives: ['write', 'count', 'borders'],
    prompt: md`
Write \`conv2d\` for one picture \`x\` and one kernel \`w\`, with a stride, and with \`padding\` zeros on each side. Both may be rectangular; the stride and padding are the same along both axes. Sizes are rounded down. \`at(r, c)\` gives a pixel, and 0 outside.
    `,
    starter: conv(`  const at = (r: number, c: number) => x[r]?.[c] ?? 0
  const rows = ____
  const columns = ____
  const y: number[][] = []
  for (let i = 0; i < rows; i++) {
    const row: number[] = []
    for (let j = 0; j < columns; j++) {
      let sum = 0
      for (let p = 0; p < w.length; p++) {
        for (let q = 0; q < w[0].length; q++) sum += w[p][q] * at(____, ____)
      }
      row.push(sum)
    }
    y.push(row)
  }
  return y`),
    setup: `const picture = [[1, 2, 0, 3, 1], [4, 1, 5, 2, 6], [0, 7, 3, 1, 2], [2, 1, 8, 4, 0], [5, 3, 1, 9, 2]]
const size = (map) => [map.length, map[0].length]`,
    program: loops(),
    tests: [
      {
        id: 'plain',
        name: 'stride 1, no padding, a rectangular kernel',
        code: 'const map = conv2d(picture, [[1, 2, 3]], 1, 0)\nassertClose(size(map), [5, 3], "size")\nassertClose(map[0], [5, 11, 9], "first row")',
        say: 'Begin with the simplest case: stride 1 and no padding, as in the lesson before. Height and width have their own kernel size.',
      },
      {
        id: 'size',
        name: 'the size of the map for other strides and paddings',
        code: 'assertClose(size(conv2d(picture, [[1, 1], [1, 1]], 2, 0)), [2, 2], "stride 2")\nassertClose(size(conv2d(picture, [[1, 1, 1], [1, 1, 1], [1, 1, 1]], 1, 1)), [5, 5], "padding 1")\nassertClose(size(conv2d(picture, [[1, 1, 1], [1, 1, 1], [1, 1, 1]], 3, 2)), [3, 3], "stride 3, padding 2")',
        say: 'Stride 1 without padding is right. Count the places: padding counts on both sides, and steps are rounded down.',
      },
      {
        id: 'strided',
        name: 'with stride 2 the windows are two pixels apart',
        code: 'assertClose(conv2d(picture, [[1, 0], [0, 10]], 2, 0), [[11, 20], [10, 43]], "values")',
        say: 'The map has the right size, but its values belong to windows one pixel apart. Where does window (i, j) begin?',
      },
      {
        id: 'padded',
        name: 'with padding the first windows begin outside',
        code: 'assertClose(conv2d(picture, [[1, 0], [0, 10]], 1, 1)[0], [10, 20, 0, 30, 10, 0], "first row")\nassertClose(conv2d(picture, [[1, 0, 0], [0, 0, 0], [0, 0, 10]], 2, 1), [[10, 20, 0], [10, 41, 2], [0, 1, 4]], "stride 2")',
        say: 'Without padding all is right. The first window begins `padding` pixels *before* the picture, whatever the stride.',
      },
    ],
    wrong: [
      {
        id: 'stride-only-in-size',
        program: loops({ i: 'i + p - padding', j: 'j + q - padding' }),
        fails: 'strided',
      },
      {
        id: 'stride-only-in-windows',
        program: loops({
          rows: 'x.length + 2 * padding - w.length + 1',
          columns: 'x[0].length + 2 * padding - w[0].length + 1',
        }),
        fails: 'size',
      },
      {
        id: 'dilated-instead',
        program: loops({ i: 'i + p * stride - padding', j: 'j + q * stride - padding' }),
        fails: 'strided',
      },
      {
        id: 'padding-once',
        program: loops({
          rows: 'Math.floor((x.length + padding - w.length) / stride) + 1',
          columns: 'Math.floor((x[0].length + padding - w[0].length) / stride) + 1',
        }),
        fails: 'size',
      },
      {
        id: 'padding-at-the-end',
        program: loops({ i: 'i * stride + p', j: 'j * stride + q' }),
        fails: 'padded',
      },
      {
        id: 'padding-times-stride',
        program: loops({ i: '(i - padding) * stride + p', j: '(j - padding) * stride + q' }),
        fails: 'padded',
      },
      {
        id: 'rounded-up',
        program: loops({
          rows: 'Math.ceil((x.length + 2 * padding - w.length) / stride) + 1',
          columns: 'Math.ceil((x[0].length + 2 * padding - w[0].length) / stride) + 1',
        }),
        fails: 'size',
      },
      {
        id: 'ones-outside',
        program: loops({ outside: '1' }),
        fails: 'padded',
      },
    ],
    hints: [
      'Rows: `Math.floor((x.length + 2 * padding - w.length) / stride) + 1`.',
      'Window (i, j) begins at `i * stride - padding`, `j * stride - padding`.',
    ],
    solution: md`
Sizes as counted above; the pixel under weight (p, q) of window (i, j) is \`at(i * stride + p - padding, j * stride + q - padding)\`. Leave the stride out in one of the two, and the map still has the right size, or the right beginning.
    `,
  }),
})
