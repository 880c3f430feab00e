/** The attributes with which the documentation shows the figures of a course of one's own; see `vocabulary-own.ts`. */
export const OWN_EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {}
