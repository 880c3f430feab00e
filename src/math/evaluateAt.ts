import type { Declarations, Declared } from './declare/types.ts'
import type { Value } from './equivalent.ts'
import { Evaluation, type Sample } from './evaluate/evaluation.ts'
import { scalar, toNested, zeros, type Matrix } from './evaluate/matrix.ts'
import { drawSample } from './evaluate/sample.ts'
import { NotEvaluable } from './evaluate/track.ts'
import type { Node } from './grammar/ast.ts'
import type { Message } from './message.ts'

const toMatrix = (value: Value, { shape }: Declared): Matrix => {
  if (typeof value === 'number') return scalar(value)
  const rows = value.map((row) => (typeof row === 'number' ? [row] : row))
  const out = zeros(rows.length, rows[0]?.length ?? 0, [shape[0] ?? '1', shape[1] ?? '1'])
  out.data.set(rows.flat())
  return out
}

/**
 * The value of an expression where the free symbols have these values (a vector as a list, a matrix as a list of
 * rows); sizes follow from the shapes. What is not given is drawn at random from its domain. A message if the shapes do
 * not fit.
 */
export const evaluateAt = (
  node: Node,
  declarations: Declarations,
  values: Readonly<Record<string, Value>>,
): { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: Message } => {
  const drawn = drawSample(declarations, 1, 0)
  const sizes = new Map(drawn.sizes)
  const given = new Map<string, Matrix>()
  for (const [name, value] of Object.entries(values)) {
    const declared = declarations.symbols.get(name)
    if (!declared) continue
    const m = toMatrix(value, declared)
    given.set(name, m)
    if (declared.kind === 'size') sizes.set(name, m.data[0]!)
    else declared.shape.forEach((size, i) => sizes.set(size, i === 0 ? m.rows : m.cols))
  }
  const base = drawSample(declarations, 1, 0, sizes)
  const sample: Sample = { ...base, value: (declared) => given.get(declared.name) ?? base.value(declared) }
  try {
    return { ok: true, value: toNested(new Evaluation(declarations, sample).value(node)) }
  } catch (error) {
    if (!(error instanceof NotEvaluable)) throw error
    return { ok: false, message: error.what }
  }
}
