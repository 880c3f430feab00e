import type { Claim, Problem } from '../define.ts'
import { markdown, type Text } from '../md.ts'
import { randomStream } from '../random.ts'

/** An option of `choice` and `multi`. */
export interface Option<P> {
  /** Frozen: it is what is stored and counted. */
  id: string
  text: Text<P>
  correct?: boolean | ((params: P) => boolean)
  /** Why it is right or wrong; shown once the option has been graded. */
  say: Text<P>
  /** Stays at its written place when the others are shuffled: "none of the above". */
  lock?: boolean
}

export interface ResolvedOptions {
  /** In the order shown. */
  ids: string[]
  right: string[]
  texts: Record<string, string>
}

/** Options at one draw, shuffled by the variant's seed unless `shuffle` is false. */
export function resolveOptions<P>(
  authored: readonly Option<P>[] | ((params: P) => readonly Option<P>[]),
  params: P,
  seed: string,
  shuffle = true,
): ResolvedOptions {
  const options = typeof authored === 'function' ? authored(params) : authored
  const texts: Record<string, string> = {}
  for (const option of options) {
    texts[`option-${option.id}`] = markdown(option.text, params)
    texts[`say-${option.id}`] = markdown(option.say, params)
  }
  const isRight = ({ correct }: Option<P>): boolean =>
    typeof correct === 'function' ? correct(params) : correct === true
  const free = options.filter((option) => option.lock !== true).map((option) => option.id)
  const order = shuffle ? shuffled(free, seed) : free
  return {
    ids: options.map((option) => (option.lock === true ? option.id : order.shift()!)),
    right: options.filter(isRight).map((option) => option.id),
    texts,
  }
}

/** Shuffled by a stream of its own, so that the parameters of the exercise do not depend on it. */
export function shuffled<T>(items: readonly T[], seed: string): T[] {
  const rng = randomStream(`${seed}/#order`)
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = rng.below(i + 1)
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

/** Ids kebab-case and unique, texts different, at least two options. */
export function optionProblems({ ids, texts }: ResolvedOptions): Problem[] {
  const problems: Problem[] = []
  const add = (rule: string, found: string, fix: string) => problems.push({ rule, found, fix })
  if (ids.length < 2) add('options', `${ids.length} option`, 'give at least two')
  if (new Set(ids).size < ids.length) add('option-id', `option ids ${ids.join(', ')}`, 'give each its own id')
  for (const id of ids) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) add('option-id', `the option id "${id}"`, 'use kebab-case')
  }
  const shown = ids.map((id) => texts[`option-${id}`]!.trim())
  if (new Set(shown).size < shown.length)
    add(
      'options-alike',
      `two options read "${shown.find((text, i) => shown.indexOf(text) < i)}"`,
      'exclude such draws with where',
    )
  for (const id of ids) {
    if (texts[`say-${id}`]!.trim() === '')
      add('option-say', `the option ${id} explains nothing`, 'say why it is right or wrong')
  }
  return problems
}

/** Nothing chosen and what is no option cost no try. */
export const noOption: readonly Claim[] = ['', null, 'no-such-option', 7, { id: 'a' }, '__proto__'].map(
  (raw) => ({
    raw,
    status: ['ungraded'],
    what: `garbage ${JSON.stringify(raw)}`,
  }),
)
