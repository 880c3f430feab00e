import { madd } from './elementary.ts'
import type { Heap } from './heap.ts'

const { fround: f } = Math
const DEEP = 256

/** The twin of multiply.as.ts and depthwise.as.ts. */
export function multiplyKernels(heap: Heap) {
  function strips(
    M: number,
    N: number,
    K0: number,
    K1: number,
    K2: number,
    a: number,
    aRow: number,
    aStep: number,
    aNext: number,
    aOver: number,
    b: number,
    bStep: number,
    bNext: number,
    bOver: number,
    c: number,
    cRow: number,
    bias: number,
    mode: number,
  ): void {
    const { f: F } = heap
    for (let i = 0; i < M; i++) {
      for (let j = 0; j < N; j++) {
        let p = (a + i * aRow) >> 2
        let q = (b >> 2) + j
        let sum = 0
        for (let k0 = 0; k0 < K0; k0++) {
          for (let k1 = 0; k1 < K1; k1++) {
            for (let k2 = 0; k2 < K2; k2++) {
              sum = f(sum + f(F[p]! * F[q]!))
              p += aStep >> 2
              q += bStep >> 2
            }
            p += aNext >> 2
            q += bNext >> 2
          }
          p += aOver >> 2
          q += bOver >> 2
        }
        const at = ((c + i * cRow) >> 2) + j
        if (mode) F[at]! += sum
        else F[at] = bias ? sum + F[(bias >> 2) + j]! : sum
      }
    }
  }

  function multiply(
    M: number,
    N: number,
    K0: number,
    K1: number,
    K2: number,
    a: number,
    aRow: number,
    aStep: number,
    aNext: number,
    aOver: number,
    b: number,
    bStep: number,
    bNext: number,
    bOver: number,
    c: number,
    cRow: number,
    bias: number,
    mode: number,
  ): void {
    const isLong = (k: number): boolean => K0 * K1 === 1 && k > DEEP + DEEP / 2
    let from = 0
    for (; isLong(K2 - from); from += DEEP) {
      strips(
        M,
        N,
        1,
        1,
        DEEP,
        a + from * aStep,
        aRow,
        aStep,
        0,
        0,
        b + from * bStep,
        bStep,
        0,
        0,
        c,
        cRow,
        bias,
        from ? 1 : mode,
      )
    }
    strips(
      M,
      N,
      K0,
      K1,
      K2 - from,
      a + from * aStep,
      aRow,
      aStep,
      aNext,
      aOver,
      b + from * bStep,
      bStep,
      bNext,
      bOver,
      c,
      cRow,
      bias,
      from ? 1 : mode,
    )
  }

  return {
    multiply,

    convolve(
      height: number,
      width: number,
      N: number,
      KH: number,
      KW: number,
      C: number,
      x: number,
      xPixel: number,
      xRow: number,
      tapX: number,
      tapY: number,
      w: number,
      wRow: number,
      y: number,
      yPixel: number,
      yRow: number,
      bias: number,
      mode: number,
    ): void {
      for (let r = 0; r < height; r++) {
        strips(
          width,
          N,
          KH,
          KW,
          C,
          x + r * xRow,
          xPixel,
          4,
          tapX - C * 4,
          tapY - KW * tapX,
          w,
          wRow,
          0,
          0,
          y + r * yRow,
          yPixel,
          bias,
          mode,
        )
      }
    },

    convolveWeights(
      height: number,
      width: number,
      N: number,
      KH: number,
      KW: number,
      C: number,
      x: number,
      xPixel: number,
      xRow: number,
      tapX: number,
      tapY: number,
      dw: number,
      wRow: number,
      dy: number,
      yPixel: number,
      yRow: number,
    ): void {
      for (let ky = 0; ky < KH; ky++) {
        for (let kx = 0; kx < KW; kx++) {
          strips(
            C,
            N,
            1,
            height,
            width,
            x + ky * tapY + kx * tapX,
            4,
            xPixel,
            xRow - width * xPixel,
            0,
            dy,
            yPixel,
            yRow - width * yPixel,
            0,
            dw + (ky * KW + kx) * C * wRow,
            wRow,
            0,
            1,
          )
        }
      }
    },

    depthwise(
      height: number,
      width: number,
      C: number,
      KH: number,
      KW: number,
      x: number,
      xPixel: number,
      xRow: number,
      tapX: number,
      tapY: number,
      w: number,
      y: number,
      yPixel: number,
      yRow: number,
      bias: number,
      mode: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < height; r++) {
        for (let i = 0; i < width; i++) {
          for (let o = 0; o < C; o++) {
            const at = ((y + r * yRow + i * yPixel) >> 2) + o
            let sum = mode ? F[at]! : bias ? F[(bias >> 2) + o]! : 0
            for (let ky = 0; ky < KH; ky++) {
              for (let kx = 0; kx < KW; kx++) {
                const p = ((x + r * xRow + i * xPixel + ky * tapY + kx * tapX) >> 2) + o
                sum = madd(F[p]!, F[(w >> 2) + (ky * KW + kx) * C + o]!, sum)
              }
            }
            F[at] = sum
          }
        }
      }
    },

    depthwiseWeights(
      height: number,
      width: number,
      C: number,
      KH: number,
      KW: number,
      x: number,
      xPixel: number,
      xRow: number,
      tapX: number,
      tapY: number,
      dw: number,
      dy: number,
      yPixel: number,
      yRow: number,
    ): void {
      const { f: F } = heap
      for (let ky = 0; ky < KH; ky++) {
        for (let kx = 0; kx < KW; kx++) {
          for (let o = 0; o < C; o++) {
            const at = (dw >> 2) + (ky * KW + kx) * C + o
            const sums: [number, number] = [F[at]!, 0] // even and odd pixels
            for (let r = 0; r < height; r++) {
              for (let i = 0; i < width; i++) {
                const p = ((x + ky * tapY + kx * tapX + r * xRow + i * xPixel) >> 2) + o
                const q = ((dy + r * yRow + i * yPixel) >> 2) + o
                sums[i & 1] = madd(F[p]!, F[q]!, sums[i & 1]!)
              }
            }
            F[at] = sums[0] + sums[1]
          }
        }
      }
    },
  }
}
