import { type Rng, rng as makeRng } from '../random/rng.ts'
import { numelOf, sameShape } from '../tensor/shape.ts'
import { Tensor } from '../tensor/tensor.ts'
import { shapeError } from '../errors.ts'
import type { Program } from './program.ts'
import type { Tiny } from './tiny/tiny.ts'

export interface FeedOptions {
  /** A new random order in every epoch. Default true. */
  readonly shuffle?: boolean
  /** The source of the orders. Default: the one of `fit` with the plan's seed. */
  readonly rng?: Rng
  /** Leave out a last batch of fewer examples. Default false. */
  readonly dropLast?: boolean
  /** Changes the features of every batch, with chance from the given stream: data augmentation. */
  readonly augment?: (features: Tensor, rng: Rng) => Tensor
}

/** Where the feed stands, for going back. */
export interface FeedState {
  readonly order: Int32Array
  readonly words: Int32Array
  readonly next: number
  readonly passes: number
  readonly augment: Rng['state'] | null
}

/** The examples, in the memory of the plan, and the order in which they come. */
export class Feed {
  readonly count: number
  readonly #program: Program
  readonly #shuffle: boolean
  readonly #dropLast: boolean
  readonly #augment: FeedOptions['augment']
  readonly #augmentRng: Rng | null
  /** Byte addresses: the order, the natural order, four words of chance, features and targets. */
  readonly #at: { order: number; natural: number; words: number; x: number; y: number }
  readonly #line: { readonly lines: number; readonly cols: number }
  #next = 0
  #passes = 0

  /** Puts the examples behind the arena. @throws ShapeError when they do not fit the plan. */
  constructor(program: Program, x: Tensor, y: Tensor, seed: number, options: FeedOptions = {}) {
    this.#program = program
    const { input, loss, machine } = program
    const count = (this.count = checkExamples(program, x, y))
    this.#shuffle = options.shuffle ?? true
    this.#dropLast = options.dropLast ?? false
    this.#augment = options.augment
    this.#augmentRng = options.augment ? makeRng(seed).stream('augment') : null
    if (this.#dropLast && count < program.builder.state.batch)
      throw new RangeError(`plan: ${count} examples give no batch of ${program.builder.state.batch}.`)

    const isImage = input.layout === 'image'
    this.#line = { lines: input.height, cols: isImage ? input.width * input.pitch : input.features }
    const size = this.#line.lines * this.#line.cols
    const targets = loss.lines * loss.cols
    const align = (bytes: number): number => Math.ceil(bytes / 16) * 16
    const order = program.end
    const natural = align(order + count * 4)
    const words = align(natural + count * 4)
    const xAt = words + 16
    const yAt = align(xAt + count * size * 4 + 16)
    this.#at = { order, natural, words, x: xAt, y: yAt }
    machine.reserve(yAt + count * targets * 4 + 16)
    const { f, i } = machine.heap
    for (let row = 0; row < count; row++) i[order / 4 + row] = i[natural / 4 + row] = row
    const stream = options.rng ?? makeRng(seed).stream('shuffle')
    stream.state.words.forEach((word, n) => (i[words / 4 + n] = word))
    const places = densePlaces(program)
    const features = numelOf(input.shape)
    for (let e = 0; e < count; e++) {
      for (let n = 0; n < features; n++) f[xAt / 4 + e * size + places[n]!] = x.data[e * features + n]!
    }
    f.set(y.data, yAt / 4)
    if (this.#shuffle) this.#mix()
  }

  /** Passes over the data so far, the unfinished one as the fraction of its examples seen. */
  get epoch(): number {
    return this.#passes + this.#next / this.count
  }

  #mix(): void {
    this.#program.machine.kernels.shuffle(this.count, this.#at.order, this.#at.words)
  }

  /** Brings the next batch to its place. */
  next(batchSize: number): void {
    const { state } = this.#program.builder
    state.batch = Math.min(batchSize, this.count - this.#next)
    this.#bring(this.#at.order + this.#next * 4)
    this.#next += state.batch
    if (this.#augment !== undefined) this.#change(this.#augment)
    this.#turn(batchSize)
  }

  /** Makes `count` updates by a tiny network's own code, which reads the examples where they lie; returns the sum of their losses. */
  runTiny(tiny: Tiny, count: number, batchSize: number): number {
    const { x, y, order } = this.#at
    let sum = 0
    for (let left = count; left > 0;) {
      const rest = this.count - this.#next
      const batch = Math.min(batchSize, rest)
      const batches = Math.min(left, Math.max(1, Math.floor(rest / batchSize)))
      sum += tiny.run({ order: order + this.#next * 4, x, y, batches, batch })
      this.#next += batches * batch
      left -= batches
      this.#turn(batchSize)
    }
    return sum
  }

  /** Whether batches are changed on their way, so that they must be brought. */
  get isAugmented(): boolean {
    return this.#augment !== undefined
  }

  /** Begins the next pass when this one is over. */
  #turn(batchSize: number): void {
    if (this.#next < this.count && !(this.#dropLast && this.#next + batchSize > this.count)) return
    this.#next = 0
    this.#passes++
    if (this.#shuffle) this.#mix()
  }

  /** Brings the examples from `from` on, in their natural order. */
  bring(from: number, count: number): void {
    this.#program.builder.state.batch = count
    this.#bring(this.#at.natural + from * 4)
  }

  #bring(order: number): void {
    const { input, loss, machine, builder } = this.#program
    const view = input.dataView
    const { lines, cols } = this.#line
    machine.kernels.gather(builder.state.batch, order, this.#at.x, lines, cols, view.at, view.row, view.image)
    machine.kernels.gather(
      builder.state.batch,
      order,
      this.#at.y,
      loss.lines,
      loss.cols,
      loss.target.at,
      loss.row,
      loss.lines * loss.row,
    )
  }

  #change(augment: NonNullable<FeedOptions['augment']>): void {
    const { input } = this.#program
    const changed = augment(this.#program.readValue(input), this.#augmentRng!)
    writeBatch(this.#program, changed)
  }

  get state(): FeedState {
    const { i } = this.#program.machine.heap
    const from = (at: number, length: number): Int32Array => i.slice(at / 4, at / 4 + length)
    const { order, words } = this.#at
    return {
      order: from(order, this.count),
      words: from(words, 4),
      next: this.#next,
      passes: this.#passes,
      augment: this.#augmentRng?.state ?? null,
    }
  }

  set state({ order, words, next, passes, augment }: FeedState) {
    const { i } = this.#program.machine.heap
    i.set(order, this.#at.order / 4)
    i.set(words, this.#at.words / 4)
    this.#next = next
    this.#passes = passes
    if (augment !== null) this.#augmentRng!.state = augment
  }
}

/** Where each feature of an example lies in the feed: as in the input, without its border. */
function densePlaces({ input }: Program): Int32Array {
  if (input.layout === 'rows') return Int32Array.from({ length: numelOf(input.shape) }, (_, n) => n)
  return input.places({ top: 0, bottom: 0, left: 0, right: 0 })
}

/** Number of examples. @throws ShapeError when features or targets do not fit. */
export function checkExamples({ input, loss }: Program, x: Tensor, y: Tensor | null): number {
  const count = x.shape[0] ?? 0
  if (!sameShape(x.shape.slice(1), input.shape)) {
    throw shapeError('plan', `the examples must be (N, ${input.shape.join(', ')})`, { features: x.shape })
  }
  if (y === null) return count
  const wanted = [count, ...loss.targetShape]
  const isColumn = loss.isOfClasses && y.numel === count
  if (!isColumn && !sameShape(y.shape, wanted))
    throw shapeError('plan', `the targets must be (${wanted.join(', ')})`, { target: y.shape })
  return count
}

/** Writes features of a batch to the place of the input. */
export function writeBatch(
  { input, machine, builder }: Program,
  x: Tensor,
  from = 0,
  count = x.shape[0]!,
): void {
  const step = input.floats()
  const at = input.data!.at / 4
  const size = numelOf(input.shape)
  builder.state.batch = count
  for (let e = 0; e < count; e++) input.copy(machine.heap.f, at + e * step, x.data, (from + e) * size, false)
}

/** Writes the targets of a batch. */
export function writeTargets({ loss, machine }: Program, y: Tensor, from: number, count: number): void {
  const size = loss.lines * loss.cols
  for (let e = 0; e < count; e++) {
    for (let n = 0; n < size; n++) {
      const line = e * loss.lines + Math.floor(n / loss.cols)
      machine.heap.f[(loss.target.at + line * loss.row) / 4 + (n % loss.cols)] =
        y.data[(from + e) * size + n]!
    }
  }
}
