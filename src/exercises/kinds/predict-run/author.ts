import { define, type Claim, type Common, type Exercise, type NoParams, type Parts } from '../../define.ts'
import type { Run, RunReport } from '../../judge.ts'
import { markdown, type Text } from '../../md.ts'
import type { Sampled } from '../../params.ts'
import { choiceParts, type ChoiceOwn } from '../choice/author.ts'
import { numericParts, type NumericOwn } from '../numeric/author.ts'
import { sourceProblems } from '../numeric/proof.ts'
import { shapeParts, type ShapeOwn } from '../shape/author.ts'
import { tensorParts, type TensorOwn } from '../tensor/author.ts'
import type { Ask, PredictRunData } from './check.ts'
import { visibleLines, type OutputData } from './output.ts'

/** The printed text as the thing predicted. */
export interface OutputOwn<P> {
  /** What the program prints, reached without running it. */
  answer: (params: P) => string
  mistakes?: readonly { id: string; is: (params: P) => string | null; say: Text<P> }[]
}

/** What the reader predicts: the form of another kind, or the printed text. */
export type AskOwn<P> =
  | ({ kind: 'numeric' } & NumericOwn<P>)
  | ({ kind: 'tensor' } & TensorOwn<P>)
  | ({ kind: 'shape' } & ShapeOwn<P>)
  | ({ kind: 'choice' } & ChoiceOwn<P>)
  | ({ kind: 'output' } & OutputOwn<P>)

/** A prediction that is committed before the program or figure runs. The proof runs it and compares. */
export interface PredictRunOwn<P> {
  run: (params: P) => Run
  ask: AskOwn<P>
}

/** An exercise answered by predicting what happens. */
export function predictRun<P = NoParams, D = NoParams>(
  spec: Common<P, D> & PredictRunOwn<Sampled<P & D>>,
): Exercise {
  const { ask } = spec
  const isComputed = ask.kind === 'numeric' || ask.kind === 'tensor' || ask.kind === 'shape'
  return define(
    'predict-run',
    spec,
    (params, seed) => predictRunParts(spec, params, seed),
    isComputed ? sourceProblems(ask) : [],
  )
}

export function predictRunParts<P>(spec: PredictRunOwn<P>, params: P, seed: string): Parts<PredictRunData> {
  const inner = askParts(spec.ask, params, seed)
  const ask = { kind: spec.ask.kind, data: inner.data } as Ask
  return {
    data: { run: spec.run(params), ask },
    texts: inner.texts,
    claims: () => [
      ...inner.claims().map((claim) => ({ ...claim, raw: { prediction: claim.raw, confidence: 2 } })),
      { raw: 'a text', status: ['ungraded'], what: 'a text in place of a prediction' },
      { raw: { prediction: '1', confidence: 7 }, status: ['ungraded'], what: 'a confidence of 7' },
      { raw: { prediction: null }, status: ['correct'], isJudged: true, what: 'what the run gives' },
    ],
    problems: inner.problems,
  }
}

function askParts<P>(ask: AskOwn<P>, params: P, seed: string): Parts<Ask['data']> {
  switch (ask.kind) {
    case 'numeric':
      return numericParts(ask, params)
    case 'tensor':
      return tensorParts(ask, params)
    case 'shape':
      return shapeParts(ask, params)
    case 'choice':
      return choiceParts(ask, params, seed)
    case 'output':
      return outputParts(ask, params)
  }
}

function outputParts<P>({ answer, mistakes = [] }: OutputOwn<P>, params: P): Parts<OutputData> {
  const texts: Record<string, string> = {}
  const known: OutputData['mistakes'] = []
  for (const { id, is, say } of mistakes) {
    texts[`mistake-${id}`] = markdown(say, params)
    const output = is(params)
    if (output !== null) known.push({ id, lines: visibleLines(output) })
  }
  const data: OutputData = { lines: visibleLines(answer(params)), mistakes: known }
  return {
    data,
    texts,
    claims: () => [
      { raw: `${data.lines.join('  \r\n')}\n`, status: ['correct'], what: 'the output with other line ends' },
      { raw: `[${data.lines.join(', ')}]`, status: ['ungraded'], what: 'the values in another form' },
      ...known.map(({ id, lines }): Claim => {
        return { raw: lines.join('\n'), status: ['incorrect'], tag: id, what: `the mistake ${id}` }
      }),
      ...['', '  \n', null, 7, 'x'.repeat(10_000)].map((raw): Claim => {
        return { raw, status: ['ungraded'], what: `garbage ${JSON.stringify(raw).slice(0, 40)}` }
      }),
    ],
    problems: () => [],
  }
}

/** The outcome of a run in the form in which a reader gives it. */
export function predictionFrom({ output, value }: RunReport, ask: Ask): unknown {
  switch (ask.kind) {
    case 'output':
      return output
    case 'choice':
      return value
    case 'shape':
      return Array.isArray(value) ? `(${value.join(', ')})` : String(value)
    case 'numeric':
    case 'tensor':
      return JSON.stringify(value)
  }
}
