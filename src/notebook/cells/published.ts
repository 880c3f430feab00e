import type { Item } from '../protocol/shown.ts'
import type { CellSource } from './extract.ts'

/** A cell with the output that the build computed for it. */
export interface PublishedSource extends CellSource {
  output: readonly Item[]
}
