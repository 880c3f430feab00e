/** Real data in a page or a module worker: fetched when asked for, from the site's own assets. */
import * as data from './index.ts'
import type { Dataset, DatasetName, Photo, PhotoName } from './index.ts'

/** `no-inline`, because a small file would become a data: URL, which the site's CSP does not let `fetch` read. */
const urls = import.meta.glob<string>('./files/*', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

/** See `loadDataset` of `index.ts`. */
export function loadDataset(name: DatasetName): Promise<Dataset> {
  return data.loadDataset(name, fetchFile)
}

/** See `loadPhoto` of `index.ts`. */
export function loadPhoto(name: PhotoName): Promise<Photo> {
  return data.loadPhoto(name, fetchFile)
}

/** Address of the photograph as a picture, for an `img` element. */
export function photoUrl(name: PhotoName): string {
  return urls[`./files/${name}.png`]!
}

async function fetchFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = urls[`./files/${file}`]
  if (url === undefined) throw new data.DataFileError(file, 'not among the files of the site')
  let response: Response
  try {
    response = await fetch(url)
  } catch (cause) {
    throw new data.DataFileError(file, `could not be fetched from ${url}`, { cause })
  }
  if (!response.ok) throw new data.DataFileError(file, `HTTP status ${response.status} from ${url}`)
  return new Uint8Array(await response.arrayBuffer())
}
