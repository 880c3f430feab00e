import { graphIn, start, type GraphState } from './model.ts'
import type { Arg, Op } from './ops.ts'

/** As its page shows the figure. */
export const example: GraphState = {
  ...start({ source: '(x + y) (x - y)', values: { x: 3, y: 1 } }),
  view: 'show',
}

/** The engine's names, where they are not those of the figure. */
const ENGINE: Partial<Record<Op, string>> = { sigma: 'sigmoid', max: 'maximum', min: 'minimum' }

/** The expression taken apart into one operation a line, and the gradient of the result by everything in it. */
export function code(state: GraphState): string {
  const { nodes } = graphIn(state)
  const called = (op: Op) => ENGINE[op] ?? op
  const shown = (arg: Arg) => ('constant' in arg ? String(arg.constant) : nodes[arg.node]!.name)
  const names = new Set(['grad', 'tensor', ...nodes.flatMap(({ op }) => (op ? [called(op)] : []))])
  const lines = nodes.map(({ op, name, args }) =>
    op === null
      ? `const ${name} = tensor(${state.values[name]}, { requiresGrad: true })`
      : `const ${name} = ${called(op)}(${args.map(shown).join(', ')})`,
  )
  return `import { ${[...names].toSorted().join(', ')} } from 'chainrule'

// ${state.source.replaceAll('\n', ' ')}
${lines.join('\n')}

const nodes = { ${nodes.map(({ name }) => name).join(', ')} }
const gradients = grad(f, Object.values(nodes))
table(Object.entries(nodes).map(([name, node], i) => {
  return { name, value: node.item(), gradient: gradients[i].item() }
}))`
}
