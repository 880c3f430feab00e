import { ShapeError, shapeError, shapeText } from '../../errors.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { promote } from '../elementwise/map.ts'
import { sum } from '../reduce/sum.ts'
import { diagonal } from '../shape/diagonal.ts'
import { permute } from '../shape/permute.ts'
import { reshape } from '../shape/reshape.ts'
import { matmul } from './matmul.ts'

interface Labeled {
  readonly tensor: Tensor
  readonly labels: readonly string[]
}

/** Reads 'ij,jk->ik'. `ranks` are the numbers of axes of the operands; an ellipsis becomes the labels '0', '1', … */
function parseEquation(equation: string, ranks: readonly number[]): { inputs: string[][]; output: string[] } {
  const compact = equation.replaceAll(/\s/g, '')
  const [left, right, extra] = compact.split('->')
  const terms = left!.split(',')
  if (
    extra !== undefined ||
    !/^(?:[a-zA-Z]|\.\.\.|,)*$/.test(left!) ||
    !/^(?:[a-zA-Z]|\.\.\.)*$/.test(right ?? '')
  ) {
    throw new RangeError(
      `einsum: '${equation}' is not of the form 'ij,jk->ik' with letters, commas and '...'.`,
    )
  }
  if (terms.length !== ranks.length) {
    throw new RangeError(`einsum: '${equation}' names ${terms.length} operands, ${ranks.length} are given.`)
  }
  const free = terms.map((term, index) => (term.includes('...') ? ranks[index]! - term.length + 3 : 0))
  const most = Math.max(0, ...free)
  const inputs = terms.map((term, index) => expand(term, Math.max(0, free[index]!), most))
  return { inputs, output: right === undefined ? implicitOutput(inputs, most) : expand(right, most, most) }
}

function expand(term: string, count: number, most: number): string[] {
  const dots = Array.from({ length: count }, (_, i) => String(most - count + i))
  const [before = '', after = ''] = term.split('...')
  return term.includes('...') ? [...before, ...dots, ...after] : [...term]
}

/** Without '->': the ellipsis, then the labels that appear once, in alphabetical order. */
function implicitOutput(inputs: readonly string[][], most: number): string[] {
  const flat = inputs.flat()
  const once = flat.filter((label) => /[a-z]/i.test(label) && flat.indexOf(label) === flat.lastIndexOf(label))
  return [...Array.from({ length: most }, (_, i) => String(i)), ...once.toSorted()]
}

/** The size of every label, checked: equal wherever it appears, or 1. */
function labelSizes(
  equation: string,
  inputs: readonly string[][],
  shapes: readonly Shape[],
): Map<string, number> {
  const sizes = new Map<string, number>()
  inputs.forEach((labels, index) => {
    if (labels.length !== shapes[index]!.length) {
      const problem = `operand ${index} has ${shapes[index]!.length} axes, '${equation}' names ${labels.length}`
      throw shapeError('einsum', problem, { [`operand ${index}`]: shapes[index]! })
    }
    labels.forEach((label, axis) => {
      const size = shapes[index]![axis]!
      const known = sizes.get(label) ?? 1
      if (known !== 1 && size !== 1 && known !== size) {
        const all = shapes.map((shape) => shapeText(shape)).join(', ')
        throw new ShapeError(`einsum: '${label}' is ${known} and ${size} in '${equation}'. Got ${all}.`)
      }
      sizes.set(label, known === 1 ? size : known)
    })
  })
  return sizes
}

/**
 * The shape that `einsum` gives.
 *
 * @throws ShapeError when a label has two sizes, RangeError when the equation cannot be read.
 *
 * @example
 * checkEinsumShape('bij,bjk->bik', [[5, 2, 3], [5, 3, 4]])
 * // → [5, 2, 4]
 */
export function checkEinsumShape(equation: string, shapes: readonly Shape[]): number[] {
  const { inputs, output } = parseEquation(
    equation,
    shapes.map((shape) => shape.length),
  )
  const sizes = labelSizes(equation, inputs, shapes)
  const wrong = output.find((label, index) => !sizes.has(label) || output.indexOf(label) !== index)
  if (wrong !== undefined) {
    const reason = sizes.has(wrong) ? 'appears twice in the output' : 'appears in no operand'
    throw new RangeError(`einsum: '${wrong}' ${reason} of '${equation}'.`)
  }
  return output.map((label) => sizes.get(label)!)
}

/** Takes diagonals of repeated labels, and sums over those that nobody else needs. */
function simplify({ tensor, labels }: Labeled, needed: ReadonlySet<string>): Labeled {
  let current: Labeled = { tensor, labels }
  for (;;) {
    const names = current.labels
    const repeated = names.findIndex((label, axis) => names.indexOf(label) !== axis)
    if (repeated < 0) break
    const label = names[repeated]!
    const first = names.indexOf(label)
    const rest = names.filter((_, axis) => axis !== first && axis !== repeated)
    current = { tensor: diagonal(current.tensor, first, repeated), labels: [...rest, label] }
  }
  const alone = current.labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]))
  if (alone.length === 0) return current
  return { tensor: sum(current.tensor, alone), labels: current.labels.filter((label) => needed.has(label)) }
}

/** The tensor with its axes in the order of `labels`; those it lacks get size 1. */
function arrange({ tensor, labels }: Labeled, wanted: readonly string[]): Tensor {
  const present = wanted.filter((label) => labels.includes(label))
  const ordered = permute(
    tensor,
    present.map((label) => labels.indexOf(label)),
  )
  return reshape(
    ordered,
    wanted.map((label) => (labels.includes(label) ? tensor.shape[labels.indexOf(label)]! : 1)),
  )
}

/** Contracts two operands by one matrix product: (batch, left, shared) · (batch, shared, right). */
function contract(a: Labeled, b: Labeled, needed: ReadonlySet<string>): Labeled {
  const size = (operand: Labeled, label: string): number =>
    operand.tensor.shape[operand.labels.indexOf(label)]!
  // A label of size 1 on one side only is broadcast, which a matrix product can do along batch axes alone.
  const shared = a.labels.filter((l) => b.labels.includes(l) && !needed.has(l) && size(a, l) === size(b, l))
  const batch = a.labels.filter((l) => b.labels.includes(l) && !shared.includes(l))
  const left = a.labels.filter((l) => !b.labels.includes(l))
  const right = b.labels.filter((l) => !a.labels.includes(l))
  const volume = (operand: Labeled, labels: readonly string[]) =>
    labels.reduce((n, l) => n * size(operand, l), 1)
  const k = volume(a, shared)
  const batchOf = (operand: Labeled): number[] => batch.map((l) => size(operand, l))
  const x = reshape(arrange(a, [...batch, ...left, ...shared]), [...batchOf(a), volume(a, left), k])
  const y = reshape(arrange(b, [...batch, ...shared, ...right]), [...batchOf(b), k, volume(b, right)])
  const product = matmul(x, y) // (…batch, left, right)
  const sizes = [
    ...product.shape.slice(0, -2),
    ...left.map((l) => size(a, l)),
    ...right.map((l) => size(b, l)),
  ]
  return simplify({ tensor: reshape(product, sizes), labels: [...batch, ...left, ...right] }, needed)
}

/**
 * Einstein summation: one letter per axis; a letter that is missing from the output is summed over, a letter repeated
 * within an operand takes its diagonal. Without '->' the output has the letters that appear once, in alphabetical
 * order. '...' stands for any number of axes, which broadcast. Operands are contracted from left to right.
 *
 * @throws ShapeError when a label has two sizes, RangeError when the equation cannot be read.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
 *
 * @example
 * einsum('ij,jk->ik', [[1, 2], [3, 4]], [[5], [6]]).toArray()
 * // → [[17], [39]]
 */
export function einsum(equation: string, ...operands: TensorLike[]): Tensor {
  const tensors = promote(operands)
  const shapes = tensors.map((t) => t.shape)
  const shape = checkEinsumShape(equation, shapes)
  const { inputs, output } = parseEquation(
    equation,
    shapes.map((s) => s.length),
  )
  const neededAfter = (index: number): Set<string> => new Set([...output, ...inputs.slice(index + 1).flat()])
  let result = simplify({ tensor: tensors[0]!, labels: inputs[0]! }, neededAfter(0))
  for (let i = 1; i < tensors.length; i++) {
    const needed = neededAfter(i)
    const own = simplify({ tensor: tensors[i]!, labels: inputs[i]! }, new Set([...needed, ...result.labels]))
    result = contract(result, own, needed)
  }
  return reshape(arrange(result, output), shape)
}
