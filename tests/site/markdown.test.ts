import { pathToFileURL } from 'node:url'
import { mdxToJs, type MdastPluginList, type MdxToJsResult } from 'satteri'
import { describe, expect, test } from 'vitest'
import { math, renderTex } from '../../src/site/markdown/math.ts'
import { renderMarkdown } from '../../src/site/markdown/render.ts'
import { shortRules, shortStyles } from '../../src/site/markdown/short-styles.ts'
import table from '../../src/site/markdown/short-styles.json' with { type: 'json' }
import { knownAre } from '../../src/site/markdown/suggest.ts'
import { nearest } from '../../src/strings/nearest.ts'
import { vocabulary } from '../../src/site/markdown/vocabulary-plugin.ts'

const FILE = 'lessons/01-neurons/01-artificial-neuron/index.mdx'

/** The JavaScript that the site makes of a lesson with this source. */
function compile(source: string): string {
  const { code } = mdxToJs(source, {
    features: { math: true },
    fileURL: pathToFileURL(`${process.cwd()}/${FILE}`),
    mdastPlugins: [math(), vocabulary()] as unknown as MdastPluginList,
  }) as MdxToJsResult // synchronous, as its plugins are
  return code
}

describe('a mistake in a lesson names file, line, what was found and what is known', () => {
  test.each([
    [
      'an unknown tag',
      'Text.\n\n<NeuronBensh />\n',
      `${FILE}:3: unknown tag <NeuronBensh>. Did you mean "NeuronBench"? Known: `,
    ],
    [
      'an unknown tag in a line',
      'Text.\n\nIt is <Bold>here</Bold>.\n',
      `${FILE}:3: unknown tag <Bold>. Known: `,
    ],
    [
      'an unknown attribute',
      '\n<NeuronBench wieght={[1, 2]} />\n',
      `${FILE}:2: <NeuronBench> has no attribute "wieght". Did you mean "weight"? Known: `,
    ],
    [
      'a value out of its list',
      '<NeuronBench activation="relu" />\n',
      `${FILE}:1: <NeuronBench> attribute "activation": `,
    ],
    ['a missing attribute', 'a\n\nb\n\n<Exercise />\n', `${FILE}:5: <Exercise> attribute "id": `],
    ['an id that is not one', '<TrainNeuron id="My Figure" />\n', '"My Figure"'],
    [
      'attributes in a bundle',
      '<Exercise {...props} />\n',
      `${FILE}:1: <Exercise> is given attributes by {...}; write each by its name.`,
    ],
    [
      'TeX that KaTeX does not know',
      'a\n\nb $\\frak{x$ c\n',
      `${FILE}:3: KaTeX does not accept $\\frak{x$ — `,
    ],
    [
      'an unknown command in a displayed formula',
      'a\n\n$$\n\\unknowncommand x\n$$\n',
      `${FILE}:3: KaTeX does not accept `,
    ],
  ])('%s', (_, source, message) => {
    expect(() => compile(source)).toThrow(message)
  })

  test('text in a formula that TeX would not print is refused too', () => {
    expect(() => compile('$a — b$\n')).toThrow('KaTeX does not accept')
  })
})

test('what a lesson may write compiles; a tag learns its lesson and its number among its kind', () => {
  const code = compile(
    '<Exercise id="a" />\n\n<Exercise id="b" />\n\n<NeuronBench x={[1, 0.5]} />\n\nH<sub>2</sub>O\n',
  )
  expect(code).toMatch(
    /id: "a",\s*lesson: "neurons\/artificial-neuron",\s*at: "lessons\/[^"]*:1",\s*number: "1"/,
  )
  expect(code).toMatch(
    /id: "b",\s*lesson: "neurons\/artificial-neuron",\s*at: "lessons\/[^"]*:3",\s*number: "2"/,
  )
})

test('formulas become KaTeX, with the colors of the look by meaning', () => {
  const code = compile('The sum $\\positive{w_1} x_1$.\n')
  expect(code).toContain('katex')
  expect(code).toContain('enclosing positive')
})

describe('renderTex', () => {
  test('inline and displayed', () => {
    expect(renderTex('x', false)).not.toContain('katex-display')
    expect(renderTex('x', true)).toContain('katex-display')
  })
  test('has MathML for those who hear the page', () => {
    expect(renderTex('x^2', false)).toContain('<msup>')
  })
  test('no TeX reaches out of its formula', () => {
    expect(() => renderTex('\\href{javascript:alert(1)}{x}', false)).toThrow()
    expect(() => renderTex('\\includegraphics{https://example.org/x.png}', false)).toThrow()
    expect(() => renderTex('\\htmlStyle{position:fixed}{x}', false)).toThrow()
    expect(renderTex('\\text{<img src=x>}', false)).not.toContain('<img')
  })
})

describe('Markdown of exercises', () => {
  test('text, formulas, code and lists', () => {
    const html = renderMarkdown('With $x = 1$, *two* things:\n\n- `a < b`\n\n$$\nz = 2\n$$', 'here')
    expect(html).toContain('<em>two</em>')
    expect(html).toContain('<code>a &lt; b</code>')
    expect(html).toContain('class="math-inline"')
    expect(html).toContain('class="math-display"')
  })
  test('bad TeX names the exercise and the text', () => {
    expect(() => renderMarkdown('Compute $\\frc{1}{2}$.', 'neurons/a/b, variant 3, prompt')).toThrow(
      /^neurons\/a\/b, variant 3, prompt: .*\\frc.* In: Compute/,
    )
  })
})

test('suggestions come for slips of the keyboard, not for other words', () => {
  expect(nearest('minuts', ['minutes', 'title'])).toBe('minutes')
  expect(nearest('Exercize', ['Exercise', 'Aside'])).toBe('Exercise')
  expect(nearest('duration', ['minutes', 'title'])).toBeUndefined()
  expect(nearest('x', [])).toBeUndefined()
  // Two letters swapped are one slip, in a word of four.
  expect(nearest('laod', ['loss', 'load'])).toBe('load')
  expect(knownAre('titel', ['title', 'minutes'])).toBe(' Did you mean "title"? Known: minutes, title.')
  expect(knownAre('elsewhere', ['title', 'minutes'])).toBe(' Known: minutes, title.')
})

describe('the table of short classes', () => {
  test('has each value once, under a name that is no other class of the course', () => {
    const styles = Object.values(table)
    expect(new Set(styles).size).toBe(styles.length)
    for (const name of Object.keys(table)) expect(name).toMatch(/^k[\da-z]{1,2}$/)
  })
  test('says in its rules what the attributes said', () => {
    const [name, style] = Object.entries(table).find(([, value]) => value.split(';').length === 3)!
    const all = style.split(';').map((declaration) => `${declaration}!important`)
    expect(shortRules).toContain(`.${name}{${all.join(';')}}`)
  })
  test('leaves a style that it does not know where it is', () => {
    const html = '<span class="mord x" style="height:123em;"></span>'
    expect(shortStyles(html)).toBe('<span class="x" style="height:123em"></span>')
  })
})
