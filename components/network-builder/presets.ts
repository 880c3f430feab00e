import { parseRows, type Row } from './rows.ts'

export const PRESETS = ['lenet', 'alexnet', 'one-weird-trick', 'vgg16', 'resnet18', 'small'] as const
export type PresetName = (typeof PRESETS)[number]

export interface Preset {
  /** (C, H, W) */
  readonly input: readonly [number, number, number]
  readonly rows: readonly Row[]
}

const times = (count: number, text: string): string => Array.from({ length: count }, () => text).join('_')

/** VGG's block: convolutions of 3 × 3 with a ReLU each, then a pooling that halves the map. */
const vggBlock = (filters: number, count: number): string =>
  `${times(count, `conv-${filters}-k3-p1_relu`)}_max-k2`

/** ResNet's basic block; where the map is halved, the way around needs a 1 × 1 convolution of its own. */
const basicBlock = (filters: number, stride: number): string => {
  const body = `conv-${filters}-k3${stride === 1 ? '' : `-s${stride}`}-p1-nobias_bn_relu_conv-${filters}-k3-p1-nobias_bn`
  const way = stride === 1 ? '' : `_way_conv-${filters}-k1-s${stride}-nobias_bn`
  return `fork_${body}${way}_add_relu`
}

const networks: Readonly<Record<PresetName, readonly [input: Preset['input'], rows: readonly string[]]>> = {
  // LeCun et al. 1998, as it is rebuilt today: every map of C3 sees all six of S2, average pooling has no parameters.
  lenet: [
    [1, 32, 32],
    [
      'conv-6-k5_tanh_avg-k2',
      'conv-16-k5_tanh_avg-k2',
      'conv-120-k5_tanh_flatten',
      'dense-84_tanh_dense-10_softmax',
    ],
  ],
  // Krizhevsky et al. 2012: two groups where the two GPUs did not talk. Local response normalization, without parameters, is left out.
  alexnet: [
    [3, 227, 227],
    [
      'conv-96-k11-s4_relu_max-k3-s2',
      'conv-256-k5-p2-g2_relu_max-k3-s2',
      'conv-384-k3-p1_relu',
      'conv-384-k3-p1-g2_relu',
      'conv-256-k3-p1-g2_relu_max-k3-s2',
      'flatten_dense-4096_relu_drop-0.5_dense-4096_relu_drop-0.5_dense-1000_softmax',
    ],
  ],
  // Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks", as torchvision has it.
  'one-weird-trick': [
    [3, 224, 224],
    [
      'conv-64-k11-s4-p2_relu_max-k3-s2',
      'conv-192-k5-p2_relu_max-k3-s2',
      'conv-384-k3-p1_relu',
      'conv-256-k3-p1_relu',
      'conv-256-k3-p1_relu_max-k3-s2',
      'adaptive-6_flatten_drop-0.5_dense-4096_relu_drop-0.5_dense-4096_relu_dense-1000',
    ],
  ],
  // Simonyan and Zisserman 2014, configuration D.
  vgg16: [
    [3, 224, 224],
    [
      vggBlock(64, 2),
      vggBlock(128, 2),
      vggBlock(256, 3),
      vggBlock(512, 3),
      vggBlock(512, 3),
      'flatten_dense-4096_relu_drop-0.5_dense-4096_relu_drop-0.5_dense-1000_softmax',
    ],
  ],
  // He et al. 2015, 18 layers; as torchvision has it.
  resnet18: [
    [3, 224, 224],
    [
      'conv-64-k7-s2-p3-nobias_bn_relu_max-k3-s2-p1',
      ...[64, 128, 256, 512].flatMap((filters) => [
        basicBlock(filters, filters === 64 ? 1 : 2),
        basicBlock(filters, 1),
      ]),
      'adaptive-1_flatten_dense-1000',
    ],
  ],
  // INPUT → CONV → RELU → POOL → FC → SOFTMAX on pictures of 28 × 28.
  small: [[1, 28, 28], ['conv-8-k3-psame_relu_max-k2_flatten_dense-10_softmax']],
}

/** A network to begin with. */
export function presetOf(name: PresetName): Preset {
  const [input, rows] = networks[name]
  return { input, rows: parseRows(rows.join('_'))! }
}
