import { expect, test } from 'vitest'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine } from '../../tools/lib/finding.ts'
import { LESSON, lesson, lineOf, soundCourse, withCourse } from './course-in-memory.ts'

const NOTES = LESSON.replace('index.mdx', 'teaching.mdx')
const notes = (front: string, body = 'What a colleague should know.') => `---\n${front}---\n\n${body}\n`
const SOUND = `timing:
  - section: a-sum
    minutes: 10
    do: Add two numbers on the board.
show:
  - item: bench-one
    do: Move the slider, and ask what changes.
discuss:
  - ask: What is a sum good for?
    hope: It says how much there is together.
`
const text = lesson('<NeuronBench id="bench-one">\n\nTry it.\n\n</NeuronBench>')

const check = (source: string, index = text) =>
  withCourse({ ...soundCourse(), [LESSON]: index, [NOTES]: source }, (root) =>
    checkCourse(root, { extraSeeds: 2 }),
  )

test('sound notes have no finding', async () => {
  expect((await check(notes(SOUND))).map(asLine)).toEqual([])
})

test('notes may compute what they print', async () => {
  expect((await check(notes(SOUND, 'The sum is {fixed(2 + 3, 1)}.'))).map(asLine)).toEqual([])
})

const CASES: [what: string, source: string, rule: string, found: RegExp, fix: RegExp, at: string][] = [
  [
    'a section that the lesson does not have',
    notes(SOUND.replace('a-sum', 'a-sun')),
    'teaching',
    /no section "a-sun"/,
    /a-sum/,
    'a-sun',
  ],
  [
    'a figure that the lesson does not have',
    notes(SOUND.replace('bench-one', 'bench-two')),
    'teaching',
    /no figure and no derivation "bench-two"/,
    /bench-one/,
    'bench-two',
  ],
  [
    'a section named twice',
    notes(SOUND.replace('show:', '  - section: a-sum\n    minutes: 5\n    do: Add three numbers.\nshow:')),
    'teaching',
    /comes after one that follows it/,
    /once/,
    'a-sum',
  ],
  [
    'a decimal in the front matter',
    notes(SOUND.replace('It says how much', 'It is 0.75, and says how much')),
    'typed-number',
    /0\.75/,
    /in words/,
    'It is 0.75',
  ],
  ['a decimal below it', notes(SOUND, 'It is 0.75.'), 'typed-number', /0\.75/, /given/, 'It is 0.75.'],
  [
    'a figure',
    notes(SOUND, '<NeuronBench>\n\nTry it.\n\n</NeuronBench>'),
    'teaching',
    /<NeuronBench> stands in notes/,
    /show it in the lesson/,
    '<NeuronBench>',
  ],
  [
    'an unknown key',
    notes(SOUND.replace('discuss:', 'discus:')),
    'front-matter',
    /unknown key "discus"; known keys: timing, show, discuss/,
    /Reference for authors lists every key/,
    'discus:',
  ],
  [
    'minutes that are none',
    notes(SOUND.replace('10', '0')),
    'front-matter',
    /minutes/,
    /Reference for authors lists every key/,
    'minutes: 0',
  ],
]

test.each(CASES)('in notes %s is found', async (_, source, rule, found, fix, at) => {
  const findings = await check(source)
  const finding = findings.find((one) => one.rule === rule && found.test(one.found))
  expect(finding, findings.map(asLine).join('\n')).toBeDefined()
  expect(finding!.file).toBe(NOTES)
  expect(finding!.fix).toMatch(fix)
  expect(finding!.line).toBe(lineOf(source, at))
})
