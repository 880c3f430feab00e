import { cos, exp, log, pow, sigmoid, sin, tanh } from '../elementary.ts'
import { say } from '../messages.ts'
import { accept, refuse, type Read } from './reading.ts'

/** Functions a reader may call. `log` is natural, as in the course. */
const functions = new Map<string, (...args: number[]) => number>([
  ['exp', exp],
  ['log', log],
  ['ln', log],
  ['log2', (x) => log(x) / Math.LN2],
  ['log10', (x) => log(x) / Math.LN10],
  ['sqrt', Math.sqrt],
  ['abs', Math.abs],
  ['sin', sin],
  ['cos', cos],
  ['tanh', tanh],
  ['sigmoid', sigmoid],
  ['relu', (x) => (x > 0 ? x : 0)],
  ['max', (...args) => Math.max(...args)],
  ['min', (...args) => Math.min(...args)],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
])

export const isFunctionName = (name: string): boolean => functions.has(name)

const constants: ReadonlyMap<string, number> = new Map([
  ['e', Math.E],
  ['pi', Math.PI],
  ['π', Math.PI],
])

const token = /\s*(?:((?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)|([\p{L}_][\p{L}\d_]*)|(\*\*|[-+*/^(),×·⋅÷]))/iuy
const meaning: Record<string, string> = { '×': '*', '·': '*', '⋅': '*', '÷': '/', '**': '^' }

type Token = { number: number } | { name: string } | { sign: string }

/** Raised inside this file only; `evaluate` turns it into a refusal. */
class Problem {
  readonly result: ReturnType<typeof refuse>
  constructor(...message: Parameters<typeof refuse>) {
    this.result = refuse(...message)
  }
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  const end = text.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const from = token.lastIndex
    const match = token.exec(text)
    if (match === null) {
      const strange = [...text.slice(from).trim()].slice(0, 12).join('')
      throw new Problem(say('not-a-number', { found: strange }))
    }
    const [, number, name, sign] = match
    if (number !== undefined) found.push({ number: Number(number) })
    else if (name !== undefined) found.push({ name })
    else found.push({ sign: meaning[sign!] ?? sign! })
  }
  return found
}

/**
 * Evaluates + − * / ^, parentheses, the functions above and the given names. `^` binds tighter than a sign before it
 * (−2^2 is −4) and groups to the right. No implicit multiplication: `2(3)` is refused.
 */
export function evaluate(text: string, names: ReadonlyMap<string, number> = constants): Read<number> {
  try {
    const input = tokens(text)
    let at = 0

    const isSign = (...signs: string[]): boolean => {
      const next = input[at]
      return next !== undefined && 'sign' in next && signs.includes(next.sign)
    }
    const sum = (): number => {
      let value = product()
      while (isSign('+', '-'))
        value = (input[at++] as { sign: string }).sign === '+' ? value + product() : value - product()
      return value
    }
    const product = (): number => {
      let value = signed()
      while (isSign('*', '/')) {
        const isProduct = (input[at++] as { sign: string }).sign === '*'
        const right = signed()
        if (!isProduct && right === 0) throw new Problem(say('division-by-zero'))
        value = isProduct ? value * right : value / right
      }
      return value
    }
    const signed = (): number => {
      if (!isSign('+', '-')) return power()
      return (input[at++] as { sign: string }).sign === '-' ? -signed() : signed()
    }
    const power = (): number => {
      const base = atom()
      if (!isSign('^')) return base
      at++
      return pow(base, signed())
    }
    const parenthesized = (): number[] => {
      at++
      const values = [sum()]
      while (isSign(',')) {
        at++
        values.push(sum())
      }
      if (!isSign(')')) throw new Problem(say('unclosed-parenthesis'))
      at++
      return values
    }
    const call = (name: string): number => {
      const f = functions.get(name)
      if (f === undefined) throw new Problem(say('unknown-name', { name: name.slice(0, 12) }))
      if (!isSign('(')) throw new Problem(say('unfinished-expression'))
      const args = parenthesized()
      if (args.length > 1 && name !== 'max' && name !== 'min') throw new Problem(say('misplaced-comma'))
      return f(...args)
    }
    const atom = (): number => {
      const next = input[at]
      if (next === undefined) throw new Problem(say('unfinished-expression'))
      if ('sign' in next) {
        if (next.sign !== '(') throw new Problem(say('unfinished-expression'))
        const values = parenthesized()
        if (values.length > 1) throw new Problem(say('misplaced-comma'))
        return values[0]!
      }
      at++
      if ('number' in next) return next.number
      const value = names.get(next.name)
      return value ?? call(next.name)
    }

    const value = sum()
    return at === input.length
      ? accept(value)
      : refuse(say(isSign(')') ? 'unclosed-parenthesis' : 'unfinished-expression'))
  } catch (problem) {
    if (problem instanceof Problem) return problem.result
    throw problem
  }
}
