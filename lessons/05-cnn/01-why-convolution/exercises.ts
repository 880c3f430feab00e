import { conv2d, tensor as array } from 'chainrule'
import {
  choice,
  code,
  exercises,
  expression,
  md,
  multi,
  numeric,
  predictRun,
  tensor,
} from 'chainrule/exercises'

type Matrix = readonly (readonly number[])[]

/** Cross-correlation by the definition, for answers; checks use the engine. */
const correlate = (x: Matrix, w: Matrix): number[][] =>
  Array.from({ length: x.length - w.length + 1 }, (_, i) =>
    Array.from({ length: x[0]!.length - w[0]!.length + 1 }, (__, j) =>
      w.reduce((sum, row, p) => row.reduce((part, weight, q) => part + weight * x[i + p]![j + q]!, sum), 0),
    ),
  )
const turned = (w: Matrix): number[][] => w.toReversed().map((row) => row.toReversed())
const transposed = (w: Matrix): number[][] => w[0]!.map((_, q) => w.map((row) => row[q]!))

/** A kernel in words and numbers: read aloud, a matrix alone has no name. */
const kernelText = (...rows: readonly (readonly number[])[]): string =>
  rows.map((row, i) => `${['top', 'middle', 'bottom'][i]} row $(${row.join(', ')})$`).join(', ')
const MINUS = [-1, -1, -1]
const ZERO = [0, 0, 0]
const PLUS = [1, 1, 1]

/** Programs of the code exercise, each with its one mistake. */
const program = (body: string) => `function correlate(x: number[][], w: number[][]): number[][] {\n${body}\n}`
const loops = (rows: string, columns: string, term: string) =>
  program(`  const y: number[][] = []
  for (let i = 0; i < ${rows}; i++) {
    const row: number[] = []
    for (let j = 0; j < ${columns}; j++) {
      let sum = 0
      for (let p = 0; p < w.length; p++) {
        for (let q = 0; q < w[0].length; q++) sum += ${term}
      }
      row.push(sum)
    }
    y.push(row)
  }
  return y`)
const ROWS = 'x.length - w.length + 1'
const COLUMNS = 'x[0].length - w[0].length + 1'

export default exercises({
  'slide-by-hand': tensor({
    title: 'Slide a kernel by hand',
    objectives: ['slide'],
    params: (draw) => ({ x: draw.matrix(3, 3, [0, 5], 1), w: draw.matrix(2, 2, [-2, 3], 1) }),
    where: ({ x, w }) => {
      const results = [w, turned(w), transposed(w), w.map((row) => row.map(Math.abs))].map((kernel) =>
        JSON.stringify(correlate(x, kernel)),
      )
      return new Set(results).size === results.length
    },
    prompt: ({ x, w }) =>
      md`Lay the kernel $w = ${w}$ on the picture $x = ${x}$, as written, at every place where it fits. What is the feature map?`,
    answer: ({ x, w }) => correlate(x, w),
    check: ({ x, w }) =>
      conv2d(array([[x.map((row) => [...row])]]), array([[w.map((row) => [...row])]]))
        .reshape([2, 2])
        .toArray(),
    precision: 'exact',
    mistakes: [
      {
        id: 'turned',
        is: ({ x, w }) => correlate(x, turned(w)),
        say: 'You turned the kernel by 180°. That is the convolution of mathematics; here it lies as written.',
      },
      {
        id: 'transposed',
        is: ({ x, w }) => correlate(x, transposed(w)),
        say: 'Rows and columns of the kernel have changed places. Its first row lies on the *upper* pixels of a window.',
      },
      {
        id: 'signs-lost',
        is: ({ x, w }) =>
          w.flat().some((weight) => weight < 0)
            ? correlate(
                x,
                w.map((row) => row.map(Math.abs)),
              )
            : null,
        say: 'All products were added. Where a weight is negative, its product is subtracted.',
      },
    ],
    hints: [
      'The kernel fits in four places: the map is 2 × 2.',
      ({ x, w }) =>
        md`The first output: $${w[0]![0]!} \cdot ${x[0]![0]!} + ${w[0]![1]!} \cdot ${x[0]![1]!} + ${w[1]![0]!} \cdot ${x[1]![0]!} + ${w[1]![1]!} \cdot ${x[1]![1]!}$.`,
    ],
    solution: ({ x, w }) => md`Four windows, four sums: $${correlate(x, w)}$.`,
  }),

  'which-kernel': choice({
    title: 'Which kernel answers?',
    objectives: ['read-kernels'],
    params: (draw) => ({ way: draw.choice(['below', 'above']) }),
    variants: 2,
    prompt: ({ way }) =>
      md`You look for a kernel whose output is large and *positive* along the edge of a roof where it is bright ${way === 'below' ? 'below and dark above' : 'above and dark below'}, and 0 on even areas. Which is it?`,
    options: ({ way }) => [
      {
        id: 'right-one',
        correct: true,
        text: way === 'below' ? kernelText(MINUS, ZERO, PLUS) : kernelText(PLUS, ZERO, MINUS),
        say: 'It adds where it should be bright and subtracts where it should be dark; the sum of its weights is 0.',
      },
      {
        id: 'wrong-sign',
        text: way === 'below' ? kernelText(PLUS, ZERO, MINUS) : kernelText(MINUS, ZERO, PLUS),
        say: 'It answers to that edge, but with a large *negative* output: it subtracts what is bright.',
      },
      {
        id: 'wrong-direction',
        text: kernelText([-1, 0, 1], [-1, 0, 1], [-1, 0, 1]),
        say: 'It compares left with right. Along a level edge both sides are alike, and the output is 0.',
      },
      {
        id: 'not-even',
        text: way === 'below' ? kernelText(ZERO, ZERO, PLUS) : kernelText(PLUS, ZERO, ZERO),
        say: 'Large at the edge, but on an even bright area just as large: the sum of the weights is 3.',
      },
    ],
    hints: [
      'For an even area only the sum of the weights counts.',
      'A positive weight belongs where the pixels should be bright.',
    ],
    solution: ({ way }) =>
      md`Bright ${way} asks for positive weights ${way}; even areas are ignored if the weights add up to 0; left and right play no part, so each row has equal weights.`,
  }),

  brighter: expression({
    title: 'A brighter picture',
    objectives: ['read-kernels'],
    prompt: String.raw`A kernel of three weights gives $y = w_0 x_0 + w_1 x_1 + w_2 x_2$. Now every pixel becomes brighter by $t$. What is the output then, in $y$, $t$ and the weights?`,
    symbols: {
      'w_0, w_1, w_2, t': 'real',
      'x_0, x_1, x_2': 'real',
      y: { is: 'w_0 x_0 + w_1 x_1 + w_2 x_2' },
    },
    answer: () => 'y + t (w_0 + w_1 + w_2)',
    check: () => 'w_0 (x_0 + t) + w_1 (x_1 + t) + w_2 (x_2 + t)',
    mistakes: [
      {
        id: 'once',
        is: () => 'y + t',
        say: 'That holds only if the weights add up to 1, as those of a blur do. Put $x_i + t$ in place of each $x_i$.',
      },
      {
        id: 'only-the-change',
        is: () => 't (w_0 + w_1 + w_2)',
        say: 'By so much the output *changes*. What is it then?',
      },
      {
        id: 'three-times',
        is: () => 'y + 3 t',
        say: 'Each $t$ is multiplied by the weight of its place before it is added.',
      },
      {
        id: 'times',
        is: () => 'y + t w_0 w_1 w_2',
        say: 'The three weights are added up, not multiplied with each other.',
      },
    ],
    hints: ['Write $x_i + t$ for each pixel, and collect what has a $t$.'],
    solution:
      '$w_0 (x_0 + t) + w_1 (x_1 + t) + w_2 (x_2 + t) = y + t (w_0 + w_1 + w_2)$. A kernel whose weights add up to 0 does not see brightness at all.',
  }),

  turned: predictRun({
    title: 'One bright pixel, in one dimension',
    objectives: ['flip'],
    params: (draw) => ({ w: draw.distinct(3, [2, 3, 4, 5, 6, 7, 8, 9]) }),
    variants: 6,
    prompt:
      'A row of five pixels, one of them 1, and a kernel of three weights. What does this program print?',
    run: ({ w }) => ({
      kind: 'cell',
      code: `import { conv1d } from 'chainrule'\n\nconst row = [[[0, 0, 1, 0, 0]]]\nconst kernel = [[[${w.join(', ')}]]]\nconsole.log(conv1d(row, kernel).reshape([3]).toArray().join(' '))`,
    }),
    ask: {
      kind: 'output',
      answer: ({ w }) => w.toReversed().join(' '),
      mistakes: [
        {
          id: 'as-written',
          is: ({ w }) => w.join(' '),
          say: 'A *convolution* leaves the kernel behind in its own order. Does `conv1d` turn the kernel? Work out the first output: which weight lies on the 1?',
        },
        {
          id: 'in-the-middle',
          is: ({ w }) => `0 ${w[1]} 0`,
          say: 'The 1 lies under the kernel at all three places, under another weight each time.',
        },
        {
          id: 'five-long',
          is: ({ w }) => `0 ${w.toReversed().join(' ')} 0`,
          say: 'The kernel fits at three places only, so there are three outputs.',
        },
      ],
    },
    hints: ['At the first place the kernel covers pixels 0, 1 and 2. Which weight meets the 1?'],
    solution: ({ w }) =>
      md`At the first place the *last* weight, ${w[2]!}, lies on the 1; then the middle one; then the first. The kernel appears in reverse, because it is not turned.`,
  }),

  'does-it-matter': multi({
    title: 'When does it matter?',
    objectives: ['flip'],
    prompt:
      'Cross-correlation or convolution: in which cases does it make a difference for the result that somebody gets in the end?',
    options: [
      {
        id: 'given-edges',
        correct: true,
        text: 'You copy an edge kernel from a book on signal processing into `F.conv2d`.',
        say: 'The book turns the kernel, `F.conv2d` does not: every edge gets the opposite sign.',
      },
      {
        id: 'ported-weights',
        correct: true,
        text: 'You load trained weights into a library that turns its kernels.',
        say: 'They were learned for kernels that lie as written, and have to be turned before.',
      },
      {
        id: 'learned',
        text: 'You train a network from random weights, with a library that turns kernels instead of one that does not.',
        say: 'The learned kernels come out turned, and everything else is the same.',
      },
      {
        id: 'blur',
        text: 'You blur a picture with equal weights.',
        say: 'A kernel that looks the same upside down gives the same both ways.',
      },
    ],
    hints: ['Ask each time: where do the weights come from, and do they look the same after half a turn?'],
    solution:
      'It matters where the weights are given and not the same after half a turn. Where they are learned by the very operation that uses them, they come out the right way around for it.',
  }),

  'write-correlate': code({
    title: 'Write the loop',
    objectives: ['slide'],
    prompt: md`
Write \`correlate\`: the cross-correlation of a picture \`x\` with a kernel \`w\`, at all places where the kernel fits. Neither has to be square.
    `,
    starter: program(`  const y: number[][] = []
  for (let i = 0; i < ____; i++) {
    const row: number[] = []
    for (let j = 0; j < ____; j++) {
      let sum = 0
      for (let p = 0; p < w.length; p++) {
        for (let q = 0; q < w[0].length; q++) sum += ____
      }
      row.push(sum)
    }
    y.push(row)
  }
  return y`),
    program: loops(ROWS, COLUMNS, 'w[p][q] * x[i + p][j + q]'),
    tests: [
      {
        id: 'size',
        name: 'a 2 × 2 kernel on a 4 × 4 picture fits at 3 × 3 places',
        code: 'const zeros = Array.from({ length: 4 }, () => [0, 0, 0, 0])\nconst map = correlate(zeros, [[1, 1], [1, 1]])\nassertClose([map.length, map[0].length], [3, 3], "size of the map")',
        say: 'How often does the kernel fit? Try it with a picture as large as the kernel: once.',
      },
      {
        id: 'rectangular',
        name: 'a picture of 3 × 5 and a kernel of 2 × 3',
        code: 'const map = correlate([[1, 2, 3, 4, 5], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1]], [[1, 0, 0], [0, 0, 0]])\nassertClose([map.length, map[0].length], [2, 3], "size of the map")\nassertClose(map, [[1, 2, 3], [0, 0, 0]], "values")',
        say: 'Squares work, rectangles do not. Which length belongs to which loop?',
      },
      {
        id: 'values',
        name: 'the sums are those of a picture and kernel without any symmetry',
        code: 'assertClose(correlate([[1, 2, 0], [3, 5, 1], [0, 4, 2]], [[1, 2], [3, 4]]), [[34, 21], [29, 27]], "values")',
        say: 'The size is right. Which pixel lies under weight (p, q) when the kernel stands at (i, j)? Keep the kernel as written.',
      },
    ],
    wrong: [
      {
        id: 'one-too-few',
        program: loops('x.length - w.length', 'x[0].length - w[0].length', 'w[p][q] * x[i + p][j + q]'),
        fails: 'size',
      },
      { id: 'square-only', program: loops(ROWS, ROWS, 'w[p][q] * x[i + p][j + q]'), fails: 'rectangular' },
      {
        id: 'turned',
        program: loops(ROWS, COLUMNS, 'w[w.length - 1 - p][w[0].length - 1 - q] * x[i + p][j + q]'),
        fails: 'rectangular',
      },
      {
        id: 'turned-in-columns',
        program: loops(ROWS, COLUMNS, 'w[w.length - 1 - p][q] * x[i + p][j + q]'),
        fails: 'rectangular',
      },
      { id: 'does-not-slide', program: loops(ROWS, COLUMNS, 'w[p][q] * x[p][q]'), fails: 'rectangular' },
      {
        id: 'weights-left-out',
        program: loops(ROWS, COLUMNS, 'x[i + p][j + q]'),
        fails: 'rectangular',
      },
    ],
    hints: [
      'A kernel of height k fits into a picture of height n at n − k + 1 places.',
      'Weight (p, q) lies on pixel (i + p, j + q).',
    ],
    solution: md`
Rows: \`x.length - w.length + 1\`; columns: \`x[0].length - w[0].length + 1\`; the term: \`w[p][q] * x[i + p][j + q]\`.
    `,
  }),

  'zeros-in-the-matrix': numeric({
    title: 'How empty is the matrix?',
    objectives: ['tied', 'cost'],
    params: (draw) => ({ n: draw.choice([6, 7, 8, 9, 10]), k: draw.choice([2, 3, 4, 5]) }),
    where: ({ n, k }) => n - k + 1 !== k && n - k > 1,
    prompt: ({ n, k }) =>
      md`A convolution with a ${k} × ${k} kernel on a picture of ${n} × ${n}, written as a matrix from all pixels to all outputs. How many entries of the matrix are *always* 0, whatever the weights?`,
    answer: ({ n, k }) => (n - k + 1) ** 2 * (n * n - k * k),
    check: ({ n, k }) => {
      // Each column of the matrix is what one bright pixel leaves behind under a kernel of ones.
      const kernel = array([[Array.from({ length: k }, () => Array.from({ length: k }, () => 1))]])
      let zeros = 0
      for (let pixel = 0; pixel < n * n; pixel++) {
        const picture = Array.from({ length: n * n }, (_, i) => (i === pixel ? 1 : 0))
        const map = conv2d(array(picture).reshape([1, 1, n, n]), kernel)
        zeros += Array.from(map.data).filter((value) => value === 0).length
      }
      return zeros
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'one-row',
        is: ({ n, k }) => n * n - k * k,
        say: 'That is the number in *one* row. How many rows, one for each output, has the matrix?',
      },
      {
        id: 'not-zero',
        is: ({ n, k }) => (n - k + 1) ** 2 * k * k,
        say: 'Those are the entries that are *not* always 0: one for each multiplication.',
      },
      {
        id: 'all-but-the-weights',
        is: ({ n, k }) => (n - k + 1) ** 2 * n * n - k * k,
        say: 'Each weight stands in the matrix many times, once in each row.',
      },
      {
        id: 'square-matrix',
        is: ({ n, k }) => n * n * (n * n - k * k),
        say: 'You counted as many outputs as pixels. At how many places does the kernel fit?',
      },
    ],
    hints: [
      ({ n, k }) =>
        md`The matrix has ${n * n} columns. At how many places does a kernel of ${k} fit into ${n}?`,
      'In each row, one entry per weight of the kernel is not 0.',
    ],
    solution: ({ n, k }) =>
      md`There are $${n - k + 1}^2 = ${(n - k + 1) ** 2}$ outputs, each a row of ${n * n} entries of which ${k * k} are weights. So $${(n - k + 1) ** 2} \cdot (${n * n} - ${k * k}) = ${(n - k + 1) ** 2 * (n * n - k * k)}$ are always 0.`,
  }),

  'count-it': numeric({
    title: 'Many kernels',
    objectives: ['cost'],
    params: (draw) => ({
      n: draw.choice([28, 32, 64, 96]),
      k: draw.choice([3, 5, 7]),
      f: draw.choice([8, 16, 32, 64]),
    }),
    prompt: ({ n, k, f }) =>
      md`A layer lays ${f} different kernels of ${k} × ${k} on a gray picture of ${n} × ${n}, each with a bias of its own that is added to all of its outputs. How many numbers does the layer learn?`,
    answer: ({ k, f }) => f * (k * k + 1),
    check: ({ k, f }) => Array.from({ length: f }, () => k * k + 1).reduce((all, one) => all + one, 0),
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'no-bias',
        is: ({ k, f }) => f * k * k,
        say: 'Those are the weights. Each kernel has a bias, too.',
      },
      {
        id: 'one-bias',
        is: ({ k, f }) => f * k * k + 1,
        say: 'One bias for all? Each kernel has its own.',
      },
      {
        id: 'every-place',
        is: ({ n, k, f }) => (n - k + 1) ** 2 * f * (k * k + 1),
        say: 'That would be a kernel for each place. They are shared: the size of the picture plays no part.',
      },
      {
        id: 'dense',
        is: ({ n, k, f }) => (n - k + 1) ** 2 * f * (n * n + 1),
        say: 'That is a dense layer with as many outputs.',
      },
    ],
    hints: ['How many numbers has one kernel with its bias?', 'Does the size of the picture matter?'],
    solution: ({ n, k, f }) =>
      md`$${f} \cdot (${k * k} + 1) = ${f * (k * k + 1)}$. The picture could have any size; only the number of multiplications, $${f} \cdot ${n - k + 1}^2 \cdot ${k * k}$, would change.`,
  }),

  'where-it-holds': multi({
    title: 'Where does it hold?',
    objectives: ['equivariance'],
    prompt:
      'The picture is moved by *one* pixel. Away from the borders: for which of these does moving first and computing second give exactly what computing first and moving second gives?',
    options: [
      {
        id: 'conv',
        correct: true,
        text: 'A 5 × 5 kernel, at every place.',
        say: 'Any kernel, as long as it is the same everywhere.',
      },
      {
        id: 'relu',
        correct: true,
        text: 'ReLU of each pixel.',
        say: 'What is done to each pixel by itself, and the same everywhere, moves along.',
      },
      {
        id: 'two-convs',
        correct: true,
        text: 'A 3 × 3 kernel, ReLU, and another 3 × 3 kernel.',
        say: 'Each of the three moves along, so the chain does.',
      },
      {
        id: 'stride',
        text: 'A 3 × 3 kernel, at every third place.',
        say: 'Only moves by 3, 6, 9, … pixels are whole steps of that map.',
      },
      {
        id: 'brightness-ramp',
        text: 'Multiply each pixel by its column number.',
        say: 'It does different things at different places: the moved pixel meets another factor.',
      },
      {
        id: 'dense',
        text: 'A dense layer with as many outputs as pixels, its weights as training left them.',
        say: 'Nothing makes its rows copies of each other.',
      },
    ],
    hints: ['Is the same done at every place, and is every place there in the output?'],
    solution:
      'Whatever does the same at every place and keeps all places: kernels, functions of each pixel, and chains of them. A stride leaves places out; the other two do different things at different places.',
  }),
})
