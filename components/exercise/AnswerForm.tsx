import type { ShippedVariant } from './shipped.ts'
import type { FormProps } from './form-props.ts'
import { ChoiceForm } from './forms/ChoiceForm.tsx'
import { CodeForm } from './forms/CodeForm.tsx'
import { DerivationForm } from './forms/DerivationForm.tsx'
import { ExpressionForm } from './forms/ExpressionForm.tsx'
import { FreeForm } from './forms/FreeForm.tsx'
import { MultiForm } from './forms/MultiForm.tsx'
import { NumericForm } from './forms/NumericForm.tsx'
import { OrderForm } from './forms/OrderForm.tsx'
import { PredictRunForm } from './forms/PredictRunForm.tsx'
import { ShapeForm } from './forms/ShapeForm.tsx'
import { TargetForm } from './forms/TargetForm.tsx'
import { TensorForm } from './forms/TensorForm.tsx'

/** Where the answer is given, by kind. */
export function AnswerForm(props: FormProps) {
  const { variant } = props
  switch (variant.kind) {
    case 'numeric':
      return <NumericForm {...props} variant={variant} />
    case 'tensor':
      return <TensorForm {...props} variant={variant} />
    case 'shape':
      return <ShapeForm {...props} />
    case 'choice':
      return <ChoiceForm {...props} variant={variant} />
    case 'multi':
      return <MultiForm {...props} variant={variant} />
    case 'order':
      return <OrderForm {...props} variant={variant} />
    case 'predict-run':
      return <PredictRunForm {...props} variant={variant} />
    case 'target':
      return <TargetForm {...props} variant={variant} />
    case 'code':
      return <CodeForm {...props} variant={variant} />
    case 'free':
      return <FreeForm {...props} variant={variant} />
    case 'expression':
      return <ExpressionForm {...props} variant={variant} />
    case 'derivation':
      return <DerivationForm {...props} variant={variant} />
    default:
      return unknownKind(variant)
  }
}

function unknownKind(variant: never): never {
  throw new Error(`no form for exercises of kind ${(variant as ShippedVariant).kind}`)
}
