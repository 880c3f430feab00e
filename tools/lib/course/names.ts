import type { Origin } from './stage.ts'

/**
 * Text of a build or a check with the names of staged files as their author knows them:
 * `lessons/01-neurons/01-artificial-neuron/index.mdx` is `overlay/lessons/neurons/artificial-neuron/index.mdx`.
 */
export function withOriginalNames(
  text: string,
  stage: string,
  origins: Readonly<Record<string, Origin>>,
): string {
  let out = text.replaceAll(`${stage}/`, '').replaceAll(`${stage}\\`, '')
  // Astro names content from its collection's folder, without lessons/ before it.
  for (const [file, { path, isOwn }] of Object.entries(origins).toSorted(([a], [b]) => b.length - a.length)) {
    const short = file.startsWith('lessons/')
      ? `(?:lessons/)?${literal(file.slice('lessons/'.length))}`
      : literal(file)
    const name = isOwn ? path : `chainrule/${path}`
    out = out.replaceAll(new RegExp(`(?<![\\w/.-])${short}(?![\\w-])`, 'g'), () => name)
  }
  return out
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
