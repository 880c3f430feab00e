import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { assignedVariant, linkOf, readLink, type LinkedAssignment } from '../../src/exercises/assignment.ts'
import { resolve, type Exercise } from '../../src/exercises/index.ts'
import { exportRecord } from '../../src/exercises/record.ts'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine } from '../../tools/lib/finding.ts'
import type { ClassResults } from '../../tools/lib/regrade/class-results.ts'
import { regrade } from '../../tools/lib/regrade/regrade.ts'
import { judge } from '../exercises/judge.ts'
import { EXERCISES, soundCourse, withCourse } from './course-in-memory.ts'
import { handedIn, workOf } from './handed-in.ts'

const CONFIG = 'course.config.ts'
const SUM = 'neurons/one/sum'
const config = (assignments: string) => `export default {
  title: 'Chainrule',
  assignments: [
${assignments}
  ],
}
`
const WEEK = `    { id: 'week-1', title: 'Week one', lessons: ['neurons/one'], due: '2026-11-03' },`

describe('npm run check', () => {
  const lines = (assignments: string) =>
    withCourse({ ...soundCourse(), [CONFIG]: config(assignments) }, async (root) =>
      (await checkCourse(root, { extraSeeds: 0 })).map(asLine),
    )

  test('finds nothing wrong with an assignment that sets what is there', async () => {
    expect(await lines(WEEK)).toEqual([])
  })

  test.each([
    [
      'an exercise',
      `    {\n      id: 'week-1',\n      title: 'Week one',\n      exercises: ['neurons/one/summ'],\n    },`,
      'course.config.ts:7  assignment  assignment "week-1": "neurons/one/summ" is not an exercise of the course — Did you mean "neurons/one/sum"? Known: neurons/one/sum.',
    ],
    [
      'an exercise without its lesson',
      `    { id: 'week-1', title: 'Week one', exercises: ['sum'] },`,
      'course.config.ts:4  assignment  assignment "week-1": "sum" is not an exercise of the course — Known: neurons/one/sum.',
    ],
    [
      'a lesson',
      `    { id: 'week-1', title: 'Week one', lessons: ['neurons/two'] },`,
      'course.config.ts:4  assignment  assignment "week-1": "neurons/two" is not a lesson with exercises — Did you mean "neurons/one"? Known: neurons/one.',
    ],
    [
      'an id that stands there twice',
      `${WEEK}\n${WEEK}`,
      'course.config.ts:4  assignment  two assignments have the id "week-1" — give one another id',
    ],
    [
      'a day',
      `${WEEK}\n    { id: 'week-2', title: 'Week two', lessons: ['neurons/one'], due: '2027-02-30' },`,
      'course.config.ts:5  assignment  assignments.1.due is no day of the calendar — see "Set an assignment" in the guide',
    ],
    [
      'an assignment that sets nothing',
      `    { id: 'week-1', title: 'Week one' },`,
      'course.config.ts:4  assignment  assignment "week-1" sets nothing — give it lessons, exercises, or both',
    ],
    [
      'a key',
      `    { id: 'week-1', title: 'Week one', lesons: ['neurons/one'] },`,
      'course.config.ts:4  assignment  assignments.0 unknown key "lesons"; known keys: id, title, lessons, exercises, due, note — Did you mean "lessons"? Known: due, exercises, id, lessons, note, title.',
    ],
  ])('names %s', async (_, assignments, line) => {
    expect(await lines(assignments)).toEqual([line])
  })
})

const START = Date.UTC(2026, 10, 2, 9)
const LATE = Date.UTC(2026, 10, 9)
const NOW = Date.UTC(2026, 10, 21)
const LINK = 'exercises=neurons/one/sum&title=By link'

describe('npm run regrade', () => {
  let plain: ClassResults
  let held: ClassResults
  let csv: string
  const answerOf = (sum: Exercise, variant: number) =>
    String((resolve(sum, SUM, variant).data as { answer: number }).answer)
  const variantOf = (student: string, id = 'week-1') => assignedVariant('chainrule', id, student, SUM, 3)

  beforeAll(async () => {
    await withCourse({ ...soundCourse(), [CONFIG]: config(WEEK) }, async (root) => {
      const module = (await import(pathToFileURL(join(root, EXERCISES)).href)) as {
        default: Record<'sum', Exercise>
      }
      const { sum } = module.default
      const folder = join(root, 'class')
      await mkdir(folder)
      let at = START
      const works = (variants: readonly number[], start = (at += 1_000_003)) =>
        workOf(
          variants.map((variant) => ({ exercise: sum, id: SUM, variant, raws: [answerOf(sum, variant)] })),
          judge,
          start,
        )
      const put = async (
        name: string,
        variants: readonly number[],
        assignment?: { id: string; link?: string },
        start?: number,
      ) =>
        writeFile(
          join(folder, `${name}.json`),
          exportRecord(await works(variants, start), 'Chainrule', '2026-11-20T10:00:00Z', name, assignment),
        )
      const other = (student: string) => (variantOf(student) % 3) + 1
      await put('Ada', [variantOf('Ada')], { id: 'week-1' })
      await put('Ben', [other('Ben')], { id: 'week-1' })
      await put('Cem', [variantOf('Cem'), other('Cem')], { id: 'week-1' })
      await put('Dan', [variantOf('Dan')], { id: 'week-1' }, LATE)
      await put('Eve', [variantOf('Eve')], { id: 'week-9' })
      const link = linkOf(readLink(LINK) as LinkedAssignment)
      await put('Fay', [variantOf('Fay', 'link')], { id: 'link', link })
      await put('Gil', [variantOf('Gil'), other('Gil')])
      await writeFile(join(folder, 'Hal.json'), handedIn(await works([other('Hal')]), 'Hal'))
      ;[plain] = (await regrade(folder, root, { now: NOW, out: join(root, 'a') })) as [ClassResults]
      csv = await readFile(join(root, 'a/results-class.csv'), 'utf8')
      const options = { now: NOW, out: join(root, 'b'), assignment: 'week-1' }
      ;[held] = (await regrade(folder, root, options)) as [ClassResults]
      const misspelt = { now: NOW, out: join(root, 'c'), assignment: 'week1' }
      await expect(regrade(folder, root, misspelt)).rejects.toThrow('Did you mean "week-1"?')
    })
  }, 240_000)

  const problems = ({ problems: all }: ClassResults, name: string) =>
    all.filter(({ file }) => file === `${name}.json`).map(({ kind, isCounted }) => [kind, isCounted])
  const reached = ({ students }: ClassResults) =>
    Object.fromEntries(
      students.map(({ student, exercises }) => [student, exercises.get(SUM)?.progress ?? 'none']),
    )

  test('counts the variant that is the student’s, and no other', () => {
    expect(problems(plain, 'Ada')).toEqual([])
    expect(problems(plain, 'Ben')).toEqual([['not-counted', false]])
    expect(plain.problems.find(({ file }) => file === 'Ben.json')!.why).toContain(
      'the variant is not the one that this student was given: neurons/one/sum',
    )
    expect(problems(plain, 'Cem')).toEqual([['not-counted', true]])
    expect(reached(plain)).toMatchObject({ Ada: 'correct', Cem: 'correct', Dan: 'correct', Hal: 'correct' })
    expect(Object.keys(reached(plain))).not.toContain('Ben')
    const cem = plain.students.find(({ student }) => student === 'Cem')!.exercises.get(SUM)!
    expect([cem.tries, cem.refused]).toEqual([1, 1])
  })

  test('says what is late, what is of an assignment that there is not, and what only a link has set', () => {
    expect(problems(plain, 'Dan')).toEqual([['late', true]])
    expect(problems(plain, 'Eve')).toEqual([['foreign', false]])
    expect(problems(plain, 'Fay')).toEqual([['by-record', true]])
    expect(problems(plain, 'Gil')).toEqual([])
  })

  test('writes in a last column what was handed in for', () => {
    const rows = csv.trim().split('\r\n')
    expect(rows[0]).toMatch(/,assignment$/)
    expect(rows.find((row) => row.startsWith('class,Ada,'))).toMatch(/,week-1$/)
    expect(rows.find((row) => row.startsWith('class,Fay,'))).toMatch(/,link$/)
    expect(rows.find((row) => row.startsWith('class,Hal,'))).toMatch(/,$/)
  })

  test('with --assignment holds everybody’s work against it', () => {
    expect(problems(held, 'Fay')).toEqual([['foreign', false]])
    // All of somebody's work: their own variant counts, practice on another does not.
    expect(problems(held, 'Gil')).toEqual([['not-counted', true]])
    expect(problems(held, 'Hal')).toEqual([['not-counted', false]])
    expect(Object.keys(reached(held))).toEqual(['Ada', 'Cem', 'Dan', 'Gil'])
  })
})
