import { strFromU8, unzipSync } from 'fflate'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Work } from '../../src/exercises/attempts.ts'
import { CONFIG_ID, NOTE_ID, type LmsConfig } from '../../src/lms/config.ts'
import { packWork } from '../../src/lms/suspend.ts'
import { exportScorm } from '../../tools/lib/export/export-scorm.ts'
import { cellOn, outputOf, run } from './helpers/cells.ts'
import { answer, exerciseOn, rightAnswer, wrongAnswers } from './helpers/exercises.ts'
import { launch, leave, serveLms, value, type Lms } from './helpers/lms.ts'
import { close, disconnect, expectSeen, expectSoon, open, type Opened } from './helpers/page.ts'
import { stepOf } from './helpers/training.ts'

const LESSON = 'neurons/artificial-neuron/index.html'
const ID = 'sum-of-two'
const SCORE = { '1.2': 'cmi.core.score.raw', '2004': 'cmi.score.raw' }
const STATUS = { '1.2': 'cmi.core.lesson_status', '2004': 'cmi.completion_status' }

let folder: string
let lms: Lms
let opened: Opened
const packages: Record<string, ReadonlyMap<string, Uint8Array>> = {}

/** Writes a package as the command does, and opens its zip as an LMS does. */
async function packed(name: string, wanted: string, more: { pass?: string } = {}): Promise<void> {
  const out = join(folder, name)
  const given = { dist: 'dist', wanted, out, version: '0.1.0', courseTitle: 'Chainrule', ...more }
  for (const { file } of await exportScorm(given)) {
    const standard = file.endsWith('12.zip') ? '1.2' : '2004'
    packages[`${name}-${standard}`] = new Map(Object.entries(unzipSync(await readFile(file))))
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-scorm-'))
  await packed('unit', 'neurons', { pass: '60' })
  lms = await serveLms(packages)
}, 240_000)
afterAll(async () => {
  lms.close()
  await rm(folder, { recursive: true })
  await disconnect()
})
afterEach(async () => {
  expect(opened.problems).toEqual([])
  expect(opened.foreign).toEqual([])
  await close(opened)
})

const inLms = async (expected?: RegExp): Promise<Opened> =>
  (opened = await open('lms.html', { site: lms.url, ...(expected ? { expected } : {}) }))

const configIn = (name: string): LmsConfig => {
  const html = strFromU8(packages[name]!.get(LESSON)!)
  return JSON.parse(new RegExp(`id="${CONFIG_ID}">([^<]*)<`).exec(html)![1]!) as LmsConfig
}

describe.each(['1.2', '2004'] as const)('a lesson in an LMS of SCORM %s', (standard) => {
  const lesson = () => lms.lesson(`unit-${standard}`, LESSON)

  test('reports what was reached, and goes on with it on another computer', async () => {
    const first = await inLms()
    const frame = await launch(first.page, lesson(), { standard, record: named(standard, 'ada') })
    const note = frame.locator(`#${NOTE_ID}`)
    await expectSoon(() => note.innerText()).toContain('Recorded in your course. 0 of')
    expect(await value(first.page, STATUS[standard])).toBe('incomplete')
    const exercise = await exerciseOn(frame, ID)
    await answer(exercise, wrongAnswers(ID)[0])
    await answer(exercise, rightAnswer(ID))
    await exercise.locator('.feedback-correct').waitFor()
    const all = configIn(`unit-${standard}`).exercises.length
    await expectSoon(() => note.innerText()).toContain(`Recorded in your course. 1 of ${all} exercises done`)
    const score = Math.round(10_000 / all) / 100
    expect(Number(await value(first.page, SCORE[standard]))).toBe(score)
    const record = await leave(first.page, standard)
    expect(record['suspend_data']).toMatch(/^1[\w+/=]+$/)
    expect(first.problems).toEqual([])
    await close(first)

    const second = await inLms()
    const again = await launch(second.page, lesson(), { standard, record })
    const same = await exerciseOn(again, ID)
    await same.locator('.feedback-correct').waitFor()
    expect(await same.getByRole('textbox').inputValue()).toBe(String(rightAnswer(ID)))
    await expectSoon(() => again.locator(`#${NOTE_ID}`).innerText()).toContain(`1 of ${all} exercises done`)
    expect(Number(await value(second.page, SCORE[standard]))).toBe(score)
  })

  test('is complete and passed when its last exercise is done', async () => {
    const config = configIn(`unit-${standard}`)
    const record = {
      ...named(standard, 'grace'),
      suspend_data: packWork(config, allRightBut(config, ID), standard === '1.2' ? 4096 : 64_000),
    }
    const { page } = await inLms()
    const frame = await launch(page, lesson(), { standard, record })
    await answer(await exerciseOn(frame, ID), rightAnswer(ID))
    await expectSoon(async () => Number(await value(page, SCORE[standard]))).toBe(100)
    expect(await value(page, STATUS[standard])).toBe(standard === '1.2' ? 'passed' : 'completed')
    if (standard === '2004') {
      expect(await value(page, 'cmi.success_status')).toBe('passed')
      expect(Number(await value(page, 'cmi.score.scaled'))).toBe(1)
      expect(Number(await value(page, 'cmi.progress_measure'))).toBe(1)
    }
    const { suspend_data: kept } = await leave(page, standard)
    expect(String(kept).length).toBeLessThanOrEqual(standard === '1.2' ? 4096 : 64_000)
  })

  test('goes on without an LMS that is gone, and sends its work when it is back', async () => {
    const { page } = await inLms()
    const frame = await launch(page, lesson(), { standard, record: named(standard, 'alan') })
    const note = frame.locator(`#${NOTE_ID}`)
    await expectSoon(() => note.innerText()).toContain('Recorded in your course')
    const commit = standard === '1.2' ? 'LMSCommit' : 'Commit'
    await page.evaluate((name) => {
      const { runtime } = window as unknown as { runtime: Record<string, unknown> }
      runtime['kept'] = runtime[name]
      runtime[name] = () => {
        throw new Error('the session has ended')
      }
    }, commit)
    const exercise = await exerciseOn(frame, ID)
    await answer(exercise, rightAnswer(ID))
    await expectSoon(() => note.innerText()).toContain('does not answer. Your work is kept in this browser')
    await answer(await exerciseOn(frame, 'other-unit'), rightAnswer('other-unit'))
    await page.evaluate((name) => {
      const { runtime } = window as unknown as { runtime: Record<string, unknown> }
      runtime[name] = runtime['kept']
    }, commit)
    await leave(page, standard)
    const all = configIn(`unit-${standard}`).exercises.length
    expect(Number(await value(page, SCORE[standard]))).toBe(Math.round(20_000 / all) / 100)
    // Another student on the same computer sees nothing of it.
    const other = await launch(page, lesson(), { standard, record: named(standard, 'edsger') })
    expect(await (await exerciseOn(other, ID)).getByRole('textbox').inputValue()).toBe('')
    await leave(page, standard)
    // The first one does, though the LMS has forgotten everything.
    const back = await launch(page, lesson(), { standard, record: named(standard, 'alan') })
    await (await exerciseOn(back, ID)).locator('.feedback-correct').waitFor()
    await expectSoon(async () => Number(await value(page, SCORE[standard]))).toBe(
      Math.round(20_000 / all) / 100,
    )
  })
})

const named = (standard: LmsConfig['standard'], id: string): Record<string, unknown> =>
  standard === '1.2' ? { core: { student_id: id } } : { learner_id: id }

const allRightBut = ({ lesson, exercises }: LmsConfig, left: string): Work[] =>
  exercises
    .filter(({ id }) => id !== left)
    .map(({ id, version, seeds }, i) => {
      const question = { version, variant: 1, seed: seeds[0]! }
      const given = {
        ...question,
        raw: '1',
        status: 'correct' as const,
        score: 1,
        hints: 0,
        isSolutionSeen: false,
      }
      const at = Date.UTC(2026, 8, 1) + 1000 * i
      return {
        id: `${lesson}/${id}`,
        ...question,
        draft: null,
        answers: [{ ...given, at }],
        hints: 0,
        isSolutionSeen: false,
        updated: at,
      }
    })

/** Packages are written and whole lessons opened: a busy machine may take its time, in milliseconds. */
const LONG = { timeout: 240_000 }

describe('a package', LONG, () => {
  const standard = '1.2'
  const lesson = (page = LESSON) => lms.lesson('unit-1.2', page)

  test('runs its cells, trains its neuron and shows its fonts in the LMS’s frame', async () => {
    const { page } = await inLms()
    const frame = await launch(page, lesson(), { standard })
    const cell = cellOn(page.frame({ url: /artificial-neuron/ })!, 'neuron')
    await cell.scrollIntoViewIfNeeded()
    await cell.locator('.cell-code').click()
    await run(cell)
    expect(await outputOf(cell)).not.toBe('')
    const figure = frame.locator('figure', { has: frame.locator('.training-facts') }).first()
    await figure.scrollIntoViewIfNeeded()
    await figure.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' })
    await figure.getByRole('button', { name: 'One step', exact: true }).click()
    await expectSoon(() => stepOf(figure)).toBe(1)
    await expectSoon(() => frame.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true)
  })

  test('waits for an LMS that is slow to begin, and loses nothing that was done meanwhile', async () => {
    const { page } = await inLms()
    const frame = await launch(page, lesson(), { standard, record: named(standard, 'slow'), late: 2500 })
    await answer(await exerciseOn(frame, ID), rightAnswer(ID))
    await expectSoon(() => frame.locator(`#${NOTE_ID}`).innerText()).toContain(
      'Recorded in your course. 1 of',
    )
  })

  test('says that nothing is recorded where there is no LMS, and works', async () => {
    opened = await open(lesson().slice(1), { site: lms.url })
    await expectSoon(() => opened.page.locator(`#${NOTE_ID}`).innerText()).toContain('nothing is reported')
    await answer(await exerciseOn(opened.page, ID), rightAnswer(ID))
    await opened.page.reload()
    await (await exerciseOn(opened.page, ID)).locator('.feedback-correct').waitFor()
  })

  test('opens another lesson in a tab of its own, where nothing is recorded', async () => {
    const { page } = await inLms()
    const frame = await launch(page, lesson('neurons/activations/index.html'), { standard })
    const tab = page.context().waitForEvent('page')
    await frame.locator('.lesson-facts a, .prose a[href*="artificial-neuron"]').first().click()
    const other = await tab
    await expectSeen(other.getByText('You are reading along: nothing is recorded here.'))
    expect(await value(page, STATUS[standard])).toBe('incomplete')
    expect(frame.isDetached()).toBe(false)
  })

  test('asks every lesson of its own files only, and finds them all', async () => {
    opened = await open('lms.html', { site: lms.url })
    const pages = [...packages['unit-1.2']!.keys()].filter((path) => /^neurons\/.*\.html$/.test(path))
    expect(pages).toHaveLength(4)
    let figures = 0
    for (const path of pages) {
      await opened.page.goto(lms.url + lesson(path).slice(1), { waitUntil: 'load' })
      const links = await opened.page
        .locator('a[href]')
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
      const outside = links.filter(
        (href) => href.startsWith(lms.url) && !href.includes('/content/1/unit-1.2/'),
      )
      expect(outside).toEqual([])
      // Nothing is offered that is not in the package.
      expect(await opened.page.locator('.search-open, .neighbors, .foot-nav').count()).toBe(0)
      figures += await opened.page.locator('.frame-code').count()
      expect(await opened.page.locator('.frame-code:visible, .frame-embed:visible').count()).toBe(0)
    }
    expect(figures).toBeGreaterThan(0)
    expect(
      [...packages['unit-1.2']!.keys()].filter((path) => /pagefind|feed|social|dialog/.test(path)),
    ).toEqual([])
  })

  test('has a manifest that a browser reads, with a page for every item', async () => {
    opened = await open('lms.html', { site: lms.url })
    for (const name of ['unit-1.2', 'unit-2004']) {
      const source = strFromU8(packages[name]!.get('imsmanifest.xml')!)
      const read = await opened.page.evaluate((xml) => {
        const document = new DOMParser().parseFromString(xml, 'text/xml')
        const resources = new Map(
          [...document.querySelectorAll('resource')].map((one) => [
            one.id || one.getAttribute('identifier'),
            one.getAttribute('href'),
          ]),
        )
        return {
          errors: document.querySelectorAll('parsererror').length,
          pages: [...document.querySelectorAll('item')].map((item) =>
            resources.get(item.getAttribute('identifierref')),
          ),
          titles: [...document.querySelectorAll('item > title')].map((title) => title.textContent),
        }
      }, source)
      expect(read.errors).toBe(0)
      expect(read.pages[0]).toBe(LESSON)
      expect(read.titles[0]).toBe('The artificial neuron')
      expect(read.pages.every((path) => packages[name]!.has(path!))).toBe(true)
      expect([...packages[name]!.keys()]).toContain('imsmanifest.xml')
    }
  })

  test('has the same bytes when it is made again', async () => {
    opened = await open('lms.html', { site: lms.url })
    const bytes = async (out: string) => {
      const given = {
        dist: 'dist',
        wanted: 'neurons/layers',
        out: join(folder, out),
        version: '1',
        courseTitle: '',
      }
      const [written] = await exportScorm({ ...given, standard: '1.2' })
      return readFile(written!.file)
    }
    expect((await bytes('once')).equals(await bytes('twice'))).toBe(true)
  })
})
