import { describe, expect, test } from 'vitest'
import { manifestOf, type Packing } from '../../tools/lib/export/manifest.ts'
import { manifestProblems } from '../../tools/lib/export/manifest-check.ts'
import { parseXml } from '../../tools/lib/export/xml.ts'

const lesson = (unit: string, slug: string) => ({
  id: `${unit}/${slug}`,
  title: `${slug} &amp; <b> "x"`,
  page: `${unit}/${slug}/index.html`,
  files: [`${unit}/${slug}/index.html`, `exercises/${unit}/${slug}/one.json`],
})
const packing = (standard: Packing['standard'], units = ['neurons', 'cnn']): Packing => ({
  standard,
  identifier: 'chainrule.course',
  version: '0.1.0',
  title: 'A course',
  units: units.map((id) => ({ id, title: id, lessons: [lesson(id, 'one'), lesson(id, 'two')] })),
  shared: ['_astro/a.js', 'lms/lms.js'],
})
const filesOf = ({ units, shared }: Packing): Set<string> =>
  new Set([...shared, ...units.flatMap(({ lessons }) => lessons.flatMap(({ files }) => files))])
const problems = (source: string, given: Packing): string[] =>
  manifestProblems(source, given.standard, filesOf(given))

describe.each(['1.2', '2004'] as const)('a manifest of SCORM %s', (standard) => {
  const given = packing(standard)
  const source = manifestOf(given)

  test('keeps the rules, for one unit and for several', () => {
    expect(problems(source, given)).toEqual([])
    const unit = packing(standard, ['neurons'])
    expect(problems(manifestOf(unit), unit)).toEqual([])
    expect(manifestOf(unit).match(/<item /g)).toHaveLength(2)
    expect(source.match(/<item /g)).toHaveLength(6)
  })

  test('has titles as they are read', () => {
    const [title] = [...source.matchAll(/<title>([^<]*one[^<]*)<\/title>/g)].map(([, text]) => text!)
    expect(parseXml(`<t>${title}</t>`).text).toBe('one & <b> "x"')
  })

  const type = standard === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType'
  test.each<[string, (xml: string) => string, RegExp]>([
    ['no resources', (xml) => xml.replace(/<resources>[\s\S]*<\/resources>/, ''), /<manifest> holds/],
    [
      'parts in another order',
      (xml) => xml.replace(/(<metadata>[\s\S]*<\/metadata>)([\s\S]*<\/organizations>)/, '$2$1'),
      /<manifest> holds organizations metadata/,
    ],
    ['an item without a title', (xml) => xml.replace(/<title>one[^<]*<\/title>/, ''), /<item> holds/],
    [
      'an identifier twice',
      (xml) => xml.replaceAll('lesson.cnn.two', 'lesson.cnn.one'),
      /"lesson.cnn.one" twice/,
    ],
    ['an identifier that is no name', (xml) => xml.replaceAll('"shared"', '"1/shared"'), /no XML name/],
    [
      'an item that opens nothing there is',
      (xml) => xml.replace('identifierref="page.cnn.one"', 'identifierref="page.gone"'),
      /opens "page.gone"/,
    ],
    [
      'a file that is not there',
      (xml) => xml.replace('_astro/a.js', '_astro/b.js'),
      /_astro\/b\.js is listed and not in/,
    ],
    [
      'a file that is not listed',
      (xml) => xml.replace('<file href="_astro/a.js"/>', ''),
      /_astro\/a\.js is in the package and not/,
    ],
    [
      'a page that is not of its resource',
      (xml) => xml.replace('href="neurons/one/index.html">', 'href="neurons/two/index.html">'),
      /does not list/,
    ],
    [
      'a resource that is neither SCO nor asset',
      (xml) => xml.replace(`${type}="asset"`, `${type}="thing"`),
      /of the type "thing"/,
    ],
    [
      'the attribute of the other standard',
      (xml) => xml.replaceAll(type, standard === '1.2' ? 'adlcp:scormType' : 'adlcp:scormtype'),
      /has no adlcp:scorm/,
    ],
    ['a prefix that is not declared', (xml) => xml.replace(/xmlns:adlcp="[^"]*"/, ''), /prefix adlcp/],
    [
      'a missing default',
      (xml) => xml.replace('default="course"', 'default="other"'),
      /default organization "other"/,
    ],
    ['an ampersand alone', (xml) => xml.replace('A course', 'A & B'), /not well-formed/],
    ['an element left open', (xml) => xml.replace('</organization>', ''), /not well-formed/],
  ])('with %s is refused by name', (_, damage, reason) => {
    const damaged = damage(source)
    expect(damaged).not.toBe(source)
    expect(problems(damaged, given).join('; ')).toMatch(reason)
  })
})
