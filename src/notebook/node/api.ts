import type { Api, ApiEntry } from '../api.ts'
import { type Declaration, EngineDeclarations } from './declarations.ts'

/** The engine's public names with signatures and doc comments, as the editor shows them. */
export function describeApi(engine = new EngineDeclarations()): Api {
  const declarations = engine.exports()
  const exports = declarations.map(entryOf)
  const functions = new Map(exports.map((entry) => [entry.name, entry]))
  const members = declarations
    .filter(({ kind }) => kind === 'class')
    .map(({ name }) => [name, engine.members(name).map((member) => explainedBy(functions, entryOf(member)))])
  return { exports, members: Object.fromEntries(members) as Api['members'] }
}

function entryOf({ name, kind, signatures, params, docs }: Declaration): ApiEntry {
  const throws = docs.throws.map((text) => `Throws ${text}`)
  return {
    name,
    kind: kind === 'namespace' ? 'constant' : kind,
    signature: signatures[0] ?? name,
    ...(params ? { params } : {}),
    about: [...docs.about, ...throws].join(' '),
    ...(docs.example === undefined ? {} : { example: docs.example }),
  }
}

/** A method without words of its own is the function of its name, with the object as its first argument. */
function explainedBy(functions: ReadonlyMap<string, ApiEntry>, member: ApiEntry): ApiEntry {
  const twin = functions.get(member.name)
  if (member.about !== '' || member.kind !== 'method' || twin === undefined) return member
  return { ...member, about: twin.about, ...(twin.example === undefined ? {} : { example: twin.example }) }
}
