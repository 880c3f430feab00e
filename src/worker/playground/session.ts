import { compilePlan, tensor, type Tensor, type TrainingPlan } from '../../engine/index.ts'
import { lossByName } from '../../engine/model/losses.ts'
import { Curve } from './curve.ts'
import { metricsOf } from './metrics.ts'
import { responseMaps, warpOf } from './maps.ts'
import { buildNet, type Net } from './net.ts'
import type { Ending, Grain, RunShot, Trace, WarpAxes } from './protocol.ts'
import { rateAt } from './schedule.ts'
import type { PlayData, PlayHyper, PlaySpec } from './spec.ts'
import { traceOf } from './trace.ts'

/** One run of the playground: a compiled plan and what the page wants to know of it. In the worker, at build, in tests. */
export class PlaySession {
  readonly spec: PlaySpec
  readonly net: Net
  readonly #plan: TrainingPlan
  readonly #curve = new Curve()
  #l1: number
  #learningRate: number
  /** Examples seen in the epoch at hand, and epochs finished. */
  #seen = 0
  #epochs = 0
  #ending: Ending | null = null
  #best = { epoch: 0, loss: Number.POSITIVE_INFINITY, parameters: null as Record<string, Tensor> | null }
  #trace: Trace | null = null

  constructor(spec: PlaySpec) {
    if (spec.train.target.length === 0) throw new RangeError('playground: there are no training examples')
    this.spec = spec
    this.#l1 = spec.l1
    this.#learningRate = spec.optimizer.learningRate
    this.net = buildNet(spec)
    this.#plan = compilePlan(this.net.model, {
      loss: spec.loss,
      optimizer: { ...spec.optimizer, learningRate: rateAt(spec.schedule, this.#learningRate, 0) },
      inputShape: [spec.numFeatures],
      batchSize: Math.min(spec.batchSize, spec.train.target.length),
      seed: spec.seed,
    })
    this.#plan.setData(featuresOf(spec, spec.train), targetsOf(spec, spec.train))
    this.#note()
  }

  get steps(): number {
    return this.#plan.steps
  }

  get ending(): Ending | null {
    return this.#ending
  }

  get #count(): number {
    return this.spec.train.target.length
  }

  /** Updates until the epoch at hand ends. */
  #leftInEpoch(): number {
    return Math.ceil((this.#count - this.#seen) / this.#plan.batchSize)
  }

  /** Updates until so many epochs have ended, the one at hand being the first. */
  stepsOf(grain: Grain, count = 1): number {
    const perEpoch = Math.ceil(this.#count / this.#plan.batchSize)
    return grain === 'epoch' ? this.#leftInEpoch() + (count - 1) * perEpoch : count
  }

  /** Makes `count` updates, fewer where the run ends by itself. What happens does not depend on how they are portioned. */
  advance(count: number): void {
    this.#trace = null
    let owed = count
    while (owed > 0 && this.#ending === null) {
      const portion = Math.min(owed, this.#l1 > 0 ? 1 : this.#portion())
      const { steps, stopped } = this.#plan.step(portion)
      owed -= portion
      if (stopped) return this.#stop(stopped.layer, stopped.tensor)
      if (this.#l1 > 0 && steps > 0) this.#shrink()
      this.#follow()
    }
  }

  /** Updates until the end of the next epoch at which something is to be done. */
  #portion(): number {
    const isBusy = this.spec.schedule !== 'constant' || this.spec.patience !== null
    return this.stepsOf('epoch', isBusy ? 1 : this.#curve.untilNext(this.#epochs))
  }

  /** Reads from the plan where in the data it stands, and does what is due at the end of an epoch. */
  #follow(): void {
    const { epoch } = this.#plan
    const whole = Math.floor(epoch + 1e-9) // the eager plan's is a quotient
    this.#seen = Math.round((epoch - whole) * this.#count)
    if (whole === this.#epochs) return
    this.#epochs = whole
    this.#epochEnded()
  }

  #epochEnded(): void {
    if (this.spec.schedule !== 'constant')
      this.#plan.setHyper({ learningRate: rateAt(this.spec.schedule, this.#learningRate, this.#epochs) })
    if (this.#curve.wants(this.#epochs)) this.#note()
    const { patience } = this.spec
    const loss = patience === null ? Number.NaN : this.#loss(this.spec.test)
    if (patience === null || Number.isNaN(loss)) return
    if (loss < this.#best.loss)
      this.#best = { epoch: this.#epochs, loss, parameters: this.#plan.parameters() }
    else if (this.#epochs - this.#best.epoch >= patience) {
      this.#ending = { why: 'early', best: this.#best.epoch, bestLoss: this.#best.loss }
      if (this.#best.parameters) this.#plan.load(this.#best.parameters)
    }
  }

  #note(): void {
    this.#curve.add({
      epoch: this.#epochs,
      train: this.#loss(this.spec.train),
      test: this.#loss(this.spec.test),
    })
  }

  #loss(data: PlayData): number {
    if (data.target.length === 0) return Number.NaN
    if (data === this.spec.train) return this.#plan.evaluate().loss
    return this.#plan.evaluate(featuresOf(this.spec, data), targetsOf(this.spec, data)).loss
  }

  /** Proximal step of the L1 penalty: every weight η·λ nearer to zero, and exactly zero when it would pass it. */
  #shrink(): void {
    const by = this.#rate * this.#l1
    const changed: Record<string, Tensor> = {}
    for (const place of this.net.dense) {
      const weight = this.#plan.parameter(`${place}.weight`)
      weight.data.forEach((w, i) => (weight.data[i] = Math.sign(w) * Math.max(0, Math.abs(w) - by)))
      changed[`${place}.weight`] = weight
    }
    this.#plan.load(changed)
  }

  get #rate(): number {
    return this.#plan.hyper['learningRate'] as number
  }

  #stop(layer: string, name: string): void {
    const place = Number(/(\d+)/.exec(layer)?.[1] ?? Number.NaN)
    const dense = this.net.dense.findIndex(
      (own, i) => place >= own && place < (this.net.dense[i + 1] ?? Infinity),
    )
    const largest = this.parameters().reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    this.#ending = { why: 'non-finite', layer: dense, tensor: name, largest, learningRate: this.#rate }
  }

  /** One update on a single example, a batch, or the rest of the epoch; of the first two every number is written down. */
  step(grain: Grain): void {
    this.#trace = null
    if (this.#ending !== null) return
    if (grain === 'epoch') return this.advance(this.stepsOf('epoch'))
    const plan = this.#plan
    const batchSize = plan.batchSize
    // One example has no spread to normalize by.
    if (grain === 'sample' && !this.spec.batchNorm) plan.batchSize = 1
    const batch = Math.min(plan.batchSize, this.#count - this.#seen)
    if ('ledger' in plan) {
      const learningRate = this.#rate
      const ledger = plan.ledger()
      if (plan.steps > ledger.step) {
        this.#trace = traceOf(this.spec, this.net, ledger, learningRate, batch)
        if (this.#l1 > 0) this.#shrink()
        this.#follow()
      } else this.advance(1)
    } else this.advance(1)
    plan.batchSize = batchSize
  }

  /** Weight (out, in), then bias (out), of every dense layer in turn. */
  parameters(): Float32Array<ArrayBuffer> {
    return flat(this.#dense, (name) => this.#plan.parameter(name))
  }

  /** γ, β, running mean and running variance of every batch normalization in turn; empty without. */
  norms(): Float32Array<ArrayBuffer> {
    return flat(this.#norms, (name) => this.#plan.parameter(name))
  }

  get #dense(): string[] {
    return this.net.dense.flatMap((place) => [`${place}.weight`, `${place}.bias`])
  }

  get #norms(): string[] {
    const own = ['weight', 'bias', 'runningMean', 'runningVar']
    return this.net.norms.flatMap((place) => own.map((name) => `${place}.${name}`))
  }

  /**
   * Replaces all weights and biases, and what batch normalization has of its own where `norms` follow them.
   * @throws RangeError for another number of them, or one that is not finite.
   */
  load(values: Float32Array): void {
    const own = this.parameters().length
    if (values.length !== own && values.length !== own + this.norms().length)
      throw new RangeError(`playground: this network has ${own} weights and biases, got ${values.length}`)
    if (!values.every(Number.isFinite)) throw new RangeError('playground: a weight is not a finite number')
    let at = 0
    const changed: Record<string, Tensor> = {}
    for (const name of values.length === own ? this.#dense : [...this.#dense, ...this.#norms]) {
      const { shape, numel } = this.#plan.parameter(name)
      changed[name] = tensor(values.slice(at, at + numel), { shape: [...shape] })
      at += numel
    }
    this.#plan.load(changed)
    if (this.steps === 0)
      this.#curve.restart({ epoch: 0, train: this.#loss(this.spec.train), test: this.#loss(this.spec.test) })
    this.#ending = null
  }

  /** Sets one weight or bias by its place. */
  setWeight(at: number, value: number): void {
    const values = this.parameters()
    if (at >= 0 && at < values.length) values[at] = value
    this.load(values)
  }

  set({ learningRate, weightDecay, l1 }: PlayHyper): void {
    if (l1 !== undefined) this.#l1 = l1
    if (weightDecay !== undefined) this.#plan.setHyper({ weightDecay })
    if (learningRate === undefined) return
    this.#plan.setHyper({ learningRate: rateAt(this.spec.schedule, learningRate, this.#epochs) })
    this.#learningRate = learningRate
    if (this.#ending?.why === 'non-finite') this.#ending = null
  }

  /** The slopes of the mean training loss, by every weight and bias. */
  #gradients(): Float32Array<ArrayBuffer> {
    const { model } = this.net
    model.eval().zeroGrad()
    const loss = lossByName(this.spec.loss)
    loss(
      model.forward(featuresOf(this.spec, this.spec.train)),
      targetsOf(this.spec, this.spec.train),
    ).backward()
    const grads = new Map(model.namedParameters().map(([name, { grad }]) => [name, grad]))
    return flat(this.#dense, (name) => grads.get(name)!)
  }

  /** Everything that the page draws. */
  shot(from: number, withGradients: boolean, axes: WarpAxes | null = null): RunShot {
    const { spec } = this
    this.#plan.copyTo()
    this.net.model.eval()
    const metrics = (data: PlayData) =>
      metricsOf(
        spec,
        data.target.length === 0 ? tensor([]) : this.#plan.predict(featuresOf(spec, data)),
        data.target,
      )
    const shot: RunShot = {
      step: this.steps,
      epoch: this.#epochs + this.#seen / this.#count,
      learningRate: this.#rate,
      trainLoss: this.#loss(spec.train),
      testLoss: this.#loss(spec.test),
      train: metrics(spec.train),
      test: metrics(spec.test),
      parameters: this.parameters(),
      norms: this.norms(),
      gradients: withGradients ? this.#gradients() : null,
      maps: responseMaps(spec, this.net),
      curve: this.#curve.since(from),
      eagerBecause: this.#plan.reason,
      ending: this.#ending,
      trace: this.#trace && copyOf(this.#trace),
      warp: axes && warpOf(spec, this.net, axes),
    }
    this.net.model.train()
    return shot
  }
}

/** Buffers of a shot are handed over; the session keeps its own until it trains on. */
const copyOf = (trace: Trace): Trace => ({
  ...trace,
  before: trace.before.slice(),
  gradient: trace.gradient.slice(),
  after: trace.after.slice(),
})

/** All numbers of some tensors, one after the other. */
function flat(names: readonly string[], read: (name: string) => Tensor): Float32Array<ArrayBuffer> {
  return Float32Array.from(names.flatMap((name) => Array.from(read(name).data)))
}

/** (N, D) */
const featuresOf = ({ numFeatures }: PlaySpec, { features, target }: PlayData): Tensor =>
  tensor(features, { shape: [target.length, numFeatures] })

/** As the loss takes them: classes (N) for the cross-entropy of several, else (N, 1), −1 and 1 for scores with a sign. */
function targetsOf({ task, loss, outputs }: PlaySpec, { target }: PlayData): Tensor {
  if (outputs > 1) return tensor(target, { dtype: 'int32' })
  const isSigned = task === 'classes' && loss !== 'bceWithLogitsLoss'
  return tensor(isSigned ? target.map((label) => 2 * label - 1) : target, { shape: [target.length, 1] })
}
