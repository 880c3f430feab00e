import { useMemo } from 'preact/hooks'
import { channelsText } from '../../src/strings/channels.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Pick, PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Choice } from '../kernel-photo/Choice.tsx'
import { Areas, Channels, numberText, Sum } from './Ledger.tsx'
import {
  AREA,
  CHANNELS,
  chosenOf,
  countsOf,
  DIVISORS,
  fromLink,
  INITIAL,
  KERNELS,
  lookAt,
  measures,
  MOST_BIAS,
  PRESET_NAMES,
  PRESETS,
  presetOf,
  READINGS,
  SIDE,
  stateFrom,
  sumAt,
  toLink,
  VIEWS,
  withFilter,
  type ChannelState,
  type Colors,
} from './model.ts'
import { Pictures } from './Pictures.tsx'
import { flower, useFlower } from './use-flower.ts'

const text = channelsText.sum
const grouped = (count: number): string => count.toLocaleString('en')

interface Props {
  id: string
  size: { height: number; width: number }
  faces: readonly string[]
  /** The window of the first face, (3, 3, 3): what is known before the photograph is there. */
  patch: readonly number[]
}

/** Four filters on a color photograph: what each channel adds, the bias, and a map for each filter. */
export function Panel({ id, size, faces, patch }: Props) {
  const [state, setState, hidden] = useLinkedState(id, INITIAL, fromLink)
  const photo = useFlower()
  useAsTarget('channel-sum', id, {
    state: () => toLink(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })
  const first = useMemo(() => withPatch(size, patch), [])
  const now = photo ? state : { ...state, row: INITIAL.row, column: INITIAL.column }
  const { parts, sum, output } = sumAt(photo ?? first, now)
  const change = (part: Partial<ChannelState>) => setState({ ...state, ...part })
  const filter = chosenOf(state)
  const counts = countsOf(state, size)
  const sums = parts.map((part) => decimal(part.sum, 0))
  const facts: [string, string][] = [
    [text.facts.output, counts.output.join(' × ')],
    [text.facts.parameters, grouped(counts.parameters)],
    [text.facts.macs, grouped(counts.macs)],
    [text.facts.dense, grouped(counts.dense)],
  ]
  const preset = presetOf(filter)

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(state.chosen + 1, now.row, now.column, sums, numberText(output))}
      table={[
        ...CHANNELS.map((channel, c): [string, string] => [
          text.partOf(text.channelNames[channel]),
          sums[c]!,
        ]),
        [text.bias, numberText(filter.bias)],
        [text.outputTitle(now.row, now.column), numberText(output)],
        ...facts,
      ]}
      linkState={() => toLink(state)}
      code={async () => (await import('./code-link.ts')).codeAddress(await flower(), state)}
      actions={<Button onClick={() => setState(INITIAL)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices needs-script">
        {!hidden.has('kernel') && (
          <Choice
            id={id}
            name="kernel"
            legend={text.kernel}
            values={KERNELS}
            words={text.kernels}
            value={state.kernel}
            onPick={(kernel) => change({ kernel })}
          />
        )}
        {!hidden.has('view') && (
          <Pick
            label={text.view}
            value={state.view}
            options={VIEWS.map((view) => [view, text.views[view]] as const)}
            onPick={(view) => change({ view })}
          />
        )}
        {!hidden.has('reading') && (
          <Pick
            label={text.reading}
            value={state.reading}
            options={READINGS.map((reading) => [reading, text.readings[reading]] as const)}
            onPick={(reading) => change({ reading })}
          />
        )}
      </div>
      <Pictures
        photo={photo}
        state={now}
        size={size}
        faces={faces}
        onLook={(row, column) => photo && setState(lookAt(state, size, row, column))}
        onChoose={(chosen) => change({ chosen })}
      />
      <div class="kernel-choices channel-filter needs-script">
        {!hidden.has('preset') && (
          <Pick
            label={text.preset(state.chosen + 1)}
            value={preset ?? 'own'}
            options={[
              ...(preset ? [] : [['own', text.own] as const]),
              ...PRESET_NAMES.map((name) => [name, text.presets[name]] as const),
            ]}
            onPick={(name) => name !== 'own' && setState(withFilter(state, PRESETS[name]))}
          />
        )}
        {!hidden.has('divisor') && (
          <PickNumber
            label={text.divisor}
            value={filter.divisor}
            values={DIVISORS}
            onPick={(divisor) => setState(withFilter(state, { divisor }))}
          />
        )}
        {!hidden.has('bias') && (
          <Slider
            name={text.bias}
            label={text.bias}
            value={filter.bias}
            min={-MOST_BIAS}
            max={MOST_BIAS}
            step={5}
            decimals={0}
            onInput={(bias) => setState(withFilter(state, { bias }))}
          />
        )}
      </div>
      <Channels
        state={now}
        parts={parts}
        canEdit={!hidden.has('weights')}
        onWeights={(weights) => setState(withFilter(state, { weights }))}
      />
      <Sum state={now} parts={parts} sum={sum} output={output} />
      <Areas filter={filter} kernel={state.kernel} />
      <dl class="batch-facts kernel-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Frame>
  )
}

/** A photograph of which only the first window is known: enough for the first face's arithmetic. */
function withPatch({ height, width }: { height: number; width: number }, patch: readonly number[]): Colors {
  const pixels = new Uint8Array(3 * height * width)
  patch.forEach((pixel, i) => {
    const [c, p, q] = [Math.floor(i / AREA), Math.floor((i % AREA) / SIDE), i % SIDE]
    pixels[(c * height + INITIAL.row - 1 + p) * width + INITIAL.column - 1 + q] = pixel
  })
  return { height, width, pixels }
}
