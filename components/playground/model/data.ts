import {
  elementary,
  makeGaussians,
  makeMoons,
  makeMultiGauss,
  makePlane,
  makeRing,
  makeSpirals,
  makeXor,
  rng,
  type Rng,
} from '../../../src/engine/index.ts'
import { EDGE, isOfValues, MOST_CLASSES, MOST_POINTS, type DataName, type PlayState } from './state.ts'

/** Examples on the plane. */
export interface Points {
  /** Two coordinates for each. */
  at: Float64Array // (N, 2)
  /** Classes from 0, or values. */
  target: Float64Array // (N)
  /** 0: the targets are values. */
  classes: number
}

/** A table as the page fetched it: columns of measurements, and the target. */
export interface Table {
  features: ArrayLike<number> // (N, D)
  numFeatures: number
  featureNames: readonly string[]
  target: ArrayLike<number>
  targetNames?: readonly string[]
}

/** Which file, and which two of its columns span the plane. */
export const REAL_DATA = {
  iris: { file: 'iris', columns: ['petal length', 'petal width'] },
  wine: { file: 'wine', columns: ['alcohol', 'flavanoids'] },
  cancer: { file: 'breast-cancer', columns: ['mean radius', 'mean concave points'] },
  diabetes: { file: 'diabetes', columns: ['body mass index', 'triglycerides'] },
} as const
export type RealName = keyof typeof REAL_DATA
export const isReal = (name: DataName): name is RealName => name in REAL_DATA

const COUNT = 500

const toys: Partial<Record<DataName, (options: { count: number; noise: number; rng: Rng }) => Points>> = {
  circle: (options) => fromEngine(makeRing(options), 2),
  xor: (options) => fromEngine(makeXor(options), 2),
  gauss: (options) => fromEngine(makeGaussians(options), 2),
  spiral: (options) => fromEngine(makeSpirals(options), 2),
  // Unit arcs, brought to the size of the plane; noise likewise.
  moons: ({ noise, ...options }) => {
    const { at, target } = fromEngine(makeMoons({ ...options, noise: noise * 0.5 }), 2)
    return {
      at: at.map((value, i) => (i % 2 === 0 ? (value - 0.5) * 3 : (value - 0.25) * 4)),
      target,
      classes: 2,
    }
  },
  blobs: ({ count, noise, rng: random }) =>
    threeOf(count, (kind) => {
      const angle = (2 * Math.PI * kind) / 3 + Math.PI / 2
      const std = Math.sqrt(0.5 + 5 * noise)
      return [random.normal(3 * elementary.cos(angle), std), random.normal(3 * elementary.sin(angle), std)]
    }),
  arms: ({ count, noise, rng: random }) =>
    threeOf(count, (kind, progress) => {
      const [radius, angle] = [5 * progress, 2.5 * Math.PI * progress * 0.6 + (2 * Math.PI * kind) / 3]
      const stray = (): number => random.uniform(-1, 1) * noise
      return [radius * elementary.sin(angle) + stray(), radius * elementary.cos(angle) + stray()]
    }),
  plane: (options) => fromEngine(makePlane(options), 0),
  hills: (options) => fromEngine(makeMultiGauss(options), 0),
}

function fromEngine(
  { features, target }: { features: { data: ArrayLike<number> }; target: { data: ArrayLike<number> } },
  classes: number,
): Points {
  return { at: Float64Array.from(features.data), target: Float64Array.from(target.data), classes }
}

function threeOf(count: number, place: (kind: number, progress: number) => [number, number]): Points {
  const each = Math.ceil(count / 3)
  const points = Array.from({ length: count }, (_, i) => place(Math.floor(i / each), (i % each) / each))
  return {
    at: Float64Array.from(points.flat()),
    target: Float64Array.from(points, (_, i) => Math.floor(i / each)),
    classes: 3,
  }
}

/** From its least to its largest number onto −5 … 5 (values onto −1 … 1), so that all tables fit the same plane. */
function stretched(values: readonly number[], reach: number): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return values.map((value) => (high === low ? 0 : (((value - low) / (high - low)) * 2 - 1) * reach))
}

/** The places of the two columns that span the plane: those that the state names, or the table's first choice. */
export function columnsOf(name: RealName, table: Table, chosen = ''): [number, number] {
  const given = chosen === '' ? [] : chosen.split('_').map(Number)
  if (given.length === 2 && given.every((column) => column < table.numFeatures))
    return given as [number, number]
  return REAL_DATA[name].columns.map((wanted) => {
    const at = table.featureNames.findIndex((feature) => feature.toLowerCase().includes(wanted))
    if (at < 0) throw new RangeError(`${name}: no column "${wanted}" among ${table.featureNames.join(', ')}`)
    return at
  }) as [number, number]
}

/** Two columns of a table as points of the plane. @throws RangeError when a column is not there. */
export function pointsOfTable(name: RealName, table: Table, columns = ''): Points {
  const [first, second] = columnsOf(name, table, columns).map((at) =>
    stretched(
      Array.from(table.target, (_, n) => table.features[n * table.numFeatures + at]!),
      5,
    ),
  )
  const target = Array.from(table.target)
  const classes = name === 'diabetes' ? 0 : Math.max(...target) + 1
  return {
    at: Float64Array.from(target.flatMap((_, n) => [first![n]!, second![n]!])),
    target: Float64Array.from(classes === 0 ? stretched(target, 1) : target),
    classes,
  }
}

/** What keeps points from training. */
export type DataProblem = 'empty' | 'one-class' | 'many-classes' | 'many-points' | 'no-train'

/** The examples of a state; of a table once it is there. Chance comes from the seed. */
export function pointsOf(state: PlayState, table?: Table): Points {
  const { data, noise, seed, own } = state
  if (data === 'own') {
    const target = Float64Array.from(own, ([, , value]) => value)
    const classes = isOfValues(state) ? 0 : Math.max(2, ...target.map((value) => value + 1))
    return { at: Float64Array.from(own.flatMap(([x1, x2]) => [x1, x2])), target, classes }
  }
  if (isReal(data))
    return table
      ? pointsOfTable(data, table, state.columns)
      : { at: new Float64Array(), target: new Float64Array(), classes: 2 }
  return toys[data]!({ count: COUNT, noise: noise / 100, rng: rng(seed).stream('data') })
}

export interface Split {
  train: readonly number[]
  test: readonly number[]
}

/** Which examples train and which test, at random from the seed. At least one trains. */
export function splitOf(count: number, trainShare: number, seed: number): Split {
  const order = rng(seed).stream('split').permutation(count)
  const size = Math.max(Math.min(1, count), Math.round((count * trainShare) / 100))
  return { train: order.slice(0, size), test: order.slice(size) }
}

/** What is wrong with the examples, or undefined. One class alone can be trained on, and the page says what comes of it. */
export function problemOf({ target, classes }: Points): DataProblem | undefined {
  if (target.length === 0) return 'empty'
  if (target.length > MOST_POINTS) return 'many-points'
  if (classes > MOST_CLASSES) return 'many-classes'
  if (classes > 0 && target.every((value) => value === target[0])) return 'one-class'
  return undefined
}

/** A coordinate kept on the plane. */
export const onPlane = (value: number): number => Math.min(EDGE, Math.max(-EDGE, value))
