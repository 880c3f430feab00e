import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Metrics } from '../../src/worker/playground-client.ts'
import { lossText, rightOf } from './words.ts'

export interface Shown {
  step: number
  epoch: number
  learningRate: number
  trainLoss: number
  testLoss: number
  train: Metrics
  test: Metrics
}

/** The numbers of a run by name, for the board, the table and tests. */
export function factsOf(
  shown: Shown,
  sizes: readonly [train: number, test: number],
  ofValues: boolean,
): [string, string][] {
  const score = (metrics: Metrics, total: number) =>
    total === 0
      ? '–'
      : ofValues
        ? Number.isNaN(metrics.score)
          ? '–'
          : decimal(metrics.score, 4)
        : text.examples(rightOf(metrics, total), total)
  return [
    [text.epoch, decimal(shown.epoch, Number.isInteger(shown.epoch) ? 0 : 2)],
    [text.update, String(shown.step)],
    [text.trainLoss, lossText(shown.trainLoss)],
    [text.testLoss, lossText(shown.testLoss)],
    [ofValues ? text.r2Train : text.accuracyTrain, score(shown.train, sizes[0])],
    [ofValues ? text.r2Test : text.accuracyTest, score(shown.test, sizes[1])],
  ]
}

export const Facts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl class="play-facts">
    {facts.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** Rows: what an example is; columns: what the network says. */
export function Confusion({ metrics, caption }: { metrics: Metrics; caption: string }) {
  const size = Math.sqrt(metrics.confusion.length)
  if (size === 0) return null
  const classes = Array.from({ length: size }, (_, k) => k)
  return (
    <table class="play-table play-confusion">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td />
          {classes.map((k) => (
            <th scope="col" key={k}>
              {text.said(k)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {classes.map((truth) => (
          <tr key={truth}>
            <th scope="row">{text.truth(truth)}</th>
            {classes.map((said) => (
              <td key={said} class={said === truth ? 'play-diagonal' : ''}>
                {metrics.confusion[truth * size + said]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
