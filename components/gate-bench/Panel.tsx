import { useEffect, useMemo, useState } from 'preact/hooks'
import { boundaryText } from '../../src/strings/boundaries.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { publish } from '../figure/published.ts'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Certificate, Demands } from './Demands.tsx'
import {
  allBut,
  contradictionIn,
  demandsOf,
  fromLink,
  GATES,
  gateOf,
  LIMIT,
  measures,
  solutionsOf,
  stateFrom,
  STEP,
  TABLES,
  toJson,
  toLink,
  type Bit,
  type GateState,
} from './model.ts'
import { Square } from './Square.tsx'

const text = boundaryText.gate

/** One step neuron and the four points of two bits: find weights for a gate, or see why there are none. */
export function Panel({ id, initial }: { id: string; initial: GateState }) {
  // A link can hide: `table`, `w1`, `w2`, `b`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  /** Settings that answered all four points, by table. */
  const [found, setFound] = useState<ReadonlySet<string>>(new Set())
  useAsTarget('gate-bench', id, {
    state: () => toJson(state),
    setState: (next) => setState(stateFrom(next)),
    measure: (next, measure) => measures[measure]?.(next) ?? Number.NaN,
  })

  const demands = demandsOf(state)
  const right = demands.filter(({ holds }) => holds).length
  const key = state.table.join('')
  const contradiction = contradictionIn(state.table)
  const total = useMemo(() => solutionsOf(state.table).length, [key])
  const name = gateOf(state.table)
  const goal = name ? text.gates[name] : text.table(key)
  const own = [...found].filter((entry) => entry.startsWith(`${key} `)).length
  useEffect(() => {
    if (right === 4) setFound((before) => new Set([...before, `${key} ${state.w1} ${state.w2} ${state.b}`]))
    publish(id, { w_1: state.w1, w_2: state.w2, b: state.b })
  }, [state])
  const change = (part: Partial<GateState>) => setState({ ...state, ...part })
  const flip = (corner: number) =>
    change({ table: state.table.map((bit, i) => (i === corner ? ((1 - bit) as Bit) : bit)) })

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        goal,
        decimal(state.w1, 1),
        decimal(state.w2, 1),
        decimal(state.b, 1),
        right,
        !contradiction,
      )}
      table={[
        [text.choose, goal],
        ...(['w1', 'w2', 'b'] as const).map((part): [string, string] => [
          part === 'b' ? text.bias : text.weight(Number(part[1])),
          decimal(state[part], 1),
        ]),
        ...demands.map(({ corner, z }): [string, string] => [text.sum(corner.join('')), decimal(z, 1)]),
        [text.foundName, `${own} / ${total}`],
      ]}
      linkState={() => toLink(state)}
      code={() => codeAddress('gate-bench', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <div class="gates">
        <div>
          {!hidden.has('table') && (
            <div class="gate-choice needs-script" role="group" aria-label={text.choose}>
              {GATES.map((gate) => (
                <Button key={gate} pressed={gate === name} onClick={() => change({ table: TABLES[gate] })}>
                  {text.gates[gate]}
                </Button>
              ))}
            </div>
          )}
          <div class="needs-script">
            {(['w1', 'w2', 'b'] as const)
              .filter((part) => !hidden.has(part))
              .map((part) => (
                <Slider
                  key={part}
                  name={part === 'b' ? text.bias : text.weight(Number(part[1]))}
                  label={part === 'b' ? <Symbol name="b" /> : <Symbol name="w" index={Number(part[1])} />}
                  value={state[part]}
                  min={-LIMIT}
                  max={LIMIT}
                  step={STEP}
                  decimals={1}
                  onInput={(value) => change({ [part]: value })}
                />
              ))}
          </div>
          <Demands demands={demands} onFlip={hidden.has('table') ? undefined : flip} />
        </div>
        <div>
          <Square state={state} demands={demands} />
          <p class="gate-right" role="status">
            <b>{text.right(right)}.</b> {right === 4 ? text.all : contradiction ? '' : text.possible(total)}{' '}
            {own > 0 && text.found(own, total)}
          </p>
        </div>
        {contradiction && (
          <div class="gate-wide">
            <Certificate demands={demands} contradiction={contradiction} />
            <div class="gate-choice needs-script">
              <span>{text.satisfyLabel}</span>
              {demands.map(({ corner }, i) => (
                <Button key={i} onClick={() => change(allBut(state.table, i) ?? {})}>
                  {text.satisfy(corner.join(''))}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
    </Frame>
  )
}
