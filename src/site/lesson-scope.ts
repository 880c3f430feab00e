/**
 * What an expression in a lesson may name without importing it: the engine, and the ways to print what it computes.
 * `{fixed(sigmoid(z), 4)}` in the prose is evaluated when the site is built, so no result is ever typed by hand.
 */
export * from '../engine/index.ts'
export { fixed, given, integer, percent, significant, signed } from './format.ts'
export { tex, texBlock } from './tex.ts'
