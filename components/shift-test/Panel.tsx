import { useEffect, useMemo, useRef } from 'preact/hooks'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import type { FeatureMap } from '../kernel-photo/gray.ts'
import { paintGray } from '../kernel-photo/paint.ts'
import { usePhoto } from '../kernel-photo/use-photo.ts'
import {
  FARTHEST,
  fromLink,
  LAYERS,
  measured,
  stepsOf,
  strength,
  toLink,
  type Measured,
  type ShiftState,
  type Tally,
} from './model.ts'

const text = convolutionText.shift
const LANES = ['first', 'second', 'difference'] as const

interface Props {
  id: string
  initial: ShiftState
  size: { height: number; width: number }
  faces: Readonly<Record<(typeof LANES)[number], string>>
  tallies: Pick<Measured, 'inside' | 'border'>
}

/** The picture moved and then computed, computed and then moved, and where the two differ. */
export function Panel({ id, initial, size, faces, tallies }: Props) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const photo = usePhoto()
  const result = useMemo(() => photo && measured(photo, state), [photo, state])
  const { inside, border } = result ?? tallies
  const change = (part: Partial<ShiftState>) => setState({ ...state, ...part })
  const rows = [
    [text.inside, inside],
    [text.border, border],
  ] as const
  const steps = (pixels: number) => decimal(stepsOf(state, pixels), 0)

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        decimal(state.right, 0),
        decimal(state.down, 0),
        grouped(inside.differ),
        grouped(inside.count),
        grouped(border.differ),
      )}
      table={rows.flatMap(([where, tally]) =>
        cellsOf(tally).map((value, i): [string, string] => [text.of(where, text.columns[i]!), value]),
      )}
      linkState={() => toLink(state)}
      code={() => codeAddress('shift-test', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices shift-choices needs-script">
        {!hidden.has('layer') && (
          <label class="option">
            {text.layer}{' '}
            <select
              value={state.layer}
              onChange={(event) => change({ layer: event.currentTarget.value as ShiftState['layer'] })}
            >
              {LAYERS.map((layer) => (
                <option key={layer} value={layer} selected={layer === state.layer}>
                  {text.layers[layer]}
                </option>
              ))}
            </select>
          </label>
        )}
        {(['right', 'down'] as const).map(
          (axis) =>
            !hidden.has(axis) && (
              <Slider
                key={axis}
                name={text[axis]}
                label={text[axis]}
                value={state[axis]}
                min={-FARTHEST}
                max={FARTHEST}
                step={1}
                decimals={0}
                signed={false}
                onInput={(value) => change({ [axis]: value })}
              />
            ),
        )}
      </div>
      <div class="shift-lanes">
        {LANES.map((lane) => (
          <Lane key={lane} name={text[lane]} face={faces[lane]} size={size} map={result?.[lane]} />
        ))}
      </div>
      <p class="shift-moved">{text.moved(steps(state.right), steps(state.down))}</p>
      <table class="shift-ledger">
        <thead>
          <tr>
            <th scope="col">{text.where}</th>
            {text.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([where, tally]) => (
            <tr key={where}>
              <th scope="row">{where}</th>
              {cellsOf(tally).map((value, i) => (
                <td key={i}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}

const grouped = (count: number): string => count.toLocaleString('en')
const cellsOf = ({ count, differ, most }: Tally): string[] => [grouped(count), grouped(differ), grouped(most)]

interface LaneProps {
  name: string
  face: string
  size: { height: number; width: number }
  map: FeatureMap | undefined
}

function Lane({ name, face, size, map }: LaneProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current && map) paintGray(canvas.current, strength(map))
  }, [map])
  return (
    <div>
      <p class="kernel-name">{name}</p>
      <div class="kernel-picture">
        <img src={face} alt={text.picture(name)} width={size.width} height={size.height} />
        <canvas ref={canvas} data-drawing aria-hidden="true" width={size.width} height={size.height} />
      </div>
    </div>
  )
}
