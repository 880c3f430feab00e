import { Code, type Type } from './assembler.ts'

/** Puts a number, or four, on the stack. */
export type Expression = () => void

/** Arithmetic on one float32 number, or on four at once: what a tiny network is written in. */
export class Lanes {
  readonly code: Code
  readonly width: 1 | 4
  readonly #isRelaxed: boolean
  readonly #constants = new Map<number, number>()

  constructor(code: Code, width: 1 | 4, isRelaxed: boolean) {
    this.code = code
    this.width = width
    this.#isRelaxed = isRelaxed
  }

  get type(): Type {
    return this.width === 4 ? 'v128' : 'f32'
  }

  #op(name: 'add' | 'sub' | 'mul' | 'div', a: Expression, b: Expression): void {
    a()
    b()
    this.code.op(this.width === 4 ? `f32x4.${name}` : `f32.${name}`)
  }

  /**
   * min(max(value, low), high). On four numbers by the instructions of the processor (pmin, pmax), which are one each: what
   * WebAssembly calls min and max takes seven, for the sake of signed zeros. NaN stays NaN.
   */
  #clamp(value: Expression, low: number, high: number): void {
    value()
    this.constant(high)
    this.code.op(this.width === 4 ? 'f32x4.pmin' : 'f32.min')
    this.constant(low)
    this.code.op(this.width === 4 ? 'f32x4.pmax' : 'f32.max')
  }

  add = (a: Expression, b: Expression): void => this.#op('add', a, b)
  sub = (a: Expression, b: Expression): void => this.#op('sub', a, b)
  mul = (a: Expression, b: Expression): void => this.#op('mul', a, b)
  div = (a: Expression, b: Expression): void => this.#op('div', a, b)

  /**
   * Puts constants into locals at the beginning of a function: a compiler builds a vector from its bits in several
   * instructions, again and again, but reads it from the stack in one.
   */
  prepareConstants(): void {
    const own = [
      0,
      0.5,
      1,
      -1,
      LIMIT,
      -LIMIT,
      LOWEST,
      LOG2_E,
      ...LN2,
      ...NUMERATOR,
      ...DENOMINATOR,
      ...EXPONENTIAL,
    ]
    for (const value of own) {
      if (this.#constants.has(value)) continue
      this.constant(value)
      const local = this.code.local(this.type)
      this.code.set(local)
      this.#constants.set(value, local)
    }
  }

  constant(value: number): void {
    const local = this.#constants.get(value)
    if (local !== undefined) return this.code.get(local)
    if (this.width === 4) this.code.vector(new Float32Array(4).fill(value))
    else this.code.float(value)
  }

  /** a · b + c */
  madd(a: Expression, b: Expression, c: Expression): void {
    if (this.width === 4 && this.#isRelaxed) {
      a()
      b()
      c()
      this.code.op('f32x4.relaxed_madd')
    } else this.add(c, () => this.mul(a, b))
  }

  max = (a: Expression, b: Expression): void => {
    a()
    b()
    this.code.op(this.width === 4 ? 'f32x4.pmax' : 'f32.max')
  }

  /** −|x| */
  minusMagnitude(x: Expression): void {
    x()
    this.sub(() => this.constant(0), x)
    this.code.op(this.width === 4 ? 'f32x4.pmin' : 'f32.min')
  }

  /** 1 where x is `value`, else 0. */
  isEqual(x: Expression, value: number): void {
    x()
    this.constant(value)
    this.code.op(this.width === 4 ? 'f32x4.eq' : 'f32.eq')
    if (this.width === 1) return this.code.op('f32.convert')
    this.constant(1)
    this.code.op('v128.and')
  }

  /** value where x > 0, else 0. */
  wherePositive(value: Expression, x: Expression): void {
    value()
    if (this.width === 1) this.code.float(0)
    x()
    this.constant(0)
    if (this.width === 4) {
      this.code.op('f32x4.gt')
      this.code.op('v128.and')
    } else {
      this.code.op('f32.gt')
      this.code.op('select')
    }
  }

  /** The number on the stack into a new local. */
  keep(value: Expression): Expression {
    value()
    const local = this.code.local(this.type)
    this.code.set(local)
    return () => this.code.get(local)
  }

  /** c₀ + c₁ q + c₂ q² + … in pairs, so that the terms are computed side by side. */
  #polynomial(coefficients: readonly number[], powers: readonly Expression[]): void {
    if (coefficients.length === 1) return this.constant(coefficients[0]!)
    let half = 1
    let level = 0
    while (half * 2 < coefficients.length) {
      half *= 2
      level++
    }
    this.madd(
      () => this.#polynomial(coefficients.slice(half), powers),
      powers[level]!,
      () => this.#polynomial(coefficients.slice(0, half), powers),
    )
  }

  /** tanh by the rational function of the kernel `tanh4`. */
  tanh(value: Expression): void {
    const clamped = this.keep(() => this.#clamp(value, -LIMIT, LIMIT))
    const q = this.keep(() => this.mul(clamped, clamped))
    const q2 = this.keep(() => this.mul(q, q))
    const q4 = this.keep(() => this.mul(q2, q2))
    const powers = [q, q2, q4]
    const above = (): void => this.mul(clamped, () => this.#polynomial(NUMERATOR, powers))
    const ratio = (): void => this.div(above, () => this.#polynomial(DENOMINATOR, powers))
    this.#clamp(ratio, -1, 1)
  }

  /** eˣ for x ≤ 0, as the kernel `exp4`: x = n ln 2 + r. Down to −87, so that 2ⁿ is a normal number. */
  exp(value: Expression): void {
    const { code: c } = this
    if (this.width === 1) {
      new Lanes(c, 4, false).exp(() => {
        value()
        c.op('f32x4.splat')
      })
      return c.lane(0)
    }
    const x = this.keep(() => this.max(value, () => this.constant(LOWEST)))
    const n = this.keep(() => {
      this.mul(x, () => this.constant(LOG2_E))
      c.op('f32x4.nearest')
    })
    const near = (): void => this.madd(n, () => this.constant(LN2[0]!), x)
    const r = this.keep(() => this.madd(n, () => this.constant(LN2[1]!), near))
    const r2 = this.keep(() => this.mul(r, r))
    const r4 = this.keep(() => this.mul(r2, r2))
    this.mul(
      () => this.#polynomial(EXPONENTIAL, [r, r2, r4]),
      () => {
        n()
        c.op('i32x4.trunc')
        c.vector(new Int32Array(4).fill(127))
        c.op('i32x4.add')
        c.integer(23)
        c.op('i32x4.shl')
      },
    )
  }
}

const LOWEST = -87
const LOG2_E = 1.4426950408889634
/** −ln 2 in two parts, the first with few bits. */
const LN2 = [-0.693359375, 2.1219444e-4]

/** Cephes expf, from the constant term on. */
const EXPONENTIAL = [
  1, 1, 5.0000001201e-1, 1.6666665459e-1, 4.1665795894e-2, 8.3334519073e-3, 1.39819995e-3, 1.98756915e-4,
]

/** Beyond this the float32 tanh is ±1. */
const LIMIT = 7.90531111

/** Eigen's generic_fast_tanh_float, from the constant term on. */
const NUMERATOR = [
  4.89352455891786e-3, 6.37261928875436e-4, 1.48572235717979e-5, 5.12229709037114e-8, -8.60467152213735e-11,
  2.00018790482477e-13, -2.76076847742355e-16,
]
const DENOMINATOR = [4.89352518554385e-3, 2.268434632439e-3, 1.18534705686654e-4, 1.19825839466702e-6]
