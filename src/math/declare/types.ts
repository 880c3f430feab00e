import type { Node } from '../grammar/ast.ts'

/**
 * Where the numbers of a symbol are drawn from. `simplex`: each row (or a vector) is positive and sums to 1, like the
 * output of a softmax; `oneHot`: a single 1, zeros elsewhere; `unit` is the open interval (0, 1); a pair is the
 * open interval between its ends. Default `real`.
 */
export type Domain =
  | 'real'
  | 'positive'
  | 'nonnegative'
  | 'nonzero'
  | 'unit'
  | 'integer'
  | 'natural'
  | 'simplex'
  | 'oneHot'
  | readonly [low: number, high: number]

/** What an author says of one symbol. */
export interface SymbolSpec {
  readonly domain?: Domain
  /** Sizes by name, `'(n, d)'`; a vector `'(d)'` is a column. Default: a scalar, or the shape of the definition. */
  readonly shape?: string
  /** The definition, in symbols declared above. Without one the symbol is a free variable. */
  readonly is?: string
  /** Makes it a function of these names: `f` with `args: ['u']`; without a definition it is some smooth function. */
  readonly args?: readonly string[]
  /** Makes it an index that counts from 1 to this size. */
  readonly index?: string
  /** Other spellings to accept: `'y_hat'`. */
  readonly aliases?: readonly string[]
  /** How it is printed, if the name does not say it. */
  readonly tex?: string
  /** How it is read aloud, if the name does not say it. */
  readonly spoken?: string
}

export interface Declared {
  readonly name: string
  readonly kind: 'variable' | 'index' | 'size' | 'function'
  readonly domain: Domain
  /** No entry: scalar; one: column; two: matrix. */
  readonly shape: readonly string[]
  readonly definition?: Node
  /** A definition entry by entry names its indices: `delta_j` is `['j']`. */
  readonly indices?: readonly string[]
  readonly args?: readonly string[]
  /** The size that an index counts up to. */
  readonly range?: string
  readonly tex?: string
  readonly spoken?: string
}

export interface Declarations {
  readonly symbols: ReadonlyMap<string, Declared>
  /** Other spellings, to the name. */
  readonly aliases: ReadonlyMap<string, string>
  /** The parts of names before any subscript: what a run of letters is split into. */
  readonly stems: ReadonlySet<string>
  readonly options: Options
}

export interface Options {
  /** `X'` is the transpose (default: not understood, with `X^T` suggested). */
  readonly primeIsTranspose: boolean
  /**
   * What `∂f/∂x` means. `total` (default): like `df/dx`, through every path from x to f. `direct`: in f's own
   * definition only, with every other symbol held.
   */
  readonly partial: 'total' | 'direct'
}
