import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'

/** The repository's own text files, by path from its root. */
export type Files = ReadonlyMap<string, string>

export interface Import {
  /** What is written between the quotes. */
  specifier: string
  /** A path of this repository, `npm:name` or `node:name`. */
  target: string
  line: number
}

const root = new URL('../../', import.meta.url).pathname
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.astro', 'coverage', 'fixtures', '.chainrule'])

/** Every file below the root of the repository whose name matches. */
export function filesOf(pattern: RegExp): Files {
  const found = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) visit(path)
      else if (entry.isFile() && pattern.test(path)) found.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  visit('')
  return found
}

/** The names by which lessons and figures import the course's own libraries: `exports` of package.json. */
const OWN: Record<string, string> = {
  chainrule: 'src/engine/index.ts',
  'chainrule/course': 'src/course/define.ts',
  'chainrule/exercises': 'src/exercises/index.ts',
  'chainrule/math': 'src/math/index.ts',
}

/** Everything that a file imports: static, dynamic, re-exported, as a type, by address (`new URL`) and by glob. */
export function importsOf(path: string, source: string): Import[] {
  const code = scriptOf(path, source)
  const lineAt = (offset: number) => code.slice(0, offset).split('\n').length
  const named = ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ specifier: fileName, line: lineAt(pos) }))
  const addressed = [
    ...code.matchAll(
      /new URL\(\s*['"`]([^'"`]+)['"`],\s*import\.meta\.url|import\.meta\.glob(?:<.*?>+)?\(\s*['"]([^'"]+)['"]/g,
    ),
  ]
    .map((match) => ({ specifier: match[1] ?? match[2]!, line: lineAt(match.index) }))
    .filter(({ specifier }) => /\.\w+$/.test(specifier))
  return [...named, ...addressed].map(({ specifier, line }) => ({
    specifier,
    line,
    target: targetOf(path, specifier),
  }))
}

/** The part of a file that can import, every line where it was. */
function scriptOf(path: string, source: string): string {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ')
  if (path.endsWith('.astro')) {
    // The front matter and the scripts; the template in between imports nothing.
    let script = ''
    let from = 0
    for (const match of source.matchAll(/^---\n([\s\S]*?)^---$|<script[^>]*>([\s\S]*?)<\/script>/gm)) {
      const inner = match[1] ?? match[2] ?? ''
      const at = match.index + match[0].indexOf(inner, match[1] === undefined ? match[0].indexOf('>') : 3)
      script += blank(source.slice(from, at)) + inner
      from = at + inner.length
    }
    return script + blank(source.slice(from))
  }
  if (path.endsWith('.mdx')) {
    const prose = source.replaceAll(/^```[\s\S]*?^```/gm, blank)
    return prose.replaceAll(/^(?!import ).*$/gm, blank)
  }
  return source
}

function targetOf(path: string, specifier: string): string {
  if (OWN[specifier]) return OWN[specifier]
  if (specifier.startsWith('/')) return specifier.slice(1)
  if (specifier.startsWith('.')) return normalize(join(dirname(path), specifier.replace(/\?.*$/, '')))
  if (specifier.startsWith('node:')) return specifier
  const [first = '', second = ''] = specifier.replace(/^astro:/, 'astro/').split('/')
  return `npm:${first.startsWith('@') ? `${first}/${second}` : first}`
}
