import { existsSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { configSchema, type ReadConfig } from '../../../src/course/config.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import { lineOfWord } from '../check/lines.ts'
import { Findings, type Finding, type Report } from '../finding.ts'
import { readCovers, type Covers } from './covers.ts'
import { stageFigures } from './figures.ts'
import { stageIds } from './ids.ts'
import { reordered, stageLessons, type Places } from './lessons.ts'
import { readLibrary } from './library.ts'
import { checkOverlay } from './overlay.ts'
import { planCourse } from './plan.ts'
import { filesBelow, Stage, type Origin } from './stage.ts'
import { stageStrings } from './strings.ts'

export const CONFIG = 'course.config.ts'

export interface Assembly {
  findings: Finding[]
  /** What the author should know and need not change. */
  notes: string[]
  /** Where each staged file comes from. */
  origins: ReadonlyMap<string, Origin>
  /** What of the published course the overlay covers. */
  covers: Covers
}

/**
 * Puts a course of one's own together: what `course.config.ts` chooses of the published course, with the overlay over it,
 * in `stage`, which has the published course's code already.
 */
export async function assemble(stageRoot: string, places: Places): Promise<Assembly> {
  const findings = new Findings()
  const report = findings.add
  const notes: string[] = []
  const stage = new Stage(stageRoot)
  let covers: Covers = { now: [], before: [] }
  const done = (): Assembly => ({ findings: findings.sorted, notes, origins: stage.origins, covers })
  const { upstream, course } = places

  const source = await readFile(join(course, CONFIG), 'utf8')
  await stage.write(CONFIG, source, { path: CONFIG, isOwn: true })
  const config = await loadConfig(stageRoot, source, report)
  if (!config) return done()

  const overlay = await filesBelow(join(course, 'overlay'))
  const published = await readLibrary(join(upstream, 'lessons'))
  const own = await readLibrary(join(course, 'overlay/lessons'))
  const complain = (word: string, found: string, fix: string) =>
    report({ file: CONFIG, line: lineOfWord(source, word), rule: 'course', found, fix })
  const plan = planCourse(config, published, own, complain)
  const allIds = published.flatMap((unit) => unit.lessons.map(({ id }) => id))
  // After a slip in the config, everything below it would seem to shadow nothing.
  if (findings.sorted.length === 0) checkOverlay(overlay, own, plan, allIds, report)

  covers = await readCovers(places, plan, overlay)

  const chosen = new Set(plan.flatMap(({ lessons }) => lessons.map(({ id }) => id)))
  if (chosen.size === 0 && findings.sorted.length === 0)
    complain('units', 'no lesson is chosen', 'choose one')
  const elsewhere = Object.fromEntries(
    published
      .flatMap((unit) => [
        ...unit.lessons.map(({ id, title }) => [id, title] as const),
        ...unit.preparation.map(({ id, title }) => [`${unit.id}/${id}`, title] as const),
      ])
      .filter(
        ([id]) =>
          !chosen.has(id) &&
          !plan.some((unit) => unit.preparation.some((one) => `${unit.id}/${one.id}` === id)),
      ),
  )
  const pagesIn = async (folder: string) =>
    existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.mdx')) : []
  const pages = {
    upstream: await pagesIn(join(upstream, 'lessons')),
    own: await pagesIn(join(course, 'overlay/lessons')),
  }
  notes.push(...(await stageLessons(stage, places, plan, pages, elsewhere)))
  const early = reordered(plan)
  for (const { id, later } of early) notes.push(`${id} builds on ${later}, which comes later in this course.`)
  await stageIds(stage, places, plan)
  await stageStyles(stage, course, overlay)
  await stageFigures(stage, places, overlay, report)
  const strings = join(course, 'overlay/strings/en.json')
  const texts = existsSync(strings) ? await readFile(strings, 'utf8') : '{}'
  await stageStrings(stage, upstream, config.title, texts, report)
  for (const file of overlay.filter((one) => one.startsWith('strings/') && one !== 'strings/en.json'))
    report({
      file: `overlay/${file}`,
      line: 1,
      rule: 'strings',
      found: 'is the file of no language',
      fix: knownAre(file, ['strings/en.json']).trim(),
    })
  for (const file of overlay.filter((one) => one.startsWith('public/')))
    await stage.copy(file, join(course, 'overlay', file), { path: `overlay/${file}`, isOwn: true })

  const origins = [...stage.origins].filter(([file]) => file.endsWith('.mdx'))
  const byPath = Object.fromEntries(origins.map(([file, origin]) => [file.slice('lessons/'.length), origin]))
  const assembled = { elsewhere, early: early.map(({ id }) => id), origins: byPath }
  await stage.write('lessons/assembled.json', JSON.stringify(assembled, null, 2), {
    path: CONFIG,
    isOwn: true,
  })
  await stage.sweep('lessons')
  await stage.giveBack(upstream)
  await writeFile(join(stageRoot, 'origins.json'), JSON.stringify(Object.fromEntries(stage.origins)))
  return done()
}

async function loadConfig(stage: string, source: string, report: Report): Promise<ReadConfig | undefined> {
  const at = { file: CONFIG, rule: 'course' }
  let given: unknown
  try {
    // A module that has been loaded stays what it was; a course that is watched changes.
    const address = `${pathToFileURL(join(stage, CONFIG)).href}?${Date.now()}`
    given = ((await import(address)) as { default?: unknown }).default
  } catch (error) {
    const { message, stack = '' } = error as Error
    // Of a syntax error the stack begins with the file and its line.
    const line = Number(/course\.config\.ts(?:\?\d+)?:(\d+)/.exec(stack)?.[1] ?? 1)
    report({
      ...at,
      line,
      found: message.split('\n')[0]!,
      fix: 'mend the TypeScript, there or in the line above',
    })
    return undefined
  }
  if (given === undefined) {
    report({ ...at, line: 1, found: 'no default export', fix: 'export default defineCourse({ … })' })
    return undefined
  }
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const [key] = 'keys' in issue ? (issue.keys as string[]) : []
    const word = key ?? issue.path.findLast((part) => typeof part === 'string') ?? ''
    const keys = issue.path.length === 0 ? Object.keys(configSchema.shape) : []
    report({
      ...at,
      line: lineOfWord(source, String(word)),
      found: `${issue.path.length ? `${issue.path.join('.')} ` : ''}${issue.message}`,
      fix:
        key !== undefined && keys.length
          ? knownAre(key, keys).trim()
          : 'see course.config.ts on the page Reference for authors',
    })
  }
  return undefined
}

async function stageStyles(stage: Stage, course: string, overlay: readonly string[]): Promise<void> {
  const sheets = overlay.filter((file) => file.startsWith('styles/') && file.endsWith('.css'))
  const texts = await Promise.all(sheets.map((file) => readFile(join(course, 'overlay', file), 'utf8')))
  await stage.write('src/site/styles/own.css', texts.join('\n'), { path: 'overlay/styles', isOwn: true })
}
