import { writeLink } from '../../src/notebook/exchange/link.ts'
import { playCells } from './cells/cells.ts'
import { DEFAULTS, pointsOf, splitOf, type PlayState } from './model.ts'
import type { Examples } from './use-points.ts'

/** The page whose cells are the playground as it opens. */
const PAGE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/playground/code/`

/**
 * Where the run stands as cells: the page of the playground's code, its cells replaced by this run's.
 *
 * @throws LinkError where the examples are too many for an address.
 */
export async function codeAddress(
  state: PlayState,
  { points, split }: Pick<Examples, 'points' | 'split'>,
  epochs: number,
): Promise<string> {
  const cells = playCells(state, points, split, epochs)
  const known = firstCells()
  const changed = Object.entries(cells).filter(([id, code]) => known[id as keyof typeof known] !== code)
  return changed.length === 0 ? PAGE : `${PAGE}#${await writeLink(Object.fromEntries(changed))}`
}

/** The cells of the page: the playground as it opens. */
export function firstCells() {
  const points = pointsOf(DEFAULTS)
  return playCells(DEFAULTS, points, splitOf(points.target.length, DEFAULTS.trainShare, DEFAULTS.seed), 0)
}
