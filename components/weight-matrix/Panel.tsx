import { convolutionText } from '../../src/strings/convolution.en.ts'
import { ui } from '../../src/strings/index.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Choice } from '../kernel-photo/Choice.tsx'
import { Dial } from '../poly-fit/Dial.tsx'
import { InputGrid, Matrix } from './Matrix.tsx'
import {
  countsOf,
  fitted,
  fromLink,
  INPUTS,
  KERNELS,
  KINDS,
  matrixOf,
  sideOf,
  toLink,
  type MatrixState,
} from './model.ts'

const text = convolutionText.matrix

/** A small layer as a matrix: dense, local or shared, with its weights and multiplications counted. */
export function Panel({ id, initial }: { id: string; initial: MatrixState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const change = (part: Partial<MatrixState>) => setState(fitted({ ...state, ...part }))
  const matrix = matrixOf(state)
  const counts = KINDS.map((kind) => ({ kind, ...countsOf(matrixOf({ ...state, kind })) }))
  const own = counts.find(({ kind }) => kind === state.kind)!
  const outputs = sideOf(state) ** 2
  const facts: [string, string][] = [
    [text.facts.row, String(matrix[state.output]!.filter((weight) => weight >= 0).length)],
    [text.facts.lit, String(matrix.flat().filter((weight) => weight === state.weight).length)],
  ]
  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(text.kinds[state.kind], outputs, state.input ** 2, own.weights, own.macs)}
      table={[
        ...counts.flatMap(({ kind, weights, macs }): [string, string][] => [
          [text.of(text.kinds[kind], text.columns[0]), weights.toLocaleString('en')],
          [text.of(text.kinds[kind], text.columns[1]), macs.toLocaleString('en')],
        ]),
        ...facts,
      ]}
      linkState={() => toLink(state)}
      code={() => codeAddress('weight-matrix', import('./code.ts'), state)}
      actions={<Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>}
    >
      <div class="kernel-choices needs-script">
        {!hidden.has('kind') && (
          <Choice
            id={id}
            name="kind"
            legend={text.kind}
            values={KINDS}
            words={text.kinds}
            value={state.kind}
            onPick={(kind) => change({ kind })}
          />
        )}
        {!hidden.has('input') && (
          <Dial
            label={text.input}
            values={INPUTS}
            value={state.input}
            say={text.square}
            onPick={(input) => change({ input })}
          />
        )}
        {!hidden.has('kernel') && (
          <Dial
            label={text.kernel}
            values={KERNELS}
            value={state.kernel}
            say={text.square}
            onPick={(kernel) => change({ kernel })}
          />
        )}
        <Dial
          label={text.output}
          values={Array.from({ length: outputs }, (_, i) => i)}
          value={state.output}
          say={(output) => `${output + 1} / ${outputs}`}
          onPick={(output) => change({ output })}
        />
        <Dial
          label={text.weight}
          values={Array.from({ length: own.weights }, (_, i) => i)}
          value={state.weight}
          say={(weight) => `${weight + 1} / ${own.weights}`}
          onPick={(weight) => change({ weight })}
        />
      </div>
      <div class="matrix-pictures">
        <InputGrid state={state} row={matrix[state.output]!} onLight={(weight) => change({ weight })} />
        <Matrix
          state={state}
          matrix={matrix}
          onPick={(output, weight) => change({ output, ...(weight < 0 ? {} : { weight }) })}
        />
      </div>
      <table class="shift-ledger">
        <thead>
          <tr>
            <th scope="col">{text.layer}</th>
            {text.columns.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map(({ kind, weights, macs }) => (
            <tr key={kind} class={kind === state.kind ? 'chosen' : ''}>
              <th scope="row">{text.kinds[kind]}</th>
              <td>{weights.toLocaleString('en')}</td>
              <td>{macs.toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  )
}
