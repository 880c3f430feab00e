import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import type { Json } from '../../judge.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import type { Goal, TargetData } from './check.ts'

export type State = Record<string, Json>

/** A figure to be driven to a goal; judged by the engine on the figure's model, never by what is on the screen. */
export interface TargetOwn<P> {
  figure: string
  /** Where the figure starts; must not be at the goal. */
  start: (params: P) => State
  goals: (params: P) => readonly AuthoredGoal<P>[]
  /** A state at the goal: the proof that it can be reached. */
  reached: (params: P) => State
  /** States that readers stop at, each with the goal it misses first. */
  missed?: readonly { id: string; state: (params: P) => State; misses: string }[]
}

export interface AuthoredGoal<P> extends Omit<Goal, 'hasFeedback'> {
  /** "Validation loss at most 0.2". */
  text: Text<P>
  say?: Text<P>
}

/** An exercise answered by driving a figure. */
export function target<P = NoParams, D = NoParams>(spec: Common<P, D> & TargetOwn<Sampled<P & D>>): Exercise {
  return define('target', spec, (params) => targetParts(spec, params))
}

export function targetParts<P>(spec: TargetOwn<P>, params: P): Parts<TargetData> {
  const texts: Record<string, string> = {}
  const goals = spec.goals(params).map(({ text, say, ...goal }): Goal => {
    texts[`goal-${goal.id}`] = markdown(text, params)
    if (say === undefined) return goal
    texts[`say-${goal.id}`] = markdown(say, params)
    return { ...goal, hasFeedback: true }
  })
  const data: TargetData = { figure: spec.figure, start: spec.start(params), goals }
  return { data, texts, claims: () => claims(spec, data, params), problems: () => problems(data, spec) }
}

const ungraded = (raw: unknown, what: string, report?: unknown): Claim => ({
  raw,
  report,
  status: ['ungraded'],
  what,
})

function claims<P>(spec: TargetOwn<P>, { start }: TargetData, params: P): Claim[] {
  return [
    {
      raw: spec.reached(params),
      status: ['correct'],
      isJudged: true,
      what: 'the state that reaches the goals',
    },
    { raw: start, status: ['incorrect', 'partial'], isJudged: true, what: 'the state the figure starts in' },
    ...(spec.missed ?? []).map(({ id, state, misses }): Claim => {
      return {
        raw: state(params),
        status: ['incorrect', 'partial'],
        tag: misses,
        isJudged: true,
        what: `the state ${id}`,
      }
    }),
    ungraded(start, 'a state that was not judged'),
    ungraded(start, 'a report that is none', { measures: null }),
    ungraded('state', 'a text in place of a state'),
    ungraded(null, 'no state'),
    ungraded({ big: 'x'.repeat(30_000) }, 'a state of 30,000 characters'),
    { raw: start, report: { measures: {} }, status: ['incorrect'], what: 'a report without measures' },
  ]
}

function problems<P>({ goals }: TargetData, { missed = [] }: TargetOwn<P>): Problem[] {
  const found: Problem[] = []
  const add = (rule: string, what: string, fix: string) => found.push({ rule, found: what, fix })
  const ids = goals.map((goal) => goal.id)
  if (goals.length === 0) add('goals', 'no goal', 'give at least one')
  if (new Set(ids).size < ids.length) add('goal-id', `goal ids ${ids.join(', ')}`, 'give each its own id')
  for (const { id, atLeast, atMost } of goals) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) add('goal-id', `the goal id "${id}"`, 'use kebab-case')
    if (atLeast === undefined && atMost === undefined)
      add('goals', `the goal ${id} has no bound`, 'give atLeast or atMost')
    if ((atLeast ?? -Infinity) > (atMost ?? Infinity))
      add('goals', `the goal ${id} asks for ${atLeast} … ${atMost}`, 'exchange them')
  }
  for (const { id, misses } of missed) {
    if (!ids.includes(misses)) add('goals', `${id} misses "${misses}"`, `known goals: ${ids.join(', ')}`)
  }
  return found
}
