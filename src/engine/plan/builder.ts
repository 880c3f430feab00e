import type { Kernels } from '../kernels/twin/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type Machine } from './machine.ts'
import { type Border, type Slot, Value, type View, padded, sameBorder } from './value.ts'

/** A model that cannot be compiled: which layer, and why. It runs eagerly then. */
export class NotCompiledError extends Error {
  override name = 'NotCompiledError'
  /** The path of the layer in the model, '' for the whole. */
  readonly layer: string

  constructor(layer: string, why: string) {
    super(layer === '' ? why : `layer '${layer}': ${why}`)
    this.layer = layer
  }
}

/** What commands read while they run. */
export interface RunState {
  /** Examples at hand, at most the planned number. */
  batch: number
  training: boolean
  /** Updates made so far: chance is a function of it. */
  step: number
}

/** One kernel call, or a few. With `each` it works on example `b`, and is called for every one. */
export interface Command {
  readonly layer: string
  readonly each: boolean
  readonly run: (b: number) => void
}

/** A parameter or buffer of the model, and how it lies in the arena. */
export interface Stored {
  /** As the model names it: '0.weight'. */
  readonly name: string
  readonly tensor: Tensor
  readonly slot: Slot
  /** null for frozen parameters and buffers. */
  readonly grad: Slot | null
  /** Place of each number of the tensor, counted from the slot. */
  readonly places: Int32Array
}

/** How a layer computes: its output while planning, its commands when addresses are known. */
export interface Rule {
  readonly output: Value
  forward(): void
  backward(): void
}

/** Collects what a plan is made of: first sizes, then addresses, then commands. */
export class Builder {
  readonly batch: number
  /** Whether every value is wanted by its own, for the ledger: nothing is fused or shared. */
  readonly recording: boolean
  readonly state: RunState
  readonly stored: Stored[] = []
  readonly values: Value[] = []
  /** Once per step, in this order. */
  readonly forward: Command[] = []
  /** Before the way back, and after it. */
  readonly before: Command[] = []
  readonly backward: Command[] = []
  readonly after: Command[] = []
  readonly #slots: Slot[] = []
  readonly #contents: { slot: Slot; data: () => Int32Array | Float32Array }[] = []
  readonly #sized: (() => void)[] = []
  readonly #given = new Set<Value>()
  #layer = ''
  #machine: Machine | null = null

  constructor(batch: number, recording: boolean) {
    this.batch = batch
    this.recording = recording
    this.state = { batch, training: true, step: 0 }
  }

  get k(): Kernels {
    return this.#machine!.kernels
  }

  get machine(): Machine {
    return this.#machine!
  }

  /** Names the layer that what follows belongs to. */
  at(layer: string): void {
    this.#layer = layer
  }

  refuse(why: string): never {
    throw new NotCompiledError(this.#layer, why)
  }

  slot(name: string, floats: number): Slot {
    const slot = { name, floats: padded(Math.max(1, floats)), at: 0 }
    this.#slots.push(slot)
    return slot
  }

  /** A piece with fixed contents: an index, or shares. */
  table(name: string, data: Int32Array | Float32Array): Slot {
    const slot = this.slot(name, data.length)
    this.#contents.push({ slot, data: () => data })
    return slot
  }

  /** The same for contents that depend on borders, which are known only when all layers have spoken. */
  late(name: string, size: () => number, make: () => Int32Array): Slot {
    const slot = { name, floats: 0, at: 0 }
    this.whenSized(() => (slot.floats = padded(size())))
    this.#slots.push(slot)
    this.#contents.push({ slot, data: make })
    return slot
  }

  /** Runs when all borders are known, before addresses are given. */
  whenSized(work: () => void): void {
    this.#sized.push(work)
  }

  /** A parameter (trained unless it is frozen) or, with `isBuffer`, a buffer. */
  store(name: string, tensor: Tensor, floats: number, places: Int32Array, isBuffer = false): Stored {
    const path = this.#layer === '' ? name : `${this.#layer}.${name}`
    const known = this.stored.find((other) => other.tensor === tensor)
    if (known !== undefined) this.refuse(`its ${name} is shared with ${known.name}`)
    const slot = { name: path, floats: padded(floats), at: 0 }
    const isTrained = !isBuffer && tensor.requiresGrad
    const stored = {
      name: path,
      tensor,
      slot,
      places,
      grad: isTrained ? { ...slot, name: `gradient of ${path}` } : null,
    }
    this.stored.push(stored)
    return stored
  }

  value(
    name: string,
    shape: readonly number[],
    layout: 'rows' | 'image',
    order?: Int32Array | null,
    pitch?: number,
  ): Value {
    const value = new Value(name, shape, layout, order ?? null, pitch)
    this.values.push(value)
    return value
  }

  /** Sizes are known: decides which images can share a place, and gives every value its slots. */
  allocateValues(output: Value): void {
    for (const work of this.#sized) work()
    for (const value of this.values) {
      value.isLocal &&= !this.recording && !value.kept && value !== output
      const examples = value.isLocal ? 1 : this.batch
      if (value.twin !== null) {
        const { twin } = value
        value.data = twin.data
        if (sameBorder(twin.gradBorder, twin.border) && twin.uses === 1) value.grad = twin.grad
      }
      value.data ??= this.slot(value.name, examples * value.floats())
      if (value.needsGrad) {
        value.grad ??= this.slot(`gradient of ${value.name}`, examples * value.floats(value.gradBorder))
      }
    }
  }

  /** Slots whose bytes follow each other, from `base` on; returns where they end. */
  static place(slots: readonly Slot[], base: number): number {
    let at = base
    for (const slot of slots) {
      slot.at = at
      at += slot.floats * 4
    }
    return at
  }

  get slots(): readonly Slot[] {
    return this.#slots
  }

  /** Addresses are known: from here on commands can be given. */
  start(machine: Machine): void {
    this.#machine = machine
    for (const { slot, data: make } of this.#contents) {
      const data = make()
      const heap = data instanceof Int32Array ? machine.heap.i : machine.heap.f
      heap.set(data, slot.at / 4)
    }
  }

  command(list: Command[], run: (b: number) => void, each = false): void {
    list.push({ layer: this.#layer, each, run })
  }

  /**
   * A command over rows of numbers: for the whole batch at once where an example follows the other without a gap, else
   * for each. `run` gets the number of rows, and the example to begin with.
   */
  rowwise(list: Command[], views: readonly View[], run: (rows: number, b: number) => void): void {
    const { rows } = views[0]!
    const isJoined = views.every((view) => view.image === view.rows * view.row && view.pixel === view.row)
    if (isJoined) this.command(list, () => run(this.state.batch * rows, 0))
    else this.command(list, (b) => run(rows, b), true)
  }

  /**
   * Lets `write` compute the gradient of `value`, or adds what it computes to what other layers gave before. With
   * `canAdd`, `write` is told to add by itself.
   */
  give(value: Value, write: (target: View, add: boolean) => void, canAdd = false): void {
    if (!value.needsGrad) return
    const isFirst = !this.#given.has(value)
    this.#given.add(value)
    const target = value.gradView
    if (isFirst || canAdd) return write(target, !isFirst)
    const extra = this.#extra(value)
    write(extra, false)
    this.rowwise(this.backward, [target, extra], (rows, b) => {
      const to = target.at + b * target.image
      this.k.combine(
        rows,
        target.cols,
        to,
        target.row,
        extra.at + b * extra.image,
        extra.row,
        to,
        target.row,
        1,
        1,
      )
    })
  }

  readonly #extras = new Map<Value, Slot>()

  /** Room for a second gradient; to be announced by `mayShare` while planning. */
  #extra(value: Value): View {
    const view = value.gradView
    return { ...view, at: this.#extras.get(value)!.at + (view.at - value.grad!.at) }
  }

  /** Plans room for the gradients of values that several layers take. */
  allocateExtras(): void {
    for (const value of this.values) {
      if (value.needsGrad && value.uses > 1) {
        this.#extras.set(
          value,
          this.slot(`second gradient of ${value.name}`, this.batch * value.floats(value.gradBorder)),
        )
      }
    }
  }

  widen(value: Value, kind: 'border' | 'gradBorder', wanted: Border): void {
    Value.widen(value[kind], wanted)
  }
}
