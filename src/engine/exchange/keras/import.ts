import type { FunctionalModel } from '../../model/functional.ts'
import type { SequentialModel } from '../../model/sequential.ts'
import type { Rng } from '../../random/rng.ts'
import type { DType } from '../../tensor/dtype.ts'
import type { Shape } from '../../tensor/shape.ts'
import { FormatError } from '../formatError.ts'
import { type Expression, type Statement, parsePython } from '../python/parser.ts'
import { type Place, syntaxError } from '../python/tokens.ts'
import { KerasBuilder } from './builder.ts'
import { argumentNames, commonArguments, layerAliases, layerArguments, notedArguments } from './arguments.ts'
import { type KerasTraining, trainingOf } from './training.ts'
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

const methods = ['add', 'compile', 'fit', 'summary', 'evaluate', 'predict', 'build', 'save']

const keptModules =
  /* @__PURE__ */ 'optimizers losses metrics callbacks schedules regularizers initializers'.split(' ')
const keptNames =
  /^(SGD|Adam|AdamW|RMSprop|Adagrad|Adadelta|Nadam|Adamax|\w*(Crossentropy|Error|Accuracy|Hinge|Huber)|EarlyStopping|ModelCheckpoint)$/

/** Calls that are kept unread: they say how a model is trained, not what it is. */
function isKept(path: readonly string[]): boolean {
  return keptModules.includes(path.at(-2) ?? '') || (path.length === 1 && keptNames.test(path[0]!))
}

class Importer {
  readonly #options: ImportKerasOptions
  readonly #names = new Map<string, Value>()
  readonly #builder: KerasBuilder
  #last: ModelValue | null = null
  #compiled: CallValue | null = null
  #fitted: CallValue | null = null

  constructor(options: ImportKerasOptions) {
    this.#options = options
    this.#builder = new KerasBuilder(options.dtype ?? 'float64', options.rng)
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
    const { model, inputShapes } = this.#builder.build(this.#last, this.#options.inputShape)
    return {
      model,
      inputShapes,
      training: trainingOf(this.#compiled, this.#fitted),
      notes: [...this.#builder.notes],
    }
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
    return this.#builder.apply(callee, this.#flows(this.#value(e.args[0]!), e))
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
      if (notedArguments.test(name)) this.#builder.notes.add(`${what}: ${name} is left out`)
      else if (names.includes(name) || commonArguments.includes(name)) bound.push([name, this.#value(value)])
      else throw syntaxError(place, `${what} has no argument '${name}'. Known: ${names.join(', ')}`)
    }
    return Object.fromEntries(bound)
  }

  #library(name: string, e: Extract<Expression, { kind: 'call' }>): Value {
    const type = Object.hasOwn(layerAliases, name) ? layerAliases[name]! : name
    const place = { line: e.line, column: e.column }
    if (Object.hasOwn(layerArguments, type)) {
      const options = this.#bind(type, e, argumentNames(type))
      const layer: LayerValue = { kind: 'layer', type, options, ...place }
      return type === 'Input' ? this.#builder.input(layer) : layer
    }
    if (name === 'add' || name === 'concatenate') {
      const flows = this.#flows(this.#bind(name, e, ['inputs', 'axis'])['inputs'] ?? null, e)
      const type = name === 'add' ? 'Add' : 'Concatenate'
      return this.#builder.apply({ kind: 'layer', type, options: {}, ...place }, flows)
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
    if (isKept(pathOf(e.callee)!)) {
      const first = e.args.length > 0 ? { first: this.#value(e.args[0]!) } : {}
      const named = e.keywords.map((keyword) => [keyword.name, this.#value(keyword.value)])
      return {
        kind: 'call',
        name,
        options: { ...first, ...(Object.fromEntries(named) as Record<string, Value>) },
      }
    }
    throw syntaxError(e, `'${name}' is not understood. Layers: ${Object.keys(layerArguments).join(', ')}`)
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
