import type { GRU, LSTM, RNN } from '../../layers/recurrent.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'
import { type Cell, planCell } from './recurrentCell.ts'
import { backwardCell, forwardCell } from './recurrentPasses.ts'

export function recurrentRule(
  b: Builder,
  layer: RNN | LSTM | GRU,
  name: string,
  [input]: readonly Value[],
): Rule {
  const first = input!
  if (first.layout === 'image' || first.shape.length !== 2 || first.order !== null)
    b.refuse(`${layer.type} of something that is not a sequence (T, D)`)
  if (layer.dropout > 0 && layer.numLayers > 1) b.refuse(`${layer.type} with dropout between its layers`)
  if ((layer as GRU).resetAfter === false) b.refuse('GRU that resets before the product')
  const directions = layer.bidirectional ? ['', 'Reverse'] : ['']
  const [steps] = first.shape as [number, number]
  const levels: { cells: Cell[]; joined: Value }[] = []
  let x = first
  for (let level = 0; level < layer.numLayers; level++) {
    const cells = directions.map((direction) => planCell(b, layer, name, x, `L${level}${direction}`))
    const isLast = level === layer.numLayers - 1
    const width = layer.hiddenSize * directions.length
    const single = cells.length === 1 && (!isLast || layer.returnSequences)
    const joined = single
      ? cells[0]!.hidden
      : b.value(
          isLast ? name : `level ${level} of ${name}`,
          isLast && !layer.returnSequences ? [width] : [steps, width],
          'rows',
        )
    levels.push({ cells, joined })
    x = joined
  }
  const output = x
  return {
    output,
    forward() {
      for (const { cells, joined } of levels) {
        for (const cell of cells) forwardCell(b, layer, cell)
        if (joined !== cells[0]!.hidden) join(b, cells, joined, 'forward')
      }
    },
    backward() {
      for (const { cells, joined } of levels.toReversed()) {
        if (joined !== cells[0]!.hidden) join(b, cells, joined, 'backward')
        for (const cell of cells) backwardCell(b, layer, cell)
      }
    },
  }
}

/** Hidden states of both directions side by side, or the last of each; on the way back their gradients apart. */
function join(b: Builder, cells: readonly Cell[], joined: Value, way: 'forward' | 'backward'): void {
  const H = cells[0]!.hidden.features
  const isSequence = joined.shape.length === 2
  cells.forEach((cell, i) => {
    const steps = cell.x.shape[0]!
    if (way === 'forward') {
      const [from, to] = [cell.hidden.dataView, joined.dataView]
      const last = cell.backwards ? 0 : steps - 1
      b.command(b.forward, () => {
        const source = isSequence ? from.at : from.at + last * from.row
        b.k.copyRows(
          b.state.batch * (isSequence ? steps : 1),
          H,
          source,
          isSequence ? from.row : from.image,
          to.at + i * H * 4,
          to.row,
        )
      })
      return
    }
    const [from, to] = [joined.gradView, cell.hidden.gradView]
    const last = cell.backwards ? 0 : steps - 1
    b.command(b.backward, () => {
      b.k.zeroRows(b.state.batch * steps, to.cols, to.at, to.row)
      const target = isSequence ? to.at : to.at + last * to.row
      b.k.copyRows(
        b.state.batch * (isSequence ? steps : 1),
        H,
        from.at + i * H * 4,
        from.row,
        target,
        isSequence ? to.row : to.image,
      )
    })
  })
}
