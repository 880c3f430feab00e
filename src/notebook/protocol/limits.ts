/** What a cell may print and show. Beyond it, lines are counted and dropped; platforms that print on kill the tab. */
export const LIMITS = {
  /** Lines that one run of a cell may print. */
  lines: 200,
  /** Characters of one printed line or string. */
  lineLength: 2_000,
  /** Characters that one run of a cell may print and show as text in all. */
  text: 64 * 1024,
  /** Figures that one run of a cell may show. */
  figures: 12,
  /** Numbers in one figure. */
  figureValues: 20_000,
  /** Elements of a tensor that are shown. */
  tensorValues: 1_024,
  /** How deep objects are shown. */
  depth: 5,
  /** Entries of one array, object, map or set. */
  entries: 100,
  /** Entries of a nested one. */
  nestedEntries: 20,
  /** Values in one output, all levels together. */
  nodes: 1_000,
  /** Rows of a table. */
  rows: 200,
  columns: 30,
  /** Characters of one message from the worker. */
  message: 1024 * 1024,
  /** Messages that the worker may send before the page has acknowledged them. */
  credit: 50,
  /** Unacknowledged messages after which the frame ends the worker: our own code never gets there. */
  flood: 200,
} as const

/** Memory that a cell's code may ask for, in bytes. Browsers set no limit of their own. */
export const MEMORY = {
  /** Arrays that the reader's code makes itself. */
  reader: 256 * 1024 * 1024,
  /** One array of the engine. */
  largest: 256 * 1024 * 1024,
  /** The engine's arrays of 4 MB and more together. */
  engine: 1024 * 1024 * 1024,
} as const
