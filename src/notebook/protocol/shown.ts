/**
 * A value as data that a page can draw: what it looked like when the cell had run, cut where it is large. Only text
 * and numbers: nothing in it is ever read as HTML.
 */
export type Shown =
  /** A number, boolean, null, undefined, bigint, symbol, date or regular expression, as text. */
  | { t: 'atom'; type: AtomType; text: string }
  /** `more`: characters left out. */
  | { t: 'text'; text: string; more: number }
  | { t: 'function'; name: string; isClass: boolean }
  /** Arrays, typed arrays and sets. `more`: items left out. */
  | { t: 'list'; name: string; size: number; items: readonly Shown[]; more: number }
  /** Objects and maps. */
  | { t: 'record'; name: string; size: number; entries: readonly (readonly [string, Shown])[]; more: number }
  | ShownTensor
  | ShownModel
  | { t: 'error'; name: string; message: string }
  /** Not looked into, and why. */
  | { t: 'hidden'; why: HiddenReason; name: string }

export type AtomType = 'number' | 'boolean' | 'nothing' | 'bigint' | 'symbol' | 'date' | 'regexp'

/** Shown above on the same path; too deep; a getter, which is never called; asked for too much; would not be read. */
export type HiddenReason = 'cycle' | 'depth' | 'getter' | 'budget' | 'unreadable'

/** A number that JSON cannot write is its name. */
export type Digit = number | 'NaN' | 'Infinity' | '-Infinity' | '-0'

export interface ShownTensor {
  t: 'tensor'
  shape: readonly number[]
  dtype: string
  name: string
  requiresGrad: boolean
  /** The first elements in row-major order, all of them when `more` is 0. */
  values: readonly Digit[]
  more: number
  /** Over all elements, when there are more than are shown. */
  range?: readonly [least: Digit, greatest: Digit]
}

export interface ShownModel {
  t: 'model'
  name: string
  /** The modules from the outside in, with the parameters that each holds itself. */
  modules: readonly {
    path: string
    type: string
    parameters: readonly { name: string; shape: readonly number[] }[]
  }[]
  /** Numbers in all parameters together. */
  total: number
  /** Modules left out. */
  more: number
}

export type LogLevel = 'log' | 'info' | 'debug' | 'warn' | 'error'

/** One piece of a cell's output, in the order in which the cell made it. */
export type Item =
  | { kind: 'log'; level: LogLevel; parts: readonly Shown[] }
  | { kind: 'value'; value: Shown }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly Shown[])[]; more: number }
  | { kind: 'tex'; tex: string }
  | { kind: 'plot'; plot: PlotSpec }

/** A figure as data: marks with their columns of values, drawn by Observable Plot in the page. */
export interface PlotSpec {
  marks: readonly MarkSpec[]
  options: Readonly<Record<string, PlotOption>>
}

export interface MarkSpec {
  mark: string
  /** How many rows every channel has. */
  length: number
  channels: Readonly<Record<string, Channel>>
  options: Readonly<Record<string, PlotOption>>
  /** `['binX', outputs]`: applied to this mark's channels where it is drawn. */
  transform?: readonly [name: string, outputs: Readonly<Record<string, PlotOption>>]
}

export interface Channel {
  label: string
  values: readonly (Digit | string | boolean | null)[]
}

export type PlotOption =
  number | string | boolean | null | readonly PlotOption[] | { readonly [key: string]: PlotOption }

export interface Progress {
  done: number
  /** Absent when the end is not known. */
  total?: number
  label: string
}

/** What browsers say when functions call each other without end. */
export const ENDLESS_RECURSION = /Maximum call stack|too much recursion/i

/** What went wrong in a cell, with the place in the reader's own text. */
export interface CellError {
  name: string
  message: string
  /** The cell and line in which it was thrown, and the lines that led there, innermost first. */
  trace: readonly { cell: string; line: number }[]
}

/** What was left out of a cell's output because it was too much. */
export interface Dropped {
  lines: number
  characters: number
  figures: number
}
