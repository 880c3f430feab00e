import { spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { skeletons } from '../../tools/lib/new/exercise-skeletons.ts'
import { newExercise } from '../../tools/lib/new/exercise.ts'
import { newFigure } from '../../tools/lib/new/figure.ts'
import { newLesson } from '../../tools/lib/new/lesson.ts'
import { Refusal } from '../../tools/lib/new/names.ts'

const REPOSITORY = join(import.meta.dirname, '../..')
const PARTS = [
  'components',
  'data',
  'lessons',
  'public',
  'src',
  'tools',
  'astro.config.mjs',
  'package.json',
  'tsconfig.json',
  '.prettierrc.json',
  '.prettierignore',
]

/** Units and plans, but no lesson and no page that links to one: what is built is what was generated. */
const isWanted = (path: string): boolean =>
  !/lessons[\\/](?:\d+-[^\\/]+[\\/]\d+-|[^\\/]+\.mdx$)/.test(path) && !path.endsWith('exercise-ids.json')

/** A copy of the course in which skeletons are made; what it needs of npm is the repository's. */
let copy = ''
const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' })
const make = (...args: string[]) => run('tools/new.mjs', ...args)
const read = (file: string) => readFile(join(copy, file), 'utf8')
const UNIT = 'lessons/07-beyond'
const LESSON = `${UNIT}/01-recurrent`

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'chainrule-new-'))
  await Promise.all(
    PARTS.map((part) => cp(join(REPOSITORY, part), join(copy, part), { recursive: true, filter: isWanted })),
  )
  // Without lessons there is nothing that an assignment could set.
  await writeFile(join(copy, 'course.config.ts'), "export default { title: 'Chainrule' }\n")
  await symlink(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'), 'junction')
}, 300_000)

afterAll(() => rm(copy, { recursive: true, force: true }))

test('a lesson with an exercise of every kind and a figure passes check and build as it is generated', async () => {
  const lesson = make('lesson', 'beyond/recurrent')
  expect(lesson.stderr).toBe('')
  expect(lesson.stdout).toContain(`${LESSON}/index.mdx`)
  expect(lesson.stdout).toContain(`${LESSON}/teaching.mdx`)
  // The lesson was planned: its title and place come from the plan, and the plan is done.
  expect(await read(`${LESSON}/index.mdx`)).toContain('title: "Recurrent networks"')
  expect(
    JSON.parse(await read(`${UNIT}/unit.json`)).preparation.map(({ id }: { id: string }) => id),
  ).not.toContain('recurrent')

  for (const kind of Object.keys(skeletons)) {
    expect(make('exercise', 'beyond/recurrent', `a-${kind}`, '--kind', kind).status).toBe(0)
  }
  expect(make('figure', 'slow-fade').status).toBe(0)
  const text = await read(`${LESSON}/index.mdx`)
  await writeFile(
    join(copy, LESSON, 'index.mdx'),
    text.replace('<Recap>', '<SlowFade>\n\nTry it.\n\n</SlowFade>\n\n<Recap>'),
  )

  const fixed = run('tools/check.mjs', '--fix', '--json', '--seeds', '10')
  expect(JSON.parse(fixed.stdout)).toEqual([])
  expect(run('tools/check.mjs', '--seeds', '0').stdout).toBe('No findings.\n')

  const build = run('node_modules/astro/bin/astro.mjs', 'build', '--silent')
  expect(build.stderr + build.stdout).toBe('')
  const page = await read('dist/beyond/recurrent/index.html')
  for (const kind of Object.keys(skeletons))
    expect(page).toContain(`data-exercise="beyond/recurrent/a-${kind}"`)
  expect(page).toContain('id="slow-fade"')
}, 600_000)

test('a unit comes after the last one, and a lesson can be made in it at once', async () => {
  const unit = make('unit', 'practice', '--title', 'In practice')
  expect(unit.stderr).toBe('')
  const [file = ''] = unit.stdout.split('\n')
  expect(file).toMatch(/^lessons\/\d\d-practice\/unit\.json$/)
  expect(Number(file.slice(8, 10))).toBeGreaterThan(7)
  expect(JSON.parse(await read(file)).title).toBe('In practice')
  expect(make('lesson', 'practice/first').stdout).toContain('-practice/01-first/index.mdx')
  expect(make('unit', 'practice').stderr).toContain('-practice exists already')
})

test('a course of one’s own names every lesson there is, in order, and where npm finds the published one', async () => {
  const folder = join(copy, 'class')
  const made = make('course', folder, '--title', 'The class’s "own"')
  expect(made.stderr).toBe('')
  const config = await readFile(join(folder, 'course.config.ts'), 'utf8')
  expect(config).toContain('title: \'The class’s "own"\'')
  expect(config).toMatch(/id: 'beyond',\s*lessons: \[\s*'recurrent'/)
  const { dependencies, scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  expect(dependencies).toEqual({ chainrule: 'file:..' })
  expect(scripts.regrade).toBe('chainrule regrade')
  expect(make('course', folder).stderr).toContain('is not empty')
  expect(make('course').stderr).toContain('say where')
})

describe('what cannot be made is refused, with what can', () => {
  const refusal = async (made: Promise<unknown>): Promise<string> => {
    const error = await made.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(Refusal)
    return (error as Refusal).message
  }

  test.each([
    ['neuron/next', /no unit "neuron"\. Did you mean "neurons"/],
    ['neurons', /lesson <unit>\/<slug>/],
    ['neurons/Second Lesson', /write second-lesson/],
    ['beyond/recurrent', /01-recurrent exists already/],
  ])('the lesson %s', async (where, message) => {
    expect(await refusal(newLesson(copy, where))).toMatch(message)
  })

  test.each([
    ['neurons/nothing', 'a', 'numeric', /no lesson "neurons\/nothing"/],
    ['beyond/recurrent', 'newOne', 'numeric', /write new-one/],
    ['beyond/recurrent', 'first-exercise', 'numeric', /has an exercise "first-exercise" already/],
    ['beyond/recurrent', 'new-one', 'numerc', /no kind "numerc"\. Did you mean "numeric"/],
  ])('the exercise %s %s %s', async (where, id, kind, message) => {
    expect(await refusal(newExercise(copy, where, id, kind))).toMatch(message)
  })

  test('the figure that exists', async () => {
    expect(await refusal(newFigure(copy, 'neuron-bench'))).toMatch(/components\/neuron-bench exists already/)
  })

  test('no word at all: how it is used', () => {
    const { status, stderr } = make()
    expect(status).toBe(2)
    expect(stderr).toContain('npm run new -- lesson <unit>/<slug>')
  })
})
