/** The marks of a report's tables. */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const heads = (names: readonly string[]): string =>
  `<thead><tr>${names.map((name) => `<th scope="col">${escape(name)}</th>`).join('')}</tr></thead>`

/** A table that scrolls by itself where it is wider than the screen. */
export const table = (caption: string, head: string, rows: readonly string[]): string =>
  `<div class="wide" role="region" tabindex="0" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption>${head}<tbody>\n${rows.join('\n')}\n</tbody></table></div>`
