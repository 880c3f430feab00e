import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { Judge } from '../../src/exercises/check.ts'
import { provideMath } from '../../src/exercises/math.ts'
import { resolve, type Exercise } from '../../src/exercises/index.ts'
import { readCourse } from '../../tools/lib/check/course.ts'
import { nodeJudge } from '../../tools/lib/check/judge.ts'
import { regrade } from '../../tools/lib/regrade/regrade.ts'
import { handedIn, workOf, type Given } from '../tools/handed-in.ts'

const ROOT = process.cwd()
const STUDENTS = 1000
/** Two minutes on two cores are the goal; a ceiling is five times that. */
const CEILING = 10 * 60_000

/** Answers that the authors promise an outcome for: right ones, and known mistakes. */
function answersOf(exercise: Exercise, id: string, variant: number): { right: unknown; wrong: unknown[] } {
  const { seed } = resolve(exercise, id, variant)
  const claims = exercise.instance(seed).claims()
  const right = claims.find(({ status }) => status.length === 1 && status[0] === 'correct')
  const wrong = claims.filter(({ status }) => status.length === 1 && status[0] === 'incorrect')
  if (!right) throw new Error(`${id}: no right answer among its claims`)
  return { right: right.raw, wrong: wrong.map(({ raw }) => raw) }
}

/** A program in a student's own words: nobody else's is equal to it. */
const inOwnWords = (raw: unknown, student: number): unknown =>
  typeof raw === 'object' && raw !== null && 'code' in raw
    ? { ...raw, code: `${(raw as { code: string }).code}\n// ${student}` }
    : raw

test(
  'a thousand records of the full course in the time that is promised',
  { timeout: 60 * 60_000 },
  async () => {
    provideMath()
    const exercises: [string, Exercise][] = []
    for (const lesson of (await readCourse(ROOT)).lessons) {
      if (!lesson.exercises) continue
      const module = (await import(pathToFileURL(join(ROOT, lesson.exercises.file)).href)) as {
        default: Record<string, Exercise>
      }
      for (const [id, exercise] of Object.entries(module.default))
        exercises.push([`${lesson.id}/${id}`, exercise])
    }
    // The page's verdicts, each asked for once: a remark does not change what a program does.
    const judge = nodeJudge(ROOT)
    const verdicts = new Map<string, unknown>()
    const remembered = (async (request: Parameters<Judge>[0]) => {
      const key = JSON.stringify(request).replace(/\\n\/\/ \d+"/, '"')
      if (!verdicts.has(key)) verdicts.set(key, await judge(request))
      return verdicts.get(key)
    }) as Judge
    const folder = await mkdtemp(join(tmpdir(), 'chainrule-class-'))
    try {
      let answers = 0
      for (let student = 0; student < STUDENTS; student++) {
        const given = exercises.map(([id, exercise], i): Given => {
          const variant = 1 + ((student * 7 + i) % exercise.variants)
          const { right, wrong } = answersOf(exercise, id, variant)
          const first =
            (student + i) % 3 === 0 && wrong.length > 0 ? [wrong[(student + i) % wrong.length]] : []
          const raws = [...first, right].map((raw) => inOwnWords(raw, student))
          answers += raws.length
          return { exercise, id, variant, raws }
        })
        const works = await workOf(given, remembered, Date.UTC(2026, 8, 1) + student * 1_000_003)
        await writeFile(join(folder, `s${student}.json`), handedIn(works, `Student ${student}`))
      }
      const start = performance.now()
      const [results] = await regrade(folder, ROOT)
      const took = performance.now() - start
      console.log(`${STUDENTS} records, ${answers} answers: ${(took / 1000).toFixed(1)} s`)
      expect(results!.problems).toEqual([])
      expect(results!.students).toHaveLength(STUDENTS)
      expect(took).toBeLessThan(CEILING)
    } finally {
      await rm(folder, { recursive: true })
    }
  },
)
