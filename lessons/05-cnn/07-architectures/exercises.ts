import { choice, code, exercises, expression, md, multi, numeric, order, shape } from 'chainrule/exercises'
import {
  parseRows,
  PRESETS,
  presetOf,
  sheetOf,
  type Line,
  type PresetName,
} from '../../../components/network-builder/model.ts'

const NAMES: Readonly<Record<PresetName, string>> = {
  lenet: 'LeNet-5',
  alexnet: 'AlexNet (2012)',
  'one-weird-trick': 'AlexNet (2014)',
  vgg16: 'VGG-16',
  resnet18: 'ResNet-18',
  small: 'a small network',
}
/** A number between 0 and 1 → one of a list: how a draw picks a row. */
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!

interface Place {
  readonly net: string
  readonly line: Line
  readonly before: { readonly r: number; readonly j: number } | null
}
const side = (line: Line | undefined) => {
  const sees = line?.sees
  return sees && sees !== 'all' ? { r: sees.size[0], j: sees.jump[0] } : null
}
/** Every row of the networks of the lesson, with what the row before it sees. */
const PLACES: readonly Place[] = PRESETS.filter((name) => name !== 'small').flatMap((name) => {
  const { lines } = sheetOf(presetOf(name).input, presetOf(name).rows, 'pytorch')
  return lines.map((line, i) => ({
    net: NAMES[name],
    line,
    before: i === 0 ? { r: 1, j: 1 } : line.inputs.length > 1 ? null : side(lines.find((one) => one.name === line.inputs[0])), // prettier-ignore
  }))
})
const CONVS = PLACES.filter(({ line }) => line.row.kind === 'conv')
const WEIGHTED = PLACES.filter(({ line }) => line.row.kind === 'conv' || line.row.kind === 'dense')
const WINDOWS = PLACES.filter(
  ({ line, before }) => ['conv', 'max', 'avg'].includes(line.row.kind) && before !== null && before.j > 1 && line.row.kernel[0] > 1, // prettier-ignore
)

const sizes = (dims: readonly number[]): string => `(${dims.join(', ')})`
/** What a row is, with everything that counts. */
function said({ line: { row } }: Place): string {
  if (row.kind === 'dense') return `a dense layer of ${row.out} units`
  const window = `${row.kernel[0]} × ${row.kernel[1]}`
  const stride = row.stride[0] > 1 ? `, stride ${row.stride[0]}` : ''
  if (row.kind !== 'conv') return `a pooling of ${window}${stride}`
  const groups = row.groups > 1 ? `, in ${row.groups} groups` : ''
  return `a convolution with ${row.out} filters of ${window}${stride}${groups}, ${row.bias ? 'with biases' : 'without biases'}`
}
const weights = ({ line: { row, input } }: Place): number =>
  row.kind === 'dense' ? row.out * input![0]! : (row.out * input![0]! * row.kernel[0] * row.kernel[1]) / row.groups // prettier-ignore
const distinct = (...values: readonly (number | null)[]): boolean => {
  const there = values.filter((value) => value !== null)
  return new Set(there).size === there.length
}
const convolved = (n: number, k: number, s: number, p: number) => Math.floor((n + 2 * p - k) / s) + 1

const table = ({
  places = 'Math.floor((size + 2 * p - k) / s) + 1',
  count = 'filters * (channels * k * k + 1)',
  work = 'size * size * filters * channels * k * k',
  field = 'r += (k - 1) * j\n    j *= s',
} = {}) => `function table(input: number[], rows: number[][]): number[][] {
  let [channels, size] = input
  let r = 1
  let j = 1
  return rows.map(([filters, k, s, p]) => {
    size = ${places}
    const parameters = ${count}
    const macs = ${work}
    ${field}
    channels = filters
    return [size, parameters, macs, r]
  })
}`

export default exercises({
  'in-which-order': order({
    title: 'In which order?',
    objectives: ['kinds'],
    prompt:
      'Put the layers of a small classifier into the usual order, from the picture to the probabilities.',
    blocks: [
      { id: 'conv', text: 'CONV: looks for small patterns' },
      { id: 'act', text: 'RELU: keeps where they were found' },
      { id: 'pool', text: 'POOL: makes the maps smaller' },
      { id: 'flatten', text: 'FLATTEN: makes one list of the maps' },
      { id: 'fc', text: 'FC: one score for each class' },
      { id: 'softmax', text: 'SOFTMAX: probabilities of the scores' },
    ],
    hints: ['Patterns first, classes last.', 'A dense layer takes a list.'],
    solution: 'CONV, RELU, POOL, FLATTEN, FC, SOFTMAX.',
  }),

  'shape-of-two-rows': shape({
    title: 'Two rows further',
    objectives: ['shapes'],
    params: (draw) => ({
      C: draw.choice([1, 3, 16, 32]),
      n: draw.integer(30, 64),
      F: draw.choice([8, 12, 24, 48]),
      k: draw.choice([3, 5, 7]),
      p: draw.choice([0, 1, 2]),
      pool: draw.choice([2, 3]),
    }),
    where: ({ n, k, p, pool }) => {
      const after = convolved(n, k, 1, p)
      const s = 2
      const size = convolved(after, pool, s, 0)
      return size !== Math.floor(after / pool) && pool === 3 && size !== Math.ceil((after - pool) / s) + 1
    },
    prompt: ({ C, n, F, k, p, pool }) =>
      md`A picture of shape (${C}, ${n}, ${n}), in PyTorch's order, goes through \`nn.Conv2d(${C}, ${F}, ${k}, padding=${p})\`, \`nn.ReLU()\` and \`nn.MaxPool2d(${pool}, stride=2)\`. What is the shape after the pooling, without the batch?`,
    answer: ({ n, F, k, p, pool }) => [F, convolved(convolved(n, k, 1, p), pool, 2, 0), convolved(convolved(n, k, 1, p), pool, 2, 0)], // prettier-ignore
    check: ({ C, n, F, k, p, pool }) => [
      ...sheetOf([C, n, n], parseRows(`conv-${F}-k${k}-p${p}_relu_max-k${pool}-s2`)!, 'pytorch').output!,
    ],
    mistakes: [
      {
        id: 'stride-of-the-window',
        is: ({ n, F, k, p, pool }) => {
          const size = Math.floor(convolved(n, k, 1, p) / pool)
          return [F, size, size]
        },
        say: 'That is a pooling that moves by its own size. This one has `stride=2`, so its windows overlap.',
      },
      {
        id: 'channels-kept',
        is: ({ C, n, k, p, pool }) => {
          const size = convolved(convolved(n, k, 1, p), pool, 2, 0)
          return [C, size, size]
        },
        say: 'The sizes are right. As many maps come out as the convolution has *filters*.',
      },
      {
        id: 'rounded-up',
        is: ({ n, F, k, p, pool }) => {
          const size = Math.ceil((convolved(n, k, 1, p) - pool) / 2) + 1
          return [F, size, size]
        },
        say: 'PyTorch rounds down in poolings, too, unless `ceil_mode` asks for more.',
      },
    ],
    hints: ['One row after the other. ReLU changes no shape.', ({ n, k, p }) => md`After the convolution each axis has ${convolved(n, k, 1, p)}.`], // prettier-ignore
    solution: ({ n, F, k, p, pool }) => {
      const after = convolved(n, k, 1, p)
      return md`Convolution: $${n} + ${2 * p} - ${k} + 1 = ${after}$. Pooling: $\lfloor (${after} - ${pool})/2 \rfloor + 1 = ${convolved(after, pool, 2, 0)}$. Shape (${F}, ${convolved(after, pool, 2, 0)}, ${convolved(after, pool, 2, 0)}).`
    },
  }),

  'parameters-of-a-row': numeric({
    title: 'Parameters of a row',
    objectives: ['parameters'],
    params: (draw) => ({ at: draw.integer(0, 999) }),
    where: ({ at }) => {
      const { line } = pick(WEIGHTED, at)
      return line.row.kind === 'conv' && line.input![0]! > 1
    },
    prompt: ({ at }) => {
      const place = pick(WEIGHTED, at)
      return md`A row of ${place.net}: ${said(place)}. Its input has the shape ${sizes(place.line.input!)}, its output ${sizes(place.line.output!)}. How many parameters has it?`
    },
    answer: ({ at }) => pick(WEIGHTED, at).line.parameters,
    check: ({ at }) => {
      const place = pick(WEIGHTED, at)
      return weights(place) + (place.line.row.bias ? place.line.row.out : 0)
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'bias',
        is: ({ at }) => {
          const place = pick(WEIGHTED, at)
          return place.line.row.bias ? weights(place) : weights(place) + place.line.row.out
        },
        say: 'The weights are right. Look again at the biases: one per filter if there are any.',
      },
      {
        id: 'one-channel',
        is: ({ at }) => {
          const { row } = pick(WEIGHTED, at).line
          return row.out * row.kernel[0] ** 2 + (row.bias ? row.out : 0)
        },
        say: 'A filter is as deep as its input: it has a kernel for each channel that it sees.',
      },
      {
        id: 'groups-ignored',
        is: ({ at }) => {
          const place = pick(WEIGHTED, at)
          const { groups, bias, out } = place.line.row
          return groups === 1 ? null : weights(place) * groups + (bias ? out : 0)
        },
        say: 'In groups, a filter sees only the channels of its own group.',
      },
    ],
    hints: [
      'How many weights has one filter? How many filters are there?',
      'The size of the map plays no part.',
    ],
    solution: ({ at }) => {
      const place = pick(WEIGHTED, at)
      const { row, input, parameters } = place.line
      return md`Each filter sees ${input![0]! / row.groups} channels: $${input![0]! / row.groups} \cdot ${row.kernel[0]} \cdot ${row.kernel[1]}$ weights${row.bias ? ' and a bias' : ', no bias'}. Times ${row.out}: ${parameters}.`
    },
  }),

  'parameters-in-general': expression({
    title: 'Parameters in general',
    objectives: ['parameters'],
    prompt:
      'A convolution takes $C$ channels to $F$ filters of $k \\times k$, in $g$ groups, with biases. How many parameters has it?',
    symbols: { 'C, F, k, g': 'positive' },
    answer: () => 'F (C k^2/g + 1)',
    check: () => 'F C k^2/g + F',
    mistakes: [
      {
        id: 'no-bias',
        is: () => 'F C k^2/g',
        say: 'These are the weights. The biases are missing.',
      },
      {
        id: 'one-bias',
        is: () => 'F C k^2/g + 1',
        say: 'Each filter has a bias of its own.',
      },
      {
        id: 'one-channel',
        is: () => 'F (k^2 + 1)',
        say: 'A filter is as deep as what it sees: it has a kernel for each channel. How many channels are that?',
      },
      {
        id: 'no-groups',
        is: () => 'F (C k^2 + 1)',
        say: 'That is right for a single group. With $g$ groups, how many channels does a filter see?',
      },
    ],
    hints: ['A filter sees $C/g$ channels.', 'Weights of a filter, plus its bias, times the filters.'],
    solution:
      'A filter has $C/g$ kernels of $k^2$ weights and a bias. There are $F$ filters: $F(C k^2/g + 1)$.',
  }),

  'macs-of-a-row': numeric({
    title: 'Multiplications of a row',
    objectives: ['macs'],
    params: (draw) => ({ at: draw.integer(0, 999) }),
    where: ({ at }) => {
      const place = pick(CONVS, at)
      const [, h, w] = place.line.output!
      const [, H] = place.line.input!
      return (
        h! > 1 &&
        distinct(
          place.line.macs,
          weights(place),
          place.line.parameters === weights(place) ? null : place.line.parameters,
          H === h ? null : weights(place) * H! * H!,
          weights(place) * h!,
          h! * w! * place.line.row.out * place.line.row.kernel[0] ** 2,
        ) &&
        place.line.input![0]! > 1
      )
    },
    prompt: ({ at }) => {
      const place = pick(CONVS, at)
      return md`A row of ${place.net}: ${said(place)}. It takes maps of shape ${sizes(place.line.input!)} to ${sizes(place.line.output!)}. How many multiply–accumulates does it take for one picture?`
    },
    answer: ({ at }) => pick(CONVS, at).line.macs,
    check: ({ at }) => {
      const place = pick(CONVS, at)
      return weights(place) * place.line.output![1]! * place.line.output![2]!
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'weights-once',
        is: ({ at }) => weights(pick(CONVS, at)),
        say: 'That is the number of weights: what one place of the map costs. How many places are there?',
      },
      {
        id: 'places-of-the-input',
        is: ({ at }) => {
          const place = pick(CONVS, at)
          const [, H] = place.line.input!
          return H === place.line.output![1] ? null : weights(place) * H! * H!
        },
        say: 'Windows are counted by the *output*: each gives one number per filter.',
      },
      {
        id: 'one-channel',
        is: ({ at }) => {
          const { row, output } = pick(CONVS, at).line
          return output![1]! * output![2]! * row.out * row.kernel[0] ** 2
        },
        say: 'Each output sums over the channels that its filter sees, not over one alone.',
      },
    ],
    hints: ['Each weight is used once at each place of the map.', 'Weights without biases, times height and width of the output.'], // prettier-ignore
    solution: ({ at }) => {
      const place = pick(CONVS, at)
      const [, h, w] = place.line.output!
      return md`$${weights(place)}$ weights, each used at $${h!} \cdot ${w!}$ places: ${place.line.macs}.`
    },
  }),

  'another-head': numeric({
    title: 'Another head',
    objectives: ['macs', 'parameters'],
    params: (draw) => ({ classes: draw.integer(5, 200) }),
    where: ({ classes }) => classes !== 49,
    prompt: ({ classes }) =>
      md`You keep the convolutions of VGG-16, whose last maps are (512, 7, 7), and need ${classes} classes. Instead of the three dense layers you take the mean of each map and *one* dense layer with biases. How many parameters has the new head?`,
    answer: ({ classes }) => 513 * classes,
    check: ({ classes }) =>
      sheetOf([512, 7, 7], parseRows(`gap_dense-${classes}`)!, 'keras').totals.parameters,
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'flattened',
        is: ({ classes }) => (512 * 49 + 1) * classes,
        say: 'That head would flatten the maps. The mean leaves one number of each map.',
      },
      {
        id: 'no-bias',
        is: ({ classes }) => 512 * classes,
        say: 'The weights are right; there are biases, too.',
      },
    ],
    hints: ['What shape has the list of means?', 'Taking a mean has no parameters.'],
    solution: ({ classes }) =>
      md`512 means, so $${classes} \cdot (512 + 1) = ${513 * classes}$. The old head had more than a hundred million.`,
  }),

  'which-way-around': choice({
    title: 'Which way around?',
    objectives: ['skip'],
    params: (draw) => ({ C: draw.choice([32, 64, 128]), n: draw.choice([16, 28, 56]) }),
    variants: 4,
    prompt: ({ C, n }) =>
      md`The body of a branch takes (${C}, ${n}, ${n}) to (${2 * C}, ${n / 2}, ${n / 2}). Which way around can be added to it?`,
    options: ({ C }) => [
      {
        id: 'fits',
        correct: true,
        text: `a 1 × 1 convolution with ${2 * C} filters and stride 2`,
        say: 'It gives the shape of the body, and mixes nothing but the channels of a place.',
      },
      {
        id: 'nothing',
        text: 'nothing: the input itself',
        say: 'Then the shapes differ, and there is nothing to add number by number.',
      },
      {
        id: 'pooling',
        text: 'a max pooling of 2 × 2',
        say: 'Height and width fit then. The number of maps does not.',
      },
      {
        id: 'no-stride',
        text: `a 1 × 1 convolution with ${2 * C} filters and stride 1`,
        say: 'The maps are as many as they should be, and twice as large.',
      },
    ],
    hints: ['Only equal shapes are added.'],
    solution: 'Twice the filters and half the size: a 1 × 1 convolution with a stride of 2.',
  }),

  'field-of-a-row': numeric({
    title: 'How far does it see?',
    objectives: ['field'],
    params: (draw) => ({ at: draw.integer(0, 999) }),
    where: ({ at }) => {
      const { line, before } = pick(WINDOWS, at)
      const { r, j } = before!
      const [k, s] = [line.row.kernel[0], line.row.stride[0]]
      return distinct(r + (k - 1) * j, r + k - 1, s === 1 ? null : r + (k - 1) * j * s, r + k * j, 2 * r)
    },
    prompt: ({ at }) => {
      const place = pick(WINDOWS, at)
      return md`A row of ${place.net} is ${said(place)}. An output of the row before sees ${place.before!.r} pixels along an axis, with a jump of ${place.before!.j}. How many pixels does an output of this row see along that axis?`
    },
    answer: ({ at }) => side(pick(WINDOWS, at).line)!.r,
    check: ({ at }) => {
      const { line, before } = pick(WINDOWS, at)
      // From the first pixel of the first window element to the last of the last.
      const starts = Array.from({ length: line.row.kernel[0] }, (_, i) => i * before!.j)
      return starts.at(-1)! + before!.r - starts[0]!
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'no-jump',
        is: ({ at }) => {
          const { line, before } = pick(WINDOWS, at)
          return before!.r + line.row.kernel[0] - 1
        },
        say: 'Neighbors of the map before are not neighboring pixels: they lie a jump apart.',
      },
      {
        id: 'own-stride',
        is: ({ at }) => {
          const { line, before } = pick(WINDOWS, at)
          const s = line.row.stride[0]
          return s === 1 ? null : before!.r + (line.row.kernel[0] - 1) * before!.j * s
        },
        say: 'The stride of a row moves its windows. It does not make one window wider; it counts from the next row on.',
      },
      {
        id: 'one-too-many',
        is: ({ at }) => {
          const { line, before } = pick(WINDOWS, at)
          return before!.r + line.row.kernel[0] * before!.j
        },
        say: 'From the first to the last element of a window there are $k - 1$ jumps.',
      },
    ],
    hints: ['$r + (k - 1)\\, j$, with the jump of the row before.'],
    solution: ({ at }) => {
      const { line, before } = pick(WINDOWS, at)
      return md`$${before!.r} + (${line.row.kernel[0]} - 1) \cdot ${before!.j} = ${side(line)!.r}$.`
    },
  }),

  'taken-or-refused': multi({
    title: 'Taken or refused?',
    objectives: ['refused'],
    prompt: 'An input of 8 channels and 20 × 20 pixels. Which of these layers does their library *refuse*?',
    options: [
      {
        id: 'torch-same',
        correct: true,
        text: 'PyTorch: `nn.Conv2d(8, 16, 3, stride=2, padding="same")`',
        say: 'PyTorch has *same* with a stride of 1 only.',
      },
      {
        id: 'torch-groups',
        correct: true,
        text: 'PyTorch: `nn.Conv2d(8, 16, 3, groups=3)`',
        say: 'Three groups do not divide 8 channels.',
      },
      {
        id: 'torch-pool',
        correct: true,
        text: 'PyTorch: `nn.MaxPool2d(2, padding=2)`',
        say: 'A window could lie in the padding alone. At most half of the window is taken.',
      },
      {
        id: 'keras-dilated',
        correct: true,
        text: 'Keras: `Conv2D(16, 3, strides=2, dilation_rate=2)`',
        say: 'Keras takes one of the two, not both.',
      },
      {
        id: 'torch-dilated',
        text: 'PyTorch: `nn.Conv2d(8, 16, 3, stride=2, dilation=2)`',
        say: 'PyTorch takes both.',
      },
      {
        id: 'keras-same',
        text: 'Keras: `Conv2D(16, 3, strides=2, padding="same")`',
        say: 'Keras pads for half of the size, rounded up.',
      },
      {
        id: 'left-over',
        text: 'PyTorch: `nn.MaxPool2d(3)`',
        say: 'Two pixels are left over along each axis. That is no mistake.',
      },
    ],
    hints: [
      'Three of PyTorch and one of Keras.',
      'A stride that does not divide the room is taken everywhere.',
    ],
    solution:
      'Refused: *same* with a stride and groups that do not divide (PyTorch), a padding above half of the window (PyTorch), a stride with a dilation (Keras).',
  }),

  'write-the-table': code({
    title: 'Write the table',
    objectives: ['write', 'shapes', 'macs', 'field'],
    prompt: md`
Write \`table(input, rows)\`. \`input\` is \`[channels, size]\` of a square picture; each row is a convolution with biases, \`[filters, k, s, p]\`, with $p$ zeros on each side. For each row, return \`[size, parameters, macs, r]\`: size of the map, parameters, multiply–accumulates for one picture, receptive field.
    `,
    starter: table({ places: '____', count: '____', work: '____', field: 'r = ____\n    j = ____' }),
    program: table(),
    tests: [
      {
        id: 'size',
        name: 'the size of each map',
        code: 'assertClose(table([1, 32], [[6, 5, 1, 0], [16, 5, 2, 2]]).map((row) => row[0]), [28, 14], "sizes")',
        say: 'Count the places: padding on both sides, steps rounded down, one place more than steps.',
      },
      {
        id: 'parameters',
        name: 'parameters',
        code: 'assertClose(table([3, 32], [[6, 5, 1, 0], [16, 3, 1, 0]]).map((row) => row[1]), [456, 880], "parameters")',
        say: 'The sizes are right. A filter has a kernel for each channel of *its* input, and a bias.',
      },
      {
        id: 'macs',
        name: 'multiply–accumulates',
        code: 'assertClose(table([3, 32], [[6, 5, 1, 0], [16, 3, 2, 1]]).map((row) => row[2]), [352800, 169344], "macs")',
        say: 'Parameters are right. Each weight, without the biases, is used at each place of the output.',
      },
      {
        id: 'field',
        name: 'the receptive field',
        code: 'assertClose(table([1, 64], [[4, 3, 2, 1], [4, 3, 2, 1], [4, 5, 1, 2]]).map((row) => row[3]), [3, 7, 23], "r")',
        say: 'Everything else is right. $r$ grows by $(k-1)$ jumps of the row *before*; then the stride multiplies the jump.',
      },
    ],
    wrong: [
      {
        id: 'padding-once',
        program: table({ places: 'Math.floor((size + p - k) / s) + 1' }),
        fails: 'size',
      },
      { id: 'no-bias', program: table({ count: 'filters * channels * k * k' }), fails: 'parameters' },
      { id: 'one-bias', program: table({ count: 'filters * channels * k * k + 1' }), fails: 'parameters' },
      {
        id: 'biases-multiplied',
        program: table({ work: 'size * size * filters * (channels * k * k + 1)' }),
        fails: 'macs',
      },
      { id: 'weights-once', program: table({ work: 'filters * channels * k * k' }), fails: 'macs' },
      { id: 'stride-first', program: table({ field: 'j *= s\n    r += (k - 1) * j' }), fails: 'field' },
      { id: 'no-jump', program: table({ field: 'r += k - 1\n    j *= s' }), fails: 'field' },
    ],
    hints: ['Size: `Math.floor((size + 2 * p - k) / s) + 1`.', 'MACs: the new size squared, times the weights without biases.'], // prettier-ignore
    solution: md`
Sizes as in the lesson before; \`filters * (channels * k * k + 1)\` parameters; \`size * size * filters * channels * k * k\` MACs; \`r += (k - 1) * j\`, and only then \`j *= s\`.
    `,
  }),
})
