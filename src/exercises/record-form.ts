import { maxAnswers, type Answer, type Work } from './attempts.ts'

/** Why a file was refused, with the place in it where there is one; the sentence is in `src/strings`. */
export interface RecordProblem {
  reason:
    | 'too-large'
    | 'not-json'
    | 'not-a-record'
    | 'newer-format'
    | 'hostile-key'
    | 'too-deep'
    | 'invalid'
    | 'from-the-future'
    | 'code-too-long'
    | 'too-many-cells'
  path?: string
}

/** The strict form of an entry of a work record: every key known, every value in its range. */
export type Rule = (value: unknown) => boolean

const isInteger =
  (lo: number, hi: number): Rule =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= lo && (value as number) <= hi
const isBoolean: Rule = (value) => typeof value === 'boolean'
export const isText =
  (form: RegExp): Rule =>
  (value) =>
    typeof value === 'string' && value.length <= 200 && form.test(value)

/** What a form may hold: JSON of bounded size. */
const isRaw: Rule = (value) => value !== undefined && JSON.stringify(value).length <= 60_000

const count = isInteger(1, 1_000_000)
export const time = isInteger(0, Number.MAX_SAFE_INTEGER)
const hints = isInteger(0, 100)
const seed = isText(/^[0-9a-f]{32}$/)
// Tags of typed mathematics carry the name of a slip: slip-innerDerivative.
const tag = isText(/^[a-z0-9][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$/)
export const id = isText(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/)

const question = { version: count, variant: count, seed, hints, isSolutionSeen: isBoolean }

const answerForm: Record<keyof Answer, Rule> = {
  ...question,
  raw: isRaw,
  status: (value) => ['correct', 'partial', 'incorrect'].includes(value as string),
  score: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  tag: (value) => value === undefined || tag(value),
  at: time,
}

const workForm: Record<Exclude<keyof Work, 'undo'>, Rule> = {
  ...question,
  id,
  draft: isRaw,
  answers: (value) => Array.isArray(value) && value.length <= maxAnswers,
  dropped: (value) => value === undefined || count(value),
  updated: time,
}

/** Clocks differ; a day is more than any of them is wrong. Later dates would win every merge. */
const day = 86_400_000

export function problemOf(
  value: unknown,
  form: Record<string, Rule>,
  path: string,
): RecordProblem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'invalid', path }
  const entries = value as Record<string, unknown>
  const unknown = Object.keys(entries).find((key) => !Object.hasOwn(form, key))
  const wrong =
    unknown ??
    Object.keys(form).find((key) => !form[key]!(Object.hasOwn(entries, key) ? entries[key] : undefined))
  return wrong === undefined ? undefined : { reason: 'invalid', path: `${path}.${wrong.slice(0, 60)}` }
}

/** One entry, or what is wrong with it. */
export function readWork(value: unknown, path: string, now: number): Work | RecordProblem {
  const problem = problemOf(value, workForm, path)
  if (problem !== undefined) return problem
  const work = value as Work
  for (const [i, answer] of work.answers.entries()) {
    const wrong = problemOf(answer, answerForm, `${path}.answers.${i}`)
    if (wrong !== undefined) return wrong
    if (answer.at > now + day) return { reason: 'from-the-future', path: `${path}.answers.${i}.at` }
  }
  return work.updated > now + day ? { reason: 'from-the-future', path: `${path}.updated` } : work
}
