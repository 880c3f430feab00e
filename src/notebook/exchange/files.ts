import type { Item } from '../protocol/shown.ts'
import { itemText } from './plain-text.ts'

/** A lesson on its way out: prose and cells in the order of the page. */
export type Part =
  | { kind: 'prose'; markdown: string }
  | { kind: 'cell'; id: string; code: string; output: readonly Item[]; isHidden: boolean }

export interface LessonFile {
  title: string
  /** Where the lesson is. */
  address: string
  parts: readonly Part[]
}

/** A Jupyter notebook (nbformat 4.5) for a TypeScript kernel such as Deno's. */
export function toNotebook({ title, address, parts }: LessonFile): string {
  const head: Part = { kind: 'prose', markdown: `# ${title}\n\n[${address}](${address})` }
  const cells = [head, ...parts].map((part, i) => {
    const id = part.kind === 'cell' ? part.id : `prose-${i}`
    if (part.kind === 'prose')
      return { cell_type: 'markdown', id, metadata: {}, source: linesOf(part.markdown) }
    const metadata = part.isHidden ? { jupyter: { source_hidden: true } } : {}
    const outputs = part.output.map((item) => ({
      output_type: 'display_data',
      metadata: {},
      data: { 'text/plain': linesOf(itemText(item)) },
    }))
    return { cell_type: 'code', id, metadata, execution_count: null, source: linesOf(part.code), outputs }
  })
  const metadata = {
    kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' },
    language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/x.typescript' },
  }
  return `${JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }, null, 1)}\n`
}

/** nbformat keeps text as lines, each with its line break. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

/** The cells as one TypeScript file, prose as comments; imports stand once, at the top. */
export function toTypeScript({ title, address, parts }: LessonFile): string {
  const imports = new Set<string>()
  const blocks = parts.flatMap((part) => {
    if (part.kind === 'prose') return [commented(part.markdown)]
    const code = part.code.replaceAll(IMPORT, (statement) => {
      imports.add(statement.trim())
      return ''
    })
    return [`// ${part.id}\n${code.trim()}`]
  })
  return `${[commented(`${title}\n${address}`), mergeImports(imports), ...blocks].filter(Boolean).join('\n\n')}\n`
}

const IMPORT = /^import\s[^'"]*['"][^'"]+['"];?[ \t]*$/gm

const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')

/** `{ a, b }` and `{ b, c }` of one module become one import. */
function mergeImports(statements: ReadonlySet<string>): string {
  const named = new Map<string, Set<string>>()
  const others: string[] = []
  for (const statement of statements) {
    const match = /^import\s*\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/.exec(statement)
    if (!match) others.push(statement)
    else {
      const names = named.get(match[2]!) ?? new Set()
      for (const name of match[1]!.split(',')) if (name.trim()) names.add(name.trim())
      named.set(match[2]!, names)
    }
  }
  const merged = [...named].map(
    ([module, names]) => `import { ${[...names].toSorted().join(', ')} } from '${module}'`,
  )
  return [...others, ...merged].join('\n')
}
