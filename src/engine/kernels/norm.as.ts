// Normalization and softmax along rows, normalization of columns. Sums of rows are kept in float64.
import { exp4, log1 } from './elementary.as'
import { all, madd } from './simd.as'

/** Rows brought to mean 0 and variance 1: xhat, and 1 / √(variance + eps) of each row. Columns beyond `cols` get 0. */
export function normalizeRows(rows: i32, cols: i32, x: usize, xRow: usize, xhat: usize, inverse: usize, eps: f64): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    let sum: f64 = 0
    for (let i: usize = 0; i < bytes; i += 4) sum += <f64>load<f32>(x + i)
    const mean = sum / <f64>cols
    let squares: f64 = 0
    for (let i: usize = 0; i < bytes; i += 4) {
      const d = <f64>load<f32>(x + i) - mean
      squares += d * d
    }
    const factor = 1 / sqrt(squares / <f64>cols + eps)
    for (let i: usize = 0; i < xRow; i += 4) {
      store<f32>(xhat + i, i < bytes ? <f32>((<f64>load<f32>(x + i) - mean) * factor) : 0)
    }
    store<f32>(inverse, <f32>factor)
    inverse += 4
    x += xRow
    xhat += xRow
  }
}

/** dx of `normalizeRows` from the gradient of xhat: (g − mean(g) − xhat · mean(g · xhat)) · inverse. */
export function normalizeRowsGrad(rows: i32, cols: i32, g: usize, gRow: usize, xhat: usize, inverse: usize, dx: usize): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    let sum: f64 = 0
    let along: f64 = 0
    for (let i: usize = 0; i < bytes; i += 4) {
      const value = <f64>load<f32>(g + i)
      sum += value
      along += value * <f64>load<f32>(xhat + i)
    }
    sum /= <f64>cols
    along /= <f64>cols
    const factor = <f64>load<f32>(inverse)
    for (let i: usize = 0; i < gRow; i += 4) {
      const d = (<f64>load<f32>(g + i) - sum - <f64>load<f32>(xhat + i) * along) * factor
      store<f32>(dx + i, i < bytes ? <f32>d : 0)
    }
    inverse += 4
    g += gRow
    xhat += gRow
    dx += gRow
  }
}

/** y = x · weight + bias, both (cols) and repeated in every row. */
export function scaleShift(rows: i32, cols: i32, x: usize, xRow: usize, weight: usize, bias: usize, y: usize, yRow: usize): void {
  const bytes = <usize>cols * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      v128.store(y + i, madd(v128.load(x + i), v128.load(weight + i), v128.load(bias + i)))
    }
    x += xRow
    y += yRow
  }
}

/** sum (cols) += Σ over the rows of a · b. */
export function addProducts(rows: i32, cols: i32, a: usize, aRow: usize, b: usize, bRow: usize, sum: usize): void {
  for (let i: usize = 0; i < <usize>cols * 4; i += 16) {
    let total = all(0)
    let p = a + i
    let q = b + i
    for (let r = 0; r < rows; r++) {
      total = madd(v128.load(p), v128.load(q), total)
      p += aRow
      q += bRow
    }
    v128.store(sum + i, f32x4.add(v128.load(sum + i), total))
  }
}

/** sum (cols) += Σ over the rows of (x − center)². */
export function addDeviations(rows: i32, cols: i32, x: usize, xRow: usize, center: usize, sum: usize): void {
  for (let i: usize = 0; i < <usize>cols * 4; i += 16) {
    let total = all(0)
    let p = x + i
    const c = v128.load(center + i)
    for (let r = 0; r < rows; r++) {
      const d = f32x4.sub(v128.load(p), c)
      total = madd(d, d, total)
      p += xRow
    }
    v128.store(sum + i, f32x4.add(v128.load(sum + i), total))
  }
}

/** From the batch's variance (biased): 1 / √(variance + eps), and y = x · a + b as a = weight · inverse, b = bias − mean · a. */
export function batchFactors(
  cols: i32, mean: usize, variance: usize, weight: usize, bias: usize, inverse: usize, a: usize, b: usize, eps: f32,
): void {
  for (let i: usize = 0; i < <usize>cols * 4; i += 16) {
    const one = f32x4.div(all(1), f32x4.sqrt(f32x4.add(v128.load(variance + i), all(eps))))
    const factor = weight ? f32x4.mul(v128.load(weight + i), one) : one
    v128.store(inverse + i, one)
    v128.store(a + i, factor)
    v128.store(b + i, f32x4.sub(bias ? v128.load(bias + i) : all(0), f32x4.mul(v128.load(mean + i), factor)))
  }
}

/**
 * dx of batch normalization: a · (dy − c − xhat · d) with xhat = (x − mean) · inverse, a = weight · inverse, and the batch's
 * means c of dy and d of dy · xhat.
 */
export function batchGrad(
  rows: i32, cols: i32, x: usize, xRow: usize, dy: usize, dyRow: usize, dx: usize, dxRow: usize,
  mean: usize, inverse: usize, a: usize, c: usize, d: usize,
): void {
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < <usize>cols * 4; i += 16) {
      const xhat = f32x4.mul(f32x4.sub(v128.load(x + i), v128.load(mean + i)), v128.load(inverse + i))
      const rest = f32x4.sub(f32x4.sub(v128.load(dy + i), v128.load(c + i)), f32x4.mul(xhat, v128.load(d + i)))
      v128.store(dx + i, f32x4.mul(rest, v128.load(a + i)))
    }
    x += xRow
    dy += dyRow
    dx += dxRow
  }
}

/** sum (cols) += Σ over the rows of dy · (x − mean) · inverse. */
export function addAlong(
  rows: i32, cols: i32, x: usize, xRow: usize, dy: usize, dyRow: usize, mean: usize, inverse: usize, sum: usize,
): void {
  for (let i: usize = 0; i < <usize>cols * 4; i += 16) {
    let total = all(0)
    let p = x + i
    let q = dy + i
    const center = v128.load(mean + i)
    const factor = v128.load(inverse + i)
    for (let r = 0; r < rows; r++) {
      total = madd(v128.load(q), f32x4.mul(f32x4.sub(v128.load(p), center), factor), total)
      p += xRow
      q += dyRow
    }
    v128.store(sum + i, f32x4.add(v128.load(sum + i), total))
  }
}

/**
 * Softmax of rows (or its logarithm) of `scale` · x. With `causal` ≥ 0, row r sees columns 0 … r % causal only.
 * Columns beyond get 0.
 */
export function softmaxRows(rows: i32, cols: i32, x: usize, xRow: usize, y: usize, yRow: usize, scale: f32, causal: i32, log: i32): void {
  for (let r = 0; r < rows; r++) {
    const seen = causal > 0 ? min(cols, (r % causal) + 1) : cols
    const bytes = <usize>seen * 4
    let top = load<f32>(x)
    for (let i: usize = 4; i < bytes; i += 4) top = max(top, load<f32>(x + i))
    const shift = top * scale
    for (let i: usize = 0; i < <usize>((cols + 3) & ~3) * 4; i += 16) {
      const shifted = f32x4.sub(f32x4.mul(v128.load(x + i), all(scale)), all(shift))
      v128.store(y + i, exp4(shifted))
    }
    let sum: f64 = 0
    for (let i: usize = 0; i < bytes; i += 4) sum += <f64>load<f32>(y + i)
    const share = 1 / sum
    const logSum = <f64>log1(<f32>sum)
    for (let i: usize = 0; i < <usize>((cols + 3) & ~3) * 4; i += 4) {
      if (i >= bytes) store<f32>(y + i, 0)
      else if (log) store<f32>(y + i, <f32>(<f64>(load<f32>(x + i) * scale - shift) - logSum))
      else store<f32>(y + i, <f32>(<f64>load<f32>(y + i) * share))
    }
    x += xRow
    y += yRow
  }
}

/** dx = scale · y · (dy − Σ dy · y), or for the logarithm dy − eʸ Σ dy. */
export function softmaxRowsGrad(rows: i32, cols: i32, y: usize, yRow: usize, dy: usize, dyRow: usize, dx: usize, dxRow: usize, scale: f32, log: i32): void {
  const bytes = <usize>cols * 4
  const all4 = <usize>((cols + 3) & ~3) * 4
  for (let r = 0; r < rows; r++) {
    let sum: f64 = 0
    for (let i: usize = 0; i < bytes; i += 4) {
      sum += log ? <f64>load<f32>(dy + i) : <f64>load<f32>(dy + i) * <f64>load<f32>(y + i)
    }
    const total = all(<f32>sum)
    for (let i: usize = 0; i < all4; i += 16) {
      const out = v128.load(y + i)
      const grad = v128.load(dy + i)
      const d = log
        ? f32x4.sub(grad, f32x4.mul(exp4(out), total))
        : f32x4.mul(f32x4.mul(all(scale), out), f32x4.sub(grad, total))
      v128.store(dx + i, d)
    }
    for (let i = bytes; i < all4; i += 4) store<f32>(dx + i, 0)
    y += yRow
    dy += dyRow
    dx += dxRow
  }
}
