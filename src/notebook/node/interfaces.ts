import ts from 'typescript'

/** A key of something that an author writes, as its declaration in the source says. */
export interface AuthoredKey {
  name: string
  /** In the words of TypeScript, on one line. */
  type: string
  /** Its comment; empty where there is none. */
  about: string
  isOptional: boolean
}

export interface AuthoredInterface {
  name: string
  about: string
  keys: AuthoredKey[]
}

const parse = (source: string): ts.SourceFile =>
  ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true)

/** The exported interfaces of a file, in their order, without asking a type checker. */
export function interfacesIn(source: string): AuthoredInterface[] {
  const file = parse(source)
  return file.statements.filter(ts.isInterfaceDeclaration).map((declared) => ({
    name: declared.name.text,
    about: commentOf(declared),
    keys: declared.members.filter(ts.isPropertySignature).map((member) => ({
      name: member.name.getText(file),
      type: oneLine(member.type?.getText(file) ?? 'unknown'),
      about: commentOf(member),
      isOptional: member.questionToken !== undefined,
    })),
  }))
}

/** The comment of an exported function. @throws Error where there is no such function */
export function functionComment(source: string, name: string): string {
  const declared = parse(source).statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name,
  )
  if (!declared) throw new Error(`there is no function ${name}`)
  return commentOf(declared)
}

/** The first call of a function, as it stands in the source. @throws Error where there is none */
export function firstCall(source: string, name: string): string {
  const file = parse(source)
  let found: ts.CallExpression | undefined
  const visit = (node: ts.Node): void => {
    if (found) return
    if (ts.isCallExpression(node) && node.expression.getText(file) === name) found = node
    else ts.forEachChild(node, visit)
  }
  visit(file)
  if (!found) throw new Error(`there is no call of ${name}`)
  const text = file.getFullText()
  const line = text.slice(text.lastIndexOf('\n', found.getStart(file)) + 1)
  const indent = /^ */.exec(line)![0].length
  return found.getText(file).replaceAll(new RegExp(`^ {${indent}}`, 'gm'), '')
}

function commentOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return oneLine(docs.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '').join(' '))
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
