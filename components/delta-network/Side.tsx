import { deltasText as text } from '../../src/strings/deltas.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { finiteDifference, gradientsByEngine } from './engine-check.ts'
import { hasReached, stageOf, type DeltaState } from './model.ts'
import type { Outcome, Sweep } from './network.ts'
import { biasLinesOf, exact, linesOf, noteOf, type Line } from './words.ts'

/** The lines of this stage with their numbers. */
export function StageLines({ state, pass }: { state: DeltaState; pass: Sweep }) {
  const isUpdate = state.stage === 'update'
  return (
    <div class="delta-stage">
      <p class="delta-note">{noteOf(state)}</p>
      <Lines lines={linesOf(state, pass)} isBackward={state.stage !== 'forward' && !isUpdate} />
      {isUpdate && (
        <>
          <p class="delta-note">{text.biasNotes[state.biases]}</p>
          <Lines lines={biasLinesOf(state, pass)} isBackward={false} />
        </>
      )}
    </div>
  )
}

function Lines({ lines, isBackward }: { lines: readonly Line[]; isBackward: boolean }) {
  if (lines.length === 0) return null
  return (
    <dl class={isBackward ? 'delta-lines backward' : 'delta-lines'}>
      {lines.map(({ name, how, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span class="delta-how">{how}</span> <b>= {value}</b>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Twelve digits are more than a central difference in doubles gives; eight decimals are safely right. */
const AGREEMENT = 1e-8

/** One weight’s gradient three ways. The last two know nothing of deltas. */
export function Ledger({ state, pass }: { state: DeltaState; pass: Sweep }) {
  const name = text.weight(state.edge)
  const isKnown = hasReached(state, stageOf(state.edge))
  const byDelta = pass.gradW[state.edge - 1]!
  const byEngine = gradientsByEngine(pass.before, state.error)[state.edge - 1]!
  const byNudge = finiteDifference(pass.before, state.edge - 1, state.error)
  const agrees = Math.abs(byDelta - byEngine) < AGREEMENT
  const rows = [
    [text.ways.delta, isKnown ? exact(byDelta) : text.notYet],
    [text.ways.engine, exact(byEngine)],
    [text.ways.difference, exact(byNudge)],
  ] as const
  return (
    <div class="delta-ledger">
      <p class="delta-heading">{text.ledger(name)}</p>
      <table>
        <tbody>
          {rows.map(([way, value]) => (
            <tr key={way}>
              <th scope="row">{way}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class={isKnown ? `delta-verdict ${agrees ? 'good' : 'bad'}` : 'delta-verdict'}>
        {isKnown ? (agrees ? text.agrees : text.disagrees) : text.waiting}
      </p>
    </div>
  )
}

/** Where the network stands at first, after one update and after ten thousand. */
export function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  return (
    <div class="delta-outcomes">
      <p class="delta-heading" id="delta-outcomes">
        {text.outcomes}
      </p>
      <table aria-labelledby="delta-outcomes">
        <thead>
          <tr>
            <th scope="col">{text.columns.updates}</th>
            <th scope="col">{text.columns.error}</th>
            {text.columns.outputs.map((output) => (
              <th key={output} scope="col">
                {output}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ updates, error, outputs }) => (
            <tr key={updates}>
              <td>{updates.toLocaleString('en-US')}</td>
              <td>{decimal(error, error < 1e-3 ? 11 : 9)}</td>
              {outputs.map((output, k) => (
                <td key={k}>{decimal(output, 9)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
