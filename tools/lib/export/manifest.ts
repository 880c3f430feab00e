import type { LmsConfig } from '../../../src/lms/config.ts'
import type { Choice } from './choose.ts'
import { legal } from './xml.ts'

/** A lesson of a package: its page, and what only it needs. */
export interface PackedLesson {
  id: string
  title: string
  page: string
  files: readonly string[]
}

export interface PackedUnit {
  id: string
  title: string
  lessons: readonly PackedLesson[]
}

export interface Packing extends Pick<Choice, 'title'> {
  standard: LmsConfig['standard']
  /** Identifier of the package. */
  identifier: string
  version: string
  units: readonly PackedUnit[]
  /** What several lessons need. */
  shared: readonly string[]
}

const NAMES = {
  '1.2': {
    attributes:
      'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"',
    version: '1.2',
    type: 'adlcp:scormtype',
  },
  '2004': {
    attributes:
      'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" ' +
      'xmlns:imsss="http://www.imsglobal.org/xsd/imsss"',
    version: '2004 4th Edition',
    type: 'adlcp:scormType',
  },
} as const

/** Characters of a package's version in SCORM 1.2. */
const VERSION_LIMIT = 20

/** `imsmanifest.xml`: one unit as a list of lessons, several as a tree. */
export function manifestOf(packing: Packing): string {
  const { standard, identifier, version, title, units, shared } = packing
  const names = NAMES[standard]
  const items =
    units.length === 1
      ? units[0]!.lessons.map((lesson) => itemOf(standard, lesson, 3))
      : units.flatMap((unit) => [
          `      <item identifier="${idOf('unit', unit.id)}">`,
          `        <title>${escape(unit.title)}</title>`,
          ...unit.lessons.map((lesson) => itemOf(standard, lesson, 4)),
          ...sequencing(standard, 4),
          '      </item>',
        ])
  const lessons = units.flatMap((unit) => unit.lessons)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<manifest identifier="${identifier}" version="${escape(version.slice(0, VERSION_LIMIT))}" ${names.attributes}>`,
    '  <metadata>',
    '    <schema>ADL SCORM</schema>',
    `    <schemaversion>${names.version}</schemaversion>`,
    '  </metadata>',
    '  <organizations default="course">',
    '    <organization identifier="course">',
    `      <title>${escape(title)}</title>`,
    ...items,
    ...sequencing(standard, 3),
    '    </organization>',
    '  </organizations>',
    '  <resources>',
    ...lessons.flatMap(({ id, page, files }) => [
      `    <resource identifier="${idOf('page', id)}" type="webcontent" ${names.type}="sco" href="${escape(page)}">`,
      ...files.map((file) => `      <file href="${escape(file)}"/>`),
      '      <dependency identifierref="shared"/>',
      '    </resource>',
    ]),
    `    <resource identifier="shared" type="webcontent" ${names.type}="asset">`,
    ...shared.map((file) => `      <file href="${escape(file)}"/>`),
    '    </resource>',
    '  </resources>',
    '</manifest>',
    '',
  ]
  return legal(lines.join('\n'))
}

function itemOf(standard: LmsConfig['standard'], { id, title }: PackedLesson, depth: number): string {
  const indent = '  '.repeat(depth)
  const visible = standard === '1.2' ? ' isvisible="true"' : ''
  return [
    `${indent}<item identifier="${idOf('lesson', id)}" identifierref="${idOf('page', id)}"${visible}>`,
    `${indent}  <title>${escape(title)}</title>`,
    // The lesson itself says when it is done, and what was reached.
    ...(standard === '2004'
      ? [
          `${indent}  <imsss:sequencing>`,
          `${indent}    <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>`,
          `${indent}  </imsss:sequencing>`,
        ]
      : []),
    `${indent}</item>`,
  ].join('\n')
}

/** Lessons may be opened in any order, and one after the other. */
function sequencing(standard: LmsConfig['standard'], depth: number): string[] {
  if (standard === '1.2') return []
  const indent = '  '.repeat(depth)
  return [
    `${indent}<imsss:sequencing>`,
    `${indent}  <imsss:controlMode choice="true" flow="true"/>`,
    `${indent}</imsss:sequencing>`,
  ]
}

/** Identifiers are names of XML: no slash, and a letter first. */
const idOf = (kind: string, id: string): string => `${kind}.${id.replaceAll('/', '.')}`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
