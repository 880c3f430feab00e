import { useMemo } from 'preact/hooks'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Dial } from '../poly-fit/Dial.tsx'
import { Controls } from './Controls.tsx'
import { answerText, Facts, factsOf, Libraries } from './Facts.tsx'
import { InputGrid, OutputGrid } from './Grids.tsx'
import { fitted, fromLink, shapesOf, toLink, type Shapes, type ShapesState } from './model.ts'

const text = convolutionText.shapes
const WANTED = Array.from({ length: 12 }, (_, i) => i + 1)

/** Every hyper-parameter of a window on one canvas, with all numbers, both ways. */
export function Panel({ id, initial }: { id: string; initial: ShapesState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const shapes = useMemo(() => shapesOf(state), [state])
  const facts = factsOf(state, shapes)
  const look = (side: ShapesState['side'], row: number, column: number) =>
    setState(fitted({ ...state, side, row, column }))
  const { rows, columns } = shapes
  const isPadded = rows.padded > state.rows.input || columns.padded > state.columns.input

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(state, shapes)}
      table={facts}
      linkState={() => toLink(state)}
      code={() => codeAddress('conv-shapes', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <Controls id={id} state={state} hidden={hidden} onChange={setState} />
      <div class="kernel-pictures shapes-pictures">
        <div>
          <p class="kernel-name">
            {text.input(String(state.rows.input), String(state.columns.input))}
            {isPadded && text.padded(String(rows.padded), String(columns.padded))}
          </p>
          <InputGrid state={state} shapes={shapes} onLook={look} />
        </div>
        <div>
          <p class="kernel-name">
            {shapes.output.length > 0
              ? text.output(String(rows.output), String(columns.output))
              : text.noOutput}
          </p>
          <OutputGrid state={state} shapes={shapes} onLook={look} />
        </div>
      </div>
      <Facts rows={facts} />
      {!hidden.has('wanted') && (
        <div class="shapes-inverse needs-script">
          <Dial
            label={text.wanted}
            values={WANTED}
            value={state.wanted}
            say={text.wantedOutputs}
            onPick={(wanted) => setState({ ...state, wanted })}
          />
          <p>
            {text.answer} <b>{answerText(state)}</b>
          </p>
        </div>
      )}
      <Libraries state={state} shapes={shapes} />
    </Frame>
  )
}

function describe(state: ShapesState, shapes: Shapes): string {
  const input = `${state.rows.input} × ${state.columns.input}`
  if (shapes.output.length === 0) return text.describeNone(input)
  const output = `${shapes.rows.output} × ${shapes.columns.output}`
  const { row, column } = state
  if (state.side === 'input')
    return text.describeInput(input, output, row, column, String(shapes.uses[row]![column]!))
  return text.describe(input, output, row, column, decimal(shapes.output[row]![column]!, 0))
}
