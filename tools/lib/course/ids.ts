import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FrozenId } from '../../../src/exercises/index.ts'
import { listText } from '../check/frozen-ids.ts'
import { coversText, shownIn, type Places } from './lessons.ts'
import type { PlannedUnit } from './plan.ts'
import type { Stage } from './stage.ts'

const STAGED = 'lessons/exercise-ids.json'
const OWN = 'overlay/exercise-ids.json'

const read = async (path: string): Promise<FrozenId[]> =>
  existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as FrozenId[]) : []

/**
 * The published ids of the lessons chosen, and the course's own. Where an overlay shadows a lesson's exercises, what the
 * published lesson had is no promise of this course; where it shadows the text alone, what that shows still is.
 */
export async function stageIds(
  stage: Stage,
  { upstream, course }: Places,
  plan: readonly PlannedUnit[],
): Promise<void> {
  const lessons = plan.flatMap((unit) => unit.lessons)
  const all = await read(join(upstream, STAGED))
  const published: FrozenId[] = []
  for (const lesson of lessons.filter(({ own }) => !own?.files.includes('exercises.ts'))) {
    const ids = all.filter(({ id }) => id.startsWith(`${lesson.id}/`))
    if (!coversText(lesson)) published.push(...ids)
    else {
      const text = await readFile(join(course, 'overlay/lessons', lesson.own!.folder, 'index.mdx'), 'utf8')
      const shown = shownIn(text).map((name) => `${lesson.id}/${name}`)
      published.push(...ids.filter(({ id }) => shown.includes(id)))
    }
  }
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
