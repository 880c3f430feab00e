import type { ResolvedVariant } from '../../../src/exercises/check.ts'
import { texWithGaps } from '../../../src/math/gaps.ts'
import { formText, sheetText } from '../../../src/strings/exercise-ui.en.ts'
import { worksheetText } from '../../../src/strings/assignments.en.ts'
import { ui } from '../../../src/strings/index.ts'
import { escapeHtml, mathml, paperHtml } from './text.ts'

/** A question on paper: what is asked, and the place for the answer. */
export function questionHtml(variant: ResolvedVariant): string {
  const { texts } = variant
  const prompt = texts['prompt'] === undefined ? '' : paperHtml(texts['prompt'], whereOf(variant))
  return `<div class="prompt">${prompt}</div>\n${faceOf(variant)}`
}

export const whereOf = ({ id, variant }: ResolvedVariant): string => `${id}, variant ${variant}`

/** "a number, 3 significant figures": what kind of answer is asked for. */
export function kindOf({ kind, data }: ResolvedVariant): string {
  const name = ui.exercise.kinds[kind] ?? kind
  const { precision } = data as { precision?: unknown }
  if (precision === 'exact') return `${name}, ${ui.exercise.precision.exact}`
  const { sigfig, decimals } = (precision ?? {}) as { sigfig?: number; decimals?: number }
  if (sigfig !== undefined) return `${name}, ${ui.exercise.precision.sigfig(sigfig)}`
  return decimals === undefined ? name : `${name}, ${ui.exercise.precision.decimals(decimals)}`
}

function faceOf(variant: ResolvedVariant): string {
  const { kind, data, texts } = variant
  const text = (key: string) => paperHtml(texts[key] ?? '', whereOf(variant))
  switch (kind) {
    case 'choice':
    case 'multi':
      return options(kind, data.options, text)
    case 'order':
      return `<p class="how">${sheetText.order}</p>\n<ul class="blocks">${data.blocks
        .map(({ id, code }) => `<li>${code === undefined ? text(`block-${id}`) : codeLine(code)}</li>`)
        .join('')}</ul>`
    case 'numeric':
      return line(worksheetText.answer, 1, data.unit)
    case 'tensor':
      return data.shapeIs === 'given' && data.shape.length <= 2 ? grid(data.shape) : line('', 2)
    case 'shape':
      return line(sheetText.shape)
    case 'predict-run': {
      const code = data.run.kind === 'cell' ? `<pre>${escapeHtml(data.run.code)}</pre>\n` : ''
      if (data.ask.kind === 'choice') return code + options('choice', data.ask.data.options, text)
      return code + line(formText.prediction, data.ask.kind === 'output' ? 3 : 1)
    }
    case 'target':
      return `<ul>${data.goals.map(({ id }) => `<li>${text(`goal-${id}`)}</li>`).join('')}</ul>\n<p class="how">${sheetText.noInteraction}</p>`
    case 'code':
      return `<pre>${escapeHtml(data.starter)}</pre>\n${line(sheetText.because, 6)}`
    case 'free':
      return line(sheetText.because, 6)
    case 'derivation': {
      if (data.mode === 'lines') return line(worksheetText.answer, 4)
      const steps = texWithGaps(data.derivation).map((tex, i) => {
        const by = paperHtml(data.derivation.steps[i]!.by, whereOf(variant))
        return `<li>${mathml(tex, true)} ${by}</li>`
      })
      return `<ol class="steps">${steps.join('')}</ol>\n${numberedLines(data.blanks)}`
    }
    default:
      return line(worksheetText.answer)
  }
}

export const codeLine = (code: string): string => `<code>${escapeHtml(code)}</code>`

function options(kind: 'choice' | 'multi', ids: readonly string[], text: (key: string) => string): string {
  const how = kind === 'choice' ? sheetText.choose : sheetText.chooseAll
  const items = ids.map((id) => `<li>${text(`option-${id}`)}</li>`)
  return `<p class="how">${how}</p>\n<ul class="options ${kind}">${items.join('')}</ul>`
}

function grid(shape: readonly number[]): string {
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : [shape[0]!, shape[1]!]
  const row = `<tr>${'<td></td>'.repeat(columns)}</tr>`
  return `<table class="grid">${row.repeat(rows)}</table>`
}

/** A line for each numbered gap. */
const numberedLines = (count: number): string =>
  Array.from({ length: count }, (_, i) => line(`${i + 1}`)).join('')

/** Lines to write on. */
function line(label: string, lines = 1, unit = ''): string {
  const first = `<p class="line"><span>${escapeHtml(label)}</span><span>${escapeHtml(unit)}</span></p>`
  return first + '<p class="line" aria-hidden="true"></p>'.repeat(lines - 1)
}
