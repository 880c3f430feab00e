/** Words of the network builder. Quoted reasons are those that the libraries print. */
export const builderText = {
  name: 'A network, row by row',
  networks: 'Network',
  presets: {
    lenet: 'LeNet-5 (1998, as rebuilt today)',
    alexnet: 'AlexNet (2012, two groups)',
    'one-weird-trick': 'AlexNet (2014, torchvision)',
    vgg16: 'VGG-16 (2014, configuration D)',
    resnet18: 'ResNet-18 (2015)',
    small: 'CONV → RELU → POOL → FC → SOFTMAX',
  },
  own: 'your own',
  input: 'Input',
  inputHint: 'channels × height × width, or one number',
  rules: 'Rules and order of axes',
  dialects: { pytorch: 'PyTorch (C, H, W)', keras: 'Keras (H, W, C)' },
  kinds: {
    conv: 'convolution',
    max: 'max pooling',
    avg: 'average pooling',
    adaptive: 'pooling to a size',
    gap: 'global average',
    act: 'activation',
    bn: 'batch norm',
    drop: 'dropout',
    flatten: 'flatten',
    dense: 'dense',
    fork: 'branch begins',
    way: 'way around',
    add: 'sum of both ways',
  },
  fields: {
    outOfConv: 'filters',
    outOfDense: 'units',
    kernel: 'kernel',
    stride: 'stride',
    padding: 'padding',
    dilation: 'dilation',
    groups: 'groups',
    bias: 'bias',
    ceil: 'round up (ceil)',
    size: 'size',
    name: 'function',
    p: 'share dropped',
  },
  fieldHints: {
    pair: 'a number, or rows × columns: 3, 3x5',
    padding: 'same, valid, 1, 1x2, or top x bottom x left x right: 0x1x0x1',
    count: (most: number) => `a whole number from 1 to ${most}`,
    share: 'from 0 to below 1',
  },
  notUnderstood: (hint: string) => `Not understood: ${hint}.`,
  columns: {
    row: 'row',
    layer: 'layer',
    output: 'output',
    parameters: 'parameters',
    macs: 'MACs',
    memory: 'kB out',
    sees: 'sees',
    jump: 'jump',
  },
  all: 'all',
  most: (row: string, value: string) => `most: ${row}, ${value}`,
  valueOf: (row: string, value: string) => `${row}: ${value || '–'}`,
  lane: (name: string, most: string) => `${name}, row by row. ${most}`,
  caption:
    'Rows of the network; arrow keys go from row to row, Alt and an arrow moves one, Delete removes it',
  scroll: 'Table of the network',
  choose: (name: string, layer: string) => `${name}: ${layer}`,
  layer: {
    window: (kernel: string) => `${kernel}`,
    stride: (value: string) => `stride ${value}`,
    padding: (value: string) => `padding ${value}`,
    dilation: (value: string) => `dilation ${value}`,
    groups: (value: number) => `${value} groups`,
    noBias: 'no bias',
    ceil: 'ceil',
    filters: (value: number) => `${value} filters`,
    units: (value: number) => `${value} units`,
    dropped: (value: string) => `p = ${value}`,
    to: (value: string) => `to ${value}`,
    plus: (a: string, b: string) => `${a} + ${b}`,
    from: (name: string) => `from ${name}`,
  },
  editor: (name: string) => `Row ${name}`,
  noRow: 'There is no row yet. Add one.',
  up: 'Up',
  down: 'Down',
  remove: 'Remove',
  double: 'Copy',
  add: 'Add below',
  newKind: 'new row',
  totals: {
    parameters: 'parameters',
    dense: 'of them in dense layers',
    macs: 'MACs for one picture',
    conv: 'of them in convolutions',
    memory: 'all outputs, float32',
    kept: 'without rows that can overwrite their input',
    output: 'output',
  },
  percent: (value: string) => `${value} %`,
  megabytes: (value: string) => `${value} MB`,
  kilobytes: (value: string) => `${value} kB`,
  refusedRow: (name: string, reason: string) => `${name} is refused. ${reason}`,
  noOutput: 'none: a row is refused',
  describe: (
    name: string,
    rows: number,
    input: string,
    output: string,
    parameters: string,
    macs: string,
    row: string,
  ) =>
    `${name}: ${rows} rows from ${input} to ${output}, ${parameters} parameters, ${macs} multiply–accumulates for one picture. ${row}`,
  describeRow: (name: string, layer: string, output: string, sees: string) =>
    `Row ${name}, ${layer}: output ${output}${sees}.`,
  seesAll: ', sees the whole input',
  seesWindow: (size: string, jump: string) => `, sees ${size} pixels, jump ${jump}`,
  paste: {
    open: 'Paste layers',
    label: 'Layers in Keras or PyTorch',
    placeholder: 'nn.Sequential(\n    nn.Conv2d(1, 8, 3),\n    nn.ReLU(),\n    …',
    act: 'Make the table',
    examples: { pytorch: 'An example in PyTorch', keras: 'An example in Keras' },
    hint: 'A Sequential, or the layers alone, one after the other; in Keras also a functional model whose branches are added. Your text is read, never run. PyTorch does not say how large the picture is: it is the input above.',
    done: (library: string, rows: number) => `Read as ${library}: ${rows} rows.`,
    libraries: { pytorch: 'PyTorch', keras: 'Keras' },
    at: (line: number, column: number, problem: string) => `Line ${line}, column ${column}: ${problem}`,
    empty: 'There is nothing to read yet.',
    noTable: (type: string, known: string) => `${type} has no row in this table. It has: ${known}`,
    joins:
      'the branches of this model do not meet in sums of two; the table shows chains and residual branches',
    inputs: 'the model has several inputs or outputs; the table has one of each',
    pooled: 'a pooling with dilation has no row in this table',
    tooMany: (most: number) => `more than ${most} rows`,
    block:
      'classes, functions and loops are code, which is not run here; paste a Sequential, or its layers one by one',
    bare: 'Neither a layer of Keras nor one of PyTorch is in the text.',
  },
  code: {
    open: 'Export',
    languages: { pytorch: 'PyTorch', keras: 'Keras', typescript: 'TypeScript' },
    refused: (reason: string) => `# ${reason}`,
    broken: 'A row is refused; there is nothing to export.',
    download: 'Save as a file',
  },
  refused: {
    torchSame: (sides: string) =>
      `PyTorch: "padding='same' is not supported for strided convolutions". Keras would put ${sides} zeros (top, bottom, left, right), which can be given in numbers.`,
    torchGroupsIn: (groups: number, channels: number) =>
      `PyTorch: "in_channels must be divisible by groups". There are ${channels} channels and ${groups} groups.`,
    torchGroupsOut: (groups: number, filters: number) =>
      `PyTorch: "out_channels must be divisible by groups". There are ${filters} filters and ${groups} groups.`,
    torchKernel: (padded: string, kernel: string, most: number) =>
      `PyTorch: "Calculated padded input size per channel: (${padded}). Kernel size: (${kernel}). Kernel size can't be greater than actual input size". A span of at most ${most} would fit, or more padding.`,
    torchPoolSize: (input: string, most: number) =>
      `PyTorch: "Given input size: (${input}). […] Output size is too small". A window of at most ${most} would fit.`,
    torchHalf: (padding: number, kernel: number) =>
      `PyTorch: "pad should be at most half of effective kernel size, but got pad=${padding}, kernel_size=${kernel} and dilation=1". A window in the padding alone would see nothing.`,
    torchPoolSame: "PyTorch's poolings have no padding='same'; they take numbers.",
    torchPoolSides: "PyTorch's poolings take the same padding on both sides of an axis.",
    torchFlat: (who: 'conv' | 'pool' | 'adaptive', features: number) => {
      const size = `[1, ${features}]`
      const said = {
        conv: `PyTorch: "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: ${size}".`,
        pool: `PyTorch: "Expected 3D or 4D (batch mode) tensor with optional 0 dim batch size for input, but got:${size}".`,
        adaptive: `PyTorch's AdaptiveAvgPool2d is for maps with height and width; the input is ${size}.`,
      }
      return `${said[who]} After a flatten or a dense layer there is no height and width any more.`
    },
    torchImage: (rows: number, width: number, units: number) =>
      `PyTorch's Linear weights the last axis only, here the width: (${rows} × ${width}) times (${width} × ${units}). That is hardly ever meant. Put a flatten in front, or a pooling to size 1 and a flatten.`,
    kerasGroupsIn: (groups: number, channels: number) =>
      `Keras: "The number of input channels must be evenly divisible by the number of groups". There are ${channels} channels and ${groups} groups.`,
    kerasGroupsOut: (groups: number, filters: number) =>
      `Keras: "The number of filters must be evenly divisible by the number of groups. Received: groups=${groups}, filters=${filters}".`,
    kerasStrideDilation: (strides: string, dilation: string) =>
      `Keras: "\`strides > 1\` not supported in conjunction with \`dilation_rate > 1\`. Received: strides=${strides} and dilation_rate=${dilation}". PyTorch takes both.`,
    kerasNegative: (input: string, kernel: string, most: number) =>
      `Keras finds no place for the window: an input of ${input}, a kernel of ${kernel} ("Computed output size would be negative"). A span of at most ${most} would fit, or padding.`,
    kerasCeil: 'Keras rounds down in poolings, always; there is no ceil mode.',
    kerasPoolPadding:
      "Keras's poolings know padding='valid' and 'same' only. Zeros from a layer in front would take part in the maximum.",
    kerasFlat: (features: number) =>
      `Keras: "expected min_ndim=4, found ndim=2. Full shape received: (None, ${features})". After a flatten or a dense layer there is no height and width any more.`,
    kerasImage: (units: number, output: string) =>
      `Keras's Dense would weight the channels of each pixel by itself and give ${output}: a 1 × 1 convolution with ${units} filters. Write that, or put a flatten in front.`,
    add: (body: string, way: string, hasWay: boolean) =>
      `The two ways have different shapes, ${body} and ${way}; only equal ones are added. ${
        hasWay
          ? 'Give the last convolution of both the same filters and strides.'
          : 'A way around with a 1 × 1 convolution, which has the filters and the stride of the body, would fit.'
      }`,
    noFork: 'No branch is open here: it begins with "branch begins".',
    secondWay: 'This branch has its way around already.',
    neverAdded: 'This branch never ends: "sum of both ways" is missing.',
  },
}
