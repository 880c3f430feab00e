import { describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../components/examples.ts'
import { figureCells, figureCode, hasCode, WITHOUT_CODE } from '../../src/site/figure-cells.ts'
import { slugOf } from '../../src/site/figures.ts'
import { runNotebook } from '../notebook/run.ts'
import type { CodeCase } from './figure-code/case.ts'

/** Whatever file stands in that folder: a new figure brings its own. */
const files = import.meta.glob<{ cases?: Readonly<Record<string, CodeCase>> }>('./figure-code/*.ts', {
  eager: true,
})
const CASES: Readonly<Record<string, CodeCase>> = Object.assign(
  {},
  ...Object.values(files).map(({ cases }) => cases ?? {}),
)

type Numbers = readonly (number | null | undefined)[]
const flat = (value: unknown): Numbers =>
  (Array.isArray(value)
    ? value
    : ArrayBuffer.isView(value)
      ? Array.from(value as Float64Array)
      : [value]
  ).flatMap((one: unknown) => (typeof one === 'object' && one !== null ? flat(one) : [one as number | null]))

/** The numbers that the cells come to, run as the page runs them. */
async function byCells(slug: string, state: unknown, { shows, seconds }: CodeCase): Promise<Numbers> {
  const cells = await figureCells(slug, state)
  const outcomes = await runNotebook({ ...cells, ends: `JSON.stringify(${shows})` }, seconds)
  for (const [id, { error, stopped }] of outcomes)
    if (error || stopped) throw new Error(`${id}: ${error?.message ?? stopped!.kind}\n${cells['code']}`)
  const last = outcomes.get('ends')!.output.at(-1)
  if (last?.kind !== 'value' || !('text' in last.value)) throw new Error(JSON.stringify(last))
  return flat(JSON.parse(last.value.text))
}

/** What an author reads whose figure is named here. */
const HOW = (tag: string) =>
  `components/${slugOf(tag)}/code.ts (exports \`example\`, the state of its page, and \`code(state)\`, a cell by the engine's public API), \`code={() => codeAddress('${slugOf(tag)}', import('./code.ts'), state)}\` on its Frame, and \`${tag}: held([other states], 'numbers by the cell', (state) => numbers by the model)\` in tests/components/figure-code/. components/descent is a model; \`npm run new -- figure\` writes all three. A figure without numbers of its own: WITHOUT_CODE in src/site/figure-cells.ts, with the reason`

test('every figure has code, and its numbers are compared here', () => {
  const missing = Object.keys(EXAMPLES)
    .filter((tag) => !(tag in WITHOUT_CODE) && !(tag in CASES && hasCode(slugOf(tag))))
    .map((tag) => `${tag} lacks its code: ${HOW(tag)}`)
  expect(missing.join('\n')).toBe('')
  for (const tag of [...Object.keys(CASES), ...Object.keys(WITHOUT_CODE)])
    expect(Object.keys(EXAMPLES)).toContain(tag)
  for (const tag of Object.keys(WITHOUT_CODE)) expect(hasCode(slugOf(tag)), tag).toBe(false)
})

describe('a figure’s code comes to the numbers of the figure', () => {
  const all = Object.entries(CASES).flatMap(([tag, one]) =>
    [undefined, ...one.states].map((state, i) => [`${tag}, state ${i}`, tag, state, one] as const),
  )
  test.each(all)('%s', { timeout: 240_000 }, async (_, tag, state, one) => {
    const slug = slugOf(tag)
    const { example } = await figureCode(slug)
    const expected = flat(one.model((state ?? example) as never))
    const found = await byCells(slug, state, one)
    expect(found).toHaveLength(expected.length)
    expect(expected.length).toBeGreaterThan(0)
    for (const [i, value] of expected.entries()) {
      if (typeof value !== 'number') expect(found[i]).toBe(value ?? null)
      else
        expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(one.tolerance * Math.max(1, Math.abs(value)))
    }
  })

  test.each(Object.entries(CASES))('%s: what the reader changed is in it', async (tag, { states, model }) => {
    const { code, example } = await figureCode(slugOf(tag))
    expect(states.length).toBeGreaterThan(0)
    for (const state of states) {
      if (JSON.stringify(state) === JSON.stringify(example)) continue
      expect(code(state)).not.toBe(code(example))
    }
    const numbers = [example, ...states].map((state) => JSON.stringify(flat(model(state as never))))
    expect(new Set(numbers).size).toBeGreaterThan(1)
  })
})
