import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lessonSchema } from '../../src/course/schema.ts'
import { readFrontMatter } from '../../tools/lib/check/front-matter.ts'
import { asLine, Findings } from '../../tools/lib/finding.ts'
import { newCourse } from '../../tools/lib/new/course.ts'

/** Slips that new instructors made: each message has the line, what was found and what would be right. */

const REPOSITORY = join(import.meta.dirname, '../..')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-messages-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function saidOf(source: string): string[] {
  const findings = new Findings()
  readFrontMatter({ file: 'index.mdx', source }, lessonSchema, findings.add)
  return findings.sorted.map(asLine)
}

const front = (lines: string[]): string => `---\n${lines.join('\n')}\n---\n`
const SOUND = [
  'title: Night shift',
  'summary: What the reader can do at the end of it.',
  'minutes: 20',
  'objectives:',
  '  call: call the right one at night',
]
const REFERENCE = 'the page Reference for authors lists every key'

test('front matter: the line of the slip, and words of the guide instead of the schema’s', () => {
  expect(saidOf(front(SOUND))).toEqual([])
  expect(saidOf(front(SOUND.with(1, 'summary: What the reader: can do')))).toEqual([
    'index.mdx:3  front-matter  bad indentation of a mapping entry — mend the YAML; quote texts that contain a colon',
  ])
  expect(saidOf(front(SOUND.toSpliced(2, 1)))).toEqual([
    `index.mdx:1  front-matter  minutes is missing — write it: it is a number; ${REFERENCE}`,
  ])
  expect(saidOf(front(SOUND.with(4, '  call: call')))).toEqual([
    'index.mdx:6  front-matter  objectives.call is too short — write at least 10 characters',
  ])
  expect(saidOf(front(SOUND.with(2, 'minutes: a lot')))).toEqual([
    `index.mdx:4  front-matter  minutes: Invalid input: expected number, received string — ${REFERENCE}`,
  ])
})

test('a slip in the TypeScript of course.config.ts is found in its line', async () => {
  await mkdir(join(folder, 'course'))
  await writeFile(
    join(folder, 'course/course.config.ts'),
    "import { defineCourse } from 'chainrule/course'\n\nexport default defineCourse({\n  title: 'A'\n  seed: 'b',\n})\n",
  )
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['tools/chainrule.mjs', 'check', '--course', join(folder, 'course')],
    { cwd: REPOSITORY, encoding: 'utf8' },
  )
  expect(stdout + stderr).toMatch(
    /course\.config\.ts:5 {2}course {2}Expected ',', got 'ident' — mend the TypeScript/,
  )
}, 120_000)

test('a command that there is not is answered with those that there are', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['tools/chainrule.mjs', ...args], { cwd: REPOSITORY, encoding: 'utf8' })
  const help = run('--help')
  expect(help.status).toBe(0)
  for (const command of ['dev', 'check', 'build', 'start', 'worksheets', 'regrade', 'export'])
    expect(help.stdout).toMatch(new RegExp(`^chainrule ${command} `, 'm'))
  const wrong = run('exprot')
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain(`there is no command "exprot".\n\n${help.stdout.trim()}`)
})

test('a new course has every command of the guide, and keeps what names students out of git', async () => {
  const place = join(folder, 'new')
  await newCourse(REPOSITORY, place)
  const { scripts } = JSON.parse(await readFile(join(place, 'package.json'), 'utf8'))
  expect(scripts).toMatchObject({ worksheets: 'chainrule worksheets', export: 'chainrule export' })
  const ignored = (await readFile(join(place, '.gitignore'), 'utf8')).trim().split('\n')
  for (const name of ['export/', 'students.txt', 'handed-in/', 'worksheets/', 'results-*'])
    expect(ignored).toContain(name)
})
