import ts from 'typescript'

/** A doc comment in its parts. */
export interface Docs {
  /** What it does, in paragraphs. */
  about: readonly string[]
  /** What each parameter means, where the comment says so. */
  params: Readonly<Record<string, string>>
  /** What it refuses, and with which error. */
  throws: readonly string[]
  /** Where it comes from. */
  see: readonly string[]
  /** Lines of code; `// → value` is what the line before it gives. */
  example?: string
}

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim()

export function docsOf(symbol: ts.Symbol, checker: ts.TypeChecker): Docs {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker))
  const tags = symbol.getJsDocTags(checker)
  const of = (wanted: string): string[] =>
    tags.filter(({ name }) => name === wanted).map((tag) => ts.displayPartsToString(tag.text).trim())
  const example = of('example')[0]
  return {
    about: text
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter(Boolean),
    params: Object.fromEntries(of('param').map((param) => nameAndText(oneLine(param)))),
    throws: of('throws').map(oneLine),
    see: seeTexts(symbol).map(oneLine),
    ...(example === undefined ? {} : { example }),
  }
}

function nameAndText(param: string): [name: string, text: string] {
  const [, name = '', text = ''] = /^(\S+)\s*(.*)$/.exec(param) ?? []
  return [name, text]
}

/** From the source itself: the compiler takes the first word of `@see https://…` for a name and drops its colon. */
function seeTexts(symbol: ts.Symbol): string[] {
  const comments = (symbol.declarations ?? []).flatMap((node) => ts.getJSDocCommentsAndTags(node))
  return comments.flatMap((comment) =>
    [...comment.getText().matchAll(/^\s*\* @see (.*(?:\n\s*\* (?!@)\S.*)*)/gm)].map(([, text]) =>
      text!.replaceAll(/\n\s*\* /g, ' '),
    ),
  )
}
