import { useEffect, useRef, useState } from 'preact/hooks'
import { whileNear } from './while-near.ts'
import { whileVisible } from './while-visible.ts'

/** Tells what runs elsewhere, a worker say, when the figure goes out of sight and when it returns. */
export function useWhileVisible(
  element: { readonly current: Element | null },
  onChange: (visible: boolean) => void,
): void {
  const latest = useRef(onChange)
  latest.current = onChange
  useEffect(() => whileVisible(element.current!, (visible) => latest.current(visible)), [])
}

/** Lets a figure that has been far away for a while give its worker up, and take one again when it comes near. */
export function useWhileNear(id: string, distance: { onFar: () => void; onNear?: () => void }): void {
  const latest = useRef(distance)
  latest.current = distance
  useEffect(() => {
    const figure = document.getElementById(id)
    if (!figure) return undefined
    return whileNear(figure, {
      onFar: () => latest.current.onFar(),
      onNear: () => latest.current.onNear?.(),
    })
  }, [id])
}

/** Whether the reader asked for less motion. */
export const wantsStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

interface PlayingOptions {
  /** Milliseconds between two ticks, or one tick for every picture. */
  pace: number | 'picture'
  /** Nothing is left to be played. */
  isOver: boolean
  /** One step of the figure. */
  tick: () => void
  /** Straight to the outcome, for readers who asked for less motion. */
  finish: () => void
  /** Back to the beginning, when Play is pressed at the end. */
  rewind?: () => void
}

/** Plays a figure that computes on the page: a tick at a time, and only while somebody sees it. */
export function usePlaying(
  element: { readonly current: Element | null },
  options: PlayingOptions,
): { isPlaying: boolean; toggle: () => void; stop: () => void } {
  const [isPlaying, setPlaying] = useState(false)
  const [isVisible, setVisible] = useState(true)
  const latest = useRef(options)
  latest.current = options
  const { pace, isOver } = options

  useWhileVisible(element, setVisible)
  useEffect(() => {
    if (!isPlaying || !isVisible) return undefined
    const tick = () => latest.current.tick()
    if (pace !== 'picture') {
      const timer = setInterval(tick, pace)
      return () => clearInterval(timer)
    }
    let next = 0
    const advance = () => {
      tick()
      next = requestAnimationFrame(advance)
    }
    next = requestAnimationFrame(advance)
    return () => cancelAnimationFrame(next)
  }, [isPlaying, isVisible, pace])
  useEffect(() => {
    if (isOver) setPlaying(false)
  }, [isOver])

  return {
    isPlaying,
    stop: () => setPlaying(false),
    toggle: () => {
      if (wantsStillness()) {
        setPlaying(false)
        return latest.current.finish()
      }
      if (isOver) latest.current.rewind?.()
      return setPlaying(!isPlaying)
    },
  }
}
