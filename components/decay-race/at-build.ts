import recorded from './recorded.json' with { type: 'json' }
import type { Results } from './model.ts'

/** What the worker finds with the first eight seeds: the first face of the figure, and settings that the lesson discusses. */
export const RECORDED: Readonly<Record<'initial' | 'translated' | 'tenfold' | 'strong', Results>> = recorded
