import { jsx } from 'astro/jsx-runtime'
import { renderTex } from './markdown/math.ts'

/** The parts of a template, and the place of the lesson that it stands at. */
interface Parts {
  raw: readonly string[]
  at?: string
}

/** @throws {Error} with the place, when KaTeX does not accept what the template and its numbers make. */
function formula({ raw, at = 'tex' }: Parts, values: readonly unknown[], display: boolean) {
  const source = String.raw({ raw }, ...values.map((value) => String(value).replaceAll('−', '-')))
  try {
    const html = renderTex(source, display)
    return jsx(display ? 'div' : 'span', {
      class: display ? 'math-display' : 'math-inline',
      'set:html': html,
    })
  } catch (error) {
    throw new Error(`${at}: KaTeX does not accept $${source}$ — ${(error as Error).message}`)
  }
}

/** A formula with computed numbers in it: {tex`z = ${fixed(z, 4)}`}. */
export const tex = (parts: Parts, ...values: unknown[]) => formula(parts, values, false)

/** The same, displayed on a line of its own. */
export const texBlock = (parts: Parts, ...values: unknown[]) => formula(parts, values, true)
