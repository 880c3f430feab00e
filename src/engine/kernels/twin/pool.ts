import type { Heap } from './heap.ts'

const { fround: f } = Math

/** The twin of pool.as.ts. */
export function poolKernels(heap: Heap) {
  const inside = (at: number, size: number): boolean => at >= 0 && at < size

  function maxPool(
    outH: number,
    outW: number,
    C: number,
    KH: number,
    KW: number,
    strideY: number,
    strideX: number,
    dilationY: number,
    dilationX: number,
    firstY: number,
    firstX: number,
    H: number,
    W: number,
    x: number,
    xPixel: number,
    xRow: number,
    y: number,
    yPixel: number,
    yRow: number,
    code: number,
    sign: number,
    relu: number,
  ): void {
    const { f: F, i: I } = heap
    for (let i = 0; i < outH; i++) {
      for (let j = 0; j < outW; j++) {
        for (let o = 0; o < C; o++) {
          let best = relu ? 0 : -Infinity
          let tap = -1
          for (let k = 0; k < KH * KW; k++) {
            const row = firstY + i * strideY + Math.floor(k / KW) * dilationY
            const column = firstX + j * strideX + (k % KW) * dilationX
            if (!inside(row, H) || !inside(column, W)) continue
            const v = sign * F[((x + row * xRow + column * xPixel) >> 2) + o]!
            if (v <= best) continue // so written, NaN wins
            best = v
            tap = k
          }
          F[((y + i * yRow + j * yPixel) >> 2) + o] = sign * best
          I[(code >> 2) + (i * outW + j) * C + o] = tap
        }
      }
    }
  }

  function maxPoolGrad(
    outH: number,
    outW: number,
    C: number,
    KH: number,
    KW: number,
    strideY: number,
    strideX: number,
    dilationY: number,
    dilationX: number,
    firstY: number,
    firstX: number,
    H: number,
    W: number,
    dx: number,
    xPixel: number,
    xRow: number,
    dy: number,
    yPixel: number,
    yRow: number,
    code: number,
  ): void {
    const { f: F, i: I } = heap
    for (let i = 0; i < outH; i++) {
      for (let j = 0; j < outW; j++) {
        for (let o = 0; o < C; o++) {
          const tap = I[(code >> 2) + (i * outW + j) * C + o]!
          if (tap < 0 || tap >= KH * KW) continue
          const row = firstY + i * strideY + Math.floor(tap / KW) * dilationY
          const column = firstX + j * strideX + (tap % KW) * dilationX
          if (!inside(row, H) || !inside(column, W)) continue
          F[((dx + row * xRow + column * xPixel) >> 2) + o]! += F[((dy + i * yRow + j * yPixel) >> 2) + o]!
        }
      }
    }
  }

  /** Calls `visit` with the places of every element of every window, as indices of numbers. */
  function windows(
    outH: number,
    outW: number,
    C: number,
    KH: number,
    KW: number,
    strideY: number,
    strideX: number,
    firstY: number,
    firstX: number,
    H: number,
    W: number,
    x: number,
    xPixel: number,
    xRow: number,
    y: number,
    yPixel: number,
    yRow: number,
    visit: (at: number, out: number, isLast: boolean, window: number) => void,
  ): void {
    for (let i = 0; i < outH; i++) {
      for (let j = 0; j < outW; j++) {
        for (let o = 0; o < C; o++) {
          const out = ((y + i * yRow + j * yPixel) >> 2) + o
          for (let k = 0; k < KH * KW; k++) {
            const row = firstY + i * strideY + Math.floor(k / KW)
            const column = firstX + j * strideX + (k % KW)
            if (!inside(row, H) || !inside(column, W)) continue
            visit(((x + row * xRow + column * xPixel) >> 2) + o, out, false, i * outW + j)
          }
          visit(0, out, true, i * outW + j)
        }
      }
    }
  }

  return {
    maxPool,
    maxPoolGrad,

    maxPool2Relu(
      outH: number,
      outW: number,
      C: number,
      x: number,
      xPixel: number,
      xRow: number,
      y: number,
      yPixel: number,
      yRow: number,
      code: number,
    ): void {
      maxPool(
        outH,
        outW,
        C,
        2,
        2,
        2,
        2,
        1,
        1,
        0,
        0,
        outH * 2,
        outW * 2,
        x,
        xPixel,
        xRow,
        y,
        yPixel,
        yRow,
        code,
        1,
        1,
      )
    },

    maxPool2Grad(
      outH: number,
      outW: number,
      C: number,
      dx: number,
      xPixel: number,
      xRow: number,
      dy: number,
      yPixel: number,
      yRow: number,
      code: number,
    ): void {
      for (let i = 0; i < outH * 2; i++) {
        for (let j = 0; j < outW * 2; j++) {
          const at = (dx + i * xRow + j * xPixel) >> 2
          heap.f.fill(0, at, at + C)
        }
      }
      maxPoolGrad(
        outH,
        outW,
        C,
        2,
        2,
        2,
        2,
        1,
        1,
        0,
        0,
        outH * 2,
        outW * 2,
        dx,
        xPixel,
        xRow,
        dy,
        yPixel,
        yRow,
        code,
      )
    },

    avgPool(
      outH: number,
      outW: number,
      C: number,
      KH: number,
      KW: number,
      strideY: number,
      strideX: number,
      firstY: number,
      firstX: number,
      H: number,
      W: number,
      x: number,
      xPixel: number,
      xRow: number,
      y: number,
      yPixel: number,
      yRow: number,
      share: number,
    ): void {
      const { f: F } = heap
      let sum = 0
      windows(
        outH,
        outW,
        C,
        KH,
        KW,
        strideY,
        strideX,
        firstY,
        firstX,
        H,
        W,
        x,
        xPixel,
        xRow,
        y,
        yPixel,
        yRow,
        (at, out, isLast, w) => {
          if (!isLast) sum = f(sum + F[at]!)
          else {
            F[out] = sum * F[(share >> 2) + w]!
            sum = 0
          }
        },
      )
    },

    avgPoolGrad(
      outH: number,
      outW: number,
      C: number,
      KH: number,
      KW: number,
      strideY: number,
      strideX: number,
      firstY: number,
      firstX: number,
      H: number,
      W: number,
      dx: number,
      xPixel: number,
      xRow: number,
      dy: number,
      yPixel: number,
      yRow: number,
      share: number,
    ): void {
      const { f: F } = heap
      windows(
        outH,
        outW,
        C,
        KH,
        KW,
        strideY,
        strideX,
        firstY,
        firstX,
        H,
        W,
        dx,
        xPixel,
        xRow,
        dy,
        yPixel,
        yRow,
        (at, out, isLast, w) => {
          if (!isLast) F[at]! += f(F[out]! * F[(share >> 2) + w]!)
        },
      )
    },
  }
}
