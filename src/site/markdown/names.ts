import { parse } from 'acorn'
import { mdxToMdast } from 'satteri'
import type { Node } from '../../notebook/analysis/ast.ts'
import { namesOf, type NameUse } from '../../notebook/analysis/names.ts'
import { nearestOf } from './suggest.ts'

interface MdxNode {
  type: string
  value?: unknown
  attributes?: { value?: unknown }[]
  children?: MdxNode[]
  position?: { start: { line: number } }
}

/** A piece of JavaScript in a lesson, and the line of the file that it begins on. */
interface Code {
  text: string
  line: number
  isModule: boolean
}

/**
 * Refuses an expression that names what nothing defines: at build it would be a ReferenceError without a place.
 * `scope` are the names that a lesson has without importing them.
 *
 * @throws {Error} `lessons/…/index.mdx:12: unknown name "fxied" …`, with the nearest names that exist.
 */
export function checkNames(source: string, file: string, scope: readonly string[]): void {
  const read = codeIn(parsed(source, file)).map((code) => ({ ...code, names: namesIn(code, file) }))
  const known = new Set([...scope, 'props', ...read.flatMap(({ names }) => names.declared)])
  for (const { text, line, names } of read) {
    for (const { name, start, isTypeof } of names.free) {
      if (known.has(name) || name in globalThis || isTypeof) continue
      const at = line + text.slice(0, start).split('\n').length - 1
      throw new Error(
        `${file}:${at}: unknown name "${name}" in {${excerpt(text)}}. The nearest names that exist: ` +
          `${nearestOf(name, known, 5).join(', ')}.`,
      )
    }
  }
}

function parsed(source: string, file: string): MdxNode {
  try {
    return mdxToMdast(source, { features: { math: true, frontmatter: true } }) as MdxNode
  } catch (error) {
    // The parser's message begins with line and column.
    throw new Error(`${file}:${(error as Error).message}`)
  }
}

function codeIn(node: MdxNode, line = 1): Code[] {
  const here = node.position?.start.line ?? line
  const own: Code[] = []
  if (node.type === 'mdxjsEsm') own.push({ text: String(node.value), line: here, isModule: true })
  else if (/^mdx(Text|Flow)Expression$/.test(node.type))
    own.push({ text: String(node.value), line: here, isModule: false })
  for (const { value } of node.attributes ?? []) {
    if (typeof value === 'object' && value !== null) {
      own.push({ text: String((value as { value: unknown }).value), line: here, isModule: false })
    }
  }
  return [...own, ...(node.children ?? []).flatMap((child) => codeIn(child, here))]
}

interface Names {
  declared: readonly string[]
  free: readonly NameUse[]
}

function namesIn({ text, line, isModule }: Code, file: string): Names {
  const isEmpty = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').trim() === ''
  // JSX inside an expression is for MDX to read; acorn cannot.
  if (isEmpty || (!isModule && /<[A-Za-z>]/.test(text))) return { declared: [], free: [] }
  try {
    const options = { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true } as const
    const program = parse(isModule ? text : `(${text}\n)`, options)
    const { defined, free } = namesOf(program as unknown as Node)
    const imported = program.body.flatMap((statement) =>
      statement.type === 'ImportDeclaration' ? statement.specifiers.map(({ local }) => local.name) : [],
    )
    return {
      declared: [...defined.map(({ name }) => name), ...imported],
      free: isModule ? free : free.map((use) => ({ ...use, start: use.start - 1 })),
    }
  } catch (error) {
    throw new Error(`${file}:${line}: {${excerpt(text)}} is not an expression: ${(error as Error).message}`)
  }
}

const excerpt = (text: string): string => {
  const line = text.trim().replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
