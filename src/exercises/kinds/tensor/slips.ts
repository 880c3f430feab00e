import { isSameShape, permutations, permute } from '../../arrays.ts'
import type { MessageId } from '../../messages.ts'
import type { ArrayReading } from '../../read/array.ts'
import { looksLike } from '../../slips.ts'
import { accepts, type Precision } from '../../tolerance.ts'
import { isMistakeValue } from '../numeric/check.ts'
import type { TensorData } from './check.ts'

type ArraySlip = Extract<
  MessageId,
  | 'transposed'
  | 'axes-swapped'
  | 'rows-swapped'
  | 'columns-swapped'
  | 'other-axis'
  | 'opposite-sign'
  | 'constant-factor'
>

type Flat = { shape: number[]; values: number[] }

/** Every cell as the wrong tensor has it. */
export function matches(reading: ArrayReading, wrong: Flat, precision: Precision): boolean {
  if (!isSameShape(reading.shape, wrong.shape)) return false
  return reading.cells.every((cell, i) => isMistakeValue(cell, wrong.values[i]!, precision))
}

/** With more axes than this the orders are too many to try. */
const maxAxes = 4

/** The first structural slip that explains the whole tensor. */
export function findArraySlip(reading: ArrayReading, data: TensorData): ArraySlip | undefined {
  const gives = (wrong: Flat): boolean => matches(reading, wrong, data.precision)
  if (data.otherAxes.some(gives)) return 'other-axis'
  const { shape, values } = data
  if (shape.length === 2 && gives(permute(values, shape, [1, 0]))) return 'transposed'
  if (shape.length > 2 && shape.length <= maxAxes) {
    if (permutations(shape.length).some((axes) => gives(permute(values, shape, axes)))) return 'axes-swapped'
  }
  if (!isSameShape(reading.shape, shape)) return undefined
  if (shape.length === 2) {
    if (isReordered(reading, data, 0)) return 'rows-swapped'
    if (isReordered(reading, data, 1)) return 'columns-swapped'
  }
  return findScale(reading, data)
}

/** The rows (axis 0) or columns (axis 1) are the right ones in another order. */
function isReordered(reading: ArrayReading, { shape, values, precision }: TensorData, axis: 0 | 1): boolean {
  const axes = axis === 0 ? [0, 1] : [1, 0]
  const wanted = permute(values, shape, axes)
  const typed = permute(reading.cells, shape, axes).values
  const [lines, length] = wanted.shape as [number, number]
  const isFree = Array.from({ length: lines }, () => true)
  for (let line = 0; line < lines; line++) {
    const cells = typed.slice(line * length, (line + 1) * length)
    const match = isFree.findIndex(
      (free, i) =>
        free && cells.every(({ value }, k) => accepts(value, wanted.values[i * length + k]!, precision)),
    )
    if (match === -1) return false
    isFree[match] = false
  }
  return true
}

/** One factor for every cell: −1, 2, or a size of the tensor (a mean where a sum was asked, or the reverse). */
function findScale({ cells }: ArrayReading, { shape, values, precision }: TensorData): ArraySlip | undefined {
  const isScaled = (factor: number): boolean =>
    values.some((value) => value !== 0) &&
    cells.every(({ value }, i) =>
      values[i] === 0 ? value === 0 : looksLike(value, values[i]! * factor, precision),
    )
  if (isScaled(-1)) return 'opposite-sign'
  const sizes = [2, ...shape, values.length].filter((size) => size > 1)
  return sizes.some((size) => isScaled(size) || isScaled(1 / size)) ? 'constant-factor' : undefined
}
