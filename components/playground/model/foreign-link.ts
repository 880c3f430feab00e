import type { LinkState } from '../../figure/state-link.ts'
import { MOST_LAYERS, MOST_UNITS } from './state.ts'

// What a link to TensorFlow Playground says, in our words. Keys: https://github.com/tensorflow/playground, src/state.ts.

const DATA: Readonly<Record<string, string>> = {
  circle: 'circle',
  xor: 'xor',
  gauss: 'gauss',
  spiral: 'spiral',
  'reg-plane': 'plane',
  'reg-gauss': 'hills',
}
const FEATURES: readonly (readonly [theirs: string, ours: string])[] = [
  ['x', 'x1'],
  ['y', 'x2'],
  ['xSquared', 'x1sq'],
  ['ySquared', 'x2sq'],
  ['xTimesY', 'x1x2'],
  ['sinX', 'sinx1'],
  ['sinY', 'sinx2'],
  ['cosX', 'cosx1'],
  ['cosY', 'cosx2'],
]
const HIDDEN: Readonly<Record<string, string>> = {
  activation: 'activation',
  batchSize: 'batch',
  dataset: 'data',
  discretize: 'discretize',
  learningRate: 'rate',
  noise: 'noise',
  numHiddenLayers: 'net',
  percTrainData: 'train',
  playButton: 'play',
  problem: 'data',
  regularization: 'penalty',
  regularizationRate: 'penalty',
  resetButton: 'reset',
  showTestData: 'test',
  stepButton: 'step',
}

/**
 * A link of ours for the part after `#` of a link to TensorFlow Playground, or undefined where it is none. Its loss is
 * ½(o − t)², so its learning rate counts half here; its seeds are texts, ours whole numbers, so the points differ.
 */
export function fromForeignLink(hash: string): LinkState | undefined {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  if (!given.has('networkShape') && !given.has('dataset') && !given.has('regDataset')) return undefined
  const link: LinkState = { loss: 'squared', init: given.get('initZero') === 'true' ? 'zeros' : 'playground' }
  const isRegression = given.get('problem') === 'regression'
  const data = given.get(isRegression ? 'regDataset' : 'dataset') ?? (isRegression ? 'reg-plane' : 'circle')
  link['data'] = DATA[data] ?? data
  const copy = (theirs: string, ours: string, change: (text: string) => string = (text) => text) => {
    const text = given.get(theirs)
    if (text !== null && text !== '') link[ours] = change(text)
  }
  const yes = (text: string) => (text === 'true' ? 'yes' : 'no')
  copy('noise', 'noise')
  copy('percTrainData', 'train')
  copy('batchSize', 'batch')
  copy('learningRate', 'rate', (text) => String(Number(text) / 2))
  copy('showTestData', 'test', yes)
  copy('discretize', 'discretize', yes)
  copy('regularizationRate', 'lambda')
  copy('regularization', 'penalty', (text) => text.toLowerCase())
  copy('seed', 'seed', (text) => String(Math.round((Math.abs(Number(text)) || 0) * 1e5) % 2 ** 31))
  const features = FEATURES.filter(
    ([theirs]) => (given.get(theirs) ?? (theirs === 'x' || theirs === 'y' ? 'true' : 'false')) === 'true',
  )
  link['features'] = features.map(([, ours]) => ours).join(',')
  const activation = given.get('activation') ?? 'tanh'
  const shape = (given.get('networkShape') ?? '4,2').split(',').filter(Boolean)
  // Its links may hold more than its own buttons allow; we take what fits.
  link['net'] =
    shape
      .slice(0, MOST_LAYERS)
      .map((units) => `${Math.min(MOST_UNITS, Math.max(1, Number(units) || 1))}-${activation}`)
      .join(',') || 'none'
  const hide = Object.entries(HIDDEN).filter(([theirs]) => given.get(`${theirs}_hide`) === 'true')
  const names = new Set(hide.map(([, ours]) => ours))
  if (given.get('hideText') === 'true') names.add('help')
  if (names.size > 0) link['hide'] = [...names].join(',')
  return link
}

/** Keys of such a link that are understood, besides inputs and controls to hide. */
const USED = [
  'activation',
  'batchSize',
  'dataset',
  'regDataset',
  'problem',
  'learningRate',
  'regularization',
  'regularizationRate',
  'noise',
  'networkShape',
  'seed',
  'showTestData',
  'discretize',
  'percTrainData',
  'initZero',
  'hideText',
]

/**
 * What such a link says and we have no use for, by its key: `tutorial`, a text of that site; `collectStats`, which would
 * count visitors; and whatever else nobody knows.
 */
export function ignoredOfForeignLink(hash: string): string[] {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const known = new Set([
    ...USED,
    ...FEATURES.map(([theirs]) => theirs),
    ...Object.keys(HIDDEN).map((theirs) => `${theirs}_hide`),
  ])
  return [...new Set(given.keys())].filter((key) => {
    const isOff = ['', 'false'].includes(given.get(key) ?? '')
    return !known.has(key) && !isOff
  })
}
