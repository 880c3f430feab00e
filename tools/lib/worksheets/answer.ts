import { check, type ResolvedVariant } from '../../../src/exercises/check.ts'
import type { Exercise } from '../../../src/exercises/index.ts'
import { worksheetText as words } from '../../../src/strings/assignments.en.ts'
import { codeLine, whereOf } from './question.ts'
import { escapeHtml, paperHtml } from './text.ts'

/** A right answer as the page takes it. */
export interface KeyAnswer {
  raw: unknown
  /** Whether the checker has to run something first; then it has not been asked. */
  isRun: boolean
  html: string
  /** For a cell of a table; absent where it would not fit. */
  short?: string
}

/** The key's answer would be refused by the page: something is wrong with the exercise. */
export class WrongKey extends Error {}

/** A right answer to a question: the first that the author's specification promises, given to the checker of the page. */
export function keyAnswer(exercise: Exercise, variant: ResolvedVariant): KeyAnswer {
  const right = exercise
    .instance(variant.seed)
    .claims()
    .filter(({ status }) => status.length === 1 && status[0] === 'correct')
  const claim = pick(right, variant)
  if (claim === undefined) throw new WrongKey(words.keyIsWrong(variant.id, variant.variant))
  const { raw, isJudged: isRun = false } = claim
  if (!isRun && check(raw, variant).status !== 'correct')
    throw new WrongKey(words.keyIsWrong(variant.id, variant.variant))
  return { raw, isRun, ...shown(raw, variant) }
}

interface Right {
  raw: unknown
  isJudged?: boolean
}

/** Of the ways to write a number, the shortest in which nothing is left out: as it is asked for. */
function pick(right: readonly Right[], { kind, data }: ResolvedVariant): Right | undefined {
  const precision =
    kind === 'numeric' ? data.precision : kind === 'predict-run' ? precisionOf(data.ask) : 'exact'
  if (precision === undefined || precision === 'exact' || 'range' in (precision as object)) return right[0]
  const isPlain = ({ raw }: Right) => !/\de/i.test(textOf(raw))
  return (
    right
      .filter((one) => one.isJudged !== true && isPlain(one))
      .reduce<Right | undefined>(
        (best, one) => (best && textOf(best.raw).length <= textOf(one.raw).length ? best : one),
        undefined,
      ) ?? right[0]
  )
}

const precisionOf = (ask: { kind: string; data: unknown }): unknown =>
  ask.kind === 'numeric' ? (ask.data as { precision: unknown }).precision : 'exact'

const textOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'prediction' in raw
    ? String((raw as { prediction: unknown }).prediction)
    : String(raw)

function shown(raw: unknown, variant: ResolvedVariant): { html: string; short?: string } {
  const { kind, data, texts } = variant
  const text = (key: string) => paperHtml(texts[key] ?? '', whereOf(variant))
  const plain = (value: string, unit = '') => {
    const short = unit === '' ? value : `${value} ${unit}`
    return { html: `<p>${codeLine(short)}</p>`, ...(short.length <= 24 ? { short } : {}) }
  }
  switch (kind) {
    case 'choice':
      return { html: text(`option-${String(raw)}`) }
    case 'multi':
      return {
        html: `<ul>${(raw as string[]).map((id) => `<li>${text(`option-${id}`)}</li>`).join('')}</ul>`,
      }
    case 'numeric':
      return plain(String(raw), data.unit)
    case 'order':
      return { html: orderHtml(raw as { id: string; indent: number }[], variant) }
    case 'predict-run': {
      const { prediction } = raw as { prediction: unknown }
      if (data.ask.kind === 'choice') return { html: text(`option-${String(prediction)}`) }
      if (data.ask.kind === 'output')
        return { html: `<pre>${escapeHtml(String(prediction).trimEnd())}</pre>` }
      return plain(String(prediction))
    }
    case 'target':
      return { html: `<p>${words.figureState}</p>` }
    case 'code':
      return { html: `<pre>${escapeHtml((raw as { code: string }).code)}</pre>` }
    case 'free': {
      const points = data.rubric.map((id) => `<li>${text(`rubric-${id}`)}</li>`)
      return { html: `<p>${words.ownWords} ${words.rubric}</p>\n<ul>${points.join('')}</ul>` }
    }
    case 'derivation':
      return { html: `<ol>${(raw as string[]).map((one) => `<li>${codeLine(one)}</li>`).join('')}</ol>` }
    default:
      return plain(String(raw))
  }
}

function orderHtml(placed: readonly { id: string; indent: number }[], variant: ResolvedVariant): string {
  if (variant.kind !== 'order') return ''
  const { blocks } = variant.data
  const face = (id: string): string => {
    const code = blocks.find((block) => block.id === id)?.code
    return code === undefined
      ? paperHtml(variant.texts[`block-${id}`] ?? '', whereOf(variant))
      : codeLine(code)
  }
  const lines = placed.map(({ id, indent }) => `<li style="margin-left:${indent * 2}em">${face(id)}</li>`)
  const out = blocks.filter(({ id }) => !placed.some((one) => one.id === id)).map(({ id }) => face(id))
  const left = out.length > 0 ? `\n<div>${words.leaveOut(out.join(', '))}</div>` : ''
  return `<ol>${lines.join('')}</ol>${left}`
}
