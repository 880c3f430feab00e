import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import { readCourse } from '../check/course.ts'
import { functionOf, skeletons, type SkeletonKind } from './exercise-skeletons.ts'
import { Refusal, slug } from './names.ts'

/** Adds the skeleton of an exercise to a lesson. @param where `neurons/activations`. Returns the files changed. */
export async function newExercise(
  root: string,
  where: string | undefined,
  name: string | undefined,
  kind = 'numeric',
): Promise<string[]> {
  const id = slug(name, 'the exercise')
  if (!Object.hasOwn(skeletons, kind))
    throw new Refusal(`there is no kind "${kind}".${knownAre(kind, Object.keys(skeletons))}`)
  const { lessons } = await readCourse(root)
  const lesson = lessons.find((one) => one.id === where)
  if (!lesson)
    throw new Refusal(
      `there is no lesson "${where ?? ''}".${knownAre(
        where ?? '',
        lessons.map((one) => one.id),
      )}`,
    )
  const objective = /^objectives:\r?\n\s+([a-z0-9-]+):/m.exec(lesson.source)?.[1]
  if (!objective) throw new Refusal(`${lesson.file} has no objectives; give it one first`)
  const file = `lessons/${lesson.folder}/exercises.ts`
  const path = join(root, file)
  const source = existsSync(path) ? await readFile(path, 'utf8') : EMPTY
  if (new RegExp(`^ {2}'?${id}'?: `, 'm').test(source))
    throw new Refusal(`${file} has an exercise "${id}" already`)
  await writeFile(
    path,
    withExercise(
      source,
      skeletons[kind as SkeletonKind](id, objective),
      functionOf(kind as SkeletonKind),
      file,
    ),
  )
  await writeFile(join(root, lesson.file), withTag(lesson.source, id))
  return [file, lesson.file]
}

const EMPTY = `import { exercises, md } from 'chainrule/exercises'

export default exercises({
})
`

const IMPORT = /^import \{([^}]*)\} from 'chainrule\/exercises'/m

/** The source with one more exercise at its end, and what that needs imported. */
function withExercise(source: string, skeleton: string, functionName: string, file: string): string {
  const end = source.lastIndexOf('\n})')
  const names = IMPORT.exec(source)?.[1]
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  if (end === -1 || !names)
    throw new Refusal(
      `${file} has not the usual form: import { exercises, … } … export default exercises({ … })`,
    )
  const isUsed = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(skeleton)
  const all = [...new Set([...names, ...[functionName, 'md'].filter(isUsed)])].toSorted((a, b) =>
    a.localeCompare(b),
  )
  const gap = source.slice(0, end).endsWith('({') ? '' : '\n'
  return `${source.slice(0, end + 1)}${gap}${skeleton}${source.slice(end + 1)}`.replace(
    IMPORT,
    `import { ${all.join(', ')} } from 'chainrule/exercises'`,
  )
}

/** The lesson with the exercise before whatever ends a lesson. */
function withTag(source: string, id: string): string {
  const tag = `<Exercise id="${id}" />\n\n`
  const end = /^<(?:Frameworks|Recap|Sources)>/m.exec(source)?.index
  return end === undefined
    ? `${source.trimEnd()}\n\n${tag.trimEnd()}\n`
    : source.slice(0, end) + tag + source.slice(end)
}
