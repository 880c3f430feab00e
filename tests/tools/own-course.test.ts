import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { install } from './installed.ts'

const REPOSITORY = join(import.meta.dirname, '../..')
let course = ''
let said = ''

/** Runs the course's own command as npm would; its exit status, and what the terminal showed. */
async function chainrule(...args: string[]): Promise<{ status: number | null; output: string }> {
  const env = { ...process.env, NO_COLOR: '1', BASE: '/networks/' }
  for (const name of Object.keys(env))
    if (/^(?:VITEST.*|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|TEST)$/.test(name))
      delete (env as NodeJS.ProcessEnv)[name]
  const run = spawn(process.execPath, ['node_modules/chainrule/tools/chainrule.mjs', ...args], {
    cwd: course,
    env,
  })
  let output = ''
  run.stdout.on('data', (chunk) => (output += String(chunk)))
  run.stderr.on('data', (chunk) => (output += String(chunk)))
  return { status: await new Promise((resolve) => run.on('close', resolve)), output }
}

const read = (file: string) => readFile(join(course, 'dist', file), 'utf8')

/** The example as an instructor has it: Chainrule is a package among others in node_modules, with what it publishes. */
beforeAll(async () => {
  course = await mkdtemp(join(tmpdir(), 'chainrule-course-'))
  await cp(join(REPOSITORY, 'examples/course'), course, { recursive: true })
  await install(course)
  const { status, output } = await chainrule('build')
  said = output
  expect(status, output).toBe(0)
}, 600_000)

afterAll(() => rm(course, { recursive: true, force: true }), 120_000)

test('units and lessons are those chosen, in their order; others are not built', async () => {
  const front = await read('index.html')
  const lessons = [...front.matchAll(/data-lesson="([^"]*)"/g)].map(([, id]) => id)
  expect(lessons).toEqual(['clinic/night-shift', 'neurons/artificial-neuron', 'neurons/activations'])
  expect(await readdir(join(course, 'dist/neurons'))).toEqual(['activations', 'artificial-neuron'])
  await expect(read('cnn/why-convolution/index.html')).rejects.toThrow()
  expect(front).toContain('Networks at the clinic')
  expect(front).not.toMatch(/<title>[^<]*Chainrule/)
})

test('a shadowed lesson has the course’s own text, and keeps the published exercises that it shows', async () => {
  const page = await read('neurons/activations/index.html')
  expect(page).toContain('Activation functions, on one page')
  for (const id of ['two-layers-one', 'dose-output', 'output-for'])
    expect(page).toContain(`data-exercise="neurons/activations/${id}"`)
  expect(page).not.toContain('neurons/activations/swish-slope')
  const built = await readdir(join(course, 'dist/exercises/neurons/activations'))
  expect(built.toSorted()).toEqual(['dose-output.json', 'output-for.json', 'two-layers-one.json'])
})

test('a new lesson has its exercise and its figure, and the figure a page', async () => {
  const page = await read('clinic/night-shift/index.html')
  expect(page).toContain('data-exercise="clinic/night-shift/who-is-called"')
  expect(page).toContain('id="bias-by-night"')
  // −b / w = 0.5 / 0.9, drawn at build.
  expect(page).toContain('0.56')
  expect(await read('figures/dose-curve/index.html')).toContain('How far a pulse may stray')
  const card = await readFile(join(course, 'dist/social/clinic/night-shift.png'))
  expect(card.length).toBeGreaterThan(5000)
  expect(page).toContain(
    'https://example.org/clinic/course/edit/main/overlay/lessons/clinic/night-shift/index.mdx',
  )
})

test('what the course has from Chainrule is edited there: its lessons, and the source of the engine', async () => {
  const published = await read('neurons/artificial-neuron/index.html')
  const api = await read('api/tensors/index.html')
  const home = 'https://github.com/chainrule-course/chainrule'
  expect(published).toContain(`${home}/edit/main/lessons/01-neurons/01-artificial-neuron/index.mdx`)
  expect(api).toContain(`${home}/blob/main/src/engine/`)
  expect(api).not.toContain('example.org/clinic/course/blob')
})

test('a course that shows no solutions offers none on paper, and one without gaps speaks of none', async () => {
  expect(await read('print/index.html')).toContain('With the answers of predictions')
  expect(await read('print/index.html')).not.toContain('With solutions')
  expect(await read('index.html')).not.toContain('in preparation')
})

test('an assignment has its page, with the exercises that it sets', async () => {
  const page = await read('assignments/first-week/index.html')
  expect(page).toContain('The first week')
  expect(page).toContain('Due Friday, February 12, 2027.')
  for (const place of ['clinic/night-shift/#who-is-called', 'neurons/activations/#dose-output'])
    expect(page).toContain(`href="/networks/${place}"`)
})

test('solutions are in no file of the build, hints are', async () => {
  const files = (await readdir(join(course, 'dist'), { recursive: true, withFileTypes: true })).filter(
    (entry) =>
      entry.isFile() && /\.(?:html|json|js)$/.test(entry.name) && !/gallery|api/.test(entry.parentPath),
  )
  expect(files.length).toBeGreaterThan(30)
  const all = (
    await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
  ).join('\n')
  expect(all).toContain('Which of these functions has no upper end?')
  expect(all).not.toContain('secret solution')
  const exercises = files.filter(({ parentPath }) => parentPath.includes('exercises'))
  for (const { parentPath, name } of exercises) {
    const { variants } = JSON.parse(await readFile(join(parentPath, name), 'utf8')) as {
      variants: { html: object; solutions: string }[]
    }
    for (const { html, solutions } of variants)
      expect([Object.keys(html).includes('solution'), solutions]).toEqual([false, 'never'])
  }
  expect(await read('clinic/night-shift/index.html')).not.toContain('exercise-sheet-solution')
})

test('the class has numbers of its own: the seed of the course draws them', async () => {
  const { variants } = JSON.parse(await read('exercises/neurons/activations/two-layers-one.json')) as {
    variants: { seed: string }[]
  }
  const seeds = variants.map(({ seed }) => seed)
  const { variantSeed } = await import('../../src/exercises/params.ts')
  expect(seeds[0]).toBe(variantSeed('clinic-2027', 'neurons/activations/two-layers-one', 1, 1))
})

test('texts, styles and links of the course are its own', async () => {
  const front = await read('index.html')
  expect(front).toContain('Networks, for people who treat people')
  expect(front).toContain('about 20 minutes')
  expect(front).toContain('<a href="https://example.org/clinic/forum">Forum of the class</a>')
  const sheets = [...front.matchAll(/href="\/networks\/(_astro\/[^"]+\.css)"/g)].map(([, file]) => file!)
  const styles = (await Promise.all(sheets.map(read))).join('\n')
  expect(styles + front).toContain('#00695f')
})

test('links to lessons that are left out are words, and the build says which', async () => {
  expect(said).toContain('overlay/lessons/neurons/activations/index.mdx links to neurons/layers')
  expect(await read('neurons/activations/index.html')).toContain('is told where layers are')
  const first = await read('neurons/artificial-neuron/index.html')
  expect(first).toMatch(/Slopes and sums[^<]*<span[^>]*>\s*\(not part of this course\)/)
  const pages = (await readdir(join(course, 'dist'), { recursive: true })).filter((file) =>
    file.endsWith('index.html'),
  )
  const known = new Set(
    pages.map((file) => `/networks/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`),
  )
  const broken: string[] = []
  for (const page of pages) {
    const address = `https://host/networks/${page.replace(/index\.html$/, '')}`
    for (const [, href] of (await read(page)).matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)) {
      const { host, pathname } = new URL(href!, address)
      if (host === 'host' && pathname.endsWith('/') && !known.has(pathname)) broken.push(`${page}: ${href}`)
    }
  }
  expect(broken).toEqual([])
})

test('check reads the course as it is put together, and names the author’s own files', async () => {
  const { status, output } = await chainrule('check', '--seeds', '3')
  // Where a seed draws two variants alike, that is worth a word and no error.
  expect(output).toMatch(/No findings\.|, 0 of them errors\./)
  expect(status).toBe(0)
  const lesson = 'overlay/lessons/clinic/night-shift/index.mdx'
  const source = await readFile(join(course, lesson), 'utf8')
  await writeFile(join(course, lesson), source.replace('id="who-is-called"', 'id="who-is-caled"'))
  const wrong = await chainrule('check', '--seeds', '3')
  expect(wrong.output).toMatch(
    /overlay\/lessons\/clinic\/night-shift\/index\.mdx:\d+ {2}unknown-exercise .*Did you mean "who-is-called"\?/,
  )
  expect(wrong.status).toBe(1)
}, 600_000)

test('an update that changes a covered text is named by the check, until the author has compared', async () => {
  const check = async (...flags: string[]) => (await chainrule('check', '--seeds', '1', ...flags)).output
  const note =
    'CHANGED: overlay/lessons/neurons/activations/index.mdx covers node_modules/chainrule/lessons/01-neurons/02-activations/index.mdx'
  expect(await check('--fix')).not.toMatch(/covers|CHANGED/)
  const theirs = join(course, 'node_modules/chainrule/lessons/01-neurons/02-activations/index.mdx')
  const before = await readFile(theirs, 'utf8')
  await writeFile(theirs, `${before}\nA sentence that was mended.\n`)
  expect(await check()).toContain(note)
  expect(await check('--seen')).not.toMatch(/covers|CHANGED/)
  await writeFile(theirs, before)
}, 600_000)

test('a new lesson and a new figure of an overlay are made, and pass as they are', async () => {
  const lesson = await chainrule('new', 'lesson', 'clinic/day-shift')
  expect(lesson.output).toContain("Add 'day-shift' to the lessons of the unit 'clinic' in course.config.ts")
  expect((await chainrule('new', 'figure', 'ward-clock')).output).toContain('<WardClock>')
  const index = join(course, 'overlay/lessons/clinic/day-shift/index.mdx')
  const text = await readFile(index, 'utf8')
  await writeFile(index, text.replace('<Recap>', '<WardClock>\n\nTry it.\n\n</WardClock>\n\n<Recap>'))
  const config = await readFile(join(course, 'course.config.ts'), 'utf8')
  await writeFile(
    join(course, 'course.config.ts'),
    config.replace("['night-shift']", "['night-shift', 'day-shift']"),
  )
  const { output } = await chainrule('check', '--fix', '--seeds', '3')
  expect(output).not.toMatch(/day-shift|ward-clock/)
  expect(await readFile(join(course, 'overlay/exercise-ids.json'), 'utf8')).toContain(
    '"clinic/day-shift/first-exercise"',
  )
  const again = await chainrule('new', 'lesson', 'clinic/day-shift')
  expect(again.output).toContain('overlay/lessons/clinic/day-shift exists already')
  expect(again.status).toBe(2)
}, 600_000)
