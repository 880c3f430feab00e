import { nextBits, type GeneratorState } from '../../random/generator.ts'
import type { Heap } from './heap.ts'

/** The twin of random.as.ts. */
export function randomKernels(heap: Heap) {
  return {
    shuffle(n: number, order: number, state: number): void {
      const { i: I } = heap
      const words = Array.from({ length: 4 }, (_, k) => I[(state >> 2) + k]! >>> 0) as GeneratorState
      const at = order >> 2
      for (let i = 0; i < n; i++) I[at + i] = i
      for (let i = n - 1; i > 0; i--) {
        let bits = nextBits(words)
        while (bits - (bits % (i + 1)) + i + 1 > 2 ** 32) bits = nextBits(words)
        const j = bits % (i + 1)
        const kept = I[at + i]!
        I[at + i] = I[at + j]!
        I[at + j] = kept
      }
      for (let k = 0; k < 4; k++) I[(state >> 2) + k] = words[k]!
    },

    dropoutMask(n: number, mask: number, seed: number, keep: number, scale: number): void {
      for (let i = 0; i < n; i++) {
        let h = Math.imul(i + 1, 0x9e3779b1) ^ seed
        h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
        h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
        heap.f[(mask >> 2) + i] = (h ^ (h >>> 16)) >>> 0 <= keep >>> 0 ? scale : 0
      }
    },
  }
}
