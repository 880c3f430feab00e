import { num, type Node } from './ast.ts'
import type { Scanner } from './scanner.ts'

const PLAIN = /\d+(?:\.\d+|\.(?![*^\d/T]))?|\.\d+/uy
const COMMA = /,(\d+)((?:,\d+)*)/uy

/**
 * A number. A comma between digits is a decimal comma, except in an argument list, where it separates; `1,234` could
 * be either of two numbers and is refused with both readings.
 */
export const readNumber = (scanner: Scanner, isInList: boolean): Node => {
  const from = scanner.pos
  let text = scanner.match(PLAIN)?.[0]
  if (text === undefined) return scanner.fail('unexpected', { found: '.' })
  const comma = isInList || text.includes('.') ? undefined : scanner.match(COMMA)
  if (comma) {
    const decimals = comma[1]!
    if (comma[2]) {
      const whole = (text + comma[0]).replaceAll(',', '')
      scanner.fail('manyCommas', { typed: text + comma[0], whole }, from, whole)
    }
    if (decimals.length === 3 && text.length < 4 && !text.startsWith('0')) {
      const [point, whole] = [`${text}.${decimals}`, `${text}${decimals}`]
      scanner.fail('ambiguousComma', { typed: `${text},${decimals}`, point, whole }, from, point)
    }
    text += `.${decimals}`
  }
  const { symbols } = scanner.declarations
  const hasOwn = symbols.has('E') || scanner.declarations.stems.has('E')
  text += scanner.match(hasOwn ? /e[+-]?\d+/uy : /[eE][+-]?\d+/uy)?.[0] ?? ''
  const value = Number(text)
  if (!Number.isFinite(value)) scanner.fail('tooBig', { typed: text }, from)
  return num(value, scanner.span(from))
}
