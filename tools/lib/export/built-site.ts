import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportText } from '../../../src/strings/lms.en.ts'
import { ExportRefusal } from './refusal.ts'
import { decoded } from './xml.ts'

/** A lesson as the build has written it. */
export interface BuiltLesson {
  /** `neurons/activations`. */
  id: string
  title: string
  /** Path of its page below the site's folder. */
  page: string
}

export interface BuiltUnit {
  id: string
  title: string
  lessons: BuiltLesson[]
}

/** The built course: its files, and its units and lessons in the order of its first page. */
export class BuiltSite {
  readonly folder: string
  /** Paths below the folder, with forward slashes. */
  readonly files: ReadonlySet<string>
  /** `/`, or the path under which it was built, with a slash at each end. */
  readonly base: string
  readonly units: readonly BuiltUnit[]

  private constructor(folder: string, files: ReadonlySet<string>, base: string, units: readonly BuiltUnit[]) {
    this.folder = folder
    this.files = files
    this.base = base
    this.units = units
  }

  static async read(folder: string): Promise<BuiltSite> {
    if (!existsSync(join(folder, 'index.html'))) throw new ExportRefusal(exportText.notBuilt(folder))
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    const files = new Set(
      entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) =>
          join(parentPath, name)
            .slice(folder.length + 1)
            .replaceAll('\\', '/'),
        ),
    )
    const index = await readFile(join(folder, 'index.html'), 'utf8')
    const base = /<script src="([^"]*)theme\.js"/.exec(index)?.[1] ?? '/'
    const units = await unitsOf(folder, files, index, base)
    if (units.length === 0) throw new ExportRefusal(exportText.noLessons(folder))
    return new BuiltSite(folder, files, base, units)
  }

  get lessons(): BuiltLesson[] {
    return this.units.flatMap(({ lessons }) => lessons)
  }

  text(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8')
  }

  bytes(path: string): Promise<Uint8Array> {
    return readFile(join(this.folder, path))
  }
}

async function unitsOf(
  folder: string,
  files: ReadonlySet<string>,
  index: string,
  base: string,
): Promise<BuiltUnit[]> {
  const units = new Map<string, BuiltUnit>()
  const seen = new Set<string>()
  for (const [, href] of index.matchAll(/<a [^>]*?href="([^"#?]+)\/"/g)) {
    const id = href!.startsWith(base) ? href!.slice(base.length) : ''
    const page = `${id}/index.html`
    if (seen.has(id) || !files.has(page)) continue
    seen.add(id)
    const html = await readFile(join(folder, page), 'utf8')
    if (/<main [^>]*data-lesson="([^"]*)"/.exec(html)?.[1] !== id) continue
    const unit = id.split('/')[0]!
    const known = units.get(unit) ?? {
      id: unit,
      title: words(html, /<span class="bar-section">/),
      lessons: [],
    }
    known.lessons.push({ id, title: words(html, /<h1[^>]*>/), page })
    units.set(unit, known)
  }
  return [...units.values()]
}

/** The text of the element that begins so, as it is read. */
function words(html: string, start: RegExp): string {
  const begin = start.exec(html)
  if (!begin) return ''
  const inside = html.slice(begin.index + begin[0].length)
  return decoded(inside.slice(0, inside.indexOf('</')).replaceAll(/<[^>]*>/g, '')).trim()
}
