import { Evaluation } from '../evaluate/evaluation.ts'
import { NotEvaluable } from '../evaluate/track.ts'
import { drawSample } from '../evaluate/sample.ts'
import type { Node } from '../grammar/ast.ts'
import type { Message } from '../message.ts'
import type { Declarations } from './types.ts'

const evaluateShape = (node: Node, declarations: Declarations): readonly string[] => {
  const sample = drawSample(declarations, 0, 0)
  const [rows, cols] = new Evaluation(declarations, sample).value(node).dims
  if (cols !== '1') return [rows, cols]
  return rows === '1' ? [] : [rows]
}

/** The shape by the declared sizes, `[]` for a scalar; or, as a text, why there is none. */
export const shapeOf = (node: Node, declarations: Declarations): readonly string[] | string => {
  try {
    return evaluateShape(node, declarations)
  } catch (error) {
    if (error instanceof NotEvaluable) return describe(error.what)
    throw error
  }
}

const describe = ({ id, params }: Message): string =>
  [id, ...Object.entries(params).map(([key, value]) => `${key} ${value}`)].join(', ')
