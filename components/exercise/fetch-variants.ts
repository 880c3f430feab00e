import { readyFor } from './math/late.ts'
import type { ShippedVariant } from './shipped.ts'

/** All variants of an exercise, with hints, feedback and solution, ready to be checked. Rejects when they cannot be had. */
export async function fetchVariants(source: string): Promise<readonly ShippedVariant[]> {
  const response = await fetch(source)
  if (!response.ok) throw new Error(`${source}: ${response.status}`)
  const { variants } = (await response.json()) as { variants: ShippedVariant[] }
  if (variants[0]) await readyFor(variants[0].kind)
  return variants
}
