/** The word in the address: `?present=bench` shows the figure of that id, `?present=` the lesson's title. */
export const PRESENT = 'present'

/** Where a presentation is: which of its items stands on the screen. */
export function placeOf(ids: readonly string[], wanted: string): number {
  const at = ids.indexOf(wanted)
  // The first one is the title, which needs no name; a name that nobody knows begins there, too.
  return Math.max(0, at)
}

/** The address while an item is shown, with everything else that it says; without an item, the address of the lesson. */
export function addressAt(address: string, id: string | undefined, anchor = ''): string {
  const url = new URL(address)
  url.searchParams.delete(PRESENT)
  if (id !== undefined) url.searchParams.set(PRESENT, id)
  url.hash = anchor
  return url.href
}

export type Act = 'next' | 'previous' | 'first' | 'last' | 'close'

/** Keys that hands, and the clickers of lecture rooms, press. */
const KEYS: Readonly<Record<string, Act>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  PageDown: 'next',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  Escape: 'close',
}

/** What keeps the arrow keys for itself while it has the focus: sliders, fields, handles, lists. */
const TAKES_ARROWS =
  'input, select, textarea, [contenteditable="true"], [tabindex="0"], [role="slider"], [role="tab"], [role="radio"]'

/** What keeps the page keys, too. A slider does not: after it was dragged, the clicker must still go on. */
const TAKES_PAGES = 'select, textarea, [contenteditable="true"]'

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented'>

/** What a key asks for; nothing where it belongs to what has the focus. */
export function actOf(
  event: Pressed,
  focused?: { matches: (selectors: string) => boolean },
): Act | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return undefined
  const act = KEYS[event.key]
  if (act === undefined || act === 'close') return act
  const takes = event.key.startsWith('Page') ? TAKES_PAGES : TAKES_ARROWS
  return focused?.matches(takes) ? undefined : act
}
