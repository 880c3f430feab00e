import { describe, expect, test } from 'vitest'
import { check, grade, judgeRequest, type Judge } from '../../src/exercises/check.ts'
import { codeExample } from '../../src/exercises/kinds/code/examples.ts'
import { predictRunExample } from '../../src/exercises/kinds/predict-run/examples.ts'
import { targetExample } from '../../src/exercises/kinds/target/examples.ts'
import { code, predictRun, proveRuns, resolve, target } from '../../src/exercises/index.ts'
import { judge } from './judge.ts'

const codeVariant = resolve(codeExample.exercise, 'gallery/code')
const targetVariant = resolve(targetExample.exercise, 'gallery/target')

describe('what has to be run', () => {
  test('nothing before the answer is gradable', () => {
    expect(judgeRequest({ code: 'return ____' }, codeVariant)).toBeUndefined()
    expect(judgeRequest({ code: 'return 1' }, codeVariant)).toMatchObject({ kind: 'code', timeMs: 2000 })
    expect(judgeRequest('text', targetVariant)).toBeUndefined()
    expect(judgeRequest({ w1: 1 }, targetVariant)).toEqual({
      kind: 'target',
      figure: 'neuron-bench',
      state: { w1: 1 },
      measures: ['accuracy', 'weightNorm'],
    })
  })

  test('grade runs a program and grades the report', async () => {
    const right = await grade({ code: 'function relu(z) { return Math.max(0, z) }' }, codeVariant, judge)
    expect(right).toMatchObject({ status: 'correct', parts: [{ status: 'correct' }, { status: 'correct' }] })
    const wrong = await grade({ code: 'function relu(z) { return z }' }, codeVariant, judge)
    expect(wrong).toMatchObject({
      status: 'partial',
      score: 1 / 3,
      tag: 'cuts-negative',
      message: { text: 'say-cuts-negative' },
    })
    expect(wrong.parts![1]!.message).toEqual({ id: 'test-failed', params: { detail: 'relu(-3) is -3' } })
    expect(await grade({ code: 'function relu(' }, codeVariant, judge)).toMatchObject({
      status: 'ungraded',
      message: { id: 'code-syntax' },
    })
  })

  test('a judge that fails costs no try', async () => {
    const broken: Judge = () => Promise.reject(new Error('worker gone'))
    expect(await grade({ code: 'let a = 1' }, codeVariant, broken)).toMatchObject({
      status: 'ungraded',
      message: { id: 'not-judged' },
    })
  })

  test.each([
    ['no results', { stage: 'tests', results: [] }, 'incorrect'],
    ['results of other tests', { stage: 'tests', results: [{ id: 'mine', passed: true }] }, 'incorrect'],
    [
      'a result given twice',
      {
        stage: 'tests',
        results: [
          { id: 'keeps-positive', passed: true },
          { id: 'keeps-positive', passed: true },
        ],
      },
      'incorrect',
    ],
    ['passed as a text', { stage: 'tests', results: [{ id: 'keeps-positive', passed: 'yes' }] }, 'incorrect'],
    ['results that are none', { stage: 'tests', results: 'all' }, 'ungraded'],
    ['an unknown stage', { stage: 'done' }, 'ungraded'],
    ['no object', 'passed', 'ungraded'],
  ])('a report with %s is not believed', (_, report, status) => {
    expect(check({ code: 'let a = 1' }, codeVariant, report).status).toBe(status)
  })

  test('a program that stopped in a test is told so, not what the test says of answers', () => {
    const detail = 'ReferenceError: a is not defined'
    const results = [
      { id: 'keeps-positive', passed: true },
      { id: 'cuts-negative', passed: false, detail, threw: true },
    ]
    expect(check({ code: 'let a = 1' }, codeVariant, { stage: 'tests', results })).toMatchObject({
      status: 'partial',
      tag: 'cuts-negative',
      message: { id: 'code-error', params: { problem: detail } },
    })
    const lied = [results[0], { ...results[1], threw: 'yes' }]
    expect(check({ code: 'let a = 1' }, codeVariant, { stage: 'tests', results: lied }).message).toEqual({
      text: 'say-cuts-negative',
    })
  })

  test('printed values in another form are not wrong, and mistakes are found in any form', () => {
    const exercise = predictRun({
      objectives: ['a'],
      prompt: 'p',
      hints: [],
      solution: 's',
      run: () => ({ kind: 'cell', code: '' }),
      ask: {
        kind: 'output',
        answer: () => '9 8 -2\n0.5',
        mistakes: [{ id: 'turned', is: () => '-2 8 9\n0.5', say: 'turned' }],
      },
    })
    const said = (prediction: string) => check({ prediction }, resolve(exercise, 'a/b'))
    expect(said('9 8 -2\n0.5').status).toBe('correct')
    for (const form of ['9, 8, -2\n0.5', '[9 8 −2] .5', ' 9 8 -2\n0.50', '9  8  -2\n\n0.5'])
      expect(said(form)).toMatchObject({ status: 'ungraded', message: { id: 'output-form' } })
    for (const form of ['-2 8 9\n0.5', '-2, 8, 9, 0.5'])
      expect(said(form)).toMatchObject({ status: 'incorrect', tag: 'turned' })
    for (const other of ['9 8\n0.5', '98 -2\n0.5', '9 8 -2', '8 9 -2\n0.5'])
      expect(['incorrect', 'partial']).toContain(said(other).status)
  })

  test('details of a report are cut to size', () => {
    const report = { stage: 'error', problem: 'x'.repeat(100_000) }
    const { message } = check({ code: 'let a = 1' }, codeVariant, report)
    expect(JSON.stringify(message).length).toBeLessThan(700)
  })

  test('a goal includes its bounds', () => {
    expect(check({ w1: 1 }, targetVariant, { measures: { accuracy: 0.9, weightNorm: 2 } }).status).toBe(
      'correct',
    )
  })

  test('a circular state is ungraded', () => {
    const state: Record<string, unknown> = {}
    state['self'] = state
    expect(check(state, targetVariant, { measures: {} }).status).toBe('ungraded')
  })
})

describe('proveRuns', () => {
  test.each([
    ['code', codeExample.exercise],
    ['target', targetExample.exercise],
    ['predict-run', predictRunExample.exercise],
  ])('the example of %s holds', async (id, exercise) =>
    expect(await proveRuns(exercise, id, judge)).toEqual([]),
  )

  const common = { objectives: ['a'], prompt: 'p', hints: [], solution: 's' }
  const rules = async (
    ...[exercise]: Parameters<typeof proveRuns> extends [infer E, ...unknown[]] ? [E] : never
  ) => (await proveRuns(exercise, 'a/b', judge)).map((finding) => finding.rule)

  test('finds a solution that fails, a starter that passes, a wrong program that fails another test', async () => {
    const tests = [
      { id: 'one', name: 'one', code: 'if (f(1) !== 1) throw new Error()' },
      { id: 'two', name: 'two', code: 'if (f(2) !== 4) throw new Error()' },
    ]
    const square = 'const f = (x) => x * x'
    expect(
      await rules(
        code({
          ...common,
          starter: 'const f = (x) => x',
          program: 'const f = (x) => 2 * x',
          tests,
          wrong: [],
        }),
      ),
    ).toEqual(['run'])
    expect(
      await rules(code({ ...common, starter: square, program: `${square} // done`, tests, wrong: [] })),
    ).toEqual(['run'])
    const wrong = [{ id: 'double', program: 'const f = (x) => 2 * x', fails: 'two' }]
    expect(
      await rules(code({ ...common, starter: 'const f = (x) => 0', program: square, tests, wrong })),
    ).toEqual(['run/two'])
  })

  test('finds a claimed outcome that is not what the program gives', async () => {
    const run = () => ({
      kind: 'cell' as const,
      code: 'let w = 1\nfor (let i = 0; i < 3; i++) w *= 2\nconsole.log(w)',
      probe: 'w',
    })
    const shared = { precision: 'exact' as const, mistakes: [] }
    expect(
      await rules(
        predictRun({
          ...common,
          run,
          ask: { kind: 'numeric', answer: () => 2 * 2, check: () => 3 + 1, ...shared },
        }),
      ),
    ).toEqual(['run'])
    expect(
      await rules(
        predictRun({
          ...common,
          run,
          ask: { kind: 'numeric', answer: () => 2 * 4, check: () => 7 + 1, ...shared },
        }),
      ),
    ).toEqual([])
    expect(await rules(predictRun({ ...common, run, ask: { kind: 'output', answer: () => '8' } }))).toEqual(
      [],
    )
    expect(await rules(predictRun({ ...common, run, ask: { kind: 'output', answer: () => '16' } }))).toEqual([
      'run',
    ])
  })

  test('compares tensors, shapes and choices with the value of the probe', async () => {
    const run = (probe: string) => () => ({ kind: 'cell' as const, code: '', probe })
    const shared = { precision: 'exact' as const, mistakes: [] }
    expect(
      await rules(
        predictRun({
          ...common,
          run: run('[[1, 2], [3, 4]]'),
          ask: {
            kind: 'tensor',
            answer: () => [
              [1, 2],
              [3, 4],
            ],
            check: () => [
              [1, 1 + 1],
              [3, 4],
            ],
            ...shared,
          },
        }),
      ),
    ).toEqual([])
    expect(
      await rules(
        predictRun({
          ...common,
          run: run('[2, 3]'),
          ask: { kind: 'shape', answer: () => [2, 3], check: () => [1 + 1, 3], mistakes: [] },
        }),
      ),
    ).toEqual([])
    const options = [
      { id: 'grows', text: 'g', say: 's', correct: true },
      { id: 'shrinks', text: 's', say: 's' },
    ]
    expect(
      await rules(
        predictRun({ ...common, run: run('2 > 1 ? "grows" : "shrinks"'), ask: { kind: 'choice', options } }),
      ),
    ).toEqual([])
    expect(
      await rules(
        predictRun({ ...common, run: run('2 < 1 ? "grows" : "shrinks"'), ask: { kind: 'choice', options } }),
      ),
    ).toEqual(['run'])
  })

  test('finds goals that cannot be reached as said, or are reached at the start', async () => {
    const goals = () => [{ id: 'norm', measure: 'weightNorm', atLeast: 1, text: 'long weights' }]
    const at = (w1: number) => () => ({ w1, w2: 0, b: 0 })
    const bench = { ...common, figure: 'neuron-bench', goals }
    expect(await rules(target({ ...bench, start: at(2), reached: at(3) }))).toEqual(['run'])
    expect(await rules(target({ ...bench, start: at(0), reached: at(0.5) }))).toEqual(['run'])
    expect(await rules(target({ ...bench, start: at(0), reached: at(3) }))).toEqual([])
  })

  test('a judge that fails is a finding', async () => {
    const findings = await proveRuns(codeExample.exercise, 'a/b', () =>
      Promise.reject(new Error('no runner')),
    )
    expect(findings.map((finding) => finding.rule)).toContain('judge')
  })
})
