import type { ValuesAt } from './refill.ts'

/** The lines of a proof stand in the page's HTML and nowhere else; the controls below them work on the elements. */
export const linesOf = (controls: Element): HTMLElement[] => [
  ...controls.closest('.derivation')!.querySelectorAll<HTMLElement>('.derivation-steps > li'),
]

/** Shows the first lines of a proof; with `isFocused`, the last of them takes the focus and so is heard as well. */
export function showFirst(lines: readonly HTMLElement[], count: number, isFocused = false): void {
  lines.forEach((line, i) => line.classList.toggle('not-yet', i >= count))
  if (isFocused) lines[count - 1]?.focus()
}

/** Adds to each line its second face, with numbers under the symbols. */
export function addNumbers(lines: readonly HTMLElement[], html: readonly string[]): void {
  lines.forEach((line, i) => {
    const withNumbers = document.createElement('div')
    withNumbers.className = 'derivation-line with-numbers'
    withNumbers.hidden = true
    withNumbers.innerHTML = html[i] ?? ''
    line.querySelector('.derivation-line')!.after(withNumbers)
  })
}

/** Turns between the two faces of each line. */
export function turn(lines: readonly HTMLElement[], withNumbers: boolean): void {
  for (const line of lines)
    for (const face of line.querySelectorAll<HTMLElement>('.derivation-line'))
      face.hidden = face.classList.contains('with-numbers') !== withNumbers
}

/** Puts other numbers under the symbols, and what both sides of each step are at them. */
export function fill(lines: readonly HTMLElement[], { slots, sides }: ValuesAt): void {
  lines.forEach((line, i) => {
    for (const place of line.querySelectorAll<HTMLElement>('[data-slot]')) {
      const target = place.querySelector('.text') ?? place
      target.textContent = slots[Number(place.dataset['slot'])] ?? ''
    }
    const checked = line.querySelector<HTMLElement>('.derivation-checked')!
    checked.hidden = !sides[i]
    checked.querySelector('.derivation-sides')!.textContent = sides[i] ?? ''
  })
}
