import { whenFree } from './held.ts'

/** How far is far: so many screens above or below, for so many milliseconds. */
export const FAR = { screens: 2, after: 30_000 } as const

interface Distance {
  /** The figure has been far away for a while, and nothing is being graded: what it holds can go. */
  onFar: () => void
  /** It comes near again. */
  onNear: () => void
}

/**
 * Tells a figure when it has been far from the screen for long enough that its worker is not worth its memory, and when
 * it comes near again. Returns how to stop.
 */
export function whileNear(element: Element, { onFar, onNear }: Distance): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let giveUp = () => {}
  let isFar = false
  const leave = () => {
    giveUp = whenFree(() => {
      isFar = true
      onFar()
    })
  }
  const stay = () => {
    clearTimeout(timer)
    timer = undefined
    giveUp()
    if (isFar) onNear()
    isFar = false
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.at(-1)?.isIntersecting ?? true) stay()
      else timer ??= setTimeout(leave, FAR.after)
    },
    { rootMargin: `${FAR.screens * 100}% 0px` },
  )
  observer.observe(element)
  return () => {
    clearTimeout(timer)
    giveUp()
    observer.disconnect()
  }
}
