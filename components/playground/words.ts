import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { ui } from '../../src/strings/index.ts'
import type { Ending, Metrics, RunShot } from '../../src/worker/playground-client.ts'
import type { ComparedName, DataProblem, LinkProblem, PlayState } from './model.ts'
import type { Node } from './places.ts'
import type { Trouble } from './use-run.ts'

/** What a neuron or an input is called. */
export function nameOf(state: PlayState, outputs: number, node: Node): string {
  if ('feature' in node) return text.featureToggle(text.featureNames[node.feature])
  if (node.layer < state.layers.length) return text.neuron(node.layer + 1, node.unit + 1)
  return outputs === 1 ? text.output.toLowerCase() : text.outputOf(node.unit)
}

/** A number as the playground prints it: four significant figures, so that tiny slopes do not become 0. */
export const shortNumber = (value: number): string =>
  Number.isFinite(value) ? significantFigures(value, 4) : decimal(value, 1)

/** What a setting that two runs differ in is, in words. */
export function comparedText(name: ComparedName, value: string): string {
  if (name === 'optimizer') return text.optimizers[value as PlayState['optimizer']]
  if (name === 'activation') return text.activations[value as keyof typeof text.activations]
  if (name === 'loss') return text.losses[value as PlayState['loss']]
  if (name === 'init') return text.inits[value as PlayState['init']]
  if (name === 'schedule') return text.schedules[value as PlayState['schedule']]
  if (name === 'units') return text.neurons(Number(value))
  if (name === 'batchNorm') return text.yesNo[value === 'yes' ? 'yes' : 'no']
  return name === 'batchSize' && value === '0' ? text.allExamples : value
}

export const lossText = (value: number): string =>
  Number.isNaN(value) ? '–' : Math.abs(value) < 1e5 ? decimal(value, 4) : shortNumber(value)

/** How many of so many examples are right. */
export const rightOf = ({ score }: Metrics, total: number): number => Math.round(score * total)

/** Why a run ended, in sentences. */
export function endingText(ending: Ending, state: PlayState, step: number): string {
  const words = text.ending
  if (ending.why === 'early') return words.early(ending.best, lossText(ending.bestLoss))
  const layer =
    ending.layer < 0 || ending.layer >= state.layers.length
      ? text.output.toLowerCase()
      : text.layer(ending.layer + 1).toLowerCase()
  const isOfVariance = /running/.test(ending.tensor)
  const what = isOfVariance
    ? words.variance
    : ending.tensor === 'loss'
      ? words.lossItself
      : ending.tensor === 'output'
        ? words.output(layer)
        : /gradient/.test(ending.tensor)
          ? words.gradient(layer)
          : words.weight(layer)
  const because = isOfVariance ? words.oneExample : step === 0 ? words.tooLarge : words.tooFast
  return [
    words.nonFinite(what, step),
    words.largest(shortNumber(ending.largest), shortNumber(ending.learningRate)),
    because,
  ].join(' ')
}

/** The state of the figure in words, for assistive technology. */
export function describe(state: PlayState, facts: readonly (readonly [string, string])[]): string {
  const [epoch, , train, test, , score] = facts.map(([, value]) => value)
  return text.describe(text.dataNames[state.data], epoch!, train!, test!, `${facts[5]![0]}: ${score!}.`)
}

interface Noted {
  problems: readonly LinkProblem[]
  ignored: readonly string[]
  trouble: Trouble
  data: DataProblem | undefined
  examples: { waiting: boolean; failure: string }
  shot: RunShot | undefined
  state: PlayState
}

/** Everything that the reader should be told just now, in one paragraph. */
export function noticeOf({ problems, ignored, trouble, data, examples, shot, state }: Noted): string {
  const isStep = state.layers.some(({ activation }) => activation === 'step')
  return [
    problems.length > 0 &&
      text.linkProblem(problems.map(({ key, found }) => `${key}=${found.slice(0, 60)}`).join(', ')),
    ignored.length > 0 && text.linkIgnored(ignored.map((key) => key.slice(0, 40)).join(', ')),
    trouble === 'restarted' && ui.figure.crashed,
    trouble === 'none' && ui.figure.noWorker,
    typeof trouble === 'object' && ui.figure.failed(trouble.failed),
    examples.failure !== '' && text.dataFailed(examples.failure),
    examples.waiting && examples.failure === '' && text.loading,
    data && !examples.waiting && text.problem[data],
    shot?.eagerBecause && (isStep ? text.eager : text.eagerOther),
    shot?.ending && endingText(shot.ending, state, shot.step),
  ]
    .filter(Boolean)
    .join(' ')
}
