import { beforeEach, describe, expect, test } from 'vitest'
import type { Work } from '../../src/exercises/attempts.ts'
import type { LmsConfig } from '../../src/lms/config.ts'
import { findApi } from '../../src/lms/connection.ts'
import { LmsSession, type LmsState } from '../../src/lms/session.ts'
import { elementsOf, time12, time2004 } from '../../src/lms/standards.ts'
import { unpackWork } from '../../src/lms/suspend.ts'

const SEED = '0'.repeat(32)
const config = (more: Partial<LmsConfig> = {}): LmsConfig => ({
  standard: '1.2',
  package: 'test',
  lesson: 'neurons/one',
  exercises: ['a', 'b'].map((id) => ({ id, version: 1, seeds: [SEED] })),
  ...more,
})

/** An LMS of SCORM 1.2 that remembers what it is told, as slow and as broken as a test wants it. */
class FakeLms {
  values: Record<string, string> = { 'cmi.core.student_id': 'ada', 'cmi.core.lesson_mode': 'normal' }
  calls: string[] = []
  isDown = false
  refuses = ''
  slowness = 0
  /** Milliseconds of the test's own clock. */
  now = Date.UTC(2026, 10, 21)

  readonly api = {
    LMSInitialize: () => this.#say('initialize'),
    LMSGetValue: (name: string) => this.values[name] ?? '',
    LMSSetValue: (name: string, value: string) => {
      if (this.isDown || name === this.refuses) return 'false'
      this.values[name] = value
      return 'true'
    },
    LMSCommit: () => {
      this.now += this.slowness
      return this.#say('commit')
    },
    LMSFinish: () => this.#say('finish'),
    LMSGetLastError: () => '0',
  }

  #say(call: string): string {
    this.calls.push(call)
    return this.isDown ? 'false' : 'true'
  }
}

let lms: FakeLms
let shown: LmsState[]
let planned: { call: () => void; milliseconds: number } | undefined

const aroundIt = (has = true): Window => ({ parent: has ? { API: lms.api } : {} }) as unknown as Window

const open = (from: LmsConfig = config(), window = aroundIt(), isReading = false): LmsSession =>
  new LmsSession(
    from,
    {
      window,
      now: () => lms.now,
      later: (call, milliseconds) => (planned = { call, milliseconds }),
      show: (state) => shown.push(state),
    },
    isReading,
  )

/** Lets what waits for the time go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

/** The time that was planned for is there. */
const pass = () => {
  const due = planned!
  planned = undefined
  lms.now += due.milliseconds
  due.call()
}

const answered = (id: string, score: number, isSolutionSeen = false): Work => {
  const question = { version: 1, variant: 1, seed: SEED }
  const status = score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect'
  const answer = { raw: '1', status, score, ...question, at: lms.now, hints: 0, isSolutionSeen } as const
  const seen = { hints: 0, isSolutionSeen }
  return { id: `neurons/one/${id}`, ...question, draft: '1', answers: [answer], ...seen, updated: lms.now }
}

beforeEach(() => {
  lms = new FakeLms()
  shown = []
  planned = undefined
})

describe('what is reported', () => {
  test('a visit begins as incomplete, and is complete when every exercise is done', async () => {
    const session = open()
    await session.ready
    expect(lms.values).toMatchObject({ 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '0' })
    session.changed([answered('a', 1)])
    pass()
    expect(lms.values).toMatchObject({ 'cmi.core.lesson_status': 'incomplete', 'cmi.core.score.raw': '50' })
    session.changed([answered('b', 1, true)])
    pass()
    // Done, though not alone: it scores nothing.
    expect(lms.values).toMatchObject({ 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '50' })
    expect(shown.at(-1)).toEqual({ kind: 'recorded', result: { done: 2, all: 2, score: 50 } })
  })

  test('a pass mark decides between passed and failed, and only at the end between failed and not yet', async () => {
    const session = open(config({ pass: 60 }))
    await session.ready
    session.changed([answered('a', 1)])
    session.save()
    expect(lms.values['cmi.core.lesson_status']).toBe('incomplete')
    session.changed([answered('b', 1, true)])
    session.save()
    expect(lms.values['cmi.core.lesson_status']).toBe('failed')
    session.changed([answered('b', 0.5)])
    session.save()
    expect(lms.values).toMatchObject({ 'cmi.core.lesson_status': 'passed', 'cmi.core.score.raw': '75' })
  })

  test('a lesson without exercises is complete when it was opened', async () => {
    await open(config({ exercises: [] })).ready
    expect(lms.values['cmi.core.lesson_status']).toBe('completed')
    expect(lms.values['cmi.core.score.raw']).toBeUndefined()
  })

  test('what the LMS has is never taken back, even where it has lost the work', async () => {
    Object.assign(lms.values, { 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '80' })
    const session = open()
    await session.ready
    session.changed([answered('a', 1)])
    session.save()
    expect(lms.values).toMatchObject({ 'cmi.core.lesson_status': 'completed', 'cmi.core.score.raw': '80' })
  })

  test('times have the forms of the standards', () => {
    expect([0, 3_723_450, 4e12].map(time12)).toEqual(['0000:00:00.00', '0001:02:03.45', '9999:59:59.99'])
    expect([0, 3_723_450, 59_999].map(time2004)).toEqual(['PT0H0M0S', 'PT1H2M3.45S', 'PT0H0M59.99S'])
    for (const time of [0, 999, 59_996, 3_599_999]) {
      expect(time12(time)).toMatch(/^\d{4}:[0-5]\d:[0-5]\d\.\d\d$/)
      expect(time2004(time)).toMatch(/^PT\d+H[1-5]?\dM[1-5]?\d(\.\d{1,2})?S$/)
    }
  })

  test('SCORM 2004 tells completion, success and progress apart', () => {
    const report = { isComplete: true, done: 1, score: 40, isPassed: false, time: 0, suspendData: '' }
    expect(Object.fromEntries(elementsOf('2004', report))).toMatchObject({
      'cmi.completion_status': 'completed',
      'cmi.success_status': 'failed',
      'cmi.score.scaled': '0.4',
      'cmi.progress_measure': '1',
      'cmi.exit': 'suspend',
    })
    const begun = Object.fromEntries(elementsOf('2004', { ...report, isComplete: false, done: 1 / 3 }))
    expect(begun).toMatchObject({ 'cmi.success_status': 'unknown', 'cmi.progress_measure': '0.3333' })
  })
})

describe('an LMS that fails', () => {
  test('is told again later, everything at once', async () => {
    const session = open()
    await session.ready
    lms.isDown = true
    session.changed([answered('a', 1)])
    pass()
    expect(shown.at(-1)!.kind).toBe('failing')
    session.changed([answered('b', 1)])
    lms.isDown = false
    pass()
    expect(shown.at(-1)!.kind).toBe('recorded')
    expect(lms.values['cmi.core.score.raw']).toBe('100')
  })

  test('that throws, or has gone with its window, stops nothing', async () => {
    const session = open()
    await session.ready
    for (const name of Object.keys(lms.api))
      (lms.api as Record<string, unknown>)[name] = () => {
        throw new Error('gone')
      }
    session.changed([answered('a', 1)])
    expect(pass).not.toThrow()
    expect(() => session.end()).not.toThrow()
    expect(shown.at(-1)!.kind).toBe('failing')
  })

  test('that takes no score counts as failing; one that does not know a lesser element does not', async () => {
    lms.refuses = 'cmi.core.score.raw'
    await open().ready
    expect(shown.at(-1)!.kind).toBe('failing')
    lms.refuses = 'cmi.core.score.min'
    await open().ready
    expect(shown.at(-1)!.kind).toBe('recorded')
  })

  test('that takes seconds for every report is asked so seldom that the page is the reader’s', async () => {
    lms.slowness = 5000
    const session = open()
    await session.ready
    session.changed([answered('a', 1)])
    expect(planned!.milliseconds).toBeGreaterThanOrEqual(100_000)
    // Leaving tells it all the same.
    session.end()
    expect(lms.values['cmi.core.score.raw']).toBe('50')
    expect(lms.calls.at(-1)).toBe('finish')
  })

  test('that is not there yet is waited for; one that never comes is told', async () => {
    const window = aroundIt(false)
    const session = open(config(), window)
    pass()
    expect(shown.at(-1)).toEqual({ kind: 'searching' })
    await settle()
    ;(window.parent as unknown as { API: unknown }).API = lms.api
    pass()
    await session.ready
    expect(shown.at(-1)!.kind).toBe('recorded')

    const alone = open(config(), aroundIt(false))
    for (let i = 0; i < 100 && shown.at(-1)!.kind !== 'absent'; i++) {
      if (planned) pass()
      await settle()
    }
    expect(await alone.ready).toMatch(/^chainrule-lms-/)
    expect(shown.at(-1)).toEqual({ kind: 'absent' })
  })
})

describe('a visit', () => {
  test('goes on where the last one ended', async () => {
    const first = open()
    await first.ready
    first.changed([answered('a', 1)])
    first.end()
    expect(lms.values['cmi.core.exit']).toBe('suspend')
    expect(unpackWork(config(), lms.values['cmi.suspend_data']!, lms.now)).toHaveLength(1)
    const second = open()
    await second.ready
    expect(second.join([]).map(({ id }) => id)).toEqual(['neurons/one/a'])
  })

  test('keeps the work of two students apart on one device, and names neither', async () => {
    const ada = await open().ready
    lms.values['cmi.core.student_id'] = 'grace'
    const grace = await open().ready
    expect(ada).not.toBe(grace)
    expect(`${ada}${grace}`).not.toMatch(/ada|grace/)
  })

  test.each(['review', 'browse'])('in the mode %s shows the work and reports nothing', async (mode) => {
    lms.values['cmi.core.lesson_mode'] = mode
    const session = open()
    expect(await session.ready).toBeUndefined()
    session.changed([answered('a', 1)])
    session.end()
    expect(lms.calls).toEqual(['initialize'])
    expect(shown.at(-1)).toEqual({ kind: 'review' })
  })

  test('of a lesson that is only read along touches no LMS', async () => {
    const session = open(config(), aroundIt(), true)
    expect(await session.ready).toBeUndefined()
    session.changed([answered('a', 1)])
    session.end()
    expect(lms.calls).toEqual([])
    expect(planned).toBeUndefined()
  })

  test('a report that is due soon is not put off by typing', async () => {
    const session = open()
    await session.ready
    session.changed([answered('a', 1)])
    const soon = planned!.milliseconds
    session.changed([{ ...answered('b', 0), answers: [] }])
    expect(planned!.milliseconds).toBe(soon)
  })
})

describe('the LMS’s object', () => {
  const api = {}
  const root = (more: object = {}): Window => {
    const window: Record<string, unknown> = { ...more }
    window['parent'] = window
    window['top'] = window
    return window as unknown as Window
  }
  const framed = (parent: Window, more: object = {}): Window =>
    ({ parent, top: parent.top, ...more }) as unknown as Window

  test('is found in any frame around, in the opener, and in the opener of the outermost frame', () => {
    expect(findApi(framed(framed(root({ API: api }))), 'API')).toBe(api)
    expect(findApi(root({ opener: framed(root({ API: api })) }), 'API')).toBe(api)
    expect(findApi(framed(root({ opener: root({ API: api }) })), 'API')).toBe(api)
    expect(findApi(framed(root()), 'API')).toBeUndefined()
  })

  test('is not looked for in windows that refuse', () => {
    const closed = {
      get parent(): never {
        throw new Error('another origin')
      },
    }
    expect(findApi({ parent: closed, top: closed } as unknown as Window, 'API')).toBeUndefined()
  })
})
