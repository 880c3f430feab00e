import {
  isAny,
  isBoolean,
  isCount,
  isList,
  isNull,
  isNumber,
  isOneOf,
  isRecord,
  isTagged,
  isText,
  later,
  type Form,
} from './form.ts'
import { LIMITS } from './limits.ts'
import type { FromWorker } from './messages.ts'
import { isCellError, isDropped, isItem, isProgress } from './shown-form.ts'

const name = isText(200)
const message = (type: string, fields: Record<string, Form> = {}, optional: Record<string, Form> = {}) =>
  isRecord({ type: isOneOf(type), ...fields }, optional)

const isJson: Form = isAny(
  isNumber,
  isBoolean,
  isNull,
  isText(LIMITS.lineLength),
  later(() => isList(isJson, 1000)),
)

const isVerdict = isRecord(
  {
    tests: isList(isRecord({ id: name, passed: isBoolean }, { error: isCellError }), 200),
    printed: isList(isText(LIMITS.message), LIMITS.lines),
  },
  { error: isCellError, tampered: name, value: isJson },
)

const isMessage: Form = isTagged('type', {
  ready: message('ready'),
  pong: message('pong'),
  started: message('started', { run: isCount, cell: name }),
  resumed: message('resumed', { run: isCount, cell: name }),
  output: message('output', {
    cell: name,
    at: isCount,
    items: isList(isItem, LIMITS.lines + LIMITS.figures),
  }),
  progress: message('progress', { cell: name, progress: isProgress }),
  finished: message(
    'finished',
    { run: isCount, cell: name, ms: isNumber, dropped: isDropped },
    { error: isCellError },
  ),
  skipped: message('skipped', { run: isCount, cell: name, by: name }),
  done: message('done', { run: isCount }),
  verdict: message('verdict', { run: isCount, verdict: isVerdict }),
})

/** A message from a worker, or undefined for anything that is none: too long, no JSON, of another form. */
export function readMessage(text: unknown): FromWorker | undefined {
  if (typeof text !== 'string' || text.length > LIMITS.message) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isMessage(value) ? (value as FromWorker) : undefined
  } catch {
    // No JSON, or nested so deep that reading it would exhaust the stack.
    return undefined
  }
}
