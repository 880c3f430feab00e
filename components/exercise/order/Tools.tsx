import { orderText } from '../../../src/strings/exercise-ui.en.ts'
import { indentBy, keyOf, maxIndent, moveTo, putAway, step, type Piece, type Placing } from './placing.ts'

interface Props {
  placing: Placing
  chosen: Piece
  mayIndent: boolean
  mayPutAway: boolean
  onPlacing: (placing: Placing) => void
}

/** Buttons for the chosen line, for fingers and for whoever prefers them. */
export function Tools({ placing, chosen, mayIndent, mayPutAway, onPlacing }: Props) {
  const key = keyOf(chosen)
  const at = placing.used.indexOf(chosen)
  const isUsed = at !== -1
  const button = (sign: string, name: string, isOff: boolean, next: () => Placing) => (
    <button
      type="button"
      class="tool"
      aria-label={name}
      title={name}
      aria-disabled={isOff}
      onClick={() => isOff || onPlacing(next())}
    >
      {sign}
    </button>
  )
  return (
    <div class="tools" role="group" aria-label={orderText.tools}>
      {button('↑', orderText.up, !isUsed || at === 0, () => step(placing, key, -1, false))}
      {button('↓', orderText.down, !isUsed || at === placing.used.length - 1, () =>
        step(placing, key, 1, false),
      )}
      {mayIndent &&
        button('⇤', orderText.outdent, !isUsed || chosen.indent === 0, () => indentBy(placing, key, -1))}
      {mayIndent &&
        button('⇥', orderText.indent, !isUsed || chosen.indent === maxIndent, () =>
          indentBy(placing, key, 1),
        )}
      {(mayPutAway || !isUsed) && (
        <button
          type="button"
          class="button"
          onClick={() =>
            onPlacing(isUsed ? putAway(placing, key) : moveTo(placing, key, placing.used.length))
          }
        >
          {isUsed ? orderText.unuse : orderText.use}
        </button>
      )}
    </div>
  )
}
