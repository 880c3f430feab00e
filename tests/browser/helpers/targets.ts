import type { Page } from 'playwright-core'

/**
 * Of all that is pressed, what is less than 24 pixels high or wide and has a neighbor within 12 pixels of its middle (WCAG
 * 2.2, 2.5.8). Words of a sentence are not meant. Axe's own rule takes up to 20 seconds for a long lesson.
 */
export const crowded = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const PRESSED = 'a[href], button, input, select, summary, textarea, [role="slider"], [tabindex="0"]'
    const isInSentence = (part: Element) =>
      getComputedStyle(part).display === 'inline' &&
      [...part.parentElement!.childNodes].some(
        (node) => node !== part && node.textContent!.trim() !== '' && !(node instanceof HTMLAnchorElement),
      )
    const targets = [...document.querySelectorAll(PRESSED)]
      .filter((part) => part.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1)
    return targets
      .filter(({ part, box }) => {
        // A field is pressed by its label as well.
        if (Math.min(box.width, box.height) > 23.9 || (part as HTMLInputElement).labels?.length) return false
        if (isInSentence(part)) return false
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
        return targets.some(({ part: other, box: near }) => {
          if (other.contains(part) || part.contains(other)) return false
          const across = Math.max(near.left - x, 0, x - near.right)
          return Math.hypot(across, Math.max(near.top - y, 0, y - near.bottom)) < 12
        })
      })
      .map(({ part }) => part.outerHTML.slice(0, 120))
  })
