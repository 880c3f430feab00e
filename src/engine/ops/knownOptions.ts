/**
 * Refuses misspelled options, which plain JavaScript would silently ignore.
 *
 * @throws RangeError naming the option and the known ones.
 */
export function checkKnownOptions(op: string, options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new RangeError(`${op}: there is no option '${unknown}'. Known: ${known.join(', ')}.`)
}
