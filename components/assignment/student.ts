const KEY = 'chainrule-student'

/** The name that was typed on this device, kept where the reader's work is: here and nowhere else. */
export function rememberedStudent(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

export function rememberStudent(name: string): void {
  try {
    if (name === '') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, name)
  } catch {
    // It is typed again at the next visit.
  }
}
