import { binary, type Node } from './ast.ts'
import type { Parser } from './parser.ts'
import { readCall, readSum } from './readCall.ts'
import { readDerivative, readNabla } from './readDerivative.ts'
import { readSized, readSymbol, suggestName } from './readSymbol.ts'

/** A symbol, a function, a derivative, or a word of the grammar: whatever begins with a letter. */
export const readName = (parser: Parser, from: number): Node => {
  const { scanner } = parser
  const derivative = parser.isInDerivative ? undefined : readDerivative(parser)
  if (derivative) return derivative
  if (scanner.match(/I(?=\s*_)/uy)) {
    if (!scanner.isStem('I')) return readSized(scanner, 'eye', from, parser.subscript)
    scanner.pos = from
  }
  const word = scanner.word()
  if (!word || word.kind === 'greek') return unknown(parser, word?.text, from)
  if (word.kind === 'function') return readCall(parser, word.text, from)
  if (word.kind === 'word') return readWord(parser, word.text, from)
  if (parser.declarations.symbols.get(word.text)?.kind === 'function')
    return readCall(parser, word.text, from)
  if (word.text === 'sigma' && scanner.text[scanner.pos] === '(') scanner.note('sigmaProduct')
  return readSymbol(scanner, word.text, from, parser.subscript)
}

/** A letter or word that nothing declares. The whole run of letters decides what may have been meant. */
const unknown = (parser: Parser, greek: string | undefined, from: number): never => {
  const { scanner } = parser
  const before =
    greek === undefined ? /[A-Za-z]{0,23}$/u.exec(scanner.text.slice(Math.max(0, from - 23), from))![0] : ''
  const run = greek ?? before + scanner.run()
  const near = suggestName(scanner, run)
  const name = near ? run : (greek ?? run[before.length] ?? scanner.text[from] ?? '')
  const id = near ? 'unknownNear' : 'unknown'
  if (!near && run[0] === 'd' && scanner.isStem(run.slice(1, 2)))
    scanner.fail('derivative', {}, from, 'dE/dw')
  if (near && greek === undefined) scanner.pos += run.length - before.length
  return scanner.fail(id, { name, suggestion: near ?? '' }, near ? from - before.length : from, near)
}

const readWord = (parser: Parser, word: string, from: number): Node => {
  const { scanner } = parser
  switch (word) {
    case 'e':
    case 'pi':
      return { kind: 'constant', name: word, args: [], at: scanner.span(from) }
    case 'sum':
    case 'prod':
      return readSum(parser, word, from)
    case 'nabla':
      return readNabla(parser, from)
    case 'frac': {
      const parts = [0, 1].map(() => (scanner.eat('{') ? parser.group('}') : scanner.fail('incomplete')))
      return binary('div', parts[0]!, parts[1]!, scanner.span(from))
    }
    case 'abs':
    case 'transpose':
    case 'norm': {
      if (!scanner.eat('(')) scanner.fail('noArgument', { name: word }, from, `${word}(x)`)
      const args = [parser.group(')')]
      const at = scanner.span(from)
      return word === 'norm' ? { kind: 'norm', p: 2, args, at } : { kind: word, args, at }
    }
    case 'hat':
    case 'bar': {
      if (!scanner.eat('{')) break
      const stem = scanner.match(/\s*\\?([A-Za-z]+)\s*\}/uy)?.[1]
      if (stem === undefined) break
      return readSymbol(scanner, stem + word, from, parser.subscript)
    }
    case 'partial':
      return scanner.fail('derivative', {}, from, 'dE/dw')
  }
  return scanner.fail('unexpected', { found: word }, from)
}
