import { expect, test } from 'vitest'
import { filesOf } from './imports.ts'
import { literalWords } from './words.ts'

const templates = filesOf(/^(?:src|components)\/.*\.(?:tsx|astro)$/)

test('every word that a reader sees comes from the strings module', () => {
  expect(templates.size).toBeGreaterThan(30)
  expect([...templates].flatMap(([path, source]) => literalWords(path, source))).toEqual([])
})

test.each([
  ['a.tsx', '<p>Two words</p>', 'Two words'],
  ['a.tsx', "<p>{open ? 'Close it' : text.open}</p>", 'Close it'],
  ['a.tsx', '<button aria-label="Close">×</button>', 'Close'],
  ['a.tsx', '<img alt={`Figure ${n}`} />', 'Figure'],
  ['a.tsx', "<p>{isOpen && 'Open'}</p>", 'Open'],
  ['a.astro', '---\nconst x = 1\n---\n<p class="a">Hello there</p>', 'a.astro:4: "Hello there"'],
])('words in a component are found: %s %s', (path, source, message) => {
  const found = literalWords(path, source)
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(message)
})

test.each([
  ['a.tsx', '<p class="two words">{text.hello} · {x}</p>'],
  ['a.tsx', "<p>{kind === 'numeric' && text.number}</p>"],
  ['a.tsx', '<text>z = {value}</text>'],
  [
    'a.astro',
    "---\nconst word = 'not shown'\n---\n<style>p { color: red }</style>\n{/* a comment */}\n<p>{ui.x}</p>",
  ],
])('and what is no word of the interface is left alone: %s %s', (path, source) => {
  expect(literalWords(path, source)).toEqual([])
})
