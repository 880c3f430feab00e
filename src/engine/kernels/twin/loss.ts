import { exp, log, sigmoid, softplus } from './elementary.ts'
import type { Heap } from './heap.ts'

const { abs, fround: f, max } = Math

/** The twin of loss.as.ts. */
export function lossKernels(heap: Heap) {
  const clampedLog = (x: number): number => max(log(x), -100)
  const sign = (d: number): number => Number(d > 0) - Number(d < 0)

  /** Loss and derivative of one element. */
  function elementOf(kind: number, x: number, t: number, p: number): [loss: number, slope: number] {
    const d = x - t
    if (kind === 0) return [d * d, 2 * d]
    if (kind === 1) return [abs(d), sign(d)]
    if (kind === 2) {
      const size = 100 / max(abs(t), 1e-7)
      return [abs(d) * size, sign(d) * size]
    }
    if (kind === 3 || kind === 4) {
      const isInside = kind === 3 ? abs(d) <= p : abs(d) < p
      const by = kind === 3 ? 1 : p
      return [(isInside ? 0.5 * d * d : p * (abs(d) - 0.5 * p)) / by, (isInside ? d : d > 0 ? p : -p) / by]
    }
    if (kind === 5) {
      const left = p - t * x
      return [left > 0 ? left : 0, left > 0 ? -t : 0]
    }
    if (kind === 6) return [(t - 1) * clampedLog(f(1 - x)) - t * clampedLog(x), d / max(x * (1 - x), 1e-12)]
    if (kind === 7) return [(1 - t) * x + softplus(-x), sigmoid(x) - t]
    return [t > 0 ? t * (log(f(t)) - x) : 0, -t]
  }

  return {
    elementLoss(
      kind: number,
      rows: number,
      cols: number,
      y: number,
      yRow: number,
      t: number,
      tRow: number,
      dy: number,
      dyRow: number,
      scale: number,
      p: number,
    ): number {
      const { f: F } = heap
      let total = 0
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < yRow >> 2; i++) {
          const out = ((dy + r * dyRow) >> 2) + i
          if (i >= cols) {
            if (dy) F[out] = 0
            continue
          }
          const x = F[((y + r * yRow) >> 2) + i]!
          const [loss, slope] = elementOf(kind, x, F[((t + r * tRow) >> 2) + i]!, p)
          total += Number.isNaN(x) ? x : loss
          if (dy) F[out] = slope * scale
        }
      }
      return total
    },

    crossEntropy(
      rows: number,
      cols: number,
      z: number,
      zRow: number,
      t: number,
      tRow: number,
      dz: number,
      dzRow: number,
      scale: number,
      spread: number,
      logProbs: number,
    ): number {
      const { f: F } = heap
      const each = spread / cols
      let total = 0
      for (let r = 0; r < rows; r++) {
        const from = (z + r * zRow) >> 2
        const to = (dz + r * dzRow) >> 2
        const right = F[(t + r * tRow) >> 2]! | 0
        if (logProbs) {
          total -= F[from + right]!
          if (dz) for (let i = 0; i < zRow >> 2; i++) F[to + i] = i === right ? -scale : 0
          continue
        }
        let top = F[from]!
        for (let i = 1; i < cols; i++) top = max(top, F[from + i]!)
        let sum = 0
        let mean = 0
        for (let i = 0; i < cols; i++) {
          const shifted = f(F[from + i]! - top)
          sum += exp(shifted)
          mean += shifted
        }
        total += log(f(sum)) - (1 - spread) * f(F[from + right]! - top) - each * mean
        if (!dz) continue
        const share = scale / sum
        for (let i = 0; i < zRow >> 2; i++) {
          const p = i < cols ? exp(f(F[from + i]! - top)) : 0
          F[to + i] = i < cols ? p * share - scale * (each + (i === right ? 1 - spread : 0)) : 0
        }
      }
      return total
    },
  }
}
