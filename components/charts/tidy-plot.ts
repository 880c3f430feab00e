/** Makes what Plot drew fit the site: no style element (the policy forbids it, drawings.css has its rules), and a name. */
export function tidyPlot(svg: Element, name: string): Element {
  svg.querySelector('style')?.remove()
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', name)
  for (const group of svg.querySelectorAll('g')) group.removeAttribute('aria-label') // axe: aria-prohibited-attr
  return svg
}
