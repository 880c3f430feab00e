import { madd, sigmoid, tanh } from './elementary.ts'
import type { Heap } from './heap.ts'

const { fround: f } = Math

/** The twin of recurrent.as.ts. */
export function recurrentKernels(heap: Heap) {
  return {
    lstmCell(
      rows: number,
      H: number,
      z: number,
      zRow: number,
      c: number,
      cRow: number,
      cNew: number,
      h: number,
      hRow: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < H; i++) {
          const p = ((z + r * zRow) >> 2) + i
          const input = (F[p] = sigmoid(F[p]!))
          const forget = (F[p + H] = sigmoid(F[p + H]!))
          const candidate = (F[p + 2 * H] = tanh(F[p + 2 * H]!))
          const output = (F[p + 3 * H] = sigmoid(F[p + 3 * H]!))
          const before = c ? F[((c + r * cRow) >> 2) + i]! : 0
          const cell = madd(forget, before, f(input * candidate))
          F[((cNew + r * cRow) >> 2) + i] = cell
          F[((h + r * hRow) >> 2) + i] = output * tanh(cell)
        }
      }
    },

    lstmCellGrad(
      rows: number,
      H: number,
      z: number,
      zRow: number,
      c: number,
      cRow: number,
      cNew: number,
      dh: number,
      dhRow: number,
      dc: number,
      dz: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < H; i++) {
          const p = ((z + r * zRow) >> 2) + i
          const q = ((dz + r * zRow) >> 2) + i
          const [input, forget, candidate, output] = [F[p]!, F[p + H]!, F[p + 2 * H]!, F[p + 3 * H]!]
          const t = tanh(F[((cNew + r * cRow) >> 2) + i]!)
          const grad = F[((dh + r * dhRow) >> 2) + i]!
          const own = ((dc + r * H * 4) >> 2) + i
          const cell = f(F[own]! + f(f(grad * output) * f(1 - f(t * t))))
          const before = c ? F[((c + r * cRow) >> 2) + i]! : 0
          F[q] = f(cell * candidate) * f(input * f(1 - input))
          F[q + H] = f(cell * before) * f(forget * f(1 - forget))
          F[q + 2 * H] = f(cell * input) * f(1 - f(candidate * candidate))
          F[q + 3 * H] = f(grad * t) * f(output * f(1 - output))
          F[own] = cell * forget
        }
      }
    },

    gruCell(
      rows: number,
      H: number,
      a: number,
      aRow: number,
      s: number,
      sRow: number,
      h: number,
      hRow: number,
      hNew: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < H; i++) {
          const p = ((a + r * aRow) >> 2) + i
          const q = ((s + r * sRow) >> 2) + i
          const reset = (F[p] = sigmoid(f(F[p]! + F[q]!)))
          const update = (F[p + H] = sigmoid(f(F[p + H]! + F[q + H]!)))
          const fresh = (F[p + 2 * H] = tanh(madd(f(reset), F[q + 2 * H]!, F[p + 2 * H]!)))
          const before = h ? F[((h + r * hRow) >> 2) + i]! : 0
          F[((hNew + r * hRow) >> 2) + i] = madd(update, f(before - fresh), fresh)
        }
      }
    },

    gruCellGrad(
      rows: number,
      H: number,
      a: number,
      aRow: number,
      s: number,
      sRow: number,
      h: number,
      hRow: number,
      dh: number,
      dhRow: number,
      da: number,
      ds: number,
      dhOld: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < H; i++) {
          const p = ((a + r * aRow) >> 2) + i
          const [reset, update, fresh] = [F[p]!, F[p + H]!, F[p + 2 * H]!]
          const state = F[((s + r * sRow) >> 2) + 2 * H + i]!
          const grad = F[((dh + r * dhRow) >> 2) + i]!
          const before = h ? F[((h + r * hRow) >> 2) + i]! : 0
          const dFresh = f(f(grad * f(1 - update)) * f(1 - f(fresh * fresh)))
          const dUpdate = f(f(grad * f(before - fresh)) * f(update * f(1 - update)))
          const dReset = f(f(dFresh * state) * f(reset * f(1 - reset)))
          const toA = ((da + r * aRow) >> 2) + i
          const toS = ((ds + r * sRow) >> 2) + i
          F[toA] = F[toS] = dReset
          F[toA + H] = F[toS + H] = dUpdate
          F[toA + 2 * H] = dFresh
          F[toS + 2 * H] = dFresh * reset
          F[((dhOld + r * H * 4) >> 2) + i] = grad * update
        }
      }
    },
  }
}
