/**
 * Formulas wider than their column scroll sideways; those, and only those, become stops of the Tab key, because not every
 * browser lets the keyboard scroll what cannot be focused.
 */
const FORMULAS = '.math-display'

const asTabStop = (entries: readonly { target: Element }[]): void => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0')
    else target.removeAttribute('tabindex')
  }
}
const sizes = new ResizeObserver(asTabStop)
const observe = (root: ParentNode): void => root.querySelectorAll(FORMULAS).forEach((f) => sizes.observe(f))

observe(document)
// Answers, hints and steps of a derivation arrive later.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue
      if (node.matches(FORMULAS)) sizes.observe(node)
      observe(node)
    }
}).observe(document.body, { childList: true, subtree: true })
