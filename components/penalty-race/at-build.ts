import recorded from './recorded.json' with { type: 'json' }
import type { Results } from './model.ts'

/** What the worker finds with the initial settings, kept so that the page has a first face without a minute of training. */
export const RECORDED: Results = recorded.initial
