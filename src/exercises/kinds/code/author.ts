import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import { blank, type CodeData } from './check.ts'

type Source<P> = string | ((params: P) => string)

/** A function or a cell to be written; the proof runs starter, solution and every known wrong program. */
export interface CodeOwn<P> {
  starter: Source<P>
  /** A program that passes every test. */
  program: Source<P>
  setup?: Source<P>
  tests: readonly CodeTest<P>[]
  /** Programs that readers write, each with the test that fails first. At least one. */
  wrong: readonly { id: string; program: Source<P>; fails: string }[]
  /** Budget of one run in milliseconds. Default 2000. */
  timeMs?: number
}

export interface CodeTest<P> {
  id: string
  /** What holds when it passes: "the output has one row per example". */
  name: Text<P>
  /** Code that throws when the test fails; shown to the reader. */
  code: Source<P>
  /** Default 1. */
  weight?: number
  /** Shown when this test is the first to fail. */
  say?: Text<P>
}

/** An exercise answered by a program. */
export function code<P = NoParams, D = NoParams>(spec: Common<P, D> & CodeOwn<Sampled<P & D>>): Exercise {
  return define('code', spec, (params) => codeParts(spec, params))
}

export function codeParts<P>(spec: CodeOwn<P>, params: P): Parts<CodeData> {
  const source = (value: Source<P>): string => (typeof value === 'function' ? value(params) : value)
  const texts: Record<string, string> = {}
  const tests = spec.tests.map((test) => {
    texts[`test-${test.id}`] = markdown(test.name, params)
    if (test.say !== undefined) texts[`say-${test.id}`] = markdown(test.say, params)
    const feedback = test.say === undefined ? {} : { hasFeedback: true }
    return { id: test.id, code: source(test.code), weight: test.weight ?? 1, ...feedback }
  })
  const data: CodeData = {
    starter: source(spec.starter),
    setup: source(spec.setup ?? ''),
    tests,
    timeMs: spec.timeMs ?? 2000,
  }
  return {
    data,
    texts,
    claims: () => [...judged(spec, data, source), ...unjudged(data)],
    problems: () => problems(spec),
  }
}

function judged<P>(spec: CodeOwn<P>, { starter }: CodeData, source: (value: Source<P>) => string): Claim[] {
  // The starter with something in its blanks, or with a comment, so that it counts as changed and is run.
  const tried = `${starter.replaceAll(blank, 'undefined')}\n// tried`
  return [
    { raw: { code: source(spec.program) }, status: ['correct'], isJudged: true, what: 'the solution' },
    {
      raw: { code: tried },
      status: ['incorrect', 'partial', 'ungraded'],
      isJudged: true,
      what: 'the starter',
    },
    ...spec.wrong.map(({ id, program, fails }): Claim => {
      const raw = { code: source(program) }
      return {
        raw,
        status: ['incorrect', 'partial'],
        tag: fails,
        isJudged: true,
        what: `the wrong program ${id}`,
      }
    }),
  ]
}

const report = (results: unknown) => ({ stage: 'tests', results })

const ungraded = (raw: unknown, what: string, given?: unknown): Claim => ({
  raw,
  report: given,
  status: ['ungraded'],
  what,
})

function unjudged({ starter, tests }: CodeData): Claim[] {
  const written = { code: '// written' }
  const all = tests.map(({ id }) => ({ id, passed: true }))
  return [
    ungraded({ code: starter }, 'the starter as given'),
    ungraded({ code: '' }, 'an empty program'),
    ungraded('code', 'a text in place of a program'),
    ungraded({ code: 'x'.repeat(60_000) }, 'a program of 60,000 characters'),
    ungraded(written, 'a program that was not run'),
    ungraded(written, 'a report that is none', 'passed'),
    ungraded(written, 'a program with a syntax error', {
      stage: 'syntax',
      line: 1,
      problem: 'unexpected end',
    }),
    { raw: written, report: report(all), status: ['correct'], what: 'a report in which every test passes' },
    { raw: written, report: report([]), status: ['incorrect'], what: 'a report without results' },
    {
      raw: written,
      report: report([...all, ...all]),
      status: ['incorrect'],
      what: 'a report with every result twice',
    },
  ]
}

function problems<P>({ tests, wrong }: CodeOwn<P>): Problem[] {
  const found: Problem[] = []
  const add = (rule: string, what: string, fix: string) => found.push({ rule, found: what, fix })
  const ids = tests.map((test) => test.id)
  if (ids.length === 0) add('tests', 'no test', 'give at least one')
  if (new Set(ids).size < ids.length) add('test-id', `test ids ${ids.join(', ')}`, 'give each its own id')
  for (const id of ids)
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) add('test-id', `the test id "${id}"`, 'use kebab-case')
  if (wrong.length === 0)
    add('wrong-programs', 'no known wrong program', 'give one that a reader would write')
  for (const { id, fails } of wrong) {
    if (!ids.includes(fails))
      add('wrong-programs', `${id} fails "${fails}"`, `known tests: ${ids.join(', ')}`)
  }
  return found
}
