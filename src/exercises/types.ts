import type { KindData, KindName } from './kinds/checkers.ts'

/** One exercise at one draw, as plain JSON: all that the page, print, export and regrading need. */
export interface Resolved<K extends KindName> {
  kind: K
  /** `lesson/exercise`, frozen. */
  id: string
  title?: string
  version: number
  /** From 1. */
  variant: number
  seed: string
  objectives: string[]
  /** Markdown by key: `prompt`, `hint-1` …, `solution`, `mistake-<id>`, `option-<id>`, `say-<id>`, … */
  texts: Record<string, string>
  hints: number
  data: KindData[K]
}

export type ResolvedVariant = { [K in KindName]: Resolved<K> }[KindName]
