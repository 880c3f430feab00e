import { channelsText } from '../../src/strings/channels.en.ts'
import { elementAt, memoryOf, nameOf, offsetOf, type Index, type Order, type OrderState } from './model.ts'

const text = channelsText.order
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

interface Props {
  id: string
  order: Order
  state: OrderState
  /** While a place is asked for, nothing is marked. */
  isAsked: boolean
  onLook: (at: Index) => void
}

/** The memory from place 0 on, each place with its element; all channels of the chosen pixel are marked. */
export function Memory({ id, order, state, isAsked, onLook }: Props) {
  const { size, at } = state
  const offset = offsetOf(order, size, at)
  const memory = memoryOf(order, size)
  const look = (place: number) => {
    if (place >= 0 && place < memory.length) onLook(elementAt(order, size, place))
  }
  return (
    <div
      class="order-memory"
      tabIndex={0}
      role="listbox"
      aria-label={text.memory(text.orders[order])}
      aria-orientation="horizontal"
      aria-activedescendant={`${id}-${order}-${offset}`}
      onKeyDown={(event) => {
        const step = STEPS[event.key]
        if (step === undefined) return
        event.preventDefault()
        look(offset + step)
      }}
      onClick={(event) => {
        const place = (event.target as Element).closest('[data-place]')?.getAttribute('data-place')
        if (place) look(Number(place))
      }}
    >
      {memory.map((one, place) => {
        const isPixel = one.n === at.n && one.h === at.h && one.w === at.w
        const mark = isAsked ? '' : place === offset ? 'marked' : isPixel ? 'same-pixel' : ''
        return (
          <span
            key={place}
            id={`${id}-${order}-${place}`}
            role="option"
            aria-selected={!isAsked && place === offset}
            data-place={place}
            class={mark}
          >
            {nameOf(one)}
            <small>{place}</small>
          </span>
        )
      })}
    </div>
  )
}
