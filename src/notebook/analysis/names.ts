import { boundNames, childrenOf, isFunction, nameOf, nodeAt, nodesAt, type Node } from './ast.ts'

/** A name in the code and where it stands. */
export interface NameUse {
  name: string
  /** Offset in the JavaScript that was analyzed. */
  start: number
  end: number
  /** The name is given a value here. */
  isWritten: boolean
  /** Asked for by `typeof`, which does not fail on a name that nothing defines. */
  isTypeof: boolean
}

export interface Names {
  /** Declared at the top of the cell, in order. */
  defined: readonly { name: string; start: number }[]
  /** Used but declared nowhere in the cell. */
  free: readonly NameUse[]
}

interface Scope {
  names: Set<string>
  parent: Scope | null
}

/** The names that a program declares for others and the names that it needs from others. */
export function namesOf(program: Node): Names {
  const top = nodesAt(program, 'body')
  const defined = top.flatMap((statement) => declaredBy(unexported(statement)))
  const vars = hoistedVars(top).filter((name) => !defined.some((d) => d.name === name.name))
  const all = [...defined, ...vars]
  const imported = top
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap((node) => nodesAt(node, 'specifiers'))
  const names = new Set([...all.map(({ name }) => name), ...imported.map((s) => nameOf(nodeAt(s, 'local')!))])
  const walk = new Walk()
  for (const statement of top) walk.visit(statement, { names, parent: null })
  return { defined: all.filter((d, i) => all.findIndex((e) => e.name === d.name) === i), free: walk.free }
}

const unexported = (statement: Node): Node =>
  (statement.type === 'ExportNamedDeclaration' ? nodeAt(statement, 'declaration') : null) ?? statement

const at = (identifier: Node) => ({ name: nameOf(identifier), start: identifier.start })

/** What a statement declares in the block it stands in. */
function declaredBy(statement: Node): { name: string; start: number }[] {
  if (statement.type === 'VariableDeclaration') {
    return nodesAt(statement, 'declarations').flatMap((d) => boundNames(nodeAt(d, 'id')).map(at))
  }
  if (statement.type !== 'FunctionDeclaration' && statement.type !== 'ClassDeclaration') return []
  const id = nodeAt(statement, 'id')
  return id ? [at(id)] : []
}

/** `var` declares in the nearest function, from however deep inside its blocks. */
function hoistedVars(statements: readonly Node[]): { name: string; start: number }[] {
  return statements.flatMap((statement) => {
    if (isFunction(statement) || statement.type.startsWith('Class')) return []
    const own =
      statement.type === 'VariableDeclaration' && statement['kind'] === 'var' ? declaredBy(statement) : []
    return [...own, ...hoistedVars(childrenOf(statement))]
  })
}

const namesIn = (declared: readonly { name: string }[]): string[] => declared.map(({ name }) => name)

class Walk {
  readonly free: NameUse[] = []

  visit(node: Node | null, scope: Scope): void {
    if (!node) return
    if (isFunction(node)) return this.#function(node, scope)
    switch (node.type) {
      case 'Identifier':
        return this.#use(node, scope)
      case 'ImportDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return
      case 'ExportSpecifier':
        return this.visit(nodeAt(node, 'local'), scope)
      case 'LabeledStatement':
        return this.visit(nodeAt(node, 'body'), scope)
      case 'MemberExpression':
        this.visit(nodeAt(node, 'object'), scope)
        if (node['computed']) this.visit(nodeAt(node, 'property'), scope)
        return
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'AccessorProperty':
        if (node['computed']) this.visit(nodeAt(node, 'key'), scope)
        return this.visit(nodeAt(node, 'value'), scope)
      case 'ClassDeclaration':
      case 'ClassExpression': {
        const id = nodeAt(node, 'id')
        const inner = id ? { names: new Set([nameOf(id)]), parent: scope } : scope
        this.visit(nodeAt(node, 'superClass'), inner)
        return this.visit(nodeAt(node, 'body'), inner)
      }
      case 'AssignmentExpression':
        this.#target(nodeAt(node, 'left'), scope)
        return this.visit(nodeAt(node, 'right'), scope)
      case 'UpdateExpression':
        return this.#target(nodeAt(node, 'argument'), scope)
      case 'UnaryExpression': {
        const argument = nodeAt(node, 'argument')
        const asksType = node['operator'] === 'typeof' && argument?.type === 'Identifier'
        return asksType ? this.#use(argument, scope, { isTypeof: true }) : this.visit(argument, scope)
      }
      case 'BlockStatement':
      case 'StaticBlock':
        return this.#block(nodesAt(node, 'body'), childrenOf(node), scope)
      case 'SwitchStatement': {
        this.visit(nodeAt(node, 'discriminant'), scope)
        const cases = nodesAt(node, 'cases')
        return this.#block(
          cases.flatMap((c) => nodesAt(c, 'consequent')),
          cases,
          scope,
        )
      }
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        return this.#loop(node, scope)
      case 'CatchClause': {
        const names = new Set(boundNames(nodeAt(node, 'param')).map(nameOf))
        return this.#children(node, { names, parent: scope })
      }
      default:
        return this.#children(node, scope)
    }
  }

  #children(node: Node, scope: Scope): void {
    for (const child of childrenOf(node)) this.visit(child, scope)
  }

  #block(statements: readonly Node[], children: readonly Node[], parent: Scope): void {
    const scope = { names: new Set(namesIn(statements.flatMap(declaredBy))), parent }
    for (const child of children) this.visit(child, scope)
  }

  #loop(node: Node, parent: Scope): void {
    const head = nodeAt(node, 'init') ?? nodeAt(node, 'left')
    const scope = { names: new Set(head ? namesIn(declaredBy(head)) : []), parent }
    const isTarget = node.type !== 'ForStatement' && head?.type !== 'VariableDeclaration'
    if (isTarget) this.#target(head, scope)
    for (const child of childrenOf(node)) if (!(isTarget && child === head)) this.visit(child, scope)
  }

  #function(node: Node, parent: Scope): void {
    const params = nodesAt(node, 'params')
    const id = nodeAt(node, 'id')
    const body = nodeAt(node, 'body')!
    const names = new Set(params.flatMap(boundNames).map(nameOf))
    if (id && node.type === 'FunctionExpression') names.add(nameOf(id))
    if (node.type !== 'ArrowFunctionExpression') names.add('arguments')
    for (const { name } of hoistedVars([body])) names.add(name)
    const scope = { names, parent }
    for (const param of params) this.#defaults(param, scope)
    this.visit(body, scope)
  }

  /** A pattern that declares: only its default values and computed keys use names. */
  #defaults(pattern: Node, scope: Scope): void {
    if (pattern.type === 'Identifier') return
    if (pattern.type === 'AssignmentPattern') {
      this.#defaults(nodeAt(pattern, 'left')!, scope)
      return this.visit(nodeAt(pattern, 'right'), scope)
    }
    if (pattern.type === 'Property') {
      if (pattern['computed']) this.visit(nodeAt(pattern, 'key'), scope)
      return this.#defaults(nodeAt(pattern, 'value')!, scope)
    }
    for (const child of childrenOf(pattern)) this.#defaults(child, scope)
  }

  /** What is assigned to: `x`, `x.y`, `[x, { y }]`. */
  #target(target: Node | null, scope: Scope): void {
    if (!target) return
    if (target.type === 'MemberExpression') return this.visit(target, scope)
    for (const identifier of boundNames(target)) this.#use(identifier, scope, { isWritten: true })
    if (target.type !== 'Identifier') this.#defaults(target, scope)
  }

  #use(identifier: Node, scope: Scope, how: { isWritten?: boolean; isTypeof?: boolean } = {}): void {
    const name = nameOf(identifier)
    for (let s: Scope | null = scope; s; s = s.parent) if (s.names.has(name)) return
    const { start, end } = identifier
    this.free.push({ name, start, end, isWritten: how.isWritten ?? false, isTypeof: how.isTypeof ?? false })
  }
}
