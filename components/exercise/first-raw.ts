import type { ShippedVariant } from './shipped.ts'

/** What a form holds before the reader has touched it, and what "Check" then checks. */
export function firstRaw({ kind, data }: ShippedVariant): unknown {
  switch (kind) {
    case 'multi':
    case 'derivation':
      return []
    case 'code':
      return { code: data.starter }
    case 'free':
      return { text: '' }
    case 'predict-run':
      return { prediction: '' }
    case 'target':
      return null
    case 'order': {
      // Where every line belongs in the answer there is nothing to choose: all of them start as placed.
      const isWhole = data.distractors.length === 0 && data.lines.every((line) => line.isOptional !== true)
      const given = new Map(data.lines.map((line) => [line.id, data.hasIndent ? 0 : line.indent]))
      return isWhole ? data.blocks.map(({ id }) => ({ id, indent: given.get(id) ?? 0 })) : []
    }
    default:
      return ''
  }
}
