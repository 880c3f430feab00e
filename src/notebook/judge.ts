import { analyze, isGlobal } from './analysis/analyze.ts'
import { compileCell, compileTest } from './analysis/compile.ts'
import { CellSyntaxError } from './analysis/transpile.ts'
import { buildGraph, type Graph, type Modules } from './graph/graph.ts'
import { isFatal, type Issue } from './graph/issues.ts'
import { runJudge, type JudgeEnd } from './host/judge-runner.ts'
import type { OpenSession } from './host/session.ts'
import type { CompiledCell, Json, TestResult } from './protocol/messages.ts'
import type { CellError } from './protocol/shown.ts'

/** A program, the code around it, and the tests that it must pass. */
export interface CodeJob {
  program: string
  setup: string
  tests: readonly { id: string; code: string }[]
  timeMs: number
}

/** Stages in order: the first that fails is the report. */
export type CodeReport =
  | { stage: 'syntax'; line: number; problem: string }
  | { stage: 'error'; problem: string }
  | { stage: 'timeout'; ms: number }
  /** `threw`: the program itself stopped in the test. */
  | { stage: 'tests'; results: { id: string; passed: boolean; detail?: string; threw?: boolean }[] }

export interface ProgramJob {
  code: string
  /** Code run after it; its value is the outcome. Without it, the value of the program's last expression. */
  probe?: string
}

/** The words of the judge, given by the host: the checker's messages are about answers, these about programs. */
export interface JudgeText {
  issue(issue: Issue): string
  missing(names: readonly string[]): string
  thrown(error: CellError): string
  tampered(name: string): string
}

/** What makes verdicts: fresh workers, the names that may be imported, and words. */
export interface JudgeHost {
  open: OpenSession
  modules: Modules
  text: JudgeText
}

const SETUP = 'setup'
const PROGRAM = 'program'
/** Verdicts do not depend on it: tests that need chance bring their own. It keeps runs equal. */
const SEED = 1
const PREDICT_MS = 10_000
const HELPERS = ['assert', 'assertClose', 'slope']

/** Runs the tests of a code exercise. Rejects when nothing could be judged: then no try is used. */
export async function judgeCode(
  { program, setup, tests, timeMs }: CodeJob,
  host: JudgeHost,
): Promise<CodeReport> {
  const graph = graphOf({ [SETUP]: setup, [PROGRAM]: program }, host.modules)
  const broken = graph.issues.get(PROGRAM)!.find(isFatal)
  if (broken) {
    const line = 'line' in broken ? broken.line : 1
    return {
      stage: 'syntax',
      line,
      problem: broken.kind === 'syntax' ? broken.problem : host.text.issue(broken),
    }
  }
  const known = new Set([...graph.owner.keys(), ...HELPERS])
  const missing = missingNames(tests, known)
  if (missing.length > 0) return { stage: 'error', problem: host.text.missing(missing) }
  const cells = cellsOf(graph)
  const compiled = tests.map(({ id, code }) => compileTest(`test-${id}`, code, known))
  return reportOf(await runJudge(host.open, { cells, tests: compiled, seed: SEED }, timeMs), host.text)
}

/** Runs a program for its outcome: what it prints and the value asked for. Rejects when it does not get there. */
export async function judgeRun(
  { code, probe }: ProgramJob,
  host: JudgeHost,
): Promise<{ output: string; value?: Json }> {
  const graph = graphOf({ [PROGRAM]: code }, host.modules)
  const known = new Set(graph.owner.keys())
  const asked = probe === undefined ? undefined : compileTest('probe', probe, known)
  const end = await runJudge(
    host.open,
    { cells: cellsOf(graph), tests: [], seed: SEED, ...(asked ? { probe: asked } : {}) },
    PREDICT_MS,
  )
  if (end.kind !== 'verdict') throw new Error(`the program did not finish: ${end.kind}`)
  const { error, printed, value } = end.verdict
  if (error) throw new Error(host.text.thrown(error))
  return { output: printed.join('\n'), ...(value === undefined ? {} : { value }) }
}

/** What is wrong with a program so far, apart from names that set-up code may define. */
export const programIssues = (code: string, modules: Modules): readonly Issue[] =>
  graphOf({ [PROGRAM]: code }, modules)
    .issues.get(PROGRAM)!
    .filter(({ kind }) => kind !== 'unknown-name')

const graphOf = (codes: Readonly<Record<string, string>>, modules: Modules): Graph =>
  buildGraph(
    Object.entries(codes).map(([id, code]) => ({ id, analysis: analyze(code) })),
    modules,
  )

const cellsOf = (graph: Graph): CompiledCell[] => graph.order.map((id) => compileCell(graph, id))

/** Names that tests ask for and nothing defines: what the reader's program was to define. */
function missingNames(tests: readonly { code: string }[], known: ReadonlySet<string>): string[] {
  const missing = new Set<string>()
  for (const { code } of tests) {
    const { references, error } = analyze(code)
    if (error) throw new CellSyntaxError(`a test cannot be read: ${error.message}`, error.line, error.column)
    for (const { name, isTypeof } of references) {
      if (!known.has(name) && !isGlobal(name) && !isTypeof) missing.add(name)
    }
  }
  return [...missing]
}

function reportOf(end: JudgeEnd, text: JudgeText): CodeReport {
  if (end.kind === 'timeout') return { stage: 'timeout', ms: end.ms }
  if (end.kind !== 'verdict') throw new Error(`the judge was lost: ${end.kind}`)
  const { error, tampered, tests } = end.verdict
  if (error) return { stage: 'error', problem: text.thrown(error) }
  if (tampered !== undefined) return { stage: 'error', problem: text.tampered(tampered) }
  return { stage: 'tests', results: tests.map((result) => resultOf(result, text)) }
}

function resultOf({ id, passed, error }: TestResult, text: JudgeText) {
  const name = id.replace(/^test-/, '')
  if (!error) return { id: name, passed }
  const threw = error.name !== 'TestFailure' && error.trace.some(({ cell }) => cell === PROGRAM)
  return { id: name, passed, detail: text.thrown(error), ...(threw ? { threw } : {}) }
}
