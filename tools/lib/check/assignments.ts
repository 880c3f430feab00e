import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readAssignments } from '../../../src/course/assignments.ts'
import { assignmentsSchema } from '../../../src/course/config.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { Report } from '../finding.ts'
import { configOf } from './course.ts'
import { lineOfWord } from './lines.ts'

const FILE = 'course.config.ts'
const KEYS = ['id', 'title', 'lessons', 'exercises', 'due', 'note']

/**
 * The assignments of course.config.ts: their form, and whether what they set is there.
 * @param exercises every exercise of the course in its order
 */
export async function checkAssignments(
  root: string,
  exercises: readonly string[],
  report: Report,
): Promise<void> {
  const path = join(root, FILE)
  if (!existsSync(path)) return
  const source = await readFile(path, 'utf8')
  const { assignments } = await configOf(root)
  const at = (word: string) => ({ file: FILE, line: lineOfWord(source, word), rule: 'assignment' })
  const form = assignmentsSchema.safeParse(assignments)
  if (!form.success) {
    for (const issue of form.error.issues) {
      const [index] = issue.path
      const { id } = ((assignments as { id?: unknown }[])[Number(index)] ?? {}) as { id?: unknown }
      const [key] = 'keys' in issue ? (issue.keys as string[]) : []
      const keyOrId = key ?? (typeof id === 'string' ? id : 'assignments')
      report({
        ...at(keyOrId),
        found: `assignments.${issue.path.join('.')} ${issue.message}`,
        fix: key === undefined ? 'see "Set an assignment" in the guide' : knownAre(key, KEYS).trim(),
      })
    }
    return
  }
  for (const { word, found, fix, known } of readAssignments(form.data, exercises).problems)
    report({ ...at(word), found, fix: fix ?? knownAre(word, known).trim() })
}
