import type { Module } from '../../layers/module.ts'
import { lowerModel, type ModelConfig } from '../../model/config.ts'
import type { LoweredModel } from '../../model/lower.ts'
import type { Shape } from '../../tensor/shape.ts'
import { literal, pythonName } from '../python/text.ts'
import { activationName, kerasLayers, takesActivation } from './layers.ts'

/** (channels, height, width) → (height, width, channels). */
const theirs = (shape: Shape): number[] =>
  shape.length === 3 ? [shape[1]!, shape[2]!, shape[0]!] : [...shape]

/** The source of each node; none for an activation that is written into the layer before, as Keras does. */
function sources(lowered: LoweredModel, shapes: Shape[]): (readonly string[])[] {
  const { nodes } = lowered
  let folded = false
  return nodes.map(({ layer, inputs }, i) => {
    const into = inputs.map((value) => shapes[value]!)
    const [, ...shape] = layer.outputShape(...into.map((sizes) => [1, ...sizes]))
    const value = shapes.push(shape) - 1
    if (folded) {
      folded = false
      return []
    }
    const next = nodes[i + 1]
    const follows = next?.inputs.length === 1 && next.inputs[0] === value && readers(lowered, value) === 1
    const name =
      follows && takesActivation.includes(layer.type) ? activationName(next.layer.config(), shape) : null
    folded = name !== null
    return kerasLayers(layer.config(), into, name ?? undefined)
  })
}

/** How often a value is read, by nodes or as an output. */
const readers = ({ nodes, outputs }: LoweredModel, value: number): number =>
  nodes.flatMap(({ inputs }) => inputs).filter((other) => other === value).length +
  outputs.filter((other) => other === value).length

/**
 * Keras source that builds the model as `model`: a Sequential where that says it all, else a functional model. The
 * source has not been executed: it is tested by reading it back with `importKeras`. Images become (height, width,
 * channels); a Permute before Flatten keeps the order of the features.
 *
 * @param inputShape sizes of one example, (C, H, W) for images; a functional model knows its own.
 * @throws RangeError for layers and options that Keras does not have, TypeError for a subclassed model.
 *
 * @example
 * exportKeras(sequential([new Linear(4, 8), new Linear(8, 1)]), [4]).split('\n').slice(4, 8)
 * // → ['model = keras.Sequential([', '    keras.Input(shape=(4,)),', '    layers.Dense(8),', '    layers.Dense(1),']
 */
export function exportKeras(model: Module<unknown> | ModelConfig, inputShape?: Shape): string {
  const lowered = lowerModel(model)
  const shapes = lowered.inputs.map(({ name, shape }, i) => {
    const found = shape ?? (i === 0 ? inputShape : undefined)
    if (found === undefined)
      throw new RangeError(`exportKeras: the shape of input '${name}' is not known; pass it.`)
    return found
  })
  const inputs = shapes.map((shape, i) => {
    const named = lowered.inputs[i]!.shape === null ? '' : `, name=${literal(lowered.inputs[i]!.name)}`
    return `keras.Input(shape=${literal(theirs(shape))}${named})`
  })
  const parts = sources(lowered, shapes)
  const paths = lowered.nodes.map(({ path }) => path)
  const chain =
    lowered.single &&
    lowered.inputs[0]!.shape === null &&
    new Set(paths).size === paths.length &&
    lowered.nodes.every((node, i) => node.inputs.length === 1 && node.inputs[0] === i)
  const body = chain
    ? ['model = keras.Sequential([', ...[...inputs, ...parts.flat()].map((line) => `    ${line},`), '])']
    : graph(lowered, inputs, parts)
  return [
    '# Not executed: read back by our own importer only.',
    'import keras',
    'from keras import layers',
    '',
    ...body,
    '',
  ].join('\n')
}

/** A name that the model was given; those made up by `model` are made up again. */
function givenName(lowered: LoweredModel, i: number, folded: boolean): string | null {
  const { name, layer } = lowered.nodes[folded ? i + 1 : i]!
  const madeUp = new RegExp(`^${layer.type}_\\d+$`, 'i').test(name)
  return lowered.inputs[0]!.shape === null || madeUp ? null : name
}

function graph(
  lowered: LoweredModel,
  inputs: readonly string[],
  parts: readonly (readonly string[])[],
): string[] {
  const values = lowered.inputs.map(({ name }) => pythonName(name))
  const lines = inputs.map((source, i) => `${values[i]} = ${source}`)
  const count = new Map<string, number>()
  for (const { path } of lowered.nodes) count.set(path, (count.get(path) ?? 0) + 1)
  const shared = new Set<string>()
  lowered.nodes.forEach(({ name, path, inputs: from }, i) => {
    const args = from.map((value) => values[value]!)
    const value = pythonName(name)
    let current = args.length === 1 ? args[0]! : `[${args.join(', ')}]`
    const given = givenName(lowered, i, parts[i + 1]?.length === 0)
    const named = parts[i]!.map((source, part) => {
      if (given === null || part < parts[i]!.length - 1 || source.includes('Bidirectional')) return source
      return source.replace(
        /(.)\)$/,
        (_, before: string) => `${before}${before === '(' ? '' : ', '}name=${literal(given)})`,
      )
    })
    for (const source of named) {
      const own = `${pythonName(path)}_layer`
      const several = count.get(path)! > 1 && parts[i]!.length === 1
      if (several && !shared.has(path)) lines.push(`${own} = ${source}`)
      shared.add(path)
      lines.push(`${value} = ${several ? own : source}(${current})`)
      current = value
    }
    values.push(parts[i]!.length === 0 ? args[0]! : value)
  })
  const list = (names: readonly string[]): string => `[${names.join(', ')}]`
  const outputs = lowered.outputs.map((value) => values[value]!)
  const given = lowered.inputs.map((_, i) => values[i]!)
  lines.push(`model = keras.Model(${list(given)}, ${lowered.single ? outputs[0]! : list(outputs)})`)
  return lines
}
