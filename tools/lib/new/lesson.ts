import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutNumber } from '../../../src/course/ids.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import { skeletons } from './exercise-skeletons.ts'
import { Refusal, sentence, slug } from './names.ts'

interface Unit {
  title: string
  summary: string
  preparation?: { order: number; id: string; title: string }[]
}

/** Writes the skeleton of a lesson. @param where `neurons/activations`; the unit exists. Returns the files written. */
export async function newLesson(root: string, where: string | undefined, title?: string): Promise<string[]> {
  const [unit = '', name, ...rest] = (where ?? '').split('/')
  if (!name || rest.length)
    throw new Refusal(`say where: npm run new -- lesson <unit>/<slug>, not "${where ?? ''}"`)
  const id = slug(name, 'the lesson')
  const folder = await unitFolder(root, unit)
  const unitFile = join(root, 'lessons', folder, 'unit.json')
  const data = JSON.parse(await readFile(unitFile, 'utf8')) as Unit
  const planned = data.preparation?.find((lesson) => lesson.id === id)
  const written = await foldersIn(join(root, 'lessons', folder))
  const twin = written.find((other) => withoutNumber(other) === id)
  if (twin) throw new Refusal(`lessons/${folder}/${twin} exists already`)
  const order = planned?.order ?? nextOrder(written, data)
  const path = `lessons/${folder}/${String(order).padStart(2, '0')}-${id}`
  await mkdir(join(root, path))
  await writeFile(join(root, path, 'index.mdx'), lessonText(title ?? planned?.title ?? sentence(id)))
  await writeFile(join(root, path, 'exercises.ts'), exercisesText())
  await writeFile(join(root, path, 'teaching.mdx'), teachingText())
  const files = [`${path}/index.mdx`, `${path}/exercises.ts`, `${path}/teaching.mdx`]
  if (planned) {
    data.preparation = data.preparation!.filter((lesson) => lesson !== planned)
    await writeFile(unitFile, unitText(data))
    files.push(`lessons/${folder}/unit.json`)
  }
  return files
}

async function unitFolder(root: string, unit: string): Promise<string> {
  const folders = (await foldersIn(join(root, 'lessons'))).filter((name) =>
    existsSync(join(root, 'lessons', name, 'unit.json')),
  )
  const folder = folders.find((name) => name === unit || withoutNumber(name) === unit)
  if (folder) return folder
  throw new Refusal(`there is no unit "${unit}".${knownAre(unit, folders.map(withoutNumber))}`)
}

async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

function nextOrder(written: readonly string[], { preparation = [] }: Unit): number {
  const taken = [
    ...written.map((name) => Number.parseInt(name, 10)),
    ...preparation.map(({ order }) => order),
  ]
  return Math.max(0, ...taken.filter(Number.isFinite)) + 1
}

/** unit.json as people write it: one planned lesson a line. */
function unitText({ preparation = [], ...rest }: Unit): string {
  const head = JSON.stringify(rest, null, 2).slice(0, -2)
  if (preparation.length === 0) return `${head}\n}\n`
  const rows = preparation.map(
    (lesson) => `    ${JSON.stringify(lesson).replaceAll(/([:,])(?=["\d])/g, '$1 ')}`,
  )
  return `${head},\n  "preparation": [\n${rows.join(',\n')}\n  ]\n}\n`
}

export const lessonText = (title: string): string => `---
title: ${JSON.stringify(title)}
summary: Say in one or two sentences what the reader can do at the end and why that is worth it.
minutes: 20
objectives:
  first-objective: say here what the reader can do afterwards, beginning with a verb
prerequisites: []
---

export const x = 0.5
export const w = -0.4

## Begin with a question

Every number that a lesson shows is computed. With {tex\`x = \${fixed(x, 1)}\`} and {tex\`w = \${fixed(w, 1)}\`} the product is

{texBlock\`w x = \${fixed(w, 1)} \\cdot \${fixed(x, 1)} = \${fixed(w * x, 2)}\`}

<Predict question="What happens to the product when the weight doubles?">

It doubles, too.

</Predict>

<Exercise id="first-exercise" />

<Recap>

- What to take away, in one sentence each.

</Recap>

<Sources>

- Where to go deeper.

</Sources>
`

export const exercisesText = (): string => `import { exercises, md, numeric } from 'chainrule/exercises'

export default exercises({
${skeletons.numeric('first-exercise', 'first-objective')}})
`

export const teachingText = (): string => `---
timing:
  - section: begin-with-a-question
    minutes: 20
    do: Say what happens in the room, and who does it.
show: []
discuss:
  - ask: Ask something that no number answers.
    hope: Say what a good answer comes to.
---

What else should a colleague know who teaches this lesson?
`
