import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VOCABULARY } from '../../../components/vocabulary.ts'
import type { TagSpec } from '../../../components/vocabulary-spec.ts'
import { lessonIdOf } from '../../course/ids.ts'
import { knownAre } from './suggest.ts'
import { whereOf, type Positioned, type VisitContext } from './where.ts'

interface Attribute {
  type: string
  name?: string
  value?: string | null | { type: string; value: string }
}

interface TagNode extends Positioned {
  type: string
  name: string | null
  attributes: Attribute[]
  children: unknown[]
}

interface LessonContext extends VisitContext {
  data: Record<string, unknown>
}

/**
 * Sätteri plugin: a lesson may write only the tags of the vocabulary, with only the attributes that each tag knows.
 * It also hands a tag what it cannot know by itself: the lesson it stands in, and its number among its kind.
 */
export const vocabulary = () => ({
  name: 'vocabulary',
  options: { position: true },
  mdxJsxFlowElement: (node: TagNode, context: LessonContext) => check(node, context),
  mdxJsxTextElement: (node: TagNode, context: LessonContext) => check(node, context),
})

/** HTML that Markdown cannot say and that carries no behavior. */
const PLAIN_HTML = ['sub', 'sup', 'kbd', 'abbr', 'br', 'cite', 'span', 'div']

function check(node: TagNode, context: LessonContext) {
  const { name } = node
  if (name === null || PLAIN_HTML.includes(name)) return undefined
  const spec = VOCABULARY[name]
  if (!spec) {
    throw new Error(
      `${whereOf(node, context)}: unknown tag <${name}>.${knownAre(name, Object.keys(VOCABULARY))}`,
    )
  }
  checkAttributes(node, name, spec, context)
  const supplied = suppliedTo(node, name, spec, context)
  return supplied.length ? { ...node, attributes: [...node.attributes, ...supplied] } : undefined
}

function checkAttributes(node: TagNode, tag: string, spec: TagSpec, context: LessonContext) {
  const known = Object.keys(spec.props.shape)
  const literal: Record<string, unknown> = {}
  let computed = false
  for (const { type, name, value } of node.attributes) {
    if (type !== 'mdxJsxAttribute' || !name) {
      throw new Error(
        `${whereOf(node, context)}: <${tag}> is given attributes by {...}; write each by its name.`,
      )
    }
    if (!known.includes(name)) {
      throw new Error(
        `${whereOf(node, context)}: <${tag}> has no attribute "${name}".${knownAre(name, known)}`,
      )
    }
    if (typeof value === 'object' && value !== null) computed = true
    else literal[name] = value ?? true
  }
  // A computed attribute is checked when the tag is drawn; what stands here as text can be checked with its line.
  const schema = computed ? spec.props.partial() : spec.props
  const result = schema.safeParse(literal)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(
      `${whereOf(node, context)}: <${tag}> attribute "${issue?.path.join('.')}": ${issue?.message}, found ${JSON.stringify(
        literal[String(issue?.path[0])],
      )}.`,
    )
  }
}

function suppliedTo(node: TagNode, tag: string, spec: TagSpec, context: LessonContext): Attribute[] {
  const attributes: Attribute[] = []
  if (spec.gets?.includes('lesson') && context.fileURL) {
    const entry = relative(`${process.cwd()}/lessons`, fileURLToPath(context.fileURL))
    attributes.push({ type: 'mdxJsxAttribute', name: 'lesson', value: lessonIdOf(entry) })
    // For the message when the tag names something that the lesson does not have.
    attributes.push({ type: 'mdxJsxAttribute', name: 'at', value: whereOf(node, context) })
  }
  if (spec.gets?.includes('number')) {
    const counts = (context.data['tagCounts'] ??= {}) as Record<string, number>
    counts[tag] = (counts[tag] ?? 0) + 1
    attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(counts[tag]) })
  }
  return attributes
}
