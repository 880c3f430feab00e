import { writeLink } from '../../src/notebook/exchange/link.ts'
import type { Sheet } from './sheet.ts'
import { typescriptOf } from './typescript.ts'

/** The lesson that has a cell for a network's table. */
const PAGE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/cnn/architectures/`
export const CELL = 'count-a-network'

/** Where the network stands as a cell to run. @throws LinkError where it does not fit into an address. */
export const codeAddress = async (sheet: Sheet): Promise<string> =>
  `${PAGE}#${await writeLink({ [CELL]: typescriptOf(sheet) })}`
