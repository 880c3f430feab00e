import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepCovers, notesOfCovers, readCovers } from '../../tools/lib/course/covers.ts'
import { readLibrary } from '../../tools/lib/course/library.ts'
import { filesBelow } from '../../tools/lib/course/stage.ts'

/** An update of Chainrule changes a text that a course covers: what was mended there does not reach the course's students. */

const EXAMPLE = join(import.meta.dirname, '../../examples/course')
const THEIRS = 'lessons/01-neurons/02-activations'
const OURS = 'overlay/lessons/neurons/activations'
let folder = ''
let places = { upstream: '', course: '' }

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), text)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-covers-'))
  places = { upstream: join(folder, 'chainrule'), course: join(folder, 'course') }
  await cp(join(EXAMPLE, 'overlay'), join(places.course, 'overlay'), { recursive: true })
  await put(`chainrule/${THEIRS}/index.mdx`, '---\ntitle: Theirs\n---\n\nA text.\n')
  await put(
    `chainrule/${THEIRS}/exercises.ts`,
    'export default exercises({\n  theirs: numeric({\n  }),\n})\n',
  )
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function covers() {
  const [upstream, own] = await Promise.all([
    readLibrary(join(places.upstream, 'lessons')),
    readLibrary(join(places.course, 'overlay/lessons')),
  ])
  const all = [...upstream, ...own].flatMap(({ lessons }) => lessons)
  const plan = [...new Set(all.map(({ id }) => id))].map((id) => {
    const [theirs, ours] = [upstream, own].map((units) =>
      units.flatMap(({ lessons }) => lessons).find((one) => one.id === id),
    )
    return { id, ...(theirs ? { upstream: theirs } : {}), ...(ours ? { own: ours } : {}) }
  })
  const unit = { id: 'all', title: '', summary: '', preparation: [], lessons: plan }
  return readCovers(places, [unit], await filesBelow(join(places.course, 'overlay')))
}
const said = async () => notesOfCovers(await covers())

test('what is covered is written down once, and then there is nothing to say', async () => {
  expect(await said()).toEqual([
    `${OURS}/index.mdx covers node_modules/chainrule/${THEIRS}/index.mdx: chainrule check --fix writes that down, and an update that changes it is named here.`,
  ])
  const kept = await keepCovers(places, await covers(), false)
  expect(notesOfCovers(kept)).toEqual([])
  expect(await said()).toEqual([])
  const list = JSON.parse(await readFile(join(places.course, 'overlay/covers.json'), 'utf8'))
  expect(list).toEqual([
    { file: `${OURS}/index.mdx`, published: `${THEIRS}/index.mdx`, hash: expect.any(String) },
  ])
})

test('an update that changes it is named until somebody says that they have compared', async () => {
  await keepCovers(places, await covers(), false)
  await put(`chainrule/${THEIRS}/index.mdx`, '---\ntitle: Theirs\n---\n\nA mended text.\n')
  const changed = [
    `CHANGED: ${OURS}/index.mdx covers node_modules/chainrule/${THEIRS}/index.mdx, which an update has changed. Compare the two, take over what you want, then run chainrule check --seen.`,
  ]
  expect(await said()).toEqual(changed)
  // --fix writes down what needs no judgment.
  await keepCovers(places, await covers(), false)
  expect(await said()).toEqual(changed)
  await keepCovers(places, await covers(), true)
  expect(await said()).toEqual([])
})

test('other line ends are no change', async () => {
  await keepCovers(places, await covers(), false)
  await put(`chainrule/${THEIRS}/index.mdx`, '---\r\ntitle: Theirs\r\n---\r\n\r\nA text.\r\n')
  expect(await said()).toEqual([])
})

test('a lesson that Chainrule no longer has is named', async () => {
  await keepCovers(places, await covers(), false)
  await rm(join(places.upstream, THEIRS), { recursive: true })
  expect(await said()).toEqual([
    `CHANGED: ${OURS}/index.mdx covered node_modules/chainrule/${THEIRS}/index.mdx, and covers nothing any more. Look whether you still need it, then run chainrule check --seen.`,
  ])
})

test('exercises that are added cover nothing; one of the same id does', async () => {
  const file = `chainrule/${THEIRS}/exercises.ts`
  // The example's own exercise there is dose-output.
  await put(file, "export default exercises({\n  'dose-output': numeric({\n  }),\n})\n")
  expect((await said()).filter((note) => note.includes('exercises.ts'))).toHaveLength(1)
})
