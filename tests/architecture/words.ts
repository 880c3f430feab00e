import ts from 'typescript'

/** Attributes whose text a reader sees or hears. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'alt',
  'placeholder',
  'label',
])

const isWord = (text: string): boolean => /\p{L}{2,}/u.test(text)

/** The words that a component writes itself instead of taking them from the strings module, each with its line. */
export function literalWords(path: string, source: string): string[] {
  const code = path.endsWith('.astro') ? templateOf(source) : source
  const file = ts.createSourceFile(`${path}.tsx`, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const add = (node: ts.Node, text: string) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
    found.push(`${path}:${line}: "${text.trim().replaceAll(/\s+/g, ' ')}" belongs in src/strings`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWord(node.text)) add(node, node.text)
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) {
      for (const text of literalsOf(node.expression)) if (isWord(text.text)) add(text, text.text)
    }
    if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText()) && node.initializer) {
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer
      for (const text of literalsOf(value)) if (isWord(text.text)) add(text, text.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** The literals that an expression can show: itself, the branches of a choice, the parts of a template. */
function literalsOf(node: ts.Node | undefined): (ts.Node & { text: string })[] {
  if (!node) return []
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node]
  if (ts.isTemplateExpression(node)) return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
  if (ts.isConditionalExpression(node)) return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)]
  if (ts.isParenthesizedExpression(node)) return literalsOf(node.expression)
  if (ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) {
    return [...literalsOf(node.left), ...literalsOf(node.right)].filter((literal) => !isCompared(literal))
  }
  return []
}

/** Whether a literal is one side of a comparison, and so shown to nobody. */
function isCompared({ parent }: ts.Node): boolean {
  return (
    ts.isBinaryExpression(parent) &&
    [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken].includes(
      parent.operatorToken.kind,
    )
  )
}

/** An Astro template as JSX, every line where it was. */
function templateOf(source: string): string {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ')
  const template = source
    .replace(/^---\n[\s\S]*?^---$/m, blank)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>|<!doctype[^>]*>|<!--[\s\S]*?-->/gi, blank)
  return `<>${template}</>`
}
