// Pooling of one image, C a multiple of 4. Of each maximum the number of its tap is kept, for the way back.
import { all } from './simd.as'

/**
 * The largest value (the smallest with sign −1) of each window; `code` gets which tap it was, −1 where `relu` cut it off.
 * Window row i reaches from firstY + i · strideY on; taps outside the image never win.
 */
export function maxPool(
  outH: i32, outW: i32, C: i32, KH: i32, KW: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32,
  firstY: i32, firstX: i32, H: i32, W: i32,
  x: usize, xPixel: usize, xRow: usize,
  y: usize, yPixel: usize, yRow: usize, code: usize, sign: f32, relu: i32,
): void {
  const step = <usize>C * 4
  const flip = all(sign)
  const floor = relu ? all(0) : all(-Infinity)
  for (let i = 0; i < outH; i++) {
    let yi = y + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      const top = firstY + i * strideY
      const left = firstX + j * strideX
      for (let o: usize = 0; o < step; o += 16) {
        let best = floor
        let tap = i32x4.splat(-1)
        for (let ky = 0; ky < KH; ky++) {
          const row = top + ky * dilationY
          if (<u32>row >= <u32>H) continue
          for (let kx = 0; kx < KW; kx++) {
            const column = left + kx * dilationX
            if (<u32>column >= <u32>W) continue
            const v = f32x4.mul(flip, v128.load(x + <usize>row * xRow + <usize>column * xPixel + o))
            const larger = f32x4.gt(v, best)
            const taken = v128.or(larger, f32x4.ne(v, v)) // NaN wins, so that it is not lost
            best = v128.bitselect(v, best, taken)
            tap = v128.bitselect(i32x4.splat(ky * KW + kx), tap, taken)
          }
        }
        v128.store(yi + o, f32x4.mul(flip, best))
        v128.store(code + o, tap)
      }
      code += step
      yi += yPixel
    }
  }
}

/** The same for windows of 2 × 2 side by side, without borders, after a ReLU. */
export function maxPool2Relu(
  outH: i32, outW: i32, C: i32, x: usize, xPixel: usize, xRow: usize, y: usize, yPixel: usize, yRow: usize, code: usize,
): void {
  const step = <usize>C * 4
  for (let i = 0; i < outH; i++) {
    let xi = x + <usize>i * 2 * xRow
    let yi = y + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      for (let o: usize = 0; o < step; o += 16) {
        const p = xi + o
        let best = all(0)
        let tap = i32x4.splat(-1)
        let v = v128.load(p)
        let taken = v128.not(f32x4.le(v, best))
        best = v128.bitselect(v, best, taken)
        tap = v128.bitselect(i32x4.splat(0), tap, taken)
        v = v128.load(p + xPixel)
        taken = v128.not(f32x4.le(v, best))
        best = v128.bitselect(v, best, taken)
        tap = v128.bitselect(i32x4.splat(1), tap, taken)
        v = v128.load(p + xRow)
        taken = v128.not(f32x4.le(v, best))
        best = v128.bitselect(v, best, taken)
        tap = v128.bitselect(i32x4.splat(2), tap, taken)
        v = v128.load(p + xRow + xPixel)
        taken = v128.not(f32x4.le(v, best))
        best = v128.bitselect(v, best, taken)
        tap = v128.bitselect(i32x4.splat(3), tap, taken)
        v128.store(yi + o, best)
        v128.store(code + o, tap)
      }
      code += step
      yi += yPixel
      xi += 2 * xPixel
    }
  }
}

/** The gradient of `maxPool`: to the tap that won. Adds, so dx starts at 0. */
export function maxPoolGrad(
  outH: i32, outW: i32, C: i32, KH: i32, KW: i32, strideY: i32, strideX: i32, dilationY: i32, dilationX: i32,
  firstY: i32, firstX: i32, H: i32, W: i32,
  dx: usize, xPixel: usize, xRow: usize,
  dy: usize, yPixel: usize, yRow: usize, code: usize,
): void {
  const step = <usize>C * 4
  for (let i = 0; i < outH; i++) {
    let yi = dy + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      const top = firstY + i * strideY
      const left = firstX + j * strideX
      for (let o: usize = 0; o < step; o += 16) {
        const grad = v128.load(yi + o)
        const tap = v128.load(code + o)
        for (let ky = 0; ky < KH; ky++) {
          const row = top + ky * dilationY
          if (<u32>row >= <u32>H) continue
          for (let kx = 0; kx < KW; kx++) {
            const column = left + kx * dilationX
            if (<u32>column >= <u32>W) continue
            const p = dx + <usize>row * xRow + <usize>column * xPixel + o
            const mine = v128.and(grad, i32x4.eq(tap, i32x4.splat(ky * KW + kx)))
            v128.store(p, f32x4.add(v128.load(p), mine))
          }
        }
      }
      code += step
      yi += yPixel
    }
  }
}

/** The gradient of `maxPool2Relu`: writes every number of dx that a window covers. */
export function maxPool2Grad(
  outH: i32, outW: i32, C: i32, dx: usize, xPixel: usize, xRow: usize, dy: usize, yPixel: usize, yRow: usize, code: usize,
): void {
  const step = <usize>C * 4
  for (let i = 0; i < outH; i++) {
    let xi = dx + <usize>i * 2 * xRow
    let yi = dy + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      for (let o: usize = 0; o < step; o += 16) {
        const grad = v128.load(yi + o)
        const tap = v128.load(code + o)
        const p = xi + o
        v128.store(p, v128.and(grad, i32x4.eq(tap, i32x4.splat(0))))
        v128.store(p + xPixel, v128.and(grad, i32x4.eq(tap, i32x4.splat(1))))
        v128.store(p + xRow, v128.and(grad, i32x4.eq(tap, i32x4.splat(2))))
        v128.store(p + xRow + xPixel, v128.and(grad, i32x4.eq(tap, i32x4.splat(3))))
      }
      code += step
      yi += yPixel
      xi += 2 * xPixel
    }
  }
}

/** The sum of each window times its entry of `share` (outH, outW). */
export function avgPool(
  outH: i32, outW: i32, C: i32, KH: i32, KW: i32, strideY: i32, strideX: i32,
  firstY: i32, firstX: i32, H: i32, W: i32,
  x: usize, xPixel: usize, xRow: usize,
  y: usize, yPixel: usize, yRow: usize, share: usize,
): void {
  const step = <usize>C * 4
  for (let i = 0; i < outH; i++) {
    let yi = y + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      const factor = v128.load32_splat(share)
      for (let o: usize = 0; o < step; o += 16) {
        let sum = all(0)
        for (let ky = 0; ky < KH; ky++) {
          const row = firstY + i * strideY + ky
          if (<u32>row >= <u32>H) continue
          for (let kx = 0; kx < KW; kx++) {
            const column = firstX + j * strideX + kx
            if (<u32>column >= <u32>W) continue
            sum = f32x4.add(sum, v128.load(x + <usize>row * xRow + <usize>column * xPixel + o))
          }
        }
        v128.store(yi + o, f32x4.mul(sum, factor))
      }
      share += 4
      yi += yPixel
    }
  }
}

/** The gradient of `avgPool`: an equal share to every element. Adds, so dx starts at 0. */
export function avgPoolGrad(
  outH: i32, outW: i32, C: i32, KH: i32, KW: i32, strideY: i32, strideX: i32,
  firstY: i32, firstX: i32, H: i32, W: i32,
  dx: usize, xPixel: usize, xRow: usize,
  dy: usize, yPixel: usize, yRow: usize, share: usize,
): void {
  const step = <usize>C * 4
  for (let i = 0; i < outH; i++) {
    let yi = dy + <usize>i * yRow
    for (let j = 0; j < outW; j++) {
      const factor = v128.load32_splat(share)
      for (let o: usize = 0; o < step; o += 16) {
        const grad = f32x4.mul(v128.load(yi + o), factor)
        for (let ky = 0; ky < KH; ky++) {
          const row = firstY + i * strideY + ky
          if (<u32>row >= <u32>H) continue
          for (let kx = 0; kx < KW; kx++) {
            const column = firstX + j * strideX + kx
            if (<u32>column >= <u32>W) continue
            const p = dx + <usize>row * xRow + <usize>column * xPixel + o
            v128.store(p, f32x4.add(v128.load(p), grad))
          }
        }
      }
      share += 4
      yi += yPixel
    }
  }
}
