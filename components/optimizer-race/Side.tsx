import { momentumText } from '../../src/strings/momentum.en.ts'
import { LANES, type LaneName, type RaceState, type Visit } from './model.ts'
import { costText, ledgerOf, MOST_ROWS } from './words.ts'

const text = momentumText.race

interface Props {
  id: string
  state: RaceState
  paths: Record<LaneName, readonly Visit[]>
  lost: ReadonlySet<LaneName>
  onFollow: (lane: LaneName) => void
}

/** Who is where, and the followed optimizer's last step in numbers. */
export function Side({ id, state, paths, lost, onFollow }: Props) {
  const { follow } = state
  const visit = paths[follow].at(-1)!
  const step = paths[follow].length - 1
  const rows = ledgerOf(visit)
  const rest = Array.from({ length: MOST_ROWS - rows.length }, (_, i) => i)
  return (
    <div class="race-side">
      <table class="descent-table race-standings">
        <thead>
          <tr>
            <th scope="col">{text.standings.lane}</th>
            <th scope="col">{text.standings.rate}</th>
            <th scope="col">{text.standings.cost}</th>
          </tr>
        </thead>
        <tbody>
          {LANES.map((lane, i) => (
            <tr key={lane}>
              <td>
                <label class="option">
                  <input
                    type="radio"
                    name={`${id}-follow`}
                    checked={lane === follow}
                    onChange={() => onFollow(lane)}
                  />
                  {i + 1} {text.lanes[lane]}
                </label>
              </td>
              <td>{state.rates[lane]}</td>
              <td>{lost.has(lane) ? text.lost : costText(paths[lane].at(-1)!.cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="descent-heading">
        {step === 0 ? text.start(text.lanes[follow]) : text.ledger(text.lanes[follow], String(step))}
      </p>
      <table class="descent-table race-ledger-table">
        <thead>
          <tr>
            <td></td>
            <th scope="col">{text.weight(1)}</th>
            <th scope="col">{text.weight(2)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, first, second]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{first}</td>
              <td>{second}</td>
            </tr>
          ))}
          {rest.map((i) => (
            <tr key={i} aria-hidden="true">
              <td class="race-empty"></td>
              <td></td>
              <td></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
