import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../../components/assignment/assigned.ts'
import { check } from '../../src/exercises/check.ts'
import { defaultCourseSeed } from '../../src/exercises/index.ts'
import { findAssignment } from '../../tools/lib/assignments.ts'
import { CourseExercises } from '../../tools/lib/regrade/course-exercises.ts'
import { readStudents } from '../../tools/lib/worksheets/students.ts'
import { worksheets, writeWorksheets } from '../../tools/lib/worksheets/worksheets.ts'

const ROOT = join(import.meta.dirname, '../..')
const STUDENTS = ['Ada Lovelace', '4711', 'Zoë <b>', 'Grace Hopper']

let course: CourseExercises
let made: ReturnType<typeof worksheets>
const every = () => ({ id: 'week-3', title: 'Everything & more', exercises: course.ids, due: '2027-02-05' })
let folder = ''

beforeAll(async () => {
  course = await CourseExercises.of(ROOT, defaultCourseSeed)
  made = worksheets(course, every(), STUDENTS)
  folder = await mkdtemp(join(tmpdir(), 'chainrule-worksheets-'))
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('papers and key of every exercise of the course', () => {
  test('are of the very variants that the page of the assignment leads to', () => {
    for (const [s, student] of STUDENTS.entries()) {
      const exercises = course.ids.map((id) => {
        const { title = id, variants, version } = course.get(id)!
        return { id, title, variants, version }
      })
      const setting = {
        named: { id: 'week-3' },
        address: 'week-3',
        exercises,
        seed: defaultCourseSeed,
        base: '/',
      }
      const onPage = rowsOf(setting, student).map(({ id, variant }) => [id, variant])
      const inKey = made.entries.map(({ answers }) => {
        const { variant } = answers.find((one) => one.students.includes(student))!
        return [variant.id, variant.variant]
      })
      expect(inKey).toEqual(onPage)
      const seeds = [...made.sheets[s]!.matchAll(/variant (\d+) · seed ([0-9a-f]{32})/g)]
      expect(seeds.map(([, variant]) => Number(variant))).toEqual(onPage.map(([, variant]) => variant))
      expect(seeds.map(([, , seed]) => seed)).toEqual(
        onPage.map(([id, variant]) => course.variant(id as string, variant as number)!.seed),
      )
    }
  })

  test('the key says what the checker of the page accepts, wherever nothing has to be run', () => {
    const answers = made.entries.flatMap((entry) => entry.answers)
    expect(answers.length).toBeGreaterThan(course.ids.length)
    const wrong = answers.filter(
      ({ variant, answer }) => !answer.isRun && check(answer.raw, variant).status !== 'correct',
    )
    expect(wrong.map(({ variant }) => variant.id)).toEqual([])
    const kinds = new Set(answers.filter(({ answer }) => answer.isRun).map(({ variant }) => variant.kind))
    expect([...kinds].filter((kind) => !['code', 'target'].includes(kind))).toEqual([])
  })

  test('and shows it', () => {
    for (const { variant, answer } of made.entries.flatMap((entry) => entry.answers))
      expect([variant.id, answer.html.replaceAll(/<[^>]*>/g, '').trim()]).not.toEqual([variant.id, ''])
    expect(made.key).toContain('For Ada Lovelace')
    expect(made.key).toContain('Answer key: Everything &amp; more')
  })

  test('names are text, formulas need no style sheet, and papers hold no solution', () => {
    const all = made.sheets.join('') + made.key
    expect(all).toContain('Zoë &lt;b&gt;')
    expect(all).not.toMatch(/Zoë <b>|<script|katex-html|<link|\$[^$<]{1,40}\$(?![^<]*<\/(?:code|pre)>)/)
    expect(all.match(/<math /g)!.length).toBeGreaterThan(500)
    expect(made.sheets.join('')).not.toContain('>Solution<')
  })

  test('are the same every time', () => {
    const again = worksheets(course, every(), STUDENTS)
    expect([again.sheets, again.key]).toEqual([made.sheets, made.key])
  })
})

test('the files: one for each student, all of them, and the key', async () => {
  const students = join(folder, 'students.txt')
  await writeFile(students, `\uFEFF${STUDENTS.join('\r\n')}\r\n\r\n# nobody\r\n`)
  const wanted = '?lessons=neurons/artificial-neuron&id=week-3&title=Week 3'
  const given = { root: ROOT, courseSeed: defaultCourseSeed, wanted, students, out: folder }
  expect(await writeWorksheets(given)).toEqual({ folder: join(folder, 'week-3'), count: 4, others: [] })
  expect((await readdir(join(folder, 'week-3'))).toSorted()).toEqual([
    '1-ada-lovelace.html',
    '2-4711.html',
    '3-zoë-b.html',
    '4-grace-hopper.html',
    'all.html',
    'answer-key.html',
  ])
  const ada = await readFile(join(folder, 'week-3/1-ada-lovelace.html'), 'utf8')
  expect(ada).toContain('<title>Week 3: Ada Lovelace</title>')
  expect(ada).toContain("default-src 'none'")
  expect((await readFile(join(folder, 'week-3/all.html'), 'utf8')).match(/class="sheet"/g)).toHaveLength(4)
  // Another list: papers of the first are named, so that nobody hands them out, and left alone.
  await writeFile(given.students, 'Ada Lovelace\n4711\n')
  expect((await writeWorksheets(given)).others).toEqual(['3-zoë-b.html', '4-grace-hopper.html'])
})

describe('what is wrong is said with its place', () => {
  test.each([
    ['\n# a\n', 's.txt names nobody: write one name or number a line.'],
    [
      'Ada\n\n ADA ',
      's.txt:3: “ADA” is the name of line 1 too (capital letters and spaces do not count): add a number.',
    ],
    [`Ada\n${'x'.repeat(101)}`, 's.txt:2: a name of more than 100 characters; write one name a line.'],
  ])('a list of names %#', (text, message) => {
    expect(() => readStudents(text, 's.txt')).toThrow(message)
  })

  test.each([
    ['smaple', 'There is no assignment “smaple” in course.config.ts. Did you mean "sample"? Known: sample.'],
    [
      'exercises=neurons/artificial-neuron/sum-of-tow',
      'This course has no exercise “neurons/artificial-neuron/sum-of-tow”. Did you mean "neurons/artificial-neuron/sum-of-two"?',
    ],
    ['lessons=neurons/artificial-neurn', 'Did you mean "neurons/artificial-neuron"?'],
    ['lessons=neurons/layers&dues=2027-02-05', '“dues=” says nothing in this link. Did you mean “due=”?'],
    ['lessons=neurons/layers&due=soon', '“soon” is no day: write it as 2027-02-01.'],
  ])('an assignment: %s', async (wanted, message) => {
    await expect(findAssignment(ROOT, wanted, course.ids)).rejects.toThrow(message)
  })

  const COMMAND = join(ROOT, 'tools/worksheets.mjs')
  test.each([
    [[], /npm run worksheets -- <assignment> <students\.txt>/],
    [['sample', 'no-such-file.txt'], /The file no-such-file\.txt cannot be read\./],
    [['sample', 'a', '--typo'], /typo/],
  ])('the command refuses %j with a sentence', (args, sentence) => {
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
      encoding: 'utf8',
      cwd: ROOT,
    })
    expect([status, sentence.test(stderr), /\n\s+at /.test(stderr)]).toEqual([2, true, false])
  })
})
