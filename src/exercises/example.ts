import type { Exercise } from './define.ts'
import type { KindData, KindName } from './kinds/checkers.ts'
import type { Status } from './outcome.ts'
import { resolve } from './resolve.ts'
import type { ResolvedVariant } from './types.ts'

/** An answer of the gallery and what must come of it. */
export interface ExampleAnswer<D> {
  /** What the reader does, in words. */
  label: string
  raw: (data: D) => unknown
  /** The judge's report, for kinds that run something. */
  report?: (data: D) => unknown
  status: Status
  tag?: string
}

/** One exercise of a kind with answers for every outcome the kind has. */
export interface Example<K extends KindName> {
  kind: K
  id: string
  exercise: Exercise
  answers: readonly ExampleAnswer<KindData[K]>[]
}

export type AnyExample = { [K in KindName]: Example<K> }[KindName]

/** An example as data, for the gallery page and its browser test. */
export interface GalleryEntry {
  variant: ResolvedVariant
  answers: { label: string; raw: unknown; report?: unknown; status: Status; tag?: string }[]
}

export function toGalleryEntry(example: AnyExample): GalleryEntry {
  const variant = resolve(example.exercise, `gallery/${example.id}`)
  const answers = example.answers as readonly ExampleAnswer<unknown>[]
  return {
    variant,
    answers: answers.map(({ raw, report, ...rest }) => {
      const given = report === undefined ? {} : { report: report(variant.data) }
      return { ...rest, raw: raw(variant.data), ...given }
    }),
  }
}
