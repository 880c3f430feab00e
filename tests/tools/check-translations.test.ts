import { describe, expect, test } from 'vitest'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine } from '../../tools/lib/finding.ts'
import { LESSON, lesson, soundCourse, withCourse } from './course-in-memory.ts'

const BODY = `export const two = 2

<NeuronBench id="bench-one">

Try it.

</NeuronBench>

\`\`\`ts cell id=one
const three = 3
\`\`\`
`
const GERMAN = LESSON.replace('index.mdx', 'index.de.mdx')
const german = (body = BODY): string =>
  lesson(body)
    .replace('title: One neuron', 'title: Ein Neuron')
    .replace(/minutes: .*\n/, '')
    .replace(/prerequisites: .*\n/, '')
    .replace('## A sum', '## Eine Summe')

const check = (source: string) =>
  withCourse({ ...soundCourse(), [LESSON]: lesson(BODY), [GERMAN]: source }, (root) =>
    checkCourse(root, { extraSeeds: 2 }),
  )

test('a translation that has the parts of its lesson has no finding', async () => {
  expect((await check(german())).map(asLine)).toEqual([])
})

test('notes and words are its own', async () => {
  const more = german(
    BODY.replace('Try it.', 'Probieren Sie es aus.') + '\n<Aside>\n\nNoch ein Wort.\n\n</Aside>\n',
  )
  expect((await check(more)).map(asLine)).toEqual([])
})

describe('what is not that of the lesson is named', () => {
  test.each([
    ['another number in a cell', german(BODY.replace('= 3', '= 4')), /a cell is not that of the lesson/],
    ['another constant', german(BODY.replace('two = 2', 'two = 3')), /a line of constants is not that/],
    [
      'a figure that is missing',
      german(BODY.replace(/<NeuronBench[\s\S]*<\/NeuronBench>\n/, '')),
      /a cell stands where the lesson has <NeuronBench>/,
    ],
    [
      'an exercise that is missing',
      german().replace('<Exercise id="sum" />', ''),
      /<Exercise> of the lesson is missing/,
    ],
    ['an exercise asked twice', `${german()}\n<Exercise id="sum" />\n`, /<Exercise> is not in the lesson/],
    [
      'minutes of its own',
      german().replace('objectives:', 'minutes: 20\nobjectives:'),
      /unknown key "minutes"/,
    ],
  ])('%s', async (_, source, found) => {
    const findings = (await check(source)).filter(({ rule }) => rule === 'translation')
    expect(findings.map((one) => one.found).join()).toMatch(found)
    expect(findings[0]!.file).toBe(GERMAN)
  })

  test('a language that nobody knows', async () => {
    const files = {
      ...soundCourse(),
      [LESSON]: lesson(BODY),
      [LESSON.replace('index', 'index.xx')]: german(),
    }
    const findings = await withCourse(files, (root) => checkCourse(root, { extraSeeds: 2 }))
    expect(findings.map(({ found }) => found).join()).toMatch(/"xx" is not known; known: en, de/)
  })
})
