import type { FormProps, VariantOf } from '../form-props.ts'
import { TextAnswer } from './TextAnswer.tsx'

export function NumericForm({ variant, ...rest }: FormProps<Pick<VariantOf<'numeric'>, 'data'>>) {
  return <TextAnswer {...rest} inputMode={variant.data.calc ? 'text' : 'decimal'} unit={variant.data.unit} />
}
