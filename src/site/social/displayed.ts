/**
 * The displayed formulas of a lesson's source in order, as TeX: those between `$$`, and those of the tag texBlock that
 * hold no computed number.
 */
export function displayedIn(source: string): string[] {
  const found = source.matchAll(/^\$\$\n([\s\S]+?)\n\$\$$|\{texBlock`([^`]+)`\}/gm)
  return [...found].map(([, between, block]) => between ?? block!).filter((tex) => !tex.includes('${'))
}
