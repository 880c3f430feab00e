// One number at a time: activations and their derivatives, sums, copies. Matrices are rows of `cols` numbers, `cols` a
// multiple of 4, each row `…Row` bytes behind the one before.
import { erf4, exp4, sigmoid4, softplus4, tanh4 } from './elementary.as'
import { all, madd, magnitude } from './simd.as'

/** Numbered as `ACTIVATIONS` in the planner. */
function activation4(kind: i32, x: v128, p: v128, q: v128): v128 {
  switch (kind) {
    case 1: // relu
      return f32x4.max(x, all(0))
    case 2: // leakyRelu
      return v128.bitselect(f32x4.mul(x, p), x, f32x4.lt(x, all(0)))
    case 3: // elu
      return v128.bitselect(f32x4.mul(p, f32x4.sub(exp4(x), all(1))), x, f32x4.lt(x, all(0)))
    case 4:
      return sigmoid4(x)
    case 5: // logsigmoid
      return f32x4.neg(softplus4(f32x4.neg(x)))
    case 6:
      return tanh4(x)
    case 7: // hardtanh
      return f32x4.max(f32x4.min(x, q), p)
    case 8: // gelu
      return f32x4.mul(f32x4.mul(all(0.5), x), f32x4.add(all(1), erf4(f32x4.mul(x, all(0.70710678118654752)))))
    case 9: // gelu by tanh
      return f32x4.mul(f32x4.mul(all(0.5), x), f32x4.add(all(1), tanh4(bend(x))))
    case 10: // silu
      return f32x4.mul(x, sigmoid4(x))
    case 11:
      return softplus4(x)
    case 12: // softsign
      return f32x4.div(x, f32x4.add(all(1), magnitude(x)))
    default:
      return x
  }
}

/** √(2/π) (x + 0.044715 x³) */
// @ts-ignore: decorator
@inline
function bend(x: v128): v128 {
  const square = f32x4.mul(x, x)
  return f32x4.mul(f32x4.mul(all(0.79788456080286536), x), madd(all(0.044715), square, all(1)))
}

/** The derivative, from the output y where that is enough, from the input x for gelu and silu. */
function slope4(kind: i32, x: v128, y: v128, p: v128, q: v128): v128 {
  const one = all(1)
  switch (kind) {
    case 1:
      return v128.and(one, f32x4.gt(y, all(0)))
    case 2:
      return v128.bitselect(one, p, f32x4.gt(y, all(0))) // the slope p is above 0, so the sign of y is that of x
    case 3: // α eˣ = y + α, at zero, too
      return v128.bitselect(one, f32x4.add(y, p), f32x4.gt(y, all(0)))
    case 4:
      return f32x4.mul(y, f32x4.sub(one, y))
    case 5: // 1 − σ(x) = 1 − eʸ
      return f32x4.sub(one, exp4(y))
    case 6:
      return f32x4.sub(one, f32x4.mul(y, y))
    case 7:
      return v128.and(one, v128.and(f32x4.gt(y, p), f32x4.lt(y, q)))
    case 8: {
      const density = f32x4.mul(all(0.3989422804014327), exp4(f32x4.mul(f32x4.mul(all(-0.5), x), x)))
      const share = f32x4.mul(all(0.5), f32x4.add(one, erf4(f32x4.mul(x, all(0.70710678118654752)))))
      return madd(x, density, share)
    }
    case 9: {
      const t = tanh4(bend(x))
      const inner = f32x4.mul(all(0.79788456080286536), madd(all(3 * 0.044715), f32x4.mul(x, x), one))
      const outer = f32x4.mul(f32x4.mul(all(0.5), x), f32x4.sub(one, f32x4.mul(t, t)))
      return madd(outer, inner, f32x4.mul(all(0.5), f32x4.add(one, t)))
    }
    case 10: {
      const s = sigmoid4(x)
      return f32x4.mul(s, madd(x, f32x4.sub(one, s), one))
    }
    case 11: // σ(x) = 1 − e⁻ʸ
      return f32x4.sub(one, exp4(f32x4.neg(y)))
    case 12: {
      const rest = f32x4.sub(one, magnitude(y))
      return f32x4.mul(rest, rest)
    }
    default:
      return one
  }
}

export function activation(kind: i32, rows: i32, cols: i32, x: usize, xRow: usize, y: usize, yRow: usize, p: f32, q: f32): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    if (kind == 1) for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.max(v128.load(x + i), all(0)))
    else for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, activation4(kind, v128.load(x + i), all(p), all(q)))
    x += xRow
    y += yRow
  }
}

/** dx = dy · f′ */
export function activationGrad(
  kind: i32, rows: i32, cols: i32, x: usize, xRow: usize, y: usize, yRow: usize,
  dy: usize, dyRow: usize, dx: usize, dxRow: usize, p: f32, q: f32,
): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    if (kind == 1) {
      for (let i: usize = 0; i < bytes; i += 16) {
        v128.store(dx + i, v128.and(v128.load(dy + i), f32x4.gt(v128.load(y + i), all(0))))
      }
    } else {
      for (let i: usize = 0; i < bytes; i += 16) {
        const f = slope4(kind, v128.load(x + i), v128.load(y + i), all(p), all(q))
        v128.store(dx + i, f32x4.mul(v128.load(dy + i), f))
      }
    }
    x += xRow
    y += yRow
    dy += dyRow
    dx += dxRow
  }
}

/** y = α a + β b */
export function combine(
  rows: i32, cols: i32, a: usize, aRow: usize, b: usize, bRow: usize, y: usize, yRow: usize, alpha: f32, beta: f32,
): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(y + i, madd(all(beta), v128.load(b + i), f32x4.mul(all(alpha), v128.load(a + i))))
    }
    a += aRow
    b += bRow
    y += yRow
  }
}

/** y = a · b, element by element. */
export function product(rows: i32, cols: i32, a: usize, aRow: usize, b: usize, bRow: usize, y: usize, yRow: usize): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.mul(v128.load(a + i), v128.load(b + i)))
    a += aRow
    b += bRow
    y += yRow
  }
}

export function copyRows(rows: i32, cols: i32, x: usize, xRow: usize, y: usize, yRow: usize): void {
  const bytes = <usize>cols * 4
  const whole = bytes & ~15
  for (let r = 0; r < rows; r++) {
    let i: usize = 0
    for (; i < whole; i += 16) v128.store(y + i, v128.load(x + i))
    for (; i < bytes; i += 4) store<f32>(y + i, load<f32>(x + i))
    x += xRow
    y += yRow
  }
}

export function zeroRows(rows: i32, cols: i32, y: usize, yRow: usize): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, all(0))
    y += yRow
  }
}

/** sum (cols) += the sum over the rows. */
export function addRows(rows: i32, cols: i32, x: usize, xRow: usize, sum: usize): void {
  const bytes = <usize>cols * 4
  for (let i: usize = 0; i < bytes; i += 16) {
    let even = v128.load(sum + i)
    let odd = all(0)
    let p = x + i
    let r = 0
    for (; r + 1 < rows; r += 2) {
      even = f32x4.add(even, v128.load(p))
      odd = f32x4.add(odd, v128.load(p + xRow))
      p += 2 * xRow
    }
    if (r < rows) even = f32x4.add(even, v128.load(p))
    v128.store(sum + i, f32x4.add(even, odd))
  }
}

/** y (cols, rows) = xᵀ of x (rows, cols), numbers of any count. */
export function transpose(rows: i32, cols: i32, x: usize, xRow: usize, y: usize, yRow: usize): void {
  for (let r = 0; r < rows; r++) {
    let q = y + <usize>r * 4
    for (let i: usize = 0; i < <usize>cols * 4; i += 4) {
      store<f32>(q, load<f32>(x + i))
      q += yRow
    }
    x += xRow
  }
}

/** Examples `order[0 … count)` of a table, each of `lines` rows of `cols` numbers one after the other, to their places. */
export function gather(
  count: i32, order: usize, table: usize, lines: i32, cols: i32, y: usize, yRow: usize, yImage: usize,
): void {
  const line = <usize>cols * 4
  for (let n = 0; n < count; n++) {
    copyRows(lines, cols, table + <usize>load<i32>(order + <usize>n * 4) * <usize>lines * line, line, y, yRow)
    y += yImage
  }
}

/** y[i] = x[index[i]] in every row; 0 where the index is −1. */
export function permute(rows: i32, cols: i32, index: usize, x: usize, xRow: usize, y: usize, yRow: usize): void {
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < <usize>cols * 4; i += 4) {
      const at = load<i32>(index + i)
      store<f32>(y + i, at < 0 ? 0 : load<f32>(x + <usize>at * 4))
    }
    x += xRow
    y += yRow
  }
}

/** Rows of a table by their numbers, which are stored as float32: y[r] = table[index[r]]; none for `skip`. */
export function embed(rows: i32, cols: i32, index: usize, indexRow: usize, table: usize, y: usize): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    const from = table + <usize>(<i32>load<f32>(index)) * bytes
    for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, v128.load(from + i))
    index += indexRow
    y += bytes
  }
}

/** The gradient of `embed`, added to that of the table; row `skip` gets none. */
export function embedGrad(rows: i32, cols: i32, index: usize, indexRow: usize, dTable: usize, dy: usize, skip: i32): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    const row = <i32>load<f32>(index)
    const to = dTable + <usize>row * bytes
    if (row != skip) {
      for (let i: usize = 0; i < bytes; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(dy + i)))
    }
    index += indexRow
    dy += bytes
  }
}
