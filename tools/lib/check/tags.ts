import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'acorn'
import { math } from '../../../src/site/markdown/math.ts'
import { vocabulary } from '../../../src/site/markdown/vocabulary-plugin.ts'
import type { Report } from '../finding.ts'
import { lineOf, walk, type Node } from './tree.ts'

type Visit = (node: never, context: never) => unknown

/**
 * Tags, attributes and TeX, by the very plugins that build the site: what fails the build is found here, all of it at
 * once and without building.
 */
export function checkTags(tree: Node, root: string, file: string, report: Report): void {
  const context = { fileURL: pathToFileURL(join(root, file)), data: {} }
  const visitors = { ...math(), ...vocabulary() } as unknown as Record<string, Visit | undefined>
  walk(tree, (node) => {
    const visit = visitors[node.type]
    if (typeof visit !== 'function') return
    try {
      visit(node as never, context as never)
    } catch (error) {
      const text = (error as Error).message.replace(/^[^\s:]+:\d+: /, '')
      report({ file, line: lineOf(node), ...split(node, text) })
    }
  })
}

/** The message of a plugin, in the two halves of a finding. */
function split(node: Node, text: string): { rule: string; found: string; fix: string } {
  if (node.type === 'math' || node.type === 'inlineMath') {
    return {
      rule: 'katex',
      found: text.replace(/\s+/g, ' '),
      fix: 'use the TeX that KaTeX supports: katex.org/docs/supported',
    }
  }
  const [, found = text, fix = 'see components/vocabulary.ts'] =
    /^(.*?)\.? ((?:Did you mean|Known:|write )[^]*)$/.exec(text) ?? []
  return { rule: text.startsWith('unknown tag') ? 'tag' : 'attribute', found, fix }
}

/** `export const` of a lesson that cannot be read. The parser of MDX looks only at what stands in the text. */
export function checkModules(tree: Node, file: string, report: Report): void {
  walk(tree, (node) => {
    if (node.type !== 'mdxjsEsm') return
    try {
      parse(node.value ?? '', { ecmaVersion: 'latest', sourceType: 'module' })
    } catch (error) {
      const { message, loc } = error as Error & { loc?: { line: number } }
      report({
        file,
        line: lineOf(node) + (loc?.line ?? 1) - 1,
        rule: 'module',
        found: message.replace(/ \(\d+:\d+\)$/, ''),
        fix: 'mend the JavaScript; a lesson exports constants: export const x = 1',
      })
    }
  })
}
