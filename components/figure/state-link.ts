/**
 * A figure's state in the address: `?bench.w1=0.5&bench.hide=bias`. Keys carry the figure's id, so that one link can set
 * several figures of a page. What a link says is read as numbers and known words, never run.
 */
export type LinkState = Record<string, string>

/** What the address says about the figure `id`; empty when it says nothing. */
export function stateFromAddress(id: string, search: string): LinkState {
  const state: LinkState = {}
  for (const [key, value] of new URLSearchParams(search)) {
    if (key.startsWith(`${id}.`) && key.length < 100 && value.length < 1000)
      state[key.slice(id.length + 1)] = value
  }
  return state
}

/** The address of the page with the figure in this state. */
export function addressWithState(address: string, id: string, state: LinkState): string {
  const url = new URL(address)
  // A copy of the keys: some are deleted on the way.
  for (const key of Array.from(url.searchParams.keys()))
    if (key.startsWith(`${id}.`)) url.searchParams.delete(key)
  for (const [key, value] of Object.entries(state)) url.searchParams.set(`${id}.${key}`, value)
  url.hash = id
  return url.href
}

/**
 * The address at which the figure `id` stands alone, for a frame of another page: in this state, without the controls that
 * are named.
 */
export function embedAddress(address: string, id: string, state: LinkState, hide: readonly string[]): string {
  const url = new URL(address)
  url.search = ''
  url.hash = ''
  url.searchParams.set('embed', id)
  for (const [key, value] of Object.entries(state))
    if (key !== 'hide') url.searchParams.set(`${id}.${key}`, value)
  if (hide.length > 0) url.searchParams.set(`${id}.hide`, hide.join(','))
  return url.href
}

/** What a page writes to show it. The name stands between quotes, and so does the address: neither may end them. */
export function frameHtml(address: string, name: string, height: number): string {
  const quoted = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${quoted(address)}" title="${quoted(name)}" width="100%" height="${height}" loading="lazy" style="border: 0"></iframe>`
}

/** A number of a link, kept within its range; the fallback when the link says nothing or nonsense. */
export function numberFromLink(text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined || !/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text)) return fallback
  const value = Number(text)
  return Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback
}

/** A word of a link, if it is one of those allowed. */
export const wordFromLink = <T extends string>(
  text: string | undefined,
  words: readonly T[],
  fallback: T,
): T => words.find((word) => word === text) ?? fallback

/** The controls that a teacher hid: `hide=bias,activation`. */
export const hiddenFromLink = (text: string | undefined): ReadonlySet<string> =>
  new Set((text ?? '').split(',').filter(Boolean))
