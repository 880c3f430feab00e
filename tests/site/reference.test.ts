import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import { exampleLines, sentencePieces, signaturePieces } from '../../src/site/reference/pieces.ts'
import { entryHref, reference } from '../../src/site/reference/reference.ts'

const { augment, elementary, init } = engine
const NAMESPACES = { augment, elementary, init }

/** Every name that a cell can call: functions, classes, and what the namespaces hold. */
const PUBLIC = [
  ...Object.keys(engine).filter((name) => !(name in NAMESPACES)),
  ...Object.entries(NAMESPACES).flatMap(([space, inside]) =>
    Object.keys(inside).map((name) => `${space}.${name}`),
  ),
]
const entries = reference().flatMap((area) => area.entries)
const anchors = entries.flatMap(({ anchor, aliases, members }) => [
  anchor,
  ...aliases,
  ...members.map((member) => member.anchor),
])

describe('the API reference', () => {
  test('has an entry for every public name, and none for anything else that runs', () => {
    const running = entries
      .filter(({ kind }) => kind !== 'type')
      .flatMap(({ anchor, aliases }) => [anchor, ...aliases])
    expect(running.toSorted()).toEqual(PUBLIC.toSorted())
  })

  test('shows of every one of them what it does, how it is called, and an example with its result', () => {
    const poor = entries
      .filter(({ kind }) => kind !== 'type')
      .filter(
        ({ docs, signatures }) =>
          docs.about.length === 0 || !signatures[0] || !docs.example || !/\/\/ → \S/.test(docs.example),
      )
    expect(poor.map(({ name }) => name)).toEqual([])
  })

  test('tells apart all its anchors, and none needs escaping in an address', () => {
    expect(anchors.filter((anchor, i) => anchors.indexOf(anchor) !== i)).toEqual([])
    expect(anchors.filter((anchor) => !/^[\w.]+$/.test(anchor))).toEqual([])
  })

  test('leads to the line of the source where the name is declared', () => {
    for (const { name, place } of entries) {
      const line = readFileSync(place.file, 'utf8').split('\n')[place.line - 1]!
      expect(line, `${name} in ${place.file}:${place.line}`).toContain(name.split('.').at(-1))
    }
  })

  test('has something in every area, and every area in a folder that exists', () => {
    expect(reference().filter(({ entries: inside }) => inside.length === 0)).toEqual([])
    expect(entries.every(({ place }) => existsSync(place.file))).toBe(true)
  })

  test('says of every option of a layer, an optimizer or an operation what it means', () => {
    const mute = entries
      .filter(
        ({ kind, place }) => kind !== 'type' && /engine\/(?:layers|optim|ops|losses)\//.test(place.file),
      )
      .flatMap(({ name, options }) =>
        options.filter(({ docs }) => docs.about.length === 0).map((option) => `${name}: ${option.name}`),
      )
    expect(mute).toEqual([])
  })

  test('writes signatures as they are declared', () => {
    const signatureOf = (name: string) => entries.find((entry) => entry.name === name)!.signatures[0]
    expect(signatureOf('conv2d')).toBe(
      'conv2d(input: TensorLike, weight: TensorLike, bias?: TensorLike | null, options?: Conv2dOptions): Tensor',
    )
    expect(signatureOf('softmax')).toBe('softmax(value: TensorLike, axis = -1): Tensor')
    expect(signatureOf('Linear')).toBe(
      'new Linear(inFeatures: number, outFeatures: number, options?: LinearOptions)',
    )
    expect(signatureOf('Module')).toBe('abstract class Module')
  })
})

describe('text of an entry', () => {
  const find = (name: string) => (name === 'relu' ? '/api/elementwise/#relu' : undefined)

  test('links names that have an entry, and addresses; code stays code', () => {
    expect(sentencePieces('As `relu`, `x + 1`, *never* a * b; see https://a.b/c.html.', find)).toEqual([
      { text: 'As ' },
      { text: 'relu', isCode: true, href: '/api/elementwise/#relu' },
      { text: ', ' },
      { text: 'x + 1', isCode: true },
      { text: ', ' },
      { text: 'never', isStressed: true },
      { text: ' a * b; see ' },
      { text: 'a.b/c.html', href: 'https://a.b/c.html' },
      { text: '.' },
    ])
  })

  test('links types of signatures, but nothing in quotes', () => {
    const pieces = signaturePieces("f(x: Tensor, mode: 'Tensor'): Other", (name) =>
      name === 'Tensor' ? '#Tensor' : undefined,
    )
    expect(pieces.filter(({ href }) => href).map(({ text }) => text)).toEqual(['Tensor'])
    expect(pieces.map(({ text }) => text).join('')).toBe("f(x: Tensor, mode: 'Tensor'): Other")
  })

  test('knows the lines of an example that are values', () => {
    expect(exampleLines('add(1, 2).item()\n// → 3\n// a remark').map(({ isValue }) => isValue)).toEqual([
      false,
      true,
      false,
    ])
  })

  test('finds entries by all their names', () => {
    expect(entryHref('conv2d')).toMatch(/api\/convolution\/#conv2d$/)
    expect(entryHref('init.xavierUniform')).toMatch(/api\/initialization\/#init\.xavierUniform$/)
    expect(entryHref('nothing')).toBeUndefined()
  })
})
