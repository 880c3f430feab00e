import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BuiltSite } from '../../tools/lib/export/built-site.ts'
import { chosenOf } from '../../tools/lib/export/choose.ts'
import { exportMoodle } from '../../tools/lib/export/export-moodle.ts'
import { readScorm } from '../../tools/lib/export/export-scorm.ts'
import { ExportRefusal } from '../../tools/lib/export/refusal.ts'
import { Relocation } from '../../tools/lib/export/relocate.ts'

/** What `npm run export` says to a slip: what was found, and what would be right. */

const REPOSITORY = join(import.meta.dirname, '../..')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-export-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function refusal(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    expect(error).toBeInstanceOf(ExportRefusal)
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

describe('what cannot be asked for is refused before anything is built', () => {
  const lessons = [{ id: 'neurons/activations' }, { id: 'neurons/layers' }]
  test.each([
    ['a mark', () => readScorm({ pass: '600' }), '--pass 600: a pass mark is a number from 1 to 100, such as --pass 60.'],
    ['a mark in words', () => readScorm({ pass: 'half' }), '--pass half: a pass mark is a number from 1 to 100, such as --pass 60.'],
    ['a standard', () => readScorm({ standard: '1.3' }), '--standard 1.3: known are 1.2 and 2004; without the option both are written.'],
    ['an address', () => readScorm({ site: 'example.org' }), '--site example.org: write the whole address under which the course is published, such as https://example.org/course/.'],
    ['a lesson', () => chosenOf(lessons, 'neurons/layer'), '"neurons/layer" is no lesson, no unit, and not the word course. Did you mean "neurons/layers"? Known: course, neurons, neurons/activations, neurons/layers.'],
    ['a number of variants', () => exportMoodle({ root: folder, wanted: 'course', out: folder, courseTitle: 'x', variants: '0' }), '--variants 0: write how many variants of each exercise, such as --variants 5.'],
  ])('%s', async (_, act, message) => {
    expect(await refusal(act)).toBe(message)
  }) // prettier-ignore

  test('the command says so in one sentence, and how it is used', () => {
    const said = (...words: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, ['tools/export.mjs', ...words], {
        cwd: REPOSITORY,
        encoding: 'utf8',
      })
      return [status, stderr.trim()]
    }
    expect(said('scrom', 'neurons')).toEqual([2, 'There is no export "scrom"; known: scorm, moodle.'])
    expect(said('scorm')[1]).toMatch(/^npm run export -- scorm <lesson\|unit\|course>/)
    // Without --dist, and at once: no build begins.
    expect(said('scorm', 'neurons/artificial-neurn')[1]).toMatch(/^"neurons\/artificial-neurn" is no lesson/)
    expect(said('scorm', 'neurons', '--standard', '3')[1]).toMatch(/^--standard 3: known are/)
  })
})

test('what is no built course is refused, with what would make one', async () => {
  expect(await refusal(() => BuiltSite.read(folder))).toBe(
    `There is no built course in ${folder} (no index.html): run npm run build first, or leave --dist away.`,
  )
  await writeFile(join(folder, 'index.html'), '<script src="/theme.js"></script>')
  expect(await refusal(() => BuiltSite.read(folder))).toBe(
    `The course in ${folder} has no lessons that its first page links to.`,
  )
})

test('an address that no package could keep is refused, with the file that has it', async () => {
  const site = { base: '/', files: new Set<string>() } as unknown as BuiltSite
  expect(await refusal(() => new Relocation(site, []).script('_astro/a.js', 'x="/_astro/b.js?"+y'))).toBe(
    '_astro/a.js names an address that only holds at the root of a host; the package would break. Report it with this line.',
  )
})
