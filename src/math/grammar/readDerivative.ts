import type { Node } from './ast.ts'
import { POWER } from './powers.ts'
import type { Parser } from './parser.ts'
import { readSymbol } from './readSymbol.ts'
import { NotUnderstood } from './scanner.ts'

const D = /\s*(d|\\?partial\ue000?)(?=\s*[A-Za-z\\{(])/uy
const BARE_D = /\s*(d|\\?partial\ue000?)\s*(?=[/}])/uy

/** A symbol if one stands here; otherwise nothing is consumed. */
const trySymbol = (parser: Parser): Node | undefined => {
  const { scanner } = parser
  const from = scanner.pos
  parser.isInDerivative = true
  try {
    scanner.next()
    const start = scanner.pos
    const word = scanner.word()
    if (word?.kind === 'stem') return readSymbol(scanner, word.text, start, parser.subscript)
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
  } finally {
    parser.isInDerivative = false
  }
  scanner.pos = from
  return undefined
}

/**
 * `dE/dw_1`, `∂E/∂w_1`, `\frac{∂E}{∂w_1}`, and `d/dw_1` in front of an expression. Nothing is consumed unless the whole
 * of it stands here, so a declared `d` can still be a factor.
 */
export const readDerivative = (parser: Parser): Node | undefined => {
  const { scanner } = parser
  const from = scanner.pos
  const depth = parser.depth
  const found = attempt(parser, from)
  if (!found) {
    scanner.pos = from
    parser.depth = depth
  }
  return found
}

const attempt = (parser: Parser, from: number): Node | undefined => {
  const { scanner } = parser
  const isFraction = scanner.match(/\\frac\s*\{/uy) !== undefined
  const above = scanner.match(BARE_D) ?? scanner.match(D)
  if (!above) return undefined
  const isOperator = /\s*[/}]/uy.test(scanner.text.slice(scanner.pos, scanner.pos + 9))
  const of = isOperator ? undefined : trySymbol(parser)
  if (!of && !isOperator) return undefined
  if (
    isFraction
      ? !/^\s*\}\s*\{/u.test(scanner.text.slice(scanner.pos, scanner.pos + 20))
      : scanner.next() !== '/'
  )
    return undefined
  if (isFraction) scanner.match(/\s*\}\s*\{/uy)
  else scanner.pos++
  const isGrouped = !isFraction && scanner.eat('(')
  if (!scanner.match(D)) return undefined
  const by = trySymbol(parser)
  if (!by || (isFraction && !scanner.eat('}')) || (isGrouped && !scanner.eat(')'))) return undefined
  const isPartial = above[1] !== 'd'
  const body = of ?? parser.expression(POWER.product)
  return { kind: 'derivative', isPartial, args: [body, by], at: scanner.span(from) }
}

/** `∇_W L` is `∂L/∂W`; the sign has been read. */
export const readNabla = (parser: Parser, from: number): Node => {
  const { scanner } = parser
  const isBraced = scanner.eat('_') ? scanner.eat('{') : scanner.fail('derivative', {}, from, 'dE/dw')
  const by = trySymbol(parser) ?? scanner.fail('derivative', {}, from, 'dE/dw')
  if (isBraced) parser.close('}', from)
  const body = parser.expression(POWER.power)
  return { kind: 'derivative', isPartial: true, args: [body, by], at: scanner.span(from) }
}
