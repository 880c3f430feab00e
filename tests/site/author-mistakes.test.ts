import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildCourse } from './build.ts'

const root = process.cwd()
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const EXERCISES = `
import { md, numeric } from 'chainrule/exercises'
export default {
  'double-it': numeric({
    objectives: ['double'],
    params: (draw) => ({ x: draw.integer(2, 9) }),
    prompt: ({ x }) => md\`What is twice $\${x}$?\`,
    answer: ({ x }) => 2 * x,
    check: ({ x }) => x + x,
    precision: { decimals: 0 },
    mistakes: [],
    hints: [],
    solution: 'Double it.',
  }),
}
`
const FRONT = [
  'title: A lesson',
  'summary: A lesson that is as short as a lesson can be.',
  'minutes: 5',
  'objectives:',
  '  double: double a number by hand',
]
const lessonOf = (front: readonly string[], body: string) => `---\n${front.join('\n')}\n---\n\n${body}\n`

const configOf = (more: string) =>
  `import { defineCourse } from 'chainrule/course'\n\nexport default defineCourse({ title: 'Chainrule', ${more} })\n`

/** Builds a course of one lesson, as an author would; what the terminal showed. */
async function build(files: Record<string, string>): Promise<{ status: number | null; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'course-'))
  folders.push(folder)
  for (const path of [
    'src',
    'components',
    'data',
    'public',
    'astro.config.mjs',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(join(root, path), join(folder, path), { recursive: true })
  }
  // The packages one by one, so that what a build keeps in node_modules stays in the folder.
  mkdirSync(join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  const course = {
    'course.config.ts': configOf(''),
    'lessons/01-first/unit.json': JSON.stringify({
      title: 'First',
      summary: 'The only unit of this course.',
    }),
    'lessons/01-first/01-lesson/index.mdx': lessonOf(FRONT, '<Exercise id="double-it" />'),
    'lessons/01-first/01-lesson/exercises.ts': EXERCISES,
    ...files,
  }
  for (const [path, content] of Object.entries(course)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return buildCourse(folder)
}

const LESSON = 'lessons/01-first/01-lesson/index.mdx'

test.concurrent('a course of one lesson builds', { timeout: 600_000 }, async () => {
  const { status, output } = await build({})
  expect(output).toContain('first/lesson/index.html')
  expect(status).toBe(0)
})

test.concurrent.each([
  [
    'an unknown key of the front matter',
    { [LESSON]: lessonOf([...FRONT, 'minuts: 20'], 'Text.') },
    [
      LESSON.slice('lessons/'.length),
      'unknown key "minuts"',
      'known keys: title, summary, minutes, objectives, prerequisites',
    ],
  ],
  [
    'an exercise that does not exist',
    { [LESSON]: lessonOf(FRONT, 'Text.\n\n<Exercise id="duoble-it" />') },
    [`${LESSON}:11: `, '<Exercise id="duoble-it">', 'Did you mean "double-it"?', 'Known: double-it'],
  ],
  [
    'an unknown name in a number of the text',
    { [LESSON]: lessonOf(FRONT, 'The result is {fxied(2, 1)}.') },
    [`${LESSON}:9: unknown name "fxied"`, 'fixed'],
  ],
  [
    'a formula with a computed number that KaTeX does not know',
    { [LESSON]: lessonOf(FRONT, 'Text.\n\n{tex`\\sigmma = ${fixed(1, 2)}`}') },
    [`${LESSON}:11: KaTeX does not accept $\\sigmma = 1.00$`],
  ],
  [
    'an assignment that sets what is not there',
    {
      'course.config.ts': configOf(
        "assignments: [{ id: 'week', title: 'Week', exercises: ['first/lesson/duoble-it'] }]",
      ),
    },
    [
      'course.config.ts: assignment "week": "first/lesson/duoble-it" is not an exercise of the course.',
      'Did you mean "first/lesson/double-it"?',
    ],
  ],
] as const)(
  '%s fails the build and says where and what',
  { timeout: 600_000 },
  async (_, files, messages) => {
    const { status, output } = await build(files)
    for (const message of messages) expect(output).toContain(message)
    expect(status).not.toBe(0)
  },
)
