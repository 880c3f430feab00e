import { exp, log as ln, madd } from './elementary.ts'
import type { Heap } from './heap.ts'

const { fround: f, max, min, sqrt } = Math

/** The twin of norm.as.ts. */
export function normKernels(heap: Heap) {
  /** sum[i] += Σ over the rows, of terms made with `madd` or products. */
  function addColumns(
    rows: number,
    cols: number,
    sum: number,
    next: (r: number, i: number, total: number) => number,
  ): void {
    for (let i = 0; i < cols; i++) {
      let total = 0
      for (let r = 0; r < rows; r++) total = next(r, i, total)
      heap.f[(sum >> 2) + i]! += total
    }
  }

  return {
    normalizeRows(
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      xhat: number,
      inverse: number,
      eps: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        const from = (x + r * xRow) >> 2
        let sum = 0
        for (let i = 0; i < cols; i++) sum += F[from + i]!
        const mean = sum / cols
        let squares = 0
        for (let i = 0; i < cols; i++) squares += (F[from + i]! - mean) * (F[from + i]! - mean)
        const factor = 1 / sqrt(squares / cols + eps)
        const to = (xhat + r * xRow) >> 2
        for (let i = 0; i < xRow >> 2; i++) F[to + i] = i < cols ? (F[from + i]! - mean) * factor : 0
        F[(inverse >> 2) + r] = factor
      }
    },

    normalizeRowsGrad(
      rows: number,
      cols: number,
      g: number,
      gRow: number,
      xhat: number,
      inverse: number,
      dx: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        const [from, hat, to] = [(g + r * gRow) >> 2, (xhat + r * gRow) >> 2, (dx + r * gRow) >> 2]
        let sum = 0
        let along = 0
        for (let i = 0; i < cols; i++) {
          sum += F[from + i]!
          along += F[from + i]! * F[hat + i]!
        }
        sum /= cols
        along /= cols
        const factor = F[(inverse >> 2) + r]!
        for (let i = 0; i < gRow >> 2; i++)
          F[to + i] = i < cols ? (F[from + i]! - sum - F[hat + i]! * along) * factor : 0
      }
    },

    scaleShift(
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      weight: number,
      bias: number,
      y: number,
      yRow: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < cols; i++) {
          F[((y + r * yRow) >> 2) + i] = madd(
            F[((x + r * xRow) >> 2) + i]!,
            F[(weight >> 2) + i]!,
            F[(bias >> 2) + i]!,
          )
        }
      }
    },

    addProducts(
      rows: number,
      cols: number,
      a: number,
      aRow: number,
      b: number,
      bRow: number,
      sum: number,
    ): void {
      const { f: F } = heap
      addColumns(rows, cols, sum, (r, i, total) =>
        madd(F[((a + r * aRow) >> 2) + i]!, F[((b + r * bRow) >> 2) + i]!, total),
      )
    },

    addDeviations(rows: number, cols: number, x: number, xRow: number, center: number, sum: number): void {
      const { f: F } = heap
      addColumns(rows, cols, sum, (r, i, total) => {
        const d = f(F[((x + r * xRow) >> 2) + i]! - F[(center >> 2) + i]!)
        return madd(d, d, total)
      })
    },

    batchFactors(
      cols: number,
      mean: number,
      variance: number,
      weight: number,
      bias: number,
      inverse: number,
      a: number,
      b: number,
      eps: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < cols; i++) {
        const one = f(1 / f(sqrt(f(F[(variance >> 2) + i]! + f(eps)))))
        const factor = weight ? f(F[(weight >> 2) + i]! * one) : one
        F[(inverse >> 2) + i] = one
        F[(a >> 2) + i] = factor
        F[(b >> 2) + i] = (bias ? F[(bias >> 2) + i]! : 0) - f(F[(mean >> 2) + i]! * factor)
      }
    },

    batchGrad(
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      dy: number,
      dyRow: number,
      dx: number,
      dxRow: number,
      mean: number,
      inverse: number,
      a: number,
      c: number,
      d: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < cols; i++) {
          const xhat = f(f(F[((x + r * xRow) >> 2) + i]! - F[(mean >> 2) + i]!) * F[(inverse >> 2) + i]!)
          const rest = f(f(F[((dy + r * dyRow) >> 2) + i]! - F[(c >> 2) + i]!) - f(xhat * F[(d >> 2) + i]!))
          F[((dx + r * dxRow) >> 2) + i] = rest * F[(a >> 2) + i]!
        }
      }
    },

    addAlong(
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      dy: number,
      dyRow: number,
      mean: number,
      inverse: number,
      sum: number,
    ): void {
      const { f: F } = heap
      addColumns(rows, cols, sum, (r, i, total) => {
        const xhat = f(f(F[((x + r * xRow) >> 2) + i]! - F[(mean >> 2) + i]!) * F[(inverse >> 2) + i]!)
        return madd(F[((dy + r * dyRow) >> 2) + i]!, xhat, total)
      })
    },

    softmaxRows(
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      y: number,
      yRow: number,
      scale: number,
      causal: number,
      log: number,
    ): void {
      const { f: F } = heap
      const factor = f(scale)
      for (let r = 0; r < rows; r++) {
        const seen = causal > 0 ? min(cols, (r % causal) + 1) : cols
        const [from, to] = [(x + r * xRow) >> 2, (y + r * yRow) >> 2]
        let top = F[from]!
        for (let i = 1; i < seen; i++) top = max(top, F[from + i]!)
        const shift = f(top * factor)
        const shifted = (i: number): number => f(f(F[from + i]! * factor) - shift)
        let sum = 0
        for (let i = 0; i < seen; i++) sum += exp(shifted(i))
        const logSum = ln(f(sum))
        for (let i = 0; i < ((cols + 3) >> 2) << 2; i++) {
          F[to + i] = i >= seen ? 0 : log ? shifted(i) - logSum : exp(shifted(i)) * (1 / sum)
        }
      }
    },

    softmaxRowsGrad(
      rows: number,
      cols: number,
      y: number,
      yRow: number,
      dy: number,
      dyRow: number,
      dx: number,
      dxRow: number,
      scale: number,
      log: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        const [out, from, to] = [(y + r * yRow) >> 2, (dy + r * dyRow) >> 2, (dx + r * dxRow) >> 2]
        let sum = 0
        for (let i = 0; i < cols; i++) sum += log ? F[from + i]! : F[from + i]! * F[out + i]!
        const total = f(sum)
        for (let i = 0; i < ((cols + 3) >> 2) << 2; i++) {
          const d = log
            ? F[from + i]! - f(exp(F[out + i]!) * total)
            : f(f(scale) * F[out + i]!) * f(F[from + i]! - total)
          F[to + i] = i < cols ? d : 0
        }
      }
    },
  }
}
