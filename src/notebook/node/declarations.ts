import { join, relative } from 'node:path'
import ts from 'typescript'
import { type Docs, docsOf } from './doc-comments.ts'
import { classText, oneLine, paramNames, parameterName, signatureText } from './signatures.ts'

const ENTRY = join(process.cwd(), 'src/engine/index.ts')

export interface Declaration {
  name: string
  kind: 'function' | 'class' | 'type' | 'constant' | 'namespace' | 'method' | 'property'
  /** As it is called or declared, one for each way to call it. */
  signatures: readonly string[]
  /** The names of the parameters of the first way to call it. */
  params?: readonly string[]
  docs: Docs
  /** File below the root of the repository, and line. */
  place: { file: string; line: number }
}

/** An option or field: what a caller may give, or reads. */
export interface Field {
  name: string
  type: string
  isOptional: boolean
  docs: Docs
}

/** The engine's public names as the TypeScript compiler reads them from its source. */
export class EngineDeclarations {
  readonly #checker: ts.TypeChecker
  readonly #symbols: ReadonlyMap<string, ts.Symbol>

  constructor() {
    const program = ts.createProgram([ENTRY], {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      types: [],
    })
    this.#checker = program.getTypeChecker()
    const module = this.#checker.getSymbolAtLocation(program.getSourceFile(ENTRY)!)!
    this.#symbols = this.#exportsOf(module)
  }

  /** What `import { … }` can name, in alphabetical order. */
  exports(): Declaration[] {
    return [...this.#symbols].map(([name, symbol]) => this.#declare(name, symbol))
  }

  /** What the namespace of that name holds, called `namespace.name`. */
  namespaceMembers(namespace: string): Declaration[] {
    const inside = this.#exportsOf(this.#symbols.get(namespace)!)
    return [...inside].map(([name, symbol]) => this.#declare(`${namespace}.${name}`, symbol))
  }

  /** Methods and properties that a class itself declares and a reader may use; those of its base are the base's. */
  members(className: string): Declaration[] {
    const symbol = this.#symbols.get(className)!
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
    return this.#checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .filter(({ name, valueDeclaration }) => {
        if (valueDeclaration?.parent !== symbol.valueDeclaration || /^(?:__|#)/.test(name)) return false
        return (ts.getCombinedModifierFlags(valueDeclaration!) & hidden) === 0
      })
      .map((member) => this.#declare(member.name, member))
  }

  /** The class that a class extends, without its type arguments. */
  baseOf(className: string): string | undefined {
    const declaration = this.#symbols.get(className)?.valueDeclaration
    if (!declaration || !ts.isClassDeclaration(declaration)) return undefined
    const extended = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    return extended?.types[0]?.expression.getText()
  }

  /** The fields of an interface, or of what a function or class takes as its options. */
  fields(name: string): Field[] {
    const symbol = this.#symbolOf(name)
    if (symbol.flags & ts.SymbolFlags.Interface) {
      return this.#fieldsOf(this.#checker.getDeclaredTypeOfSymbol(symbol))
    }
    const type = this.#checker.getTypeOfSymbol(symbol)
    const [signature] = [...type.getConstructSignatures(), ...type.getCallSignatures()]
    return (signature?.getParameters() ?? []).flatMap((parameter) => this.#optionsOf(parameter))
  }

  #symbolOf(name: string): ts.Symbol {
    const [first, second] = name.split('.') as [string, string?]
    const symbol = this.#symbols.get(first)!
    return second === undefined ? symbol : this.#exportsOf(symbol).get(second)!
  }

  #exportsOf(module: ts.Symbol): Map<string, ts.Symbol> {
    const symbols = this.#checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return new Map(symbols.map((symbol) => [symbol.name, this.#resolve(symbol)]))
  }

  #resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol
  }

  #declare(name: string, symbol: ts.Symbol): Declaration {
    const docs = docsOf(symbol, this.#checker)
    const common = { name, docs, place: placeOf(symbol) }
    if (symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) {
      const kind = symbol.flags & ts.SymbolFlags.Method ? 'method' : 'function'
      const found = this.#checker.getTypeOfSymbol(symbol).getCallSignatures()
      const signatures = found.map((signature) => `${name}${signatureText(signature, this.#checker)}`)
      return { ...common, kind, signatures, params: found[0] ? paramNames(found[0]) : [] }
    }
    if (symbol.flags & ts.SymbolFlags.Class) {
      const [made] = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures()
      const signatures = [classText(name, symbol, made, this.#checker)]
      return { ...common, kind: 'class', signatures, ...(made && { params: paramNames(made) }) }
    }
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
      return { ...common, kind: 'type', signatures: [typeText(name, symbol)] }
    }
    if (symbol.flags & ts.SymbolFlags.Module) return { ...common, kind: 'namespace', signatures: [name] }
    const kind = symbol.flags & ts.SymbolFlags.ClassMember ? 'property' : 'constant'
    return { ...common, kind, signatures: [`${name}: ${this.#typeText(symbol)}`] }
  }

  #typeText(symbol: ts.Symbol): string {
    const declared = (symbol.valueDeclaration as ts.PropertyDeclaration | undefined)?.type
    return declared?.getText() ?? this.#checker.typeToString(this.#checker.getTypeOfSymbol(symbol))
  }

  /** The options that a parameter holds, when it is the last word of a call: an object of named values. */
  #optionsOf(parameter: ts.Symbol): Field[] {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(parameter))
    const own = type.aliasSymbol?.name ?? ''
    if (!(type.flags & ts.TypeFlags.Object || type.isIntersection()) || own === 'TensorLike') return []
    if (type.isClass() || this.#checker.isArrayLikeType(type) || type.getCallSignatures().length > 0)
      return []
    const fields = this.#fieldsOf(type)
    return parameterName(parameter) === 'options' || fields.every(({ isOptional }) => isOptional)
      ? fields
      : []
  }

  #fieldsOf(type: ts.Type): Field[] {
    const properties = type.getProperties().filter(({ declarations }) => isOurs(declarations))
    return properties.map((symbol) => ({
      name: symbol.name,
      type: this.#fieldType(symbol),
      isOptional: Boolean(symbol.flags & ts.SymbolFlags.Optional),
      docs: docsOf(symbol, this.#checker),
    }))
  }

  #fieldType(symbol: ts.Symbol): string {
    const declaration = symbol.declarations?.[0]
    if (declaration && ts.isPropertySignature(declaration) && declaration.type)
      return oneLine(declaration.type)
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol))
    return this.#checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
  }
}

const isOurs = (declarations: readonly ts.Declaration[] | undefined): boolean =>
  declarations?.some((node) => !node.getSourceFile().isDeclarationFile) ?? false

function placeOf(symbol: ts.Symbol): Declaration['place'] {
  const declaration = symbol.declarations?.[0]
  if (!declaration) return { file: relative(process.cwd(), ENTRY), line: 1 }
  const source = declaration.getSourceFile()
  const { line } = source.getLineAndCharacterOfPosition(declaration.getStart(source))
  return { file: relative(process.cwd(), source.fileName), line: line + 1 }
}

function typeText(name: string, symbol: ts.Symbol): string {
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration)
  return alias ? `type ${name} = ${oneLine(alias.type)}` : `interface ${name}`
}
