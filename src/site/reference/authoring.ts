import { EXAMPLES } from '../../../components/examples.ts'
import { NOTE_EXAMPLES, type NoteExample } from '../../../components/examples-notes.ts'
import { VOCABULARY } from '../../../components/vocabulary.ts'
import { configSchema } from '../../course/config.ts'
import { lessonSchema, pageSchema, teachingSchema, unitSchema } from '../../course/schema.ts'
import { examples } from '../../exercises/examples.ts'
import {
  firstCall,
  functionComment,
  interfacesIn,
  type AuthoredInterface,
} from '../../notebook/node/interfaces.ts'
import { attributesOf, type Attribute } from '../figures.ts'

const sources = import.meta.glob<string>(
  [
    '/src/exercises/{define,params}.ts',
    '/src/exercises/kinds/**/{author,examples,options}.ts',
    '/src/notebook/cells/options.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
)

function sourceOf(path: string): string {
  const source = sources[path]
  if (source === undefined) throw new Error(`${path} is not among the sources of the reference`)
  return source
}

/** A group of keys with the place where an author writes them. */
export interface KeyGroup {
  id: 'lesson' | 'teaching' | 'page' | 'unit' | 'config'
  keys: readonly Attribute[]
}

/** Every key of front matter, `unit.json` and `course.config.ts`, from the schemas that read them. */
export const keyGroups = (): KeyGroup[] => [
  { id: 'lesson', keys: attributesOf(lessonSchema) },
  { id: 'teaching', keys: attributesOf(teachingSchema) },
  { id: 'page', keys: attributesOf(pageSchema) },
  { id: 'unit', keys: attributesOf(unitSchema) },
  { id: 'config', keys: attributesOf(configSchema) },
]

export interface TagEntry {
  tag: string
  about: string
  attributes: readonly Attribute[]
  example: NoteExample
}

/** Every tag that is no figure. Figures have pages of their own. */
export const tagEntries = (): TagEntry[] =>
  Object.entries(VOCABULARY)
    .filter(([tag]) => !(tag in EXAMPLES))
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([tag, { about, props }]) => {
      const example = NOTE_EXAMPLES[tag]
      if (!example) throw new Error(`components/examples-notes.ts has no example of <${tag}>`)
      return { tag, about, attributes: attributesOf(props), example }
    })

export interface KindEntry {
  kind: string
  /** The function that makes one. */
  call: string
  about: string
  keys: AuthoredInterface['keys']
  /** What its keys hold, where that has keys of its own. */
  parts: readonly AuthoredInterface[]
  /** The example that the gallery shows, as its author wrote it. */
  source: string
}

const camel = (kind: string): string =>
  kind.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** Every kind of exercise, from the declarations that an author's editor reads. */
export const kindEntries = (): KindEntry[] =>
  examples.map(({ kind }) => {
    const path = `/src/exercises/kinds/${kind}`
    const author = sourceOf(`${path}/author.ts`)
    const call = camel(kind)
    const all = interfacesIn(author)
    const name = `${call.charAt(0).toUpperCase()}${call.slice(1)}Own`
    const own = all.find((one) => one.name === name)
    if (!own) throw new Error(`${path}/author.ts has no interface ${name}`)
    const options = own.keys.some(({ type }) => type.includes('Option<P>'))
      ? interfacesIn(sourceOf('/src/exercises/kinds/options.ts')).filter(({ name }) => name === 'Option')
      : []
    return {
      kind,
      call,
      about: functionComment(author, call),
      keys: own.keys,
      parts: [...all.filter((one) => one !== own), ...options],
      source: firstCall(sourceOf(`${path}/examples.ts`), call),
    }
  })

/** What an exercise of any kind has. */
export function commonKeys(): AuthoredInterface['keys'] {
  const common = interfacesIn(sourceOf('/src/exercises/define.ts')).find(({ name }) => name === 'Common')
  const sampling = interfacesIn(sourceOf('/src/exercises/params.ts')).find(({ name }) => name === 'Sampling')
  return [...(common?.keys ?? []), ...(sampling?.keys ?? [])]
}

/** What the fence of a cell may say. */
export const cellKeys = (): AuthoredInterface['keys'] =>
  interfacesIn(sourceOf('/src/notebook/cells/options.ts')).find(({ name }) => name === 'CellOptions')?.keys ??
  []
