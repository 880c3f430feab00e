import { hold } from '../figure/held.ts'
import type { Json, Judge, JudgeReports, JudgeRequest } from '../../src/exercises/check.ts'

/**
 * Where exercises meet what runs on the page. A figure registers itself; the notebook provides editor and runner. Neither
 * is imported here, so that a lesson without code loads none of it.
 */

/** A live figure that an exercise can set up and be judged by. */
export interface FigureHost {
  /** The figure's id on the page: where a link leads. */
  anchor: string
  /** Its state as plain data, as in its link. */
  state(): Json
  setState(state: Json): void
  /** A number that the figure's model computes from a state with the engine; never read off the screen. */
  measure(state: Json, measure: string): number | Promise<number>
}

/** Editor and runner for code, provided by the notebook. */
export interface CodeHost {
  /** Puts an editor into `place`, which is empty. */
  mount(place: HTMLElement, options: EditorOptions): EditorHandle
  /** Runs a program, or a program with tests, in a fresh worker of the isolated frame. */
  judge(request: RunnableRequest): Promise<JudgeReports['run'] | JudgeReports['code']>
}

export type RunnableRequest = Extract<JudgeRequest, { kind: 'run' | 'code' }>

export interface EditorOptions {
  code: string
  /** The editor's accessible name. */
  label: string
  /** Id of the line that says what is wrong with the code so far. */
  describedBy: string
  onCode: (code: string) => void
  /** Whether the reader asked for the editor before it was there: it opens at once. Default false. */
  isWanted?: boolean
}

export interface EditorHandle {
  /** After a reset, or when another variant is shown. */
  setCode(code: string): void
  destroy(): void
}

const listeners = new Set<() => void>()
const changed = (): void => {
  for (const listener of listeners) listener()
}

/** Calls back when a figure or the code host arrives or leaves. Returns how to stop. */
export function onHosts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const figures = new Map<string, FigureHost>()

/** Registers a figure under its slug and its id. Returns how to take it back. */
export function provideFigure(names: readonly string[], host: FigureHost): () => void {
  for (const name of names) figures.set(name, host)
  changed()
  return () => {
    for (const name of names) if (figures.get(name) === host) figures.delete(name)
    changed()
  }
}

export const figureOf = (name: string): FigureHost | undefined => figures.get(name)

let loadCode: (() => Promise<CodeHost>) | undefined
let loading: Promise<CodeHost> | undefined

/** Called once by the notebook; `load` runs when the first exercise needs it. */
export function provideCode(load: () => Promise<CodeHost>): void {
  loadCode = load
  loading = undefined
  changed()
}

export const hasCodeHost = (): boolean => loadCode !== undefined

/** Editor and runner; undefined where the page has none. A load that failed is tried again by the next call. */
export function codeHost(): Promise<CodeHost> | undefined {
  if (loadCode === undefined) return undefined
  loading ??= loadCode().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** Judges on this page. Rejects where nothing can judge; then the reader's try is not used. */
export const pageJudge = (async (request: JudgeRequest) => {
  const release = hold()
  try {
    return await judged(request)
  } finally {
    release()
  }
}) as Judge

async function judged(request: JudgeRequest) {
  if (request.kind === 'target') return judgeFigure(request)
  if (request.kind === 'run' && request.run.kind === 'figure') {
    const { figure, state, measure } = request.run
    return { output: '', value: await need(figureOf(figure)).measure(state, measure) }
  }
  return need(await codeHost()).judge(request)
}

async function judgeFigure({ figure, state, measures }: Extract<JudgeRequest, { kind: 'target' }>) {
  const host = need(figureOf(figure))
  const measured: Record<string, number> = {}
  for (const measure of measures) measured[measure] = await host.measure(state, measure)
  return { measures: measured }
}

function need<T>(host: T | undefined): T {
  if (host === undefined) throw new Error('nothing on this page can judge this')
  return host
}
