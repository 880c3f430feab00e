import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { readLibrary, type UnitShelf } from '../course/library.ts'
import { Refusal, sentence } from './names.ts'

const COMMANDS = ['start', 'dev', 'build', 'check', 'new', 'regrade', 'worksheets', 'export']

/** What is made anew, and what names students: a course is often public. */
const IGNORED = `node_modules/
.chainrule/
dist/
export/
students.txt
handed-in/
worksheets/
results-*
`

/**
 * Writes a course of one's own: what it consists of, and how npm finds the published course. Returns the files written.
 * @param upstream the folder of Chainrule @param folder made where it is missing; it holds no course yet
 */
export async function newCourse(upstream: string, folder: string, title?: string): Promise<string[]> {
  const there = existsSync(folder) ? (await readdir(folder)).filter((name) => !name.startsWith('.')) : []
  if (there.length > 0) throw new Refusal(`${folder} is not empty: it has ${there[0]!}`)
  const name =
    basename(folder)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'course'
  const units = await readLibrary(join(upstream, 'lessons'))
  const files: Record<string, string> = {
    'package.json': await packageFile(upstream, folder, name),
    'course.config.ts': configFile(title ?? sentence(name), name, units),
    '.gitignore': IGNORED,
  }
  await mkdir(folder, { recursive: true })
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
  return Object.keys(files)
}

async function packageFile(upstream: string, folder: string, name: string): Promise<string> {
  const { repository } = JSON.parse(await readFile(join(upstream, 'package.json'), 'utf8')) as {
    repository: { url: string }
  }
  // Whoever has a clone works with it; whoever has only run the command gets the course from where it is published.
  const isClone = !upstream.split(/[\\/]/).includes('node_modules')
  const chainrule = isClone
    ? `file:${relative(folder, upstream).replaceAll('\\', '/')}`
    : `git+${repository.url}.git`
  const scripts = Object.fromEntries(COMMANDS.map((command) => [command, `chainrule ${command}`]))
  return `${JSON.stringify({ name, private: true, type: 'module', scripts, dependencies: { chainrule } }, null, 2)}\n`
}

const configFile = (
  title: string,
  seed: string,
  units: readonly UnitShelf[],
): string => `import { defineCourse } from 'chainrule/course'

export default defineCourse({
  title: ${quoted(title)},
  // What you delete here is not part of your course, and the order here is its order.
  units: [
${units
  .filter(({ lessons }) => lessons.length > 0)
  .map(({ id, lessons }) => {
    const names = lessons.map((lesson) => `        ${quoted(lesson.id.slice(id.length + 1))},\n`)
    return `    {\n      id: '${id}',\n      lessons: [\n${names.join('')}      ],\n    },\n`
  })
  .join('')}  ],
  // 'always', 'on-request', { afterTries: 3 }, { from: '2027-02-01' } or 'never'.
  solutions: 'on-request',
  // Where your sources are: readers report errors there, and find your pages to edit.
  // repository: 'https://github.com/you/${seed}',
  // Draws the numbers of the exercises: another word, other numbers.
  seed: '${seed}',
})
`

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, (sign) => `\\${sign}`)}'`
