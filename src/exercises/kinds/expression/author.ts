import { declare, equivalent, parse, requiredForm, type Declarations, type Form, type Options, type Specs } from '../../../math/index.ts' // prettier-ignore
import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { provideMath } from '../../math.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import { garbage } from '../garbage.ts'
import { mistakeProblems } from '../numeric/proof.ts'
import { readOwn, type ExpressionData } from './check.ts'

/** Typed mathematics, compared as a function of its symbols. */
export interface ExpressionOwn<P> {
  /** As for `declare` of 'chainrule/math'. */
  symbols: Specs | ((params: P) => Specs)
  options?: Partial<Options>
  answer: (params: P) => string
  /** A second way to the same: usually the derivative itself, `'∂E/∂w_2'`, which is differentiated numerically. */
  check: (params: P) => string
  /** The same in other words; each is accepted, and slips are looked for in each. */
  also?: (params: P) => readonly string[]
  /** Slips with feedback of their own; sign, ½, index, transpose, inner derivative and the like are known already. */
  mistakes: readonly { id: string; is: (params: P) => string | null; say: Text<P> }[]
  forms?: readonly Form[]
}

/** An exercise answered by an expression. */
export function expression<P = NoParams, D = NoParams>(
  spec: Common<P, D> & ExpressionOwn<Sampled<P & D>>,
): Exercise {
  provideMath()
  return define(
    'expression',
    spec,
    (params, seed) => expressionParts(spec, params, seed),
    mistakeProblems(spec.mistakes),
  )
}

/** The points of comparison belong to the variant. */
export const pointSeed = (seed: string): number => Number.parseInt(seed.slice(0, 8), 16)

function expressionParts<P>(spec: ExpressionOwn<P>, params: P, seed: string): Parts<ExpressionData> {
  const texts: Record<string, string> = {}
  const mistakes: ExpressionData['mistakes'] = []
  for (const { id, is, say } of spec.mistakes) {
    texts[`mistake-${id}`] = markdown(say, params)
    const expr = is(params)
    if (expr !== null) mistakes.push({ id, expr })
  }
  const data: ExpressionData = {
    symbols: typeof spec.symbols === 'function' ? spec.symbols(params) : spec.symbols,
    seed: pointSeed(seed),
    answer: spec.answer(params),
    also: [...(spec.also?.(params) ?? [])],
    mistakes,
    forms: [...(spec.forms ?? [])],
    ...(spec.options === undefined ? {} : { options: spec.options }),
  }
  return { data, texts, claims: () => claims(data), problems: () => problems(data, spec.check(params)) }
}

/** What the grammar reads, rightly, as a number or a product. */
const readable = ['1e-999', '1e']

function claims(data: ExpressionData): Claim[] {
  const right = [data.answer, ...data.also]
  const spellings = right.flatMap((text) => [text, ` ${text} `, text.replaceAll('-', '−')])
  return [
    ...[...new Set(spellings)].map((raw): Claim => ({
      raw,
      status: ['correct'],
      what: `the right answer typed as ${raw}`,
    })),
    ...data.mistakes.map(({ id, expr }): Claim => ({
      raw: expr,
      status: ['incorrect'],
      tag: id,
      what: `the mistake ${id} typed as ${expr}`,
    })),
    ...garbage
      .filter((raw) => !readable.includes(raw))
      .map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${raw.slice(0, 20)}` })),
  ]
}

function problems(data: ExpressionData, checked: string): Problem[] {
  const declarations = declare(data.symbols, data.options)
  const texts = [data.answer, checked, ...data.also, ...data.mistakes.map(({ expr }) => expr)]
  const unread = texts.filter((text) => !parse(text, declarations).ok)
  if (unread.length > 0)
    return unread.map((text) => ({
      rule: 'unreadable',
      found: `"${text}" is not understood`,
      fix: 'see the grammar',
    }))
  const isEqual = (a: string, b: string): boolean =>
    equivalent(readOwn(a, declarations), readOwn(b, declarations), declarations, { seed: data.seed }).kind ===
    'equal'
  const found: Problem[] = []
  for (const text of [checked, ...data.also])
    if (!isEqual(data.answer, text))
      found.push({
        rule: 'answer-check',
        found: `answer is ${data.answer}, not equal to ${text}`,
        fix: 'one of the two is wrong',
      })
  if (data.answer === checked)
    found.push({
      rule: 'check-independent',
      found: 'check is the same as answer',
      fix: 'reach it in another way',
    })
  return [...found, ...collisions(data, isEqual), ...formProblems(data, declarations)]
}

function collisions(
  { answer, mistakes }: ExpressionData,
  isEqual: (a: string, b: string) => boolean,
): Problem[] {
  const found: Problem[] = []
  for (const [i, { id, expr }] of mistakes.entries()) {
    if (isEqual(answer, expr))
      found.push({
        rule: 'mistake-is-right',
        found: `the mistake ${id} is the right answer`,
        fix: 'return null there',
      })
    for (const other of mistakes.slice(0, i))
      if (isEqual(expr, other.expr))
        found.push({
          rule: 'mistakes-collide',
          found: `the mistakes ${other.id} and ${id} are equal`,
          fix: 'join them',
        })
  }
  return found
}

function formProblems({ answer, also, forms }: ExpressionData, declarations: Declarations): Problem[] {
  return [answer, ...also]
    .filter((text) => requiredForm(readOwn(text, declarations), forms, declarations) !== undefined)
    .map((text) => ({
      rule: 'form',
      found: `"${text}" has not the form that is asked for`,
      fix: 'write it in that form',
    }))
}
