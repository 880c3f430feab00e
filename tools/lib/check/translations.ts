import { z } from 'astro/zod'
import type { LessonData } from '../../../src/course/schema.ts'
import { translationOf } from '../../../src/course/translation.ts'
import { isCellFence } from '../../../src/notebook/cells/options.ts'
import type { Report } from '../finding.ts'
import type { LessonFiles } from './course.ts'
import { readFrontMatter } from './front-matter.ts'
import { idOfShown } from './teaching.ts'
import { lineOf, walk, type Node } from './tree.ts'

interface Part {
  /** As a finding names it. */
  name: string
  /** What must be the same in every language. */
  content: string
  line: number
}

/**
 * A translation says what the lesson says: the same cells, computed numbers, exercises, derivations and figures, in the
 * same order. Only words are its own.
 *
 * @param data the lesson's front matter, where it is sound
 */
export function checkTranslation(
  { file, source, tree }: { file: string; source: string; tree: Node },
  lesson: LessonFiles,
  original: Node,
  data: LessonData | undefined,
  root: string,
  report: Report,
): void {
  const frontMatter = readFrontMatter({ file, source }, z.unknown(), report)
  if (data && frontMatter !== undefined) {
    try {
      translationOf(file.replace(/^lessons\//, ''), frontMatter, { [lesson.id]: data })
    } catch (error) {
      const found = (error as Error).message.replace(`${file}: `, '')
      report({
        file,
        line: 1,
        rule: 'translation',
        found,
        fix: 'title, summary and objectives, and no other key',
      })
    }
  }
  const wanted = partsOf(original, root)
  const found = partsOf(tree, root)
  const at = wanted.findIndex(
    ({ name, content }, i) => found[i]?.name !== name || found[i].content !== content,
  )
  const line = (at < 0 ? found[wanted.length] : found[at])?.line ?? 1
  if (at < 0 && found.length === wanted.length) return
  report({
    file,
    line,
    rule: 'translation',
    found: said(wanted[at]?.name, found[at < 0 ? wanted.length : at]?.name),
    fix: `copy cells, constants and tags from ${lesson.file}, in its order; translate what is read`,
  })
}

function said(wanted: string | undefined, found: string | undefined): string {
  if (wanted === undefined) return `${found} is not in the lesson`
  if (found === undefined) return `${wanted} of the lesson is missing`
  return wanted === found
    ? `${found} is not that of the lesson`
    : `${found} stands where the lesson has ${wanted}`
}

/** What is computed, asked and drawn; notes, and the words within tags, belong to the translator. */
function partsOf(tree: Node, root: string): Part[] {
  const parts: Part[] = []
  walk(tree, (node) => {
    const { type, name, value = '' } = node
    const line = lineOf(node)
    if (type === 'mdxjsEsm') parts.push({ name: 'a line of constants', content: value, line })
    else if (type === 'code' && isCellFence(node.lang, node.meta))
      parts.push({ name: 'a cell', content: `${node.meta}\n${value}`, line })
    else {
      const id = name === 'Exercise' ? idOf(node) : idOfShown(node, root)
      if (id !== undefined) parts.push({ name: `<${name}>`, content: id, line })
    }
  })
  return parts
}

const idOf = ({ attributes = [] }: Node): string => {
  const id = attributes.find(({ name }) => name === 'id')?.value
  return typeof id === 'string' ? id : ''
}
