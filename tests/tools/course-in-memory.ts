import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A course's files by their path. */
export type Files = Record<string, string | Buffer>

export const LESSON = 'lessons/01-neurons/01-one/index.mdx'
export const EXERCISES = 'lessons/01-neurons/01-one/exercises.ts'
export const IDS = 'lessons/exercise-ids.json'

const frontMatter = `---
title: One neuron
summary: A lesson that is as short as a lesson can be and still be one.
minutes: 10
objectives:
  add: add two numbers, one after the other
prerequisites: []
---
`

/** A lesson with the given text and one exercise. */
export const lesson = (body: string): string =>
  `${frontMatter}
## A sum

${body}

<Exercise id="sum" />
`

export const exerciseFile = (
  own = '',
): string => `import { exercises, md, numeric } from 'chainrule/exercises'

export default exercises({
  sum: numeric({
    title: 'A sum',
    objectives: ['add'],
    params: (draw) => ({ a: draw.integer(2, 9), b: draw.integer(11, 29) }),
    where: ({ a, b }) => b !== 2 * a && a * b !== a + b,
    variants: 3,
    prompt: ({ a, b }) => md\`What is $\${a} + \${b}$?\`,
    answer: ({ a, b }) => a + b,
    check: ({ a, b }) => Array.from({ length: a + b }).length,
    precision: 'exact',
    mistakes: [
      { id: 'product', is: ({ a, b }) => a * b, say: 'That multiplies. What does the sign ask for?' },
      { id: 'difference', is: ({ a, b }) => b - a, say: 'That takes away. What does the sign ask for?' },
    ],
    hints: ['Count on from the larger one.'],
    solution: ({ a, b }) => md\`Count on: \${a + b}.\`,
  }),
${own}})
`

/** The line of the first place where the text stands. */
export const lineOf = (source: string, text: string): number =>
  source.slice(0, source.indexOf(text)).split('\n').length

/** A course without a single finding. */
export const soundCourse = (): Files => ({
  'lessons/01-neurons/unit.json':
    '{\n  "title": "Neurons",\n  "summary": "The parts that networks are made of."\n}\n',
  [LESSON]: lesson('A sum of two numbers.'),
  [EXERCISES]: exerciseFile(),
  [IDS]: '[\n  {"id":"neurons/one/sum","version":1}\n]\n',
})

const REPOSITORY = join(import.meta.dirname, '../..')

/**
 * Runs `use` on a folder with these files: a new one each time, because Node keeps modules by their path. It is a package
 * of the same name whose sources are the repository's, so that a lesson finds 'chainrule/exercises'.
 */
export async function withCourse<T>(files: Files, use: (root: string) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'chainrule-course-'))
  try {
    const { name, type, exports } = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8'))
    await writeFile(join(root, 'package.json'), JSON.stringify({ name, type, exports }))
    await symlink(join(REPOSITORY, 'src'), join(root, 'src'), 'junction')
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), text)
    }
    return await use(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
