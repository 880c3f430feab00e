import { type Declaration, EngineDeclarations, type Field } from '../../notebook/node/declarations.ts'
import { apiText, type AreaId } from '../../strings/api.en.ts'
import { href } from '../links.ts'

/** One public name of the engine with everything that its page says about it. */
export interface Entry extends Declaration {
  /** The fragment of its address: its name. */
  anchor: string
  /** The other names that it has: `init.xavierUniform` is `xavierUniform`. */
  aliases: readonly string[]
  area: AreaId
  /** `checkConv2dShape` stands apart from `conv2d`. */
  isCheck: boolean
  options: readonly Field[]
  /** Methods and properties of a class. */
  members: readonly Member[]
  /** The class that it extends. */
  base?: string
}

export type Member = Declaration & { anchor: string }

export interface Area {
  id: AreaId
  title: string
  lead: string
  entries: readonly Entry[]
}

/** Where the source of an area lives, below src/engine; the first that fits. */
const FOLDERS: readonly (readonly [folder: string, area: AreaId])[] = [
  ['tensor/random', 'random'],
  ['tensor/', 'tensors'],
  ['errors', 'tensors'],
  ['autodiff/', 'autodiff'],
  ['ops/elementwise/', 'elementwise'],
  ['ops/reduce/', 'reductions'],
  ['ops/shape/', 'shapes'],
  ['ops/matmul/', 'matrices'],
  ['ops/spatial/', 'convolution'],
  ['ops/norm/', 'normalization'],
  ['ops/dropout/', 'normalization'],
  ['ops/sequence/', 'sequences'],
  ['losses/', 'losses'],
  ['layers/', 'layers'],
  ['init/', 'initialization'],
  ['optim/', 'optimizers'],
  ['schedules/', 'schedules'],
  ['model/', 'models'],
  ['plan/', 'plans'],
  ['kernels/', 'plans'],
  ['data/', 'data'],
  ['augment/', 'augmentation'],
  ['exchange/', 'exchange'],
  ['elementary/', 'elementary'],
  ['random/', 'random'],
]

function areaOf({ name, place }: Declaration): AreaId {
  const path = place.file.replace(/^src\/engine\//, '')
  const found = FOLDERS.find(([folder]) => path.startsWith(folder))
  if (!found)
    throw new Error(`The API reference has no area for ${name} of ${place.file}: add it to FOLDERS.`)
  return found[1]
}

function entryOf(engine: EngineDeclarations, declaration: Declaration, aliases: readonly string[]): Entry {
  const { name, kind } = declaration
  const isClass = kind === 'class'
  const base = isClass ? engine.baseOf(name) : undefined
  return {
    ...declaration,
    anchor: name,
    aliases,
    area: areaOf(declaration),
    isCheck: /^check[A-Z]/.test(name),
    options: kind === 'constant' ? [] : engine.fields(name),
    members: isClass
      ? engine.members(name).map((member) => ({ ...member, anchor: `${name}.${member.name}` }))
      : [],
    ...(base === undefined ? {} : { base }),
  }
}

const placeKey = ({ place }: Declaration): string => `${place.file}:${place.line}`

let areas: readonly Area[] | undefined

/** The whole reference: areas in the order of their names in the strings, entries as their files have them. */
export function reference(): readonly Area[] {
  areas ??= areasOf(new EngineDeclarations())
  return areas
}

function areasOf(engine: EngineDeclarations): Area[] {
  const declared = engine.exports()
  const inNamespaces = declared
    .filter(({ kind }) => kind === 'namespace')
    .flatMap(({ name }) => engine.namespaceMembers(name))
  // What has a plain name, too, is documented under that one.
  const byDeclaration = Map.groupBy(
    [...declared.filter(({ kind }) => kind !== 'namespace'), ...inNamespaces],
    placeKey,
  )
  const entries = [...byDeclaration.values()].map(([first, ...others]) =>
    entryOf(
      engine,
      first!,
      others.map(({ name }) => name),
    ),
  )
  return Object.entries(apiText.area).map(([id, [title, lead]]) => ({
    id: id as AreaId,
    title,
    lead,
    entries: entries.filter(({ area }) => area === id).toSorted(byPlace),
  }))
}

const byPlace = (a: Entry, b: Entry): number =>
  a.place.file === b.place.file ? a.place.line - b.place.line : a.place.file < b.place.file ? -1 : 1

export const areaHref = (id: AreaId): string => href(`api/${id}/`)

let addresses: ReadonlyMap<string, string> | undefined

/** The address of a public name's entry, for links from wherever it is mentioned. */
export function entryHref(name: string): string | undefined {
  addresses ??= new Map(
    reference().flatMap(({ id, entries }) =>
      entries.flatMap(({ anchor, aliases }) =>
        [anchor, ...aliases].map((name) => [name, `${areaHref(id)}#${name}`] as const),
      ),
    ),
  )
  return addresses.get(name)
}
