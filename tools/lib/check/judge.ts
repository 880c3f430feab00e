import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { createContext, runInContext, type Context } from 'node:vm'
import * as engine from '../../../src/engine/index.ts'
import { withoutTypes } from '../without-types.ts'
import type { CodeReport, Json, JudgeRequest, Run, RunReport } from '../../../src/exercises/check.ts'
import type { Judge } from '../../../src/exercises/index.ts'

/** What a figure's model.ts offers to exercises: numbers computed from its state. */
type Measures = Record<string, (state: Json) => number>

const RUN_MS = 10_000

/**
 * Runs authors' programs and figures' models in Node, for the proof. Authors' code is the course's own: it is given a
 * time limit, not a sandbox. Readers' code runs in the isolated frame.
 */
export function nodeJudge(root: string): Judge {
  return (async (request: JudgeRequest) => {
    switch (request.kind) {
      case 'run':
        return run(request.run, root)
      case 'code':
        return test(request)
      case 'target': {
        const measures = await measuresOf(request.figure, root)
        const names = request.measures.map((name) => [
          name,
          measure(measures, name, request.figure)(request.state),
        ])
        return { measures: Object.fromEntries(names) }
      }
    }
  }) as Judge
}

async function measuresOf(figure: string, root: string): Promise<Measures> {
  const path = join(root, 'components', figure, 'model.ts')
  const model = existsSync(path) ? ((await import(pathToFileURL(path).href)) as { measures?: Measures }) : {}
  if (!model.measures) throw new Error(`components/${figure}/model.ts exports no measures`)
  return model.measures
}

function measure(measures: Measures, name: string, figure: string): (state: Json) => number {
  const found = measures[name]
  if (!found)
    throw new Error(`the figure ${figure} measures no "${name}"; known: ${Object.keys(measures).join(', ')}`)
  return found
}

async function run(what: Run, root: string): Promise<RunReport> {
  if (what.kind === 'figure') {
    const { figure, state } = what
    return { output: '', value: measure(await measuresOf(figure, root), what.measure, figure)(state) }
  }
  const { context, printed } = scope()
  const value = evaluate(what.code, context, RUN_MS)
  return {
    output: printed.join('\n'),
    value: plain(what.probe === undefined ? value : evaluate(what.probe, context, RUN_MS)),
  }
}

function test({ program, setup, tests, timeMs }: Extract<JudgeRequest, { kind: 'code' }>): CodeReport {
  const { context } = scope()
  try {
    evaluate(setup, context, timeMs)
    evaluate(program, context, timeMs)
  } catch (error) {
    return failure(error, timeMs)
  }
  const results = tests.map(({ id, code }) => {
    try {
      evaluate(`{\n${code}\n}`, context, timeMs)
      return { id, passed: true }
    } catch (error) {
      return { id, passed: false, detail: messageOf(error) }
    }
  })
  return { stage: 'tests', results }
}

const messageOf = (error: unknown): string => String((error as { message?: unknown }).message ?? error)

function failure(error: unknown, ms: number): CodeReport {
  const { name, code } = error as { name?: string; code?: string }
  if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { stage: 'timeout', ms }
  if (name === 'SyntaxError' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX') {
    return { stage: 'syntax', line: 1, problem: messageOf(error) }
  }
  return { stage: 'error', problem: messageOf(error) }
}

/** A fresh global scope with the engine's names and a console that is kept. */
function scope(): { context: Context; printed: string[] } {
  const printed: string[] = []
  const print = (...values: unknown[]) => {
    printed.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '))
  }
  return { context: createContext({ ...engine, chainrule: engine, console: { log: print }, print }), printed }
}

const IMPORT = /^\s*import\s*\{([^}]*)\}\s*from\s*['"]chainrule['"]\s*;?/gm

function evaluate(code: string, context: Context, timeout: number): unknown {
  const script = withoutTypes(code.replaceAll(IMPORT, 'var {$1} = chainrule;'))
  return runInContext(script, context, { timeout })
}

/** Arrays and numbers of the program's own realm as this one's. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value
