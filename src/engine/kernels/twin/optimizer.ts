import { madd } from './elementary.ts'
import type { Heap } from './heap.ts'

const { fround: f, max, min, sqrt } = Math
const root = (x: number): number => f(sqrt(x))

/** The twin of optimizer.as.ts. */
export function optimizerKernels(heap: Heap) {
  return {
    prepare(
      n: number,
      w: number,
      g: number,
      shrink: number,
      factor: number,
      limit: number,
      decay: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) {
        const [at, from] = [(w >> 2) + i, (g >> 2) + i]
        const clipped = max(min(f(f(factor) * F[from]!), f(limit)), -f(limit))
        F[from] = madd(f(decay), F[at]!, clipped)
        F[at]! *= f(shrink)
      }
    },

    sgd(n: number, w: number, g: number, rate: number): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) F[(w >> 2) + i] = madd(f(-rate), F[(g >> 2) + i]!, F[(w >> 2) + i]!)
    },

    momentum(
      n: number,
      w: number,
      g: number,
      b: number,
      mu: number,
      keep: number,
      inner: number,
      outer: number,
      nesterov: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) {
        const step = f(f(inner) * F[(g >> 2) + i]!)
        const kept = madd(f(keep), step, f(f(mu) * F[(b >> 2) + i]!))
        F[(b >> 2) + i] = kept
        F[(w >> 2) + i] = madd(f(-outer), nesterov ? madd(f(mu), kept, step) : kept, F[(w >> 2) + i]!)
      }
    },

    adam(
      n: number,
      w: number,
      g: number,
      m: number,
      v: number,
      vMax: number,
      rate: number,
      beta1: number,
      beta2: number,
      rest1: number,
      rest2: number,
      c2: number,
      inside: number,
      outside: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) {
        const grad = F[(g >> 2) + i]!
        const mean = madd(f(rest1), grad, f(f(beta1) * F[(m >> 2) + i]!))
        let square = madd(f(f(rest2) * grad), grad, f(f(beta2) * F[(v >> 2) + i]!))
        F[(m >> 2) + i] = mean
        F[(v >> 2) + i] = square
        if (vMax) F[(vMax >> 2) + i] = square = max(square, F[(vMax >> 2) + i]!)
        const by = f(root(madd(square, f(c2), f(inside))) + f(outside))
        F[(w >> 2) + i]! -= f(f(f(rate) * mean) / by)
      }
    },

    adaptive(
      n: number,
      w: number,
      g: number,
      s: number,
      mean: number,
      b: number,
      keep: number,
      rest: number,
      inner: number,
      outer: number,
      mu: number,
      inside: number,
      outside: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) {
        const grad = F[(g >> 2) + i]!
        let spread = madd(f(f(rest) * grad), grad, f(f(keep) * F[(s >> 2) + i]!))
        F[(s >> 2) + i] = spread
        if (mean) {
          const average = madd(f(rest), grad, f(f(keep) * F[(mean >> 2) + i]!))
          F[(mean >> 2) + i] = average
          spread = f(spread - f(average * average))
        }
        let step = f(f(f(inner) * grad) / f(root(f(spread + f(inside))) + f(outside)))
        if (b) F[(b >> 2) + i] = step = madd(f(mu), F[(b >> 2) + i]!, step)
        F[(w >> 2) + i] = madd(f(-outer), step, F[(w >> 2) + i]!)
      }
    },

    adadelta(
      n: number,
      w: number,
      g: number,
      v: number,
      u: number,
      rate: number,
      rho: number,
      rest: number,
      eps: number,
    ): void {
      const { f: F } = heap
      for (let i = 0; i < n; i++) {
        const grad = F[(g >> 2) + i]!
        const square = madd(f(f(rest) * grad), grad, f(f(rho) * F[(v >> 2) + i]!))
        F[(v >> 2) + i] = square
        const old = F[(u >> 2) + i]!
        const delta = f(grad * f(root(f(old + f(eps))) / root(f(square + f(eps)))))
        F[(u >> 2) + i] = madd(f(f(rest) * delta), delta, f(f(rho) * old))
        F[(w >> 2) + i] = madd(f(-rate), delta, F[(w >> 2) + i]!)
      }
    },

    sumOfSquares(n: number, x: number): number {
      let total = 0
      for (let i = 0; i < n; i++) total += heap.f[(x >> 2) + i]! * heap.f[(x >> 2) + i]!
      return total
    },

    finite(n: number, x: number): number {
      for (let i = 0; i < n; i++) if (!Number.isFinite(heap.f[(x >> 2) + i]!)) return Number.NaN
      return 0
    },
  }
}
