import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { manifestOf, type Packing } from '../../tools/lib/export/manifest.ts'
import { manifestProblems } from '../../tools/lib/export/manifest-check.ts'
import { parseXml } from '../../tools/lib/export/xml.ts'
import { schemaProblems } from './scorm-schemas.ts'

const lesson = (unit: string, slug: string) => ({
  id: `${unit}/${slug}`,
  title: `${slug} & <b> "x"`,
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

type Damage = [what: string, how: (xml: string) => string, reason: RegExp]

describe.each(['1.2', '2004'] as const)('a manifest of SCORM %s', (standard) => {
  const given = packing(standard)
  const source = manifestOf(given)
  const type = standard === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType'
  const otherType = standard === '1.2' ? 'adlcp:scormType' : 'adlcp:scormtype'

  test('keeps the schemas and our rules, for one lesson, for one unit and for several', async () => {
    const unit = packing(standard, ['neurons'])
    const [only] = unit.units
    const alone: Packing = { ...unit, units: [{ ...only!, lessons: only!.lessons.slice(0, 1) }] }
    const packings = [given, unit, alone]
    expect(packings.map((one) => problems(manifestOf(one), one))).toEqual([[], [], []])
    expect(await schemaProblems(standard, packings.map(manifestOf))).toEqual([[], [], []])
    expect(packings.map((one) => manifestOf(one).match(/<item /g)!.length)).toEqual([6, 2, 1])
  })

  test('holds any title, as it is read', async () => {
    const odd = ['"Loss" & <b>gain</b>', "l'école – größer ≥ 3 × 10⁻⁵", 'שלום עולם', 'مرحبا', '&amp; is no &', ']]>', '🙂'.repeat(200), '\u0000\u0008\uFFFEa'] // prettier-ignore
    const any = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 200 })
      .filter((text) => /[\p{L}\p{N}]/u.test(text))
    const titles = [...odd, ...fc.sample(any, { numRuns: 40, seed: 14 })]
    const packings = titles.map((title): Packing => {
      const [unit] = packing(standard, ['neurons']).units
      const units = ['neurons', 'cnn'].map((id) => ({
        id,
        title,
        lessons: [{ ...unit!.lessons[0]!, id: `${id}/one`, title }],
      }))
      return { ...packing(standard, ['neurons']), title, units }
    })
    const sources = packings.map(manifestOf)
    expect((await schemaProblems(standard, sources)).flat()).toEqual([])
    /** What XML can hold: line ends are one character in it, and some characters have no place at all. */
    const readable = (text: string): string => {
      const kept = [...text].filter((c) => /[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(c))
      return kept.join('')
    } // prettier-ignore
    for (const [i, xml] of sources.entries()) {
      const read = [...xml.matchAll(/<title>([^<]*)<\/title>/g)].map(([, text]) => parseXml(`<t>${text}</t>`).text)
      expect(read).toEqual(Array.from({ length: 5 }, () => readable(titles[i]!)))
    } // prettier-ignore
  })

  const bySchema: Damage[] = [
    ['no resources', (xml) => xml.replace(/<resources>[\s\S]*<\/resources>/, ''), /manifest': Missing child/],
    [
      'parts in another order',
      (xml) => xml.replace(/(<metadata>[\s\S]*<\/metadata>)([\s\S]*<\/organizations>)/, '$2$1'),
      /metadata': This element is not expected/,
    ],
    [
      'a title behind the lessons',
      (xml) => xml.replace(/( *<title>A course<\/title>\n)([\s\S]*)(?=\s*<\/organization>)/, '$2$1'),
      /title': This element is not expected/,
    ],
    ['an identifier twice', (xml) => xml.replaceAll('lesson.cnn.two', 'lesson.cnn.one'), /type 'xs:ID'/],
    ['an identifier that is no name', (xml) => xml.replaceAll('"shared"', '"1/shared"'), /type 'xs:ID'/],
    ['an item without identifier', (xml) => xml.replace(' identifier="lesson.cnn.two"', ''), /'identifier' is required/],
    ['a resource that is neither SCO nor asset', (xml) => xml.replace(`${type}="asset"`, `${type}="thing"`), /'enumeration'/],
    ['a resource without type', (xml) => xml.replace(' type="webcontent"', ''), /'type' is required/],
    ['a file without address', (xml) => xml.replace('<file href="_astro/a.js"/>', '<file/>'), /'href' is required/],
    ['a dependency on nothing', (xml) => xml.replace('<dependency identifierref="shared"/>', '<dependency/>'), /'identifierref' is required/],
    ['an element of its own', (xml) => xml.replace('<metadata>', '<metadata><author/>'), /author': This element is not expected/],
    ['a namespace that is not SCORM’s', (xml) => xml.replace(/ xmlns="[^"]*"/, ' xmlns="urn:x"'), /No matching global declaration/],
    ['a prefix that is not declared', (xml) => xml.replace(/xmlns:adlcp="[^"]*"/, ''), /prefix adlcp/],
    ['an ampersand alone', (xml) => xml.replace('A course', 'A & B'), /parser error/],
    ['an element left open', (xml) => xml.replace('</organization>', ''), /parser error/],
    ...(standard === '1.2'
      ? ([
          ['the attribute of 2004', (xml) => xml.replaceAll(type, otherType), /scormType': No matching global/],
          ['a title of 201 characters', (xml) => xml.replace('A course', 'a'.repeat(201)), /length of '201'/],
          ['a version of 21 characters', (xml) => xml.replace('"0.1.0"', `"${'1'.repeat(21)}"`), /length of '21'/],
        ] satisfies Damage[])
      : ([
          ['an order of lessons that nobody knows', (xml) => xml.replace('<imsss:controlMode', '<imsss:order'), /order': This element is not expected/],
          ['a choice that is neither yes nor no', (xml) => xml.replace('choice="true"', 'choice="maybe"'), /'maybe' is not a valid value/],
          ['sequencing before the lessons', (xml) => xml.replace(/( *<item [\s\S]*<\/item>\n)( *<imsss:sequencing>[\s\S]*<\/imsss:sequencing>\n)(?=\s*<\/organization>)/, '$2$1'), /This element is not expected/],
        ] satisfies Damage[])),
  ] // prettier-ignore

  test('with other than the schemas’ form is refused by them', async () => {
    const damaged = bySchema.map(([, damage]) => damage(source))
    const found = await schemaProblems(standard, [source, ...damaged])
    expect(found[0]).toEqual([])
    for (const [i, [what, , reason]] of bySchema.entries()) {
      expect(damaged[i], what).not.toBe(source)
      expect(found[i + 1]!.join('; '), what).toMatch(reason)
    }
  })

  test('of a package with a long version keeps the schemas', async () => {
    const long = manifestOf({ ...given, version: '1.0.0-beta.20261122.abcdef' })
    expect(await schemaProblems(standard, [long])).toEqual([[]])
  })

  /** What no schema says; libxml2 does not follow references. */
  test.each<Damage>([
    ['an item without a title', (xml) => xml.replace(/<title>one[^<]*<\/title>/, ''), /item "lesson.neurons.one" has no title/],
    ['an empty title', (xml) => xml.replace('A course', ' '), /organization "course" has no title/],
    ['a title that is too long', (xml) => xml.replace('A course', 'é'.repeat(201)), /longer than 200/],
    ['an identifier twice', (xml) => xml.replaceAll('lesson.cnn.two', 'lesson.cnn.one'), /"lesson.cnn.one" twice/],
    ['an identifier that is no name', (xml) => xml.replaceAll('"shared"', '"1/shared"'), /no XML name/],
    ['an item that opens nothing there is', (xml) => xml.replace('identifierref="page.cnn.one"', 'identifierref="page.gone"'), /opens "page.gone"/],
    ['a file that is not there', (xml) => xml.replace('_astro/a.js', '_astro/b.js'), /_astro\/b\.js is listed and not in/],
    ['a file that is not listed', (xml) => xml.replace('<file href="_astro/a.js"/>', ''), /_astro\/a\.js is in the package and not/],
    ['a page that is not of its resource', (xml) => xml.replace('href="neurons/one/index.html">', 'href="neurons/two/index.html">'), /does not list/],
    ['the attribute of the other standard', (xml) => xml.replaceAll(type, otherType), /of the type "undefined"/],
    ['a missing default', (xml) => xml.replace('default="course"', 'default="other"'), /default organization "other"/],
    ['another standard’s version', (xml) => xml.replace(/<schemaversion>[^<]*/, '<schemaversion>CAM 1.3'), /version is "CAM 1.3"/],
    ['an element left open', (xml) => xml.replace('</organization>', ''), /not well-formed/],
  ])('with %s is refused by name', (_, damage, reason) => {
    const damaged = damage(source)
    expect(damaged).not.toBe(source)
    expect(problems(damaged, given).join('; ')).toMatch(reason)
  }) // prettier-ignore
})
