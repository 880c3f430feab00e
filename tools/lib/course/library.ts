import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseFrontmatter } from '@astrojs/internal-helpers/frontmatter'
import { withoutNumber } from '../../../src/course/ids.ts'
import { filesBelow } from './stage.ts'

/** A lesson's folder, in this repository or in an overlay. */
export interface Shelf {
  /** `neurons/activations`. */
  id: string
  /** `01-neurons/02-activations`, below lessons/. */
  folder: string
  /** Paths from that folder. */
  files: readonly string[]
  title: string
  prerequisites: readonly string[]
}

export interface UnitShelf {
  id: string
  folder: string
  title?: string
  summary?: string
  /** Titles of lessons that are planned, by name. */
  preparation: readonly { id: string; title: string; order: number }[]
  lessons: Shelf[]
}

/** Units and lessons below a lessons/ folder, in the order of their folders. */
export async function readLibrary(lessons: string): Promise<UnitShelf[]> {
  const units: UnitShelf[] = []
  for (const folder of await folders(lessons)) {
    const file = join(lessons, folder, 'unit.json')
    const data = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Partial<UnitShelf>) : {}
    const unit: UnitShelf = {
      id: withoutNumber(folder),
      folder,
      ...(data.title === undefined ? {} : { title: data.title }),
      ...(data.summary === undefined ? {} : { summary: data.summary }),
      preparation: data.preparation ?? [],
      lessons: [],
    }
    for (const name of await folders(join(lessons, folder))) {
      const own = `${folder}/${name}`
      unit.lessons.push({
        id: `${unit.id}/${withoutNumber(name)}`,
        folder: own,
        files: await filesBelow(join(lessons, own)),
        ...(await frontMatter(join(lessons, own, 'index.mdx'))),
      })
    }
    units.push(unit)
  }
  return units
}

/** What the course needs of a lesson's front matter before anybody checks it. */
async function frontMatter(file: string): Promise<Pick<Shelf, 'title' | 'prerequisites'>> {
  if (!existsSync(file)) return { title: '', prerequisites: [] }
  try {
    const { frontmatter } = parseFrontmatter(await readFile(file, 'utf8'))
    const { title, prerequisites } = frontmatter as { title?: unknown; prerequisites?: unknown }
    return {
      title: String(title ?? ''),
      prerequisites: Array.isArray(prerequisites) ? prerequisites.map(String) : [],
    }
  } catch {
    // The check of the staged lesson says what is wrong, with its line.
    return { title: '', prerequisites: [] }
  }
}

async function folders(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
}
