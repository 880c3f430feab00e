import type { GRU, LSTM, RNN } from '../../layers/recurrent.ts'
import type { Builder } from '../builder.ts'
import type { View } from '../value.ts'
import { project, projectBack, projectWeights, turn } from './linear.ts'
import { type Cell, atStep, stepsOf } from './recurrentCell.ts'

export function forwardCell(b: Builder, layer: RNN | LSTM | GRU, cell: Cell): void {
  const { hidden, input, state, biases, carry } = cell
  const Hp = hidden.pitch
  const [x, z, h] = [cell.x.dataView, cell.z.dataView, hidden.dataView]
  const second = cell.second?.dataView ?? null
  const kind = (layer as RNN).nonlinearity === 'relu' ? 1 : 6
  if (biases !== null) {
    const [one, other] = [input.bias!.slot.at, state.bias!.slot.at]
    b.command(b.forward, () => b.k.combine(1, input.pitchOut, one, 0, other, 0, biases.at, 0, 1, 1))
  }
  const bias = biases?.at ?? input.bias?.slot.at ?? 0
  b.command(b.forward, () => {
    b.k.multiply(
      b.state.batch * x.rows,
      input.pitchOut,
      1,
      1,
      input.inputs,
      x.at,
      x.row,
      4,
      0,
      0,
      input.weight.slot.at,
      input.pitchOut * 4,
      0,
      0,
      z.at,
      z.row,
      bias,
      0,
    )
    b.k.zeroRows(1, carry.floats, carry.at, 0) // the state before the first step
  })
  for (const [t, before] of stepsOf(cell)) {
    const [zt, ht] = [atStep(z, t), atStep(h, t)]
    const previous = before === null ? null : atStep(h, before)
    if (layer.type === 'GRU') {
      const st = atStep(second!, t)
      project(b, state, previous ?? { at: carry.at, row: Hp * 4, rows: 1 }, st)
      b.command(b.forward, () =>
        b.k.gruCell(b.state.batch, Hp, zt.at, zt.row, st.at, st.row, previous?.at ?? 0, ht.row, ht.at),
      )
      continue
    }
    if (previous !== null) project(b, state, previous, zt, 1)
    if (layer.type === 'RNN')
      b.command(b.forward, () => b.k.activation(kind, b.state.batch, Hp, zt.at, zt.row, ht.at, ht.row, 0, 0))
    else {
      const c = atStep(second!, t)
      const old = before === null ? 0 : atStep(second!, before).at
      b.command(b.forward, () =>
        b.k.lstmCell(b.state.batch, Hp, zt.at, zt.row, old, c.row, c.at, ht.at, ht.row),
      )
    }
  }
}

export function backwardCell(b: Builder, layer: RNN | LSTM | GRU, cell: Cell): void {
  const { hidden, input, state, carry } = cell
  const Hp = hidden.pitch
  const [z, h, dh] = [cell.z.dataView, hidden.dataView, hidden.gradView]
  const second = cell.second?.dataView ?? null
  const kind = (layer as RNN).nonlinearity === 'relu' ? 1 : 6
  turn(b, state)
  if (cell.x.needsGrad) turn(b, input)
  b.command(b.backward, () => b.k.zeroRows(1, carry.floats, carry.at, 0))
  for (const [t, before] of stepsOf(cell).toReversed()) {
    const [zt, ht, dt] = [atStep(z, t), atStep(h, t), atStep(dh, t)]
    const toState = layer.type === 'GRU' ? atStep(second!, t) : zt
    if (layer.type === 'RNN') {
      b.command(b.backward, () =>
        b.k.activationGrad(
          kind,
          b.state.batch,
          Hp,
          zt.at,
          zt.row,
          ht.at,
          ht.row,
          dt.at,
          dt.row,
          zt.at,
          zt.row,
          0,
          0,
        ),
      )
    } else if (layer.type === 'LSTM') {
      const c = atStep(second!, t)
      const old = before === null ? 0 : atStep(second!, before).at
      b.command(b.backward, () =>
        b.k.lstmCellGrad(b.state.batch, Hp, zt.at, zt.row, old, c.row, c.at, dt.at, dt.row, carry.at, zt.at),
      )
    } else {
      const old = before === null ? 0 : atStep(h, before).at
      b.command(b.backward, () =>
        b.k.gruCellGrad(
          b.state.batch,
          Hp,
          zt.at,
          zt.row,
          toState.at,
          toState.row,
          old,
          ht.row,
          dt.at,
          dt.row,
          zt.at,
          toState.at,
          carry.at,
        ),
      )
    }
    if (before === null) continue
    const target = atStep(dh, before)
    if (layer.type === 'GRU') {
      b.command(b.backward, () =>
        b.k.combine(b.state.batch, Hp, target.at, target.row, carry.at, Hp * 4, target.at, target.row, 1, 1),
      )
    }
    projectBack(b, state, toState, target, true)
  }
  projectWeights(b, input, cell.x.dataView, z)
  stateWeights(b, cell, layer.type === 'GRU' ? second! : z)
  b.give(cell.x, (dx, add) => projectBack(b, input, z, dx, add), true)
}

/** The gradients of weightHh and biasHh: over all examples and pairs of neighboring steps, in one product. */
function stateWeights(b: Builder, { state, hidden, x, backwards }: Cell, dz: View): void {
  const h = hidden.dataView
  const pairs = x.shape[0]! - 1
  const [from, to] = backwards ? [h.row, 0] : [0, dz.row]
  const { weight, bias, inputs, pitchOut } = state
  b.command(b.backward, () => {
    if (weight.grad !== null) {
      if (pairs === 0) b.k.zeroRows(1, weight.grad.floats, weight.grad.at, 0)
      else {
        b.k.multiply(
          inputs,
          pitchOut,
          1,
          b.state.batch,
          pairs,
          h.at + from,
          4,
          h.row,
          h.row,
          0,
          dz.at + to,
          dz.row,
          dz.row,
          0,
          weight.grad.at,
          pitchOut * 4,
          0,
          0,
        )
      }
    }
    if (!bias?.grad) return
    b.k.zeroRows(1, pitchOut, bias.grad.at, 0)
    b.k.addRows(b.state.batch * dz.rows, pitchOut, dz.at, dz.row, bias.grad.at)
  })
}
