import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge } from '../exercises/judge.ts'
import { handedIn, workOf } from './handed-in.ts'
import { install } from './installed.ts'

/** The guide for teachers, done as it says: every command that it shows is run, in its order. */

const REPOSITORY = join(import.meta.dirname, '../..')
const BEGIN = 'npx github:chainrule-course/chainrule '

interface Fence {
  language: string
  text: string
}

async function fencesOf(page: string): Promise<Fence[]> {
  const source = await readFile(join(REPOSITORY, 'lessons', page), 'utf8')
  return [...source.matchAll(/^```([^\n]*)\n([^]*?)\n```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }))
}

let folder = ''
let course = ''
const done: string[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-guide-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }), 120_000)

function start(line: string, cwd: string): { child: ChildProcess; said: () => string } {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', PORT: '0' }
  for (const name of Object.keys(env))
    if (/^(?:VITEST.*|NODE_ENV|MODE|DEV|PROD|SSR|BASE|SITE|BASE_URL|TEST|npm_.*)$/.test(name))
      delete env[name]
  env['PATH'] = [join(course, 'node_modules/.bin'), dirname(process.execPath), env['PATH']].join(delimiter)
  const child = spawn('sh', ['-c', line], { cwd, env, detached: true })
  let text = ''
  child.stdout.on('data', (chunk) => (text += String(chunk)))
  child.stderr.on('data', (chunk) => (text += String(chunk)))
  return { child, said: () => text }
}

/** Runs a command to its end. What goes over the network is done without one, and only that. */
async function run(line: string): Promise<string> {
  done.push(line)
  if (line.startsWith('cd ')) {
    course = join(folder, line.slice(3))
    return ''
  }
  if (line === 'npm install') {
    await install(course)
    return ''
  }
  // A newer version is the same one here: what matters is what comes after.
  if (line.startsWith('npm install github:')) return ''
  const command = line.startsWith(BEGIN)
    ? line.replace(BEGIN, `node "${join(REPOSITORY, 'tools/chainrule.mjs')}" `)
    : line
  if (/^npx chainrule (?:start|dev)$/.test(line)) return served(command)
  const { child, said } = start(command, course || folder)
  const status = await new Promise((resolve) => child.on('close', resolve))
  expect(status, `${line}\n${said()}`).toBe(0)
  return said()
}

/** A command that serves until it is ended: the front page at the address that it says. */
async function served(line: string): Promise<string> {
  const { child, said } = start(line, course)
  try {
    let address: string | undefined
    await expect
      .poll(() => (address = /http:\/\/localhost:\d+\S*/.exec(said())?.[0]), {
        timeout: 240_000,
        interval: 200,
      })
      .toBeDefined()
    const answer = await fetch(address!)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    if (line.endsWith(' dev')) await showsWhatIsSaved(address!)
    return text
  } finally {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.on('close', resolve))
      process.kill(-child.pid!, 'SIGTERM')
      await ended
    }
  }
}

/** The course is put together again at a save, and the server that shows it goes on. */
async function showsWhatIsSaved(address: string): Promise<void> {
  const front = () =>
    fetch(address).then(
      (answer) => answer.text(),
      () => '',
    )
  for (const [from, to] of [
    ['Networks', 'Saved'],
    ['Saved', 'Networks'],
  ] as const) {
    await change('course.config.ts', (text) => text.replace(`title: '${from}'`, `title: '${to}'`))
    await expect
      .poll(async () => /<title>([^<]*)<\/title>/.exec(await front())?.[1], {
        timeout: 120_000,
        interval: 300,
      })
      .toContain(to)
  }
}

async function change(file: string, edit: (text: string) => string): Promise<void> {
  const before = await readFile(join(course, file), 'utf8')
  const after = edit(before)
  expect(after, file).not.toBe(before)
  await writeFile(join(course, file), after)
}

/** What a teacher does between the commands. */
async function choose(): Promise<void> {
  await change('course.config.ts', (text) =>
    text.replace(
      /units: \[[^]*\n {2}\],/,
      "units: [\n    { id: 'neurons', lessons: ['artificial-neuron'] },\n  ],",
    ),
  )
}

async function handIn(): Promise<void> {
  const { default: exercises } = await import(join(course, 'overlay/lessons/clinic/night-shift/exercises.ts'))
  const exercise = exercises['who-is-called']
  const given = { exercise, id: 'clinic/night-shift/who-is-called' }
  await mkdir(join(course, 'handed-in'))
  for (const [name, raws] of Object.entries({ Ada: ['right-one'], Ben: ['first-wrong', 'right-one'] })) {
    const works = await workOf(
      [{ ...given, raws }],
      judge,
      Date.UTC(2026, 8, 1, name.charCodeAt(0) % 24),
      'networks',
    )
    await writeFile(
      join(course, 'handed-in', `${name}.json`),
      handedIn(works, name, '2026-11-20T10:00:00Z', 'Networks'),
    )
  }
  await writeFile(join(course, 'handed-in/Cem.json'), '{"cut')
}

test('every command of "Teach with Chainrule", and every change that it asks for', async () => {
  for (const { language, text } of await fencesOf('teach.mdx')) {
    if (text.startsWith('  assignments:'))
      await change('course.config.ts', (config) => config.replace('  units: [', `${text}\n  units: [`))
    else if (language === 'ts')
      await change('course.config.ts', (config) => config.replace('units: [\n', `units: [\n${text}\n`))
    else if (language === 'mdx')
      await change('overlay/lessons/clinic/night-shift/index.mdx', (lesson) =>
        lesson.replace('<Recap>', `${text}\n\n<Recap>`),
      )
    // What stands in a page elsewhere; tests/browser/embed tries it.
    else if (language !== 'html') {
      expect(language).toBe('sh')
      for (const line of text.split('\n')) {
        if (line === 'npx chainrule dev') await choose()
        if (line.startsWith('npx chainrule regrade')) await handIn()
        if (line.startsWith('npx chainrule worksheets'))
          await writeFile(join(course, 'students.txt'), 'Ada\nBen\n')
        const said = await run(line)
        if (/check/.test(line)) expect(said, line).toMatch(/No findings\.|, 0 of them errors\./)
        if (/start|dev/.test(line)) expect(said).toContain('Networks')
      }
    }
  }
  const lesson = await readFile(join(course, 'dist/clinic/night-shift/index.html'), 'utf8')
  expect(lesson).toContain('data-exercise="clinic/night-shift/who-is-called"')
  expect(lesson).toContain('id="ward-clock"')
  // The guide's course does not say where its sources are.
  expect(lesson).not.toContain('/edit/main/overlay/')
  const [table = ''] = (await readdir(join(course, 'handed-in'))).filter((file) => file.endsWith('.csv'))
  const rows = (await readFile(join(course, 'handed-in', table), 'utf8')).trim().split('\n')
  expect(rows.filter((row) => /Ada|Ben/.test(row))).toHaveLength(2)
  expect(rows.find((row) => row.includes('Ada'))).toContain('who-is-called')
  expect(rows.join('\n')).not.toContain('Cem')
  expect((await readdir(join(course, 'export'))).toSorted()).toEqual([
    'clinic-moodle.xml',
    'clinic-scorm12.zip',
    'clinic-scorm2004.zip',
  ])
  const papers = await readdir(join(course, 'worksheets/first-week'))
  expect(papers.toSorted()).toEqual(['1-ada.html', '2-ben.html', 'all.html', 'answer-key.html'])
}, 600_000)

test('the steps are as many as CONTRIBUTING.md says', async () => {
  const source = await readFile(join(REPOSITORY, 'lessons/teach.mdx'), 'utf8')
  const steps = /^## Seven steps$([^]*?)^## /m.exec(source)![1]!
  expect([...steps.matchAll(/^\*\*(?:One|Two|Three|Four|Five|Six|Seven): /gm)].length).toBe(7)
  const fences = [...steps.matchAll(/^```(\w+)\n([^]*?)\n```$/gm)]
  const commands = fences.flatMap(([, language, text]) => (language === 'sh' ? text!.split('\n') : []))
  // What is chosen and named in the config is the third edit: it is shown by no text of ours.
  const edits = fences.filter(([, language]) => language !== 'sh').length + 1
  const said = await readFile(join(REPOSITORY, 'CONTRIBUTING.md'), 'utf8')
  expect(said.replaceAll(/\s+/g, ' ')).toContain(`seven: ${commands.length} commands and ${edits} edits`)
})

test('every command of "Publish a course" that needs no host', async () => {
  const fences = await fencesOf('publish.mdx')
  for (const { text } of fences.filter(({ language }) => language === 'sh'))
    for (const line of text.split('\n')) {
      await rm(join(course, 'dist'), { recursive: true, force: true })
      // Another order each time: the folders of all lessons have other numbers then, and their texts are the same.
      await change('course.config.ts', (config) =>
        config.replace(/( {4}\{ id: '[^\n]*\n)( {4}\{ id: '[^\n]*\n)/, '$2$1'),
      )
      await run(line)
      const front = await readFile(join(course, 'dist/index.html'), 'utf8')
      const config = await readFile(join(course, 'course.config.ts'), 'utf8')
      const units = [...config.matchAll(/^ {4}\{ id: '([^']*)'/gm)].map(([, id]) => id)
      const shown = [...front.matchAll(/data-lesson="([^/"]*)\//g)].map(([, id]) => id)
      expect(shown).toEqual(units)
      expect(front.includes('href="/networks/clinic/night-shift/"'), line).toBe(
        line.startsWith('BASE=/networks/'),
      )
      if (line.includes('SITE='))
        expect(front).toContain('<link rel="canonical" href="https://example.org/networks/"')
    }
}, 600_000)

test('what hosts are told to run is what was run here; what is sent is the folder that was written', async () => {
  const fences = await fencesOf('publish.mdx')
  const of = (language: string) =>
    fences.filter((fence) => fence.language === language).map(({ text }) => text)
  const [workflow = '', gitlab = ''] = of('yaml')
  const [netlify = ''] = of('toml')
  expect([...workflow.matchAll(/- run: (.*)/g)].map(([, line]) => line)).toEqual([
    'npm ci',
    'npx chainrule build',
  ])
  expect(workflow).toContain('path: dist')
  expect(/command = "(.*)"/.exec(netlify)?.[1]).toBe('npx chainrule build')
  expect(/publish = "(.*)"/.exec(netlify)?.[1]).toBe('dist')
  expect(done).toContain('npx chainrule build')
  const [base = '', site = ''] = [...gitlab.matchAll(/- (export .*)/g)].map(([, line]) => line!)
  const said: string[] = []
  for (const address of ['https://a.gitlab.io/b/networks', 'https://networks-1a.gitlab.io'])
    said.push(await run(`CI_PAGES_URL=${address}; export CI_PAGES_URL; ${base}; ${site}; echo "$SITE $BASE"`))
  expect(said.map((line) => line.trim())).toEqual([
    'https://a.gitlab.io /b/networks/',
    'https://networks-1a.gitlab.io /',
  ])
  for (const text of of('sh on-the-host'))
    expect(text).toMatch(
      /^git add|^npx netlify-cli .* dist$|^npx wrangler pages deploy dist |^rsync .* dist\//,
    )
  // The policy of workers is the one that every build writes down.
  const [server = ''] = of('nginx')
  const policy = /Content-Security-Policy "([^"]*)"/.exec(server)![1]!
  expect(await readFile(join(course, 'dist/_headers'), 'utf8')).toContain(
    `Content-Security-Policy: ${policy}\n`,
  )
})

test('what the guide says that an overlay holds is accepted by the check', async () => {
  const source = await readFile(join(REPOSITORY, 'lessons/teach.mdx'), 'utf8')
  const files = [...source.matchAll(/^\| `overlay\/([^`]*)` \|/gm)].map(([, file]) => file!)
  expect(files.length).toBeGreaterThan(5)
  const { checkOverlay } = await import('../../tools/lib/course/overlay.ts')
  const found: unknown[] = []
  const named = files.filter((file) => !file.endsWith('/'))
  checkOverlay(named, [], [], [], (finding) => found.push(finding))
  expect(found).toEqual([])
})
