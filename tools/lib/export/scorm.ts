import { posix } from 'node:path'
import { strToU8 } from 'fflate'
import { CONFIG_ID, NOTE_ID, type LmsConfig, type LmsExercise } from '../../../src/lms/config.ts'
import { exportText, lmsText } from '../../../src/strings/lms.en.ts'
import type { BuiltLesson, BuiltSite } from './built-site.ts'
import type { Choice } from './choose.ts'
import { closureOf } from './closure.ts'
import { lmsScript } from './lms-script.ts'
import { manifestOf, type PackedUnit } from './manifest.ts'
import { manifestProblems } from './manifest-check.ts'
import { ExportRefusal } from './refusal.ts'
import { lessonAlone, Relocation } from './relocate.ts'

export interface ScormOptions {
  standard: LmsConfig['standard']
  version: string
  pass?: number
  online?: string
}

const SCRIPT = 'lms/lms.js'
const MANIFEST = 'imsmanifest.xml'

/** The files of a package. */
export async function scormPackage(
  site: BuiltSite,
  choice: Choice,
  options: ScormOptions,
): Promise<Map<string, Uint8Array>> {
  const { standard, version } = options
  const identifier = `chainrule.${choice.name}.${standard === '1.2' ? 'scorm12' : 'scorm2004'}`
  const lessons = choice.units.flatMap((unit) => unit.lessons)
  const relocation = new Relocation(
    site,
    lessons.map(({ page }) => page),
    options.online,
  )
  const needs = new Map<string, Set<string>>()
  const pages = new Map<string, string>()
  for (const { id, page } of lessons) {
    pages.set(id, lessonAlone(await site.text(page)))
    needs.set(id, await closureOf(site, page, pages.get(id)!))
  }
  const owners = countOwners(needs.values())

  const files = new Map<string, Uint8Array>()
  for (const lesson of lessons) {
    const config = await configOf(site, lesson, identifier, options)
    for (const path of needs.get(lesson.id)!)
      files.set(path, files.get(path) ?? (await moved(site, relocation, path, lesson.page)))
    const html = relocation.page(lesson.page, pages.get(lesson.id)!)
    files.set(lesson.page, strToU8(withLms(html, lesson.page, config)))
  }
  files.set(SCRIPT, strToU8(await lmsScript()))
  const units: PackedUnit[] = choice.units.map((unit) => ({
    ...unit,
    lessons: unit.lessons.map((lesson) => ({
      ...lesson,
      files: [...needs.get(lesson.id)!].filter((path) => owners.get(path) === 1).toSorted(first(lesson.page)),
    })),
  }))
  const own = new Set(units.flatMap((unit) => unit.lessons.flatMap((lesson) => lesson.files)))
  const shared = [...files.keys()].filter((path) => !own.has(path)).toSorted()
  const manifest = manifestOf({ standard, identifier, version, title: choice.title, units, shared })
  const problems = manifestProblems(manifest, standard, new Set(files.keys()))
  if (problems.length > 0) throw new ExportRefusal(exportText.badManifest(problems))
  return files.set(MANIFEST, strToU8(manifest))
}

const first = (page: string) => (a: string, b: string) =>
  a === page ? -1 : b === page ? 1 : a < b ? -1 : a > b ? 1 : 0

function countOwners(needs: Iterable<ReadonlySet<string>>): Map<string, number> {
  const owners = new Map<string, number>()
  for (const paths of needs) for (const path of paths) owners.set(path, (owners.get(path) ?? 0) + 1)
  return owners
}

async function moved(
  site: BuiltSite,
  relocation: Relocation,
  path: string,
  page: string,
): Promise<Uint8Array> {
  if (path.endsWith('.js') && !path.startsWith('cells/'))
    return strToU8(relocation.script(path, await site.text(path)))
  if (path.endsWith('.css')) return strToU8(relocation.style(path, await site.text(path)))
  if (/^(?:exercises|derivations|cells)\/.+\/.*\.json$/.test(path))
    return strToU8(relocation.data(page, await site.text(path)))
  return site.bytes(path)
}

/** What the page has to know of itself, from the exercises' files as they are built. */
async function configOf(
  site: BuiltSite,
  { id, page }: BuiltLesson,
  identifier: string,
  { standard, pass }: ScormOptions,
): Promise<LmsConfig> {
  const html = await site.text(page)
  const folder = `exercises/${id}/`
  const paths = [...site.files].filter((path) => path.startsWith(folder) && path.endsWith('.json'))
  // An exercise counts if the page shows it, in the order of the page.
  const onPage = paths
    .map((path) => ({ path, at: html.indexOf(site.base + path) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
  const exercises = await Promise.all(onPage.map(async ({ path }) => exerciseOf(await site.text(path), path)))
  return { standard, package: identifier, lesson: id, exercises, ...(pass === undefined ? {} : { pass }) }
}

function exerciseOf(json: string, path: string): LmsExercise {
  const { variants } = JSON.parse(json) as { variants: { version: number; seed: string }[] }
  return {
    id: posix.basename(path, '.json'),
    version: variants[0]!.version,
    seeds: variants.map(({ seed }) => seed),
  }
}

/** The page with its configuration, the script before all others, and the place where it says what is recorded. */
function withLms(html: string, page: string, config: LmsConfig): string {
  const up = '../'.repeat(page.split('/').length - 1)
  const data = JSON.stringify(config).replaceAll('<', String.raw`\u003c`)
  const head = `<script type="application/json" id="${CONFIG_ID}">${data}</script><script src="${up}${SCRIPT}"></script>`
  const note = `<p class="storage-note" id="${NOTE_ID}" role="status">${lmsText.searching}</p>`
  const placed = html
    .replace(/<script src="[^"]*theme\.js"><\/script>/, (theme) => theme + head)
    .replace('<p class="storage-note"', (start) => note + start)
  if (!placed.includes(CONFIG_ID) || !placed.includes(`id="${NOTE_ID}"`))
    throw new ExportRefusal(exportText.missing(page, '<script src="…theme.js"> or <p class="storage-note">'))
  return placed
}
