import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { parseDecimal } from '../../src/strings/numbers.ts'
import { poolingText } from '../../src/strings/pooling.en.ts'
import { Pick, PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Choice } from '../kernel-photo/Choice.tsx'
import { LaneGrid, short } from './LaneGrid.tsx'
import {
  fitted,
  fromLink,
  INCOMING,
  INITIAL,
  isInWindow,
  lanesOf,
  lookAtInput,
  measures,
  MOST,
  movedInput,
  PRESETS,
  presetOf,
  SIDE,
  stateFrom,
  STEPS,
  toLink,
  VIEWS,
  windowOf,
  WINDOWS,
  withValue,
  type Lane,
  type PoolState,
  type PresetName,
} from './model.ts'

const text = poolingText.lanes
const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** How a lane comes to its marked output, or where it sends what comes back. */
export function reasonOf(state: PoolState, { kind, marked }: Lane): string {
  const inside = windowOf(state)
  if (state.view === 'backward') {
    if (kind === 'average') return text.backward.average(inside.length)
    return kind === 'global' ? text.backward.global(SIDE * SIDE) : text.backward[kind]
  }
  const squares = total(inside.map((value) => value * value))
  const parts = [total(inside), inside.length, squares, total(state.values), SIDE * SIDE].map(short)
  return text.forward[kind](parts, short(marked))
}

/** The same input in six lanes, forward and backward. */
export function Panel({ id }: { id: string }) {
  const [state, setState, hidden] = useLinkedState(id, INITIAL, fromLink)
  useAsTarget('pool-lanes', id, {
    state: () => toLink(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })
  const lanes = useMemo(() => lanesOf(state), [state])
  const change = (part: Partial<PoolState>) => setState(fitted({ ...state, ...part }))
  const isBack = state.view === 'backward'
  const preset = presetOf(state)
  const options = (Object.keys(PRESETS) as PresetName[]).map((name) => [name, text.presets[name]] as const)

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(state, lanes)}
      table={lanes.flatMap((lane): [string, string][] => [
        [text.of(text.kinds[lane.kind], text.facts.marked), short(lane.marked)],
        [text.of(text.kinds[lane.kind], text.facts.arrives), short(lane.arrives)],
        [text.of(text.kinds[lane.kind], text.facts.changed), String(lane.changed)],
      ])}
      linkState={() => toLink(state)}
      code={() => codeAddress('pool-lanes', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(INITIAL)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices pool-choices needs-script">
        {!hidden.has('view') && (
          <Choice
            id={id}
            name="view"
            legend={text.view}
            values={VIEWS}
            words={text.views}
            value={state.view}
            onPick={(view) => change({ view })}
          />
        )}
        {!hidden.has('incoming') && (
          <Pick
            label={text.incoming}
            value={state.incoming}
            options={INCOMING.map((one) => [one, text.incomings[one]] as const)}
            disabled={!isBack}
            onPick={(incoming) => change({ incoming })}
          />
        )}
        {!hidden.has('window') && (
          <PickNumber
            label={text.window}
            value={state.window}
            values={WINDOWS}
            say={text.square}
            onPick={(window) => change({ window })}
          />
        )}
        {!hidden.has('stride') && (
          <PickNumber
            label={text.stride}
            value={state.stride}
            values={STEPS}
            onPick={(stride) => change({ stride })}
          />
        )}
      </div>
      <div class="pool-body">
        <div class="pool-source">
          <p class="kernel-name">{text.input}</p>
          <Input state={state} onChange={setState} />
          <div class="pool-input-controls needs-script">
            {!hidden.has('right') && (
              <Slider
                name={text.right}
                label={text.right}
                value={state.right}
                min={0}
                max={SIDE - 1}
                step={1}
                decimals={0}
                signed={false}
                onInput={(right) => change({ right })}
              />
            )}
            {!hidden.has('preset') && (
              <Pick
                label={text.preset}
                value={preset ?? 'own'}
                options={preset ? options : [...options, ['own', text.own] as const]}
                onPick={(name) => name !== 'own' && change({ values: PRESETS[name] })}
              />
            )}
          </div>
        </div>
        <div class="pool-lanes">
          {lanes.map((lane) => (
            <div class="pool-lane" key={lane.kind}>
              <p class="kernel-name">{text.kinds[lane.kind]}</p>
              <LaneGrid
                state={state}
                lane={lane}
                onLook={(side, row, column) =>
                  setState(
                    side === 'input' ? lookAtInput(state, row, column) : fitted({ ...state, row, column }),
                  )
                }
                onStep={(down, right) => change({ row: state.row + down, column: state.column + right })}
              />
              <p class="pool-reason">
                <b>{reasonOf(state, lane)}</b>
                <span>
                  {isBack
                    ? text.arrives(short(lane.arrives))
                    : state.right === 0
                      ? text.still
                      : text.changed(lane.changed, lane.size ** 2)}
                </span>
              </p>
            </div>
          ))}
        </div>
      </div>
    </Frame>
  )
}

/** The input as fields to type into, as it lies after the move; the marked window is framed. */
function Input({ state, onChange }: { state: PoolState; onChange: (state: PoolState) => void }) {
  const type = (at: number, raw: string) => {
    const value = parseDecimal(raw)
    if (value === undefined || !Number.isInteger(value) || Math.abs(value) > MOST) return
    onChange(withValue(state, at, value))
  }
  return (
    <div class="pool-input">
      {movedInput(state).map((value, i) => {
        const [row, column] = [Math.floor(i / SIDE), i % SIDE]
        const at = row * SIDE + ((column - state.right + SIDE) % SIDE)
        return (
          <input
            key={i}
            type="number"
            min={-MOST}
            max={MOST}
            step={1}
            class={isInWindow(state, row, column) ? 'marked' : ''}
            aria-label={text.cell(row + 1, column + 1)}
            value={value}
            onInput={(event) => type(at, event.currentTarget.value)}
            onBlur={(event) => (event.currentTarget.value = String(value))}
          />
        )
      })}
    </div>
  )
}

function describe(state: PoolState, lanes: readonly Lane[]): string {
  if (state.view === 'backward')
    return text.describeBack(lanes.map((lane) => text.value(text.kinds[lane.kind], short(lane.arrives))))
  const values = lanes.map((lane) => text.value(text.kinds[lane.kind], short(lane.marked)))
  return text.describe(state.window, state.row, state.column, values)
}
