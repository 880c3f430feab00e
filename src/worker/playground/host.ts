import type { Pace, PlayCommand, PlayReport, RunShot, WarpAxes, Weights } from './protocol.ts'
import { PlaySession } from './session.ts'
import type { PlaySpec } from './spec.ts'

/** How long one slice of training may take before the host listens for commands again, in milliseconds. */
const SLICE = 6
/** As fast as it can, pictures may take this share of the time that training gets. */
const PICTURE_SHARE = 0.5

/** What the host needs of its surroundings. */
export interface PlaySurroundings {
  post: (report: PlayReport, transfer: ArrayBuffer[]) => void
  later: (work: () => void) => void
  now: () => number
}

interface Runner {
  session: PlaySession
  /** Updates still to make. */
  owed: number
  /** Curve points that the page has. */
  sent: number
}

/** Trains one run, or two in step, between commands, and draws a shot when the page is ready for one. */
export class PlayHost {
  readonly #around: PlaySurroundings
  #session = -1
  #runs: Runner[] = []
  #pace: Pace | undefined
  #wanted = false
  #changed = false
  #gradients = false
  #warp: WarpAxes | null = null
  #scheduled = false
  /** Updates between two looks at the clock, so that a slice is neither missed nor wasted. */
  #portion = 64
  #nextPicture = 0
  /** Specifications of a sweep that still wait, the next one first. */
  #sweeping: { session: number; index: number; spec: PlaySpec; epochs: number }[] = []

  constructor(around: PlaySurroundings) {
    this.#around = around
  }

  handle(command: PlayCommand): void {
    try {
      this.#obey(command)
    } catch (error) {
      this.#fail(command.session, error)
    }
    this.#schedule()
  }

  #fail(session: number, error: unknown): void {
    this.#runs = []
    this.#sweeping = []
    this.#around.post({ tell: 'failed', session, message: (error as Error).message }, [])
  }

  #obey(command: PlayCommand): void {
    if (command.do === 'create') return this.#create(command)
    if (command.session !== this.#session) return
    if (command.do === 'sweep') {
      const { session, epochs, specs } = command
      this.#sweeping = specs.map((spec, index) => ({ session, index, spec, epochs }))
      return
    }
    if (command.do === 'run') this.#run(command.pace)
    else if (command.do === 'pause') this.#pause()
    else if (command.do === 'frame') this.#frame()
    else if (command.do === 'weights') this.#tellWeights()
    else if (command.do === 'step') {
      this.#pause()
      for (const { session } of this.#runs) session.step(command.grain)
      this.#changed = true
    } else {
      if (command.do === 'watch') {
        this.#gradients = command.gradients
        this.#warp = command.warp ?? null
      } else if (command.do === 'set') this.#runs[command.run]?.session.set(command.hyper)
      else this.#runs[command.run]?.session.setWeight(command.at, command.value)
      if (command.do === 'weight') for (const run of this.#runs) run.sent = 0
      this.#changed = true
    }
  }

  #create({ session, specs, parameters }: PlayCommand & { do: 'create' }): void {
    this.#session = session
    this.#pace = undefined
    this.#sweeping = []
    this.#runs = specs.map((spec) => ({ session: new PlaySession(spec), owed: 0, sent: 0 }))
    if (parameters) this.#load(parameters)
    this.#changed = true
    this.#nextPicture = 0
  }

  /** A second run of another size starts from its own first weights, and keeps its own normalization if that differs. */
  #load(parameters: Float32Array): void {
    const [first, second] = this.#runs.map(({ session }) => session)
    first!.load(parameters)
    const dense = parameters.subarray(0, first!.parameters().length)
    if (second?.parameters().length !== dense.length) return
    second.load(second.norms().length === first!.norms().length ? parameters : dense)
  }

  #run(pace: Pace): void {
    this.#pace = pace
    if (this.#wanted) this.#owe()
  }

  #pause(): void {
    this.#pace = undefined
    for (const run of this.#runs) run.owed = 0
  }

  #frame(): void {
    this.#wanted = true
    this.#owe()
  }

  /** A frame begins: what the pace asks for is to be made before the next picture. */
  #owe(): void {
    if (this.#pace === undefined || this.#pace === 'many') return
    const { unit, count } = this.#pace
    for (const run of this.#runs) if (run.owed === 0) run.owed = run.session.stepsOf(unit, count)
  }

  #tellWeights(): void {
    const [first] = this.#runs
    const weights: Weights | undefined = first && {
      parameters: first.session.parameters(),
      norms: first.session.norms(),
    }
    this.#around.post({ tell: 'weights', session: this.#session, weights }, [])
  }

  get #isOver(): boolean {
    return this.#runs.some(({ session }) => session.ending !== null)
  }

  get #isDue(): boolean {
    return (
      this.#wanted && this.#changed && this.#runs.every(({ owed }) => owed === 0 || this.#pace === 'many')
    )
  }

  #schedule(): void {
    const hasWork =
      this.#sweeping.length > 0 ||
      this.#runs.some(({ owed }) => owed > 0) ||
      this.#pace === 'many' ||
      this.#isDue
    if (this.#scheduled || !hasWork) return
    this.#scheduled = true
    this.#around.later(() => {
      this.#scheduled = false
      try {
        this.#slice()
      } catch (error) {
        this.#fail(this.#session, error)
      }
      this.#schedule()
    })
  }

  #slice(): void {
    if (this.#sweeping.length > 0) return this.#sweep()
    const { now } = this.#around
    const until = now() + SLICE
    while (!this.#isOver) {
      if (this.#runs.every(({ owed }) => owed === 0)) {
        if (this.#pace !== 'many') break
        for (const run of this.#runs) run.owed = run.session.stepsOf('epoch')
      }
      const begun = now()
      for (const run of this.#runs) {
        const steps = Math.min(run.owed, this.#portion)
        run.session.advance(steps)
        run.owed -= steps
      }
      this.#changed = true
      const ended = now()
      if (ended - begun < 1) this.#portion = Math.min(65_536, this.#portion * 2)
      else if (ended - begun > 4) this.#portion = Math.max(1, this.#portion >> 1)
      if (ended >= until) break
    }
    if (this.#isOver) this.#pause()
    if (this.#isDue && (this.#pace !== 'many' || now() >= this.#nextPicture)) this.#picture()
  }

  #picture(): void {
    const begun = this.#around.now()
    const runs = this.#runs.map((run) => {
      const shot = run.session.shot(run.sent, this.#gradients, this.#warp)
      run.sent = shot.curve.from + shot.curve.points.length
      return shot
    })
    this.#wanted = false
    this.#changed = false
    this.#around.post({ tell: 'shot', session: this.#session, runs }, runs.flatMap(buffersOf))
    const ended = this.#around.now()
    this.#nextPicture = ended + (ended - begun) / PICTURE_SHARE
  }

  /** One specification of a sweep, from its first weights to the last epoch. */
  #sweep(): void {
    const { session, index, spec, epochs } = this.#sweeping.shift()!
    const run = new PlaySession(spec)
    run.advance(run.stepsOf('epoch', epochs))
    const shot = run.shot(0, false)
    this.#around.post({ tell: 'swept', session, index, run: shot }, buffersOf(shot))
  }
}

/** What is handed over instead of copied. */
const buffersOf = ({ parameters, norms, gradients, maps, trace, warp }: RunShot): ArrayBuffer[] =>
  [
    parameters,
    norms,
    gradients,
    maps,
    trace?.before,
    trace?.gradient,
    trace?.after,
    warp?.grid,
    warp?.examples,
  ].flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []))
