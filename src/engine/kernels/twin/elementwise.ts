import { erf, exp, madd, sigmoid, softplus, tanh } from './elementary.ts'
import type { Heap } from './heap.ts'

const { abs, fround: f, max, min } = Math

const bend = (x: number): number => f(f(f(0.7978845608028654) * x) * madd(f(0.044715), f(x * x), 1))

function activate(kind: number, x: number, p: number, q: number): number {
  if (kind === 1) return max(x, 0)
  if (kind === 2) return x < 0 ? f(x * p) : x
  if (kind === 3) return x < 0 ? f(p * f(exp(x) - 1)) : x
  if (kind === 4) return sigmoid(x)
  if (kind === 5) return -softplus(-x)
  if (kind === 6) return tanh(x)
  if (kind === 7) return max(min(x, q), p)
  if (kind === 8) return f(f(0.5 * x) * f(1 + erf(f(x * f(0.7071067811865475)))))
  if (kind === 9) return f(f(0.5 * x) * f(1 + tanh(bend(x))))
  if (kind === 10) return f(x * sigmoid(x))
  if (kind === 11) return softplus(x)
  if (kind === 12) return f(x / f(1 + abs(x)))
  return x
}

function slope(kind: number, x: number, y: number, p: number, q: number): number {
  if (kind === 1) return y > 0 ? 1 : 0
  if (kind === 2) return y > 0 ? 1 : p
  if (kind === 3) return y > 0 ? 1 : f(y + p)
  if (kind === 4) return f(y * f(1 - y))
  if (kind === 5) return f(1 - exp(y))
  if (kind === 6) return f(1 - f(y * y))
  if (kind === 7) return y > p && y < q ? 1 : 0
  if (kind === 8) {
    const density = f(f(0.3989422804014327) * exp(f(f(-0.5 * x) * x)))
    return madd(x, density, f(0.5 * f(1 + erf(f(x * f(0.7071067811865475))))))
  }
  if (kind === 9) {
    const t = tanh(bend(x))
    const inner = f(f(0.7978845608028654) * madd(f(3 * 0.044715), f(x * x), 1))
    const outer = f(f(0.5 * x) * f(1 - f(t * t)))
    return madd(outer, inner, f(0.5 * f(1 + t)))
  }
  if (kind === 10) {
    const s = sigmoid(x)
    return f(s * madd(x, f(1 - s), 1))
  }
  if (kind === 11) return f(1 - exp(-y))
  if (kind === 12) {
    const rest = f(1 - abs(y))
    return f(rest * rest)
  }
  return 1
}

/** The twin of elementwise.as.ts. */
export function elementwiseKernels(heap: Heap) {
  /** Calls `each` with the numbers' indices in up to four matrices. */
  function visit(
    rows: number,
    cols: number,
    strides: readonly [at: number, row: number][],
    each: (a: number, b: number, c: number, d: number) => void,
  ): void {
    const [a, b, c, d] = [...strides, [0, 0], [0, 0], [0, 0]] as [number, number][]
    for (let r = 0; r < rows; r++) {
      for (let i = 0; i < cols; i++) {
        each(
          ((a![0] + r * a![1]) >> 2) + i,
          ((b![0] + r * b![1]) >> 2) + i,
          ((c![0] + r * c![1]) >> 2) + i,
          ((d![0] + r * d![1]) >> 2) + i,
        )
      }
    }
  }

  const copyRows = (rows: number, cols: number, x: number, xRow: number, y: number, yRow: number): void =>
    visit(
      rows,
      cols,
      [
        [x, xRow],
        [y, yRow],
      ],
      (from, to) => (heap.f[to] = heap.f[from]!),
    )

  return {
    copyRows,

    activation(
      kind: number,
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      y: number,
      yRow: number,
      p: number,
      q: number,
    ): void {
      const { f: F } = heap
      visit(
        rows,
        cols,
        [
          [x, xRow],
          [y, yRow],
        ],
        (from, to) => (F[to] = activate(kind, F[from]!, f(p), f(q))),
      )
    },

    activationGrad(
      kind: number,
      rows: number,
      cols: number,
      x: number,
      xRow: number,
      y: number,
      yRow: number,
      dy: number,
      dyRow: number,
      dx: number,
      dxRow: number,
      p: number,
      q: number,
    ): void {
      const { f: F } = heap
      visit(
        rows,
        cols,
        [
          [x, xRow],
          [y, yRow],
          [dy, dyRow],
          [dx, dxRow],
        ],
        (a, b, c, d) => {
          F[d] = F[c]! * slope(kind, F[a]!, F[b]!, f(p), f(q))
        },
      )
    },

    combine(
      rows: number,
      cols: number,
      a: number,
      aRow: number,
      b: number,
      bRow: number,
      y: number,
      yRow: number,
      alpha: number,
      beta: number,
    ): void {
      const { f: F } = heap
      visit(
        rows,
        cols,
        [
          [a, aRow],
          [b, bRow],
          [y, yRow],
        ],
        (i, j, k) => (F[k] = madd(f(beta), F[j]!, f(f(alpha) * F[i]!))),
      )
    },

    product(
      rows: number,
      cols: number,
      a: number,
      aRow: number,
      b: number,
      bRow: number,
      y: number,
      yRow: number,
    ): void {
      const { f: F } = heap
      visit(
        rows,
        cols,
        [
          [a, aRow],
          [b, bRow],
          [y, yRow],
        ],
        (i, j, k) => (F[k] = F[i]! * F[j]!),
      )
    },

    zeroRows(rows: number, cols: number, y: number, yRow: number): void {
      visit(rows, cols, [[y, yRow]], (i) => (heap.f[i] = 0))
    },

    addRows(rows: number, cols: number, x: number, xRow: number, sum: number): void {
      const { f: F } = heap
      for (let i = 0; i < cols; i++) {
        const sums: [number, number] = [F[(sum >> 2) + i]!, 0] // even and odd rows
        for (let r = 0; r < rows; r++) sums[r & 1] = f(sums[r & 1]! + F[((x + r * xRow) >> 2) + i]!)
        F[(sum >> 2) + i] = sums[0] + sums[1]
      }
    },

    transpose(rows: number, cols: number, x: number, xRow: number, y: number, yRow: number): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < cols; i++) F[((y + i * yRow) >> 2) + r] = F[((x + r * xRow) >> 2) + i]!
      }
    },

    gather(
      count: number,
      order: number,
      table: number,
      lines: number,
      cols: number,
      y: number,
      yRow: number,
      yImage: number,
    ): void {
      for (let n = 0; n < count; n++) {
        copyRows(
          lines,
          cols,
          table + heap.i[(order >> 2) + n]! * lines * cols * 4,
          cols * 4,
          y + n * yImage,
          yRow,
        )
      }
    },

    permute(
      rows: number,
      cols: number,
      index: number,
      x: number,
      xRow: number,
      y: number,
      yRow: number,
    ): void {
      const { f: F, i: I } = heap
      for (let r = 0; r < rows; r++) {
        for (let i = 0; i < cols; i++) {
          const at = I[(index >> 2) + i]!
          F[((y + r * yRow) >> 2) + i] = at < 0 ? 0 : F[((x + r * xRow) >> 2) + at]!
        }
      }
    },

    embed(rows: number, cols: number, index: number, indexRow: number, table: number, y: number): void {
      for (let r = 0; r < rows; r++) {
        const row = heap.f[(index + r * indexRow) >> 2]! | 0
        copyRows(1, cols, table + row * cols * 4, 0, y + r * cols * 4, 0)
      }
    },

    embedGrad(
      rows: number,
      cols: number,
      index: number,
      indexRow: number,
      dTable: number,
      dy: number,
      skip: number,
    ): void {
      const { f: F } = heap
      for (let r = 0; r < rows; r++) {
        const row = F[(index + r * indexRow) >> 2]! | 0
        if (row === skip) continue
        for (let i = 0; i < cols; i++) F[(dTable >> 2) + row * cols + i]! += F[(dy >> 2) + r * cols + i]!
      }
    },
  }
}
