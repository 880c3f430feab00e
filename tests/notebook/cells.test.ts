import { describe, expect, test } from 'vitest'
import { extractCells } from '../../src/notebook/cells/extract.ts'
import { parseOptions } from '../../src/notebook/cells/options.ts'

const lesson = (...blocks: string[]) => blocks.join('\n')

describe('cells in a lesson', () => {
  test('are the ts fences that say cell, with id, line and code', () => {
    const cells = extractCells(
      lesson(
        '# A',
        '```ts cell',
        'const a = 1',
        '```',
        'text',
        '```ts',
        'not a cell',
        '```',
        '```ts cell id=slope',
        '',
        'a',
        '```',
      ),
    )
    expect(cells.map(({ id, line, code }) => ({ id, line, code }))).toEqual([
      { id: 'cell-1', line: 3, code: 'const a = 1' },
      { id: 'slope', line: 10, code: '\na' },
    ])
  })

  test('fences inside longer fences are text', () => {
    expect(extractCells(lesson('````md', '```ts cell', 'x', '```', '````'))).toEqual([])
  })

  test('tildes, indentation, and a fence that is never closed', () => {
    expect(extractCells(lesson('  ~~~ts cell', '  a', '    b', '  ~~~'))[0]?.code).toBe('a\n  b')
    expect(extractCells(lesson('```ts cell', 'a'))[0]?.code).toBe('a')
  })

  test('an id used twice is an error with its line', () => {
    const twice = lesson('```ts cell id=a', '```', '```ts cell id=a', '```')
    expect(() => extractCells(twice)).toThrow('line 3: a cell with the id "a" stands above already')
  })
})

describe('options of a cell', () => {
  test('all of them', () => {
    expect(
      parseOptions('cell id=grad-by-hand hidden pinned training expect="a > 0" expect="b.c === \'x\'"'),
    ).toEqual({
      id: 'grad-by-hand',
      hidden: true,
      pinned: true,
      seconds: 10,
      expect: ['a > 0', "b.c === 'x'"],
    })
    expect(parseOptions('cell')).toEqual({ hidden: false, pinned: false, seconds: 2, expect: [] })
    expect(parseOptions('cell seconds=30').seconds).toBe(30)
  })

  test.each([
    ['cell hiden', 'a cell does not know "hiden"'],
    ['cell hidden=yes', 'a cell does not know "hidden=…"'],
    ['cell id=Slope', 'not kebab-case'],
    ['cell seconds=61', 'at most 60'],
    ['cell seconds=0', 'above 0'],
    ['cell expect="a', 'a cell does not know "expect".'],
    ['cell "a"', 'cannot be read from ""a"" on'],
  ])('%s is refused', (meta, message) => expect(() => parseOptions(meta)).toThrow(message))
})
