import type { KindData } from '../../src/exercises/check.ts'
import { fetchVariants } from '../exercise/fetch-variants.ts'
import { plainText } from '../exercise/plain-text.ts'
import type { ShippedVariant } from '../exercise/shipped.ts'

/** What readers saw where their work keeps an id, by id. */
export type Words = Readonly<Record<string, string>>

/** Kinds of exercise whose answers are ids of options or of lines. */
const ANSWERED_BY_ID: ReadonlySet<keyof KindData> = new Set(['choice', 'multi', 'order'])

export const isAnsweredById = (kind: keyof KindData): boolean => ANSWERED_BY_ID.has(kind)

/** The words of every variant, the first at index 0. Rejects when the exercise cannot be had. */
export const fetchWords = async (source: string): Promise<readonly Words[]> =>
  (await fetchVariants(source)).map(wordsOf)

function wordsOf(variant: ShippedVariant): Words {
  const words = Object.entries(variant.html).flatMap(([key, html]): [string, string][] => {
    const id = /^(?:option|block)-(.*)$/s.exec(key)?.[1]
    return id === undefined ? [] : [[id, plainText(html)]]
  })
  const lines = variant.kind === 'order' ? variant.data.blocks : []
  return Object.fromEntries([
    ...words,
    ...lines.flatMap(({ id, code }): [string, string][] => (code === undefined ? [] : [[id, code.trim()]])),
  ])
}
