// WebAssembly, byte by byte: just enough to write one function. The numbers are those of the binary format,
// https://webassembly.github.io/spec/core/binary/.

/** An unsigned number in LEB128. */
export function leb(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  do {
    const low = rest & 127
    rest = Math.floor(rest / 128)
    bytes.push(rest === 0 ? low : low | 128)
  } while (rest !== 0)
  return bytes
}

function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value | 0
  for (;;) {
    const low = rest & 127
    rest >>= 7
    if ((rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0)) return [...bytes, low]
    bytes.push(low | 128)
  }
}

const float = (value: number): number[] => [...new Uint8Array(Float32Array.of(value).buffer)]
const simd = (op: number): number[] => [0xfd, ...leb(op)]

export const TYPE = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const
export type Type = keyof typeof TYPE

/** Plain operations by name. */
const OPERATIONS = {
  end: [0x0b],
  select: [0x1b],
  'i32.lt_s': [0x48],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.eqz': [0x45],
  'f32.gt': [0x5e],
  'f32.add': [0x92],
  'f32.sub': [0x93],
  'f32.mul': [0x94],
  'f32.div': [0x95],
  'f32.min': [0x96],
  'f32.max': [0x97],
  'f32.eq': [0x5b],
  'f32.convert': [0xb2],
  'f64.add': [0xa0],
  'f64.mul': [0xa2],
  'f64.promote': [0xbb],
  'i32x4.splat': simd(0x11),
  'f32x4.splat': simd(0x13),
  'i32x4.lt_s': simd(0x39),
  'f32x4.eq': simd(0x41),
  'f32x4.gt': simd(0x44),
  'v128.and': simd(0x4e),
  'f32x4.nearest': simd(0x6a),
  'i32x4.shl': simd(0xab),
  'i32x4.add': simd(0xae),
  'i32x4.trunc': simd(0xf8),
  'f32x4.add': simd(0xe4),
  'f32x4.sub': simd(0xe5),
  'f32x4.mul': simd(0xe6),
  'f32x4.div': simd(0xe7),
  'f32x4.pmin': simd(0xea),
  'f32x4.pmax': simd(0xeb),
  'f32x4.relaxed_madd': simd(0x105),
} as const
export type Operation = keyof typeof OPERATIONS

/** The body of a function: a stack machine's instructions in order. */
export class Code {
  readonly #bytes: number[] = []
  readonly #locals: Type[] = []
  readonly #parameters: readonly Type[]
  #callsLog = false

  constructor(parameters: readonly Type[]) {
    this.#parameters = parameters
  }

  #put(bytes: readonly number[]): void {
    for (const byte of bytes) this.#bytes.push(byte)
  }

  local(type: Type): number {
    this.#locals.push(type)
    return this.#parameters.length + this.#locals.length - 1
  }

  op(name: Operation): void {
    this.#put(OPERATIONS[name])
  }

  get(local: number): void {
    this.#put([0x20, ...leb(local)])
  }

  set(local: number): void {
    this.#put([0x21, ...leb(local)])
  }

  tee(local: number): void {
    this.#put([0x22, ...leb(local)])
  }

  integer(value: number): void {
    this.#put([0x41, ...signed(value)])
  }

  float(value: number): void {
    this.#put([0x43, ...float(value)])
  }

  double(value: number): void {
    this.#put([0x44, ...new Uint8Array(Float64Array.of(value).buffer)])
  }

  /** Four float32 numbers, or the bits of four integers. */
  vector(values: Float32Array | Int32Array): void {
    this.#put([...simd(12), ...new Uint8Array(values.buffer)])
  }

  loop(): void {
    this.#put([0x03, 0x40])
  }

  /** To the beginning of the innermost loop, if the number on the stack is not 0. */
  again(): void {
    this.#put([0x0d, 0])
  }

  /** Reads at the address on the stack plus `offset`. */
  load(type: 'i32' | 'f32' | 'v128' | 'splat', offset = 0): void {
    const op = { i32: [0x28], f32: [0x2a], v128: simd(0), splat: simd(9) }[type]
    this.#put([...op, 2, ...leb(offset)])
  }

  /** Replaces one lane of the vector on the stack by the number at the address under it. */
  loadLane(lane: number, offset = 0): void {
    this.#put([...simd(0x56), 2, ...leb(offset), lane])
  }

  store(type: 'f32' | 'v128', offset = 0): void {
    this.#put([...(type === 'f32' ? [0x38] : simd(11)), 2, ...leb(offset)])
  }

  lane(index: number): void {
    this.#put([...simd(0x1f), index])
  }

  /** Four float32 lanes of the two vectors on the stack, numbered 0 … 7. */
  shuffle(lanes: readonly number[]): void {
    this.#put([...simd(13), ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))])
  }

  /** ln of the float64 number on the stack, by a function of the host. */
  log(): void {
    this.#callsLog = true
    this.#put([0x10, 0])
  }

  /** The function with its locals, as the code section holds it. */
  body(): number[] {
    const locals = [...leb(this.#locals.length), ...this.#locals.flatMap((type) => [1, TYPE[type]])]
    const code = [...locals, ...this.#bytes, 0x0b]
    return [...leb(code.length), ...code]
  }

  /** A module that exports this function as `run`, works in the memory `env.memory` and, if it wants a logarithm, calls `env.log`. */
  module(result: Type): Uint8Array {
    const section = (id: number, content: readonly number[]): number[] => [
      id,
      ...leb(content.length),
      ...content,
    ]
    const name = (text: string): number[] => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))]
    const type = [
      0x60,
      ...leb(this.#parameters.length),
      ...this.#parameters.map((t) => TYPE[t]),
      1,
      TYPE[result],
    ]
    const log = this.#callsLog
    return Uint8Array.from([
      0,
      0x61,
      0x73,
      0x6d,
      1,
      0,
      0,
      0,
      ...section(1, [2, ...type, 0x60, 1, TYPE.f64, 1, TYPE.f64]),
      ...section(2, [
        log ? 2 : 1,
        ...name('env'),
        ...name('memory'),
        2,
        0,
        0,
        ...(log ? [...name('env'), ...name('log'), 0, 1] : []),
      ]),
      ...section(3, [1, 0]),
      ...section(7, [1, ...name('run'), 0, Number(log)]),
      ...section(10, [1, ...this.body()]),
    ])
  }
}
