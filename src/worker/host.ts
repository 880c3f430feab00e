import type { Command, Report } from './protocol.ts'
import { createSession } from './createSession.ts'
import type { SavedSession, TrainingSession } from './session.ts'
import type { TrainingSpec } from './spec.ts'

/** How long one slice of training may take before the host listens for commands again, in milliseconds. */
const SLICE = 4

/** How long the steps between two looks at the clock should take together. */
const PORTION = SLICE / 8

/** Of them at most so many, however fast they were. */
const MOST_STEPS = 2 ** 16

interface Running {
  session: TrainingSession
  /** How many steps are made between two looks at the clock. */
  portion: number
  /** Steps per frame while it runs; undefined while paused. */
  pace: number | 'many' | undefined
  /** Steps still to make for the frame at hand, or for a `step` command. */
  owed: number
  /** Whether the page waits for a snapshot, and the buffer that it gave back for it. */
  wanted: boolean
  buffer: ArrayBuffer | undefined
  /** The step of the last snapshot sent: an unchanged session sends none. */
  sent: number
}

/** What the host needs of its surroundings: a way to answer, and a way to go on after listening. */
export interface Surroundings {
  post: (report: Report, transfer?: ArrayBuffer[]) => void
  later: (work: () => void) => void
  now: () => number
}

/**
 * Runs training sessions between commands. It trains in slices of at most SLICE ms (at least one step) and listens in
 * between, so a pause takes effect within one slice or one step, whichever is longer.
 */
export class Host {
  readonly #sessions = new Map<number, Running>()
  /** Commands to sessions that are still being made. */
  readonly #waiting = new Map<number, Command[]>()
  readonly #around: Surroundings
  #scheduled = false

  constructor(around: Surroundings) {
    this.#around = around
  }

  handle(command: Command): void {
    try {
      this.#obey(command)
    } catch (error) {
      this.#around.post({ tell: 'failed', session: command.session, message: (error as Error).message })
    }
    this.#schedule()
  }

  #obey(command: Command): void {
    if (command.do === 'create') return this.#create(command)
    if (command.do === 'dispose') this.#waiting.delete(command.session)
    const waiting = this.#waiting.get(command.session)
    if (waiting) {
      waiting.push(command)
      return
    }
    const running = this.#sessions.get(command.session)
    if (!running) return // disposed before the command arrived
    if (command.do === 'run') this.#run(running, command.steps)
    else if (command.do === 'pause') Object.assign(running, { pace: undefined, owed: 0 })
    else if (command.do === 'step') running.owed += command.steps
    else if (command.do === 'set') running.session.set(command.hyper)
    else if (command.do === 'frame') this.#frame(running, command.buffer)
    else if (command.do === 'save') this.#save(command.session, running)
    else this.#sessions.delete(command.session)
  }

  /** A session that still owes steps is not kept: it is wanted. */
  #save(id: number, { session, pace, owed }: Running): void {
    const saved = pace === undefined && owed === 0 ? session.save() : null
    this.#around.post({ tell: 'saved', session: id, saved })
  }

  #create({ session: id, spec, saved }: { session: number; spec: TrainingSpec; saved?: SavedSession }): void {
    const made = createSession(spec, saved)
    if (!(made instanceof Promise)) return this.#begin(id, made)
    const waiting: Command[] = []
    this.#waiting.set(id, waiting)
    /** Unless the session was disposed of, or made anew, in the meantime. */
    const finish = (then: () => void): void => {
      if (this.#waiting.get(id) !== waiting) return
      this.#waiting.delete(id)
      then()
    }
    made.then(
      (session) =>
        finish(() => {
          this.#begin(id, session)
          for (const command of waiting) this.handle(command)
        }),
      (error: unknown) =>
        finish(() => this.#around.post({ tell: 'failed', session: id, message: (error as Error).message })),
    )
  }

  #begin(id: number, session: TrainingSession): void {
    this.#sessions.set(id, {
      session,
      portion: 1,
      pace: undefined,
      owed: 0,
      wanted: false,
      buffer: undefined,
      sent: -1,
    })
    this.#around.post({
      tell: 'created',
      session: id,
      isCompiled: session.isCompiled,
      reason: session.reason,
    })
  }

  #run(running: Running, steps: number | 'many'): void {
    // A page that waits already, with nothing new to see, will not ask again: its frame begins now.
    const isWaitingInVain = running.wanted && running.session.steps === running.sent
    Object.assign(running, { pace: steps, owed: isWaitingInVain && typeof steps === 'number' ? steps : 0 })
  }

  #frame(running: Running, buffer: ArrayBuffer | undefined): void {
    running.wanted = true
    if (buffer) running.buffer = buffer
    if (typeof running.pace === 'number') running.owed = running.pace
  }

  #schedule(): void {
    if (this.#scheduled || ![...this.#sessions.values()].some(hasWork)) return
    this.#scheduled = true
    this.#around.later(() => {
      this.#scheduled = false
      for (const [id, running] of this.#sessions) this.#try(id, running)
      this.#schedule()
    })
  }

  /** A session that fails is given up; the others go on. */
  #try(id: number, running: Running): void {
    try {
      this.#advance(id, running)
    } catch (error) {
      this.#sessions.delete(id)
      this.#around.post({ tell: 'failed', session: id, message: (error as Error).message })
    }
  }

  #advance(id: number, running: Running): void {
    let time = this.#around.now()
    const until = time + SLICE
    while (running.owed > 0 || running.pace === 'many') {
      const count = running.pace === 'many' ? running.portion : Math.min(running.portion, running.owed)
      const outcome = running.session.step(count)
      if (outcome.stopped) {
        Object.assign(running, { pace: undefined, owed: 0 })
        this.#around.post({
          tell: 'stopped',
          session: id,
          step: running.session.steps,
          reason: 'non-finite',
          where: outcome.where,
        })
        break
      }
      running.owed = Math.max(0, running.owed - count)
      const before = time
      time = this.#around.now()
      running.portion = nextPortion(running.portion, count, time - before)
      if (time >= until) break
    }
    if (running.wanted && running.owed === 0 && running.session.steps !== running.sent)
      this.#send(id, running)
  }

  #send(id: number, running: Running): void {
    const { session } = running
    const size = session.parameterCount * Float64Array.BYTES_PER_ELEMENT
    const buffer = running.buffer?.byteLength === size ? running.buffer : new ArrayBuffer(size)
    Object.assign(running, { wanted: false, buffer: undefined, sent: session.steps })
    session.writeParameters(new Float64Array(buffer))
    const report: Report = {
      tell: 'snapshot',
      session: id,
      step: session.steps,
      epoch: session.epoch,
      ...session.evaluate(),
      parameters: buffer,
    }
    this.#around.post(report, [buffer])
  }
}

/** Twice as many steps where they took less than their time, half as many where they took far more. */
function nextPortion(portion: number, made: number, took: number): number {
  if (took < PORTION) return made === portion ? Math.min(portion * 2, MOST_STEPS) : portion
  return took > 2 * PORTION ? Math.max(1, Math.floor(portion / 2)) : portion
}

const hasWork = (running: Running): boolean =>
  running.owed > 0 || running.pace === 'many' || (running.wanted && running.session.steps !== running.sent)
