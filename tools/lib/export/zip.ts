import { zipSync, type Zippable } from 'fflate'

/** What is packed compresses already: pictures and fonts. */
const IS_PACKED = /\.(?:png|jpe?g|webp|woff2|zip)$/

/** A zip of the same bytes whenever and wherever it is made: sorted, without times of its own. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // Written in local time, so that every time zone writes the same.
  const mtime = new Date(1980, 0, 1)
  const tree: Zippable = {}
  for (const path of [...files.keys()].toSorted())
    tree[path] = [files.get(path)!, { level: IS_PACKED.test(path) ? 0 : 9, mtime }]
  return zipSync(tree)
}
