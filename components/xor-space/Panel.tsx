import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { boundaryText } from '../../src/strings/boundaries.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { HiddenMap, InputMap } from './Maps.tsx'
import {
  allPairs,
  BY_HAND,
  fates,
  fromLink,
  HIDDEN_ACTIVATIONS,
  LIMIT,
  measures,
  pairOf,
  stateFrom,
  STEP,
  toLink,
  type HiddenActivation,
  type Neuron,
  type SpaceState,
} from './model.ts'

const text = boundaryText.space
const NEURONS = ['first', 'second', 'output'] as const
const PARTS = ['w1', 'w2', 'b'] as const
/** How many past places of the points are drawn behind them. */
const TRAIL = 60

/** Two inputs, two hidden neurons, one output: the points of XOR move through hidden space as the weights are dragged. */
export function Panel({ id, initial }: { id: string; initial: SpaceState }) {
  // A link can hide: `f`, `first`, `second`, `output`, `hand`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [found, setFound] = useState<ReadonlySet<string>>(new Set())
  const trail = useRef<(readonly [number, number])[][]>([])
  const jump = (next: SpaceState) => {
    trail.current = []
    setState(next)
  }
  useAsTarget('xor-space', id, {
    state: () => toLink(state),
    setState: (next) => jump(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })

  const corners = fates(state)
  const right = corners.filter(({ wanted, answer }) => wanted === answer).length
  const total = useMemo(() => allPairs().length, [])
  useEffect(() => {
    if (right === 4 && state.activation === 'step') setFound((before) => new Set([...before, pairOf(state)]))
  }, [state])
  const drag = (key: (typeof NEURONS)[number], part: keyof Neuron, value: number) => {
    if (key !== 'output') trail.current = [...trail.current, corners.map(({ h }) => h)].slice(-TRAIL)
    setState({ ...state, [key]: { ...state[key], [part]: value } })
  }
  const known = BY_HAND[state.activation]

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        text.activations[state.activation],
        corners
          .map(({ corner, h }) => text.place(corner.join(''), decimal(h[0], 2), decimal(h[1], 2)))
          .join(', '),
        right,
      )}
      table={corners.flatMap(({ corner, h, z }): [string, string][] => [
        [text.hidden(corner.join('')), `(${decimal(h[0], 3)}, ${decimal(h[1], 3)})`],
        [text.sum(corner.join('')), decimal(z, 3)],
      ])}
      linkState={() => toLink(state)}
      code={() => codeAddress('xor-space', import('./code.ts'), state)}
      actions={
        <>
          {known && !hidden.has('hand') && (
            <Button primary onClick={() => jump({ activation: state.activation, ...known })}>
              {text.byHand}
            </Button>
          )}
          <Button onClick={() => jump(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      {!hidden.has('f') && (
        <label class="option needs-script">
          {text.activation}{' '}
          <select
            value={state.activation}
            onChange={(event) =>
              jump({ ...state, activation: event.currentTarget.value as HiddenActivation })
            }
          >
            {HIDDEN_ACTIVATIONS.map((name) => (
              <option key={name} value={name} selected={name === state.activation}>
                {text.activations[name]}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="space">
        <div>
          <p class="space-title">{text.inputTitle}</p>
          <InputMap state={state} fates={corners} />
        </div>
        <div>
          <p class="space-title">{text.hiddenTitle}</p>
          <HiddenMap state={state} fates={corners} trail={[...trail.current, corners.map(({ h }) => h)]} />
        </div>
      </div>
      <p class="gate-right" role="status">
        <b>{text.right(right)}.</b>{' '}
        {right === 4 ? text.solved : state.activation === 'linear' ? text.never : ''}{' '}
        {found.size > 0 && text.found(found.size, total)}
      </p>
      <div class="space-controls needs-script">
        {NEURONS.filter((key) => !hidden.has(key)).map((key) => (
          <fieldset key={key}>
            <legend>{text[key]}</legend>
            {PARTS.map((part) => (
              <Slider
                key={part}
                name={text.part(text[key], part === 'b' ? text.bias : text.weight(Number(part[1])))}
                label={part === 'b' ? <Symbol name="b" /> : <Symbol name="w" index={Number(part[1])} />}
                value={state[key][part]}
                min={-LIMIT}
                max={LIMIT}
                step={STEP}
                decimals={1}
                onInput={(value) => drag(key, part, value)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Frame>
  )
}
