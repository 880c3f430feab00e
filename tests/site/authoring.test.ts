import { describe, expect, test } from 'vitest'
import { NOTE_EXAMPLES } from '../../components/examples-notes.ts'
import { EXAMPLES } from '../../components/examples.ts'
import { VOCABULARY } from '../../components/vocabulary.ts'
import { configSchema } from '../../src/course/config.ts'
import { lessonSchema } from '../../src/course/schema.ts'
import { examples } from '../../src/exercises/examples.ts'
import { firstCall, functionComment, interfacesIn } from '../../src/notebook/node/interfaces.ts'
import { figureEntries } from '../../src/site/figures.ts'
import {
  cellKeys,
  commonKeys,
  keyGroups,
  kindEntries,
  tagEntries,
} from '../../src/site/reference/authoring.ts'

describe('the reference for authors says everything', () => {
  test('every tag is there once: as a figure with a page, or here with an example that its schema accepts', () => {
    const tags = [...tagEntries(), ...figureEntries()].map(({ tag }) => tag)
    expect(tags.toSorted()).toEqual(Object.keys(VOCABULARY).toSorted())
    for (const { tag, example } of tagEntries()) {
      expect(VOCABULARY[tag]!.props.safeParse(example.props ?? {}).error, tag).toBeUndefined()
      expect(
        [example.content, example.inside, example.from, example.within].filter((one) => one !== undefined),
        tag,
      ).toHaveLength(1)
    }
    expect(Object.keys(NOTE_EXAMPLES).filter((tag) => tag in EXAMPLES || !(tag in VOCABULARY))).toEqual([])
  })

  test('every key of front matter and config, with what it is for', () => {
    const groups = new Map(keyGroups().map(({ id, keys }) => [id, keys]))
    expect(groups.get('lesson')!.map(({ name }) => name)).toEqual(Object.keys(lessonSchema.shape))
    expect(groups.get('config')!.map(({ name }) => name)).toEqual(Object.keys(configSchema.shape))
    for (const [group, keys] of groups)
      for (const { name, about, values } of keys) {
        expect(about, `${group}.${name}`).toMatch(/\w{3}.*\.$|`$|:$/)
        expect(values, `${group}.${name}`).not.toContain('unknown')
      }
    const solutions = groups.get('config')!.find(({ name }) => name === 'solutions')!
    expect(solutions).toMatchObject({
      values: "'always' | 'on-request' | 'never' | { afterTries: number } | { from: string }",
      isRequired: false,
      initial: '"on-request"',
    })
    expect(groups.get('lesson')!.find(({ name }) => name === 'objectives')).toMatchObject({
      values: '{ [name]: string }',
      isRequired: true,
    })
  })

  test('every kind of exercise, with its own keys, what they hold, and the example of the gallery', () => {
    const kinds = new Map(kindEntries().map((entry) => [entry.kind, entry]))
    expect([...kinds.keys()]).toEqual(examples.map(({ kind }) => kind))
    for (const { kind, call, about, keys, source } of kinds.values()) {
      expect(about, kind).toMatch(/\.$/)
      expect(keys.length, kind).toBeGreaterThan(0)
      expect(source, kind).toMatch(new RegExp(`^${call}\\(\\{\\n {2}title: `))
    }
    expect(kinds.get('numeric')!.keys.find(({ name }) => name === 'percent')).toEqual({
      name: 'percent',
      type: 'boolean',
      about: '`50%` may be typed for 0.5.',
      isOptional: true,
    })
    expect(kinds.get('choice')!.parts.map(({ name }) => name)).toContain('Option')
    expect(commonKeys().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['prompt', 'hints', 'solution', 'params', 'where', 'variants']),
    )
    expect(cellKeys().map(({ name }) => name)).toEqual(['id', 'hidden', 'pinned', 'expect', 'seconds'])
  })
})

describe('a declaration is read as an author’s editor reads it', () => {
  const source = `import { x } from './x.ts'
/** What it is,
 * in two lines. */
export interface Own<P> {
  /** The right one. */
  answer: (params: P) =>
    number
  unit?: string
}
/** Makes one. */
export function make(spec: Own<1>) { return spec }
const one = [
  make({
    unit: 'ms',
  }),
]
`
  test('keys, types on one line, comments, and what may be left out', () => {
    expect(interfacesIn(source)).toEqual([
      {
        name: 'Own',
        about: 'What it is, in two lines.',
        keys: [
          { name: 'answer', type: '(params: P) => number', about: 'The right one.', isOptional: false },
          { name: 'unit', type: 'string', about: '', isOptional: true },
        ],
      },
    ])
  })
  test('the comment of a function, and its first call without the indentation of its place', () => {
    expect(functionComment(source, 'make')).toBe('Makes one.')
    expect(firstCall(source, 'make')).toBe("make({\n  unit: 'ms',\n})")
  })
  test('what is not there is an error, not an empty page', () => {
    expect(() => functionComment(source, 'made')).toThrow(/no function made/)
    expect(() => firstCall(source, 'made')).toThrow(/no call of made/)
  })
})
