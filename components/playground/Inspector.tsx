import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { parseDecimal, signOf } from '../../src/strings/numbers.ts'
import type { RunShot, Trace } from '../../src/worker/playground-client.ts'
import { layerPlaces, type PlayState } from './model.ts'
import { nameOf, shortNumber } from './words.ts'

interface Props {
  state: PlayState
  outputs: number
  layer: number
  unit: number
  parameters: ArrayLike<number>
  gradients: RunShot['gradients']
  trace: Trace | null
  canEdit: boolean
  onWeight: (at: number, value: number) => void
  onClose: () => void
}

/** One neuron in numbers: each weight with where it comes from, its slope and its last update. */
export function Inspector(props: Props) {
  const { state, outputs, layer, unit, parameters, gradients, trace } = props
  const place = layerPlaces({ numFeatures: state.features.length, layers: state.layers, outputs })[layer]
  if (!place || unit >= place.units) return null
  const inputNames =
    layer === 0
      ? state.features.map((feature) => text.featureNames[feature])
      : Array.from({ length: place.inputs }, (_, i) => text.hiddenUnit(layer, i + 1))
  const rows = [
    ...inputNames.map((name, i) => ({
      name,
      label: text.weightFrom(name),
      at: place.weight + unit * place.inputs + i,
      input: inputOf(trace, layer, i),
    })),
    { name: '1', label: text.bias, at: place.bias + unit, input: 1 },
  ]
  const flow = trace?.layers[layer]
  const delta = flow?.delta[unit]
  return (
    <section class="play-inspector" aria-label={nameOf(state, outputs, { layer, unit })}>
      <div class="play-inspector-head">
        <p class="play-heading">{nameOf(state, outputs, { layer, unit })}</p>
        <button type="button" class="button" onClick={props.onClose}>
          {text.close}
        </button>
      </div>
      <p class="play-note">{text.formula}</p>
      <div
        class="play-scroll"
        tabIndex={0}
        role="group"
        aria-label={text.inspect(nameOf(state, outputs, { layer, unit }))}
      >
        <table class="play-table">
          <thead>
            <tr>
              <th scope="col">{text.from}</th>
              <th scope="col">{text.weight}</th>
              <th scope="col">{text.slope}</th>
              <th scope="col">{text.lastUpdate}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, label, at, input }) => (
              <tr key={at}>
                <th scope="row">{name === '1' ? text.bias : name}</th>
                <td>
                  <Weight
                    label={label}
                    value={parameters[at] ?? 0}
                    disabled={!props.canEdit}
                    onChange={(value) => props.onWeight(at, value)}
                  />
                </td>
                <td class="gradient" data-slope>
                  {gradients ? shortNumber(gradients[at]!) : '–'}
                </td>
                <td data-update>
                  {trace && delta !== undefined ? (
                    <Update trace={trace} at={at} input={input} delta={delta} state={state} />
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {trace && flow ? (
        <p class="play-note" data-trace>
          {[
            text.traceSummary(trace.step, shortNumber(trace.loss)),
            trace.batch > 1
              ? text.traceBatch(trace.batch)
              : text.traceExample(
                  trace.example + 1,
                  shortNumber(trace.input[0]!),
                  shortNumber(trace.input[1] ?? 0),
                ),
            trace.batch === 1 &&
              text.plugged(
                rows
                  .map(({ at, input }) => `${shortNumber(trace.before[at]!)} × ${shortNumber(input)}`)
                  .join(' + '),
                shortNumber(flow.z[unit]!),
              ),
            `${text.traceActive} = ${shortNumber(flow.a[unit]!)}, ${text.traceDelta} = ${shortNumber(delta!)}`,
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      ) : (
        <p class="play-note">{text.noTrace}</p>
      )}
      <p class="play-note">{text.slopeMeans}</p>
    </section>
  )
}

const inputOf = (trace: Trace | null, layer: number, i: number): number =>
  (layer === 0 ? trace?.input[i] : trace?.layers[layer - 1]?.a[i]) ?? 0

/** One update of one weight, with its numbers plugged in; plain SGD step by step, others as what became of it. */
function Update({
  trace,
  at,
  input,
  delta,
  state,
}: {
  trace: Trace
  at: number
  input: number
  delta: number
  state: PlayState
}) {
  const [before, slope, after] = [trace.before[at]!, trace.gradient[at]!, trace.after[at]!].map(shortNumber)
  const isPlain = state.optimizer === 'sgd' && state.penalty === 'none'
  return (
    <>
      {trace.batch === 1 && (
        <span class="gradient">{text.slopePlugged(shortNumber(delta), shortNumber(input), slope!)}</span>
      )}
      <span>
        {isPlain
          ? text.updatePlugged(before!, shortNumber(trace.learningRate), slope!, after!)
          : text.updateBecame(before!, after!)}
      </span>
    </>
  )
}

function Weight({
  label,
  value,
  disabled,
  onChange,
}: {
  label: string
  value: number
  disabled: boolean
  onChange: (value: number) => void
}) {
  // What is being typed; a report of the run that arrives meanwhile must not overwrite it.
  const [draft, setDraft] = useState<string>()
  return (
    <input
      class={`play-weight ${signOf(value)}`}
      type="text"
      inputMode="decimal"
      aria-label={label}
      value={draft ?? shortNumber(value)}
      disabled={disabled}
      onInput={(event) => setDraft(event.currentTarget.value)}
      onBlur={() => setDraft(undefined)}
      onChange={(event) => {
        const read = parseDecimal(event.currentTarget.value)
        if (read !== undefined) onChange(read)
        setDraft(undefined)
      }}
    />
  )
}
