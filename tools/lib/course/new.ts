import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { skeletons } from '../new/exercise-skeletons.ts'
import { newExercise } from '../new/exercise.ts'
import { figureFiles } from '../new/figure-skeleton.ts'
import { exercisesText, lessonText, teachingText } from '../new/lesson.ts'
import { camel, pascal, Refusal, sentence, slug } from '../new/names.ts'
import { unitFile } from '../new/unit.ts'
import type { Places } from './lessons.ts'
import { readLibrary } from './library.ts'

export interface Made {
  files: string[]
  /** What to do next, as a sentence. */
  next: string
}

const USAGE = `chainrule new unit <slug> [--title "…"]
chainrule new lesson <unit>/<slug> [--title "…"]
chainrule new exercise <unit>/<lesson> <slug> [--kind <kind>]
chainrule new figure <slug>
kinds: ${Object.keys(skeletons).join(', ')}`

/** A skeleton in the overlay of a course of one's own. @param words `lesson clinic/night-shift`, `figure dose-curve`, … */
export async function newInOverlay({ upstream, course }: Places, words: readonly string[]): Promise<Made> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { title: { type: 'string' }, kind: { type: 'string' } },
  })
  const [what, name, slugOfExercise] = positionals
  if (what === 'unit') return newOwnUnit(upstream, course, name, values.title)
  if (what === 'lesson') return newOwnLesson(course, name, values.title)
  if (what === 'exercise') return newOwnExercise(course, name, slugOfExercise, values.kind)
  if (what === 'figure') return newOwnFigure(upstream, course, name)
  throw new Refusal(USAGE)
}

async function newOwnUnit(
  upstream: string,
  course: string,
  given: string | undefined,
  title: string | undefined,
): Promise<Made> {
  const name = slug(given, 'the unit')
  const published = await readLibrary(join(upstream, 'lessons'))
  if (published.some(({ id }) => id === name))
    throw new Refusal(
      `the published course has a unit "${name}": choose it in course.config.ts, and add lessons to it`,
    )
  const files = await written(course, `overlay/lessons/${name}`, { 'unit.json': unitFile(name, title) })
  return {
    files,
    next: `npx chainrule new lesson ${name}/<slug>; then add { id: '${name}', lessons: ['<slug>'] } to the units of course.config.ts.`,
  }
}

async function newOwnExercise(
  course: string,
  where: string | undefined,
  name: string | undefined,
  kind: string | undefined,
): Promise<Made> {
  const overlay = join(course, 'overlay')
  if (!existsSync(join(overlay, 'lessons')))
    throw new Refusal('there is no lesson in overlay/lessons yet: chainrule new lesson <unit>/<slug>')
  const files = await newExercise(overlay, where, name, kind)
  return { files: files.map((file) => `overlay/${file}`), next: 'npx chainrule check --fix lists it.' }
}

async function newOwnLesson(
  course: string,
  where: string | undefined,
  title: string | undefined,
): Promise<Made> {
  const [unit, name, ...rest] = (where ?? '').split('/')
  if (!name || rest.length > 0)
    throw new Refusal(`say where: chainrule new lesson <unit>/<slug>, not "${where ?? ''}"`)
  const folder = `overlay/lessons/${slug(unit, 'the unit')}/${slug(name, 'the lesson')}`
  const files = await written(course, folder, {
    'index.mdx': lessonText(title ?? sentence(name)),
    'exercises.ts': exercisesText(),
    'teaching.mdx': teachingText(),
  })
  return {
    files,
    next: `Add '${name}' to the lessons of the unit '${unit}' in course.config.ts; then npx chainrule check --fix lists its exercise.`,
  }
}

async function newOwnFigure(upstream: string, course: string, given: string | undefined): Promise<Made> {
  const name = slug(given, 'the figure')
  if (existsSync(join(upstream, 'components', name)))
    throw new Refusal(`the published course has components/${name} already: choose another name`)
  const tag = pascal(name)
  const skeleton = figureFiles(name)
  const panel = skeleton[`components/${name}/Panel.tsx`]!.replace(
    "import { ui } from '../../src/strings/index.ts'\n",
    '',
  )
    .replace(/^(import .* from '\.\/model\.ts'\n)/m, "$1import { text } from './words.ts'\n")
    .replace(`const text = ui.${camel(name)}\n\n`, '')
  const files = await written(course, `overlay/components/${name}`, {
    'model.ts': skeleton[`components/${name}/model.ts`]!,
    'code.ts': skeleton[`components/${name}/code.ts`]!,
    'Panel.tsx': panel,
    [`${tag}.astro`]: skeleton[`components/${name}/${tag}.astro`]!,
    'words.ts': WORDS(sentence(name)),
    'tag.ts': TAG(name),
  })
  return { files, next: `<${tag}>what to do, and what to look at</${tag}> puts it into a lesson.` }
}

const WORDS = (name: string): string => `/** Words of the figure. */
export const text = {
  name: '${name}',
  input: 'input x',
  describe: (x: string, y: string) => \`At x = \${x} the output is \${y}.\`,
  output: 'output y',
}
`

const TAG = (name: string): string => `import { z } from 'astro/zod'
import { figureId, type TagSpec } from '../vocabulary-spec.ts'

/** What a lesson may write between < and >. */
export const spec: TagSpec = {
  props: z.strictObject({ id: figureId.optional() }),
  about: 'Say what the reader does with it.',
}

/** The attributes with which its page shows it. */
export const example = { id: '${name}-example' }
`

/** Writes files into a folder that must not be there yet; their paths from the course's folder. */
async function written(course: string, folder: string, files: Record<string, string>): Promise<string[]> {
  if (existsSync(join(course, folder))) throw new Refusal(`${folder} exists already`)
  for (const [file, text] of Object.entries(files)) {
    const path = join(course, folder, file)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return Object.keys(files).map((file) => `${folder}/${file}`)
}
