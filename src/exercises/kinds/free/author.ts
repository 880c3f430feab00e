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
import type { FreeData } from './check.ts'

/** An answer in the reader's own words, marked by the reader against a list; the model answer is the solution. */
export interface FreeOwn<P> {
  /** What a full answer says, one point each. */
  rubric: readonly { id: string; text: Text<P> }[]
  /** Default 3. */
  minWords?: number
}

/** An exercise answered in prose. */
export function free<P = NoParams, D = NoParams>(spec: Common<P, D> & FreeOwn<Sampled<P & D>>): Exercise {
  return define('free', spec, (params) => freeParts(spec, params))
}

export function freeParts<P>(spec: FreeOwn<P>, params: P): Parts<FreeData> {
  const texts: Record<string, string> = {}
  for (const { id, text } of spec.rubric) texts[`rubric-${id}`] = markdown(text, params)
  const data: FreeData = { rubric: spec.rubric.map((point) => point.id), minWords: spec.minWords ?? 3 }
  return { data, texts, claims: () => claims(data), problems: () => problems(data) }
}

function claims({ rubric, minWords }: FreeData): Claim[] {
  const text = 'word '.repeat(minWords)
  const bad = [
    null,
    '',
    'words',
    { text: '', checked: [] },
    { text },
    { text, checked: ['no-such-point'] },
    { text: 'x '.repeat(20_000), checked: [] },
  ]
  const list: Claim[] = [
    { raw: { text, checked: rubric }, status: ['correct'], what: 'every point checked' },
    { raw: { text, checked: [] }, status: ['incorrect'], what: 'no point checked' },
  ]
  if (rubric.length > 1)
    list.push({ raw: { text, checked: rubric.slice(1) }, status: ['partial'], what: 'all points but one' })
  return [
    ...list,
    ...bad.map((raw): Claim => ({
      raw,
      status: ['ungraded'],
      what: `garbage ${JSON.stringify(raw).slice(0, 40)}`,
    })),
  ]
}

function problems({ rubric, minWords }: FreeData): Problem[] {
  const found: Problem[] = []
  if (rubric.length === 0)
    found.push({ rule: 'rubric', found: 'no point', fix: 'say what a full answer contains' })
  if (!(minWords >= 1))
    found.push({ rule: 'min-words', found: `minWords is ${minWords}`, fix: 'use 1 or more' })
  if (new Set(rubric).size < rubric.length)
    found.push({ rule: 'rubric', found: `ids ${rubric.join(', ')}`, fix: 'give each its own id' })
  for (const id of rubric) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
      found.push({ rule: 'rubric', found: `the id "${id}"`, fix: 'use kebab-case' })
  }
  return found
}
