import { parse } from '../grammar/parse.ts'
import type { Node } from '../grammar/ast.ts'
import { shapeOf } from './shapeOf.ts'
import { joinName, splitName, type Name } from './names.ts'
import type { Declarations, Declared, Domain, Options, SymbolSpec } from './types.ts'

export type Specs = Readonly<Record<string, SymbolSpec | Exclude<Domain, readonly number[]>>>

/** An author's mistake in a declaration; stops the build. */
const wrong = (key: string, why: string): never => {
  throw new Error(`Symbol "${key}": ${why}`)
}

interface Building {
  readonly symbols: Map<string, Declared>
  readonly aliases: Map<string, string>
  readonly stems: Set<string>
  readonly options: Options
}

const nameOf = (key: string, text = key): Name => splitName(text) ?? wrong(key, `"${text}" is not a name.`)

const enter = (building: Building, key: string, declared: Declared, name: Name): void => {
  if (building.symbols.has(declared.name)) wrong(key, 'is declared twice.')
  building.symbols.set(declared.name, declared)
  building.stems.add(name.stem)
  if (name.layer) building.stems.add(joinName({ stem: name.stem, layer: name.layer }))
}

/** Sizes that a shape names become scalar symbols of their own: `n` in `(P - Y)/n`. */
const enterSizes = (building: Building, key: string, shape: readonly string[]): void => {
  for (const size of shape)
    if (!/^\d+$/u.test(size) && !building.symbols.has(size)) {
      const declared: Declared = { name: size, kind: 'size', domain: 'natural', shape: [] }
      enter(building, key, declared, nameOf(key, size))
    } else if (building.symbols.get(size)?.kind === 'variable')
      wrong(key, `"${size}" is already a symbol of its own.`)
}

const readShape = (key: string, text: string): readonly string[] => {
  const sizes = text
    .replaceAll(/[()\s]/gu, '')
    .split(',')
    .filter(Boolean)
  if (sizes.length > 2) wrong(key, 'has more than two dimensions.')
  return sizes.map((size) => (/^\d+$/u.test(size) ? size : joinName(nameOf(key, size))))
}

const readDefinition = (building: Building, key: string, source: string, bound: readonly string[]): Node => {
  const args = bound.map((name): [string, Declared] => [
    name,
    { name, kind: 'variable', domain: 'real', shape: [] },
  ])
  const symbols = new Map([...building.symbols, ...args])
  const read = parse(source, { ...building, symbols, stems: new Set([...building.stems, ...bound]) })
  if (read.ok) return read.expr
  const { id, params } = read.message
  return wrong(
    key,
    `its definition "${source}" is not understood at ${read.position[0]}: ${id} ${JSON.stringify(params)}`,
  )
}

const declareOne = (building: Building, key: string, spec: SymbolSpec): void => {
  const name = nameOf(key)
  const { symbols } = building
  const extra = { ...(spec.tex ? { tex: spec.tex } : {}), ...(spec.spoken ? { spoken: spec.spoken } : {}) }
  const common = { domain: spec.domain ?? 'real', shape: [], ...extra } as const
  const full = joinName(name)
  for (const alias of spec.aliases ?? []) {
    const other = nameOf(key, alias)
    building.aliases.set(joinName(other), full)
    building.stems.add(other.stem)
  }
  if (spec.index !== undefined) {
    enterSizes(building, key, [spec.index])
    return enter(building, key, { ...common, name: full, kind: 'index', range: spec.index }, name)
  }
  if (spec.args) {
    if (!spec.is && spec.args.length !== 1) wrong(key, 'without a definition takes one argument.')
    const definition =
      spec.is === undefined ? {} : { definition: readDefinition(building, key, spec.is, spec.args) }
    return enter(
      building,
      key,
      { ...common, name: full, kind: 'function', args: spec.args, ...definition },
      name,
    )
  }
  const indices = [...name.subscript].filter((letter) => symbols.get(letter)?.kind === 'index')
  if (name.subscript && indices.length === name.subscript.length) {
    const whole = { ...name, subscript: '' }
    const shape = indices.map((letter) => symbols.get(letter)!.range!)
    const definition =
      spec.is === undefined ? {} : { definition: readDefinition(building, key, spec.is, []), indices }
    return enter(
      building,
      key,
      { ...common, name: joinName(whole), kind: 'variable', shape, ...definition },
      whole,
    )
  }
  const shape = readShape(key, spec.shape ?? '')
  enterSizes(building, key, shape)
  if (spec.is === undefined)
    return enter(building, key, { ...common, name: full, kind: 'variable', shape }, name)
  const definition = readDefinition(building, key, spec.is, [])
  const own = shapeOf(definition, building)
  if (typeof own === 'string') return wrong(key, `its definition has no value: ${own}`)
  if (spec.shape !== undefined && own.join() !== shape.join())
    wrong(key, `is declared (${shape.join(', ')}) but its definition has shape (${own.join(', ')}).`)
  return enter(building, key, { ...common, name: full, kind: 'variable', shape: own, definition }, name)
}

/**
 * Declares the symbols of a derivation or an exercise, in order: a definition may use what stands above it, so there
 * is no circle. A key may list several names (`'w_1, b_1'`). `delta_j`, with `j` a declared index, declares the whole
 * vector `delta` entry by entry. Sizes named in shapes are declared with them. Throws on an author's mistake.
 *
 * ```ts
 * declare({ x: 'real', 'w_1, b_1': {}, z_1: { is: 'w_1 x + b_1' }, a_1: { is: 'σ(z_1)' }, X: { shape: '(n, d)' } })
 * ```
 */
export const declare = (specs: Specs, options: Partial<Options> = {}): Declarations => {
  const building: Building = {
    symbols: new Map(),
    aliases: new Map(),
    stems: new Set(),
    options: { primeIsTranspose: false, partial: 'total', ...options },
  }
  for (const [keys, given] of Object.entries(specs)) {
    const spec: SymbolSpec = typeof given === 'string' ? { domain: given } : given
    for (const key of keys.split(',')) declareOne(building, key.trim(), spec)
  }
  return building
}
