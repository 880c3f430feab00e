import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { poolingText } from '../../src/strings/pooling.en.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Choice } from '../kernel-photo/Choice.tsx'
import { Chart } from './Chart.tsx'
import {
  countOf,
  FARTHEST,
  fromLink,
  INITIAL,
  KINDS,
  MEASURES,
  PART,
  toLink,
  WINDOWS,
  type AllSeries,
  type ShiftState,
} from './model.ts'

const text = poolingText.shift
export const percent = (tenths: number): string => text.percent(decimal(tenths / 10, 1))

interface Props {
  id: string
  face: string
  size: { height: number; width: number }
  all: AllSeries
}

/** How much of a pooled map changes, and how much stays, when the photograph is moved. */
export function Panel({ id, face, size, all }: Props) {
  const [state, setState, hidden] = useLinkedState(id, INITIAL, fromLink)
  const series = all[state.window]!
  const change = (part: Partial<ShiftState>) => setState({ ...state, ...part })
  const rows = KINDS.map((kind) => ({
    kind,
    name: text.kinds[kind],
    outputs: countOf(kind, state.window).toLocaleString('en'),
    change: percent(series[kind].change[state.right]!),
    kept: percent(series[kind].kept[state.right]!),
  }))
  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        state.right,
        state.window,
        rows.map((row) => text.value(row.name, row.change)),
      )}
      table={rows.flatMap((row): [string, string][] => [
        [text.of(row.name, text.head.change), row.change],
        [text.of(row.name, text.head.kept), row.kept],
      ])}
      linkState={() => toLink(state)}
      code={() => codeAddress('pool-shift', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(INITIAL)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices pool-choices needs-script">
        {!hidden.has('window') && (
          <PickNumber
            label={text.window}
            value={state.window}
            values={WINDOWS}
            say={text.square}
            onPick={(window) => change({ window })}
          />
        )}
        {!hidden.has('right') && (
          <Slider
            name={text.shift}
            label={text.shift}
            value={state.right}
            min={0}
            max={FARTHEST}
            step={1}
            decimals={0}
            signed={false}
            onInput={(right) => change({ right })}
          />
        )}
        {!hidden.has('measure') && (
          <Choice
            id={id}
            name="measure"
            legend={text.measure}
            values={MEASURES}
            words={text.measures}
            value={state.measure}
            onPick={(measure) => change({ measure })}
          />
        )}
      </div>
      <div class="pool-measured">
        <div>
          <div class="kernel-picture">
            <img src={face} alt={text.map} width={size.width} height={size.height} />
            <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
              {['pool-halo', 'pool-part'].map((name) => (
                <rect
                  key={name}
                  class={name}
                  x={PART.column - state.right}
                  y={PART.row}
                  width={PART.width}
                  height={PART.height}
                />
              ))}
              <path class="pool-windows" d={windowLines(state)} />
            </svg>
          </div>
        </div>
        <Chart state={state} series={series} onPick={(right) => change({ right })} />
      </div>
      <table class="pool-ledger">
        <thead>
          <tr>
            <th scope="col">{text.head.kind}</th>
            <th scope="col">{text.head.outputs}</th>
            <th scope="col">{text.head.change}</th>
            <th scope="col">{text.head.kept}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.kind} data-kind={row.kind}>
              <th scope="row">{row.name}</th>
              <td>{row.outputs}</td>
              <td>{row.change}</td>
              <td>{row.kept}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

/** The windows of the first row and column, as marks along the frame. */
function windowLines({ window, right }: ShiftState): string {
  const left = PART.column - right
  const across = Array.from(
    { length: Math.floor(PART.width / window) },
    (_, i) => `M${left + i * window} ${PART.row}v${window}`,
  )
  const down = Array.from(
    { length: Math.floor(PART.height / window) },
    (_, i) => `M${left} ${PART.row + i * window}h${window}`,
  )
  return [...across, ...down].join('')
}
