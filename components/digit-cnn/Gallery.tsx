import { digitsText as text } from '../../src/strings/digits.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Palette } from '../playground/palette.ts'
import { SHOWN } from './face.ts'
import type { Cell } from './model.ts'
import { CLASSES, FULL, PIXELS, SIDE } from './network.ts'
import { Sheet } from './Sheet.tsx'

const COLUMNS = 8

interface Props {
  cell: Cell
  /** Places in the split, the surest first. */
  places: readonly number[]
  labels: ArrayLike<number>
  answers: ArrayLike<number>
  sureness: ArrayLike<number>
  imageAt: (place: number) => ArrayLike<number>
  palette: Palette | undefined
  onLook: (place: number) => void
  onAll: () => void
}

/** The digits of a cell of the matrix, or all mistakes; each can be looked at. */
export function Gallery(props: Props) {
  const { cell, places, labels, answers, sureness, imageAt, palette, onLook, onAll } = props
  const shown = places.slice(0, SHOWN)
  const values = new Float32Array(shown.length * PIXELS)
  shown.forEach((place, n) => values.set(Array.from(imageAt(place)), n * PIXELS))
  const title =
    cell === 'all'
      ? text.gallery.all(places.length)
      : text.gallery.cell(Math.floor(cell / CLASSES), cell % CLASSES, places.length)
  return (
    <div class="cnn-gallery">
      <p class="cnn-name">
        {title} {places.length > SHOWN && text.gallery.more(SHOWN)}
      </p>
      <Sheet
        name={text.gallery.name}
        values={values}
        side={SIDE}
        columns={COLUMNS}
        rows={SHOWN / COLUMNS}
        most={FULL}
        ink
        palette={palette}
        label={(n) => {
          const place = shown[n]!
          return text.gallery.item(labels[place]!, answers[place]!, decimal(100 * sureness[place]!, 0))
        }}
        onPick={(n) => onLook(shown[n]!)}
      />
      <p class="needs-script">
        <button type="button" class="cnn-link" disabled={cell === 'all'} onClick={onAll}>
          {text.allMistakes(Array.from(answers, (answer, n) => answer !== labels[n]).filter(Boolean).length)}
        </button>
      </p>
    </div>
  )
}
