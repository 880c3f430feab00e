import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../finding.ts'

/** What the draws of a seed say about an exercise, and do no harm to a class. */
const HARMLESS = /^proof\/(?:variants-alike|mistake-never)$/

/**
 * Findings for the author of a course of one's own. The published lessons are not theirs to mend: what their seed makes of
 * the published exercises is said only where it would mislead a class, and then with what an author can do.
 */
export async function forAuthor(root: string, findings: Finding[]): Promise<Finding[]> {
  const path = join(root, 'origins.json')
  if (!existsSync(path)) return findings
  const origins = JSON.parse(await readFile(path, 'utf8')) as Record<string, { isOwn: boolean }>
  return findings.flatMap((finding) => {
    if (origins[finding.file]?.isOwn !== false || !finding.rule.startsWith('proof/')) return [finding]
    if (HARMLESS.test(finding.rule)) return []
    return [
      {
        ...finding,
        fix: 'another seed in course.config.ts draws other numbers; report this one to Chainrule',
      },
    ]
  })
}
