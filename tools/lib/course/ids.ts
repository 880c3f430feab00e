import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrozenId } from '../../../src/exercises/index.ts'
import { listText } from '../check/frozen-ids.ts'
import type { Places } from './lessons.ts'
import type { PlannedUnit } from './plan.ts'
import type { Stage } from './stage.ts'

const STAGED = 'lessons/exercise-ids.json'
const OWN = 'overlay/exercise-ids.json'

const read = async (path: string): Promise<FrozenId[]> =>
  existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as FrozenId[]) : []

/**
 * The published ids of the lessons chosen, and the course's own. Where an overlay shadows a lesson's prose or exercises,
 * what the published lesson had is no promise of this course.
 */
export async function stageIds(
  stage: Stage,
  { upstream, course }: Places,
  plan: readonly PlannedUnit[],
): Promise<void> {
  const lessons = plan.flatMap((unit) => unit.lessons)
  const kept = lessons.filter(
    ({ own }) => !own?.files.some((file) => /^(?:index\.mdx|exercises\.ts)$/.test(file)),
  )
  const published = (await read(join(upstream, STAGED))).filter(({ id }) =>
    kept.some((lesson) => id.startsWith(`${lesson.id}/`)),
  )
  const own = await read(join(course, OWN))
  const ids = [...published.filter(({ id }) => !own.some((one) => one.id === id)), ...own]
  await stage.write(STAGED, listText(ids), { path: OWN, isOwn: true })
}

/** After `check --fix`: what the list has got is the course's own to keep. */
export async function keepIds(stage: string, { course }: Places, before: readonly FrozenId[]): Promise<void> {
  const after = await read(join(stage, STAGED))
  const added = after.filter(
    ({ id, version }) => !before.some((one) => one.id === id && one.version === version),
  )
  if (added.length === 0) return
  const own = (await read(join(course, OWN))).filter(({ id }) => !added.some((one) => one.id === id))
  await writeFile(join(course, OWN), listText([...own, ...added]))
}

export const readStagedIds = (stage: string): Promise<FrozenId[]> => read(join(stage, STAGED))
