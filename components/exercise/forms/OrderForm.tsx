import { useId, useState } from 'preact/hooks'
import { helpAt, helpEarned, helpSteps } from '../../../src/exercises/check.ts'
import { orderText } from '../../../src/strings/exercise-ui.en.ts'
import { firstRaw } from '../first-raw.ts'
import { placedOf, type FormProps, type VariantOf } from '../form-props.ts'
import { ListBox } from '../order/ListBox.tsx'
import { placingOf, rawOf, withHelp, type Placing } from '../order/placing.ts'

/** Blocks to put in order; after every three different full tries there is help to be had: fewer, then larger blocks. */
export function OrderForm({
  variant,
  raw,
  outcome,
  tries,
  describedBy,
  onRaw,
}: FormProps<VariantOf<'order'>>) {
  const { data } = variant
  const [taken, setTaken] = useState(0)
  const answer = raw === null || raw === '' ? placedOf(firstRaw(variant)) : placedOf(raw)
  const help = helpAt(data, taken)
  const placing = placingOf(answer, data, help)
  const earned = helpEarned(tries.map(placedOf), data)
  const keysId = useId()

  const takeHelp = () => {
    setTaken(taken + 1)
    onRaw(withHelp(answer, data, taken + 1))
  }

  return (
    <div class="order-form">
      <p class="exercise-note" id={keysId}>
        {data.hasIndent && !help.isIndentGiven ? orderText.keys : orderText.keysWithoutIndent}
      </p>
      <ListBox
        placing={placing}
        data={data}
        html={variant.html}
        outcome={outcome}
        mayIndent={data.hasIndent && !help.isIndentGiven}
        mayPutAway={mayPutAway(variant, taken)}
        describedBy={`${keysId} ${describedBy}`}
        onPlacing={(next: Placing) => onRaw(rawOf(next, data, help))}
      />
      {earned > taken && (
        <button type="button" class="button" onClick={takeHelp}>
          {orderText.helpOffer}
        </button>
      )}
      {taken > 0 && <p class="exercise-note">{orderText.helpGiven(taken, helpSteps(data))}</p>}
    </div>
  )
}

/** Whether there is anything that may be left out. */
function mayPutAway({ data }: VariantOf<'order'>, taken: number): boolean {
  const hasDistractors = data.distractors.length > 0 && helpAt(data, taken).removed.length === 0
  return hasDistractors || data.lines.some((line) => line.isOptional === true)
}
