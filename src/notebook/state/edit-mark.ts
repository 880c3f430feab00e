/** Marks by which a lesson knows, before anything is loaded, that some of its cells hold the reader's own code. */
const PREFIX = 'chainrule-edited:'

export const markOf = (source: string): string => PREFIX + source

export function forgetMarks(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
  } catch {
    // Storage is blocked: there is none.
  }
}

/** A lesson that is opened next restores what it has. */
export function setMark(source: string): void {
  try {
    localStorage.setItem(markOf(source), '1')
  } catch {
    // Storage is blocked: whoever keeps edits says so.
  }
}
