import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportScorm } from '../../tools/lib/export/export-scorm.ts'
import { parseXml } from '../../tools/lib/export/xml.ts'
import { schemaProblems } from './scorm-schemas.ts'

/** A built course of two units whose titles are as odd as titles may be, and what `npm run export -- scorm` writes of it. */

const TITLES: Record<string, string> = {
  one: 'Loss & "gain": p < q > r]]>',
  two: 'L’école — größer ≥ 3 × 10⁻⁵',
  cnn: 'رؤية الحاسوب',
  'cnn/a-b': 'שכבות & <b>ערוצים</b>',
  'cnn/two': "Kim's 🙂",
}
const LESSONS = ['one/first', 'one/second', 'cnn/a-b', 'cnn/two']
const titleOf = (id: string): string => TITLES[id] ?? TITLES[id.split('/')[0]!]!

/** As the build writes text into a page. */
const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const head = '<script src="/theme.js"></script><link rel="stylesheet" href="/_astro/own.css">'
const page = (id: string): string =>
  `<!doctype html><html lang="en"><head>${head}</head><body><span class="bar-section">${html(titleOf(id.split('/')[0]!))}</span>` +
  `<main data-lesson="${id}"><h1>${html(titleOf(id))}</h1><p class="storage-note">x</p><img src="/pictures/${id.replace('/', '.')}.png"></main></body></html>`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-scorm-'))
  const files: Record<string, string> = {
    'index.html': `${head}${LESSONS.map((id) => `<a href="/${id}/">x</a>`).join('')}`,
    'theme.js': '',
    '_astro/own.css': 'body { margin: 0 }',
  }
  for (const id of LESSONS) {
    files[`${id}/index.html`] = page(id)
    files[`pictures/${id.replace('/', '.')}.png`] = id
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'dist', path)), { recursive: true })
    await writeFile(join(folder, 'dist', path), text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each([
  ['a lesson', 'cnn/a-b', [titleOf('cnn/a-b'), titleOf('cnn/a-b')]],
  ['a unit', 'one', [titleOf('one'), titleOf('one/first'), titleOf('one/second')]],
  [
    'a course',
    'course',
    ['Q & A < "B" ]]>', ...['one', 'one/first', 'one/second', 'cnn', 'cnn/a-b', 'cnn/two'].map(titleOf)],
  ],
])('the manifests of %s keep the schemas, with every title as it is read', async (_, wanted, titles) => {
  const written = await exportScorm({
    dist: join(folder, 'dist'),
    wanted,
    out: join(folder, 'export'),
    version: '1.0.0-beta.20261122.abcdef',
    courseTitle: 'Q & A < "B" ]]>',
  })
  expect(written).toHaveLength(2)
  for (const [i, { file }] of written.entries()) {
    const packed = unzipSync(await readFile(file))
    const manifest = strFromU8(packed['imsmanifest.xml']!)
    expect(await schemaProblems(i === 0 ? '1.2' : '2004', [manifest])).toEqual([[]])
    const read = [...manifest.matchAll(/<title>[^<]*<\/title>/g)].map(([title]) => parseXml(title).text)
    expect(read).toEqual(titles)
  }
})
