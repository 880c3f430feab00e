// Losses and their gradients: the sum over all elements is the result, `scale` of it is what the gradient is of. The
// gradient takes the place of the output; columns beyond `cols` get 0. Sums are kept in float64.
import { exp1, exp4, log1, softplus4 } from './elementary.as'
import { all } from './simd.as'

function softplus1(x: f32): f32 {
  return f32x4.extract_lane(softplus4(all(x)), 0)
}

// @ts-ignore: decorator
@inline
function clampedLog(x: f32): f64 {
  return max<f64>(<f64>log1(x), -100) // as PyTorch takes ln 0
}

/** Numbered as `ELEMENT_LOSSES` in the planner; p is delta, beta or margin. */
export function elementLoss(
  kind: i32, rows: i32, cols: i32, y: usize, yRow: usize, t: usize, tRow: usize, dy: usize, dyRow: usize, scale: f64, p: f64,
): f64 {
  let total: f64 = 0
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < yRow; i += 4) {
      if (i >= <usize>cols * 4) {
        if (dy) store<f32>(dy + i, 0)
        continue
      }
      const x = load<f32>(y + i)
      const value = <f64>x
      const target = <f64>load<f32>(t + i)
      const d = value - target
      let loss: f64 = 0
      let slope: f64 = 0
      switch (kind) {
        case 0: // mse
          loss = d * d
          slope = 2 * d
          break
        case 1: // l1
          loss = abs(d)
          slope = <f64>(<i32>(d > 0)) - <f64>(<i32>(d < 0))
          break
        case 2: {
          // mape, in percent
          const size = 100 / max(abs(target), 1e-7)
          loss = abs(d) * size
          slope = (<f64>(<i32>(d > 0)) - <f64>(<i32>(d < 0))) * size
          break
        }
        case 3: // huber
        case 4: {
          // smoothL1 is huber divided by beta
          const inside = kind == 3 ? abs(d) <= p : abs(d) < p
          const by = kind == 3 ? 1 : p
          loss = (inside ? 0.5 * d * d : p * (abs(d) - 0.5 * p)) / by
          slope = (inside ? d : d > 0 ? p : -p) / by
          break
        }
        case 5: {
          // hinge
          const left = p - target * value
          loss = left > 0 || left != left ? left : 0
          slope = left > 0 ? -target : 0
          break
        }
        case 6: {
          // bce
          loss = (target - 1) * clampedLog(1 - x) - target * clampedLog(x)
          slope = d / max(value * (1 - value), 1e-12)
          break
        }
        case 7: // bceWithLogits
          loss = (1 - target) * value + <f64>softplus1(-x)
          slope = <f64>(<f32>1 / (<f32>1 + exp1(-x))) - target
          break
        default: // klDiv: the output is ln q
          loss = target > 0 ? target * (<f64>log1(<f32>target) - value) : 0
          slope = -target
      }
      if (value != value) loss = value
      total += loss
      if (dy) store<f32>(dy + i, <f32>(slope * scale))
    }
    y += yRow
    t += tRow
    if (dy) dy += dyRow
  }
  return total
}

/**
 * Cross-entropy of logits (or, with `logProbs`, the negative log-likelihood) against class numbers stored as float32.
 * `spread` is the share of the target that is given to all classes alike.
 */
export function crossEntropy(
  rows: i32, cols: i32, z: usize, zRow: usize, t: usize, tRow: usize, dz: usize, dzRow: usize, scale: f64, spread: f64, logProbs: i32,
): f64 {
  let total: f64 = 0
  const bytes = <usize>cols * 4
  const each = spread / <f64>cols
  for (let r = 0; r < rows; r++) {
    const at = <usize>(<i32>load<f32>(t)) * 4
    if (logProbs) {
      total -= <f64>load<f32>(z + at)
      if (dz) for (let i: usize = 0; i < zRow; i += 4) store<f32>(dz + i, i == at ? <f32>-scale : 0)
    } else {
      let top = load<f32>(z)
      for (let i: usize = 4; i < bytes; i += 4) top = max(top, load<f32>(z + i))
      let sum: f64 = 0
      let mean: f64 = 0
      for (let i: usize = 0; i < bytes; i += 16) {
        const shifted = f32x4.sub(v128.load(z + i), all(top))
        const e = exp4(shifted)
        for (let lane: usize = 0; lane < 4 && i + lane * 4 < bytes; lane++) {
          const x = lane == 0 ? f32x4.extract_lane(e, 0) : lane == 1 ? f32x4.extract_lane(e, 1) : lane == 2 ? f32x4.extract_lane(e, 2) : f32x4.extract_lane(e, 3)
          sum += <f64>x
          mean += <f64>(load<f32>(z + i + lane * 4) - top)
        }
      }
      const logSum = <f64>log1(<f32>sum)
      const right = <f64>(load<f32>(z + at) - top)
      total += logSum - (1 - spread) * right - each * mean
      if (dz) {
        const share = scale / sum
        for (let i: usize = 0; i < zRow; i += 16) v128.store(dz + i, exp4(f32x4.sub(v128.load(z + i), all(top))))
        for (let i: usize = 0; i < zRow; i += 4) {
          const p = <f64>load<f32>(dz + i) * share - scale * (each + (i == at ? 1 - spread : 0))
          store<f32>(dz + i, i < bytes ? <f32>p : 0)
        }
      }
    }
    z += zRow
    t += tRow
    if (dz) dz += dzRow
  }
  return total
}
