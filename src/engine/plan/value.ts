import type { Tensor } from '../tensor/tensor.ts'
import { numelOf } from '../tensor/shape.ts'

/** Zeros around an image, in pixels. */
export interface Border {
  top: number
  bottom: number
  left: number
  right: number
}

/** A piece of the arena: its size is known while planning, its address when all pieces are. */
export interface Slot {
  readonly name: string
  readonly floats: number
  /** Byte address. */
  at: number
}

/** A matrix in memory for each example. Strides are bytes. */
export interface View {
  /** Of the first number of the first example. */
  readonly at: number
  readonly image: number
  readonly row: number
  /** Rows of one example. */
  readonly rows: number
  /** Numbers of a row, a multiple of 4 (except in the input of a plan). */
  readonly cols: number
  /** From one pixel to the next. */
  readonly pixel: number
}

/** What a tensor keeps its numbers in. */
type Numbers = Tensor['data']

function copyLine(
  from: Numbers,
  at: number,
  step: number,
  to: Numbers,
  place: number,
  gap: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[place + i * gap] = from[at + i * step]!
}

const noBorder = (): Border => ({ top: 0, bottom: 0, left: 0, right: 0 })
export const padded = (count: number): number => Math.ceil(count / 4) * 4

/**
 * What flows between two layers. As `'rows'` an example is a matrix of rows padded to a multiple of 4 numbers: features
 * (D), or a sequence (T, D). As `'image'` it is (height, width, channels) with a border of zeros, so that convolution
 * needs no copy; its shape for the outside is still (C, H, W), or (C, L).
 */
export class Value {
  readonly name: string
  /** Of one example, as the layers see it. */
  readonly shape: readonly number[]
  readonly layout: 'rows' | 'image'
  /** Numbers between two rows, or between two pixels. */
  pitch: number
  /** Where feature i of a row lies; null: at i. */
  readonly order: Int32Array | null
  readonly border = noBorder()
  readonly gradBorder = noBorder()
  /** Whether a gradient flows back through it. */
  needsGrad = true
  /** Whether it is needed after the layer that takes it: then every example has a place of its own. */
  kept = false
  /** How many layers take it. */
  uses = 1
  /** The value in whose memory this one lies, in another shape. */
  twin: Value | null = null
  data: Slot | null = null
  grad: Slot | null = null
  /** Whether it comes from a convolution, which does not read it again. */
  isConvolved = false
  /** Whether the examples share one place, because each is finished before the next begins. */
  isLocal = false

  constructor(
    name: string,
    shape: readonly number[],
    layout: 'rows' | 'image',
    order: Int32Array | null = null,
    pitch?: number,
  ) {
    this.name = name
    this.shape = shape
    this.layout = layout
    this.order = order
    this.pitch = pitch ?? padded(layout === 'image' ? shape[0]! : (shape.at(-1) ?? 1))
  }

  /** Channels of an image, or features of a row. */
  get features(): number {
    return this.layout === 'image' ? this.shape[0]! : (this.shape.at(-1) ?? 1)
  }

  get height(): number {
    return this.layout === 'image'
      ? this.shape.length === 2
        ? 1
        : this.shape[1]!
      : numelOf(this.shape.slice(0, -1))
  }

  get width(): number {
    return this.layout === 'image' ? this.shape.at(-1)! : 1
  }

  #rowFloats({ left, right }: Border): number {
    return (this.width + left + right) * this.pitch
  }

  /** Numbers of one example, border included. */
  floats(border: Border = this.border): number {
    return (this.height + border.top + border.bottom) * this.#rowFloats(border)
  }

  #view(slot: Slot, border: Border): View {
    const row = this.#rowFloats(border) * 4
    return {
      at: slot.at + border.top * row + border.left * this.pitch * 4,
      image: this.isLocal ? 0 : this.floats(border) * 4,
      row,
      rows: this.height,
      cols: this.width * this.pitch,
      pixel: this.pitch * 4,
    }
  }

  get dataView(): View {
    return this.#view(this.data!, this.border)
  }

  get gradView(): View {
    return this.#view(this.grad!, this.gradBorder)
  }

  /** Where each number of an example lies, counted in numbers from the example's beginning. */
  places(border: Border = this.border): Int32Array {
    const { pitch, order, layout, features, height, width } = this
    const places = new Int32Array(numelOf(this.shape))
    const row = this.#rowFloats(border)
    for (let i = 0; i < places.length; i++) {
      if (layout === 'rows') {
        const feature = i % features
        places[i] = Math.floor(i / features) * row + (order === null ? feature : order[feature]!)
      } else {
        const pixel = i % (height * width)
        const y = Math.floor(pixel / width) + border.top
        places[i] = y * row + ((pixel % width) + border.left) * pitch + Math.floor(i / (height * width))
      }
    }
    return places
  }

  /** Copies one example between memory, from number `at` on, and numbers in the order of the shape, from `first` on. */
  copy(
    heap: Float32Array,
    at: number,
    data: Numbers,
    first: number,
    isRead: boolean,
    border = this.border,
  ): void {
    const { pitch, features, height, width, order } = this
    const move = (place: number, gap: number, i: number, count: number): void =>
      isRead
        ? copyLine(heap, at + place, gap, data, first + i, 1, count)
        : copyLine(data, first + i, 1, heap, at + place, gap, count)
    if (order !== null) return this.places(border).forEach((place, i) => move(place, 1, i, 1))
    for (let y = 0; y < height; y++) {
      const row = (y + border.top) * this.#rowFloats(border) + border.left * pitch
      if (this.layout === 'rows') move(row, 1, y * features, features)
      else for (let c = 0; c < features; c++) move(row + c, pitch, (c * height + y) * width, width)
    }
  }

  /** Asks for a border of at least this size. */
  static widen(border: Border, wanted: Border): void {
    border.top = Math.max(border.top, wanted.top)
    border.bottom = Math.max(border.bottom, wanted.bottom)
    border.left = Math.max(border.left, wanted.left)
    border.right = Math.max(border.right, wanted.right)
  }
}

/** Whether two borders are the same. */
export const sameBorder = (a: Border, b: Border): boolean =>
  a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right
