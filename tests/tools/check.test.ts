import { describe, expect, test } from 'vitest'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine, type Finding } from '../../tools/lib/finding.ts'
import {
  EXERCISES,
  exerciseFile,
  lesson,
  LESSON,
  lineOf,
  soundCourse,
  withCourse,
  type Files,
} from './course-in-memory.ts'

const check = (files: Files): Promise<Finding[]> =>
  withCourse({ ...soundCourse(), ...files }, (root) => checkCourse(root, { extraSeeds: 5 }))

/** The finding of a rule; without one, what was found instead. */
function oneOf(findings: readonly Finding[], rule: string, found = /./): Finding {
  const finding = findings.find((one) => one.rule === rule && found.test(one.found))
  if (!finding) throw new Error(`no finding of ${rule}; found: ${findings.map(asLine).join('\n')}`)
  return finding
}

test('a sound course has no finding', async () => {
  expect((await check({})).map(asLine)).toEqual([])
})

test('so has the course itself', async () => {
  expect((await checkCourse('.', { extraSeeds: 5 })).map(asLine)).toEqual([])
}, 600_000)

/** What is written in the lesson, the rule, and what the message says. The finding names the line of the text. */
const PROSE: [what: string, body: string, rule: string, found: RegExp, fix: RegExp, at?: string][] = [
  ['a decimal', 'The result is 0.66.', 'typed-number', /0\.66 is typed into the text/, /\{given\(0\.66\)\}/],
  ['a large number', 'It has 10,000 weights.', 'typed-number', /10,000/, /fixed/],
  ['a decimal in a formula', 'So $x = 0.25$.', 'typed-number', /0\.25 is typed into a formula/, /tex/],
  [
    'a decimal in a computed formula',
    '{tex`z = 0.5 + ${1}`}',
    'typed-number',
    /0\.5 is typed into a formula/,
    /given/,
    '{tex',
  ],
  [
    'a decimal in an attribute',
    '<Predict question="Is it 0.3?">\n\nYes.\n\n</Predict>',
    'typed-number',
    /attribute question/,
    /given/,
    '<Predict',
  ],
  [
    'TeX in plain text',
    'The weight w_1 grows.',
    'math-without-dollars',
    /"w_1" is a formula in plain text/,
    /write \$w_1\$/,
  ],
  ['a TeX command in plain text', 'The angle \\theta grows.', 'math-without-dollars', /\\theta/, /\$/],
  ['a lone dollar', 'It costs $5.', 'dollar', /opens no formula/, /\\\$ for money/],
  [
    'money taken for a formula',
    'Between $5 and $6 a month.',
    'money',
    /"\$5 and \$" is read as a formula/,
    /\\\$/,
  ],
  ['empty display mathematics', 'So\n\n$$\n$$\n', 'empty-math', /nothing in it/, /remove the dollars/, '$$'],
  [
    'a bar in a table',
    '| a | b |\n| --- | --- |\n| $|x|$ | 2 |',
    'table-bar',
    /the cell ends there/,
    /\\lvert/,
    '| $|x|',
  ],
  [
    'a computed number between dollars',
    'So $\\sqrt{${2 + 2}} = 2$.',
    'computed-math',
    /cut off at the second dollar/,
    /\{tex`/,
  ],
  ['an image without description', '![](x.png)', 'alt-text', /x\.png has no description/, /what it shows/],
  ['a link without text', '[](https://example.org)', 'link-text', /has no text/, /where it leads/],
  ['a second title', '# Another', 'heading', /second title/, /## Another/],
  ['a level skipped', '#### Deep', 'heading', /skips a level/, /### Deep/],
  ['an unknown tag', '<Excercise id="sum" />', 'tag', /unknown tag <Excercise>/, /Did you mean "Exercise"/],
  ['an unknown attribute', '<Exercise ident="sum" />', 'attribute', /no attribute "ident"/, /Known: id/],
  [
    'an attribute of the wrong form',
    '<NeuronBench activation="relu">\n\nx\n\n</NeuronBench>',
    'attribute',
    /activation/,
    /./,
    '<NeuronBench',
  ],
  ['TeX that KaTeX does not know', 'So $\\frak{x} \\nosuch$.', 'katex', /\\nosuch|frak/, /katex\.org/],
  [
    'TeX with numbers that KaTeX does not know',
    '{tex`\\nosuch ${1}`}',
    'katex',
    /nosuch/,
    /katex\.org/,
    '{tex',
  ],
  ['a tag left open', '<Aside>\n\nMore.', 'mdx', /closing tag/, /close the tag/, '<Aside'],
  ['a template left open', '{tex`z = 1}', 'mdx', /Unterminated template/, /close/, '{tex'],
  [
    'JavaScript that cannot be read',
    'Text {1 +}',
    'mdx',
    /Could not parse expression: Unexpected token/,
    /close the tag or brace/,
  ],
  ['a module that cannot be read', 'export const = 1', 'module', /Unexpected token/, /export const x/],
  [
    'a heading that an exercise is called like',
    '## Sum\n\nWords.',
    'anchor-twice',
    /<Exercise id="sum"> has the anchor #sum, and so has the heading "Sum"/,
    /word the heading differently/,
    '<Exercise id="sum" />',
  ],
  [
    'a heading after the figure that is called like it',
    '<NeuronBench id="try-it" />\n\n## Try it\n\nWords.',
    'anchor-twice',
    /the heading "Try it" has the anchor #try-it, and so has <NeuronBench id="try-it">/,
    /choose another id/,
    '## Try it',
  ],
  ['a link to no lesson', '[x](../two/)', 'link', /leads to no lesson \(neurons\/two\)/, /neurons\/one/],
  ['a link to no heading', '[x](#the-sum)', 'link', /no heading, exercise or figure/, /a-sum/],
  ['a link from the root', '[x](/neurons/one/)', 'link', /not at the root/, /\.\.\/\.\.\/neurons\/one\//],
  ['a link without its slash', '[x](../one)', 'link', /no \/ at its end/, /add it/],
  ['a link that runs', '[x](javascript:alert)', 'link', /javascript:alert/, /https/],
  [
    'an exercise that is not there',
    '<Exercise id="summ" />',
    'unknown-exercise',
    /no exercise "summ"/,
    /Did you mean "sum"/,
  ],
]

describe('in a lesson', () => {
  test.each(PROSE)('%s', async (_, body, rule, found, fix, at) => {
    const source = lesson(body)
    const finding = oneOf(await check({ [LESSON]: source }), rule)
    expect(finding).toMatchObject({
      file: LESSON,
      line: lineOf(source, at ?? body.trim().split('\n')[0]!),
      level: 'error',
    })
    expect(finding.found).toMatch(found)
    expect(finding.fix).toMatch(fix)
  })

  test.each([
    'In 1957, on 4.5.1957 and 1957-05-04, there were 150 irises and 7 of 100 steps.',
    'See chapter 2.1 of the book, figure 3.4, and Python 3.12.',
    'Übung, ½ – a price of \\$0 is a price, and `x = 0.5` is code.',
    'The same {given(0.5)} as in {tex`x = ${given(0.5)}`}, and $x_1 = 2$, and $\\hspace{0.5em}$.',
    '<Sources>\n\n- A paper, arXiv 1706.03762, pages 3.4 to 3.5; 0.75 of it.\n\n</Sources>',
    '| a | b |\n| --- | --- |\n| $\\lvert x \\rvert$ and $y$ | {tex`a | ${1}`} |',
    '[there](../one/#a-sum) and [here](#sum) and [out](https://example.org)',
    '```python\nx = 0.5\n```',
  ])('nothing is wrong with: %s', async (body) => {
    expect((await check({ [LESSON]: lesson(body) })).map(asLine)).toEqual([])
  })
})

/** One replacement in the front matter. */
const FRONT: [what: string, from: string, to: string, found: RegExp][] = [
  ['an unknown key', 'minutes: 10', 'minuets: 10', /minuets/],
  ['a number out of range', 'minutes: 10', 'minutes: 1000', /minutes: Too big/],
  ['broken YAML', 'title: One neuron', 'title: "One neuron', /./],
  [
    'a summary too short',
    'summary: A lesson that is as short as a lesson can be and still be one.',
    'summary: Short.',
    /summary/,
  ],
]

describe('in front matter and units', () => {
  test.each(FRONT)('%s', async (what, from, to, found) => {
    const source = lesson('Text.').replace(from, to)
    const finding = oneOf(await check({ [LESSON]: source }), 'front-matter', found)
    expect(finding.file).toBe(LESSON)
    // A quotation mark that is never closed is found where the text ends.
    expect(finding.line).toBeGreaterThanOrEqual(what === 'broken YAML' ? 2 : lineOf(source, to))
    expect(finding.line).toBeLessThanOrEqual(what === 'broken YAML' ? 9 : lineOf(source, to))
  })

  test('no front matter at all', async () => {
    const findings = await check({ [LESSON]: '## Only text\n' })
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'front-matter', found: 'no front matter', line: 1 }),
    )
  })

  test('a prerequisite that is no lesson', async () => {
    const source = lesson('Text.').replace('prerequisites: []', 'prerequisites: [neurons/zero]')
    expect(await check({ [LESSON]: source })).toContainEqual(
      expect.objectContaining({
        rule: 'outline',
        line: lineOf(source, 'prerequisites'),
        found: expect.stringContaining('"neurons/zero", which is no lesson'),
      }),
    )
  })

  test('a unit with an unknown key, and one that is no JSON', async () => {
    const unit = 'lessons/01-neurons/unit.json'
    const typo = '{\n  "title": "Neurons",\n  "sumary": "The parts that networks are made of."\n}\n'
    expect(await check({ [unit]: typo })).toContainEqual(
      expect.objectContaining({
        file: unit,
        rule: 'unit',
        line: 3,
        found: expect.stringContaining('sumary'),
      }),
    )
    expect(await check({ [unit]: '{ "title": ' })).toContainEqual(
      expect.objectContaining({ file: unit, rule: 'unit' }),
    )
  })
})

/** One replacement in exercises.ts. */
const SPEC: [what: string, from: string, to: string, rule: string, found: RegExp][] = [
  [
    'an answer that its check contradicts',
    'Array.from({ length: a + b }).length',
    'a - b',
    'proof/answer-check',
    /check gives/,
  ],
  [
    'a mistake that is right',
    'is: ({ a, b }) => a * b',
    'is: ({ a, b }) => a + b',
    'proof/mistake-is-right',
    /product/,
  ],
  [
    'feedback that gives the answer away',
    "say: 'That multiplies. What does the sign ask for?'",
    "say: ''",
    'proof/text',
    /mistake-product is empty/,
  ],
  ['a draw that never holds', 'b !== 2 * a && a * b !== a + b', 'a > b', 'proof/throws', /where refuses/],
  ['TeX that KaTeX does not know', '$${a} + ${b}$', '$\\nosuch ${a} + ${b}$', 'katex', /nosuch/],
  [
    'a decimal typed into a text',
    'Count on from the larger one.',
    'Count on from 0.5.',
    'typed-number',
    /0\.5/,
  ],
  [
    'TeX in plain text',
    'Count on from the larger one.',
    'Count on from x_1.',
    'math-without-dollars',
    /hint-1.*x_1/,
  ],
  [
    'a box without a label',
    'Count on from the larger one.',
    'Count <input> on.',
    'input-label',
    /<input> has no label/,
  ],
  ['an image without description', 'Count on from the larger one.', 'See ![](a.png)', 'alt-text', /hint-1/],
  [
    'an objective that is none',
    "objectives: ['add']",
    "objectives: ['ad']",
    'objective',
    /"ad", which is no objective/,
  ],
]

describe('in exercises', () => {
  test.each(SPEC)('%s', async (_, from, to, rule, found) => {
    const source = exerciseFile().replace(from, () => to)
    expect(source).not.toBe(exerciseFile())
    const finding = oneOf(await check({ [EXERCISES]: source }), rule)
    expect(finding.file).toBe(EXERCISES)
    expect(finding.found).toMatch(found)
    expect(finding.line).toBe(lineOf(source, rule === 'typed-number' ? to : 'sum: numeric'))
  })

  test('TeX that is wrong in every variant is said once', async () => {
    const source = exerciseFile().replace('$${a} + ${b}$', () => '$\\nosuch ${a} + ${b}$')
    const said = (await check({ [EXERCISES]: source })).filter(({ rule }) => rule === 'katex')
    expect(said.map(({ found }) => found)).toEqual([
      expect.stringMatching(/^variant 1 and 2 more, prompt: .*nosuch/),
    ])
  })

  test('an objective that no exercise assesses', async () => {
    const source = lesson('Text.').replace(
      '  add: add',
      '  multiply: multiply two numbers in your head\n  add: add',
    )
    expect(await check({ [LESSON]: source })).toContainEqual(
      expect.objectContaining({
        rule: 'not-assessed',
        file: LESSON,
        line: lineOf(source, '  multiply'),
        found: 'no exercise assesses the objective multiply',
      }),
    )
  })

  test('an exercise that the lesson does not show assesses nothing', async () => {
    const source = lesson('Text.').replace('<Exercise id="sum" />', '')
    const rules = (await check({ [LESSON]: source })).map((one) => one.rule)
    expect(rules).toEqual(expect.arrayContaining(['unused', 'not-assessed']))
  })

  test('an exercise shown twice', async () => {
    const source = lesson('<Exercise id="sum" />')
    expect(await check({ [LESSON]: source })).toContainEqual(
      expect.objectContaining({ rule: 'used-twice', line: source.split('\n').length - 1 }),
    )
  })

  test('two exercises with one id: the second line names the first', async () => {
    const own = exerciseFile().split('\n').slice(3, -2).join('\n')
    const source = exerciseFile(`${own}\n`)
    const finding = (await check({ [EXERCISES]: source })).find((one) => one.rule === 'id-twice')
    expect(finding!.line).toBeGreaterThan(4)
    expect(finding!.found).toBe('"sum" is here and in line 4; only the last one exists')
  })

  test('a file that cannot be read, and one that exports nothing', async () => {
    expect(await check({ [EXERCISES]: 'export default exercises({' })).toContainEqual(
      expect.objectContaining({ rule: 'exercises', file: EXERCISES }),
    )
    expect(await check({ [EXERCISES]: 'export const a = 1\n' })).toContainEqual(
      expect.objectContaining({ rule: 'exercises', found: 'no default export' }),
    )
  })
})

describe('sizes', () => {
  test('a picture that a phone should not have to load', async () => {
    const file = 'lessons/01-neurons/01-one/photo.png'
    expect(await check({ [file]: Buffer.alloc(250_000) })).toEqual([
      expect.objectContaining({ file, rule: 'size', found: '250 KB, the limit is 200 KB' }),
    ])
  })
})
