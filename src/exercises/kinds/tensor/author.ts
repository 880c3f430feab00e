import { flatten, formatShape, isSameShape, type NestedNumbers } from '../../arrays.ts'
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
import { accepts, type Precision } from '../../tolerance.ts'
import { garbage } from '../garbage.ts'
import { agreement, precisionProblems, sampleTexts, sourceProblems } from '../numeric/proof.ts'
import type { TensorData } from './check.ts'
import { otherReductions, type Reduction } from './reduction.ts'

export interface TensorMistake<P> {
  id: string
  /** The wrong tensor, of any shape; null where this draw does not show the mistake. */
  is: (params: P) => NestedNumbers | null
  say: Text<P>
}

/** A vector, a matrix or a deeper array. */
export interface TensorOwn<P> {
  answer: (params: P) => NestedNumbers
  check: (params: P) => NestedNumbers
  /** Asked of every cell. */
  precision: Precision | ((params: P) => Precision)
  mistakes: readonly TensorMistake<P>[]
  /** `asked` if finding the shape is part of the exercise. Default `given`. */
  shape?: 'given' | 'asked'
  /** If the answer reduces an array along one axis: the other axes are recognized as the slip they are. */
  reduction?: (params: P) => Reduction
  percent?: boolean
  calc?: boolean
}

/** An exercise answered by a tensor. */
export function tensor<P = NoParams, D = NoParams>(spec: Common<P, D> & TensorOwn<Sampled<P & D>>): Exercise {
  return define('tensor', spec, (params) => tensorParts(spec, params), sourceProblems(spec))
}

export function tensorParts<P>(spec: TensorOwn<P>, params: P): Parts<TensorData> {
  const { shape, values } = flatten(spec.answer(params))
  const texts: Record<string, string> = {}
  const mistakes: TensorData['mistakes'] = []
  for (const { id, is, say } of spec.mistakes) {
    texts[`mistake-${id}`] = markdown(say, params)
    const wrong = is(params)
    if (wrong !== null) mistakes.push({ id, ...flatten(wrong) })
  }
  const precision = typeof spec.precision === 'function' ? spec.precision(params) : spec.precision
  const data: TensorData = {
    shape,
    values,
    precision,
    mistakes,
    shapeIs: spec.shape ?? 'given',
    otherAxes: spec.reduction === undefined ? [] : otherReductions(spec.reduction(params)),
    ...(spec.percent === true ? { percent: true } : {}),
    ...(spec.calc === true ? { calc: true } : {}),
  }
  return {
    data,
    texts,
    claims: () => claims(data),
    problems: () => {
      const checked = flatten(spec.check(params))
      const sameShape = isSameShape(shape, checked.shape)
      return [
        ...(sameShape ? agreement(values, checked.values) : [shapeProblem(shape, checked.shape)]),
        ...precisionProblems(values, precision),
        ...collisions(data),
      ]
    },
  }
}

function shapeProblem(answer: readonly number[], check: readonly number[]): Problem {
  const found = `answer has shape ${formatShape(answer)}, check ${formatShape(check)}`
  return { rule: 'answer-check', found, fix: 'one of the two is wrong' }
}

/** The text of a nested array whose cells are `cells`. */
export function arrayText(shape: readonly number[], cells: readonly string[]): string {
  const [size, ...inner] = shape
  if (size === undefined) return cells[0]!
  const step = cells.length / size
  const rows = Array.from({ length: size }, (_, i) => arrayText(inner, cells.slice(i * step, (i + 1) * step)))
  return `[${rows.join(', ')}]`
}

/** What is a number for other kinds may be a list of numbers here. */
const notGarbage = ['1 2', '1,234']

function claims({ shape, values, precision, mistakes }: TensorData): Claim[] {
  const ways = values.map((value) => sampleTexts(value, precision))
  const count = Math.max(...ways.map((way) => way.length))
  const right = Array.from({ length: count }, (_, i): Claim => {
    const raw = arrayText(
      shape,
      ways.map((way) => way[Math.min(i, way.length - 1)]!),
    )
    return { raw, status: ['correct'], what: `the right answer typed as ${raw}` }
  })
  const wrong = mistakes.map((mistake): Claim => {
    const raw = arrayText(mistake.shape, mistake.values.map(String))
    return { raw, status: ['incorrect'], tag: mistake.id, what: `the mistake ${mistake.id} typed as ${raw}` }
  })
  const bad = garbage
    .filter((raw) => !notGarbage.includes(raw))
    .map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${raw.slice(0, 20)}` }))
  return [...right, ...wrong, ...bad]
}

function collisions({ shape, values, precision, mistakes }: TensorData): Problem[] {
  const problems: Problem[] = []
  type Flat = { shape: readonly number[]; values: readonly number[] }
  const isLike = (a: Flat, b: Flat): boolean =>
    isSameShape(a.shape, b.shape) && a.values.every((value, i) => accepts(value, b.values[i]!, precision))
  mistakes.forEach((mistake, i) => {
    if (isLike(mistake, { shape, values })) {
      problems.push({
        rule: 'mistake-is-right',
        found: `the mistake ${mistake.id} gives the right tensor`,
        fix: 'exclude such draws with where, or return null from is',
      })
    }
    for (const other of mistakes.slice(0, i)) {
      if (!isLike(mistake, other) && !isLike(other, mistake)) continue
      problems.push({
        rule: 'mistakes-collide',
        found: `the mistakes ${other.id} and ${mistake.id} give the same tensor`,
        fix: 'exclude such draws with where, or join the two mistakes',
      })
    }
  })
  return problems
}
