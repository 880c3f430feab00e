import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** Every file below a folder, by its path from there with forward slashes; none where there is no folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !/(?:^|\/)\.DS_Store$/.test(file))
    .toSorted()
}

/** Where a staged file comes from. */
export interface Origin {
  /** From the course's folder, or from the folder of Chainrule. */
  path: string
  isOwn: boolean
}

/**
 * The folder in which a course is put together, to be built as any other course is. A file that has not changed is not
 * written again, so that whoever watches the folder sees only changes.
 */
export class Stage {
  /** By path from the stage's root. */
  readonly origins = new Map<string, Origin>()
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  async write(file: string, content: string | Uint8Array, origin: Origin): Promise<void> {
    this.origins.set(file, origin)
    const path = join(this.root, file)
    const bytes = Buffer.from(content)
    if (existsSync(path) && bytes.equals(await readFile(path))) return
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes)
  }

  async copy(file: string, from: string, origin: Origin): Promise<void> {
    await this.write(file, await readFile(from), origin)
  }

  /** What the last assembly has put into the published course's code, and this one has not, is as published again. */
  async giveBack(upstream: string): Promise<void> {
    const before = join(this.root, 'origins.json')
    if (!existsSync(before)) return
    const earlier = Object.keys(JSON.parse(await readFile(before, 'utf8')) as Record<string, Origin>)
    for (const file of earlier) {
      if (this.origins.has(file) || !/^(?:src|components|public)\//.test(file)) continue
      if (existsSync(join(upstream, file)))
        await writeFile(join(this.root, file), await readFile(join(upstream, file)))
      else await rm(join(this.root, file), { force: true })
    }
  }

  /** Removes what an earlier build has left below a folder. */
  async sweep(folder: string): Promise<void> {
    for (const file of await filesBelow(join(this.root, folder))) {
      const path = `${folder}/${file}`
      if (!this.origins.has(path)) await rm(join(this.root, path))
    }
  }
}
