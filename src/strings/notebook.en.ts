import type { CellError, Progress } from '../notebook/protocol/shown.ts'
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
  if (name === 'RangeError' && /call stack|too much recursion/i.test(message)) {
    return `The functions call each other without end${line ? ` (line ${line})` : ''}: what stops the recursion?`
  }
  if (name === 'TestFailure') return message
  if (name === 'Thrown') return `Thrown: ${message}`
  return `${name}: ${message}`
}

/** All text of notebook cells. */
export const notebookText = {
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
