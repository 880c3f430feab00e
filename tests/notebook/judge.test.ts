import { describe, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { check, judgeRequest } from '../../src/exercises/check.ts'
import { resolve } from '../../src/exercises/index.ts'
import {
  judgeCode,
  judgeRun,
  programIssues,
  type CodeJob,
  type CodeReport,
} from '../../src/notebook/judge.ts'
import { nodeSessions } from '../../src/notebook/node/session.ts'
import { notebookText } from '../../src/strings/notebook.en.ts'
import { MODULES } from './run.ts'

const host = { open: await nodeSessions(), modules: MODULES, text: notebookText.judge }
const tests = [
  { id: 'positive', code: 'assertClose(relu(2), 2, "relu(2)")' },
  { id: 'negative', code: 'assertClose(relu(-3), 0, "relu(-3)")' },
]
const judge = (program: string, more: Partial<CodeJob> = {}): Promise<CodeReport> =>
  judgeCode({ program, setup: '', tests, timeMs: 500, ...more }, host)

describe('programs are judged', () => {
  test('by every test, each by itself', async () => {
    expect(await judge('function relu(z: number) {\n  return z > 0 ? z : 0\n}')).toEqual({
      stage: 'tests',
      results: [
        { id: 'positive', passed: true },
        { id: 'negative', passed: true },
      ],
    })
    expect(await judge('const relu = (z: number) => z')).toMatchObject({
      results: [{ passed: true }, { passed: false, detail: 'relu(-3) gives -3, which is not right.' }],
    })
  })

  test('a program that stops in a test is told from one that answers wrongly', async () => {
    const results = async (program: string) => {
      const report = await judge(program)
      return report.stage === 'tests' ? report.results : report
    }
    const negative = (body: string) => `const relu = (z: number) => {\n  if (z < 0) ${body}\n  return z\n}`
    expect(await results(negative('return nothing.at(0)'))).toMatchObject([
      { passed: true },
      {
        passed: false,
        threw: true,
        detail: 'ReferenceError: nothing is not defined (line 2 of your program)',
      },
    ])
    // A wrong answer, and one that only the test stumbles over.
    expect(await results(negative('return -1'))).toEqual([
      { id: 'positive', passed: true },
      { id: 'negative', passed: false, detail: 'relu(-3) gives -1, which is not right.' },
    ])
    const { results: ofTest } = (await judge('const f = () => undefined', {
      tests: [{ id: 'length', code: 'f().length' }],
    })) as { results: unknown[] }
    expect(ofTest).toEqual([
      { id: 'length', passed: false, detail: expect.stringContaining('TypeError') as unknown },
    ])
  })

  test('with set-up, the engine and finite differences', async () => {
    const report = await judge('const square = (x: number) => x * x * factor', {
      setup: 'const factor = 2',
      tests: [
        {
          id: 'engine',
          code: "import { tensor, grad } from 'chainrule'\nassertClose(tensor([square(3)]), [18], 'square(3)')",
        },
        { id: 'slope', code: "assertClose(slope(square, 3), 12, 'The slope at 3', 1e-6)" },
      ],
    })
    expect(report).toMatchObject({ results: [{ passed: true }, { passed: true }] })
  })

  test('the same way every time: chance and clocks are fixed', async () => {
    const program =
      'const relu = (z: number) => z + Math.random() + Date.now() + performance.now() + new Date().getTime()'
    const first = await judge(program)
    expect(first).toMatchObject({ stage: 'tests' })
    expect(await judge(program)).toEqual(first)
  })

  test.each([
    ['const relu = (', { stage: 'syntax', line: 1 }],
    ['let a = 1\nlet a = 2\nfunction relu() {}', { stage: 'syntax', line: 2 }],
    [
      "import { rellu } from 'chainrule'\nconst relu = rellu",
      { stage: 'syntax', problem: expect.stringContaining('Did you mean relu?') as unknown },
    ],
    [
      'const softplus = 1',
      { stage: 'error', problem: 'your program does not define relu; the tests look for that name' },
    ],
    [
      'const relu = (z: number) => z\nthrow new TypeError("bad")',
      { stage: 'error', problem: 'TypeError: bad (line 2 of your program)' },
    ],
    ['const relu = (z: number) => z\nfor (;;);', { stage: 'timeout', ms: 500 }],
    ['function relu(z: number) { for (;;); }', { stage: 'timeout', ms: 500 }],
  ])('%s', async (program, report) => expect(await judge(program)).toMatchObject(report))

  test.each([
    ['const relu = 5', 'relu is not a function'],
    ['function relu(z: number) { z * 2 }', 'undefined: is a return missing?'],
    ['function relu(z: number) { return z > 0 ? "2" : 0 }', 'not a number'],
    ['function relu(z: number): number {\n  return relu(z)\n}', 'what stops the recursion?'],
    ['function relu(z: number) {\n  return nothing + z\n}', '(line 2 of your program)'],
  ])('%s: the first failure says what to do', async (program, words) => {
    const report = await judge(program)
    expect(report).toMatchObject({
      stage: 'tests',
      results: [{ passed: false, detail: expect.stringContaining(words) as unknown }, {}],
    })
  })
})

describe('a pass cannot be had by plain means', () => {
  const never = [{ id: 'never', code: "assert(relu(1) === 'right', 'wrong')" }]
  test.each([
    'const relu = () => { throw { passed: true } }',
    'const assert = () => {}; const relu = 0',
    'globalThis.assert = () => {}; const relu = () => 0',
    'self.postMessage?.(JSON.stringify({ type: "verdict", run: 1, verdict: { tests: [{ id: "test-never", passed: true }], printed: [] } })); const relu = () => 0',
    'postMessage({ pass: true }); const relu = () => 0',
    'Object.prototype.passed = true; const relu = () => 0',
    'Array.prototype.push = function () { this[0] = { id: "test-never", passed: true } }; const relu = () => 0',
    'Object.is = () => true; Math.abs = () => 0; const relu = () => 0',
    'JSON.stringify = () => \'{"type":"verdict"}\'; const relu = () => 0',
    'Object.defineProperty(Object.prototype, "tests", { get: () => [{ id: "test-never", passed: true }] }); const relu = () => 0',
    'Function.prototype.call = () => true; const relu = () => 0',
    "import { Tensor } from 'chainrule'\nTensor.prototype.item = () => 'right'; const relu = () => 0",
    'Promise.prototype.then = function (f) { f({ passed: true }); return this }; const relu = () => 0',
    'const relu = { valueOf: () => "right" }',
  ])('%s', async (program) => {
    const report = await judge(program, { tests: never })
    if (report.stage === 'tests') expect(report.results.every(({ passed }) => !passed)).toBe(true)
    else expect(['error', 'timeout', 'syntax']).toContain(report.stage)
  })

  test('changing what the tests are made of is named', async () => {
    const report = await judge(
      'Array.prototype.includes = () => true\nconst relu = (z: number) => (z > 0 ? z : 0)',
    )
    expect(report).toEqual({
      stage: 'error',
      problem:
        'your program changes Array.prototype.includes, which the tests rely on; leave built-in objects as they are',
    })
  })

  test('an honest program that defines classes and its own errors is not suspected', async () => {
    const program =
      'class Relu { toString() { return "r" } }\nclass MyError extends Error {}\nconst relu = (z: number) => (z > 0 ? z : 0)\nrelu.note = 1'
    expect(await judge(program)).toMatchObject({ results: [{ passed: true }, { passed: true }] })
  })
})

describe('programs whose outcome is predicted', () => {
  test('give what they print and their value', async () => {
    expect(
      await judgeRun(
        {
          code: "import { tensor } from 'chainrule'\nconst t = tensor([1, 2])\nconsole.log('shape', t.shape, t)",
          probe: 't.mul(2)',
        },
        host,
      ),
    ).toEqual({
      output: 'shape [2] [1, 2]',
      value: [2, 4],
    })
  })

  test('that fail or never end reject, so that no try is lost', async () => {
    await expect(judgeRun({ code: 'throw new Error("no")' }, host)).rejects.toThrow('no')
  })
})

test('a program in the making: what is wrong with it, except names that set-up may define', () => {
  const kinds = (code: string) => programIssues(code, MODULES).map(({ kind }) => kind)
  expect(kinds('const a = factor')).toEqual([])
  expect(kinds('const a = (')).toEqual(['syntax'])
  expect(kinds("import { x } from 'chainrule'")).toEqual(['unknown-export'])
})

const lessons = await allLessons()
const codeExercises = lessons.flatMap(({ id: lesson, exercises }) =>
  Object.entries(exercises)
    .filter(([, { kind }]) => kind === 'code')
    .map(([id, exercise]) => [`${lesson}/${id}`, exercise] as const),
)

describe.each(codeExercises)('%s', (id, exercise) => {
  const variant = resolve(exercise, id, 1)
  const claims = exercise
    .instance(variant.seed)
    .claims()
    .filter(({ isJudged }) => isJudged === true)
  test('has at least three known wrong programs', () => {
    expect(claims.filter(({ what }) => what.startsWith('the wrong program')).length).toBeGreaterThanOrEqual(3)
  })
  test.each(claims.map((claim) => [claim.what, claim] as const))('%s', async (_, { raw, status, tag }) => {
    const request = judgeRequest(raw, variant)
    if (request?.kind !== 'code') throw new Error('nothing to judge')
    const outcome = check(raw, variant, await judgeCode(request, host))
    expect(status).toContain(outcome.status)
    if (tag !== undefined) expect(outcome.tag).toBe(tag)
  })
})
