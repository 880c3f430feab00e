import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { penaltiesText } from '../../src/strings/penalties.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Dial } from '../poly-fit/Dial.tsx'
import {
  alphaFor,
  ALPHAS,
  fromLink,
  INITIAL,
  KINDS,
  LIMIT,
  moveTo,
  SHAPES,
  shownAt,
  toLink,
  type BudgetState,
  type Vector,
} from './model.ts'
import { Plane } from './Plane.tsx'

const text = penaltiesText.budget
const alphaText = (alpha: number) => (alpha === 0 ? text.none : significantFigures(alpha, 2))
const pair = ([x, y]: Vector) => text.both(decimal(x, 3), decimal(y, 3))

/** Two weights, a cost and a penalty: the best weights, and the budget that would lead to the same. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: BudgetState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const shown = useMemo(() => shownAt(state), [state])
  const change = (part: Partial<BudgetState>) => setState({ ...state, ...part })
  const { w, cost, size, slope, zeros } = shown
  const facts: [string, string][] = [
    [text.facts.weights, pair(w)],
    [text.facts.zeros, String(zeros)],
    [text.facts.cost, decimal(cost, 3)],
    [text.facts.size, decimal(size, 3)],
    [text.facts.slope, pair(slope)],
    [text.facts.pull, pair([-slope[0], -slope[1]])],
  ]

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(alphaText(state.alpha), pair(w), zeros)}
      table={[[text.alpha, alphaText(state.alpha)], ...facts]}
      linkState={() => toLink(state)}
      code={() => codeAddress('penalty-budget', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <div class="budget-parts">
        <Plane id={id} state={state} shown={shown} onMove={(x, y) => setState(moveTo(state, x, y))} />
        <div>
          <div class="fit-choices needs-script">
            {!hidden.has('kind') && (
              <fieldset>
                <legend>{text.kind}</legend>
                {KINDS.map((kind) => (
                  <label key={kind} class="option">
                    <input
                      type="radio"
                      name={`${id}-kind`}
                      checked={kind === state.kind}
                      onChange={() => change({ kind })}
                    />{' '}
                    {text.kinds[kind]}
                  </label>
                ))}
              </fieldset>
            )}
            {!hidden.has('shape') && (
              <Pick
                label={text.shape}
                value={state.shape}
                options={SHAPES.map((shape) => [shape, text.shapes[shape]] as const)}
                onPick={(shape) => change({ shape })}
              />
            )}
          </div>
          <div class="budget-handles needs-script">
            {!hidden.has('alpha') && (
              <Dial
                label={text.alpha}
                values={ALPHAS}
                value={state.alpha}
                say={alphaText}
                onPick={(alpha) => change({ alpha })}
              />
            )}
            {!hidden.has('budget') && (
              <Slider
                name={text.budget}
                label={text.budget}
                value={Math.min(size, shown.most)}
                min={0}
                max={Math.max(0.01, shown.most)}
                step={0.01}
                signed={false}
                onInput={(budget) => change({ alpha: alphaFor(state, budget) })}
              />
            )}
            {!hidden.has('minimum') &&
              text.minimum.map((name, k) => (
                <Slider
                  key={name}
                  name={name}
                  label={name}
                  value={state.m[k]!}
                  min={-LIMIT}
                  max={LIMIT}
                  step={0.05}
                  onInput={(value) =>
                    setState(k === 0 ? moveTo(state, value, state.m[1]) : moveTo(state, state.m[0], value))
                  }
                />
              ))}
          </div>
          <dl class="budget-facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </Frame>
  )
}
