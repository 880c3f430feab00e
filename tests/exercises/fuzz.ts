import { check, echo } from '../../src/exercises/check.ts'
import { galleryEntries } from '../../src/exercises/examples.ts'
import { readArray } from '../../src/exercises/read/array.ts'
import { readNumber } from '../../src/exercises/read/number.ts'
import { readShape } from '../../src/exercises/read/shape.ts'
import { randomStream, type Rng } from '../../src/exercises/random.ts'
import { variantOf } from './data.ts'

/** What a run over random strings found; all but `strings`, `read` and `slowest` must be 0. */
export interface FuzzReport {
  strings: number
  /** How many were read as a number: a fuzz that only makes garbage tests nothing. */
  read: number
  accepted: number
  exceptions: string[]
  /** Accepted as an answer, or read as a number, that an independent reading denies. */
  wronglyAccepted: string[]
  /** Milliseconds of the slowest string over all parsers. */
  slowest: number
}

const alphabets = [
  '0123456789',
  '0123456789.,-+eE %',
  '0123456789.−×^*/()10',
  '[](){},; \t\n0123456789.-',
  'BTCx×*,()0123456789 ',
  'expsqrtlogmax()+-*/^0123456789.,',
  '<>&"\'`${}\\__proto__constructor',
  '⁰¹²³⁻⁺∞πµ½①１²\u0000\u200b\u202e\ud800é漢👩‍🚀',
]

const seeds = [
  '1.234',
  '-0.5',
  '1e-3',
  '1.2×10^-3',
  '2/3',
  '50%',
  '1,5',
  '1,234',
  '[[1, 2], [3, 4]]',
  '(32, 10)',
  '1e999',
  '((((',
  'exp(-2)/3',
  'NaN',
]

function randomText(rng: Rng): string {
  const alphabet = [...alphabets[rng.below(alphabets.length)]!]
  if (rng.below(3) === 0) {
    const base = [...seeds[rng.below(seeds.length)]!]
    for (let edits = rng.below(3); edits > 0; edits--)
      base.splice(rng.below(base.length + 1), rng.below(2), alphabet[rng.below(alphabet.length)]!)
    return base.join('')
  }
  // A few are long: repeated patterns are what makes a bad regular expression hang.
  const pattern = Array.from({ length: rng.below(12) }, () => alphabet[rng.below(alphabet.length)]!).join('')
  return pattern.repeat(rng.below(40) === 0 ? 400 + rng.below(2000) : 1)
}

/**
 * The number a text stands for by a second reading: only what JavaScript's own `Number` takes once the notations of a
 * person are written in its own. Undefined where this reading has no opinion.
 */
export function independentNumber(text: string): number | undefined {
  let ascii = ''
  for (const char of text.trim()) ascii += '−–‐‑﹣－'.includes(char) ? '-' : char
  const [above, below, ...rest] = ascii.split('/')
  if (rest.length > 0 || above === undefined) return undefined
  if (below !== undefined) {
    const [numerator, denominator] = [independentNumber(above), independentNumber(below)]
    return numerator === undefined || denominator === undefined ? undefined : numerator / denominator
  }
  const compact = ascii.replaceAll(' ', '')
  if (compact === '' || /[^-+.\deE]/.test(compact)) return undefined
  const value = Number(compact)
  return Number.isNaN(value) ? undefined : value
}

const answer = 1.234
const numeric = variantOf('numeric', { answer, precision: { sigfig: 3 }, mistakes: [] })
const lenient = variantOf('numeric', {
  answer,
  precision: { sigfig: 3 },
  mistakes: [],
  calc: true,
  percent: true,
})

/** Typed mathematics is parsed in `src/math` and fuzzed with it. */
const elsewhere = ['expression', 'derivation']

/** Runs every parser and every kind on `strings` random strings from a seed. */
export function fuzzParsers(strings: number, seed: string): FuzzReport {
  const report: FuzzReport = {
    strings,
    read: 0,
    accepted: 0,
    exceptions: [],
    wronglyAccepted: [],
    slowest: 0,
  }
  const rng = randomStream(seed)
  const own = galleryEntries().filter((entry) => !elsewhere.includes(entry.variant.kind))
  const variants = [...own.map((entry) => entry.variant), lenient]
  for (let i = 0; i < strings; i++) {
    const text = randomText(rng)
    const started = performance.now()
    try {
      fuzzOne(text, report)
      readArray(text, { calc: true })
      readArray([
        [text, '1'],
        ['2', text],
      ])
      readShape(text, { B: 32, T: null, x: null })
      for (const variant of variants) {
        for (const raw of [
          text,
          { code: text },
          { prediction: text },
          { text, checked: [text] },
          [text],
          [{ id: text, indent: 0 }],
        ])
          check(raw, variant)
        echo(text, variant)
      }
    } catch (error) {
      report.exceptions.push(`${JSON.stringify(text).slice(0, 80)}: ${String(error)}`)
    }
    report.slowest = Math.max(report.slowest, performance.now() - started)
  }
  return report
}

function fuzzOne(text: string, report: FuzzReport): void {
  const reading = readNumber(text)
  const second = independentNumber(text)
  const isAccepted = check(text, numeric).status === 'correct'
  if (reading.ok) {
    report.read++
    if (!Number.isFinite(reading.read.value)) report.wronglyAccepted.push(text)
    if (second !== undefined && !isNear(second, reading.read.value)) report.wronglyAccepted.push(text)
  }
  if (!isAccepted) return
  report.accepted++
  // What rounds to 1.23, or lies within half a unit of 1.234.
  const value = second ?? (reading.ok ? reading.read.value : NaN)
  if (!(value >= 1.225 && value <= 1.239000001)) report.wronglyAccepted.push(text)
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.abs(b)
