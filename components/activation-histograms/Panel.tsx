import { useEffect, useRef, useState } from 'preact/hooks'
import type { Json } from '../../src/exercises/check.ts'
import { activationText } from '../../src/strings/activations.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { HistogramClient } from './client.ts'
import { Histogram } from './Histogram.tsx'
import {
  ACTIVATIONS,
  fromLink,
  hiddenControls,
  SCALE,
  settingsFrom,
  toLink,
  WIDTH,
  type ActivationName,
  type LayerSummary,
  type Settings,
} from './model.ts'

const text = activationText.histograms
const share = (value: number) => `${decimal(value * 100, 0)} %`

interface Props {
  id: string
  initial: Settings
  /** Computed at build: the figure's first face. */
  layers: LayerSummary[]
}

/** What becomes of the activations, layer by layer, for any activation function and any scale of the first weights. */
export function Panel({ id, initial, layers: given }: Props) {
  const [settings, setSettings] = useState(initial)
  /** The layers with the settings that they belong to: what is said is always of what is drawn. */
  const [shown, setShown] = useState({ settings: initial, layers: given })
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [notice, setNotice] = useState('')
  const client = useRef<HistogramClient | null>(null)
  const compute = (next: Settings) => (client.current ??= new HistogramClient()).run(next)

  const change = async (next: Settings) => {
    setSettings(next)
    try {
      const layers = await compute(next)
      if (!layers) return
      setShown({ settings: next, layers })
      setNotice('')
    } catch {
      setNotice(text.failed)
    }
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    const linked = fromLink(link, initial)
    setHidden(hiddenControls(link))
    if (JSON.stringify(linked) !== JSON.stringify(initial)) void change(linked)
    return () => client.current?.dispose()
  }, [])

  useAsTarget('activation-histograms', id, {
    state: () => ({ ...settings }),
    setState: (state) => void change(settingsFrom(state)),
    measure: (state, measure) => measured(state, measure),
  })
  /** In a worker of its own: a judge's question must not be overtaken by what the reader drags meanwhile. */
  const measured = async (state: Json, measure: string) => {
    const judge = new HistogramClient()
    try {
      return await judge.measure(state, measure)
    } finally {
      judge.dispose()
    }
  }

  const { layers } = shown
  const name = activationText.names[shown.settings.activation]
  const [first, last] = [layers[0]!, layers.at(-1)!]
  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        name,
        decimal(shown.settings.scale, 2),
        [significantFigures(first.std, 3), significantFigures(last.std, 3)],
        [significantFigures(first.signal, 2), significantFigures(last.signal, 2)],
        share(last.flat),
        last.dead,
      )}
      table={layers.flatMap((layer, i) =>
        factsOf(layer).map(([key, value]) => [text.inLayer(i + 1, key), value] as const),
      )}
      linkState={() => toLink(settings)}
      actions={
        <>
          {!hidden.has('scale') && (
            <>
              <Button onClick={() => change({ ...settings, scale: 1 })}>{text.xavier}</Button>
              <Button onClick={() => change({ ...settings, scale: Math.SQRT2 })}>{text.kaiming}</Button>
            </>
          )}
          {!hidden.has('seed') && (
            <Button onClick={() => change({ ...settings, seed: settings.seed + 1 })}>
              {ui.figure.newSeed}
            </Button>
          )}
          <Button onClick={() => change({ ...initial, seed: settings.seed })}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="histogram-controls needs-script">
        {!hidden.has('f') && (
          <label class="option">
            {text.activation}{' '}
            <select
              value={settings.activation}
              onChange={(event) =>
                change({ ...settings, activation: event.currentTarget.value as ActivationName })
              }
            >
              {ACTIVATIONS.map((activation) => (
                <option key={activation} value={activation} selected={activation === settings.activation}>
                  {activationText.names[activation]}
                </option>
              ))}
            </select>
          </label>
        )}
        {!hidden.has('scale') && (
          <div class="scale-slider">
            <Slider
              name={text.scale}
              label={text.scale}
              value={settings.scale}
              {...SCALE}
              signed={false}
              onInput={(scale) => change({ ...settings, scale })}
            />
          </div>
        )}
      </div>
      <div class="layer-rows" data-shown={JSON.stringify(shown.settings)}>
        {layers.map((layer, i) => (
          <div class="layer-row" key={i}>
            <p class="layer-name">{text.layer(i + 1)}</p>
            <Histogram layer={i + 1} summary={layer} />
            <dl>
              {factsOf(layer).map(([key, value]) => (
                <div key={key}>
                  <dt>{key}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p class="frame-notice" role="alert" hidden={notice === ''}>
        {notice}
      </p>
    </Frame>
  )
}

const factsOf = (layer: LayerSummary): [string, string][] => [
  [text.mean, significantFigures(layer.mean, 2)],
  [text.std, significantFigures(layer.std, 3)],
  [text.signal, significantFigures(layer.signal, 2)],
  [text.flat, share(layer.flat)],
  [text.zero, share(layer.zero)],
  [text.dead, text.of(layer.dead, WIDTH)],
]
