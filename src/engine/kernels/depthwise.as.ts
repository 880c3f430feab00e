// Convolution of each channel by itself: nothing is summed over channels, so four of them run side by side.
import { all, madd } from './simd.as'

/** One image, C a multiple of 4; strides as in `convolve`, w (KH, KW, C). */
export function depthwise(
  height: i32, width: i32, C: i32, KH: i32, KW: i32,
  x: usize, xPixel: usize, xRow: usize, tapX: usize, tapY: usize,
  w: usize,
  y: usize, yPixel: usize, yRow: usize, bias: usize, mode: i32,
): void {
  const step = <usize>C * 4
  for (let r = 0; r < height; r++) {
    let xi = x
    let yi = y
    let i = 0
    for (; i + 4 <= width; i += 4) {
      for (let o: usize = 0; o < step; o += 16) {
        let s0 = mode ? v128.load(yi + o) : bias ? v128.load(bias + o) : all(0)
        let s1 = mode ? v128.load(yi + yPixel + o) : bias ? v128.load(bias + o) : all(0)
        let s2 = mode ? v128.load(yi + 2 * yPixel + o) : bias ? v128.load(bias + o) : all(0)
        let s3 = mode ? v128.load(yi + 3 * yPixel + o) : bias ? v128.load(bias + o) : all(0)
        let k = w + o
        for (let ky = 0; ky < KH; ky++) {
          let p = xi + <usize>ky * tapY + o
          for (let kx = 0; kx < KW; kx++) {
            const weight = v128.load(k)
            s0 = madd(v128.load(p), weight, s0)
            s1 = madd(v128.load(p + xPixel), weight, s1)
            s2 = madd(v128.load(p + 2 * xPixel), weight, s2)
            s3 = madd(v128.load(p + 3 * xPixel), weight, s3)
            p += tapX
            k += step
          }
        }
        v128.store(yi + o, s0)
        v128.store(yi + yPixel + o, s1)
        v128.store(yi + 2 * yPixel + o, s2)
        v128.store(yi + 3 * yPixel + o, s3)
      }
      xi += 4 * xPixel
      yi += 4 * yPixel
    }
    for (; i < width; i++) {
      for (let o: usize = 0; o < step; o += 16) {
        let sum = mode ? v128.load(yi + o) : bias ? v128.load(bias + o) : all(0)
        let k = w + o
        for (let ky = 0; ky < KH; ky++) {
          let p = xi + <usize>ky * tapY + o
          for (let kx = 0; kx < KW; kx++) {
            sum = madd(v128.load(p), v128.load(k), sum)
            p += tapX
            k += step
          }
        }
        v128.store(yi + o, sum)
      }
      xi += xPixel
      yi += yPixel
    }
    x += xRow
    y += yRow
  }
}

/** The gradient of the weights of `depthwise`, added to dw (KH, KW, C). */
export function depthwiseWeights(
  height: i32, width: i32, C: i32, KH: i32, KW: i32,
  x: usize, xPixel: usize, xRow: usize, tapX: usize, tapY: usize,
  dw: usize,
  dy: usize, yPixel: usize, yRow: usize,
): void {
  const step = <usize>C * 4
  for (let ky = 0; ky < KH; ky++) {
    for (let kx = 0; kx < KW; kx++) {
      const from = x + <usize>ky * tapY + <usize>kx * tapX
      for (let o: usize = 0; o < step; o += 16) {
        let even = v128.load(dw + o)
        let odd = all(0)
        for (let r = 0; r < height; r++) {
          let p = from + <usize>r * xRow + o
          let q = dy + <usize>r * yRow + o
          let i = 0
          for (; i + 2 <= width; i += 2) {
            even = madd(v128.load(p), v128.load(q), even)
            odd = madd(v128.load(p + xPixel), v128.load(q + yPixel), odd)
            p += 2 * xPixel
            q += 2 * yPixel
          }
          if (i < width) even = madd(v128.load(p), v128.load(q), even)
        }
        v128.store(dw + o, f32x4.add(even, odd))
      }
      dw += step
    }
  }
}
