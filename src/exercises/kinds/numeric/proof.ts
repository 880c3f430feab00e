import type { Problem } from '../../define.ts'
import { shortest, sigText } from '../../format.ts'
import { decimalText, roundAt, toDecimal } from '../../read/decimal.ts'
import { zeroLevel, type Precision } from '../../tolerance.ts'

/** Two ways to one number may differ by rounding and by what a central difference in float64 leaves. */
const agree = { rtol: 1e-6, atol: 1e-9 }

/** The reference and the independent check, cell by cell. */
export function agreement(answers: readonly number[], checks: readonly number[]): Problem[] {
  const differs = answers.some((answer, i) => {
    return !(Math.abs(answer - checks[i]!) <= agree.atol + agree.rtol * Math.abs(answer))
  })
  if (answers.length === checks.length && !differs) return []
  return [
    {
      rule: 'answer-check',
      found: `answer gives ${answers.join(', ')}, check gives ${checks.join(', ')}`,
      fix: 'one of the two is wrong; work the draw out by hand',
    },
  ]
}

const isWhole = (n: number, least: number): boolean => Number.isSafeInteger(n) && n >= least && n <= 12

const problem = (rule: string, found: string, fix: string): Problem[] => [{ rule, found, fix }]

/** Precisions that cannot be kept, or that make no sense for these references. */
export function precisionProblems(answers: readonly number[], precision: Precision): Problem[] {
  const strange = answers.find((answer) => !Number.isFinite(answer))
  if (strange !== undefined)
    return problem('answer-finite', `the answer is ${strange}`, 'exclude such draws with where')
  if (precision === 'exact') {
    const broken = answers.find((answer) => !Number.isSafeInteger(answer))
    return broken === undefined
      ? []
      : problem('exact-integer', `${broken} is not an integer`, 'use decimals or sigfig')
  }
  if ('sigfig' in precision) {
    if (!isWhole(precision.sigfig, 1))
      return problem('precision', `sigfig is ${precision.sigfig}`, 'use 1 … 12')
    const tiny = answers.find((answer) => Math.abs(answer) < zeroLevel)
    if (tiny === undefined) return []
    return problem(
      'sigfig-zero',
      `the answer ${tiny} has no significant figures`,
      'use decimals or close, or exclude the draw',
    )
  }
  if ('decimals' in precision) {
    return isWhole(precision.decimals, 0)
      ? []
      : problem('precision', `decimals is ${precision.decimals}`, 'use 0 … 12')
  }
  if ('range' in precision) {
    const [lo, hi] = precision.range
    const isInside = answers.every((answer) => lo <= answer && answer <= hi)
    return isInside
      ? []
      : problem('range', `the answer ${answers.join(', ')} is outside ${lo} … ${hi}`, 'widen the range')
  }
  const { rtol, atol } = precision.close
  const level = precision.zeroLevel ?? zeroLevel
  if (!(rtol >= 0 && atol >= 0 && rtol + atol > 0)) {
    return problem(
      'precision',
      `close has rtol ${rtol} and atol ${atol}`,
      'use numbers ≥ 0, one of them above 0',
    )
  }
  const hasZero = answers.some((answer) => Math.abs(answer) < level)
  return hasZero && atol === 0
    ? problem('close-zero', 'the answer can be 0, where rtol asks for nothing', 'give an atol')
    : []
}

/** How people type the number t when they are right: in full, rounded as asked by either rule for ties, with spare digits. */
export function sampleTexts(t: number, precision: Precision): string[] {
  const texts = [String(t), shortest(t)]
  if (precision === 'exact') return texts
  if ('sigfig' in precision) {
    const n = precision.sigfig
    texts.push(sigText(t, n), sigText(t, n + 2), t.toPrecision(n), t.toExponential(n - 1))
  } else if ('decimals' in precision) {
    const n = precision.decimals
    const places = (digits: number): string => decimalText(roundAt(toDecimal(t), -digits))
    texts.push(places(n), places(n + 2), t.toFixed(n))
  } else if ('range' in precision) {
    texts.push(...precision.range.map(String))
  }
  return [...new Set(texts)].map((text) => text.replace('e+', 'e'))
}

const body = (f: Function): string => f.toString().replace(/\s+/g, ' ').trim()

/** A reference that is typed in, or a check that is the reference again, proves nothing. */
export function sourceProblems(spec: {
  answer: Function
  check: Function
  mistakes: readonly { id: string }[]
}): Problem[] {
  const problems: Problem[] = []
  if (/=>\s*\(?-?[\d._]+(?:e-?\d+)?\)?$/.test(body(spec.answer))) {
    problems.push({ rule: 'answer-literal', found: `answer is ${body(spec.answer)}`, fix: 'compute it' })
  }
  if (body(spec.answer) === body(spec.check)) {
    problems.push({
      rule: 'check-independent',
      found: 'check is the same as answer',
      fix: 'reach the value in another way',
    })
  }
  return [...problems, ...mistakeProblems(spec.mistakes)]
}

/** At least two known mistakes, each with an id of its own. */
export function mistakeProblems(mistakes: readonly { id: string }[]): Problem[] {
  const problems: Problem[] = []
  const ids = mistakes.map((mistake) => mistake.id)
  if (ids.length < 2) {
    const found = `${ids.length} known mistake${ids.length === 1 ? '' : 's'}`
    problems.push({ rule: 'mistakes', found, fix: 'think of two ways to get it wrong', level: 'warning' })
  }
  for (const id of ids) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
      problems.push({ rule: 'mistake-id', found: `the mistake id "${id}"`, fix: 'use kebab-case' })
    }
  }
  if (new Set(ids).size < ids.length) {
    problems.push({ rule: 'mistake-id', found: `mistake ids ${ids.join(', ')}`, fix: 'give each its own id' })
  }
  return problems
}
