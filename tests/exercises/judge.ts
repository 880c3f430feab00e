import vm from 'node:vm'
import type {
  CodeReport,
  Json,
  Judge,
  JudgeReports,
  JudgeRequest,
  RunReport,
  TargetReport,
} from '../../src/exercises/check.ts'

/** A judge for the tests: programs of our own fixtures in a Node context, and a neuron on ten points. */
export const judge: Judge = <R extends JudgeRequest>(request: R) => {
  const report =
    request.kind === 'code'
      ? runTests(request)
      : request.kind === 'run'
        ? run(request.run)
        : measure(request.state)
  return Promise.resolve(report as JudgeReports[R['kind']])
}

function runTests({ program, setup, tests, timeMs }: Extract<JudgeRequest, { kind: 'code' }>): CodeReport {
  try {
    void new vm.Script(program)
  } catch (error) {
    return { stage: 'syntax', line: 1, problem: String(error) }
  }
  const results = tests.map(({ id, code }) => {
    try {
      vm.runInNewContext(`${setup}\n${program}\n${code}`, {}, { timeout: timeMs })
      return { id, passed: true }
    } catch (error) {
      return { id, passed: false, detail: (error as Error).message }
    }
  })
  return { stage: 'tests', results }
}

function run(program: Extract<JudgeRequest, { kind: 'run' }>['run']): RunReport {
  if (program.kind === 'figure') throw new Error('no figures here')
  const lines: string[] = []
  const console = { log: (...values: unknown[]) => lines.push(values.join(' ')) }
  const value: unknown = vm.runInNewContext(
    `${program.code}\n;${program.probe ?? ''}`,
    { console },
    { timeout: 1000 },
  )
  return { output: lines.join('\n'), value: JSON.parse(JSON.stringify(value ?? null)) }
}

const points = Array.from({ length: 10 }, (_, i) => {
  const x = [i / 9, ((i * 7) % 10) / 9] as const
  return { x, isPositive: x[0] + x[1] > 1 }
})

function measure(state: Json): TargetReport {
  const { w1, w2, b } = state as { w1: number; w2: number; b: number }
  const right = points.filter(({ x, isPositive }) => w1 * x[0] + w2 * x[1] + b > 0 === isPositive).length
  return { measures: { accuracy: right / points.length, weightNorm: Math.hypot(w1, w2) } }
}
