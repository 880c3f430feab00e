import type { CellError, Dropped, Item, Progress } from './shown.ts'

/** A cell ready to run. */
export interface CompiledCell {
  id: string
  /** Text of an async function of `params`, preceded by the holder of the last expression's value. */
  source: string
  params: readonly Param[]
  /** Names that it defines. */
  defines: readonly string[]
  /** Cells that must have run without an error. */
  needs: readonly string[]
}

/** Where the value of a parameter comes from. */
export type Param =
  { name: string; from: 'cell' } | { name: string; from: 'module'; module: string; imported: string }

export type ToWorker =
  | { type: 'run'; run: number; cells: readonly CompiledCell[] }
  | { type: 'judge'; run: number; job: JudgeJob }
  | { type: 'ack'; count: number }
  | { type: 'ping' }

export type FromWorker =
  | { type: 'ready' }
  | { type: 'pong' }
  | { type: 'started'; run: number; cell: string }
  /** A stream has handed its newest value on and continues. */
  | { type: 'resumed'; run: number; cell: string }
  /** From position `at` on, the cell's output is `items`. */
  | { type: 'output'; cell: string; at: number; items: readonly Item[] }
  | { type: 'progress'; cell: string; progress: Progress }
  | { type: 'finished'; run: number; cell: string; ms: number; dropped: Dropped; error?: CellError }
  /** Not run, because `by` failed. */
  | { type: 'skipped'; run: number; cell: string; by: string }
  | { type: 'done'; run: number }
  | { type: 'verdict'; run: number; verdict: Verdict }

/** Programs run from nothing, in a worker of their own, with chance and clocks made the same every time. */
export interface JudgeJob {
  /** Run in order, sharing names: set-up, then the reader's program. */
  cells: readonly CompiledCell[]
  /** Run after them. */
  tests: readonly CompiledTest[]
  /** Its value is part of the verdict. */
  probe?: CompiledTest
  seed: number
}

export interface CompiledTest {
  id: string
  /** Text of an async function of `params`. */
  source: string
  params: readonly Param[]
}

export interface Verdict {
  /** Set when a cell itself failed; no test has run then. */
  error?: CellError
  /** In order; a test that threw has failed. */
  tests: readonly TestResult[]
  /** A built-in object that the program has changed, so that nothing measured with it counts. */
  tampered?: string
  /** Lines that the cells printed. */
  printed: readonly string[]
  /** The probe's value: numbers, text, true, false and arrays of them. */
  value?: Json
}

export interface TestResult {
  id: string
  passed: boolean
  /** What a failed test found. */
  error?: CellError
}

export type Json = number | string | boolean | null | readonly Json[]
