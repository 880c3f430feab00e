import { describe, expect, test } from 'vitest'
import { checkCourse } from '../../tools/lib/check/check-course.ts'
import { asLine } from '../../tools/lib/finding.ts'
import { LESSON, lesson, soundCourse, withCourse, type Files } from './course-in-memory.ts'

const check = (files: Files): Promise<string[]> =>
  withCourse({ ...soundCourse(), ...files }, async (root) =>
    (await checkCourse(root, { extraSeeds: 2 })).map(asLine),
  )

const page = (body: string): string => `---
title: About this class
summary: When and where the class meets, and whom to ask.
---

## Where we meet

${body}
`

test('a page beside the units is read as lessons are, and a lesson may link to its headings', async () => {
  const files = {
    'lessons/class.mdx': page('In the lab. See [the sum](../neurons/one/#a-sum) and [figures](../figures/).'),
    [LESSON]: lesson('Come to [the lab](../../class/#where-we-meet).'),
  }
  expect(await check(files)).toEqual([])
})

describe('what is wrong with a page is found with its line', () => {
  test.each([
    ['a link', '[there](../neurons/two/)', /^lessons\/class\.mdx:8 {2}link .*neurons\/two.*neurons\/one/],
    ['a tag', '<Asside>x</Asside>', /^lessons\/class\.mdx:8 {2}tag .*<Asside>.*Did you mean "Aside"\?/],
    ['a number', 'Half of it is 0.5.', /^lessons\/class\.mdx:8 {2}typed-number/],
  ])('%s', async (_, body, found) => {
    expect(await check({ 'lessons/class.mdx': page(body) })).toEqual([expect.stringMatching(found)])
  })

  test('a key', async () => {
    const found = await check({ 'lessons/class.mdx': page('x').replace('summary', 'sumary') })
    expect(found.join('\n')).toMatch(/^lessons\/class\.mdx:3 {2}front-matter .*unknown key "sumary"/m)
  })
})

test.each([
  ['figures', 'a page of the site'],
  ['playground', 'a page of the site'],
  ['pagefind', 'a page of the site'],
  ['neurons', 'the unit of that name'],
])('a page cannot have the address of %s/', async (name, taken) => {
  expect(await check({ [`lessons/${name}.mdx`]: page('x') })).toContainEqual(
    `lessons/${name}.mdx:1  page-name  the address ${name}/ is that of ${taken} — name the file otherwise: ${name}-page.mdx`,
  )
})
