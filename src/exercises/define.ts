import type { KindData, KindName } from './kinds/checkers.ts'
import { markdown, type Text } from './md.ts'
import { sampleParams, type Sampled, type Sampling } from './params.ts'
import type { Status } from './outcome.ts'

/** No parameters: the same question for everybody. */
export type NoParams = Readonly<Record<never, never>>

/** What every kind of exercise has. */
export interface Common<P, D> extends Sampling<P, D> {
  /** Shown above the exercise. */
  title?: string
  /** Raised when the meaning of answers changes; saved work of an older version is archived, not reinterpreted. Default 1. */
  version?: number
  /** How many variants are offered, all of them proved. Default 12, without parameters 1. */
  variants?: number
  /** Ids of the lesson's objectives that a right answer shows. */
  objectives: readonly string[]
  prompt: Text<Sampled<P & D>>
  /** Shown one at a time, free; from a nudge to nearly the way. */
  hints: readonly Text<Sampled<P & D>>[]
  /** The worked way, shown beside the reader's own. */
  solution: Text<Sampled<P & D>>
}

/** An answer whose outcome the author's specification promises. The proof checks every one. */
export interface Claim {
  raw: unknown
  /** Given here, or to be asked of the host's judge. */
  report?: unknown
  isJudged?: boolean
  status: readonly Status[]
  /** The id the outcome must carry. */
  tag?: string
  /** What is claimed, for the finding: "the mistake no-bias (0.35)". */
  what: string
}

/** What is wrong with a specification at one draw, beyond what claims can show. */
export interface Problem {
  rule: string
  found: string
  fix: string
  level?: 'warning'
}

/** What one kind makes of its own part of a specification at one draw. */
export interface Parts<Data> {
  data: Data
  /** Markdown by key; the page renders each. */
  texts: Record<string, string>
  claims: () => Claim[]
  problems: () => Problem[]
}

export interface Instance extends Parts<KindData[KindName]> {
  hints: number
}

/** An authored exercise of any kind. Only this file and the proof look inside. */
export interface Exercise {
  readonly kind: KindName
  readonly title?: string
  readonly version: number
  readonly variants: number
  readonly objectives: readonly string[]
  /** Evaluates every author-written function at the draw of a seed. Throws what they throw. */
  instance(seed: string): Instance
  /** Problems that do not depend on the draw. */
  readonly problems: readonly Problem[]
}

/** Joins the common part of a specification with what the kind makes of the rest. */
export function define<K extends KindName, P, D>(
  kind: K,
  spec: Common<P, D>,
  parts: (params: Sampled<P & D>, seed: string) => Parts<KindData[K]>,
  problems: readonly Problem[] = [],
): Exercise {
  const hasParams = spec.params !== undefined || spec.derived !== undefined
  return {
    kind,
    ...(spec.title === undefined ? {} : { title: spec.title }),
    version: spec.version ?? 1,
    variants: spec.variants ?? (hasParams ? 12 : 1),
    objectives: spec.objectives,
    problems,
    instance(seed) {
      const params = sampleParams(spec, seed)
      const own = parts(params, seed)
      const texts: Record<string, string> = { prompt: markdown(spec.prompt, params), ...own.texts }
      spec.hints.forEach((hint, i) => (texts[`hint-${i + 1}`] = markdown(hint, params)))
      texts['solution'] = markdown(spec.solution, params)
      return { ...own, texts, hints: spec.hints.length }
    },
  }
}

/** A lesson's exercises by id. The ids are frozen once published: `weighted-sum`, kebab-case. */
export function exercises<const T extends Record<string, Exercise>>(byId: T): T {
  return byId
}
