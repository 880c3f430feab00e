import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Work } from '../../src/exercises/attempts.ts'
import { resolve, type Exercise } from '../../src/exercises/index.ts'
import type { ClassResults } from '../../tools/lib/regrade/class-results.ts'
import { regrade } from '../../tools/lib/regrade/regrade.ts'
import { judge } from '../exercises/judge.ts'
import { EXERCISES, exerciseFile, soundCourse, withCourse } from './course-in-memory.ts'
import { handedIn, workOf, type Given } from './handed-in.ts'

const DOUBLE_EXERCISE = `  double: code({
    title: 'Twice as much',
    objectives: ['add'],
    version: 2,
    prompt: 'Write a function that gives twice its argument.',
    starter: 'function double(x) {\\n  return ____\\n}',
    program: 'function double(x) {\\n  return 2 * x\\n}',
    tests: [
      { id: 'two', name: 'two', code: 'if (double(2) !== 4) throw new Error()' },
      { id: 'ten', name: 'ten', code: 'if (double(10) !== 20) throw new Error()' },
    ],
    wrong: [{ id: 'plus', program: 'function double(x) { return x + 2 }', fails: 'ten' }],
    hints: ['What is x plus x?'],
    solution: 'Add it to itself.',
  }),
`
const course = () => ({
  ...soundCourse(),
  [EXERCISES]: exerciseFile(DOUBLE_EXERCISE).replace('{ exercises,', '{ code, exercises,'),
})
const SUM = 'neurons/one/sum'
const DOUBLE = 'neurons/one/double'
const START = Date.UTC(2026, 10, 2, 9)
const NOW = Date.UTC(2026, 10, 21)

const right = (k: number) => ({ code: `// ${k}\nfunction double(x) {\n  return 2 * x\n}` })
const ENDLESS = { code: 'function double(x) {\n  for (;;) {}\n}' }
/** Writes to the disk, if anything can. */
const escaping = (path: string) => ({
  code: `const F = (() => {}).constructor
const fs = await F("return import('node:fs')")().catch(() => undefined)
fs?.writeFileSync(${JSON.stringify(path)}, 'out')
function double(x) {\n  return 2 * x\n}`,
})

type Entry = (Work & Record<string, unknown>)[]
const changed = (text: string, change: (record: { work: Entry } & Record<string, unknown>) => void) => {
  const record = JSON.parse(text)
  change(record)
  return JSON.stringify(record)
}

let found: ClassResults[]
let csv: string
let html: string
let second: string
let escaped: boolean

/** Thirty files of one class, ten of them broken or odd; and a second class with one. */
async function handIn(root: string, folder: string): Promise<void> {
  const module = (await import(pathToFileURL(join(root, EXERCISES)).href)) as {
    default: Record<'sum' | 'double', Exercise>
  }
  const { sum, double } = module.default
  const answerOf = (variant: number) => (resolve(sum, SUM, variant).data as { answer: number }).answer
  const sums = (variant: number, ...raws: unknown[]): Given => ({ exercise: sum, id: SUM, variant, raws })
  const doubles = (...raws: unknown[]): Given => ({ exercise: double, id: DOUBLE, raws, hints: 1 })
  const put = (name: string, text: string) => writeFile(join(folder, name), text)
  const record = async (k: number, given: Given[], name = `Student ${k}`, exported?: string) =>
    handedIn(await workOf(given, judge, START + k * 1_000_003), name, exported)

  for (let k = 1; k <= 20; k++) {
    const variant = 1 + (k % 3)
    const wrong = k % 4 === 0 ? ['999999'] : []
    await put(
      `s${k}.json`,
      await record(k, [sums(variant, ...wrong, String(answerOf(variant))), doubles(right(k))]),
    )
  }
  // Own code of cells goes along with a record: graded is what was answered, and nothing of the rest runs.
  await put(
    's3.json',
    changed(await readFile(join(folder, 's3.json'), 'utf8'), (r) => {
      const cell = { lesson: 'neurons/one', base: '', code: '' }
      r['formatVersion'] = 4
      r['cells'] = [
        { ...cell, cell: 'escapes', code: escaping(join(folder, 'escaped-cell.txt')).code },
        { ...cell, cell: 'endless', code: 'for (;;) {}' },
        { ...cell, cell: 'solved', code: right(3).code },
      ]
    }),
  )
  const sound = await record(21, [
    sums(1, '999999'),
    doubles({ code: 'function double(x) { return x + 2 }' }),
  ])
  await put('cut-off.json', sound.slice(0, 400))
  await put('hostile.json', '{"__proto__": {"isAdmin": true}}')
  await put(
    'newer.json',
    changed(sound, (r) => (r['formatVersion'] = 9)),
  )
  await put(
    'elsewhere.json',
    changed(sound, (r) => (r['course'] = 'Another <b>course</b>')),
  )
  await put(
    'older.json',
    changed(await record(22, [doubles(right(22))], 'Old Version'), ({ work }) => {
      work[0]!.answers[0]!.version = 1
    }),
  )
  await put(
    'seeds.json',
    changed(await record(23, [sums(1, '999999')], 'Other Seed'), ({ work }) => {
      work[0]!.answers[0]!.seed = 'ab'.repeat(16)
    }),
  )
  await put(
    'tampered.json',
    changed(
      await record(24, [sums(1, '999999'), doubles({ code: 'function double(x) { return x + 2 }' })], '=Eve'),
      ({ work }) => {
        for (const { answers } of work) Object.assign(answers[0]!, { status: 'correct', score: 1 })
      },
    ),
  )
  await put('s1-again.json', await record(25, [sums(2, '999999')], ' student  1', '2026-11-01T10:00:00Z'))
  await put(
    'copy-of-s2.json',
    changed(await readFile(join(folder, 's2.json'), 'utf8'), (r) => (r['student'] = 'Mallory')),
  )
  await put(
    'odd-programs.json',
    changed(await record(26, [sums(1, '999999'), doubles(right(26), right(126))], ''), ({ work }) => {
      const programs = work.find(({ id }) => id === DOUBLE)!
      programs.answers[0]!.raw = escaping(join(folder, 'escaped.txt'))
      programs.answers[1]!.raw = ENDLESS
    }),
  )
  await mkdir(join(folder, 'evening'))
  await writeFile(join(folder, 'evening', 'z.json'), await record(30, [sums(1, String(answerOf(1)))]))
  await put('notes.txt', 'not a record')
}

beforeAll(async () => {
  await withCourse(course(), async (root) => {
    const folder = join(root, 'morning')
    await mkdir(folder)
    await handIn(root, folder)
    found = await regrade(folder, root, { now: NOW, out: join(root, 'out') })
    const read = (name: string) => readFile(join(root, 'out', name), 'utf8')
    csv = await read('results-morning.csv')
    html = await read('results-morning.html')
    second = await read('results-evening.csv')
    escaped = ['escaped.txt', 'escaped-cell.txt'].some((file) => existsSync(join(folder, file)))
  })
}, 240_000)

const problemsOf = (file: string) =>
  found[0]!.problems
    .filter((problem) => problem.file === file)
    .map(({ kind, isCounted }) => [kind, isCounted])

describe('thirty records, some of them broken', () => {
  test('each oddity is said once, by the name of its file, and says whether it is counted', () => {
    const odd = found[0]!.problems.map(({ file }) => file)
    expect([...new Set(odd)].toSorted()).toEqual(
      ['copy-of-s2.json', 'cut-off.json', 'elsewhere.json', 'hostile.json', 'newer.json', 'notes.txt']
        .concat([
          'odd-programs.json',
          'older.json',
          's1-again.json',
          's2.json',
          'seeds.json',
          'tampered.json',
        ])
        .toSorted(),
    )
    expect(problemsOf('cut-off.json')).toEqual([['malformed', false]])
    expect(problemsOf('hostile.json')).toEqual([['malformed', false]])
    expect(problemsOf('newer.json')).toEqual([['foreign', false]])
    expect(problemsOf('elsewhere.json')).toEqual([['foreign', false]])
    expect(problemsOf('notes.txt')).toEqual([['malformed', false]])
    expect(problemsOf('older.json')).toEqual([['not-counted', false]])
    expect(problemsOf('seeds.json')).toEqual([['not-counted', false]])
    expect(problemsOf('tampered.json')).toEqual([['tampered', true]])
    expect(problemsOf('s1-again.json')).toEqual([['same-student', false]])
    expect(problemsOf('copy-of-s2.json')).toEqual([['copied', false]])
    expect(problemsOf('s2.json')).toEqual([['copied', false]])
    expect(problemsOf('odd-programs.json').toSorted()).toEqual([
      ['tampered', true],
      ['unnamed', true],
    ])
  })

  test('a claim that grading does not confirm counts for nothing', () => {
    const rows = csv.split('\r\n').filter((row) => row.includes('tampered.json'))
    expect(rows).toHaveLength(2)
    // A name that a spreadsheet would calculate is text.
    for (const row of rows) expect(row).toMatch(/^morning,'=Eve,tampered\.json,/)
    expect(rows[1]).toMatch(/,neurons\/one\/sum,1,wrong,0,1,0,no,/)
    expect(rows[0]).toMatch(/,neurons\/one\/double,1,partly right,0\.5,1,1,no,.*,ten:1,1,0$/)
  })

  test('a record of which no answer counts is not in the tables', () => {
    for (const file of ['older.json', 'seeds.json']) expect(csv).not.toContain(file)
  })

  test('the endless program is stopped, and one that looks for the disk finds none', () => {
    const row = csv.split('\r\n').find((line) => line.includes('odd-programs.json,neurons/one/double'))!
    expect(escaped).toBe(false)
    expect(row).toContain('code-timeout:1')
    expect(row).toContain('morning,odd-programs,')
  })

  test('who counts: everybody whose file could be graded, once', () => {
    const students = found[0]!.students.map(({ student }) => student)
    expect(students).toHaveLength(21)
    expect(students.filter((name) => /student\s+1$/i.test(name.trim()))).toEqual(['Student 1'])
    expect(students).not.toContain('Mallory')
    expect(students).not.toContain('Student 2')
    const counted = [...Array(20).keys()]
      .map((k) => `Student ${k + 1}`)
      .filter((name) => name !== 'Student 2')
    for (const name of counted) {
      const own = found[0]!.students.find(({ student }) => student === name)!
      expect([...own.exercises.values()].map(({ progress, differing }) => [progress, differing])).toEqual([
        ['correct', 0],
        ['correct', 0],
      ])
    }
    expect(found[0]!.students.find(({ student }) => student === 'Student 4')!.exercises.get(SUM)!.tries).toBe(
      2,
    )
  })

  test('each folder is a class of its own', () => {
    expect(found.map(({ name, students }) => [name, students.length])).toEqual([
      ['morning', 21],
      ['evening', 1],
    ])
    expect(second.trim().split('\r\n')).toHaveLength(2)
  })

  test('the report is one file without scripts or addresses, and shows names as text', () => {
    expect(html).not.toMatch(/<script|<link|https?:|src=|url\(/)
    expect(html).toContain('Another &lt;b&gt;course&lt;/b&gt;')
    expect(html).not.toContain('Another <b>')
    for (const heading of ['What to look at first', 'Students by lesson', 'Exercises', 'Mistakes'])
      expect(html).toContain(`<h2>${heading}</h2>`)
    expect(html).toContain('<span class="aloud">right, 2 tries</span>')
    expect(html).toMatch(/<code>neurons\/one\/double<\/code><\/th><td>19<\/td><td>1<\/td><td>1<\/td>/)
  })
})

const COMMAND = join(import.meta.dirname, '../../tools/regrade.mjs')
test.each([
  [[], /npm run regrade -- <folder>/],
  [['no-such-folder'], /no folder no-such-folder/],
  [['--typo', 'x'], /typo/],
])('the command refuses %j with a sentence', (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8' })
  expect([status, sentence.test(stderr), /\n\s+at /.test(stderr)]).toEqual([2, true, false])
})
