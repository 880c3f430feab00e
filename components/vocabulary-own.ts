import type { TagSpec } from './vocabulary-spec.ts'

/** The figures of a course of one's own, which `chainrule build` writes here; the published course has none. */
export const OWN: Record<string, TagSpec> = {}
