import {
  isAny,
  isBoolean,
  isCount,
  isDictionary,
  isInteger,
  isList,
  isNull,
  isNumber,
  isOneOf,
  isRecord,
  isTagged,
  isText,
  isTuple,
  later,
  type Form,
} from './form.ts'
import { LIMITS } from './limits.ts'
import { CHANNELS, FORBIDDEN_OPTIONS, MARKS, TRANSFORMS } from './plot-vocabulary.ts'

const name = isText(300)
const line = isText(LIMITS.lineLength + 10)
const shape = isList(isCount, 64)
const isDigit: Form = isAny(isNumber, isOneOf('NaN', 'Infinity', '-Infinity', '-0'))
const tagged = (t: string, fields: Record<string, Form>, optional: Record<string, Form> = {}) =>
  isRecord({ t: isOneOf(t), ...fields }, optional)

const parameter = isRecord({ name, shape })

/** The form of `Shown`. */
export const isShown: Form = isTagged('t', {
  atom: tagged('atom', {
    type: isOneOf('number', 'boolean', 'nothing', 'bigint', 'symbol', 'date', 'regexp'),
    text: name,
  }),
  text: tagged('text', { text: line, more: isCount }),
  function: tagged('function', { name, isClass: isBoolean }),
  list: tagged('list', {
    name,
    size: isCount,
    items: later(() => isList(isShown, LIMITS.entries)),
    more: isCount,
  }),
  record: tagged('record', {
    name,
    size: isCount,
    entries: later(() => isList(isTuple(name, isShown), LIMITS.entries)),
    more: isCount,
  }),
  tensor: tagged(
    'tensor',
    {
      shape,
      dtype: name,
      name,
      requiresGrad: isBoolean,
      values: isList(isDigit, LIMITS.tensorValues),
      more: isCount,
    },
    { range: isTuple(isDigit, isDigit) },
  ),
  model: tagged('model', {
    name,
    modules: isList(
      isRecord({ path: line, type: name, parameters: isList(parameter, 1000) }),
      LIMITS.entries,
    ),
    total: isCount,
    more: isCount,
  }),
  error: tagged('error', { name, message: line }),
  hidden: tagged('hidden', { why: isOneOf('cycle', 'depth', 'getter', 'budget', 'unreadable'), name }),
})

const option: Form = isAny(
  isNumber,
  isBoolean,
  isNull,
  isText(200),
  later(() => isList(option, 1000)),
  later(() => options),
)
const isAllowed: Form = (value) =>
  Object.keys(value as object).every((key) => !FORBIDDEN_OPTIONS.includes(key))
const isDictionaryOfOptions = isDictionary(option, 100)
const options: Form = (value) => isDictionaryOfOptions(value) && isAllowed(value)

const channel = isRecord({
  label: isText(200),
  values: isList(isAny(isDigit, isText(200), isBoolean, isNull), LIMITS.figureValues),
})
const mark = isRecord(
  {
    mark: isOneOf(...MARKS),
    length: isInteger,
    channels: (value) =>
      isDictionary(channel, CHANNELS.length + 1)(value) &&
      Object.keys(value as object).every(
        (key) => key === 'data' || (CHANNELS as readonly string[]).includes(key),
      ),
    options,
  },
  { transform: isTuple(isOneOf(...TRANSFORMS), options) },
)

/** The form of `Item`. */
export const isItem: Form = isTagged('kind', {
  log: isRecord({
    kind: isOneOf('log'),
    level: isOneOf('log', 'info', 'debug', 'warn', 'error'),
    parts: isList(isShown, 1000),
  }),
  value: isRecord({ kind: isOneOf('value'), value: isShown }),
  table: isRecord({
    kind: isOneOf('table'),
    columns: isList(isText(300), LIMITS.columns),
    rows: isList(isList(isShown, LIMITS.columns + 1), LIMITS.rows),
    more: isCount,
  }),
  tex: isRecord({ kind: isOneOf('tex'), tex: line }),
  plot: isRecord({ kind: isOneOf('plot'), plot: isRecord({ marks: isList(mark, 50), options }) }),
})

export const isProgress = isRecord({ done: isNumber, label: isText(200) }, { total: isNumber })

export const isCellError = isRecord({
  name: line,
  message: line,
  trace: isList(isRecord({ cell: name, line: isCount }), 8),
})

export const isDropped = isRecord({ lines: isCount, characters: isCount, figures: isCount })
