import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import { isSameDim, type Dim, type Symbols } from '../../read/shape.ts'
import { garbage } from '../garbage.ts'
import { sourceProblems } from '../numeric/proof.ts'
import type { ShapeData } from './check.ts'

/** Sizes: numbers, or formulas in the declared symbols such as `'B'` and `'T/2'`. */
export type Dims = readonly (number | string)[]

/** The shape of a tensor. */
export interface ShapeOwn<P> {
  answer: (params: P) => Dims
  check: (params: P) => Dims
  /** Named sizes; with a value both `B` and `32` are right, with null only the letter. */
  symbols?: (params: P) => Symbols
  mistakes: readonly { id: string; is: (params: P) => Dims | null; say: Text<P> }[]
  /** The first axis counts the examples, so that leaving it out is recognized. Default false. */
  batch?: boolean
  /** The shape with floor and ceil exchanged; null where they agree. */
  otherRounding?: (params: P) => Dims | null
}

/** An exercise answered by a shape. */
export function shape<P = NoParams, D = NoParams>(spec: Common<P, D> & ShapeOwn<Sampled<P & D>>): Exercise {
  return define('shape', spec, (params) => shapeParts(spec, params), sourceProblems(spec))
}

const toDims = (dims: Dims): Dim[] => dims.map(String)

export function shapeParts<P>(spec: ShapeOwn<P>, params: P): Parts<ShapeData> {
  const texts: Record<string, string> = {}
  const mistakes: ShapeData['mistakes'] = []
  for (const { id, is, say } of spec.mistakes) {
    texts[`mistake-${id}`] = markdown(say, params)
    const dims = is(params)
    if (dims !== null) mistakes.push({ id, dims: toDims(dims) })
  }
  const rounded = spec.otherRounding?.(params) ?? null
  const data: ShapeData = {
    dims: toDims(spec.answer(params)),
    symbols: spec.symbols?.(params) ?? {},
    mistakes,
    ...(spec.batch === true ? { hasBatch: true } : {}),
    ...(rounded === null ? {} : { otherRounding: toDims(rounded) }),
  }
  return {
    data,
    texts,
    claims: () => claims(data),
    problems: () => [...agreement(data, toDims(spec.check(params))), ...collisions(data)],
  }
}

const isSameShape = (a: readonly Dim[], b: readonly Dim[], symbols: Symbols): boolean =>
  a.length === b.length && a.every((dim, i) => isSameDim(dim, b[i]!, symbols))

function agreement({ dims, symbols }: ShapeData, checked: Dim[]): Problem[] {
  if (isSameShape(dims, checked, symbols)) return []
  const found = `answer gives (${dims.join(', ')}), check gives (${checked.join(', ')})`
  return [{ rule: 'answer-check', found, fix: 'one of the two is wrong; work the draw out by hand' }]
}

function claims(data: ShapeData): Claim[] {
  const { dims, symbols, mistakes } = data
  const bound = dims.map((dim) => String(symbols[dim] ?? dim))
  const ways = [`(${dims.join(', ')})`, `[${dims.join(',')}]`, `(${bound.join(', ')})`]
  if (dims.length > 1)
    ways.push(dims.join(', '), ...(dims.every((dim) => /^\d+$/.test(dim)) ? [dims.join('x')] : []))
  return [
    ...ways.map((raw): Claim => ({ raw, status: ['correct'], what: `the right shape typed as ${raw}` })),
    ...mistakes.map(({ id, dims: wrong }): Claim => {
      const raw = `(${wrong.join(', ')})`
      return { raw, status: ['incorrect'], tag: id, what: `the mistake ${id} typed as ${raw}` }
    }),
    ...garbage
      .filter((raw) => !shapes.includes(raw))
      .map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${raw.slice(0, 20)}` })),
  ]
}

/** Read as shapes, rightly. */
const shapes = ['1 2', '1,234']

function collisions({ dims, symbols, mistakes, otherRounding }: ShapeData): Problem[] {
  const problems: Problem[] = []
  const slip = otherRounding === undefined ? [] : [{ id: 'otherRounding', dims: otherRounding }]
  const all = [...mistakes, ...slip]
  all.forEach((mistake, i) => {
    if (isSameShape(mistake.dims, dims, symbols)) {
      const found = `the mistake ${mistake.id} gives the right shape (${dims.join(', ')})`
      problems.push({ rule: 'mistake-is-right', found, fix: 'exclude such draws with where, or return null' })
    }
    for (const other of all.slice(0, i)) {
      if (!isSameShape(mistake.dims, other.dims, symbols)) continue
      const found = `the mistakes ${other.id} and ${mistake.id} give the same shape (${mistake.dims.join(', ')})`
      problems.push({ rule: 'mistakes-collide', found, fix: 'exclude such draws with where, or join them' })
    }
  })
  return problems
}
