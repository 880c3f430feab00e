import { ENDLESS_RECURSION, type CellError, type Progress } from '../notebook/protocol/shown.ts'
import type { Issue } from '../notebook/graph/issues.ts'
import type { StopReason } from '../notebook/host/cell-runner.ts'

const list = (names: readonly string[]): string => names.join(', ')
const cells = (ids: readonly string[]): string => ids.map((id) => `“${id}”`).join(' and ')
const didYouMean = (near: string | undefined): string => (near === undefined ? '' : ` Did you mean ${near}?`)

/** What is wrong with a cell before it runs, said to whoever wrote it. */
function issueText(issue: Issue): string {
  switch (issue.kind) {
    case 'syntax':
      return `Line ${issue.line} cannot be read as TypeScript: ${issue.problem}.`
    case 'unknown-module':
      return `Cells can import from ${list(issue.known.map((name) => `'${name}'`))}, not from '${issue.module}'.`
    case 'unknown-export':
      return `'${issue.module}' has no ${issue.name}.${didYouMean(issue.near)}`
    case 'unknown-name':
      return `Nothing defines ${issue.name}.${didYouMean(issue.near)}`
    case 'removed-name':
      return `${issue.name} does not exist in cells: they reach neither the network nor the page.`
    case 'duplicate':
      return `${issue.name} is defined by the cells ${cells(issue.cells)}. Rename it in one of them.`
    case 'foreign-write':
      return `${issue.name} belongs to the cell “${issue.owner}”; only that cell can give it a value. Use another name here.`
    case 'cycle':
      return `These cells wait for each other: ${issue.cells
        .map((id, i) => `“${id}” needs ${issue.names[i]} from “${issue.cells[(i + 1) % issue.cells.length]}”`)
        .join(', ')}.`
  }
}

const seconds = (s: number): string => (s === 1 ? '1 second' : `${s} seconds`)

function thrownText({ name, message, trace }: CellError): string {
  const line = trace[0]?.line
  if (ENDLESS_RECURSION.test(message)) {
    return `The functions call each other without end${line ? ` (line ${line})` : ''}: what stops the recursion?`
  }
  if (name === 'TestFailure') return message
  if (name === 'Thrown') return `Thrown: ${message}`
  return `${name}: ${message}`
}

/** All text of notebook cells. */
export const notebookText = {
  frameTitle: 'Where the cells of this page run',
  cell: (id: string) => `Code cell “${id}”`,
  code: (id: string) => `Code of “${id}”`,
  output: 'Output',
  setup: 'Set-up code',
  run: 'Run',
  stop: 'Stop',
  edit: 'Edit',
  reset: 'Reset',
  undoReset: 'Undo reset',
  otherVersion: 'My other version',
  more: 'More',
  runAll: 'Run all',
  share: 'Copy link with my changes',
  shared: 'Link copied. It carries your changes to this lesson’s cells.',
  sharedShown: 'Copy this link:',
  nothingToShare: 'No cell of this lesson is changed, so the address of the page is the link.',
  shareTooLong: 'Your changes are too long for a link. Download the lesson instead.',
  downloadNotebook: 'Download as .ipynb',
  downloadTypeScript: 'Download as .ts',
  loading: 'Loading…',
  notLoaded: 'The cells could not be loaded. Check your connection and try again.',
  editorKeys: 'Esc, then Tab leaves the editor.',
  keys: 'Shift+Enter runs. Esc, then Tab leaves the editor.',
  publishedOutput: 'As published',
  status: {
    published: 'Computed when this page was built',
    notRun: 'Not run yet',
    waiting: 'Waiting for the cells before it',
    running: 'Running…',
    done: (ms: number) =>
      ms < 1 ? 'Done' : ms < 1000 ? `Done in ${Math.round(ms)} ms` : `Done in ${(ms / 1000).toFixed(1)} s`,
    failed: 'Stopped by an error',
    stale: 'Out of date: run again',
    blocked: (by: string, reason: 'issue' | 'held' | 'failed') =>
      reason === 'held'
        ? `Needs “${by}”, whose code came with the link. Read it and run it first.`
        : reason === 'failed'
          ? `Not run, because “${by}” did not finish`
          : `Not run, because “${by}” has to be corrected`,
    own: 'Not run: see below',
  },
  origin: {
    published: '',
    mine: 'your version',
    link: 'from a link',
    outdated: 'your version; the original has changed since',
  },
  link: {
    intro: (count: number) =>
      `This link brought somebody’s code into ${count === 1 ? 'one cell' : `${count} cells`} of this lesson. None of it has run. Read it before you run it.`,
    keep: 'Keep it as mine',
    drop: 'Show the lesson’s own',
    malformed:
      'The code in this link cannot be read; it may have been cut off when it was copied. The lesson is shown as published.',
    tooLong: 'The code in this link is too long to be read. The lesson is shown as published.',
    unknown: 'This link brings no change to this lesson.',
  },
  errorPlace: (line: number, cell?: string) =>
    cell === undefined ? `line ${line}` : `line ${line} of “${cell}”`,
  calledFrom: 'called from',
  dropped: ({ lines, figures }: { lines: number; figures: number }) =>
    [lines > 0 ? `${lines} more lines` : '', figures > 0 ? `${figures} more figures` : '']
      .filter(Boolean)
      .join(' and ') + ' were not shown: a cell shows 200 lines, 64 KB and 12 figures at most.',
  moreItems: (count: number) => `${count} more`,
  moreCharacters: (count: number) => `${count} more characters`,
  rows: (more: number) => `${more} more rows`,
  empty: 'empty',
  object: 'Object',
  editHint: 'Click, or press Enter, to edit.',
  hidden: {
    cycle: 'contains itself',
    depth: 'too deep to show',
    getter: 'getter',
    budget: '…',
    unreadable: 'cannot be read',
  },
  requiresGrad: 'requires grad',
  slice: (index: string) => `at ${index}`,
  range: (least: string, greatest: string) => `from ${least} to ${greatest}`,
  heatMap: (head: string, range: string) => `${head}, ${range}`,
  parameters: (count: number) => `${count.toLocaleString('en').replaceAll(',', ' ')} parameters`,
  layer: 'Layer',
  type: 'Type',
  shapes: 'Parameters',
  figure: (marks: readonly string[]) => `Figure: ${marks.join(', ')}`,
  figureFailed: (reason: string) => `This figure cannot be drawn: ${reason}`,
  texFailed: 'This formula cannot be read.',
  kept: 'This browser does not let the page store anything: your code is kept only until you close the page.',
  issue: issueText,
  thrown: thrownText,
  judge: {
    issue: issueText,
    missing: (names: readonly string[]) =>
      `your program does not define ${list(names)}; the tests look for ${names.length === 1 ? 'that name' : 'those names'}`,
    thrown: (error: CellError) => {
      const own = error.trace.find(({ cell }) => cell === 'program')
      return `${thrownText(error)}${own && !/\(line \d+\)/.test(thrownText(error)) ? ` (line ${own.line} of your program)` : ''}`
    },
    tampered: (name: string) =>
      `your program changes ${name}, which the tests rely on; leave built-in objects as they are`,
  },
  stopped: (reason: StopReason): string => {
    switch (reason.kind) {
      case 'reader':
        return 'Stopped.'
      case 'time':
        return `Stopped after ${seconds(reason.seconds)}. A loop that never ends? If it only needs longer, do less per run.`
      case 'flood':
        return 'Stopped: it sent more messages than the page can take.'
      case 'unloaded':
        return 'The runner could not be fetched. Check your connection and run again.'
      case 'crashed':
      case 'unreachable':
        return 'Stopped: it no longer answered, perhaps for lack of memory. The next run starts afresh.'
    }
  },
  progress: ({ done, total, label }: Progress): string =>
    `${label ? `${label}: ` : ''}${total === undefined ? done : `${done} of ${total}`}`,
} as const
