import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Positioned {
  position?: { start: { line: number; column?: number } } | undefined
}

export interface VisitContext {
  fileURL: URL | undefined
}

/** `lessons/01-neurons/01-artificial-neuron/index.mdx:12`, the place that an author's error message names. */
export function whereOf(node: Positioned, { fileURL }: VisitContext): string {
  const file = fileURL ? relative(process.cwd(), fileURLToPath(fileURL)) : 'Markdown'
  return `${file}:${node.position?.start.line ?? 1}`
}
