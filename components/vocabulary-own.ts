import type { TagSpec } from './vocabulary-spec.ts'

/** The figures of a course of one's own, which `chainrule build` writes here; the published course has none. */
export const OWN: Record<string, TagSpec> = {}

/** The attributes with which the documentation shows each of them. */
export const OWN_EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}
