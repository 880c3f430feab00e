import { layersText } from '../../src/strings/layers.en.ts'
import { decimal, signOf } from '../../src/strings/numbers.ts'
import { Symbol } from '../controls/Symbol.tsx'
import { indexOf, isShown, placeOf, type BenchState, type Pass } from './model.ts'

const text = layersText.bench

interface Props {
  state: BenchState
  layer: number
  pass: Pass
  canChoose: boolean
  onPart: (at: number, part: number) => void
}

/** One layer as its matrix: a row for each neuron, a column for each input, the bias, and what comes out. */
export function Matrix({ state, layer, pass, canChoose, onPart }: Props) {
  const { weight, bias } = state.layers[layer]!
  const here = placeOf(state.at)
  const number = layer + 1
  const from = layer === 0 ? 'x' : 'h'
  return (
    <table class="lb-matrix" data-layer={layer}>
      <caption>
        {text.layers[layer]}: <Symbol name="W" index={number} /> ({weight.length}, {pass.inputs.length}),{' '}
        <Symbol name="b" index={number} /> ({bias.length})
      </caption>
      <thead>
        <tr>
          <td />
          {pass.inputs.map((_, i) => (
            <th key={i} scope="col">
              <Symbol name={from} index={i + 1} />
            </th>
          ))}
          <th scope="col">
            <Symbol name="b" />
          </th>
          <th scope="col">
            <Symbol name="z" />
          </th>
          <th scope="col">
            <Symbol name="a" />
          </th>
        </tr>
      </thead>
      <tbody>
        {weight.map((row, r) => {
          const at = indexOf(layer, r)
          const isHere = here.layer === layer && here.row === r
          const neuron = text.neuron(layer, r)
          const isOpen = isShown(state, layer, r)
          const parts = [...row, bias[r]!]
          return (
            <tr key={r} class={isHere ? 'here' : ''}>
              <th scope="row">
                <Symbol name={layer === 0 ? 'h' : 'y'} index={r + 1} />
              </th>
              {parts.map((value, i) => (
                <td key={i} class={signOf(value)}>
                  <button
                    type="button"
                    disabled={!canChoose}
                    aria-pressed={isHere && state.part === i}
                    aria-label={
                      i < row.length
                        ? text.weight(neuron, `${from}${i + 1}`, decimal(value, 1))
                        : text.biasOf(neuron, decimal(value, 1))
                    }
                    onClick={() => onPart(at, i)}
                  >
                    {decimal(value, 1)}
                  </button>
                </td>
              ))}
              <td class="lb-z">{isOpen ? decimal(pass.z[r]!, 2) : text.covered}</td>
              <td class="lb-a">{isOpen ? decimal(pass.a[r]!, 2) : text.covered}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
