import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'

interface Actions {
  onStart: (key: string) => void
  /** `at` is a place in the order, undefined below it; `indent` a level to change by. */
  onMove: (key: string, at: number | undefined, indent: -1 | 0 | 1) => void
}

/** Pixels sideways that stand for one level of indentation. */
const levelWidth = 28

/**
 * Dragging by a block's handle, for pointers of every kind. The list itself is what shows where the block is: it moves
 * while the pointer does, so that there is no second picture of it to keep in step.
 */
export function useDrag(list: RefObject<HTMLElement>, actions: Actions) {
  const latest = useRef(actions)
  latest.current = actions

  return (event: PointerEvent, key: string) => {
    if (event.button !== 0) return
    event.preventDefault()
    latest.current.onStart(key)
    list.current?.focus()
    let last = ''
    let fromX = event.clientX
    const move = ({ clientX, clientY }: PointerEvent) => {
      const at = list.current ? placeAt(list.current, key, clientY) : undefined
      const dx = clientX - fromX
      const indent = Math.abs(dx) < levelWidth ? 0 : dx > 0 ? 1 : -1
      if (indent !== 0) fromX = clientX
      if (`${at}` === last && indent === 0) return
      last = `${at}`
      latest.current.onMove(key, at, indent)
    }
    const end = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
  }
}

/** The place in the order that a height on the screen means; undefined among the unused. */
function placeAt(list: HTMLElement, key: string, y: number): number | undefined {
  const unused = list.querySelector('[data-part="unused"]')
  if (unused && y > unused.getBoundingClientRect().top) return undefined
  const others = [...list.querySelectorAll<HTMLElement>('[data-part="used"] [data-key]')].filter(
    (block) => block.dataset['key'] !== key,
  )
  return others.filter((block) => {
    const { top, height } = block.getBoundingClientRect()
    return y > top + height / 2
  }).length
}
