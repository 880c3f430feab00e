import { cp, mkdir, mkdtemp, rm, symlink, writeFile, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assemble } from '../../tools/lib/course/assemble.ts'
import { withOriginalNames } from '../../tools/lib/course/names.ts'
import { asLine } from '../../tools/lib/finding.ts'

const REPOSITORY = join(import.meta.dirname, '../..')
const EXAMPLE = join(REPOSITORY, 'examples/course')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-own-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }), 120_000)

let count = 0

/** The example's course with some files written over it, put together; a stage has only what assembling reads there. */
async function assembled(files: Record<string, string | null>) {
  const course = join(folder, String(count++))
  const stage = join(course, '.chainrule')
  await cp(EXAMPLE, course, { recursive: true })
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(course, file)), { recursive: true })
    if (text === null) await rm(join(course, file))
    else await writeFile(join(course, file), text)
  }
  await mkdir(stage, { recursive: true })
  for (const part of ['src', 'package.json', 'node_modules'])
    await (part === 'src'
      ? cp(join(REPOSITORY, part), join(stage, part), {
          recursive: true,
          filter: (path) => !path.includes('kernels'),
        })
      : symlink(join(REPOSITORY, part), join(stage, part)))
  const places = { upstream: REPOSITORY, course }
  const { findings, notes, origins } = await assemble(stage, places)
  return { lines: findings.map(asLine), notes, origins, stage, places }
}

const config = async (from: string, to: string): Promise<Record<string, string>> => {
  const source = await readFile(join(EXAMPLE, 'course.config.ts'), 'utf8')
  expect(source).toContain(from)
  return { 'course.config.ts': source.replace(from, to) }
}

test('the example is put together without a finding, and says what it leaves out', async () => {
  const { lines, notes, origins } = await assembled({})
  expect(lines).toEqual([])
  expect(notes).toContain(
    'neurons/artificial-neuron builds on foundations/slopes-and-sums, which this course leaves out: it is named there, without a link.',
  )
  expect(notes).toContain(
    'overlay/lessons/neurons/activations/index.mdx links to neurons/layers, which this course leaves out: the words stay, without the link.',
  )
  const lessons = [...origins.keys()].filter((file) => /^lessons\/.*\/index\.mdx$/.test(file))
  expect(lessons).toEqual([
    'lessons/01-clinic/01-night-shift/index.mdx',
    'lessons/02-neurons/01-artificial-neuron/index.mdx',
    'lessons/02-neurons/02-activations/index.mdx',
  ])
  expect(origins.get(lessons[2]!)).toEqual({
    path: 'overlay/lessons/neurons/activations/index.mdx',
    isOwn: true,
  })
  // What a build says of a staged file, it says of the file that the author has.
  const said = withOriginalNames(
    `${lessons[2]!}:12 and 02-neurons/01-artificial-neuron/index.mdx`,
    '/stage',
    Object.fromEntries(origins),
  )
  expect(said).toBe(
    'overlay/lessons/neurons/activations/index.mdx:12 and chainrule/lessons/01-neurons/01-artificial-neuron/index.mdx',
  )
})

test('notes for teachers speak of the text beside them: with a text of the course’s own come its own notes, or none', async () => {
  const noted = async (files: Record<string, string>) => {
    const { origins } = await assembled(files)
    return [...origins].flatMap(([file, { path }]) => (file.endsWith('/teaching.mdx') ? [path] : []))
  }
  // The example covers the text of the second lesson of neurons, and leaves the first as it is.
  const published = 'lessons/01-neurons/01-artificial-neuron/teaching.mdx'
  expect(await noted({})).toEqual([published])
  const own = 'overlay/lessons/neurons/activations/teaching.mdx'
  const notes = await readFile(join(REPOSITORY, published), 'utf8')
  expect(await noted({ [own]: notes })).toEqual([published, own])
})

test('lessons stand in any order; what builds on a later one is a note, and no error', async () => {
  const { lines, notes, stage } = await assembled({
    ...(await config("'artificial-neuron', 'activations'", "'activations', 'artificial-neuron'")),
    'overlay/lessons/neurons/activations/index.mdx': null,
    'overlay/lessons/neurons/activations/exercises.ts': null,
  })
  expect(lines).toEqual([])
  expect(notes).toContain(
    'neurons/activations builds on neurons/artificial-neuron, which comes later in this course.',
  )
  const staged = JSON.parse(await readFile(join(stage, 'lessons/assembled.json'), 'utf8'))
  expect(staged.early).toEqual(['neurons/activations'])
})

test('a text that is covered without its exercises keeps those that it shows, and no other', async () => {
  const { lines, stage } = await assembled({ 'overlay/lessons/neurons/activations/exercises.ts': null })
  expect(lines).toEqual([])
  const exercises = await readFile(join(stage, 'lessons/02-neurons/02-activations/exercises.ts'), 'utf8')
  const [, shown = '[]'] = /^const shown = (.*)$/m.exec(exercises) ?? []
  expect(JSON.parse(shown).toSorted()).toEqual(['dose-output', 'output-for', 'two-layers-one'])
  expect(exercises).not.toContain('exercises-own')
  const listed = await readFile(join(stage, 'lessons/exercise-ids.json'), 'utf8')
  expect(listed).toContain('"neurons/activations/two-layers-one"')
  expect(listed).not.toContain('"neurons/activations/swish-slope"')
})

test('a course is put together again at every save, and what is taken back is as published', async () => {
  const strings = 'overlay/strings/en.json'
  const { lines, stage, places } = await assembled({
    [strings]: '{ "playgroundText": { "title": "Workbench" } }',
  })
  expect(lines).toEqual([])
  const texts = () => readFile(join(stage, 'src/strings/playground.en.ts'), 'utf8')
  expect(await texts()).toContain('Workbench')
  expect((await assemble(stage, places)).findings).toEqual([])
  expect(await texts()).toContain('Workbench')
  await writeFile(join(places.course, strings), '{}')
  await assemble(stage, places)
  expect(await texts()).toBe(await readFile(join(REPOSITORY, 'src/strings/playground.en.ts'), 'utf8'))
})

describe('a reference that leads nowhere is found, with what was meant', () => {
  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>, RegExp]>([
    [
      'a unit',
      () => config("id: 'neurons'", "id: 'neruons'"),
      /^course\.config\.ts:12 {2}course {2}there is no unit "neruons" — Did you mean "neurons"\?/,
    ],
    [
      'a lesson',
      () => config("'activations'", "'activation'"),
      /^course\.config\.ts:12 {2}course .* no lesson "activation" — Did you mean "activations"\?/,
    ],
    [
      'a planned lesson',
      () => config("'activations'", "'universal-approximation'"),
      /no lesson "universal-approximation"/,
    ],
    [
      'a lesson chosen twice',
      () => config("'activations'", "'artificial-neuron'"),
      /"artificial-neuron" is chosen twice/,
    ],
    ['a key', () => config('seed:', 'sede:'), /unknown key "sede".*— Did you mean "seed"\?/],
    ['a policy', () => config("'never'", "'sometimes'"), /^course\.config\.ts:\d+ {2}course {2}solutions /],
    ['a language', () => config('seed:', "languages: ['xx'], seed:"), /languages\.0 /],
    [
      'a new unit without a title',
      () => config("title: 'At the clinic',", ''),
      /the new unit "clinic" has no title/,
    ],
    [
      'a folder of the overlay',
      () => ({ 'overlay/lesson/neurons/unit.json': '{}' }),
      /^overlay\/lesson\/neurons\/unit\.json:1 .*no lesson — Did you mean "lessons"\?/,
    ],
    [
      'a lesson that shadows nothing',
      () => ({ 'overlay/lessons/neurons/artificial-neurn/index.mdx': '' }),
      /neurons\/artificial-neurn is no lesson that course\.config\.ts chooses.*Did you mean "neurons\/artificial-neuron"\?/,
    ],
    [
      'a file of a lesson',
      () => ({ 'overlay/lessons/neurons/artificial-neuron/exercise.ts': '' }),
      /exercise\.ts adds nothing to a lesson and shadows nothing — did you mean exercises\.ts\?/,
    ],
    ['a style sheet', () => ({ 'overlay/styles/clinic.scss': '' }), /clinic\.scss:1 .*is no style sheet/],
    [
      'a text',
      () => ({ 'overlay/strings/en.json': '{\n  "site": { "taglin": "x" }\n}' }),
      /^overlay\/strings\/en\.json:2 {2}strings {2}site\.taglin is no text of the interface — Did you mean "tagline"\?/,
    ],
    [
      'a gap of a text',
      () => ({ 'overlay/strings/en.json': '{ "front": { "minutes": "{1} min" } }' }),
      /front\.minutes has a gap \{1\} — its gaps are \{0\} to \{0\}/,
    ],
    [
      'a group of texts',
      () => ({ 'overlay/strings/en.json': '{ "site": "x" }' }),
      /site is a group of texts — write an object/,
    ],
    [
      'a language’s file',
      () => ({ 'overlay/strings/eng.json': '{}' }),
      /eng\.json:1 .*is the file of no language/,
    ],
    [
      'a figure that the course has',
      () => ({ 'overlay/components/gate-bench/model.ts': '' }),
      /has components\/gate-bench already/,
    ],
    [
      'a figure without its tag',
      () => ({ 'overlay/components/half/Half.astro': '' }),
      /^overlay\/components\/half\/tag\.ts:1 .*is missing/,
    ],
  ])('%s', async (_, files, message) => {
    const { lines } = await assembled(await files())
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(message)
  })

  test('a new lesson without prose', async () => {
    const { lines } = await assembled({ 'overlay/lessons/clinic/night-shift/index.mdx': null })
    expect(lines).toEqual([expect.stringContaining('the new lesson clinic/night-shift has no index.mdx')])
  })
})

test('texts with gaps keep their arguments, and groups of other files are reached by their name', async () => {
  const { lines, stage } = await assembled({
    'overlay/strings/en.json':
      '{ "front": { "minutes": "about {0} min" }, "playgroundText": { "title": "Workbench" } }',
  })
  expect(lines).toEqual([])
  const { en } = (await import(join(stage, 'src/strings/en.ts?own'))) as {
    en: { front: { minutes: (n: number) => string; key: string } }
  }
  expect(en.front.minutes(20)).toBe('about 20 min')
  expect(en.front.key).toBe('Lessons without a link are in preparation.')
  const { playgroundText } = (await import(join(stage, 'src/strings/playground.en.ts?own'))) as {
    playgroundText: { title: string }
  }
  expect(playgroundText.title).toBe('Workbench')
})
