import { parse } from 'acorn'
import { transform } from 'sucrase'
import type { Node } from './ast.ts'

/** Code that cannot be read; line and column count from 1 in the cell's own text. */
export class CellSyntaxError extends Error {
  override name = 'SyntaxError'
  readonly line: number
  readonly column: number

  constructor(message: string, line: number, column: number) {
    super(message)
    this.line = line
    this.column = column
  }
}

/** More is nobody's lesson, and would only keep the page busy. In characters. */
const LONGEST = 100_000

/**
 * TypeScript to JavaScript, line by line: a line of the result is the line of the source. Enums and parameter
 * properties become code; types are dropped unread, so a wrong type is not an error here.
 * @throws CellSyntaxError
 */
export function transpile(source: string): { js: string; program: Node } {
  if (source.length > LONGEST) throw new CellSyntaxError(`longer than ${LONGEST} characters`, 1, 1)
  let js = ''
  try {
    js = transform(source, {
      transforms: ['typescript'],
      disableESTransforms: true,
      // A name that only another cell uses must stay imported.
      keepUnusedImports: true,
    }).code
    return { js, program: parseModule(js) }
  } catch (error) {
    throw located(error, source)
  }
}

const parseModule = (js: string): Node =>
  parse(js, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    allowAwaitOutsideFunction: true,
  }) as unknown as Node

/** Both parsers say where in their own way: sucrase in the message, acorn also as `loc`. */
function located(error: unknown, source: string): CellSyntaxError {
  if (error instanceof RangeError) return new CellSyntaxError('nested too deeply to be read', 1, 1)
  const { message, loc } = error as { message: string; loc?: { line: number; column: number } }
  const place = /\((\d+):(\d+)\)\s*$/.exec(message)
  const line = loc?.line ?? (place ? Number(place[1]) : 1)
  const column = loc ? loc.column + 1 : place ? Number(place[2]) : 1
  const text = message.replace(/\s*\(\d+:\d+\)\s*$/, '').replace(/^Error transforming [^:]*:\s*/, '')
  return new CellSyntaxError(text, Math.min(line, source.split('\n').length), Math.max(1, column))
}
