import { say, type Message } from '../messages.ts'
import type { ShownDigits } from '../tolerance.ts'
import { evaluate } from './arithmetic.ts'
import { accept, refuse, type Read } from './reading.ts'

export interface NumberReading {
  value: number
  /** Absent for forms that are exact: fractions and arithmetic. */
  shown?: ShownDigits
}

export interface NumberSyntax {
  /** `50%` is 0.5. */
  percent?: boolean
  /** `exp(-2)/3` is evaluated. */
  calc?: boolean
  /** A unit that may follow the number, such as `ms`. */
  unit?: string
}

/** Characters read as one number; longer texts are not numbers anybody typed. */
export const numberLimit = 200

/**
 * Reads one number as a person types it: `-` and `−`, `.5`, `1e-3`, `1.2×10^-3`, `2/3`, a decimal comma where it can
 * be nothing else, and `50%`, a unit or arithmetic where the author allows them. Anything doubtful is refused with
 * the reason; nothing is replaced silently.
 */
export function readNumber(text: string, syntax: NumberSyntax = {}): Read<NumberReading> {
  if (text.length > numberLimit) return refuse(say('too-long', { limit: numberLimit }))
  let typed = asciiSigns(text).trim()
  if (typed === '') return refuse(say('nothing-entered'))
  if (/^[+-]?\s*(nan|inf|infinity|∞)$/i.test(typed)) return refuse(say('not-finite'))
  typed = withoutUnit(typed, syntax.unit)
  if (typed.endsWith('%')) {
    if (syntax.percent !== true) return refuse(say('percent-not-asked'))
    const whole = readPlain(typed.slice(0, -1).trim())
    return whole.ok ? accept(inHundredths(whole.read)) : whole
  }
  const fraction = /^([^/÷⁄]+)[/÷⁄]([^/÷⁄]+)$/.exec(typed)
  const plain = fraction === null ? readPlain(typed) : readFraction(fraction[1]!.trim(), fraction[2]!.trim())
  if (plain.ok || isDecided(plain.message)) return plain
  if (syntax.calc === true) return readArithmetic(typed, plain.message)
  return syntax.unit === undefined ? plain : unitProblem(typed, syntax.unit, plain)
}

/** Problems of a text that is a number and nothing else; arithmetic could not read it any better. */
function isDecided(message: Message): boolean {
  const decided = ['ambiguous-comma', 'misplaced-comma', 'too-large', 'too-small', 'division-by-zero']
  return 'id' in message && decided.includes(message.id)
}

function readArithmetic(typed: string, plainProblem: Message): Read<NumberReading> {
  const result = evaluate(typed)
  if (!result.ok)
    return 'id' in result.message && result.message.id === 'not-a-number' ? refuse(plainProblem) : result
  if (Number.isFinite(result.read)) return accept({ value: result.read })
  return refuse(say('not-finite'))
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The minus signs and superscripts that keyboards, documents and phones produce, in ASCII. */
export function asciiSigns(text: string): string {
  return text
    .replace(/[−–‐‑﹣－]/g, '-')
    .replace(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign: string, digits: string) => {
      return `^${sign === '⁻' ? '-' : ''}${[...digits].map((digit) => superscripts.indexOf(digit)).join('')}`
    })
}

function withoutUnit(typed: string, unit: string | undefined): string {
  if (unit === undefined || !typed.endsWith(unit)) return typed
  const rest = typed.slice(0, typed.length - unit.length).trimEnd()
  return /[\d.]$/.test(rest) ? rest : typed
}

function unitProblem(typed: string, unit: string, plain: Read<NumberReading>): Read<NumberReading> {
  const other = /^[-+\d.,e]*\d\s*([a-zµμΩ°/²³]{1,12})$/i.exec(typed)?.[1]
  return other === undefined ? plain : refuse(say('unit-not-asked', { found: other, unit }))
}

function inHundredths({ value, shown }: NumberReading): NumberReading {
  // Through text, so that 12.3 % is the double nearest to 0.123.
  const read: NumberReading = {
    value: Number(`${String(value).includes('e') ? value / 100 : `${value}e-2`}`),
  }
  if (shown !== undefined) read.shown = { figures: shown.figures, decimals: shown.decimals + 2 }
  return read
}

function readFraction(above: string, below: string): Read<NumberReading> {
  const [numerator, denominator] = [readPlain(above), readPlain(below)]
  if (!numerator.ok) return numerator
  if (!denominator.ok) return denominator
  if (denominator.read.value === 0) return refuse(say('division-by-zero'))
  const value = numerator.read.value / denominator.read.value
  return Number.isFinite(value) ? accept({ value }) : refuse(say('too-large'))
}

// At most two spaces-then-something in a row, on at most 200 characters: no catastrophic backtracking.
const plainForm =
  /^([+-]?)\s*([\d.,]*)(?:\s*(?:e\s*([+-]?\d+)|[×xX*·⋅]\s*10\s*(?:\^|\*\*)\s*([{(]?)([+-]?\d+)[)}]?))?$/i
const powerForm = /^([+-]?)\s*10\s*\^\s*[{(]?([+-]?\d+)[)}]?$/

function readPlain(typed: string): Read<NumberReading> {
  const power = powerForm.exec(typed)
  if (power !== null) return fromParts(power[1]!, '1', Number(power[2]))
  const match = plainForm.exec(typed)
  if (match === null) {
    if (/^[+-]?[\d.,]+(?:\s+[+-]?[\d.,]+)+$/.test(typed)) return refuse(say('several-numbers'))
    return refuse(say('not-a-number', { found: firstStrange(typed) }))
  }
  const [, sign = '', mantissa = '', ePower, , timesPower] = match
  const point = withPoint(mantissa, typed)
  return point.ok ? fromParts(sign, point.read, Number(ePower ?? timesPower ?? 0)) : point
}

/** The first word or sign that has no place in a number, at most 12 characters, for the message. */
function firstStrange(typed: string): string {
  const strange = /[^\d.,\s+\-e][^\d\s]*/i.exec(typed)?.[0] ?? typed
  return [...strange].slice(0, 12).join('')
}

/** Digits with at most one point, once the commas are understood. */
function withPoint(mantissa: string, typed: string): Read<string> {
  const points = mantissa.split('.').length - 1
  const commas = mantissa.split(',').length - 1
  if (!/\d/.test(mantissa)) return refuse(say('not-a-number', { found: firstStrange(typed) }))
  if (commas === 0 && points <= 1) return accept(mantissa)
  if (commas === 1 && points === 0) return decimalComma(mantissa, typed)
  const [group, decimal] = mantissa.lastIndexOf(',') > mantissa.lastIndexOf('.') ? ['.', ','] : [',', '.']
  const [whole = '', fraction, ...more] = commas === 0 || points === 0 ? [mantissa] : mantissa.split(decimal)
  const separator = commas === 0 ? '.' : points === 0 ? ',' : group
  const groups = whole.split(separator)
  const isGrouped = /^\d{1,3}$/.test(groups[0]!) && groups.slice(1).every((digits) => /^\d{3}$/.test(digits))
  if (more.length > 0 || !isGrouped || !/^\d*$/.test(fraction ?? '')) return refuse(say('misplaced-comma'))
  return accept(fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`)
}

function decimalComma(mantissa: string, typed: string): Read<string> {
  const asDecimal = mantissa.replace(',', '.')
  if (!/^[1-9]\d{0,2},\d{3}$/.test(mantissa)) return accept(asDecimal)
  return refuse(say('ambiguous-comma', { text: typed, asDecimal, asThousands: mantissa.replace(',', '') }))
}

function fromParts(sign: string, mantissa: string, exponent: number): Read<NumberReading> {
  const [whole = '', fraction] = mantissa.split('.')
  const value = Number(`${sign}${whole || '0'}.${fraction || '0'}e${exponent}`)
  if (!Number.isFinite(value)) return refuse(say('too-large'))
  if (value === 0 && /[1-9]/.test(mantissa)) return refuse(say('too-small'))
  const counted = (whole + (fraction ?? '')).replace(/^0+/, '')
  const max = counted.length
  const min = fraction === undefined ? counted.replace(/0+$/, '').length : max
  const decimals = Math.max(0, (fraction?.length ?? 0) - exponent)
  return accept({ value: value + 0, shown: { figures: [min, max], decimals } })
}
