import { useMemo } from 'preact/hooks'
import { passesText as text } from '../../src/strings/passes.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Grid } from './Grid.tsx'
import { fromLink, MOST, resized, toLink, workOf, type PassesState, type Sizes } from './model.ts'

const SIZES = ['inputs', 'hidden', 'outputs'] as const satisfies readonly (keyof Sizes)[]

/** The same table of slopes twice: filled column by column forward, row by row backward, every multiplication counted. */
export function Panel({ id, initial }: { id: string; initial: PassesState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const { forward, backward } = useMemo(() => workOf(state), [state])
  const { inputs, outputs, columns, rows } = state
  const verdict = text.verdict(inputs, outputs)

  return (
    <Frame
      id={id}
      name={text.name}
      description={`${text.describe(inputs, state.hidden, outputs, forward.all, backward.all)} ${verdict}`}
      table={[
        ...SIZES.map((size): [string, string] => [text.sizes[size], String(state[size])]),
        [text.tableAll(text.forward), String(forward.all)],
        [text.tableAll(text.backward), String(backward.all)],
        ...forward.table.flatMap((row, k) =>
          row.map((value, i): [string, string] => {
            const known = value ?? backward.table[k]![i]
            return [text.cell(k + 1, i + 1), known === undefined ? text.unknown : decimal(known, 4)]
          }),
        ),
      ]}
      linkState={() => toLink(state)}
      code={() => codeAddress('jacobian-passes', import('./code.ts'), state)}
      actions={
        <>
          <Button
            primary
            disabled={columns === inputs}
            onClick={() => setState({ ...state, columns: columns + 1 })}
          >
            {text.oneForward}
          </Button>
          <Button primary disabled={rows === outputs} onClick={() => setState({ ...state, rows: rows + 1 })}>
            {text.oneBackward}
          </Button>
          <Button onClick={() => setState({ ...state, columns: inputs, rows: outputs })}>{text.all}</Button>
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="passes-sizes needs-script">
        {SIZES.filter((size) => !hidden.has(size)).map((size) => (
          <div class="slider-wide" key={size}>
            <Slider
              name={text.sizes[size]}
              label={text.sizes[size]}
              value={state[size]}
              min={1}
              max={MOST}
              step={1}
              decimals={0}
              signed={false}
              onInput={(value) => setState(resized(state, { [size]: value }))}
            />
          </div>
        ))}
      </div>
      <div class="passes">
        <Grid kind="forward" work={forward} other={backward.all} passes={columns} needed={inputs} />
        <Grid kind="backward" work={backward} other={forward.all} passes={rows} needed={outputs} />
      </div>
      <p class="passes-verdict" role="status">
        {verdict}
      </p>
    </Frame>
  )
}
