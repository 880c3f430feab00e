import { en, type Strings } from './en.ts'

export type { Strings }

/** The interface's text in the language of this build. */
export const ui: Strings = en
