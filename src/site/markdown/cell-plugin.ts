import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isCellFence, parseOptions } from '../../notebook/cells/options.ts'
import { whereOf, type Positioned, type VisitContext } from './where.ts'

interface FenceNode extends Positioned {
  lang?: string | null
  meta?: string | null
}

interface LessonContext extends VisitContext {
  data: Record<string, unknown>
}

/** Sätteri plugin: a fence ` ```ts cell ` becomes the cell of that number in its lesson. */
export const cells = () => ({
  name: 'cells',
  options: { position: true },
  code: (node: FenceNode, context: LessonContext) => {
    if (!isCellFence(node.lang, node.meta) || !context.fileURL) return undefined
    try {
      parseOptions(node.meta ?? '')
    } catch (error) {
      throw new Error(`${whereOf(node, context)}: ${(error as Error).message}`)
    }
    const index = ((context.data['cellCount'] as number | undefined) ?? 0) + 1
    context.data['cellCount'] = index
    const file = relative(process.cwd(), fileURLToPath(context.fileURL))
    const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value })
    return {
      type: 'mdxJsxFlowElement',
      name: 'NotebookCell',
      attributes: [attribute('file', file), attribute('index', String(index))],
      children: [],
    }
  },
})
