import { compilePlan, softmax, tensor, type Tensor, type TrainingPlan } from 'chainrule'
import { inputOf, insightOf, largestAt, type Insight, type Question } from './explain.ts'
import { CLASSES, networkOf, PIXELS, SETUP } from './network.ts'
import { splitOf, type Split, type SplitName } from './split.ts'

/** What determines a run: the same settings give the same bits everywhere. */
export interface RunSettings {
  seed: number
  split: SplitName
}

/** The data set: pixels 0 … 16 row by row, and classes. */
export interface Digits {
  features: ArrayLike<number> // (N, 64)
  target: ArrayLike<number> // (N)
}

/** The state at the end of an epoch. */
export interface CurvePoint {
  epoch: number
  trainLoss: number
  heldLoss: number
  /** Shares of right answers. */
  trainRight: number
  heldRight: number
}

/** What the page draws. */
export interface Shot {
  settings: RunSettings
  step: number
  epoch: number
  /** Of the digits held out, in the order of the split: what the network answers, and how sure it is. */
  answers: Uint8Array
  sureness: Float32Array
  right: number
  heldLoss: number
  /** Weights and biases, layer by layer: see `AT` of network.ts. */
  parameters: Float32Array
  /** All epochs so far. */
  curve: readonly CurvePoint[]
  insight: Insight
}

type Examples = readonly [x: Tensor, y: Tensor, classes: readonly number[]]

/** One run: a compiled plan, and what the page wants to know of it. In the worker, at build and in tests. */
export class DigitSession {
  readonly split: Split
  readonly model
  readonly #settings: RunSettings
  readonly #plan: TrainingPlan
  readonly #curve: CurvePoint[] = []
  readonly #training: Examples
  readonly #held: Examples

  constructor(digits: Digits, { seed, split }: RunSettings) {
    this.#settings = { seed, split }
    this.split = splitOf(split, seed)
    const take = (rows: readonly number[]) => {
      const classes = rows.map((row) => digits.target[row]!)
      const images = rows.map((row) =>
        Array.from({ length: PIXELS }, (_, i) => digits.features[row * PIXELS + i]!),
      )
      return [inputOf(images), tensor(classes, { dtype: 'int32' }), classes] as const
    }
    this.#training = take(this.split.training)
    this.#held = take(this.split.heldOut)
    this.model = networkOf(seed)
    this.#plan = compilePlan(this.model, {
      loss: 'crossEntropyLoss',
      optimizer: { type: 'Adam', learningRate: SETUP.learningRate },
      inputShape: [1, 8, 8],
      batchSize: SETUP.batch,
      seed,
    })
    this.#plan.setData(this.#training[0], this.#training[1])
    this.#note()
  }

  get isCompiled(): boolean {
    return this.#plan.isCompiled
  }

  get steps(): number {
    return this.#plan.steps
  }

  get perEpoch(): number {
    return Math.ceil(this.split.training.length / SETUP.batch)
  }

  /** Updates until the epoch at hand ends. */
  get leftInEpoch(): number {
    return this.perEpoch - (this.steps % this.perEpoch)
  }

  /** Makes `count` updates. What comes of it does not depend on how they are portioned. */
  advance(count: number): void {
    for (let owed = count; owed > 0;) {
      const portion = Math.min(owed, this.leftInEpoch)
      const { stopped } = this.#plan.step(portion)
      if (stopped) throw new Error(`${stopped.layer} ${stopped.tensor}: not finite at update ${stopped.step}`)
      owed -= portion
      if (this.steps % this.perEpoch === 0) this.#note()
    }
  }

  #ask([x, y, classes]: Examples) {
    const logits = this.#plan.predict(x)
    const { data } = softmax(logits)
    const answers = Uint8Array.from(classes, (_, n) => answerOf(logits.data, n))
    const sureness = Float32Array.from(answers, (answer, n) => data[n * CLASSES + answer]!)
    const right = answers.reduce((sum, answer, n) => sum + (answer === classes[n] ? 1 : 0), 0)
    return { answers, sureness, right, loss: this.#plan.evaluate(x, y).loss }
  }

  #note(): void {
    const [train, held] = [this.#ask(this.#training), this.#ask(this.#held)]
    this.#curve.push({
      epoch: this.steps / this.perEpoch,
      trainLoss: train.loss,
      heldLoss: held.loss,
      trainRight: train.right / this.split.training.length,
      heldRight: held.right / this.split.heldOut.length,
    })
  }

  /** Everything that the page draws, with the network's present weights. */
  shot(question: Question): Shot {
    const { answers, sureness, right, loss } = this.#ask(this.#held)
    this.#plan.copyTo()
    return {
      settings: this.#settings,
      step: this.steps,
      epoch: this.steps / this.perEpoch,
      answers,
      sureness,
      right,
      heldLoss: loss,
      parameters: this.parameters(),
      curve: this.#curve,
      insight: insightOf(this.model, question),
    }
  }

  /** Every parameter, layer by layer. */
  parameters(): Float32Array {
    const names = this.model.namedParameters().map(([name]) => name)
    return Float32Array.from(names.flatMap((name) => Array.from(this.#plan.parameter(name).data)))
  }
}

/** The class with the largest logit of row n. */
const answerOf = (logits: ArrayLike<number>, n: number): number =>
  largestAt(Array.from({ length: CLASSES }, (_, k) => logits[n * CLASSES + k]!))
