import { Code } from '../src/engine/plan/tiny/assembler.ts'

/** Multiply-adds of four numbers in a turn of the loop, for each running sum. */
const UNROLLED = 8

/**
 * WebAssembly that does nothing but x ← x · b + c on `sums` registers of four float32 numbers: what 128-bit units can do at
 * most. `run(turns)` makes sums · UNROLLED multiply-adds per turn. Nothing is loaded, and nothing can be left out, because
 * each result is needed by the next.
 */
export function limitModule(sums, isRelaxed) {
  const code = new Code(['i32'])
  const factor = code.local('v128')
  const term = code.local('v128')
  const locals = Array.from({ length: sums }, () => code.local('v128'))
  for (const [local, value] of [[factor, 0.75], [term, 0.25], ...locals.map((local, i) => [local, i / 8])]) {
    code.vector(new Float32Array(4).fill(value))
    code.set(local)
  }
  code.loop()
  for (let n = 0; n < UNROLLED; n++) {
    for (const local of locals) {
      code.get(local)
      code.get(factor)
      if (!isRelaxed) code.op('f32x4.mul')
      code.get(term)
      code.op(isRelaxed ? 'f32x4.relaxed_madd' : 'f32x4.add')
      code.set(local)
    }
  }
  code.get(0)
  code.integer(1)
  code.op('i32.sub')
  code.tee(0)
  code.again()
  code.op('end')
  locals.forEach((local, i) => {
    code.get(local)
    if (i > 0) code.op('f32x4.add')
  })
  code.lane(0)
  return code.module('f32')
}

/** Registers tried: more hide the latency, too many do not fit. The fastest counts. */
export const SUMS = [8, 10, 12, 13]

/** Makes the loop for so many sums; a time is 2¹⁶ multiply-adds of four numbers for each sum. */
export function makeLimit(sums, isRelaxed) {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const module = new WebAssembly.Module(limitModule(sums, isRelaxed))
  const { run } = new WebAssembly.Instance(module, { env: { memory } }).exports
  return (times) => run(times * (2 ** 16 / UNROLLED))
}

/** Floating-point operations of one time. */
export const limitWork = (sums) => sums * 2 ** 16 * 4 * 2
