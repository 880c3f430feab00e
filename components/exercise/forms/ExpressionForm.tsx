import { ui } from '../../../src/strings/index.ts'
import { textOf, type FormProps, type VariantOf } from '../form-props.ts'
import { MathInput } from '../math/MathInput.tsx'
import { paletteOf } from '../math/palette.ts'

export function ExpressionForm({
  variant,
  raw,
  outcome,
  describedBy,
  onRaw,
}: FormProps<VariantOf<'expression'>>) {
  const { symbols, options, forms } = variant.data
  return (
    <MathInput
      label={ui.exercise.yourAnswer}
      value={textOf(raw)}
      keys={paletteOf(symbols, forms)}
      isInvalid={outcome?.status === 'incorrect'}
      describedBy={describedBy}
      loadTypeset={async () => (await import('../math/typeset.ts')).typesetter(symbols, options)}
      onValue={onRaw}
    />
  )
}
