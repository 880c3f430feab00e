import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { teachingSchema } from '../../../src/course/schema.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { Report } from '../finding.ts'
import type { LessonFiles } from './course.ts'
import { readFrontMatter } from './front-matter.ts'
import { lineAt } from './lines.ts'
import { headingAnchors } from './links.ts'
import { checkProse } from './prose.ts'
import { lineOf, textTree, walk, type Node } from './tree.ts'
import { checkTypedNumbers } from './typed-numbers.ts'

/**
 * The notes of a lesson name what the lesson has: its sections, in their order, its figures and its derivations. They are
 * prose: what is to be shown stands in the lesson.
 */
export function checkTeaching(
  notes: LessonFiles,
  prose: Node,
  lesson: Node,
  root: string,
  report: Report,
): void {
  const { file, source } = notes
  walk(prose, (node) => {
    if (!node.type.startsWith('mdxJsx') || !/^[A-Z]/.test(node.name ?? '')) return
    const found = `<${node.name}> stands in notes for teaching`
    report({
      file,
      line: lineOf(node),
      rule: 'teaching',
      found,
      fix: 'show it in the lesson, and name it here',
    })
  })
  const data = readFrontMatter(notes, teachingSchema, report)
  if (!data) return

  const sections = headingAnchors(lesson)
  let last = -1
  for (const { section } of data.timing) {
    const at = sections.indexOf(section)
    const line = lineOfText(source, section)
    if (at < 0)
      report({
        file,
        line,
        rule: 'teaching',
        found: `the lesson has no section "${section}"`,
        fix: knownAre(section, sections).trim(),
      })
    else if (at <= last)
      report({
        file,
        line,
        rule: 'teaching',
        found: `the section "${section}" comes after one that follows it in the lesson`,
        fix: 'name each section once, in the order of the lesson',
      })
    last = Math.max(last, at)
  }
  const items = presented(lesson, root)
  for (const { item } of data.show)
    if (!items.includes(item))
      report({
        file,
        line: lineOfText(source, item),
        rule: 'teaching',
        found: `the lesson has no figure and no derivation "${item}"`,
        fix: items.length > 0 ? knownAre(item, items).trim() : 'the lesson shows none',
      })

  const texts = [...data.timing, ...data.show].map((one) => one.do)
  for (const text of [...texts, ...data.discuss.flatMap(({ ask, hope }) => [ask, hope])]) {
    const line = lineOfText(source, text)
    const tree = textTree(text)
    const add: Report = (finding) => report({ ...finding, line })
    checkTypedNumbers(tree, file, (finding) =>
      add({ ...finding, fix: 'say it in words, or below the front matter' }),
    )
    checkProse(tree, text, file, add, line)
  }
}

/** The ids of what a presentation of the lesson steps through: its figures, and its derivations. */
export function presented(lesson: Node, root: string): string[] {
  const ids: string[] = []
  walk(lesson, (node) => {
    const id = idOfShown(node, root)
    if (id !== undefined) ids.push(id)
  })
  return ids
}

/** The id of a figure or of a derivation; undefined for what is neither. */
export function idOfShown({ name, attributes }: Node, root: string): string | undefined {
  if (!name || !/^[A-Z]/.test(name)) return undefined
  const own = name === 'Derivation' ? '' : idOfFigure(name, root)
  if (own === undefined) return undefined
  const given = attributes?.find((one) => one.name === 'id')?.value
  return typeof given === 'string' ? given : own
}

const HERE = join(import.meta.dirname, '../../..')

/** The id that a figure gives itself where its author gives none; undefined for a tag that is no figure. */
function idOfFigure(tag: string, root: string): string | undefined {
  const folder = tag.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
  const file = [root, HERE]
    .map((place) => join(place, 'components', folder, `${tag}.astro`))
    .find((path) => existsSync(path))
  return file && /\bid = '([^']*)'/.exec(readFileSync(file, 'utf8'))?.[1]
}

/** The line where a text of the front matter begins; YAML may have folded or quoted it. */
function lineOfText(source: string, text: string): number {
  const at = source.indexOf(text.slice(0, 25))
  return at < 0 ? 1 : lineAt(source, at)
}
