import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { CLIP, Ground, pathOf, px, py, VIEW_BOX } from '../poly-fit/Curve.tsx'
import { Dial } from '../poly-fit/Dial.tsx'
import { GRID, placesOf, targetsOf, truth } from '../poly-fit/fit.ts'
import { errorText, valueText } from '../poly-fit/words.ts'
import { Ledger } from '../controls/Ledger.tsx'
import { Filters, Names } from './Filters.tsx'
import {
  ALPHAS,
  fromLink,
  INITIAL,
  largestGap,
  matched,
  ridgeFit,
  shownAt,
  STEPS,
  toLink,
  type FilterState,
  type Shown,
} from './model.ts'

const text = regularizationText.filter
const TRUTH = GRID.map(truth)
const alphaText = (alpha: number) => (alpha === 0 ? text.none : significantFigures(alpha, 2))
const stepsText = (steps: number) => valueText('steps', steps)

/** Early stopping and ridge on the same examples: what each learns, direction by direction. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: FilterState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const shown = useMemo(() => shownAt(state), [state])
  const change = (part: Partial<FilterState>) => setState({ ...state, ...part })
  const rows = rowsOf(shown)
  const directions = shown.directions.map(({ curvature, stopped, ridge }) => [
    significantFigures(curvature, 2),
    decimal(stopped, 4),
    decimal(ridge, 4),
    decimal(stopped - ridge, 4),
  ])

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        stepsText(state.steps),
        alphaText(state.alpha),
        errorText(shown.stopped.test),
        errorText(shown.ridge.test),
        decimal(largestGap(shown), 3),
      )}
      table={[
        [text.steps, stepsText(state.steps)],
        [text.alpha, alphaText(state.alpha)],
        ...rows.flatMap(([name, a, b]): [string, string][] => [
          [text.of(name, text.stopped), a],
          [text.of(name, text.ridge), b],
        ]),
      ]}
      linkState={() => toLink(state)}
      code={() => codeAddress('fit-filters', import('./code.ts'), state)}
      actions={
        <>
          <Button
            primary
            disabled={state.steps === Infinity}
            onClick={() => change({ alpha: Math.min(10, matched(state.steps)) })}
          >
            {text.match}
          </Button>
          <Button onClick={() => change({ seed: state.seed + 1 })}>{text.newData}</Button>
          <Button onClick={() => setState({ ...initial, seed: state.seed })}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="fit-handles needs-script">
        {!hidden.has('steps') && (
          <Dial
            label={text.steps}
            values={STEPS}
            value={state.steps}
            say={stepsText}
            onPick={(steps) => change({ steps })}
          />
        )}
        {!hidden.has('alpha') && (
          <Dial
            label={text.alpha}
            values={ALPHAS}
            value={state.alpha}
            say={alphaText}
            onPick={(alpha) => change({ alpha })}
          />
        )}
      </div>
      <div class="fit-pictures">
        <Filters state={state} shown={shown} />
        <Fits state={state} shown={shown} id={id} />
      </div>
      <div class="fit-numbers even">
        <Ledger head={[text.direction, text.stopped, text.ridge, text.difference]} rows={directions} />
        <Ledger head={[text.summary, text.stopped, text.ridge]} rows={rows} />
      </div>
    </Frame>
  )
}

const rowsOf = ({ stopped, ridge, wins }: Shown): [string, string, string][] => [
  [text.test, errorText(stopped.test), errorText(ridge.test)],
  [
    text.spread,
    text.range(errorText(stopped.low), errorText(stopped.high)),
    text.range(errorText(ridge.low), errorText(ridge.high)),
  ],
  [text.lower, text.share(wins[0]), text.share(wins[1])],
]

function Fits({ state, shown, id }: { state: FilterState; shown: Shown; id: string }) {
  const fit = ridgeFit(state)
  const targets = targetsOf(fit, 0)
  return (
    <svg class="fit-curve" data-drawing viewBox={VIEW_BOX} role="img" aria-label={text.curves}>
      <defs>
        <clipPath id={`${id}-fits`}>
          <rect {...CLIP} />
        </clipPath>
      </defs>
      <Ground />
      <g clip-path={`url(#${id}-fits)`}>
        <path class="truth" d={pathOf(TRUTH)} />
        <path class="fitted" d={pathOf(shown.stopped.one.curve)} />
        <path class="fitted second" d={pathOf(shown.ridge.one.curve)} />
        {placesOf(fit.count).map((x, i) => (
          <circle key={i} class="given-point" cx={px(x)} cy={py(targets[i]!)} r={4.5} />
        ))}
      </g>
      <Names x={CLIP.x + 10} y={CLIP.y + 16} />
    </svg>
  )
}
