import { ui } from '../../src/strings/index.ts'
import { layersText } from '../../src/strings/layers.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Matrix } from './Matrix.tsx'
import {
  fromLink,
  LIMIT,
  nextNeuron,
  partOf,
  passOf,
  placeOf,
  STEP,
  toLink,
  withInput,
  withPart,
  type BenchState,
} from './model.ts'
import { Network } from './Network.tsx'

const text = layersText.bench

/** A negative number between parentheses, where it stands behind a sign. */
const factor = (value: number, decimals: number): string =>
  value < 0 ? `(${decimal(value, decimals)})` : decimal(value, decimals)

/** A small network as a drawing and as matrices: one neuron after the other, each number in the reader's hands. */
export function Panel({ id, initial }: { id: string; initial: BenchState }) {
  // A link can hide: `x`, `part`, `walk`, `cover`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const passes = passOf(state)
  const { layer, row } = placeOf(state.at)
  const pass = passes[layer]!
  const { weight, bias } = state.layers[layer]!
  const neuron = text.neuron(layer, row)
  const from = layer === 0 ? 'x' : 'h'
  const isBias = state.part === weight[row]!.length
  const choose = (at: number, part: number) => setState({ ...state, at, part })
  const [sum, value] = [decimal(pass.z[row]!, 2), decimal(pass.a[row]!, 2)]
  const terms = weight[row]!.map(
    (w, i) => `${factor(w, 1)} · ${factor(pass.inputs[i]!, layer === 0 ? 1 : 2)}`,
  )
  const list = (values: readonly number[], decimals: number) =>
    values.map((number) => decimal(number, decimals)).join(', ')

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(list(state.x, 1), neuron, sum, value)}
      table={passes.flatMap(({ z, a }, l): [string, string][] => [
        [text.tableWeight(l), state.layers[l]!.weight.map((r) => list(r, 1)).join('; ')],
        [text.tableBias(l), list(state.layers[l]!.bias, 1)],
        [text.tableSums(l), list(z, 2)],
        [text.tableValues(l), list(a, 2)],
      ])}
      linkState={() => toLink(state)}
      code={() => codeAddress('layer-bench', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('walk') && (
            <Button primary onClick={() => setState(nextNeuron(state))}>
              {text.next}
            </Button>
          )}
          {!hidden.has('cover') && (
            <Button
              pressed={state.covered}
              onClick={() =>
                setState({ ...state, covered: !state.covered, ...(state.covered ? {} : { at: 0, part: 0 }) })
              }
            >
              {text.cover}
            </Button>
          )}
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="lb">
        <div class="lb-left">
          <Network
            state={state}
            passes={passes}
            onPart={(at, part) => !hidden.has('part') && choose(at, part)}
          />
          <div class="lb-sliders needs-script">
            {!hidden.has('x') &&
              state.x.map((x, i) => (
                <Slider
                  key={i}
                  name={text.input(i + 1)}
                  label={<Symbol name="x" index={i + 1} />}
                  value={x}
                  min={-LIMIT}
                  max={LIMIT}
                  step={STEP}
                  decimals={1}
                  onInput={(next) => setState(withInput(state, i, next))}
                />
              ))}
          </div>
          <p class="lb-sum">
            <Symbol name={layer === 0 ? 'h' : 'y'} index={row + 1} />: <Symbol name="z" /> ={' '}
            {[...terms, factor(bias[row]!, 1)].join(' + ')} = <b>{sum}</b>, <Symbol name="a" /> ={' '}
            {text.activations[layer]}({sum}) = <b>{value}</b>
          </p>
        </div>
        <div>
          {passes.map((each, l) => (
            <Matrix
              key={l}
              state={state}
              layer={l}
              pass={each}
              canChoose={!hidden.has('part')}
              onPart={choose}
            />
          ))}
          {!hidden.has('part') && (
            <div class="lb-part needs-script">
              <p>
                {text.moves} {isBias ? text.partBias(neuron) : text.part(neuron, `${from}${state.part + 1}`)}.
              </p>
              <Slider
                name={isBias ? text.partBias(neuron) : text.part(neuron, `${from}${state.part + 1}`)}
                label={<Symbol name={isBias ? 'b' : 'w'} />}
                value={partOf(state)}
                min={-LIMIT}
                max={LIMIT}
                step={STEP}
                decimals={1}
                onInput={(next) => setState(withPart(state, next))}
              />
            </div>
          )}
        </div>
      </div>
    </Frame>
  )
}
