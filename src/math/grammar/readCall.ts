import { joinName } from '../declare/names.ts'
import { binary, call, index, num, type Node } from './ast.ts'
import { POWER } from './powers.ts'
import type { Parser } from './parser.ts'
import { isShaped, rankOf } from './shaped.ts'
import { arity, ELEMENTWISE } from './vocabulary.ts'

/** `σ(z)`, `σ'(z)`, `tanh²(z)`, `log p`, `max(0, z)`, `softmax(z)_k`; the name has just been read. */
export const readCall = (parser: Parser, name: string, from: number): Node => {
  const { scanner, declarations } = parser
  const declared = declarations.symbols.get(name)
  const primes = scanner.match(/\s*('+)/uy)?.[1]!.length ?? 0
  if (primes > 0 && !declared && !ELEMENTWISE.has(name)) scanner.fail('primeOnFunction', { name }, from)
  const power = readRaised(parser, name, from)
  const subscript = scanner.next() === '_' && !declared ? scanner.pos : undefined
  if (subscript !== undefined) return readComponent(parser, name, from)
  const args = readArguments(parser, name, from)
  const [least, most] = declared ? [declared.args!.length, declared.args!.length] : arity(name)
  if (args.length < least || args.length > most)
    scanner.fail('arity', { name, count: args.length, least, most }, from)
  if (name === 'sum' && !isShaped(args[0]!, declarations)) scanner.fail('sumIndex', {}, from, 'sum_k')
  const node = call(name, args, primes, scanner.span(from))
  return power ? binary('pow', node, power, scanner.span(from)) : node
}

/** `tanh^2(z)` is `tanh(z)^2`. A raised −1 could be a reciprocal or an inverse function, so it is refused. */
const readRaised = (parser: Parser, name: string, from: number): Node | undefined => {
  const { scanner } = parser
  const start = scanner.pos
  const raised = scanner.match(/\s*\^\s*(?:\{\s*(-?\d+)\s*\}|(-?\d+))/uy)
  if (!raised) return undefined
  const value = Number(raised[1] ?? raised[2])
  if (value < 1) scanner.fail('inverseFunction', { name }, from, `1/${name}(x)`)
  return num(value, scanner.span(start))
}

const readArguments = (parser: Parser, name: string, from: number): readonly Node[] => {
  const { scanner } = parser
  scanner.eat('\\left')
  const open = scanner.next()
  const start = scanner.pos
  if (open === '(' || open === '{') {
    scanner.pos++
    const closing = open === '(' ? ')' : '}'
    if (scanner.next() === closing) scanner.fail('noArgument', { name }, from, `${name}(x)`)
    const args = [parser.group(closing, true)]
    while (scanner.eat(',') || scanner.eat(';')) args.push(parser.group(closing, true))
    parser.close(closing, start)
    return args
  }
  if (!/[A-Za-z0-9\\|]/u.test(open) || open === '') scanner.fail('noArgument', { name }, from, `${name}(x)`)
  return [parser.expression(POWER.power)]
}

/** `softmax_k(z)`: one entry of the result. */
const readComponent = (parser: Parser, name: string, from: number): Node => {
  const { scanner, declarations } = parser
  if (name !== 'softmax') scanner.fail('subscriptOnFunction', { name }, from)
  const subscripts = parser.subscripts(1)
  const node = call(name, readArguments(parser, name, from), 0, scanner.span(from))
  if (rankOf(node, declarations) !== 1) scanner.fail('index', { count: rankOf(node, declarations) }, from)
  return index(node, subscripts, scanner.span(from))
}

/** `sum_k …`, `Σ_{k=1}^{n} …`, `sum_{i,k} …`; the word has been read. The body is the product that follows. */
export const readSum = (parser: Parser, kind: 'sum' | 'prod', from: number): Node => {
  const { scanner } = parser
  if (scanner.next() !== '_') {
    if (kind === 'sum' && scanner.next() === '(') return readCall(parser, 'sum', from)
    return scanner.fail('sumIndex', {}, from, `${kind}_k`)
  }
  scanner.pos++
  const isBraced = scanner.eat('{')
  const names: string[] = []
  let start: Node | undefined
  do {
    const name = scanner.match(isBraced ? /\s*([A-Za-z])\s*/uy : /\s*([A-Za-z])/uy)?.[1]
    if (name === undefined) return scanner.fail('sumIndex', {}, from, `${kind}_k`)
    names.push(joinName({ stem: name }))
  } while (
    isBraced
      ? scanner.eat(',') || /[A-Za-z]/u.test(scanner.next())
      : /[A-Za-z]/uy.test(scanner.text[scanner.pos] ?? '')
  )
  if (isBraced) {
    if (names.length === 1 && scanner.eat('=')) start = parser.expression()
    parser.close('}', from)
  }
  let end: Node | undefined
  if (scanner.eat('^')) end = parser.exponent()
  if ((start === undefined) !== (end === undefined)) scanner.fail('sumBounds', { name: names[0]! }, from)
  scanner.bound.push(...names)
  const body = parser.expression(POWER.hadamard)
  scanner.bound.length -= names.length
  const bounds = start && end ? [start, end] : []
  return names.reduceRight<Node>(
    (inner, name) => ({ kind, name, args: [inner, ...bounds], at: scanner.span(from) }),
    body,
  )
}
