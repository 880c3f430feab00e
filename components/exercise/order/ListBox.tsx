import { useId, useRef, useState } from 'preact/hooks'
import type { KindData, Outcome } from '../../../src/exercises/check.ts'
import { orderText } from '../../../src/strings/exercise-ui.en.ts'
import { Mark } from '../forms/Mark.tsx'
import { Text } from '../Text.tsx'
import { spokenName, whereIs } from './announce.ts'
import { indentBy, keyOf, moveTo, piecesOf, putAway, step, type Piece, type Placing } from './placing.ts'
import { Tools } from './Tools.tsx'
import { useDrag } from './use-drag.ts'

interface Props {
  placing: Placing
  data: KindData['order']
  html: Record<string, string>
  outcome: Outcome | undefined
  mayIndent: boolean
  mayPutAway: boolean
  describedBy: string
  onPlacing: (placing: Placing) => void
}

/**
 * One listbox with two groups: the order so far, and what is not used. Focus stays on the list; the chosen line is its
 * active descendant. Everything the keyboard does, the buttons below do for a finger; dragging is an extra.
 */
export function ListBox(props: Props) {
  const { placing, data, html, mayIndent, mayPutAway, onPlacing } = props
  const pieces = piecesOf(placing)
  const [chosenKey, setChosen] = useState<string>()
  /** The list before a line was picked up: where Escape leads back to. */
  const [before, setBefore] = useState<Placing>()
  const [said, setSaid] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const idBase = useId()
  const chosen = pieces.find((piece) => keyOf(piece) === chosenKey) ?? pieces[0]
  const name = (piece: Piece): string => spokenName(piece, data, html)

  const place = (next: Placing, say: (line: string, where: string) => string) => {
    if (!chosen) return
    if (next !== placing) onPlacing(next)
    setSaid(say(name(chosen), whereIs(next, keyOf(chosen), mayIndent)))
  }
  const move = (next: Placing) => place(next, orderText.moved)
  const grab = () => {
    if (before) place(placing, orderText.dropped)
    else place(placing, orderText.grabbed)
    setBefore(before ? undefined : placing)
  }
  const choose = (by: number) => {
    const at = chosen ? pieces.indexOf(chosen) : 0
    const next = pieces[Math.max(0, Math.min(pieces.length - 1, at + by))]
    if (next) setChosen(keyOf(next))
  }

  const onKey = (event: KeyboardEvent) => {
    if (!chosen || event.ctrlKey || event.metaKey || event.altKey) return
    const key = keyOf(chosen)
    const isUsed = placing.used.includes(chosen)
    const acts: Record<string, () => void> = {
      ArrowUp: () => (before ? move(step(placing, key, -1, mayPutAway)) : choose(-1)),
      ArrowDown: () => (before ? move(step(placing, key, 1, mayPutAway)) : choose(1)),
      ArrowLeft: () => mayIndent && isUsed && move(indentBy(placing, key, -1)),
      ArrowRight: () => mayIndent && isUsed && move(indentBy(placing, key, 1)),
      Home: () => (before ? move(moveTo(placing, key, 0)) : choose(-pieces.length)),
      End: () => (before ? move(moveTo(placing, key, placing.used.length)) : choose(pieces.length)),
      ' ': grab,
      Enter: grab,
      Escape: () => {
        if (!before) return
        place(before, orderText.returned)
        setBefore(undefined)
      },
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    // Without this, a letter's default would follow: the list has its own keys.
    if (event.key === 'Escape') event.stopPropagation()
    setChosen(key)
    act()
  }

  const drag = useDrag(list, {
    onStart: (key) => setChosen(key),
    onMove: (key, at, indent) => {
      const target = at === undefined ? putAway(placing, key) : moveTo(placing, key, at)
      onPlacing(mayIndent && indent !== 0 && at !== undefined ? indentBy(target, key, indent) : target)
    },
  })

  const option = (piece: Piece) => {
    const key = keyOf(piece)
    const isUsed = placing.used.includes(piece)
    return (
      <div
        key={key}
        id={`${idBase}-${key}`}
        role="option"
        class={`block ${before && piece === chosen ? 'block-grabbed' : ''}`}
        aria-selected={piece === chosen}
        data-key={key}
        style={{ marginInlineStart: isUsed ? `${piece.indent * 1.75}rem` : '0' }}
        onClick={() => setChosen(key)}
      >
        <span class="block-handle" aria-hidden="true" onPointerDown={(event) => drag(event, key)}>
          ⠿
        </span>
        <span class="block-lines">
          {piece.ids.map((id) => (
            <BlockFace
              key={id}
              id={id}
              data={data}
              html={html}
              shift={indentOf(id, data) - indentOf(key, data)}
            />
          ))}
        </span>
        {isUsed && <Mark part={partFor(piece, placing, props.outcome)} />}
      </div>
    )
  }

  return (
    <>
      <div
        class="blocks"
        role="listbox"
        tabIndex={0}
        ref={list}
        aria-label={orderText.list}
        aria-describedby={props.describedBy}
        aria-activedescendant={chosen ? `${idBase}-${keyOf(chosen)}` : undefined}
        onKeyDown={onKey}
        onBlur={() => setBefore(undefined)}
      >
        <div role="group" aria-labelledby={`${idBase}-used`} class="blocks-part" data-part="used">
          <p class="note-label" role="presentation" id={`${idBase}-used`}>
            {orderText.used}
          </p>
          {placing.used.map(option)}
          {placing.used.length === 0 && (
            <p class="exercise-note" role="presentation">
              {orderText.empty}
            </p>
          )}
        </div>
        {(mayPutAway || placing.unused.length > 0) && (
          <div role="group" aria-labelledby={`${idBase}-unused`} class="blocks-part" data-part="unused">
            <p class="note-label" role="presentation" id={`${idBase}-unused`}>
              {orderText.unused}
            </p>
            {placing.unused.map(option)}
          </div>
        )}
      </div>
      {chosen && (
        <Tools
          placing={placing}
          chosen={chosen}
          mayIndent={mayIndent}
          mayPutAway={mayPutAway}
          onPlacing={move}
        />
      )}
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </>
  )
}

interface FaceProps {
  id: string
  data: KindData['order']
  html: Record<string, string>
  /** Levels further in than the block's first line. */
  shift: number
}

function BlockFace({ id, data, html, shift }: FaceProps) {
  const code = data.blocks.find((block) => block.id === id)?.code
  const style = { paddingInlineStart: `${Math.max(0, shift) * 1.75}rem` }
  return code === undefined ? (
    <span style={style}>
      <Text of={html} name={`block-${id}`} />
    </span>
  ) : (
    <code style={style}>{code}</code>
  )
}

const indentOf = (id: string, data: KindData['order']): number =>
  data.lines.find((line) => line.id === id)?.indent ?? 0

/** The verdict on a piece: the worst among its lines. Parts follow the lines of the answer. */
function partFor(piece: Piece, { used }: Placing, outcome: Outcome | undefined): Outcome | undefined {
  const before = used.slice(0, used.indexOf(piece)).reduce((n, { ids }) => n + ids.length, 0)
  const parts = outcome?.parts?.slice(before, before + piece.ids.length) ?? []
  return parts.find(({ status }) => status === 'incorrect') ?? parts[0]
}
