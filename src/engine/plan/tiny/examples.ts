import { ARGUMENT, type Context } from './context.ts'
import type { Expression } from './lanes.ts'

/** The locals that hold where features and targets of each lane begin. */
interface Places {
  readonly rows: readonly number[]
  readonly targets: readonly number[]
}

/** The examples from number k of the batch on, one in each lane. */
export class Examples {
  readonly #context: Context
  readonly #k: number
  readonly #group: number
  readonly #places: Places
  /** The local with all bits set in lanes that hold an example; null where there is only one. */
  readonly #mask: number | null

  /** Writes the code that finds them. */
  constructor(context: Context, k: number, group: number) {
    this.#context = context
    this.#k = k
    this.#group = group
    this.#places = this.#find()
    this.#mask = context.lanes.width === 1 ? null : this.#findMask()
  }

  #findMask(): number {
    const { code: c } = this.#context
    const mask = c.local('v128')
    c.vector(Int32Array.of(0, 1, 2, 3).map((lane) => lane + this.#group * 4))
    c.get(ARGUMENT.batch)
    c.get(this.#k)
    c.op('i32.sub')
    c.op('i32x4.splat')
    c.op('i32x4.lt_s')
    c.set(mask)
    return mask
  }

  #find(): Places {
    const { code: c, lanes, layers, loss } = this.#context
    const rows: number[] = []
    const targets: number[] = []
    const sizes = [layers[0]!.inputs, loss === 'crossEntropy' ? 1 : layers.at(-1)!.outputs] as const
    for (let lane = 0; lane < lanes.width; lane++) {
      const index = c.local('i32')
      c.get(ARGUMENT.order)
      this.#offset(lane)
      c.load('i32')
      c.set(index)
      for (const [list, base, size] of [
        [rows, ARGUMENT.x, sizes[0]],
        [targets, ARGUMENT.y, sizes[1]],
      ] as const) {
        const local = c.local('i32')
        c.get(base)
        c.get(index)
        c.integer(size * 4)
        c.op('i32.mul')
        c.op('i32.add')
        c.set(local)
        list.push(local)
      }
    }
    return { rows, targets }
  }

  /** Adds to the address on the stack 4 · min(k + lane, batch − 1): lanes beyond the batch repeat its last example. */
  #offset(lane: number): void {
    const { code: c, mode } = this.#context
    if (mode === 'direct') return
    const at = c.local('i32')
    c.get(this.#k)
    c.integer(this.#group * 4 + lane)
    c.op('i32.add')
    c.set(at)
    c.get(at)
    c.get(ARGUMENT.batch)
    c.integer(1)
    c.op('i32.sub')
    c.get(at)
    c.get(ARGUMENT.batch)
    c.op('i32.lt_s')
    c.op('select')
    c.integer(4)
    c.op('i32.mul')
    c.op('i32.add')
  }

  /** Feature i, in a local. */
  feature(i: number): Expression {
    return this.#context.lanes.keep(() => this.#gather(this.#places.rows, i * 4))
  }

  /** Number o of the target. */
  target(o: number): Expression {
    return this.#context.lanes.keep(() => this.#gather(this.#places.targets, o * 4))
  }

  /** The value; 0 in lanes beyond the batch. */
  masked(value: Expression): void {
    value()
    if (this.#mask === null) return
    this.#context.code.get(this.#mask)
    this.#context.code.op('v128.and')
  }

  /** The number `offset` bytes behind the address of each lane. */
  #gather(addresses: readonly number[], offset: number): void {
    const { code: c } = this.#context
    if (addresses.length === 1) {
      c.get(addresses[0]!)
      c.load('f32', offset)
      return
    }
    const vector = c.local('v128')
    c.get(addresses[0]!)
    c.load('splat', offset)
    c.set(vector)
    for (let lane = 1; lane < 4; lane++) {
      c.get(addresses[lane]!)
      c.get(vector)
      c.loadLane(lane, offset)
      c.set(vector)
    }
    c.get(vector)
  }
}
