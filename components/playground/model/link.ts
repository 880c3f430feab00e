import type { LinkState } from '../../figure/state-link.ts'
import { isReal, onPlane } from './data.ts'
import { readComparison } from './compare.ts'
import {
  ACTIVATIONS,
  DATA,
  FEATURES,
  INITS,
  isOfValues,
  LOSSES,
  MOST_LAYERS,
  MOST_POINTS,
  MOST_UNITS,
  OPTIMIZERS,
  PENALTIES,
  SCHEDULES,
  type FeatureName,
  type OwnPoint,
  type PlayLayer,
  type PlayState,
} from './state.ts'

/** Something in a link that cannot be used: the key, and what was found. */
export interface LinkProblem {
  key: string
  found: string
}

/** Points that a link can carry; more go into a file. */
export const POINTS_IN_LINK = 60

/** Controls that a teacher can hide, by the names of `hide=`. */
export const HIDEABLE = [
  'data',
  'noise',
  'train',
  'batch',
  'features',
  'net',
  'activation',
  'loss',
  'optimizer',
  'rate',
  'schedule',
  'init',
  'penalty',
  'dropout',
  'norm',
  'stop',
  'test',
  'discretize',
  'own',
  'play',
  'step',
  'predict',
  'reset',
  'seed',
  'speed',
  'weights',
  'help',
  'tools',
] as const
export type Hideable = (typeof HIDEABLE)[number]

const yes = (is: boolean): string => (is ? 'yes' : 'no')

/** The state as a link carries it. */
export function toLink(state: PlayState): LinkState {
  const link: LinkState = {
    data: state.data,
    noise: String(state.noise),
    train: String(state.trainShare),
    seed: String(state.seed),
    batch: String(state.batchSize),
    features: state.features.join(','),
    net: state.layers.map(({ units, activation }) => `${units}-${activation}`).join(',') || 'none',
    loss: state.loss,
    optimizer: state.optimizer,
    rate: String(state.learningRate),
    schedule: state.schedule,
    init: state.init,
    penalty: state.penalty,
    lambda: String(state.penaltyRate),
    dropout: String(state.dropout),
    norm: yes(state.batchNorm),
    patience: String(state.patience),
    test: yes(state.showTest),
    discretize: yes(state.discretize),
  }
  if (state.compare !== '') link['compare'] = state.compare
  if (state.predict > 0) link['predict'] = String(state.predict)
  if (state.columns !== '' && isReal(state.data)) link['columns'] = state.columns
  if (state.data !== 'own') return link
  link['values'] = yes(state.ownValues)
  if (state.own.length > 0 && state.own.length <= POINTS_IN_LINK)
    link['points'] = state.own
      .map(([x1, x2, target]) => [x1.toFixed(1), x2.toFixed(1), Number(target.toFixed(2))].join('_'))
      .join('*')
  return link
}

type Reader<T> = (text: string) => T | undefined

const oneOf =
  <T extends string>(words: readonly T[]): Reader<T> =>
  (text) =>
    words.find((word) => word === text)
const number =
  (low: number, high: number, whole = false): Reader<number> =>
  (text) => {
    const value = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
    return value >= low && value <= high && (!whole || Number.isInteger(value)) ? value : undefined
  }
const flag: Reader<boolean> = (text) => (text === 'yes' ? true : text === 'no' ? false : undefined)

const features: Reader<readonly FeatureName[]> = (text) => {
  const names = text.split(',')
  const known = FEATURES.filter((name) => names.includes(name))
  return known.length === names.length && known.length > 0 ? known : undefined
}

const net: Reader<readonly PlayLayer[]> = (text) => {
  if (text === 'none') return []
  const layers = text.split(',').map((part) => {
    const [units, activation] = part.split('-')
    const size = number(1, MOST_UNITS, true)(units ?? '')
    const known = oneOf(ACTIVATIONS)(activation ?? '')
    return size !== undefined && known !== undefined ? { units: size, activation: known } : undefined
  })
  return layers.length <= MOST_LAYERS && layers.every((layer) => layer !== undefined) ? layers : undefined
}

const points: Reader<readonly OwnPoint[]> = (text) => {
  const parts = text.split('*').map((part) => part.split('_').map(Number))
  const isPoint = (part: number[]): boolean => part.length === 3 && part.every(Number.isFinite)
  return parts.length <= MOST_POINTS && parts.every(isPoint)
    ? parts.map(([x1, x2, target]): OwnPoint => [onPlane(x1!), onPlane(x2!), target!])
    : undefined
}

/** How each key is read, and which part of the state it sets. */
const READERS: { [K in keyof PlayState]: readonly [key: string, read: Reader<PlayState[K]>] } = {
  data: ['data', oneOf(DATA)],
  noise: ['noise', number(0, 50)],
  trainShare: ['train', number(10, 90)],
  seed: ['seed', number(0, 2 ** 31, true)],
  batchSize: ['batch', number(0, MOST_POINTS, true)],
  features: ['features', features],
  layers: ['net', net],
  loss: ['loss', oneOf(LOSSES)],
  optimizer: ['optimizer', oneOf(OPTIMIZERS)],
  learningRate: ['rate', number(1e-9, 1e9)],
  schedule: ['schedule', oneOf(SCHEDULES)],
  init: ['init', oneOf(INITS)],
  penalty: ['penalty', oneOf(PENALTIES)],
  penaltyRate: ['lambda', number(0, 1e6)],
  dropout: ['dropout', number(0, 0.9)],
  batchNorm: ['norm', flag],
  patience: ['patience', number(0, 1e6, true)],
  showTest: ['test', flag],
  discretize: ['discretize', flag],
  own: ['points', points],
  ownValues: ['values', flag],
  columns: ['columns', (text) => (/^(\d{1,2}_\d{1,2})?$/.test(text) ? text : undefined)],
  predict: ['predict', number(0, 1000, true)],
  compare: ['compare', (text) => (text === '' || readComparison(text) ? text : undefined)],
}
const OTHER_KEYS = ['hide']

/** The state that a link asks for, over `initial`. What cannot be used is left as it is and reported. */
export function fromLink(
  link: LinkState,
  initial: PlayState,
): { state: PlayState; hidden: ReadonlySet<string>; problems: LinkProblem[] } {
  const state: Record<string, unknown> = { ...initial }
  const problems: LinkProblem[] = []
  const known = new Set<string>(OTHER_KEYS)
  for (const [field, [key, read]] of Object.entries(READERS) as [string, [string, Reader<unknown>]][]) {
    known.add(key)
    const text = link[key]
    if (text === undefined) continue
    const value = read(text)
    if (value === undefined) problems.push({ key, found: text })
    else state[field] = value
  }
  for (const [key, found] of Object.entries(link)) if (!known.has(key)) problems.push({ key, found })
  const hide = (link['hide'] ?? '').split(',').filter(Boolean)
  const unknown = hide.filter((name) => !(HIDEABLE as readonly string[]).includes(name))
  if (unknown.length > 0) problems.push({ key: 'hide', found: unknown.join(',') })
  const read = state as unknown as PlayState
  // A class is a small whole number; in a link it may be anything.
  if (
    !isOfValues(read) &&
    read.own.some(([, , target]) => !Number.isInteger(target) || target < 0 || target > 50)
  ) {
    problems.push({ key: 'points', found: link['points'] ?? '' })
    state['own'] = initial.own
  }
  return { state: state as unknown as PlayState, hidden: new Set(hide), problems }
}
