import { pow } from '../../elementary/power.ts'
import type { SymbolicTensor } from '../../model/graph.ts'
import type { Expression } from '../python/parser.ts'
import { type Place, syntaxError } from '../python/tokens.ts'

/** A layer written down but not applied yet; its arguments by name. */
export interface LayerValue extends Place {
  readonly kind: 'layer'
  readonly type: string
  readonly options: Readonly<Record<string, Value>>
}

/** A tensor on its way, with what only the next layer can settle. */
export interface FlowValue {
  readonly kind: 'flow'
  readonly symbol: SymbolicTensor
  /** Zeros that a ZeroPadding2D puts around the input of the next convolution. */
  readonly pad?: {
    readonly top: number
    readonly bottom: number
    readonly left: number
    readonly right: number
  }
  /** Channels moved to the front for the next Flatten. */
  readonly permuted?: boolean
}

export interface ModelValue {
  readonly kind: 'model'
  /** Layers of a Sequential, or null. */
  readonly layers: LayerValue[] | null
  readonly inputs: readonly FlowValue[]
  readonly outputs: readonly FlowValue[]
  readonly single: boolean
}

/** An optimizer or a loss: a call that is only kept. */
export interface CallValue {
  readonly kind: 'call'
  readonly name: string
  readonly options: Readonly<Record<string, Value>>
}

export type Value =
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Value, Value])[] }
  | LayerValue
  | FlowValue
  | ModelValue
  | CallValue

export const isKind = <K extends string>(
  value: Value | undefined,
  kind: K,
): value is Extract<Value, { kind: K }> =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind

/** The result of an operator on numbers. */
export function arithmetic(operator: string, a: Value, b: Value, place: Place): Value {
  if (typeof a !== 'number' || typeof b !== 'number')
    throw syntaxError(place, `'${operator}' needs two numbers`)
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '//':
      return Math.floor(a / b)
    case '%':
      return a - b * Math.floor(a / b)
    default:
      return pow(a, b)
  }
}

/** The names of a dotted path `tf.keras.layers.Dense`, or null for another expression. */
export function pathOf(expression: Expression): string[] | null {
  if (expression.kind === 'name') return [expression.name]
  if (expression.kind !== 'attribute') return null
  const base = pathOf(expression.object)
  return base === null ? null : [...base, expression.name]
}
