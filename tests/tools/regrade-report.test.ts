import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { assignedVariant } from '../../src/exercises/assignment.ts'
import { resolve, type Exercise } from '../../src/exercises/index.ts'
import { exportRecord } from '../../src/exercises/record.ts'
import { judge } from '../exercises/judge.ts'
import { EXERCISES, exerciseFile, soundCourse, withCourse } from './course-in-memory.ts'
import { workOf, type Given } from './handed-in.ts'

const SECOND = `  other: numeric({
    title: 'Another sum',
    objectives: ['add'],
    params: (draw) => ({ a: draw.integer(2, 9) }),
    variants: 3,
    prompt: ({ a }) => md\`What is $\${a} + 100$?\`,
    answer: ({ a }) => a + 100,
    check: ({ a }) => Array.from({ length: a + 100 }).length,
    precision: 'exact',
    mistakes: [{ id: 'product', is: ({ a }) => a * 100, say: 'That multiplies. What does the sign ask for?' }],
    hints: ['Count on.'],
    solution: 'Count on.',
  }),
`
const CONFIG = `export default {
  title: 'Chainrule',
  assignments: [{ id: 'week-1', title: 'Week one', lessons: ['neurons/one'] }],
}
`
const COMMAND = join(import.meta.dirname, '../../tools/regrade.mjs')
const SUM = 'neurons/one/sum'
const OTHER = 'neurons/one/other'

/** What somebody who must give marks reads. */
describe('a class that was set two exercises', () => {
  let csv: string
  let html: string
  let said: string

  beforeAll(async () => {
    const course = { ...soundCourse(), [EXERCISES]: exerciseFile(SECOND), 'course.config.ts': CONFIG }
    await withCourse(course, async (root) => {
      const module = (await import(pathToFileURL(join(root, EXERCISES)).href)) as {
        default: Record<'sum' | 'other', Exercise>
      }
      const folder = join(root, 'class')
      await mkdir(folder)
      let at = Date.UTC(2026, 10, 2, 9)
      const put = async (
        student: string,
        names: readonly ('sum' | 'other')[],
        change = (text: string) => text,
      ) => {
        const given = names.map((name): Given => {
          const [exercise, id] = [module.default[name], `neurons/one/${name}`]
          const variant = assignedVariant('chainrule', 'week-1', student, id, 3)
          const { answer } = resolve(exercise, id, variant).data as { answer: number }
          return { exercise, id, variant, raws: [String(answer)] }
        })
        const works = await workOf(given, judge, (at += 1_000_003))
        const text = exportRecord(works, 'Chainrule', '2026-11-20T10:00:00Z', student, { id: 'week-1' })
        await writeFile(join(folder, `${student}.json`), change(text))
      }
      await put('Ada', ['sum', 'other'])
      await put('Ben', ['sum'])
      await put('Cem', ['sum', 'other'], (text) => text.replace(`"${SUM}"`, '"neurons/one/summ"'))
      await put('Dan', ['sum', 'other'], (text) => {
        const record = JSON.parse(text) as { work: { id: string; answers: { seed: string }[] }[] }
        for (const { id, answers } of record.work)
          if (id === SUM) for (const answer of answers) answer.seed = 'ab'.repeat(16)
        return JSON.stringify(record)
      })
      await put('Eve', ['sum'], (text) => text.replace(/"formatVersion":\s*\d+/, '"formatVersion": 99'))
      const run = spawnSync(process.execPath, [COMMAND, folder, '--course', root], { encoding: 'utf8' })
      expect(run.stderr).toBe('')
      said = run.stdout.replaceAll('\\', '/')
      csv = await readFile(join(folder, 'results-class.csv'), 'utf8')
      html = await readFile(join(folder, 'results-class.html'), 'utf8')
    })
  }, 240_000)

  const row = (student: string, exercise: string) =>
    csv.split('\r\n').find((line) => line.startsWith(`class,${student},${student}.json,${exercise},`))
  const cells = (student: string) =>
    [...html.matchAll(/<tr><th scope="row">(\w+)<\/th>(.*)<\/tr>/g)]
      .filter(([, name]) => name === student)
      .map(([, , inner]) => [...inner!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, text]) => text!))

  test('an exercise that was set and never tried is a row, not a gap', () => {
    expect(row('Ben', OTHER)).toMatch(/,not tried,0,0,0,no,,,,0,0,week-1$/)
  })

  test('an answer that does not count is not taken for none', () => {
    expect(row('Dan', SUM)).toMatch(/,"answered, not counted",0,0,0,no,,,,0,1,week-1$/)
    expect(html).toContain(
      '<span aria-hidden="true">?</span><span class="aloud">answered, not counted</span>',
    )
    // Right, partly, wrong, not counted, not tried; then tries and hints of those who tried.
    expect(html).toMatch(/<code>neurons\/one\/sum<\/code><\/th>(?:<td>[^<]*<\/td>){7}<\/tr>/)
    expect(html).toContain(
      '<code>neurons/one/sum</code></th><td>2</td><td>0</td><td>0</td><td>1</td><td>1</td><td>1</td><td>0.0</td>',
    )
  })

  test('an answer to an exercise that the course does not have is named', () => {
    expect(said).toMatch(
      /Cem\.json {2}Answers not counted: 1 answer was not counted, because this course has no such exercise: neurons\/one\/summ\./,
    )
  })

  test('every student has a sum, of what was set', () => {
    // File, right, of these after the solution, partly, wrong, not counted, not tried, points.
    expect(cells('Ada')[0]).toEqual(['Ada.json', '2 of 2', '0', '0', '0', '0', '0', '2'])
    expect(cells('Ben')[0]).toEqual(['Ben.json', '1 of 2', '0', '0', '0', '0', '1', '1'])
    expect(cells('Cem')[0]).toEqual(['Cem.json', '1 of 2', '0', '0', '0', '0', '1', '1'])
    expect(cells('Dan')[0]).toEqual(['Dan.json', '1 of 2', '0', '0', '0', '1', '0', '1'])
  })

  test('times say their zone', () => {
    expect(csv.split('\r\n')[0]).toContain('first answer (UTC),last answer (UTC)')
  })

  test('the command says where the table and the report are, and speaks to a teacher, not to a page', () => {
    expect(said).toMatch(/Written: \S*\/class\/results-class\.csv and \S*\/class\/results-class\.html\./)
    expect(said).toContain('Eve.json  Of another course or version: The file comes from a newer version')
    expect(said).not.toMatch(/Update this page|imported/)
  })
})
