import { activationText } from '../../src/strings/activations.en.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { Pick } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useComputed } from '../figure/use-computed.ts'
import { histogramClient } from './client.ts'
import { Histogram } from './Histogram.tsx'
import {
  ACTIVATIONS,
  fromLink,
  SCALE,
  settingsFrom,
  toLink,
  WIDTH,
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
  // A link can hide: `f`, `scale`, `seed`, `reset`.
  const {
    state: settings,
    shown,
    hidden,
    notice,
    change,
    measure,
  } = useComputed(id, {
    initial,
    given,
    fromLink,
    client: histogramClient,
    failed: text.failed,
  })
  useAsTarget('activation-histograms', id, {
    state: () => ({ ...settings }),
    setState: (state) => void change(settingsFrom(state)),
    measure,
  })
  const layers = shown.answer
  const name = activationText.names[shown.state.activation]
  const [first, last] = [layers[0]!, layers.at(-1)!]
  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        name,
        decimal(shown.state.scale, 2),
        [significantFigures(first.std, 3), significantFigures(last.std, 3)],
        [significantFigures(first.signal, 2), significantFigures(last.signal, 2)],
        share(last.flat),
        last.dead,
      )}
      table={layers.flatMap((layer, i) =>
        factsOf(layer).map(([key, value]) => [text.inLayer(i + 1, key), value] as const),
      )}
      linkState={() => toLink(settings)}
      code={() => codeAddress('activation-histograms', import('./code.ts'), settings)}
      actions={
        <RunControls
          hidden={hidden}
          onReset={() => void change({ ...initial, seed: settings.seed })}
          onNewSeed={() => void change({ ...settings, seed: settings.seed + 1 })}
        >
          {!hidden.has('scale') && (
            <>
              <Button onClick={() => change({ ...settings, scale: 1 })}>{text.xavier}</Button>
              <Button onClick={() => change({ ...settings, scale: Math.SQRT2 })}>{text.kaiming}</Button>
            </>
          )}
        </RunControls>
      }
    >
      <div class="histogram-controls needs-script">
        {!hidden.has('f') && (
          <Pick
            label={text.activation}
            value={settings.activation}
            options={ACTIVATIONS.map((each) => [each, activationText.names[each]] as const)}
            onPick={(activation) => void change({ ...settings, activation })}
          />
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
      <div class="layer-rows" data-shown={JSON.stringify(shown.state)}>
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
