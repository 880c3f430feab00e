import type { LmsConfig } from '../../../src/lms/config.ts'
import { parseXml, type XmlElement } from './xml.ts'

type Add = (problem: string) => void

/** Rules of the standards' schemas: which elements stand in which, in which order, and which attributes they must have. */
interface Rule {
  /** Children in their order; `*` any number, `+` at least one, `?` none or one. */
  children: readonly string[]
  required: readonly string[]
}

const ITEM = ['title', 'item*', 'metadata?']
const RULES: Record<LmsConfig['standard'], Record<string, Rule>> = {
  '1.2': {
    manifest: { children: ['metadata', 'organizations', 'resources'], required: ['identifier'] },
    metadata: { children: ['schema', 'schemaversion'], required: [] },
    organizations: { children: ['organization+'], required: ['default'] },
    organization: { children: ['title', 'item+', 'metadata?'], required: ['identifier'] },
    item: { children: ITEM, required: ['identifier'] },
    resources: { children: ['resource*'], required: [] },
    resource: {
      children: ['metadata?', 'file*', 'dependency*'],
      required: ['identifier', 'type', 'adlcp:scormtype'],
    },
    file: { children: ['metadata?'], required: ['href'] },
    dependency: { children: [], required: ['identifierref'] },
  },
  '2004': {
    manifest: { children: ['metadata', 'organizations', 'resources'], required: ['identifier'] },
    metadata: { children: ['schema', 'schemaversion'], required: [] },
    organizations: { children: ['organization+'], required: ['default'] },
    organization: {
      children: ['title', 'item+', 'metadata?', 'imsss:sequencing?'],
      required: ['identifier'],
    },
    item: { children: [...ITEM, 'imsss:sequencing?'], required: ['identifier'] },
    'imsss:sequencing': { children: ['imsss:controlMode?', 'imsss:deliveryControls?'], required: [] },
    'imsss:controlMode': { children: [], required: [] },
    'imsss:deliveryControls': { children: [], required: [] },
    resources: { children: ['resource*'], required: [] },
    resource: {
      children: ['metadata?', 'file*', 'dependency*'],
      required: ['identifier', 'type', 'adlcp:scormType'],
    },
    file: { children: ['metadata?'], required: ['href'] },
    dependency: { children: [], required: ['identifierref'] },
  },
}

const VERSIONS = { '1.2': '1.2', '2004': '2004 4th Edition' }
const NAME = /^[A-Za-z_][\w.-]*$/
/** Characters of a title, as far as SCORM 1.2 promises. */
const TITLE_LIMIT = 200

/** Whatever an LMS could refuse a manifest for. `files`: what lies in the package, without the manifest. */
export function manifestProblems(
  source: string,
  standard: LmsConfig['standard'],
  files: ReadonlySet<string>,
): string[] {
  const problems: string[] = []
  const add: Add = (problem) => problems.push(problem)
  let root: XmlElement
  try {
    root = parseXml(source)
  } catch (error) {
    return [`not well-formed: ${(error as Error).message}`]
  }
  if (root.name !== 'manifest') return [`the root is <${root.name}>, not <manifest>`]
  const all = [...descendants(root)]
  for (const element of all) checkForm(element, RULES[standard], add)
  if (problems.length > 0) return problems
  checkPrefixes(root, all, add)
  checkIdentifiers(all, add)
  checkMetadata(root, standard, add)
  checkOrganizations(root, all, add)
  checkResources(all, standard, files, add)
  return problems
}

function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* descendants(child)
}

const named = (elements: readonly XmlElement[], name: string): XmlElement[] =>
  elements.filter((element) => element.name === name)

function checkForm(element: XmlElement, rules: Record<string, Rule>, add: Add): void {
  const rule = rules[element.name]
  const isText = ['title', 'schema', 'schemaversion'].includes(element.name)
  if (!rule && !isText) return add(`<${element.name}> is unknown here`)
  if (!rule) {
    if (element.text.trim() === '' || element.children.length > 0) add(`<${element.name}> must hold text`)
    if (element.text.length > TITLE_LIMIT) add(`<${element.name}> is longer than ${TITLE_LIMIT} characters`)
    return
  }
  if (element.text.trim() !== '') add(`<${element.name}> holds text`)
  const order = rule.children
    .map((child) => `(?:${child.replace(/[*+?]$/, '')} )${/[*+?]$/.exec(child)?.[0] ?? ''}`)
    .join('')
  const found = element.children.map(({ name }) => `${name} `).join('')
  if (!new RegExp(`^${order}$`).test(found))
    add(
      `<${element.name}> holds ${found.trim() || 'nothing'}; expected ${rule.children.join(', ') || 'nothing'}`,
    )
  for (const name of rule.required) if (!element.attributes.get(name)) add(`<${element.name}> has no ${name}`)
}

function checkPrefixes(root: XmlElement, all: readonly XmlElement[], add: Add): void {
  const names = all.flatMap(({ name, attributes }) => [name, ...attributes.keys()])
  const prefixes = new Set(names.filter((name) => name.includes(':')).map((name) => name.split(':')[0]!))
  for (const prefix of prefixes)
    if (!['xml', 'xmlns'].includes(prefix) && !root.attributes.has(`xmlns:${prefix}`))
      add(`the prefix ${prefix} is not declared`)
  if (!root.attributes.has('xmlns')) add('<manifest> declares no namespace')
}

function checkIdentifiers(all: readonly XmlElement[], add: Add): void {
  const seen = new Set<string>()
  for (const { name, attributes } of all) {
    const id = attributes.get('identifier')
    if (id === undefined) continue
    if (!NAME.test(id)) add(`the identifier "${id}" of <${name}> is no XML name`)
    if (seen.has(id)) add(`the identifier "${id}" twice`)
    seen.add(id)
  }
}

function checkMetadata(root: XmlElement, standard: LmsConfig['standard'], add: Add): void {
  const [schema, version] = root.children[0]!.children
  if (schema?.text !== 'ADL SCORM') add(`the schema is "${schema?.text}", not "ADL SCORM"`)
  if (version?.text !== VERSIONS[standard])
    add(`the schema version is "${version?.text}", not "${VERSIONS[standard]}"`)
}

function checkOrganizations(root: XmlElement, all: readonly XmlElement[], add: Add): void {
  const organizations = root.children[1]!
  const wanted = organizations.attributes.get('default')
  if (!organizations.children.some(({ attributes }) => attributes.get('identifier') === wanted))
    add(`the default organization "${wanted}" does not exist`)
  const resources = new Set(named(all, 'resource').map(({ attributes }) => attributes.get('identifier')))
  for (const item of named(all, 'item')) {
    const id = item.attributes.get('identifier')
    const target = item.attributes.get('identifierref')
    const isLeaf = named(item.children, 'item').length === 0
    if (isLeaf && !target) add(`the item "${id}" opens nothing`)
    if (!isLeaf && target) add(`the item "${id}" has items and opens something, too`)
    if (target && !resources.has(target)) add(`the item "${id}" opens "${target}", which does not exist`)
  }
}

function checkResources(
  all: readonly XmlElement[],
  standard: LmsConfig['standard'],
  files: ReadonlySet<string>,
  add: Add,
): void {
  const resources = named(all, 'resource')
  const ids = new Set(resources.map(({ attributes }) => attributes.get('identifier')))
  const listed = new Set<string>()
  for (const { attributes, children } of resources) {
    const id = attributes.get('identifier')
    const type = attributes.get(standard === '1.2' ? 'adlcp:scormtype' : 'adlcp:scormType')
    const href = attributes.get('href')
    const own = named(children, 'file').map((file) => file.attributes.get('href')!)
    if (type !== 'sco' && type !== 'asset') add(`the resource "${id}" is of the type "${type}"`)
    if (type === 'sco' && !href) add(`the resource "${id}" has no page to open`)
    if (href && !own.includes(href)) add(`the resource "${id}" opens ${href}, which it does not list`)
    for (const path of own) {
      if (!files.has(path)) add(`${path} is listed and not in the package`)
      if (listed.has(path)) add(`${path} is listed twice`)
      listed.add(path)
    }
    for (const dependency of named(children, 'dependency')) {
      const target = dependency.attributes.get('identifierref')
      if (!ids.has(target)) add(`the resource "${id}" depends on "${target}", which does not exist`)
    }
  }
  for (const path of files) if (!listed.has(path)) add(`${path} is in the package and not listed`)
}
