import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { shortest } from '../../format.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import type { Slip } from '../../slips.ts'
import { accepts, type Precision } from '../../tolerance.ts'
import { garbage } from '../garbage.ts'
import type { NumericData, NumericMistakeData } from './check.ts'
import { agreement, precisionProblems, sampleTexts, sourceProblems } from './proof.ts'

/** A wrong answer that readers give for a known reason. */
export interface NumericMistake<P> {
  id: string
  /** The value or values it gives, or everything in a range; null where this draw does not show it. */
  is: (params: P) => number | readonly number[] | { range: readonly [lo: number, hi: number] } | null
  /** What the answer would be the answer to, then a question; never the right value. */
  say: Text<P>
}

/** One number. */
export interface NumericOwn<P> {
  answer: (params: P) => number
  /** A second way to the same number: brute force, a finite difference, the engine. Shares nothing but arithmetic. */
  check: (params: P) => number
  precision: Precision | ((params: P) => Precision)
  mistakes: readonly NumericMistake<P>[]
  /** Written behind the box and accepted when typed: `ms`, `%`. */
  unit?: string
  /** `50%` may be typed for 0.5. */
  percent?: boolean
  /** Arithmetic may be typed: `exp(-2)/3`. */
  calc?: boolean
  /** Structural slips to look for; default all. `[]` where they would mislead. */
  slips?: readonly Slip[]
}

/** An exercise answered by one number. */
export function numeric<P = NoParams, D = NoParams>(
  spec: Common<P, D> & NumericOwn<Sampled<P & D>>,
): Exercise {
  return define('numeric', spec, (params) => numericParts(spec, params), sourceProblems(spec))
}

export function numericParts<P>(spec: NumericOwn<P>, params: P): Parts<NumericData> {
  const { unit, percent, calc, slips } = spec
  const precision = typeof spec.precision === 'function' ? spec.precision(params) : spec.precision
  const mistakes: NumericMistakeData[] = []
  const texts: Record<string, string> = {}
  for (const { id, is, say } of spec.mistakes) {
    const given = is(params)
    texts[`mistake-${id}`] = markdown(say, params)
    if (typeof given === 'number') mistakes.push({ id, values: [given] })
    else if (given !== null && 'range' in given) mistakes.push({ id, range: [...given.range] })
    else if (given !== null && given.length > 0) mistakes.push({ id, values: [...given] })
  }
  const data: NumericData = {
    answer: spec.answer(params),
    precision,
    mistakes,
    ...(unit === undefined ? {} : { unit }),
    ...(percent === true ? { percent } : {}),
    ...(calc === true ? { calc } : {}),
    ...(slips === undefined ? {} : { slips: [...slips] }),
  }
  return {
    data,
    texts,
    claims: () => claims(data),
    problems: () => [
      ...precisionProblems([data.answer], precision),
      ...agreement([data.answer], [spec.check(params)]),
      ...collisions(data),
    ],
  }
}

function claims(data: NumericData): Claim[] {
  const right = sampleTexts(data.answer, data.precision).map((raw): Claim => ({
    raw,
    status: ['correct'],
    what: `the right answer typed as ${raw}`,
  }))
  const wrong = data.mistakes.flatMap((mistake) => {
    const values =
      'range' in mistake ? [...mistake.range, (mistake.range[0] + mistake.range[1]) / 2] : mistake.values
    return values.map((value): Claim => {
      const raw = shortest(value)
      return {
        raw,
        status: ['incorrect'],
        tag: mistake.id,
        what: `the mistake ${mistake.id} typed as ${raw}`,
      }
    })
  })
  return [
    ...right,
    ...wrong,
    ...garbage.map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${raw.slice(0, 20)}` })),
  ]
}

/** Two mistakes that one answer could be, or a mistake that is right: at this draw the feedback would be wrong. */
function collisions({ answer, precision, mistakes }: NumericData): Problem[] {
  const problems: Problem[] = []
  const covers = (mistake: NumericMistakeData, value: number): boolean =>
    'range' in mistake
      ? mistake.range[0] <= value && value <= mistake.range[1]
      : mistake.values.some((m) => accepts(value, m, precision))
  mistakes.forEach((mistake, i) => {
    const values = 'range' in mistake ? mistake.range : mistake.values
    if (covers(mistake, answer) || values.some((value) => accepts(value, answer, precision))) {
      problems.push({
        rule: 'mistake-is-right',
        found: `the mistake ${mistake.id} gives ${values.join(' … ')}, which counts as the right answer ${answer}`,
        fix: 'exclude such draws with where, or return null from is',
      })
    }
    for (const other of mistakes.slice(0, i)) {
      const others = 'range' in other ? other.range : other.values
      if (values.some((value) => covers(other, value)) || others.some((value) => covers(mistake, value))) {
        problems.push({
          rule: 'mistakes-collide',
          found: `the mistakes ${other.id} and ${mistake.id} give the same answer (${values.join(' … ')})`,
          fix: 'exclude such draws with where, or join the two mistakes',
        })
      }
    }
  })
  return problems
}
