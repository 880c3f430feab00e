import { define, type Claim, type Common, type Exercise, type NoParams, type Parts } from '../../define.ts'
import type { Sampled } from '../../params.ts'
import { noOption, optionProblems, resolveOptions, type Option } from '../options.ts'
import type { ChoiceData } from './check.ts'

/** One of several. Exactly one option is `correct` at every draw. */
export interface ChoiceOwn<P> {
  options: readonly Option<P>[] | ((params: P) => readonly Option<P>[])
  /** A second way to the id of the right option, where it is computed. */
  check?: (params: P) => string
  /** Default true; false where the order says something (sizes, a scale). */
  shuffle?: boolean
}

/** An exercise answered by choosing one option. */
export function choice<P = NoParams, D = NoParams>(spec: Common<P, D> & ChoiceOwn<Sampled<P & D>>): Exercise {
  return define('choice', spec, (params, seed) => choiceParts(spec, params, seed))
}

export function choiceParts<P>(spec: ChoiceOwn<P>, params: P, seed: string): Parts<ChoiceData> {
  const options = resolveOptions(spec.options, params, seed, spec.shuffle)
  const data: ChoiceData = { options: options.ids, answer: options.right[0] ?? '' }
  return {
    data,
    texts: options.texts,
    claims: () => claims(data),
    problems: () => {
      const problems = optionProblems(options)
      if (options.right.length !== 1) {
        const found = `${options.right.length} correct options (${options.right.join(', ')})`
        problems.push({ rule: 'one-correct', found, fix: 'mark exactly one, or use multi' })
      }
      const checked = spec.check?.(params)
      if (checked !== undefined && checked !== data.answer) {
        const found = `${data.answer} is marked correct, check gives ${checked}`
        problems.push({ rule: 'answer-check', found, fix: 'one of the two is wrong' })
      }
      return problems
    },
  }
}

function claims({ options, answer }: ChoiceData): Claim[] {
  const each = options.map((id): Claim =>
    id === answer
      ? { raw: id, status: ['correct'], what: `the right option ${id}` }
      : { raw: id, status: ['incorrect'], tag: id, what: `the wrong option ${id}` },
  )
  return [...each, ...noOption]
}
