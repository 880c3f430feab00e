/** Real data in Node: the site's build, the tests, the tools. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as data from './index.ts'
import type { Dataset, DatasetName, Photo, PhotoName } from './index.ts'

/** See `loadDataset` of `index.ts`. */
export function loadDataset(name: DatasetName): Promise<Dataset> {
  return data.loadDataset(name, readDataFile)
}

/** See `loadPhoto` of `index.ts`. */
export function loadPhoto(name: PhotoName): Promise<Photo> {
  return data.loadPhoto(name, readDataFile)
}

async function readDataFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(findFiles([dirname(fileURLToPath(import.meta.url)), process.cwd()]), file)
  try {
    return new Uint8Array(await readFile(path))
  } catch (cause) {
    throw new data.DataFileError(file, `could not be read from ${path}`, { cause })
  }
}

/**
 * The folder of the files, searched in `data/` of each start and of every folder above it. Not simply beside this
 * module: the build bundles this module into a chunk that lies elsewhere in the repository.
 *
 * @throws {Error} naming the starts, when there is none.
 */
export function findFiles(starts: readonly string[]): string {
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      if (existsSync(join(folder, 'data', 'manifest.json'))) return join(folder, 'data', 'files')
      if (dirname(folder) === folder) break
    }
  }
  throw new Error(`no data/manifest.json in or above ${starts.join(', ')}`)
}
