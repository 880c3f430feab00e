import { useEffect, useState } from 'preact/hooks'
import { benchText } from '../../src/strings/bench.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal, signedDecimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { publish } from '../figure/published.ts'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Curve } from './Curve.tsx'
import { forward, fromLink, LIMIT, STEP, toLink, type BenchState, type Pair } from './model.ts'
import { Plane } from './Plane.tsx'
import { PredictSum } from './PredictSum.tsx'
import { SumBars } from './SumBars.tsx'

const text = benchText

interface Props {
  id: string
  initial: BenchState
}

/** The neuron bench: drag inputs, weights and bias; see the sum stack up, its activation, and the line it draws. */
export function Panel({ id, initial }: Props) {
  // A link can hide: `x`, `weight`, `bias`, `activation`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [predicting, setPredicting] = useState(false)
  const [verdict, setVerdict] = useState('')

  const result = forward(state)
  // A formula must not give away what the reader is about to predict.
  useEffect(
    () => publish(id, predicting ? inputValues(state) : { ...inputValues(state), z: result.z, a: result.a }),
    [state, predicting],
  )
  const change = (part: Partial<BenchState>) => {
    setState({ ...state, ...part })
    setVerdict('')
  }
  const replace = (pair: Pair, index: 0 | 1, value: number): Pair =>
    index === 0 ? [value, pair[1]] : [pair[0], value]

  return (
    <Frame
      id={id}
      name={text.name}
      description={predicting ? text.hidden : describe(state, result)}
      table={predicting ? inputsOf(state) : [...inputsOf(state), ...resultsOf(result)]}
      linkState={() => toLink(state)}
      code={() => codeAddress('neuron-bench', import('./code.ts'), state)}
      actions={
        <>
          <Button primary pressed={predicting} onClick={() => (setPredicting(!predicting), setVerdict(''))}>
            {ui.figure.predict}
          </Button>
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
          {!hidden.has('bias') && (
            <Button pressed={!state.hasBias} onClick={() => change({ hasBias: !state.hasBias })}>
              {text.withoutBias}
            </Button>
          )}
          {!hidden.has('activation') && (
            <Button
              pressed={state.activation === 'step'}
              onClick={() => change({ activation: state.activation === 'step' ? 'sigmoid' : 'step' })}
            >
              {text.stepActivation}
            </Button>
          )}
        </>
      }
    >
      <div class="bench">
        <div class="bench-sum">
          <div class="bench-controls needs-script">
            {([0, 1] as const).map((i) => (
              <div class="bench-pair" key={i}>
                {!hidden.has('x') && (
                  <Slider
                    name={text.input(i + 1)}
                    label={<Symbol name="x" index={i + 1} />}
                    value={state.x[i]}
                    min={-LIMIT.x}
                    max={LIMIT.x}
                    step={STEP}
                    onInput={(value) => change({ x: replace(state.x, i, value) })}
                  />
                )}
                {!hidden.has('weight') && (
                  <Slider
                    name={text.weight(i + 1)}
                    label={<Symbol name="w" index={i + 1} />}
                    value={state.weight[i]}
                    min={-LIMIT.weight}
                    max={LIMIT.weight}
                    step={STEP}
                    onInput={(value) => change({ weight: replace(state.weight, i, value) })}
                  />
                )}
              </div>
            ))}
            {!hidden.has('bias') && (
              <Slider
                name={text.bias}
                label={<Symbol name="b" />}
                value={state.bias}
                min={-LIMIT.bias}
                max={LIMIT.bias}
                step={STEP}
                disabled={!state.hasBias}
                onInput={(value) => change({ bias: value })}
              />
            )}
          </div>
          <SumBars result={result} concealed={predicting} />
          {predicting && (
            <PredictSum z={result.z} onReveal={(said) => (setPredicting(false), setVerdict(said))} />
          )}
          <p class="bench-verdict" role="status">
            {verdict}
          </p>
        </div>
        <Curve z={result.z} a={result.a} activation={state.activation} concealed={predicting} />
        <Plane state={state} result={result} concealed={predicting} onMove={(x) => change({ x })} />
      </div>
    </Frame>
  )
}

function describe(state: BenchState, { z, a }: ReturnType<typeof forward>): string {
  if (state.weight[0] === 0 && state.weight[1] === 0) {
    return `${text.describe(decimal(z, 4), decimal(a, 4), '')} ${text.boundaryNone}`
  }
  const side = Math.abs(z) < 1e-9 ? text.sideOn : z > 0 ? text.sideAbove : text.sideBelow
  return text.describe(decimal(z, 4), decimal(a, 4), side)
}

const inputValues = ({ x, weight, bias, hasBias }: BenchState) => ({
  x_1: x[0],
  x_2: x[1],
  w_1: weight[0],
  w_2: weight[1],
  b: hasBias ? bias : 0,
})

const inputsOf = ({ x, weight, bias, hasBias }: BenchState): [string, string][] => [
  [text.input(1), decimal(x[0], 2)],
  [text.input(2), decimal(x[1], 2)],
  [text.weight(1), decimal(weight[0], 2)],
  [text.weight(2), decimal(weight[1], 2)],
  [text.bias, hasBias ? decimal(bias, 2) : text.absent],
]

const resultsOf = ({ products, z, a }: ReturnType<typeof forward>): [string, string][] => [
  [text.product(1), signedDecimal(products[0], 4)],
  [text.product(2), signedDecimal(products[1], 4)],
  [text.sum, signedDecimal(z, 4)],
  [text.output, decimal(a, 4)],
]
