// Matrix products, and everything that is one: dense layers, convolutions, and the gradients of both. Strides are bytes.
import { tile } from './tiles.as'

/** Rows that one tile takes at most: as many as the sums fit 16 registers. */
// @ts-ignore: decorator
@inline
const TALL: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4

/** Terms of a long sum that are added at a time, so that the strip of B stays in the first cache. */
// @ts-ignore: decorator
@inline
const DEEP: i32 = 256

/** A strip of B, its rows next to each other: in a large matrix they would be in each other's way in the first cache. */
const strip = memory.data((DEEP + DEEP / 2) * 32, 16)

/**
 * C (M, N) = A · B, or C += A · B with `mode` 1; `bias` (N), if not 0, is added to a stored product. N is a multiple
 * of 4. The sum runs over three levels, K0 of K1 of K2 terms: each term reads one number of a row of A and N numbers of
 * B next to each other; after a term A and B advance by aStep and bStep, after K2 terms further by aNext and bNext, after
 * K1 of these by aOver and bOver. So a convolution needs no copy of its windows.
 */
export function multiply(
  M: i32, N: i32, K0: i32, K1: i32, K2: i32,
  a: usize, aRow: usize, aStep: usize, aNext: usize, aOver: usize,
  b: usize, bStep: usize, bNext: usize, bOver: usize,
  c: usize, cRow: usize, bias: usize, mode: i32,
): void {
  if (K0 * K1 == 1 && (K2 > DEEP + DEEP / 2 || M > 64)) {
    let added = mode
    while (K2 > 0) {
      const k = K2 > DEEP + DEEP / 2 ? DEEP : K2
      for (let j = 0; j < N; j += 8) {
        const at = <usize>j * 4
        let p = b + at
        for (let i = 0; i < k; i++) {
          const q = strip + <usize>i * 32
          v128.store(q, v128.load(p))
          v128.store(q, v128.load(p, 16), 16)
          p += bStep
        }
        strips(M, N - j < 8 ? N - j : 8, 1, 1, k, a, aRow, aStep, 0, 0, strip, 32, 0, 0, c + at, cRow, bias ? bias + at : 0, added)
      }
      a += <usize>k * aStep
      b += <usize>k * bStep
      K2 -= k
      added = 1
    }
    return
  }
  strips(M, N, K0, K1, K2, a, aRow, aStep, aNext, aOver, b, bStep, bNext, bOver, c, cRow, bias, mode)
}

function strips(
  M: i32, N: i32, K0: i32, K1: i32, K2: i32,
  a: usize, aRow: usize, aStep: usize, aNext: usize, aOver: usize,
  b: usize, bStep: usize, bNext: usize, bOver: usize,
  c: usize, cRow: usize, bias: usize, mode: i32,
): void {
  const tiles = (M + TALL - 1) / TALL
  if (tiles == 0) return
  const rows = M / tiles
  const taller = M % tiles // so many tiles have one row more
  for (let j = 0; j < N; ) {
    const wide = N - j >= 8
    const at = <usize>j * 4
    let ai = a
    let ci = c + at
    for (let t = 0; t < tiles; t++) {
      const m = rows + <i32>(t < taller)
      tile(m, wide, K0, K1, K2, ai, aRow, aStep, aNext, aOver, b + at, bStep, bNext, bOver, ci, cRow, bias ? bias + at : 0, mode)
      ai += <usize>m * aRow
      ci += <usize>m * cRow
    }
    j += wide ? 8 : 4
  }
}

/**
 * Convolution of one image whose border holds zeros: output rows of `width` pixels, each the sum over KH · KW taps of C
 * channels. xPixel and xRow lead from one output pixel to the next within the input (stride), tapX and tapY from one tap to
 * the next (dilation); w is (KH, KW, C, N). Also the gradient of the input, from that of the output.
 */
export function convolve(
  height: i32, width: i32, N: i32, KH: i32, KW: i32, C: i32,
  x: usize, xPixel: usize, xRow: usize, tapX: usize, tapY: usize,
  w: usize, wRow: usize,
  y: usize, yPixel: usize, yRow: usize, bias: usize, mode: i32,
): void {
  const channels = <usize>C * 4
  const joined = tapX == channels // the taps of a row lie next to each other
  const K0 = joined ? 1 : KH
  const K1 = joined ? KH : KW
  const K2 = joined ? KW * C : C
  const aNext = joined ? tapY - <usize>KW * channels : tapX - channels
  const aOver = joined ? 0 : tapY - <usize>KW * tapX
  for (let r = 0; r < height; r++) {
    strips(width, N, K0, K1, K2, x, xPixel, 4, aNext, aOver, w, wRow, 0, 0, y, yPixel, bias, mode)
    x += xRow
    y += yRow
  }
}

/** The gradient of the weights of `convolve`, added to dw (KH, KW, C, N): for every tap and channel, a sum over all output pixels. */
export function convolveWeights(
  height: i32, width: i32, N: i32, KH: i32, KW: i32, C: i32,
  x: usize, xPixel: usize, xRow: usize, tapX: usize, tapY: usize,
  dw: usize, wRow: usize,
  dy: usize, yPixel: usize, yRow: usize,
): void {
  const joined = tapX == <usize>C * 4
  const rows = joined ? KW * C : C
  const taps = joined ? 1 : KW
  for (let ky = 0; ky < KH; ky++) {
    let at = x
    for (let kx = 0; kx < taps; kx++) {
      strips(
        rows, N, 1, height, width,
        at, 4, xPixel, xRow - <usize>width * xPixel, 0,
        dy, yPixel, yRow - <usize>width * yPixel, 0,
        dw, wRow, 0, 1,
      )
      at += tapX
      dw += <usize>rows * wRow
    }
    x += tapY
  }
}
