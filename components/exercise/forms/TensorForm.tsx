import { useState } from 'preact/hooks'
import { readShape } from '../../../src/exercises/read/shape.ts'
import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { ui } from '../../../src/strings/index.ts'
import { textOf, type FormProps, type VariantOf } from '../form-props.ts'
import { Grid } from './Grid.tsx'

type Props = Omit<FormProps<Pick<VariantOf<'tensor'>, 'data'>>, 'tries'>

/**
 * A grid where the shape is known and drawable; where finding the shape is part of the exercise the reader sets it first;
 * text for arrays with more axes than a page.
 */
export function TensorForm(props: Props) {
  const { shape, shapeIs } = props.variant.data
  if (shapeIs === 'asked') return <AskedShape {...props} />
  if (shape.length > 2) return <PastedArray {...props} />
  return <Grid {...props} shape={shape} />
}

function PastedArray({ raw, outcome, describedBy, onRaw }: Omit<Props, 'variant'>) {
  return (
    <label class="array">
      <span class="visually-hidden">{ui.exercise.yourAnswer}</span>
      <textarea
        rows={4}
        spellcheck={false}
        autocapitalize="off"
        value={textOf(raw)}
        placeholder={formText.pasteArray}
        aria-describedby={describedBy}
        aria-invalid={outcome?.status === 'incorrect'}
        onInput={(event) => onRaw(event.currentTarget.value)}
      />
    </label>
  )
}

/** More cells than this are pasted, not typed one by one. */
const maxCells = 100

/** The sizes of a grid, or undefined where the text is no shape that can be drawn as one. */
function gridShape(text: string): number[] | undefined {
  const reading = readShape(text, {})
  const sizes = reading.ok ? reading.read.map(Number) : []
  const isDrawable =
    sizes.length >= 1 && sizes.length <= 2 && sizes.every((size) => Number.isInteger(size) && size > 0)
  return isDrawable && sizes.reduce((a, b) => a * b, 1) <= maxCells ? sizes : undefined
}

/** The shape that a stored grid had: a single row may have been meant as a vector, and is shown as one. */
const shapeOfGrid = (raw: unknown): number[] | undefined => {
  if (!Array.isArray(raw) || !Array.isArray(raw[0])) return undefined
  return raw.length === 1 ? [raw[0].length] : [raw.length, raw[0].length]
}

function AskedShape(props: Props) {
  const { raw, onRaw, describedBy } = props
  const [typed, setTyped] = useState('')
  const [shape, setShape] = useState(shapeOfGrid(raw))
  const wanted = gridShape(typed)
  const isPasted = typeof raw === 'string' && raw !== ''
  const make = () => {
    if (!wanted) return
    setShape(wanted)
    const [rows, columns] = wanted.length === 1 ? [1, wanted[0]!] : [wanted[0]!, wanted[1]!]
    onRaw(Array.from({ length: rows }, () => Array.from({ length: columns }, () => '')))
  }
  return (
    <div class="asked-shape">
      <div class="asked-shape-row">
        <label class="answer">
          <span>{formText.shapeFirst}</span>{' '}
          <input
            type="text"
            autocomplete="off"
            value={typed}
            placeholder={formText.shapeHint}
            aria-describedby={describedBy}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !wanted) return
              event.preventDefault()
              make()
            }}
          />
        </label>
        <button type="button" class="button" disabled={!wanted} onClick={make}>
          {formText.setShape}
        </button>
      </div>
      {shape && !isPasted ? <Grid {...props} shape={shape} /> : <PastedArray {...props} />}
    </div>
  )
}
