import { ui } from '../../src/strings/index.ts'
import type { ShippedVariant } from './shipped.ts'

/** "a number, 3 significant figures": what kind of answer is asked for. */
export function kindLine({ kind, data }: ShippedVariant): string {
  const name = ui.exercise.kinds[kind] ?? kind
  const precision = 'precision' in data ? precisionText(data.precision) : ''
  return precision ? `${name}, ${precision}` : name
}

function precisionText(precision: unknown): string {
  if (precision === 'exact') return ui.exercise.precision.exact
  const { sigfig, decimals } = precision as { sigfig?: number; decimals?: number }
  if (sigfig !== undefined) return ui.exercise.precision.sigfig(sigfig)
  return decimals === undefined ? '' : ui.exercise.precision.decimals(decimals)
}
