// What recurrent cells do besides products. Gates of H numbers each (H a multiple of 4) lie side by side in a row.
import { sigmoid4, tanh4 } from './elementary.as'
import { all, madd } from './simd.as'

/** z (rows, 4H) → gates i, f, g, o in its place; c' = f c + i g, h' = o tanh c'. */
export function lstmCell(rows: i32, H: i32, z: usize, zRow: usize, c: usize, cRow: usize, cNew: usize, h: usize, hRow: usize): void {
  const gate = <usize>H * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < gate; i += 16) {
      const p = z + i
      const input = sigmoid4(v128.load(p))
      const forget = sigmoid4(v128.load(p + gate))
      const candidate = tanh4(v128.load(p + 2 * gate))
      const output = sigmoid4(v128.load(p + 3 * gate))
      v128.store(p, input)
      v128.store(p + gate, forget)
      v128.store(p + 2 * gate, candidate)
      v128.store(p + 3 * gate, output)
      const before = c ? v128.load(c + i) : all(0)
      const cell = madd(forget, before, f32x4.mul(input, candidate))
      v128.store(cNew + i, cell)
      v128.store(h + i, f32x4.mul(output, tanh4(cell)))
    }
    z += zRow
    if (c) c += cRow
    cNew += cRow
    h += hRow
  }
}

/** Gradients of `lstmCell`: dz takes the place of the gates' gradients; dc (rows, H) holds that of c' and becomes that of c. */
export function lstmCellGrad(
  rows: i32, H: i32, z: usize, zRow: usize, c: usize, cRow: usize, cNew: usize, dh: usize, dhRow: usize, dc: usize, dz: usize,
): void {
  const gate = <usize>H * 4
  const one = all(1)
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < gate; i += 16) {
      const p = z + i
      const q = dz + i
      const input = v128.load(p)
      const forget = v128.load(p + gate)
      const candidate = v128.load(p + 2 * gate)
      const output = v128.load(p + 3 * gate)
      const t = tanh4(v128.load(cNew + i))
      const grad = v128.load(dh + i)
      const bent = f32x4.mul(f32x4.mul(grad, output), f32x4.sub(one, f32x4.mul(t, t)))
      const cell = f32x4.add(v128.load(dc + i), bent)
      const before = c ? v128.load(c + i) : all(0)
      v128.store(q, f32x4.mul(f32x4.mul(cell, candidate), f32x4.mul(input, f32x4.sub(one, input))))
      v128.store(q + gate, f32x4.mul(f32x4.mul(cell, before), f32x4.mul(forget, f32x4.sub(one, forget))))
      v128.store(q + 2 * gate, f32x4.mul(f32x4.mul(cell, input), f32x4.sub(one, f32x4.mul(candidate, candidate))))
      v128.store(q + 3 * gate, f32x4.mul(f32x4.mul(grad, t), f32x4.mul(output, f32x4.sub(one, output))))
      v128.store(dc + i, f32x4.mul(cell, forget))
    }
    z += zRow
    dz += zRow
    if (c) c += cRow
    cNew += cRow
    dh += dhRow
    dc += gate
  }
}

/** a, s (rows, 3H) of input and state → gates r, z, n in the place of a; h' = (1 − z) n + z h. s keeps W_hn h + b_hn. */
export function gruCell(rows: i32, H: i32, a: usize, aRow: usize, s: usize, sRow: usize, h: usize, hRow: usize, hNew: usize): void {
  const gate = <usize>H * 4
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < gate; i += 16) {
      const p = a + i
      const q = s + i
      const reset = sigmoid4(f32x4.add(v128.load(p), v128.load(q)))
      const update = sigmoid4(f32x4.add(v128.load(p + gate), v128.load(q + gate)))
      const fresh = tanh4(madd(reset, v128.load(q + 2 * gate), v128.load(p + 2 * gate)))
      v128.store(p, reset)
      v128.store(p + gate, update)
      v128.store(p + 2 * gate, fresh)
      const before = h ? v128.load(h + i) : all(0)
      v128.store(hNew + i, madd(update, f32x4.sub(before, fresh), fresh))
    }
    a += aRow
    s += sRow
    if (h) h += hRow
    hNew += hRow
  }
}

/** Gradients of `gruCell`: da, ds; dhOld is the part of the state's own way, z dh'. */
export function gruCellGrad(
  rows: i32, H: i32, a: usize, aRow: usize, s: usize, sRow: usize, h: usize, hRow: usize,
  dh: usize, dhRow: usize, da: usize, ds: usize, dhOld: usize,
): void {
  const gate = <usize>H * 4
  const one = all(1)
  for (let r = 0; r < rows; r++) {
    for (let i: usize = 0; i < gate; i += 16) {
      const p = a + i
      const reset = v128.load(p)
      const update = v128.load(p + gate)
      const fresh = v128.load(p + 2 * gate)
      const state = v128.load(s + i + 2 * gate)
      const grad = v128.load(dh + i)
      const before = h ? v128.load(h + i) : all(0)
      const dFresh = f32x4.mul(f32x4.mul(grad, f32x4.sub(one, update)), f32x4.sub(one, f32x4.mul(fresh, fresh)))
      const dUpdate = f32x4.mul(f32x4.mul(grad, f32x4.sub(before, fresh)), f32x4.mul(update, f32x4.sub(one, update)))
      const dReset = f32x4.mul(f32x4.mul(dFresh, state), f32x4.mul(reset, f32x4.sub(one, reset)))
      v128.store(da + i, dReset)
      v128.store(da + i + gate, dUpdate)
      v128.store(da + i + 2 * gate, dFresh)
      v128.store(ds + i, dReset)
      v128.store(ds + i + gate, dUpdate)
      v128.store(ds + i + 2 * gate, f32x4.mul(dFresh, reset))
      v128.store(dhOld + i, f32x4.mul(grad, update))
    }
    a += aRow
    da += aRow
    s += sRow
    ds += sRow
    if (h) h += hRow
    dh += dhRow
    dhOld += gate
  }
}
