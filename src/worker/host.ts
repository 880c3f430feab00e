import type { Command, Report } from './protocol.ts'
import { Session } from './session.ts'

/** How long one slice of training may take before the host listens for commands again, in milliseconds. */
const SLICE = 4

interface Running {
  session: Session
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
    if (command.do === 'create') {
      const session = new Session(command.spec)
      this.#sessions.set(command.session, {
        session,
        pace: undefined,
        owed: 0,
        wanted: false,
        buffer: undefined,
        sent: -1,
      })
      return
    }
    const running = this.#sessions.get(command.session)
    if (!running) return // disposed before the command arrived
    if (command.do === 'run') this.#run(running, command.steps)
    else if (command.do === 'pause') Object.assign(running, { pace: undefined, owed: 0 })
    else if (command.do === 'step') running.owed += command.steps
    else if (command.do === 'set') running.session.set(command.hyper)
    else if (command.do === 'frame') this.#frame(running, command.buffer)
    else this.#sessions.delete(command.session)
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
    const until = this.#around.now() + SLICE
    while (running.owed > 0 || running.pace === 'many') {
      const outcome = running.session.step()
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
      running.owed = Math.max(0, running.owed - 1)
      if (this.#around.now() >= until) break
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

const hasWork = (running: Running): boolean =>
  running.owed > 0 || running.pace === 'many' || (running.wanted && running.session.steps !== running.sent)
