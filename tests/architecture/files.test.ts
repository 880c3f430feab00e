import { expect, test } from 'vitest'
import { filesOf } from './imports.ts'

const HARD = 300
/** A test file is a table of cases: it may be longer than what it tests. */
const HARD_OF_TESTS = 450
const SOFT = 150

/** Data of a lesson, not code: as long as the lesson needs. */
const CONTENT = /^lessons\/|^src\/strings\//

const code = filesOf(/^(?:src|components|data|tools|tests|bench)\/.*\.(?:ts|tsx|astro|mjs)$/)

/** Lines of code: comments and blank lines do not count, because documentation is wanted at any length. */
const linesOf = (source: string): number =>
  source
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/.*)?$/.test(line)).length

const lengths = [...code]
  .filter(([path]) => !CONTENT.test(path))
  .map(([path, source]) => ({ path, lines: linesOf(source) }))

test(`no file has more than ${HARD} lines of code`, () => {
  const limit = (path: string) => (path.startsWith('tests/') ? HARD_OF_TESTS : HARD)
  const long = lengths
    .filter(({ path, lines }) => lines > limit(path))
    .map(({ path, lines }) => `${path}: ${lines} lines`)
  expect(long, 'split them: one reason to change each').toEqual([])
})

test(`a file with more than ${SOFT} lines of code is the exception`, () => {
  const source = lengths.filter(({ path }) => !path.startsWith('tests/'))
  const long = source.filter(({ lines }) => lines > SOFT)
  console.log(
    `${long.length} of ${source.length} source files have more than ${SOFT} lines of code: ` +
      long.map(({ path, lines }) => `${path} (${lines})`).join(', '),
  )
  expect(long.length / source.length).toBeLessThan(0.1)
})

test('no file names a place of somebody’s machine', () => {
  const texts = filesOf(/\.(?:ts|tsx|astro|mjs|mdx|md|css|json|js|py|sh|yml|yaml|svg)$/)
  const places = new RegExp(
    ['(?<![\\w.…])/(?:work|root|tmp)/\\w', '/home/\\w', '/Users/\\w', 'C:\\\\\\\\?Users'].join('|'),
  )
  const found = [...texts].flatMap(([path, source]) =>
    source
      .split('\n')
      .flatMap((line, i) => (places.test(line) ? [`${path}:${i + 1}: ${line.trim().slice(0, 100)}`] : [])),
  )
  expect(texts.size).toBeGreaterThan(150)
  expect(found).toEqual([])
})
