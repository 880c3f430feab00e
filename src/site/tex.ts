import { jsx } from 'astro/jsx-runtime'
import { renderTex } from './markdown/math.ts'

type Strings = Pick<TemplateStringsArray, 'raw'>

const fill = (strings: Strings, values: unknown[]): string =>
  String.raw({ raw: strings.raw }, ...values.map((value) => String(value).replaceAll('−', '-')))

/** A formula with computed numbers in it: {tex`z = ${fixed(z, 4)}`}. */
export const tex = (strings: Strings, ...values: unknown[]) =>
  jsx('span', { class: 'math-inline', 'set:html': renderTex(fill(strings, values), false) })

/** The same, displayed on a line of its own. */
export const texBlock = (strings: Strings, ...values: unknown[]) =>
  jsx('div', { class: 'math-display', 'set:html': renderTex(fill(strings, values), true) })
