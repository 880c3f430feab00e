import { layerFromConfig } from '../../layers/fromConfig.ts'
import type { Layer, LayerConfig } from '../../layers/layer.ts'
import { type FunctionalModel, model as functional } from '../../model/functional.ts'
import { type SymbolicTensor, applyLayer, input } from '../../model/graph.ts'
import { type SequentialModel, sequential } from '../../model/sequential.ts'
import type { Rng } from '../../random/rng.ts'
import type { DType } from '../../tensor/dtype.ts'
import type { Shape } from '../../tensor/shape.ts'
import { FormatError } from '../formatError.ts'
import { type Place, syntaxError } from '../python/tokens.ts'
import { translateLayer } from './translate.ts'
import type { FlowValue, LayerValue, ModelValue, Value } from './values.ts'

/** (height, width, channels) → (channels, height, width). */
const ours = (shape: Shape): number[] => (shape.length === 3 ? [shape[2]!, shape[0]!, shape[1]!] : [...shape])

/** Makes our layers of theirs and puts them together. */
export class KerasBuilder {
  /** What differs or was left out. */
  readonly notes = new Set<string>()
  readonly #dtype: DType
  readonly #rng: Rng | undefined
  /** Our layers of each of theirs, made once, so that a layer that is called twice shares its weights. */
  readonly #made = new Map<LayerValue, { configs: readonly LayerConfig[]; layers: Layer[] }>()

  constructor(dtype: DType, rng: Rng | undefined) {
    this.#dtype = dtype
    this.#rng = rng
  }

  #shapeOf(value: Value | undefined, place: Place, batch: boolean): number[] | null {
    if (value === undefined) return null
    const list = typeof value === 'number' ? [value] : value
    const sizes = Array.isArray(list) ? (batch ? list.slice(1) : list) : []
    if (sizes.length === 0 || !sizes.every((size) => Number.isInteger(size) && (size as number) > 0)) {
      throw syntaxError(
        place,
        'the shape is a tuple of whole numbers; sizes left open (None) are not understood',
      )
    }
    return sizes as number[]
  }

  /** The input shape that the arguments of a layer say, in Keras's order; null when they say none. */
  inputShape({ type, options, ...place }: LayerValue): number[] | null {
    // The input_dim of an Embedding is the size of its vocabulary.
    const flat = type === 'Embedding' ? options['input_length'] : options['input_dim']
    return (
      this.#shapeOf(options['shape'] ?? options['input_shape'] ?? flat, place, false) ??
      this.#shapeOf(options['batch_input_shape'] ?? options['batch_shape'], place, true)
    )
  }

  /** The tensor that an Input stands for. */
  input(layer: LayerValue): FlowValue {
    const shape = this.inputShape(layer)
    if (shape === null) throw syntaxError(layer, 'Input needs a shape')
    const name = layer.options['name']
    return { kind: 'flow', symbol: input(ours(shape), typeof name === 'string' ? name : '') }
  }

  /** The result of a layer of theirs on tensors. */
  apply(layer: LayerValue, flows: readonly FlowValue[]): FlowValue {
    const { options } = layer
    if (layer.type === 'ZeroPadding2D')
      return { ...flows[0]!, pad: zeroPadding(options['padding'] ?? 1, layer) }
    if (layer.type === 'Permute') {
      if (JSON.stringify(options['dims']) !== '[3,1,2]')
        throw syntaxError(layer, 'Permute: only (3, 1, 2) before Flatten is understood')
      return { ...flows[0]!, permuted: true }
    }
    const { layers: configs, notes = [] } = translateLayer(layer, flows)
    for (const note of notes) this.notes.add(note)
    const before = this.#made.get(layer)
    if (before !== undefined && JSON.stringify(before.configs) !== JSON.stringify(configs)) {
      throw syntaxError(layer, `${layer.type} is used twice on different shapes`)
    }
    const made = before?.layers ?? this.#make(configs, layer)
    this.#made.set(layer, { configs, layers: made })
    const name = typeof options['name'] === 'string' && before === undefined ? options['name'] : ''
    const symbol = made.reduce<SymbolicTensor | null>((current, part, i) => {
      const inputs = current === null ? flows.map((flow) => flow.symbol) : [current]
      return this.#checked(layer, () => applyLayer(part, inputs, i === made.length - 1 ? name : ''))
    }, null)
    return { kind: 'flow', symbol: symbol ?? flows[0]!.symbol }
  }

  #checked<T>(place: Place, act: () => T): T {
    try {
      return act()
    } catch (error) {
      throw syntaxError(place, (error as Error).message)
    }
  }

  #make(configs: readonly LayerConfig[], place: Place): Layer[] {
    const weighted = /^(Linear|Embedding|Conv|BatchNorm|LayerNorm|GroupNorm|RNN|LSTM|GRU)/
    return configs.map((config) =>
      this.#checked(place, () =>
        layerFromConfig(weighted.test(config.type) ? { ...config, dtype: this.#dtype } : config, this.#rng),
      ),
    )
  }

  /** The model and the shapes of its inputs. */
  build(
    model: ModelValue,
    fallback: Shape | undefined,
  ): { model: SequentialModel | FunctionalModel; inputShapes: Shape[] } {
    const { layers } = model
    if (layers === null) {
      const symbols = (flows: readonly FlowValue[]): SymbolicTensor[] => flows.map((flow) => flow.symbol)
      checkSettled(model.outputs)
      const [inputs, outputs] = [symbols(model.inputs), symbols(model.outputs)]
      return {
        model: functional(inputs, model.single ? outputs[0]! : outputs),
        inputShapes: inputs.map(({ shape }) => shape),
      }
    }
    const [first] = layers
    if (first === undefined) throw new FormatError('importKeras: the Sequential has no layers.')
    const given = model.inputs[0]?.symbol.shape
    const said = this.inputShape(first) ?? fallback
    if (given === undefined && said === undefined) {
      throw syntaxError(first, 'the input shape is not known: begin with Input(shape=…), or pass inputShape')
    }
    const shape = given ?? ours(said!)
    let flow: FlowValue = { kind: 'flow', symbol: input(shape) }
    for (const layer of layers) flow = this.apply(layer, [flow])
    checkSettled([flow])
    const chain: Layer[] = []
    for (let { symbol } = flow; symbol.layer !== null; symbol = symbol.inputs[0]!) chain.unshift(symbol.layer)
    return { model: sequential(chain), inputShapes: [shape] }
  }
}

/** @throws FormatError when padding or a permutation still waits for its layer. */
function checkSettled(flows: readonly FlowValue[]): void {
  if (flows.every(({ pad, permuted }) => pad === undefined && permuted !== true)) return
  throw new FormatError(
    'importKeras: after ZeroPadding2D comes a convolution, after Permute Flatten; here nothing does.',
  )
}

function zeroPadding(value: Value, place: Place): NonNullable<FlowValue['pad']> {
  const [vertical, horizontal] = Array.isArray(value) ? (value as Value[]) : [value, value]
  const both = (side: Value | undefined): unknown[] => (Array.isArray(side) ? side : [side, side])
  const sides = [...both(vertical), ...both(horizontal)]
  if (sides.length !== 4 || !sides.every((side) => Number.isInteger(side) && (side as number) >= 0)) {
    throw syntaxError(place, 'ZeroPadding2D: padding is n, (n, n) or ((top, bottom), (left, right))')
  }
  const [top, bottom, left, right] = sides as [number, number, number, number]
  return { top, bottom, left, right }
}
