/**
 * While an exercise is being graded, a figure's worker must not be taken away: the judge may be asking it. Nothing is
 * imported here, so that figures and exercises need not know each other.
 */
let held = 0
const waiting = new Set<() => void>()

/** Begins a time in which no worker is released. Returns how to end it. */
export function hold(): () => void {
  let isOver = false
  held++
  return () => {
    if (isOver) return
    isOver = true
    held--
    if (held > 0) return
    const callbacks = [...waiting]
    waiting.clear()
    for (const callback of callbacks) callback()
  }
}

/** Calls back once nothing is being graded: at once, or later. Returns how to give that up. */
export function whenFree(callback: () => void): () => void {
  if (held === 0) {
    callback()
    return () => {}
  }
  waiting.add(callback)
  return () => waiting.delete(callback)
}
