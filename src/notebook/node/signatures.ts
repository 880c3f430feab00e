import ts from 'typescript'

export const paramNames = (signature: ts.Signature): string[] => signature.getParameters().map(parameterName)

/** A parameter's name; one that is taken apart where it is declared is the options. */
export function parameterName(parameter: ts.Symbol): string {
  const declaration = parameter.valueDeclaration
  const isNamed = !declaration || !ts.isParameter(declaration) || ts.isIdentifier(declaration.name)
  if (isNamed) return parameter.name
  return ts.isArrayBindingPattern(declaration.name) ? 'state' : 'options'
}

/** `(a: TensorLike, axis = -1): Tensor`: types as they are written, small defaults shown. */
export function signatureText(signature: ts.Signature, checker: ts.TypeChecker): string {
  return `(${parametersText(signature, checker)}): ${returnText(signature, checker)}`
}

/** `new Linear(inFeatures: number, …)`; a class that only others extend is `abstract class Layer`. */
export function classText(
  name: string,
  symbol: ts.Symbol,
  made: ts.Signature | undefined,
  checker: ts.TypeChecker,
): string {
  const isAbstract = symbol.declarations?.some(
    (node) => ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Abstract,
  )
  if (isAbstract) return `abstract class ${name}`
  return made ? `new ${name}(${parametersText(made, checker)})` : `class ${name}`
}

function parametersText(signature: ts.Signature, checker: ts.TypeChecker): string {
  return signature
    .getParameters()
    .map((parameter) => parameterText(parameter, checker))
    .join(', ')
}

function parameterText(parameter: ts.Symbol, checker: ts.TypeChecker): string {
  const declaration = parameter.valueDeclaration
  const name = parameterName(parameter)
  if (!declaration || !ts.isParameter(declaration)) return name
  const rest = declaration.dotDotDotToken ? '...' : ''
  const { initializer, type } = declaration
  if (initializer && isSmall(initializer) && !type) return `${name} = ${initializer.getText()}`
  const optional = initializer || declaration.questionToken ? '?' : ''
  const text = type ? oneLine(type) : checker.typeToString(checker.getTypeOfSymbol(parameter))
  const shown = initializer && isSmall(initializer) ? ` = ${initializer.getText()}` : ''
  return `${rest}${name}${shown ? '' : optional}: ${text}${shown}`
}

/** Whether a default says more than that there is one: `-1` and `'mean'` do, `{}` does not. */
const isSmall = (node: ts.Expression): boolean =>
  ts.isNumericLiteral(node) ||
  ts.isStringLiteral(node) ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isIdentifier(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword

function returnText(signature: ts.Signature, checker: ts.TypeChecker): string {
  const { type } = (signature.declaration ?? {}) as { type?: ts.TypeNode }
  return type ? oneLine(type) : checker.typeToString(signature.getReturnType())
}

/** A type on one line; where lines ended its members, semicolons do. */
export function oneLine(node: ts.Node): string {
  return node
    .getText()
    .replaceAll(/([^{(,;|&<=>\s])\s*\n\s*(?=[\w'])/g, '$1; ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\| /, '')
}
