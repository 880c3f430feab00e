import type { LmsConfig } from '../../../src/lms/config.ts'
import { parseXml, type XmlElement } from './xml.ts'

type Add = (problem: string) => void

const VERSIONS = { '1.2': '1.2', '2004': '2004 4th Edition' }
const NAME = /^[A-Za-z_][\w.-]*$/
/** Characters of a title, as far as SCORM 1.2 promises. */
const TITLE_LIMIT = 200

/**
 * What an LMS could refuse a manifest for, as far as a course's own words and files decide it, or the standards' schemas
 * cannot say it. That every manifest has the schemas' form is for the tests, which have the schemas.
 * `files`: what lies in the package, without the manifest.
 */
export function manifestProblems(
  source: string,
  standard: LmsConfig['standard'],
  files: ReadonlySet<string>,
): string[] {
  const problems: string[] = []
  const add: Add = (problem) => problems.push(problem)
  let all: XmlElement[]
  try {
    all = [...descendants(parseXml(source))]
  } catch (error) {
    return [`not well-formed: ${(error as Error).message}`]
  }
  checkTitles(all, add)
  checkIdentifiers(all, add)
  checkMetadata(all, standard, add)
  checkOrganizations(all, add)
  checkResources(all, standard, files, add)
  return problems
}

function* descendants(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* descendants(child)
}

const named = (elements: readonly XmlElement[], name: string): XmlElement[] =>
  elements.filter((element) => element.name === name)

function checkTitles(all: readonly XmlElement[], add: Add): void {
  for (const { name, attributes, children } of all) {
    if (name !== 'organization' && name !== 'item') continue
    const title = named(children, 'title')[0]?.text.trim() ?? ''
    const id = attributes.get('identifier')
    if (title === '') add(`the ${name} "${id}" has no title`)
    if ([...title].length > TITLE_LIMIT)
      add(`the title of the ${name} "${id}" is longer than ${TITLE_LIMIT} characters`)
  }
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

function checkMetadata(all: readonly XmlElement[], standard: LmsConfig['standard'], add: Add): void {
  const schema = named(all, 'schema')[0]?.text
  const version = named(all, 'schemaversion')[0]?.text
  if (schema !== 'ADL SCORM') add(`the schema is "${schema}", not "ADL SCORM"`)
  if (version !== VERSIONS[standard]) add(`the schema version is "${version}", not "${VERSIONS[standard]}"`)
}

function checkOrganizations(all: readonly XmlElement[], add: Add): void {
  const wanted = named(all, 'organizations')[0]?.attributes.get('default')
  if (!named(all, 'organization').some(({ attributes }) => attributes.get('identifier') === wanted))
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
