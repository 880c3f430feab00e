#!/usr/bin/env node
// `npx chainrule <command>` in the folder of a course of one's own: its course.config.ts and overlay/ over the published
// course, which is a dependency and stays as it is. What the commands do is said below, in HELP.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, watch } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const upstream = dirname(dirname(fileURLToPath(import.meta.url)))
runOnOwnNode()
await import('./node.mjs')
const { prepareStage } = await import('./stage.mjs')

const COMMANDS = ['build', 'start', 'dev', 'check', 'new', 'regrade', 'worksheets', 'export']
const HELP = `chainrule new course <folder>                    begins a course, anywhere; the others run in its folder
chainrule new unit | lesson | exercise | figure  adds one that passes the check
chainrule dev                                    shows the course as you save
chainrule check                                  says what is wrong; --fix lists new exercises, --watch goes on,
                                                 --seen says that you have compared what an update has changed
chainrule build                                  writes dist/
chainrule start                                  builds, and serves it
chainrule worksheets <assignment> <names.txt>    a paper for every student, and the key
chainrule regrade <folder>                       grades handed-in work again
chainrule export scorm | moodle <lesson|unit|course>
--course <folder>                                another folder than this one`
const given = process.argv.slice(2)
const at = given.indexOf('--course')
const course = resolve(at === -1 ? '.' : (given[at + 1] ?? '.'))
const [command = '', ...rest] = at === -1 ? given : given.toSpliced(at, 2)

if (['', 'help', '--help', '-h'].includes(command)) {
  console.log(HELP)
  process.exit()
}
if (!COMMANDS.includes(command)) quit(`there is no command "${command}".\n\n${HELP}`)
if (command === 'new' && rest[0] === 'course') {
  await begin(rest[1], rest.indexOf('--title') === -1 ? undefined : rest[rest.indexOf('--title') + 1])
  process.exit()
}
if (!existsSync(join(course, 'course.config.ts')))
  quit('there is no course.config.ts here: "chainrule new course <folder>" begins a course.')

const stage = join(course, '.chainrule')
const places = { upstream, course }
await prepareStage(upstream, stage)
// From the stage: Node does not run TypeScript that lies in node_modules.
const staged = (path) => import(pathToFileURL(join(stage, 'tools/lib', path)).href)
const { assemble } = await staged('course/assemble.ts')
const { withOriginalNames } = await staged('course/names.ts')
const { asLine } = await staged('finding.ts')

let { findings, notes, origins, covers } = await assemble(stage, places)
const { keepCovers, notesOfCovers } = await staged('course/covers.ts')
const own = (text) => withOriginalNames(text, stage, Object.fromEntries(origins))

if (command === 'check') process.exitCode = await check()
// Something new may be what mends a course.
else if (command === 'new') await make()
else {
  if (['build', 'start', 'dev'].includes(command)) sayNotes()
  if (findings.length > 0) quit(findings.map(asLine).join('\n'), 1)
  if (command === 'dev') dev()
  else if (command === 'regrade') process.exitCode = regrade()
  else if (command === 'worksheets') process.exitCode = worksheets()
  else if (command === 'export') process.exitCode = await exportCourse()
  else {
    process.exitCode = build()
    if (command === 'start' && process.exitCode === 0) await serveCourse()
  }
}

/** Chainrule brings a Node of its own; where the machine's is too old, this starts again on that one. */
function runOnOwnNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  const places = [join(upstream, 'node_modules/.bin/node'), join(upstream, '../.bin/node')]
  const node = places.find((path) => existsSync(path))
  if (!node) return
  const { status } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}

function quit(message, code = 2) {
  console.error(message)
  process.exit(code)
}

function astro(...args) {
  return [join(stage, 'node_modules/astro/bin/astro.mjs'), ...args]
}

function environment() {
  return { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', CHAINRULE_COURSE: course }
}

/** Astro knows a text again by what it says, and would look for it in the folder that it had in another order. */
function forgetOrder() {
  for (const store of ['.astro/data-store.json', 'node_modules/.astro/data-store.json'])
    rmSync(join(stage, store), { force: true })
}

function build() {
  forgetOrder()
  const args = astro('build', '--silent', '--outDir', join(course, 'dist'))
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: stage,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const said = own(stdout + stderr).trim()
  if (said) console.error(said)
  if (status === 0) console.log(`${course === process.cwd() ? '' : `${course}/`}dist is built.`)
  return status ?? 1
}

async function serveCourse() {
  const { serve } = await import('./serve.mjs')
  const base = process.env.BASE ?? '/'
  const { url } = await serve(join(course, 'dist'), { port: Number(process.env.PORT ?? 4321), base })
  console.log(`\n  The course is at ${url}   (Ctrl-C ends it)\n`)
}

function dev() {
  const show = () => {
    forgetOrder()
    return spawn(process.execPath, astro('dev'), { cwd: stage, env: environment(), stdio: 'inherit' })
  }
  const texts = () => [...origins.keys()].filter((file) => file.endsWith('.mdx')).toSorted()
  let server = show()
  process.on('exit', () => server.kill())
  let timer
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      const before = texts().join()
      ;({ findings, notes, origins, covers } = await assemble(stage, places))
      for (const finding of findings) console.error(asLine(finding))
      if (findings.length > 0 || texts().join() === before) return
      // Lessons that are added or moved have other folders.
      server.once('exit', () => (server = show()))
      server.kill()
    }, 150)
  }
  // The folder, not the file: many an editor saves by putting another file in its place.
  watch(course, (_, name) => name === 'course.config.ts' && again())
  mkdirSync(join(course, 'overlay'), { recursive: true })
  watch(join(course, 'overlay'), { recursive: true }, again)
}

function sayNotes() {
  for (const note of [...notes, ...notesOfCovers(covers)]) console.log(`note: ${note}`)
}

async function check() {
  const { keepIds, readStagedIds } = await staged('course/ids.ts')
  const isSeen = rest.includes('--seen')
  if (isSeen || rest.includes('--fix')) covers = await keepCovers(places, covers, isSeen)
  const before = await readStagedIds(stage)
  for (const finding of findings) console.log(asLine(finding))
  sayNotes()
  if (findings.length > 0) return 1
  const args = [join(stage, 'tools/check.mjs'), ...rest.filter((word) => word !== '--seen')]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: stage,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  await keepIds(stage, places, before)
  process.stdout.write(own(stdout))
  process.stderr.write(own(stderr))
  return status ?? 1
}

/** In the course's own folder, with its exercises and its seed. */
function regrade() {
  const isText = (i) =>
    rest[i].startsWith('-') || ['--seed', '--processes', '--assignment'].includes(rest[i - 1])
  const given = rest.map((word, i) => (isText(i) ? word : resolve(word)))
  const args = [join(stage, 'tools/regrade.mjs'), '--course', stage, ...given]
  return spawnSync(process.execPath, args, { cwd: stage, stdio: 'inherit' }).status ?? 1
}

/** The assignment and the seed are words; the list of names and the folder for the papers are paths from here. */
function worksheets() {
  const names = rest.filter((word, i) => !word.startsWith('-') && !rest[i - 1]?.startsWith('--'))
  const isPath = (i) => rest[i - 1] === '--out' || rest[i] === names[1]
  const given = rest.map((word, i) => (isPath(i) ? resolve(word) : word))
  const out = rest.includes('--out') ? [] : ['--out', resolve('worksheets')]
  const args = [join(stage, 'tools/worksheets.mjs'), '--course', stage, ...out, ...given]
  return spawnSync(process.execPath, args, { cwd: stage, stdio: 'inherit' }).status ?? 1
}

/** Packages are made of what is built, questions of the exercises as they are put together. */
async function exportCourse() {
  const isPath = (i) => ['--out', '--dist'].includes(rest[i - 1])
  const given = rest.map((word, i) => (isPath(i) ? resolve(word) : word))
  if (!rest.includes('--out')) given.push('--out', resolve('export'))
  const run = (...more) =>
    spawnSync(process.execPath, [join(stage, 'tools/export.mjs'), ...given, ...more], {
      cwd: stage,
      stdio: 'inherit',
    }).status ?? 1
  if (rest[0] !== 'scorm' || rest.includes('--dist')) return run()
  // What is asked for is read before minutes are spent on a build.
  const refused = run('--check')
  if (refused) return refused
  const { isBuilt } = await staged('export/build-course.ts')
  const status = (await isBuilt(course)) ? 0 : build()
  return status || run('--dist', join(course, 'dist'))
}

/** @param {string | undefined} folder @param {string | undefined} title */
async function begin(folder, title) {
  if (!folder) quit('say where: chainrule new course <folder>')
  const at = resolve(folder)
  const stage = join(at, '.chainrule')
  await prepareStage(upstream, stage)
  const load = (path) => import(pathToFileURL(join(stage, 'tools/lib', path)).href)
  const { newCourse } = await load('new/course.ts')
  const { Refusal } = await load('new/names.ts')
  try {
    for (const file of await newCourse(upstream, at, title)) console.log(join(folder, file))
    console.log(`Next: cd ${folder}, then npm install, then npx chainrule dev.`)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    quit(error.message)
  }
}

async function make() {
  const { newInOverlay } = await staged('course/new.ts')
  const { Refusal } = await staged('new/names.ts')
  try {
    const { files, next } = await newInOverlay(places, rest)
    for (const file of files) console.log(file)
    console.log(next)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    quit(error.message)
  }
}
