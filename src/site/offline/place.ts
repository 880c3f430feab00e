/** The place on the page “Your work” that says whether the course is kept; other pages have none. */
const place = document.querySelector<HTMLElement>('.kept-course')
const button = place?.querySelector('button')
let act: (() => void) | undefined
button?.addEventListener('click', () => act?.())

/** Says how it stands with the kept course, and what a press of the button there does, if it does anything. */
export function showInPlace(words: string, action?: readonly [name: string, act: () => void]): void {
  if (!place || !button) return
  place.querySelector('dd')!.textContent = words
  // Whoever has just pressed it keeps the focus: it is never disabled again.
  button.disabled = false
  button.setAttribute('aria-disabled', String(!action))
  if (action) button.textContent = action[0]
  act = action?.[1]
}
