import { descentText as text } from '../../src/strings/descent.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Gauge } from './Gauge.tsx'
import type { Forecast, Visit } from './model.ts'
import { amount, plugged, slopeName, verdictOf, weightName } from './words.ts'

const SHOWN = 5

interface Props {
  path: readonly Visit[]
  ahead: Forecast
  learningRate: number
}

/** What curvature says before the step, the step with its numbers, and the last places of the path. */
export function Side({ path, ahead, learningRate }: Props) {
  const now = path.at(-1)!
  const dims = now.w.length
  const first = Math.max(0, path.length - SHOWN)
  return (
    <div class="descent-side">
      <p class="descent-heading">{text.forecast}</p>
      <Gauge ahead={ahead} learningRate={learningRate} />
      <p class="descent-verdict">{verdictOf(ahead, learningRate)}</p>
      <table class="descent-table">
        <thead>
          <tr>
            <th scope="col">{text.curvature}</th>
            <th scope="col">{text.factor}</th>
            <th scope="col">{text.then}</th>
          </tr>
        </thead>
        <tbody>
          {ahead.local.curvatures.map(({ value }, i) => (
            <tr key={i}>
              <td>{amount(value)}</td>
              <td>{decimal(ahead.factors[i]!, 4)}</td>
              <td>{text.regimes[ahead.regimes[i]!]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="descent-note">{ahead.isExact ? text.exact : text.local}</p>
      <p class="descent-heading">{text.ledger}</p>
      <dl class="descent-ledger">
        {plugged(now, learningRate).map((line, i) => (
          <div key={i}>
            <dt>
              {weightName(i, dims)} − η {slopeName(i, dims)}
            </dt>
            <dd>{line}</dd>
          </div>
        ))}
      </dl>
      <p class="descent-heading">{text.visits}</p>
      <table class="descent-table descent-path">
        <thead>
          <tr>
            <th scope="col">{text.stepColumn}</th>
            {now.w.map((_, i) => (
              <th scope="col" key={i}>
                {weightName(i, dims)}
              </th>
            ))}
            <th scope="col">{text.cost}</th>
          </tr>
        </thead>
        <tbody>
          {path.slice(first).map((visit, i) => (
            <tr key={first + i}>
              <td>{first + i}</td>
              {visit.w.map((value, k) => (
                <td key={k}>{amount(value)}</td>
              ))}
              <td>{amount(visit.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
