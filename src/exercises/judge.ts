/**
 * What the checker asks of its host for the kinds that run something. The checker never runs anything: it asks for a
 * report, and grades the report as data. In the page the host is the isolated runner, or a figure's model with the
 * engine; in the tests it is Node.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What `predict-run` runs: a program, or a figure from a given state. */
export type Run =
  | {
      kind: 'cell'
      code: string
      /** Code run after it and not shown; its value is the outcome as a reader would give it. */
      probe?: string
    }
  | { kind: 'figure'; figure: string; state: Json; measure: string }

export type JudgeRequest =
  | { kind: 'run'; run: Run }
  | { kind: 'code'; program: string; setup: string; tests: { id: string; code: string }[]; timeMs: number }
  | { kind: 'target'; figure: string; state: Json; measures: string[] }

/** The answer to `run`: what was printed, and the value of the probe, the last expression or the measure. */
export interface RunReport {
  output: string
  value?: unknown
}

/** The answer to `code`. Stages in order: the first that fails is the report. */
export type CodeReport =
  | { stage: 'syntax' | 'types'; line: number; problem: string }
  | { stage: 'error'; problem: string }
  | { stage: 'timeout'; ms: number }
  | { stage: 'tests'; results: { id: string; passed: boolean; detail?: string; threw?: boolean }[] }

/** The answer to `target`. */
export interface TargetReport {
  measures: Record<string, number>
}

export interface JudgeReports {
  run: RunReport
  code: CodeReport
  target: TargetReport
}

/** Given by the host. A rejection means that nothing could be judged: the reader's try is not used. */
export type Judge = <R extends JudgeRequest>(request: R) => Promise<JudgeReports[R['kind']]>
