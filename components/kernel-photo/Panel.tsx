import { useMemo } from 'preact/hooks'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Choice } from './Choice.tsx'
import { Editor } from './Editor.tsx'
import type { Gray } from './gray.ts'
import { Ledger } from './Ledger.tsx'
import {
  fromLink,
  lookAt,
  mapOf,
  PRESET_NAMES,
  PRESETS,
  presetOf,
  READINGS,
  sizeOf,
  toLink,
  touchedBy,
  WAYS,
  windowAt,
  type KernelState,
} from './model.ts'
import { Pictures } from './Pictures.tsx'
import { usePhoto } from './use-photo.ts'

const text = convolutionText.kernel

interface Props {
  id: string
  initial: KernelState
  size: { height: number; width: number }
  faces: { input: string; output: string }
  /** The nine pixels of the first window, and the range of the first map: what is known before the photograph is there. */
  patch: readonly number[]
  range: readonly [number, number]
}

/** A kernel on a photograph: edit it, see what it makes, and look up any output or input. */
export function Panel({ id, initial, size, faces, patch, range }: Props) {
  const [state, setState, hidden] = useLinkedState(id, initial, (link, first) => {
    const linked = fromLink(link, first)
    return lookAt(linked, size, linked)
  })
  const photo = usePhoto()
  const first = useMemo(() => withPatch(size, initial, patch), [])
  const known = photo ?? first
  const now = photo ? state : { ...state, side: initial.side, row: initial.row, column: initial.column }
  const map = useMemo(() => photo && mapOf(photo, state), [photo, state.kernel, state.divisor, state.way])
  const [low, high] = useMemo(() => (map ? rangeOf(map.values) : range), [map])
  const change = (part: Partial<KernelState>) => setState({ ...state, ...part })
  const total = state.kernel.reduce((sum, weight) => sum + weight, 0) / state.divisor
  const decimals = state.divisor === 1 ? 0 : 2
  const { height, width } = sizeOf(size, 'output')
  const rows: [string, string][] = [
    [text.learned, String(state.kernel.length)],
    [text.total, decimal(total, decimals)],
    [text.range, text.between(decimal(low!, decimals), decimal(high!, decimals))],
    [text.macs, (state.kernel.length * height * width).toLocaleString('en')],
  ]

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(known, now)}
      table={rows}
      linkState={() => toLink(state)}
      code={() => codeAddress('kernel-photo', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices needs-script">
        {!hidden.has('preset') && (
          <label class="option">
            {text.preset}{' '}
            <select
              value={presetOf(state) ?? ''}
              onChange={(event) => {
                const name = PRESET_NAMES.find((one) => one === event.currentTarget.value)
                if (name) change(PRESETS[name])
              }}
            >
              <option value="" disabled>
                {text.own}
              </option>
              {PRESET_NAMES.map((name) => (
                <option key={name} value={name} selected={name === presetOf(state)}>
                  {text.presets[name]}
                </option>
              ))}
            </select>
          </label>
        )}
        {!hidden.has('way') && (
          <Choice
            id={id}
            name="way"
            legend={text.way}
            values={WAYS}
            words={text.ways}
            value={state.way}
            onPick={(way) => change({ way })}
          />
        )}
        {!hidden.has('reading') && (
          <Choice
            id={id}
            name="reading"
            legend={text.reading}
            values={READINGS}
            words={text.readings}
            value={state.reading}
            onPick={(reading) => change({ reading })}
          />
        )}
      </div>
      <Pictures
        photo={photo}
        map={map}
        state={now}
        faces={faces}
        size={size}
        onLook={(side, row, column) => photo && setState(lookAt(state, size, { side, row, column }))}
      />
      <div class="kernel-numbers-row">
        {!hidden.has('kernel') && <Editor state={state} onChange={change} />}
        <Ledger photo={known} state={now} />
      </div>
      <dl class="batch-facts kernel-facts">
        {rows.map(([name, value]) => (
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
function withPatch(
  { height, width }: { height: number; width: number },
  { row, column }: KernelState,
  patch: readonly number[],
): Gray {
  const values = new Uint8Array(height * width)
  patch.forEach((pixel, i) => (values[(row + Math.floor(i / 3)) * width + column + (i % 3)] = pixel))
  return { height, width, values }
}

function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}

function describe(photo: Gray, state: KernelState): string {
  const { row, column } = state
  if (state.side === 'input') {
    const pixel = photo.values[row * photo.width + column]!
    return text.describeInput(row, column, String(pixel), touchedBy(photo, state).filter(Boolean).length)
  }
  const { sum, output } = windowAt(photo, state)
  return text.describeOutput(row, column, decimal(sum, 0), decimal(output, state.divisor === 1 ? 0 : 2))
}
