import { channelsText } from '../../src/strings/channels.en.ts'
import { decimal, parseDecimal, signOf } from '../../src/strings/numbers.ts'
import {
  AREA,
  AREA_NAMES,
  AREAS,
  CHANNELS,
  chosenOf,
  MOST,
  onArea,
  SIDE,
  type ChannelState,
  type Filter,
  type Part,
} from './model.ts'

const text = channelsText.sum
const MIDDLE = (AREA - 1) / 2

/** Numbers of a filter: whole ones without decimals. */
export const numberText = (value: number): string => decimal(value, Number.isInteger(value) ? 0 : 2)

interface Props {
  state: ChannelState
  parts: readonly Part[]
  canEdit: boolean
  onWeights: (weights: number[]) => void
}

/** For each channel the pixels under the window, the weights to edit, and what they add to the sum. */
export function Channels({ state, parts, canEdit, onWeights }: Props) {
  const { weights } = chosenOf(state)
  const type = (at: number, raw: string) => {
    const value = parseDecimal(raw)
    if (value === undefined || !Number.isInteger(value) || Math.abs(value) > MOST) return
    onWeights(weights.map((weight, i) => (i === at ? value : weight)))
  }
  return (
    <div class="channel-blocks">
      {CHANNELS.map((channel, c) => {
        const { pixels, sum } = parts[c]!
        return (
          <fieldset key={channel} class="channel-block">
            <legend>{text.channels[channel]}</legend>
            <div class="channel-grids">
              <table class="kernel-numbers">
                <caption>{text.pixels}</caption>
                <tbody>
                  {[0, 1, 2].map((row) => (
                    <tr key={row}>
                      {pixels.slice(row * SIDE, (row + 1) * SIDE).map((pixel, column) => (
                        <td
                          key={column}
                          class={pixel > 116 ? 'shade-light' : 'shade-dark'}
                          style={{ background: `rgb(${pixel} ${pixel} ${pixel})` }}
                        >
                          {pixel}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
              <div class="channel-weights">
                <p>{text.weights}</p>
                <div>
                  {pixels.map((_, i) => (
                    <input
                      key={i}
                      type="number"
                      min={-MOST}
                      max={MOST}
                      step={1}
                      aria-label={text.weight(
                        text.channelNames[channel],
                        Math.floor(i / SIDE) + 1,
                        (i % SIDE) + 1,
                      )}
                      value={weights[c * AREA + i]}
                      disabled={!canEdit || (state.kernel === 'one' && i !== MIDDLE)}
                      onInput={(event) => type(c * AREA + i, event.currentTarget.value)}
                      onBlur={(event) => (event.currentTarget.value = String(weights[c * AREA + i]))}
                    />
                  ))}
                </div>
              </div>
            </div>
            <p class="channel-part">
              {text.partOf(text.channelNames[channel])}{' '}
              <b class={signOf(sum)} data-part={channel}>
                {decimal(sum, 0)}
              </b>
            </p>
          </fieldset>
        )
      })}
    </div>
  )
}

/** R · f₁ + G · f₂ + B · f₃ + b with its numbers, in the order in which it is computed. */
export function Sum({
  state,
  parts,
  sum,
  output,
}: {
  state: ChannelState
  parts: readonly Part[]
  sum: number
  output: number
}) {
  const { divisor, bias } = chosenOf(state)
  const bracketed = (value: number) => (value < 0 ? `(${decimal(value, 0)})` : decimal(value, 0))
  const quotient = numberText(sum / divisor)
  const first = (3 - sideShown(state)) / 2
  const lines: [string, string][] = [
    [
      text.sumTitle,
      text.total(
        parts.map((part) => bracketed(part.sum)),
        decimal(sum, 0),
      ),
    ],
    [text.divideTitle, text.divided(decimal(sum, 0), divisor, quotient)],
    [
      text.outputTitle(state.row - 1 + first, state.column - 1 + first),
      text.biased(quotient, bracketed(bias), numberText(output)),
    ],
  ]
  return (
    <dl class="channel-sum">
      {lines.map(([title, line], i) => (
        <div key={i}>
          <dt>{title}</dt>
          <dd data-line={i}>{line}</dd>
        </div>
      ))}
    </dl>
  )
}

const sideShown = ({ kernel }: ChannelState): number => (kernel === 'one' ? 1 : SIDE)

/** What the filter answers on areas without any edge. */
export function Areas({ filter, kernel }: { filter: Filter; kernel: ChannelState['kernel'] }) {
  return (
    <div class="channel-areas">
      <p class="kernel-name">{text.areas}</p>
      <dl>
        {AREA_NAMES.map((name) => {
          const value = onArea(filter, kernel, AREAS[name])
          return (
            <div key={name}>
              <dt>
                <span
                  class="channel-swatch"
                  aria-hidden="true"
                  style={{ background: `rgb(${AREAS[name].join(' ')})` }}
                />
                {text.area[name]}
              </dt>
              <dd class={signOf(value)} data-area={name}>
                {numberText(value)}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
