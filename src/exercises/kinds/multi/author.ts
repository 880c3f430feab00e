import { define, type Claim, type Common, type Exercise, type NoParams, type Parts } from '../../define.ts'
import type { Sampled } from '../../params.ts'
import { optionProblems, resolveOptions, type Option } from '../options.ts'
import type { MultiData } from './check.ts'

/** Any number of several; at least one option is `correct` at every draw. */
export interface MultiOwn<P> {
  options: readonly Option<P>[] | ((params: P) => readonly Option<P>[])
  /** A second way to the ids of the right options, where they are computed. */
  check?: (params: P) => readonly string[]
  /** Default true. */
  shuffle?: boolean
}

/** An exercise answered by choosing every option that applies. */
export function multi<P = NoParams, D = NoParams>(spec: Common<P, D> & MultiOwn<Sampled<P & D>>): Exercise {
  return define('multi', spec, (params, seed) => multiParts(spec, params, seed))
}

export function multiParts<P>(spec: MultiOwn<P>, params: P, seed: string): Parts<MultiData> {
  const options = resolveOptions(spec.options, params, seed, spec.shuffle)
  const data: MultiData = { options: options.ids, right: options.right }
  return {
    data,
    texts: options.texts,
    claims: () => claims(data),
    problems: () => {
      const problems = optionProblems(options)
      if (data.right.length === 0) {
        problems.push({
          rule: 'one-correct',
          found: 'no correct option',
          fix: 'add "none of the above", locked',
        })
      }
      const checked = spec.check?.(params)
      if (checked !== undefined && checked.toSorted().join() !== data.right.toSorted().join()) {
        const found = `${data.right.join(', ')} are marked correct, check gives ${checked.join(', ')}`
        problems.push({ rule: 'answer-check', found, fix: 'one of the two is wrong' })
      }
      return problems
    },
  }
}

function claims({ options, right }: MultiData): Claim[] {
  const wrong = options.filter((id) => !right.includes(id))
  const list: Claim[] = [{ raw: right, status: ['correct'], what: 'all right options' }]
  for (const id of wrong) {
    list.push({ raw: [id], status: ['incorrect'], tag: id, what: `only the wrong option ${id}` })
    list.push({
      raw: [...right, id],
      status: ['partial', 'incorrect'],
      tag: id,
      what: `the wrong option ${id} added`,
    })
  }
  if (right.length > 1)
    list.push({ raw: right.slice(1), status: ['partial'], what: 'one right option missing' })
  if (wrong.length > 0) list.push({ raw: options, status: ['partial', 'incorrect'], what: 'every option' })
  const bad = [[], null, 'a', ['no-such-option'], [7], { 0: 'a' }]
  return [
    ...list,
    ...bad.map((raw): Claim => ({ raw, status: ['ungraded'], what: `garbage ${JSON.stringify(raw)}` })),
  ]
}
