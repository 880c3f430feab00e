import { join } from 'node:path'
import ts from 'typescript'
import type { Api, ApiEntry } from '../api.ts'

const ENTRY = join(process.cwd(), 'src/engine/index.ts')

/** The engine's public names with signatures and doc comments, read from its source by the TypeScript compiler. */
export function describeApi(): Api {
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
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(ENTRY)!)!
  const reader = new Reader(checker)
  const symbols = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const exports = symbols.map((symbol) => reader.entry(symbol))
  const classes = symbols.filter((symbol) => reader.resolve(symbol).flags & ts.SymbolFlags.Class)
  const functions = new Map(exports.map((entry) => [entry.name, entry]))
  const members = classes.map((symbol) => [
    symbol.name,
    reader.members(symbol).map((member) => explainedBy(functions, member)),
  ])
  return { exports, members: Object.fromEntries(members) as Api['members'] }
}

/** A method without words of its own is the function of its name, with the object as its first argument. */
function explainedBy(functions: ReadonlyMap<string, ApiEntry>, member: ApiEntry): ApiEntry {
  const twin = functions.get(member.name)
  if (member.about !== '' || member.kind !== 'method' || twin === undefined) return member
  return { ...member, about: twin.about, ...(twin.example === undefined ? {} : { example: twin.example }) }
}

class Reader {
  readonly #checker: ts.TypeChecker

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker
  }

  resolve(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol
  }

  entry(exported: ts.Symbol): ApiEntry {
    const symbol = this.resolve(exported)
    const { name } = exported
    if (symbol.flags & ts.SymbolFlags.Function) return this.#callable(name, 'function', symbol)
    if (symbol.flags & ts.SymbolFlags.Class) return this.#class(name, symbol)
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) {
      return { name, kind: 'type', signature: `type ${name}`, ...this.#docs(symbol) }
    }
    return { name, kind: 'constant', signature: `${name}: ${this.#typeText(symbol)}`, ...this.#docs(symbol) }
  }

  /** Methods and properties that a class itself declares and a reader may use; those of its base are the base's. */
  members(exported: ts.Symbol): ApiEntry[] {
    const resolved = this.resolve(exported)
    const own = resolved.valueDeclaration
    const type = this.#checker.getDeclaredTypeOfSymbol(resolved)
    return type.getProperties().flatMap((symbol): ApiEntry[] => {
      const declaration = symbol.valueDeclaration
      const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected
      const isInherited = declaration?.parent !== own
      if (
        !declaration ||
        isInherited ||
        symbol.name.startsWith('__') ||
        ts.getCombinedModifierFlags(declaration) & hidden
      )
        return []
      if (symbol.flags & ts.SymbolFlags.Method) return [this.#callable(symbol.name, 'method', symbol)]
      return [
        {
          name: symbol.name,
          kind: 'property',
          signature: `${symbol.name}: ${this.#typeText(symbol)}`,
          ...this.#docs(symbol),
        },
      ]
    })
  }

  #callable(name: string, kind: 'function' | 'method', symbol: ts.Symbol): ApiEntry {
    const [signature] = this.#signatures(symbol)
    if (!signature) return { name, kind, signature: name, ...this.#docs(symbol) }
    return {
      name,
      kind,
      signature: `${name}${this.#signatureText(signature)}`,
      params: paramNames(signature),
      ...this.#docs(symbol),
    }
  }

  #class(name: string, symbol: ts.Symbol): ApiEntry {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures()
    const isAbstract = symbol.declarations?.some(
      (d) => ts.getCombinedModifierFlags(d) & ts.ModifierFlags.Abstract,
    )
    const made =
      signature && !isAbstract
        ? `new ${name}${this.#signatureText(signature).replace(/: [^:]*$/, '')}`
        : `class ${name}`
    return {
      name,
      kind: 'class',
      signature: made,
      ...(signature ? { params: paramNames(signature) } : {}),
      ...this.#docs(symbol),
    }
  }

  #signatures(symbol: ts.Symbol): readonly ts.Signature[] {
    return this.#checker.getTypeOfSymbol(symbol).getCallSignatures()
  }

  #signatureText(signature: ts.Signature): string {
    const text = this.#checker.signatureToString(signature, undefined, ts.TypeFormatFlags.NoTruncation)
    return text.replaceAll('import("', '').slice(0, 400)
  }

  #typeText(symbol: ts.Symbol): string {
    const type = this.#checker.getTypeOfSymbol(symbol)
    return this.#checker.typeToString(type).slice(0, 200)
  }

  #docs(symbol: ts.Symbol): { about: string; example?: string } {
    const about = ts
      .displayPartsToString(symbol.getDocumentationComment(this.#checker))
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim()
    const tags = symbol.getJsDocTags(this.#checker)
    const throws = tags
      .filter(({ name }) => name === 'throws')
      .map(({ text }) => `Throws ${ts.displayPartsToString(text)}`)
    const example = tags.find(({ name }) => name === 'example')
    return {
      about: [about, ...throws].filter(Boolean).join(' '),
      ...(example ? { example: ts.displayPartsToString(example.text).trim() } : {}),
    }
  }
}

const paramNames = (signature: ts.Signature): string[] => signature.getParameters().map(({ name }) => name)
