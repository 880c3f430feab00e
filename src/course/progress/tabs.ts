/** What changed: work on these exercises, everything because it was erased, or whatever a tab that slept may have missed. */
export type Change = readonly string[] | 'erased' | 'unknown'

const NAME = 'chainrule-work'
const listeners = new Set<(change: Change) => void>()
let channel: BroadcastChannel | undefined

/**
 * Tells when work changes outside this page: another tab of the course wrote or erased, or the reader comes back to a tab
 * that slept and may have missed it. Returns how to stop.
 */
export function onOtherTabs(listener: (change: Change) => void): () => void {
  if (listeners.size === 0) listen()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells the other tabs. */
export function tellOtherTabs(change: Change): void {
  channelOf()?.postMessage(change)
}

function channelOf(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel === 'undefined') return undefined
  return (channel ??= new BroadcastChannel(NAME))
}

/** Tells whoever shows work on this page: the store knows more than they do. */
export const tellThisTab = (change: Change): void => listeners.forEach((listener) => listener(change))

function listen(): void {
  channelOf()?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (Array.isArray(data)) tellThisTab(data.filter((id) => typeof id === 'string'))
    else tellThisTab(data === 'erased' ? data : 'unknown')
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) tellThisTab('unknown')
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) tellThisTab('unknown')
  })
}
