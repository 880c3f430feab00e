import { layerFromConfig } from '../../layers/fromConfig.ts'
import type { Layer, LayerConfig } from '../../layers/layer.ts'
import { type SequentialModel, sequential } from '../../model/sequential.ts'
import type { Rng } from '../../random/rng.ts'
import type { DType } from '../../tensor/dtype.ts'
import type { Shape } from '../../tensor/shape.ts'
import { FormatError } from '../formatError.ts'
import { arithmetic, pathOf } from '../keras/values.ts'
import { type Expression, parsePython } from '../python/parser.ts'
import { type Place, syntaxError } from '../python/tokens.ts'
import {
  type TorchModule,
  type TorchValue,
  ignoredArguments,
  layerOfModule,
  moduleArguments,
} from './modules.ts'

export interface ImportPytorchOptions {
  /** Values of names that the source uses but does not define. */
  readonly variables?: Readonly<Record<string, number>>
  /** The shape of one example: (C, H, W), or features. PyTorch's source does not say it. */
  readonly inputShape: Shape
  /** Default `'float64'`. */
  readonly dtype?: DType
  readonly rng?: Rng
}

export interface PytorchImport {
  readonly model: SequentialModel
  /** As given, but with the channels or features that the first layer names. */
  readonly inputShape: Shape
}

/** Modules one after the other. */
interface Chain {
  readonly kind: 'chain'
  readonly modules: readonly TorchModule[]
}
type Value = TorchValue | Chain | readonly Value[]

const isChain = (value: Value | undefined): value is Chain =>
  typeof value === 'object' && value !== null && 'kind' in value

class Importer {
  readonly #names = new Map<string, Value>()
  #last: Chain | null = null

  constructor(variables: Readonly<Record<string, number>>) {
    for (const [name, value] of Object.entries(variables)) this.#names.set(name, value)
  }

  /** The modules of the last Sequential, nested ones taken apart. */
  modules(source: string): readonly TorchModule[] {
    for (const { targets, value } of parsePython(source)) {
      const result = this.#value(value)
      for (const target of targets) {
        if (target.kind !== 'name') throw syntaxError(target, 'values are given to simple names only')
        this.#names.set(target.name, result)
      }
    }
    if (this.#last === null || this.#last.modules.length === 0)
      throw new FormatError('importPytorch: there is no nn.Sequential with modules in the source.')
    return this.#last.modules
  }

  #value(e: Expression): Value {
    switch (e.kind) {
      case 'literal':
        return e.value
      case 'list':
        return e.items.map((item) => this.#value(item))
      case 'unary': {
        const value = this.#number(e.operand, e.operator)
        return e.operator === '-' ? -value : value
      }
      case 'binary':
        return arithmetic(e.operator, this.#number(e.left, e.operator), this.#number(e.right, e.operator), e) as number // prettier-ignore
      case 'name': {
        const value = this.#names.get(e.name)
        if (value === undefined)
          throw syntaxError(e, `'${e.name}' is not defined; write its value, or a line ${e.name} = … above`)
        return value
      }
      case 'call':
        return this.#call(e)
      default:
        throw syntaxError(
          e,
          'only nn.Sequential, modules, numbers, strings, tuples and arithmetic are understood',
        )
    }
  }

  #number(e: Expression, operator: string): number {
    const value = this.#value(e)
    return typeof value === 'number' ? value : fail(e, `'${operator}' needs numbers`)
  }

  #call(e: Extract<Expression, { kind: 'call' }>): Value {
    const path = pathOf(e.callee) ?? fail(e, 'only modules of torch.nn can be called')
    const name = path.at(-1)!
    if (name === 'OrderedDict') return e.args.length === 1 ? this.#value(e.args[0]!) : []
    if (name === 'Sequential') {
      const parts = e.args.flatMap((arg) => {
        const value = this.#value(arg)
        // OrderedDict([('conv1', nn.Conv2d(…)), …])
        const listed = Array.isArray(value) ? (value as readonly Value[]) : [value]
        return listed.map((item) => [Array.isArray(item) ? (item as readonly Value[]).at(-1) : item, arg] as const) // prettier-ignore
      })
      const modules = parts.flatMap(([part, place]) =>
        isChain(part) ? part.modules : fail(place, 'a module is needed here, such as nn.ReLU()'),
      )
      return (this.#last = { kind: 'chain', modules })
    }
    if (path.includes('functional') || path[0] === 'F')
      return fail(e, `functions such as ${path.join('.')} are not understood; modules of nn.Sequential are`)
    return { kind: 'chain', modules: [this.#module(name, e)] }
  }

  #module(type: string, e: Extract<Expression, { kind: 'call' }>): TorchModule {
    if (!Object.hasOwn(moduleArguments, type)) {
      const near = Object.keys(moduleArguments).find((known) => known.toLowerCase() === type.toLowerCase())
      const known = Object.keys(moduleArguments).join(', ')
      fail(
        e,
        near
          ? `'${type}' is written nn.${near}`
          : `'${type}' is not understood. Modules: ${known}, Sequential`,
      )
    }
    const names = moduleArguments[type]!.split(' ').filter(Boolean)
    const options = new Map<string, Place & { value: TorchValue }>()
    const put = (name: string, value: Expression, place: Place) => {
      const plain = this.#value(value)
      if (isChain(plain)) fail(place, `nn.${type}: ${name} is no module`)
      options.set(name, { value: plain as TorchValue, line: place.line, column: place.column })
    }
    e.args.forEach(
      (arg, i) =>
      put(names[i] ?? fail(arg, `nn.${type} has too many arguments; they are (${names.join(', ')})`), arg, arg), // prettier-ignore
    )
    for (const { name, value, ...place } of e.keywords) {
      if (options.has(name)) fail(place, `nn.${type}: '${name}' is given twice`)
      if (ignoredArguments.includes(name)) continue
      if (!names.includes(name))
        fail(place, `nn.${type} has no argument '${name}'. Known: ${names.join(', ') || 'none'}`)
      put(name, value, place)
    }
    return { type, options, line: e.line, column: e.column }
  }
}

function fail(place: Place, problem: string): never {
  throw syntaxError(place, problem)
}

/** The first layer with weights says how many channels or features come in. */
function inputOf(modules: readonly TorchModule[], given: Shape): Shape {
  const i = modules.findIndex(({ type }) => /^(Conv2d|Linear|BatchNorm)/.test(type))
  const first = modules[i]
  if (first === undefined) return given
  const width = first.options.get(
    first.type === 'Linear' ? 'in_features' : first.type === 'Conv2d' ? 'in_channels' : 'num_features',
  )?.value
  if (typeof width !== 'number') return given
  if (/Conv2d|2d$/.test(first.type)) return given.length === 3 ? [width, given[1]!, given[2]!] : given
  return modules.slice(0, i).some(({ type }) => type === 'Flatten') ? given : [width]
}

/**
 * Builds the model that PyTorch source describes: an `nn.Sequential` of the modules listed in the documentation, nested
 * ones and an `OrderedDict` included. The source is parsed, never run. `in_channels`, `in_features` and `num_features`
 * must be what the layer before gives.
 *
 * @throws FormatError with line and column for whatever is not understood, and for shapes that do not fit.
 *
 * @example
 * const { model } = importPytorch('nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2))', { inputShape: [1, 28, 28] })
 * [model.parameterCount(), model.outputShape([1, 1, 28, 28])]
 * // → [156, [1, 6, 12, 12]]
 */
export function importPytorch(source: string, options: ImportPytorchOptions): PytorchImport {
  const modules = new Importer(options.variables ?? {}).modules(source)
  const inputShape = inputOf(modules, options.inputShape)
  const weighted = /^(Linear|Conv|BatchNorm)/
  let shape: readonly number[] = inputShape
  const layers = modules.map((module): Layer => {
    const config: LayerConfig = layerOfModule(module, shape)
    const dtype = options.dtype ?? 'float64'
    try {
      const layer = layerFromConfig(weighted.test(config.type) ? { ...config, dtype } : config, options.rng)
      shape = layer.outputShape([1, ...shape]).slice(1)
      return layer
    } catch (error) {
      return fail(module, (error as Error).message)
    }
  })
  return { model: sequential(layers), inputShape }
}
