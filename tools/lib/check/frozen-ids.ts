import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkFrozen, type FrozenId } from '../../../src/exercises/index.ts'
import type { Report } from '../finding.ts'
import type { PlacedExercise } from './exercises.ts'
import { lineAt } from './lines.ts'

const FILE = 'lessons/exercise-ids.json'

/** The list of published ids, one a line, so that two people who add exercises seldom meet. */
export function listText(ids: readonly FrozenId[]): string {
  const rows = ids.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((entry) => `  ${JSON.stringify(entry)}`)
  return `[\n${rows.join(',\n')}\n]\n`
}

async function readList(root: string, report: Report): Promise<{ source: string; ids: FrozenId[] }> {
  const path = join(root, FILE)
  if (!existsSync(path)) return { source: '[]', ids: [] }
  const source = await readFile(path, 'utf8')
  try {
    const ids = JSON.parse(source) as FrozenId[]
    if (
      Array.isArray(ids) &&
      ids.every(({ id, version }) => typeof id === 'string' && Number.isInteger(version))
    )
      return { source, ids }
  } catch {
    // Said below.
  }
  report({
    file: FILE,
    line: 1,
    rule: 'frozen',
    found: 'no list of { "id", "version" }',
    fix: 'restore it from the repository',
  })
  return { source, ids: [] }
}

/** Ids are frozen once published. With `isFixing`, new ones and new versions are added to the list. */
export async function checkFrozenIds(
  root: string,
  exercises: readonly PlacedExercise[],
  isFixing: boolean,
  report: Report,
): Promise<void> {
  const { source, ids } = await readList(root, report)
  const isMechanical = (rule: string): boolean => rule === 'id-not-listed' || rule === 'version-not-listed'
  const findings = checkFrozen(exercises, ids)
  if (isFixing && findings.some(({ rule }) => isMechanical(rule))) {
    const versions = new Map(exercises.map(({ id, version }) => [id, version]))
    const kept = ids.map((entry) => ({
      ...entry,
      version: Math.max(entry.version, versions.get(entry.id) ?? 0),
    }))
    const added = findings
      .filter(({ rule }) => rule === 'id-not-listed')
      .map(({ id }) => ({ id, version: versions.get(id) ?? 1 }))
    await writeFile(join(root, FILE), listText([...kept, ...added]))
  }
  for (const { rule, id, found, fix } of findings) {
    if (isFixing && isMechanical(rule)) continue
    const place = exercises.find((exercise) => exercise.id === id)
    report({
      file: place?.file ?? FILE,
      line: place?.line ?? lineAt(source, source.indexOf(`"${id}"`)),
      rule: `frozen/${rule}`,
      found: `${id} ${found}`,
      fix: isMechanical(rule) ? 'run npm run check -- --fix' : fix,
    })
  }
}
