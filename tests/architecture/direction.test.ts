import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Rules that would stay on their side of the screen where a language is written the other way. */
const PHYSICAL =
  /(?:^|[\s;{])(?:(?:margin|padding)-(?:left|right)|border-(?:left|right)(?:-\w+)?|(?:left|right)|text-align:\s*(?:left|right)|(?:float|clear):\s*(?:left|right))(?:\s*:|\s*;|$)/

function physical(css: string): string[] {
  const rules = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').split('\n')
  return rules.flatMap((rule, i) => {
    const four = /^\s*(?:margin|padding):\s*(\S+) (\S+) (\S+) (\S+);$/.exec(rule)
    return PHYSICAL.test(rule) || (four && four[2] !== four[4]) ? [`line ${i + 1}: ${rule.trim()}`] : []
  })
}

test('no rule says left or right: what is written from right to left needs no rules of its own', () => {
  const files = globSync('src/site/styles/*.css')
  expect(files.length).toBeGreaterThan(30)
  const found = files.flatMap((file) =>
    physical(readFileSync(file, 'utf8')).map((rule) => `${file}, ${rule}`),
  )
  expect(found).toEqual([])
})

test('the check finds what it is for, and nothing else', () => {
  const bad = [
    'margin-left: auto;',
    'padding-right: 1rem;',
    'border-left: 0;',
    'border-left-color: red;',
    'text-align: right;',
    'float: left;',
    'clear: right;',
    'left: 0;',
    'margin: 0 1rem 0 0;',
  ]
  for (const rule of bad) expect(physical(`a {\n  ${rule}\n}`)).toHaveLength(1)
  const good = [
    'margin-inline-start: auto;',
    'text-align: start;',
    'float: inline-end;',
    'margin: 0 1rem 0 1rem;',
    'padding: max(1px, env(safe-area-inset-left));',
    'inset-inline-start: 0;',
  ]
  for (const rule of good) expect(physical(`a {\n  ${rule}\n}`)).toEqual([])
  expect(physical('.play-right {\n}')).toEqual([])
})
