import {
  evaluateAt,
  readDerivation,
  type LessonDerivation,
  type Node,
  type Value,
} from '../../src/math/index.ts'
import { rng } from 'chainrule'
import { numbered, shortValue, valueText } from './numbers.ts'

/** The numbers of a derivation at one point: one for each slot, and both sides of every step. */
export interface ValuesAt {
  slots: readonly string[]
  sides: readonly string[]
}

/** The numbers at another point than the lesson's. */
export function valuesAt(source: LessonDerivation, draw: number): ValuesAt {
  const { steps, declarations } = readDerivation(source)
  const at = shifted(source.at ?? {}, draw)
  let before: Node | undefined
  const slots: string[] = []
  const sides = steps.map((step) => {
    for (const side of step.sides)
      for (const node of numbered(side, declarations)) slots.push(valueText(node, declarations, at))
    const right = step.sides.at(-1)!
    const [a, b] = [before ?? step.sides[0]!, right].map((node) => evaluateAt(node, declarations, at))
    before = right
    return a?.ok && b?.ok ? `${shortValue(a.value)} = ${shortValue(b.value)}` : ''
  })
  return { slots, sides }
}

/** The lesson's numbers, each moved by up to a half of its size: close enough to stay in its domain's easy part. */
function shifted(at: Readonly<Record<string, Value>>, draw: number): Record<string, Value> {
  const random = rng(draw).stream('numbers')
  const move = (value: number): number => Number((value * (1 + random.uniform(-0.5, 0.5))).toFixed(2))
  const moveAll = (value: Value): Value =>
    typeof value === 'number'
      ? move(value)
      : (value.map((row) => (typeof row === 'number' ? move(row) : row.map(move))) as Value)
  return Object.fromEntries(Object.entries(at).map(([name, value]) => [name, moveAll(value)]))
}
