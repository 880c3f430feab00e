import { nameOf, nodeAt, nodesAt, type Node } from './ast.ts'

/** One imported name: `import { add as plus } from 'chainrule'` binds `plus` to `add`; `*` is the whole module. */
export interface ImportedName {
  local: string
  imported: string
  module: string
  start: number
  end: number
}

export function importsOf(program: Node): ImportedName[] {
  return nodesAt(program, 'body')
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap((declaration) => {
      const module = nodeAt(declaration, 'source')!['value'] as string
      const { start, end } = nodeAt(declaration, 'source')!
      const specifiers = nodesAt(declaration, 'specifiers')
      if (specifiers.length === 0) return [{ local: '', imported: '', module, start, end }]
      return specifiers.map((specifier) => ({
        local: nameOf(nodeAt(specifier, 'local')!),
        imported: importedName(specifier),
        module,
        start: specifier.start,
        end: specifier.end,
      }))
    })
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  const imported = nodeAt(specifier, 'imported')!
  return (imported['name'] ?? imported['value']) as string
}
