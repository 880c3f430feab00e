import { nodeAt, nodesAt, type Node } from './ast.ts'

/** Where the value of a cell's last expression is put for display; no reader writes this name by chance. */
export const RESULT = '__result__'

/**
 * The statements of a cell as the body of a function: imports leave (the names come as arguments), `export` leaves,
 * and a last expression hands over its value. No line moves, so that an error's line is the reader's line.
 */
export function bodyOf(js: string, program: Node): string {
  const statements = nodesAt(program, 'body')
  const edits = statements.flatMap((statement, i) => editsOf(statement, js, i === statements.length - 1))
  let body = ''
  let at = 0
  for (const { start, end, text } of edits) {
    body += js.slice(at, start) + text
    at = end
  }
  return body + js.slice(at)
}

interface Edit {
  start: number
  end: number
  text: string
}

const remove = (js: string, start: number, end: number): Edit => ({
  start,
  end,
  text: js.slice(start, end).replaceAll(/[^\n]/g, ' '),
})

function editsOf(statement: Node, js: string, isLast: boolean): Edit[] {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return [remove(js, statement.start, statement.end)]
    case 'ExportNamedDeclaration': {
      const declaration = nodeAt(statement, 'declaration')
      return [remove(js, statement.start, declaration ? declaration.start : statement.end)]
    }
    case 'ExportDefaultDeclaration':
      return exportedDefault(statement, js)
    case 'ExpressionStatement':
      return isLast ? showing(statement, js) : []
    default:
      return []
  }
}

function exportedDefault(statement: Node, js: string): Edit[] {
  const declaration = nodeAt(statement, 'declaration')!
  if (nodeAt(declaration, 'id')) return [remove(js, statement.start, declaration.start)]
  return [{ start: statement.start, end: declaration.start, text: `${RESULT}.value=` }]
}

/** A semicolon at the end makes room for the parenthesis; without one, the statement ends with its expression. */
function showing({ start, end }: Node, js: string): Edit[] {
  const hasSemicolon = js[end - 1] === ';'
  return [
    { start, end: start, text: `${RESULT}.value=(` },
    { start: hasSemicolon ? end - 1 : end, end, text: ');' },
  ]
}
