import { photographed, pavilion } from '../../components/kernel-photo/at-build.ts'
import { irises } from '../../components/train-neuron/at-build.ts'
import { digitsCell, irisesCell, photoCell } from '../../components/figure/code-data.ts'
import { loadDataset } from '../../data/node.ts'
import { slugOf } from './figures.ts'

/** What the `code.ts` of a figure exports. */
export interface FigureCode {
  /** The figure's state as a cell's code. */
  code: (state: unknown) => string
  /** The state in which its page shows the figure. */
  example: unknown
  /** Data that its code names, which a cell above holds. */
  data?: keyof typeof DATA
}

/** Figures without code on their page, and why. */
export const WITHOUT_CODE: Readonly<Record<string, string>> = {
  ChannelSum:
    'its code stands in its lesson, held by tests/components/channels.test.ts: a color photograph is too long for a cell',
  DigitCnn:
    'its code stands in its lesson with the trained weights, held by tests/components/digit-cnn.test.ts: training is too long for a cell',
  FormulaLive: 'a formula that follows the figure beside it, which has the code',
  NetworkBuilder:
    'its code stands in its lesson, beside the same table by hand; held by tests/components/network-builder.test.ts',
  Playground:
    'its code has a page of its own, playground/code/, held by tests/components/playground-cells.test.ts',
}

const DATA = {
  digits: async () => digitsCell(await loadDataset('digits')),
  irises: async () => irisesCell(await irises()),
  photo: async () => photoCell(await pavilion(), `A photograph by ${(await photographed()).author}, in gray`),
} as const

const FILES = import.meta.glob('../../components/*/code.ts') as Record<string, () => Promise<FigureCode>>
const fileOf = (slug: string): string => `../../components/${slug}/code.ts`

const ELSEWHERE = new Set(Object.keys(WITHOUT_CODE).map(slugOf))
export const hasCode = (slug: string): boolean => fileOf(slug) in FILES && !ELSEWHERE.has(slug)

/** The figure's `code.ts`, by its folder. */
export function figureCode(slug: string): Promise<FigureCode> {
  const load = FILES[fileOf(slug)]
  if (!load) throw new Error(`components/${slug}/code.ts is missing: the figure as code`)
  return load()
}

/** The cells of a figure by their ids: data, where it has some, and the code of a state. */
export async function figureCells(slug: string, state?: unknown): Promise<Record<string, string>> {
  const { code, example, data } = await figureCode(slug)
  return { ...(data ? { [data]: await DATA[data]() } : {}), code: code(state ?? example) }
}
