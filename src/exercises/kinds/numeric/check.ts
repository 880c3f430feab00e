import type { Checker } from '../../checker.ts'
import { formatNumber } from '../../format.ts'
import { say, type Message } from '../../messages.ts'
import { correct, incorrect, ungraded, type Outcome } from '../../outcome.ts'
import { readNumber, type NumberReading } from '../../read/number.ts'
import { findSlip, looksLike, type Slip } from '../../slips.ts'
import { accepts, isSame, nearness, type Precision } from '../../tolerance.ts'

export interface NumericData {
  answer: number
  precision: Precision
  mistakes: NumericMistakeData[]
  /** Written behind the box, and accepted when typed. */
  unit?: string
  percent?: boolean
  calc?: boolean
  /** The structural slips to look for; absent: all of them. */
  slips?: Slip[]
}

/** A known wrong answer: values, or everything from lo to hi. Its feedback is the text `mistake-<id>`. */
export type NumericMistakeData =
  { id: string; values: number[] } | { id: string; range: [lo: number, hi: number] }

/** What a raw answer of this kind is: the typed text. */
export type NumericRaw = string

export const numericChecker: Checker<NumericData> = {
  read(raw, data) {
    if (typeof raw !== 'string') return { message: say('unreadable') }
    const reading = readNumber(raw, data)
    return reading.ok ? { read: echoNumber(reading.read) } : { message: reading.message }
  },
  check(raw, data) {
    if (typeof raw !== 'string') return ungraded(say('unreadable'))
    const reading = readNumber(raw, data)
    if (!reading.ok) return ungraded(reading.message)
    return { ...checkNumber(reading.read, data), read: echoNumber(reading.read) }
  },
}

export const echoNumber = ({ value }: NumberReading): string => formatNumber(value).text

function checkNumber(reading: NumberReading, data: NumericData): Outcome {
  const { value, shown } = reading
  const { answer, precision } = data
  const near = nearness(value, shown, answer, precision)
  if (near === 'right') return correct(say('correct'))
  const exact = data.mistakes.find(
    (mistake) => 'values' in mistake && mistake.values.some((m) => isSame(value, m)),
  )
  if (exact === undefined && near === 'right-so-far') return ungraded(moreDigits(precision))
  const mistake = exact ?? data.mistakes.find((known) => isMistake(reading, known, precision))
  if (mistake !== undefined) return incorrect({ text: `mistake-${mistake.id}` }, { tag: mistake.id })
  const slip = findSlip(value, answer, precision, data.slips)
  if (slip !== undefined) return incorrect(say(slip), { tag: slip })
  if (near === 'early-rounding') return incorrect(say('early-rounding'), { tag: 'early-rounding' })
  return incorrect(say('incorrect'))
}

/** The request that goes with "right so far". */
export function moreDigits(precision: Precision): Message {
  if (typeof precision === 'object' && 'sigfig' in precision) {
    return say('right-so-far-figures', { figures: precision.sigfig })
  }
  const decimals = typeof precision === 'object' && 'decimals' in precision ? precision.decimals : 0
  return say('right-so-far-decimals', { decimals })
}

function isMistake(reading: NumberReading, mistake: NumericMistakeData, precision: Precision): boolean {
  const { value } = reading
  if ('range' in mistake) return mistake.range[0] <= value && value <= mistake.range[1]
  return mistake.values.some((m) => isMistakeValue(reading, m, precision))
}

/** Value m within the precision asked for, or typed with fewer digits (two at least) and right that far. */
export function isMistakeValue({ value, shown }: NumberReading, m: number, precision: Precision): boolean {
  if (precision === 'exact' || 'range' in precision) return looksLike(value, m, precision)
  if (accepts(value, m, precision)) return true
  if (shown === undefined || !('sigfig' in precision) || shown.figures[0] < 2) return false
  return shown.figures[1] < precision.sigfig && accepts(value, m, { sigfig: shown.figures[1] })
}
