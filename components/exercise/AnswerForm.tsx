import type { Outcome } from '../../src/exercises/check.ts'
import { ChoiceForm } from './forms/ChoiceForm.tsx'
import { NumericForm } from './forms/NumericForm.tsx'
import { TensorForm } from './forms/TensorForm.tsx'
import type { ShippedVariant } from './shipped.ts'

export interface FormProps<V = ShippedVariant> {
  variant: V
  /** The answer as it stands; undefined before the reader has begun. */
  raw: unknown
  outcome: Outcome | undefined
  /** The id of the line that echoes what was understood. */
  describedBy: string
  onRaw: (raw: unknown) => void
}

/** Where the answer is given, by kind. */
export function AnswerForm(props: FormProps) {
  const { variant } = props
  if (variant.kind === 'numeric') return <NumericForm {...props} variant={variant} />
  if (variant.kind === 'tensor') return <TensorForm {...props} variant={variant} />
  if (variant.kind === 'choice') return <ChoiceForm {...props} variant={variant} />
  throw new Error(`no form for exercises of kind ${(variant as ShippedVariant).kind}`)
}
