import type { Layer } from '../../layers/layer.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'
import { padChannels } from './elementwise.ts'

interface Window {
  readonly start: number
  readonly size: number
}

/** Output i averages the inputs from ⌊i · n / m⌋ to ⌈(i + 1) · n / m⌉, the end not included. */
const windowsOf = (n: number, m: number): Window[] =>
  Array.from({ length: m }, (_, i) => {
    const start = Math.floor((i * n) / m)
    return { start, size: Math.ceil(((i + 1) * n) / m) - start }
  })

/** Averages over windows that give maps of a wanted size; the windows differ, so each is a call of its own. */
export function adaptivePoolRule(b: Builder, layer: Layer, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout !== 'image') b.refuse(`${layer.type} of something that is not an image`)
  padChannels(x)
  const shape = layer.outputShape([1, ...x.shape]).slice(1)
  const output = b.value(name, shape, 'image', null, x.pitch)
  const [rows, columns] = [windowsOf(x.height, output.height), windowsOf(x.width, output.width)]
  const windows = rows.flatMap((row, i) => columns.map((column, j) => ({ row, column, i, j })))
  // One share for each window; the kernel reads them one by one.
  const share = b.table(
    `shares of ${name}`,
    Float32Array.from(windows, ({ row, column }) => 1 / (row.size * column.size)),
  )
  const pool = (
    kernel: 'avgPool' | 'avgPoolGrad',
    e: number,
    from: typeof x.dataView,
    to: typeof x.dataView,
  ): void => {
    windows.forEach(({ row, column, i, j }, n) => {
      const source = from.at + e * from.image + row.start * from.row + column.start * from.pixel
      const target = to.at + e * to.image + i * to.row + j * to.pixel
      const [h, w] = [row.size, column.size]
      b.k[kernel](
        1,
        1,
        x.pitch,
        h,
        w,
        1,
        1,
        0,
        0,
        h,
        w,
        source,
        from.pixel,
        from.row,
        target,
        to.pixel,
        to.row,
        share.at + n * 4,
      )
    })
  }
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(b.forward, (e) => pool('avgPool', e, from, to), true)
    },
    backward() {
      const dy = output.gradView
      b.give(x, (dx) =>
        b.command(
          b.backward,
          (e) => {
            b.k.zeroRows(x.height, dx.cols, dx.at + e * dx.image, dx.row)
            pool('avgPoolGrad', e, dx, dy)
          },
          true,
        ),
      )
    },
  }
}
