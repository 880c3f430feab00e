import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LessonData } from '../../../src/course/schema.ts'
import {
  prove,
  proveRuns,
  resolve,
  type Exercise,
  type Finding as ProofFinding,
} from '../../../src/exercises/index.ts'
import { renderMarkdown } from '../../../src/site/markdown/render.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { Report } from '../finding.ts'
import type { LessonFiles } from './course.ts'
import { readExerciseSource } from './exercise-source.ts'
import { nodeJudge } from './judge.ts'
import { lineOfKey } from './lines.ts'
import { checkProse } from './prose.ts'
import { lineOf, textTree, walk, type Node } from './tree.ts'

/** An exercise with its place. */
export interface PlacedExercise {
  /** `lesson/exercise`. */
  id: string
  version: number
  file: string
  line: number
}

export interface ExerciseOptions {
  /** Draws proved beyond the offered variants. */
  extraSeeds: number
  courseSeed: string
}

/** Everything about the exercises of one lesson. Returns those that exist. */
export async function checkExercises(
  root: string,
  lesson: LessonFiles,
  tree: Node | undefined,
  data: LessonData | undefined,
  { extraSeeds, courseSeed }: ExerciseOptions,
  report: Report,
): Promise<PlacedExercise[]> {
  const known = await load(root, lesson, report)
  if (!known) return []
  const { file, source } = lesson.exercises ?? { file: lesson.file, source: '' }
  const lines = new Map(readExerciseSource(source, file, report).map(({ id, line }) => [id, line]))
  const lineOfExercise = (id: string): number => lines.get(id) ?? lineOfKey(source, [id])
  const used = tree ? usesIn(tree, lesson.file, Object.keys(known), report) : undefined
  if (data) checkObjectives(known, data, lesson, used, lineOfExercise, report)

  const placed: PlacedExercise[] = []
  for (const [id, exercise] of Object.entries(known)) {
    const line = lineOfExercise(id)
    const fullId = `${lesson.id}/${id}`
    placed.push({ id: fullId, version: exercise.version, file, line })
    if (used && !used.has(id)) {
      report({
        file,
        line,
        rule: 'unused',
        found: `the exercise ${id} is not in the lesson`,
        fix: `add <Exercise id="${id}" /> to index.mdx, or remove it`,
      })
    }
    const findings = prove(exercise, fullId, { extraSeeds, courseSeed })
    findings.push(...(await proveRuns(exercise, fullId, nodeJudge(root), { courseSeed })))
    for (const finding of findings) report({ file, line, ...said(finding) })
    // A specification that cannot be drawn has no texts to look at.
    if (!findings.some(({ rule }) => rule === 'throws'))
      checkTexts(exercise, fullId, courseSeed, file, line, report)
  }
  return placed
}

async function load(
  root: string,
  lesson: LessonFiles,
  report: Report,
): Promise<Record<string, Exercise> | undefined> {
  if (!lesson.exercises) return {}
  const { file } = lesson.exercises
  try {
    const module = (await import(pathToFileURL(join(root, file)).href)) as {
      default?: Record<string, Exercise>
    }
    if (module.default) return module.default
    report({
      file,
      line: 1,
      rule: 'exercises',
      found: 'no default export',
      fix: 'export default exercises({ … })',
    })
  } catch (error) {
    const { message, stack = '' } = error as Error
    const line = Number(new RegExp(`${file.replaceAll('.', '\\.')}:(\\d+)`).exec(stack)?.[1] ?? 1)
    report({ file, line, rule: 'exercises', found: message.split('\n')[0]!, fix: 'mend the TypeScript' })
  }
  return undefined
}

/** The exercises that a lesson shows; unknown ones and ones shown twice are findings. */
function usesIn(tree: Node, file: string, known: readonly string[], report: Report): Set<string> {
  const used = new Set<string>()
  walk(tree, (node) => {
    if (node.name !== 'Exercise') return
    const id = node.attributes?.find(({ name }) => name === 'id')?.value
    if (typeof id !== 'string') return
    const line = lineOf(node)
    if (!known.includes(id)) {
      const near = known.length ? knownAre(id, known).trim() : 'write it in exercises.ts'
      report({
        file,
        line,
        rule: 'unknown-exercise',
        found: `exercises.ts has no exercise "${id}"`,
        fix: near,
      })
    } else if (used.has(id)) {
      report({
        file,
        line,
        rule: 'used-twice',
        found: `the exercise ${id} is already above`,
        fix: 'show it once; link to it with #' + id,
      })
    }
    used.add(id)
  })
  return used
}

function checkObjectives(
  known: Record<string, Exercise>,
  { objectives }: LessonData,
  lesson: LessonFiles,
  used: ReadonlySet<string> | undefined,
  lineOfExercise: (id: string) => number,
  report: Report,
): void {
  const names = Object.keys(objectives)
  const assessed = new Set<string>()
  for (const [id, exercise] of Object.entries(known)) {
    for (const objective of exercise.objectives) {
      if (!names.includes(objective)) {
        report({
          file: lesson.exercises!.file,
          line: lineOfExercise(id),
          rule: 'objective',
          found: `${id} assesses "${objective}", which is no objective of the lesson`,
          fix: knownAre(objective, names).trim(),
        })
      } else if (used?.has(id) ?? true) assessed.add(objective)
    }
  }
  for (const name of names) {
    if (assessed.has(name)) continue
    const line = lineOfKey(lesson.source, ['objectives', name])
    report({
      file: lesson.file,
      line,
      rule: 'not-assessed',
      found: `no exercise assesses the objective ${name}`,
      fix: 'write one, or name the objective in an exercise that does',
    })
  }
}

function said({ level, rule, found, fix, variant, count }: ProofFinding) {
  const where =
    variant === undefined ? '' : ` (variant ${variant}${count && count > 1 ? ` and ${count - 1} more` : ''})`
  return { level, rule: `proof/${rule}`, found: `${found}${where}`, fix }
}

/** Markdown and TeX of every text, on every offered variant. */
function checkTexts(
  exercise: Exercise,
  id: string,
  courseSeed: string,
  file: string,
  line: number,
  report: Report,
): void {
  const seen = new Set<string>()
  /** One slip of a template is in every variant, and is said once: the first that has it, and how many more. */
  const slips = new Map<string, { variant: number; found: string; count: number }>()
  for (let variant = 1; variant <= exercise.variants; variant++) {
    for (const [key, text] of Object.entries(resolve(exercise, id, variant, courseSeed).texts)) {
      if (seen.has(text)) continue
      seen.add(text)
      try {
        renderMarkdown(text, key)
      } catch (error) {
        const found = (error as Error).message.split(' In: ')[0]!
        // What follows are the numbers of the variant.
        const [slip = ''] = found.split(' at position ')
        slips.set(slip, { variant, found, ...slips.get(slip), count: (slips.get(slip)?.count ?? 0) + 1 })
        continue
      }
      const add: Report = (finding) => report({ ...finding, found: `${key}: ${finding.found}` })
      if (variant === 1) checkProse(textTree(text), text, file, add, line)
    }
  }
  for (const { variant, found, count } of slips.values())
    report({
      file,
      line,
      rule: 'katex',
      found: `variant ${variant}${count > 1 ? ` and ${count - 1} more` : ''}, ${found}`,
      fix: 'mend the Markdown or TeX',
    })
}
