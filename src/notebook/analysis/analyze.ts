import { bodyOf } from './body.ts'
import { GLOBALS } from './globals.ts'
import { importsOf, type ImportedName } from './imports.ts'
import { namesOf } from './names.ts'
import { CellSyntaxError, transpile } from './transpile.ts'

/** A place in a cell's text, both from 1. */
export interface Place {
  line: number
  column: number
}

export interface Reference extends Place {
  name: string
  isWritten: boolean
  isTypeof: boolean
}

/** What a cell's code needs and gives, without running it. */
export interface Analysis {
  /** Names that other cells may use, in order of declaration. */
  defines: readonly (Place & { name: string })[]
  /** Names that it uses and does not declare, at their first use. */
  references: readonly Reference[]
  imports: readonly (ImportedName & Place)[]
  /** The code as the body of a function. */
  body: string
  /** Set when the code cannot be read; the lists are empty then. */
  error?: CellSyntaxError
}

/** Reads a cell of TypeScript. Nothing in the text makes this throw. */
export function analyze(source: string): Analysis {
  try {
    const { js, program } = transpile(source)
    const place = placer(js)
    const names = namesOf(program)
    return {
      defines: names.defined.map(({ name, start }) => ({ name, ...place(start) })),
      references: firstUses(names.free).map(({ name, start, isWritten, isTypeof }) => ({
        name,
        isWritten,
        isTypeof,
        ...place(start),
      })),
      imports: importsOf(program).map((imported) => ({ ...imported, ...place(imported.start) })),
      body: bodyOf(js, program),
    }
  } catch (error) {
    const known = error instanceof CellSyntaxError ? error : new CellSyntaxError(String(error), 1, 1)
    return { defines: [], references: [], imports: [], body: '', error: known }
  }
}

/** One entry for each name: its first use, and whether any use writes it or needs it to exist. */
function firstUses<T extends { name: string; isWritten: boolean; isTypeof: boolean }>(
  uses: readonly T[],
): T[] {
  const byName = new Map<string, T>()
  for (const use of uses) {
    const known = byName.get(use.name)
    if (!known) byName.set(use.name, { ...use })
    else {
      known.isWritten ||= use.isWritten
      known.isTypeof &&= use.isTypeof
    }
  }
  return [...byName.values()]
}

function placer(text: string): (offset: number) => Place {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset)
    return { line: line + 1, column: offset - starts[line]! + 1 }
  }
}

export const isGlobal = (name: string): boolean => GLOBALS.has(name)
