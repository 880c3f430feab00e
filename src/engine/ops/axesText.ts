/** "1 axis", "3 axes": how messages count axes. */
export function axesText(count: number): string {
  return count === 1 ? '1 axis' : `${count} axes`
}
