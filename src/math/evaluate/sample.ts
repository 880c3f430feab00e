import { nextBits, seedState } from '../../engine/random/generator.ts'
import type { Declarations, Declared, Domain } from '../declare/types.ts'
import { tanh } from '../../engine/elementary/hyperbolic.ts'
import type { Sample } from './evaluation.ts'
import { scalar, zeros, type Matrix } from './matrix.ts'

/** Points at which each scalar visits each eighth of its domain once. */
const STRATA = 8
const SIZES = [2, 3, 4, 5, 6, 7]

type Draw = () => number

/** Uniform in (0, 1), one stream per name and point: adding a symbol moves no other. */
const stream = (seed: number, name: string, point: number): Draw => {
  const state = seedState(seed, `${name}/${point}`)
  return () => (nextBits(state) + 0.5) / 2 ** 32
}

/**
 * A number in (0, 1). Every other point is stratified: over sixteen points each eighth of the domain is visited at
 * least once, so that no sign and no end of an interval is left out by chance. The points between are independent,
 * so that two symbols do not always move together.
 */
const spread = (seed: number, name: string, point: number): number => {
  const draw = stream(seed, name, point)
  if (point % 2 === 1) return draw()
  const start = Math.floor(stream(seed, name, -1)() * STRATA * 4)
  const stride = (start >> 2) | 1
  return ((((point / 2) * stride + start) % STRATA) + draw()) / STRATA
}

/** Three decimals, never 0: numbers that a reader can copy into a calculator. */
const short = (value: number): number => Math.round(value * 1000) / 1000 || 0.001

/** From (0, 1) to the domain. Reals lie in (−6, 6), half of them in (−0.8, 0.8). */
const place = (u: number, domain: Domain): number => {
  const v = 2 * u - 1
  if (typeof domain !== 'string') {
    const value = short(domain[0] + (domain[1] - domain[0]) * u)
    return value > domain[0] && value < domain[1] ? value : domain[0] + (domain[1] - domain[0]) * u
  }
  switch (domain) {
    case 'positive':
    case 'nonnegative':
      return Math.abs(short(0.05 + 2 * u + 4 * u ** 5))
    case 'unit':
    case 'simplex':
      return Math.min(0.999, Math.abs(short(u)))
    case 'integer':
      return Math.round(v * 40)
    case 'natural':
      return Math.ceil(u * 40)
    default:
      return short(1.5 * v + 4.5 * v ** 7)
  }
}

const fill = (m: Matrix, domain: Domain, draw: Draw): Matrix => {
  const { data, rows, cols } = m
  for (let i = 0; i < data.length; i++) data[i] = place(draw(), domain)
  if (domain !== 'simplex' && domain !== 'oneHot') return m
  const [count, length] = cols === 1 ? [1, rows] : [rows, cols]
  for (let row = 0; row < count; row++) {
    const part = data.subarray(row * length, (row + 1) * length)
    if (domain === 'oneHot') part.fill(0)[Math.floor(draw() * length)] = 1
    else part.forEach((value, i) => (part[i] = value + 0.05))
    const sum = part.reduce((a, b) => a + b, 0)
    part.forEach((value, i) => (part[i] = value / sum))
  }
  return m
}

/** Sizes differ from one another, so that what only fits by chance does not fit; they change from point to point. */
const drawSizes = (declarations: Declarations, point: number): ReadonlyMap<string, number> => {
  const names = [...declarations.symbols.values()].filter((symbol) => symbol.kind === 'size')
  const stride = point % 2 === 0 ? 1 : 5
  const entry = (i: number): number =>
    SIZES[(i * stride + point) % SIZES.length]! + Math.floor(i / SIZES.length) * 6
  return new Map(names.map(({ name }, i) => [name, entry(i)]))
}

/** The random point with this number: a function of the seed and the point alone, the same on every machine. */
export const drawSample = (
  declarations: Declarations,
  seed: number,
  point: number,
  sizes: ReadonlyMap<string, number> = drawSizes(declarations, point),
): Sample => {
  const sizeOf = (name: string): number => sizes.get(name) ?? Number(name)
  const drawn = new Map<string, Matrix>()
  const draw = ({ name, kind, range, shape, domain }: Declared): Matrix => {
    if (kind === 'index') return scalar(Math.ceil(spread(seed, name, point) * sizeOf(range!)))
    if (shape.length === 0) return scalar(place(spread(seed, name, point), domain))
    const dims = [shape[0]!, shape[1] ?? '1'] as const
    return fill(zeros(sizeOf(dims[0]), sizeOf(dims[1]), dims), domain, stream(seed, name, point))
  }
  return {
    sizes,
    value: (declared) => {
      const known = drawn.get(declared.name) ?? draw(declared)
      drawn.set(declared.name, known)
      return known
    },
    apply: (name, x) => {
      const next = stream(seed, name, point)
      const [a, b, c, d, k] = [next(), next(), next(), next(), 0.5 + next()]
      return a - 0.5 + (b - 0.5) * x + 0.2 * (c - 0.5) * x * x + (1 + d) * tanh(k * x + a - b)
    },
  }
}
