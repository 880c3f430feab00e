/**
 * The one way to the real data. Lessons and figures import `loadDataset` and `loadPhoto` from `browser.ts` (page or
 * worker) or `node.ts` (build and tests); this module is what the two share.
 */
import { parsePhoto } from './photo.ts'
import type { Photo } from './photo.ts'
import { parseTable } from './table.ts'
import type { Dataset } from './table.ts'
import { DataFileError, verify } from './verify.ts'

export { DataFileError }
export type { Dataset, Photo }

export const datasetNames = ['iris', 'wine', 'diabetes', 'breast-cancer', 'digits'] as const
export type DatasetName = (typeof datasetNames)[number]

export const photoNames = ['china', 'flower'] as const
export type PhotoName = (typeof photoNames)[number]

/** Gives the bytes of a file of `data/files`, however the environment gets them. */
export type ReadFile = (file: string) => Promise<Uint8Array<ArrayBuffer>>

/**
 * A table with its names, units and origin.
 *
 * @throws {DataFileError} when the file is not, to the byte, the one that `make.py` wrote, or cannot be read.
 */
export async function loadDataset(name: DatasetName, read: ReadFile): Promise<Dataset> {
  const file = `${name}.json`
  return parseTable(file, new TextDecoder().decode(await readVerified(file, read)))
}

/**
 * A photograph as pixel values.
 *
 * @throws {DataFileError} when the file is not, to the byte, the one that `make.py` wrote, or cannot be read.
 */
export async function loadPhoto(name: PhotoName, read: ReadFile): Promise<Photo> {
  const file = `${name}.png`
  return parsePhoto(file, await readVerified(file, read))
}

async function readVerified(file: string, read: ReadFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await read(file)
  verify(file, bytes)
  return bytes
}
