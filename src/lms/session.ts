import { hashText } from '../exercises/random.ts'
import type { Work } from '../exercises/attempts.ts'
import type { ProgressHost } from '../course/progress/host.ts'
import type { LmsConfig } from './config.ts'
import { Connection } from './connection.ts'
import { joinWork, keyOf } from './join.ts'
import { resultOf, type Result } from './result.ts'
import { elementsOf, isRequired, STANDARDS } from './standards.ts'
import { packWork, unpackWork } from './suspend.ts'

/** What the page tells its reader about the LMS. */
export type LmsState =
  | { kind: 'searching' | 'absent' | 'reading' | 'review' }
  | { kind: 'recorded' | 'waiting' | 'failing'; result: Result }

/** What a session needs of its page; a test gives its own. */
export interface Surroundings {
  window: Window
  now(): number
  /** Calls back after so many milliseconds; the latest call replaces the one before. */
  later(call: () => void, milliseconds: number): void
  show(state: LmsState): void
}

/** An LMS that hangs its object up late is waited for; the page can be used meanwhile. Milliseconds. */
const PATIENCE = 10_000
const LOOK_AGAIN = 250
/** After an answer, after a key, and after a failure, in milliseconds. */
const SOON = 2000
const CALM = 30_000
const RETRY = 20_000
/** A call of the LMS stops the page for as long as it lasts; it may have this share of the time. */
const SHARE = 1 / 20

/** One visit of a packaged lesson: finds the LMS, resumes, reports, and goes on without it where it is gone. */
export class LmsSession implements ProgressHost {
  readonly ready: Promise<string | undefined>
  /** The session's own note says what is kept. */
  readonly keeps = true
  readonly #config: LmsConfig
  readonly #page: Surroundings
  readonly #begun: number
  readonly #works = new Map<string, Work>()
  readonly #isReading: boolean
  #connection: Connection | undefined
  #best = 0
  #wasComplete = false
  #isWriting = false
  #isChanged = false
  #isFailing = false
  #isEnded = false
  #slowest = 0
  /** When the next report is due. */
  #due: number | undefined

  constructor(config: LmsConfig, page: Surroundings, isReading = false) {
    this.#config = config
    this.#page = page
    this.#begun = page.now()
    this.#isReading = isReading
    this.ready = this.#begin()
  }

  /** Kept and recorded work as one; the rest of the visit starts from it. */
  join(kept: readonly Work[]): Work[] {
    const joined = joinWork(kept, [...this.#works.values()])
    for (const work of joined) this.#works.set(keyOf(work), work)
    if (this.#isWriting && kept.length > 0) this.save()
    return joined
  }

  changed(works: readonly Work[]): void {
    const before = this.#result()
    for (const work of works) this.#works.set(keyOf(work), work)
    this.#isChanged = true
    if (this.#isReading || this.#isEnded) return
    const after = this.#result()
    const isAnswer = after.done !== before.done || after.score !== before.score
    if (isAnswer && this.#isWriting && !this.#isFailing) this.#tell('waiting')
    this.#plan(isAnswer ? SOON : CALM)
  }

  /** A report in so many milliseconds, unless one is due before. */
  #plan(milliseconds: number): void {
    const wait = Math.max(milliseconds, this.#slowest / SHARE)
    const at = this.#page.now() + wait
    if (this.#due !== undefined && this.#due <= at) return
    this.#due = at
    this.#page.later(() => this.save(), wait)
  }

  /** The reader looks elsewhere, which on a phone is often the last that is heard of them. */
  hidden(): void {
    if (this.#isChanged || this.#isFailing) this.save()
  }

  /** The page is left. */
  end(): void {
    if (this.#isEnded || !this.#isWriting) return
    this.save()
    this.#connection?.finish()
    this.#isEnded = true
  }

  /** Reports where the reader stands; where that fails it is tried again. */
  save(): void {
    if (this.#isReading || this.#isEnded) return
    this.#due = undefined
    if (!this.#connection && !this.#connect()) return
    if (!this.#isWriting) return
    const start = this.#page.now()
    const isSaved = this.#write(this.#connection!)
    this.#slowest = this.#page.now() - start
    this.#isFailing = !isSaved
    if (isSaved) this.#isChanged = false
    else this.#plan(RETRY)
    this.#tell(isSaved ? 'recorded' : 'failing')
  }

  #write(connection: Connection): boolean {
    const { done, all, score } = this.#result()
    const { standard, pass } = this.#config
    const best = score === undefined ? undefined : (this.#best = Math.max(this.#best, score))
    const report = {
      isComplete: this.#wasComplete || done === all,
      done: all === 0 ? 1 : done / all,
      ...(best === undefined ? {} : { score: best }),
      ...(pass === undefined || best === undefined ? {} : { isPassed: best >= pass }),
      time: this.#page.now() - this.#begun,
      suspendData: packWork(this.#config, [...this.#works.values()], STANDARDS[standard].limit),
    }
    const set = elementsOf(standard, report).map(
      ([name, value]) => connection.set(name, value) || !isRequired(name),
    )
    return set.every(Boolean) && connection.commit()
  }

  async #begin(): Promise<string | undefined> {
    if (this.#isReading) {
      this.#page.show({ kind: 'reading' })
      return undefined
    }
    this.#page.show({ kind: 'searching' })
    const { window } = this.#page
    const isAlone = window.parent === window && !window.opener
    while (!this.#connect() && !isAlone && this.#page.now() - this.#begun < PATIENCE)
      await new Promise<void>((resolve) => this.#page.later(resolve, LOOK_AGAIN))
    if (!this.#connection) {
      this.#page.show({ kind: 'absent' })
      return this.#database('')
    }
    if (!this.#isWriting) return undefined
    this.save()
    return this.#database(this.#connection.get(STANDARDS[this.#config.standard].learner))
  }

  /** Two readers of one computer have two databases, and nobody's name is in theirs. */
  #database(learner: string): string {
    return `chainrule-lms-${hashText(JSON.stringify([this.#config.package, learner]))}`
  }

  /** Begins to talk with the LMS, and reads what it has; it may turn up late. */
  #connect(): boolean {
    const { standard } = this.#config
    const connection = Connection.open(standard, this.#page.window)
    if (!connection) return false
    this.#connection = connection
    const { mode, suspendData, scoreRaw } = STANDARDS[standard]
    this.#isWriting = !['browse', 'review'].includes(connection.get(mode))
    this.#best = Number(connection.get(scoreRaw)) || 0
    this.#wasComplete = /^(?:completed|passed|failed)$/.test(
      connection.get(standard === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status'),
    )
    const known = unpackWork(this.#config, connection.get(suspendData), this.#page.now()) ?? []
    for (const work of joinWork([...this.#works.values()], known)) this.#works.set(keyOf(work), work)
    if (!this.#isWriting) this.#page.show({ kind: 'review' })
    return true
  }

  #result(): Result {
    return resultOf(this.#config, [...this.#works.values()])
  }

  #tell(kind: 'recorded' | 'waiting' | 'failing'): void {
    this.#page.show({ kind, result: this.#result() })
  }
}
