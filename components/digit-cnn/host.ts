import type { Question } from './explain.ts'
import type { Command, Pace, Report } from './protocol.ts'
import { DigitSession, type Digits } from './session.ts'

/** How long a slice of training may take before the host listens again, in milliseconds. */
const SLICE = 6
/** As fast as it can, pictures may take this share of the time that training gets. */
const PICTURE_SHARE = 0.5

export interface Surroundings {
  post: (report: Report) => void
  later: (work: () => void) => void
  now: () => number
}

/** Trains between commands, and takes a picture when the page is ready for one. */
export class DigitHost {
  readonly #around: Surroundings
  #digits: Digits | undefined
  #session = -1
  #run: DigitSession | undefined
  #question: Question | undefined
  #pace: Pace | undefined
  #until = 0
  /** Updates to be made before the next picture. */
  #owed = 0
  #wanted = false
  #changed = false
  #scheduled = false
  #nextPicture = 0

  constructor(around: Surroundings) {
    this.#around = around
  }

  handle(command: Command): void {
    try {
      this.#obey(command)
    } catch (error) {
      this.#fail(error)
    }
    this.#schedule()
  }

  #fail(error: unknown): void {
    this.#run = undefined
    this.#pause()
    this.#around.post({ tell: 'failed', session: this.#session, message: (error as Error).message })
  }

  #obey(command: Command): void {
    if (command.do === 'create') {
      this.#session = command.session
      this.#digits = command.digits ?? this.#digits
      this.#question = command.question
      this.#pause()
      this.#wanted = false
      this.#changed = true
      this.#nextPicture = 0
      this.#run = new DigitSession(this.#digits!, command.settings)
      return
    }
    if (command.session !== this.#session || !this.#run) return
    if (command.do === 'run') {
      this.#pace = command.pace
      this.#until = command.until * this.#run.perEpoch
      if (this.#wanted) this.#owe()
    } else if (command.do === 'pause') {
      this.#pause()
      this.#changed = true
    } else if (command.do === 'step') {
      this.#pause()
      this.#run.advance(command.grain === 'epoch' ? this.#run.leftInEpoch : 1)
      this.#changed = true
    } else if (command.do === 'look') {
      this.#question = command.question
      this.#changed = true
    } else {
      this.#wanted = true
      this.#owe()
    }
  }

  #pause(): void {
    this.#pace = undefined
    this.#owed = 0
  }

  /** A picture is wanted: what the pace asks for is made before it. */
  #owe(): void {
    if (typeof this.#pace === 'number' && this.#owed === 0) this.#owed = this.#pace
  }

  get #isDue(): boolean {
    return this.#wanted && this.#changed && (this.#owed === 0 || this.#pace === undefined)
  }

  get #hasWork(): boolean {
    return this.#run !== undefined && (this.#owed > 0 || this.#pace === 'many' || this.#isDue)
  }

  #schedule(): void {
    if (this.#scheduled || !this.#hasWork) return
    this.#scheduled = true
    this.#around.later(() => {
      this.#scheduled = false
      try {
        if (this.#run) this.#slice(this.#run)
      } catch (error) {
        this.#fail(error)
      }
      this.#schedule()
    })
  }

  #slice(run: DigitSession): void {
    const { now } = this.#around
    const until = now() + SLICE
    while (run.steps < this.#until && (this.#owed > 0 || this.#pace === 'many')) {
      run.advance(1)
      this.#owed = Math.max(0, this.#owed - 1)
      this.#changed = true
      if (now() >= until) break
    }
    if (this.#pace !== undefined && run.steps >= this.#until) this.#pause()
    if (this.#isDue && (this.#pace !== 'many' || now() >= this.#nextPicture)) this.#picture(run)
  }

  #picture(run: DigitSession): void {
    const begun = this.#around.now()
    const shot = run.shot(this.#question!)
    this.#wanted = false
    this.#changed = false
    this.#around.post({ tell: 'shot', session: this.#session, shot, isRunning: this.#pace !== undefined })
    const ended = this.#around.now()
    this.#nextPicture = ended + (ended - begun) / PICTURE_SHARE
  }
}
