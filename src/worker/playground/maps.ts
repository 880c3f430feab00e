import { noGrad, sigmoid, softmax, tensor, type Tensor } from '../../engine/index.ts'
import type { Net } from './net.ts'
import type { Warp, WarpAxes } from './protocol.ts'
import { GRID, type PlaySpec } from './spec.ts'

const CELLS = GRID * GRID

/** −1 … 1 as a byte; what lies outside is cut off, and no number is 0. */
const toByte = (value: number): number =>
  Number.isNaN(value) ? 128 : Math.round((Math.min(1, Math.max(-1, value)) + 1) * 127.5)

/** How many maps a specification has. */
export const mapCount = ({ layers, outputs }: Pick<PlaySpec, 'layers' | 'outputs'>): number =>
  layers.reduce((sum, { units }) => sum + units, 0) + outputs + Number(outputs > 1)

/**
 * What every hidden neuron and every output says all over the plane: activations as they are, probabilities stretched
 * from 0 … 1 to −1 … 1. Of several classes a last map has at each point the number of the likeliest class.
 */
export function responseMaps(spec: PlaySpec, net: Net): Uint8Array<ArrayBuffer> {
  const maps = new Uint8Array(mapCount(spec) * CELLS)
  let at = 0
  const write = ({ data }: Tensor, units: number): void => {
    for (let unit = 0; unit < units; unit++)
      for (let cell = 0; cell < CELLS; cell++) maps[at++] = toByte(data[cell * units + unit]!)
  }
  noGrad(() => {
    let x = tensor(spec.grid, { shape: [CELLS, spec.numFeatures] })
    net.model.layers.forEach((layer, place) => {
      x = layer.forward(x)
      const hidden = net.active.indexOf(place)
      if (hidden >= 0 && hidden < spec.layers.length) write(x, spec.layers[hidden]!.units)
    })
    const isProbable = spec.loss === 'bceWithLogitsLoss' || spec.loss === 'crossEntropyLoss'
    const said = !isProbable ? x : spec.outputs === 1 ? sigmoid(x) : softmax(x, 1)
    write(isProbable ? said.mul(2).sub(1) : said, spec.outputs)
    if (spec.outputs === 1) return
    for (let cell = 0; cell < CELLS; cell++) {
      const row = said.data.subarray(cell * spec.outputs, (cell + 1) * spec.outputs)
      maps[at++] = row.indexOf(Math.max(...row))
    }
  })
  return maps
}

/** Where two neurons of a hidden layer put the grid and the training examples: the plane as that layer bends it. */
export function warpOf(spec: PlaySpec, net: Net, axes: WarpAxes): Warp | null {
  const width = spec.layers[axes.layer]?.units ?? 0
  if (axes.units.some((unit) => unit < 0 || unit >= width)) return null
  const through = (rows: Float32Array): Float32Array<ArrayBuffer> => {
    const count = rows.length / spec.numFeatures
    const { data } = noGrad(() =>
      net.model.layers
        .slice(0, net.active[axes.layer]! + 1)
        .reduce((x: Tensor, layer) => layer.forward(x), tensor(rows, { shape: [count, spec.numFeatures] })),
    )
    const places = new Float32Array(2 * count)
    for (let i = 0; i < count; i++)
      axes.units.forEach((unit, axis) => (places[2 * i + axis] = data[i * width + unit]!))
    return places
  }
  return { axes, grid: through(spec.grid), examples: through(spec.train.features) }
}
