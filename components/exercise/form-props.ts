import type { KindName, KindRaw, Outcome } from '../../src/exercises/check.ts'
import type { ShippedVariant } from './shipped.ts'

export type VariantOf<K extends KindName> = Extract<ShippedVariant, { kind: K }>

/** What every form is given. A form holds no answer of its own: it draws `raw` and reports changes. */
export interface FormProps<V = ShippedVariant> {
  variant: V
  /** The answer as it stands. May come from storage or an imported file, so a form must not trust its shape. */
  raw: unknown
  /** The verdict on exactly this answer. */
  outcome: Outcome | undefined
  /** Answers graded so far on this variant, oldest first. */
  tries: readonly unknown[]
  /** The id of the line that echoes what was understood. */
  describedBy: string
  onRaw: (raw: unknown) => void
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const textOf = (raw: unknown): string => (typeof raw === 'string' ? raw : '')
export const idsOf = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.filter((item): item is string => typeof item === 'string') : []
export const partOf = (raw: unknown, key: string): unknown => (isRecord(raw) ? raw[key] : undefined)

/** The lines of an answer to `order`; anything else is no answer. */
export function placedOf(raw: unknown): KindRaw['order'] {
  if (!Array.isArray(raw)) return []
  return raw.flatMap((item: unknown) => {
    const [id, indent] = [partOf(item, 'id'), partOf(item, 'indent')]
    return typeof id === 'string' ? [{ id, indent: typeof indent === 'number' ? indent : 0 }] : []
  })
}
