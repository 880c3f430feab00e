import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { ACTIVATIONS, MOST_LAYERS, MOST_UNITS, type PlayLayer } from './model.ts'

interface Props {
  layers: readonly PlayLayer[]
  canResize: boolean
  canActivate: boolean
  onChange: (layers: readonly PlayLayer[]) => void
}

/** How many layers, how many neurons in each, and what each applies. A button at its end keeps the focus: it is off, not gone. */
export function Layers({ layers, canResize, canActivate, onChange }: Props) {
  const change = (index: number, part: Partial<PlayLayer>) =>
    onChange(layers.map((layer, i) => (i === index ? { ...layer, ...part } : layer)))
  return (
    <div class="play-layers needs-script" role="group" aria-label={text.layers}>
      {layers.map(({ units, activation }, i) => (
        <div class="play-layer" key={i}>
          <span class="play-layer-name">{text.layer(i + 1)}</span>
          {canResize && (
            <button
              type="button"
              class="play-round"
              aria-label={text.fewer(i + 1)}
              aria-disabled={units === 1}
              onClick={() => units > 1 && change(i, { units: units - 1 })}
            >
              −
            </button>
          )}
          <span class="play-units">{text.neurons(units)}</span>
          {canResize && (
            <button
              type="button"
              class="play-round"
              aria-label={text.more(i + 1)}
              aria-disabled={units >= MOST_UNITS}
              onClick={() => units < MOST_UNITS && change(i, { units: units + 1 })}
            >
              +
            </button>
          )}
          {canActivate && (
            <select
              aria-label={text.activationOf(i + 1)}
              value={activation}
              onChange={(event) =>
                change(i, { activation: event.currentTarget.value as PlayLayer['activation'] })
              }
            >
              {ACTIVATIONS.map((name) => (
                <option key={name} value={name}>
                  {text.activations[name]}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      {layers.length === 0 && <p class="play-note">{text.noLayers}</p>}
      {canResize && (
        <div class="play-layer-buttons">
          <button
            type="button"
            class="button"
            aria-disabled={layers.length >= MOST_LAYERS}
            onClick={() =>
              layers.length < MOST_LAYERS &&
              onChange([...layers, { units: 2, activation: layers.at(-1)?.activation ?? 'tanh' }])
            }
          >
            {text.addLayer}
          </button>
          <button
            type="button"
            class="button"
            aria-disabled={layers.length === 0}
            onClick={() => onChange(layers.slice(0, -1))}
          >
            {text.removeLayer}
          </button>
        </div>
      )}
    </div>
  )
}
