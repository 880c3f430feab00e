import { layerFromConfig } from '../../layers/fromConfig.ts'
import type { Layer, LayerConfig } from '../../layers/layer.ts'
import { type FunctionalModel, model as functional } from '../../model/functional.ts'
import { type SymbolicTensor, applyLayer, input } from '../../model/graph.ts'
import { type SequentialModel, sequential } from '../../model/sequential.ts'
import type { Rng } from '../../random/rng.ts'
import type { DType } from '../../tensor/dtype.ts'
import type { Shape } from '../../tensor/shape.ts'
import { FormatError } from '../formatError.ts'
import { type Expression, type Statement, parsePython } from '../python/parser.ts'
import { type Place, syntaxError } from '../python/tokens.ts'
import { commonArguments, layerAliases, layerArguments, notedArguments } from './arguments.ts'
import { type KerasTraining, trainingOf } from './training.ts'
import { translateLayer } from './translate.ts'
import {
  type CallValue,
  type FlowValue,
  type LayerValue,
  type ModelValue,
  type Value,
  arithmetic,
  isKind,
  pathOf,
} from './values.ts'

export interface ImportKerasOptions {
  /** Values of names that the source uses but does not define, such as `n_cols`. */
  readonly variables?: Readonly<Record<string, number | string | boolean | readonly number[]>>
  /** Keras's input shape, (height, width, channels) for images, when the source does not say it. */
  readonly inputShape?: Shape
  /** Default `'float64'`. */
  readonly dtype?: DType
  /** For the first weights. Default: seed 0 for each layer. */
  readonly rng?: Rng
}

export interface KerasImport {
  readonly model: SequentialModel | FunctionalModel
  /** The shape of one example here: (C, H, W) for images. One per input. */
  readonly inputShapes: readonly Shape[]
  readonly training: KerasTraining
  /** What differs from Keras, or was left out. */
  readonly notes: readonly string[]
}

/** (height, width, channels) → (channels, height, width). */
const ours = (shape: Shape): number[] => (shape.length === 3 ? [shape[2]!, shape[0]!, shape[1]!] : [...shape])

const methods = ['add', 'compile', 'fit', 'summary', 'evaluate', 'predict', 'build', 'save']

class Importer {
  readonly #options: ImportKerasOptions
  readonly #names = new Map<string, Value>()
  readonly #notes = new Set<string>()
  /** Our layers of each of theirs, made once, so that a layer that is called twice shares its weights. */
  readonly #made = new Map<LayerValue, { configs: readonly LayerConfig[]; layers: Layer[] }>()
  #last: ModelValue | null = null
  #compiled: CallValue | null = null
  #fitted: CallValue | null = null

  constructor(options: ImportKerasOptions) {
    this.#options = options
    for (const [name, value] of Object.entries(options.variables ?? {})) this.#names.set(name, value)
  }

  run(statements: readonly Statement[]): KerasImport {
    for (const { targets, value } of statements) {
      const result = this.#value(value)
      for (const target of targets) {
        if (target.kind !== 'name') throw syntaxError(target, 'values are given to simple names only')
        this.#names.set(target.name, result)
      }
    }
    if (this.#last === null)
      throw new FormatError('importKeras: there is no Sequential or Model in the source.')
    const { model, inputShapes } = this.#build(this.#last)
    return { model, inputShapes, training: trainingOf(this.#compiled, this.#fitted), notes: [...this.#notes] }
  }

  #value(e: Expression): Value {
    switch (e.kind) {
      case 'literal':
        return e.value
      case 'list':
        return e.items.map((item) => this.#value(item))
      case 'dict':
        return {
          kind: 'dict',
          entries: e.entries.map(([key, value]) => [this.#value(key), this.#value(value)]),
        }
      case 'unary': {
        const value = this.#value(e.operand)
        if (typeof value !== 'number') throw syntaxError(e, `'${e.operator}' needs a number`)
        return e.operator === '-' ? -value : value
      }
      case 'binary':
        return arithmetic(e.operator, this.#value(e.left), this.#value(e.right), e)
      case 'name': {
        const value = this.#names.get(e.name)
        if (value === undefined)
          throw syntaxError(e, `'${e.name}' is not defined; pass its value as a variable`)
        return value
      }
      case 'index':
        throw syntaxError(e, 'square brackets after a value are not understood')
      case 'attribute':
        return e.name // a function such as keras.activations.relu, by its name
      case 'call':
        return this.#call(e)
    }
  }

  #call(e: Extract<Expression, { kind: 'call' }>): Value {
    const path = pathOf(e.callee)
    const owner = path === null || path.length < 2 ? undefined : this.#names.get(path[0]!)
    if (isKind(owner, 'model')) return this.#method(owner, path!, e)
    const name = path?.at(-1)
    if (name !== undefined && !(path!.length === 1 && this.#names.has(name))) return this.#library(name, e)
    const callee = this.#value(e.callee)
    if (!isKind(callee, 'layer')) throw syntaxError(e, 'only layers can be called')
    if (e.args.length !== 1)
      throw syntaxError(e, `${callee.type} is applied to one tensor, or to a list of them`)
    return this.#apply(callee, this.#flows(this.#value(e.args[0]!), e))
  }

  #flows(value: Value, place: Place): FlowValue[] {
    const list = Array.isArray(value) ? (value as readonly Value[]) : [value]
    return list.map((item) => {
      if (!isKind(item, 'flow'))
        throw syntaxError(place, 'a tensor is needed: an Input, or the result of a layer')
      return item
    })
  }

  /** Arguments by name. */
  #bind(
    what: string,
    e: Extract<Expression, { kind: 'call' }>,
    names: readonly string[],
  ): Record<string, Value> {
    if (e.args.length > names.length)
      throw syntaxError(e.args[names.length]!, `${what} has too many arguments`)
    const bound = e.args.map((arg, i): [string, Value] => [names[i]!, this.#value(arg)])
    for (const { name, value, ...place } of e.keywords) {
      if (bound.some(([other]) => other === name))
        throw syntaxError(place, `${what}: '${name}' is given twice`)
      if (notedArguments.test(name)) this.#notes.add(`${what}: ${name} is left out`)
      else if (names.includes(name) || commonArguments.includes(name)) bound.push([name, this.#value(value)])
      else throw syntaxError(place, `${what} has no argument '${name}'. Known: ${names.join(', ')}`)
    }
    return Object.fromEntries(bound)
  }

  #library(name: string, e: Extract<Expression, { kind: 'call' }>): Value {
    const type = Object.hasOwn(layerAliases, name) ? layerAliases[name]! : name
    if (type === 'Input') return this.#input(this.#bind(type, e, layerArguments['Input']!), e)
    if (Object.hasOwn(layerArguments, type)) {
      return {
        kind: 'layer',
        type,
        options: this.#bind(type, e, layerArguments[type]!),
        line: e.line,
        column: e.column,
      }
    }
    if (name === 'add' || name === 'concatenate') {
      const flows = this.#flows(this.#bind(name, e, ['inputs', 'axis'])['inputs'] ?? null, e)
      return this.#apply(
        {
          kind: 'layer',
          type: name === 'add' ? 'Add' : 'Concatenate',
          options: {},
          line: e.line,
          column: e.column,
        },
        flows,
      )
    }
    if (name === 'Sequential') {
      const { layers = [] } = this.#bind(name, e, ['layers', 'trainable'])
      const model: ModelValue = { kind: 'model', layers: [], inputs: [], outputs: [], single: true }
      if (!Array.isArray(layers)) throw syntaxError(e, 'Sequential takes a list of layers')
      for (const layer of layers as Value[]) this.#add(model, layer, e)
      return (this.#last = model)
    }
    if (name === 'Model') {
      const { inputs = null, outputs = null } = this.#bind(name, e, ['inputs', 'outputs'])
      const model: ModelValue = {
        kind: 'model',
        layers: null,
        inputs: this.#flows(inputs, e),
        outputs: this.#flows(outputs, e),
        single: !Array.isArray(outputs),
      }
      return (this.#last = model)
    }
    const place = e.callee.kind === 'attribute' ? e.callee : e
    const kept = pathOf(e.callee)?.at(-2)
    if (
      /^[A-Z]/.test(name) &&
      (kept === undefined ||
        [
          'optimizers',
          'losses',
          'metrics',
          'callbacks',
          'schedules',
          'regularizers',
          'initializers',
        ].includes(kept))
    ) {
      const known =
        /^(SGD|Adam|AdamW|RMSprop|Adagrad|Adadelta|Nadam|Adamax|Ftrl|\w*(Crossentropy|Error|Loss|Accuracy|Hinge|Huber)|EarlyStopping|\w+Scheduler|ModelCheckpoint|L1|L2|L1L2)$/
      if (kept !== undefined || known.test(name)) {
        const options = Object.fromEntries(
          e.keywords.map((keyword) => [keyword.name, this.#value(keyword.value)]),
        )
        return {
          kind: 'call',
          name,
          options: { ...(e.args.length > 0 && { first: this.#value(e.args[0]!) }), ...options },
        }
      }
    }
    throw syntaxError(place, `'${name}' is not understood. Layers: ${Object.keys(layerArguments).join(', ')}`)
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

  #inputShape(options: Readonly<Record<string, Value>>, place: Place): number[] | null {
    return (
      this.#shapeOf(
        options['shape'] ?? options['input_shape'] ?? options['input_dim'] ?? options['input_length'],
        place,
        false,
      ) ?? this.#shapeOf(options['batch_input_shape'], place, true)
    )
  }

  #input(options: Readonly<Record<string, Value>>, place: Place): FlowValue {
    const shape = this.#inputShape(options, place)
    if (shape === null) throw syntaxError(place, 'Input needs a shape')
    const name = typeof options['name'] === 'string' ? options['name'] : ''
    return { kind: 'flow', symbol: input(ours(shape), name) }
  }

  #add(model: ModelValue, value: Value, place: Place): void {
    if (model.layers === null) throw syntaxError(place, 'only a Sequential has add')
    if (isKind(value, 'flow') && model.layers.length === 0 && value.symbol.layer === null) {
      Object.assign(model, { inputs: [value] })
      return
    }
    if (!isKind(value, 'layer')) throw syntaxError(place, 'a layer is needed here')
    model.layers.push(value)
  }

  #method(model: ModelValue, path: readonly string[], e: Extract<Expression, { kind: 'call' }>): Value {
    const name = path[1]!
    if (path.length !== 2 || !methods.includes(name)) {
      throw syntaxError(e, `the method '${name}' is not understood. Known: ${methods.join(', ')}`)
    }
    if (name === 'add') {
      if (e.args.length !== 1) throw syntaxError(e, 'add takes one layer')
      this.#add(model, this.#value(e.args[0]!), e)
    }
    if (name === 'compile') {
      this.#compiled = {
        kind: 'call',
        name,
        options: this.#bind(name, e, [
          'optimizer',
          'loss',
          'loss_weights',
          'metrics',
          'run_eagerly',
          'jit_compile',
        ]),
      }
    }
    if (name === 'fit') {
      // The data is not here, so only plain numbers are read.
      const numbers = e.keywords.flatMap(({ name: key, value }) =>
        value.kind === 'literal' ? [[key, value.value]] : [],
      )
      this.#fitted = { kind: 'call', name, options: Object.fromEntries(numbers) as Record<string, Value> }
    }
    return null
  }

  #apply(layer: LayerValue, flows: readonly FlowValue[]): FlowValue {
    const { options } = layer
    if (layer.type === 'ZeroPadding2D')
      return { ...flows[0]!, pad: zeroPadding(options['padding'] ?? 1, layer) }
    if (layer.type === 'Permute') {
      if (JSON.stringify(options['dims']) !== '[3,1,2]')
        throw syntaxError(layer, 'Permute: only (3, 1, 2) before Flatten is understood')
      return { ...flows[0]!, permuted: true }
    }
    const { layers: configs, notes = [] } = translateLayer(layer, flows)
    for (const note of notes) this.#notes.add(note)
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
    const { dtype = 'float64', rng } = this.#options
    const weighted = /^(Linear|Embedding|Conv|BatchNorm|LayerNorm|GroupNorm|RNN|LSTM|GRU)/
    return configs.map((config) =>
      this.#checked(place, () =>
        layerFromConfig(weighted.test(config.type) ? { ...config, dtype } : config, rng),
      ),
    )
  }

  #build(model: ModelValue): { model: SequentialModel | FunctionalModel; inputShapes: Shape[] } {
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
    const said = this.#inputShape(first.options, first) ?? this.#options.inputShape
    if (given === undefined && said === undefined) {
      throw syntaxError(first, 'the input shape is not known: begin with Input(shape=…), or pass inputShape')
    }
    const shape = given ?? ours(said!)
    let flow: FlowValue = { kind: 'flow', symbol: input(shape) }
    for (const layer of layers) flow = this.#apply(layer, [flow])
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

/**
 * Builds the model that Keras source describes: `Sequential([…])`, `model.add(…)` and functional models of the layers
 * listed in the documentation. The source is parsed, never run. Images are (channels, height, width) here, so Keras's
 * shapes are turned. `compile` and `fit` are reported as `training`.
 *
 * @throws FormatError with line and column for whatever is not understood, and for shapes that do not fit.
 *
 * @example
 * const source = `
 * model = Sequential()
 * model.add(Dense(5, activation='relu', input_shape=(n_cols,)))
 * model.add(Dense(1))
 * model.compile(optimizer='adam', loss='mean_squared_error')
 * `
 * const { model, training } = importKeras(source, { variables: { n_cols: 10 } })
 * [model.parameterCount(), training.loss]
 * // → [61, 'mean_squared_error']
 */
export function importKeras(source: string, options: ImportKerasOptions = {}): KerasImport {
  return new Importer(options).run(parsePython(source))
}
