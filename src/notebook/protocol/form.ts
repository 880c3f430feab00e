/** Says whether data has a form. Small on purpose: the page checks every message of a worker with it. */
export type Form = (value: unknown) => boolean

export const isText =
  (most: number): Form =>
  (value) =>
    typeof value === 'string' && value.length <= most
export const isNumber: Form = (value) => typeof value === 'number'
export const isCount: Form = (value) => Number.isSafeInteger(value) && (value as number) >= 0
export const isInteger: Form = (value) => Number.isSafeInteger(value)
export const isBoolean: Form = (value) => typeof value === 'boolean'
export const isNull: Form = (value) => value === null

export const isOneOf =
  (...known: readonly unknown[]): Form =>
  (value) =>
    known.includes(value)

export const isAny =
  (...forms: readonly Form[]): Form =>
  (value) =>
    forms.some((form) => form(value))

export const isList =
  (item: Form, most: number): Form =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(item)

export const isTuple =
  (...items: readonly Form[]): Form =>
  (value) =>
    Array.isArray(value) && value.length === items.length && items.every((form, i) => form(value[i]))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Exactly these fields; those of `optional` may be missing. */
export const isRecord =
  (fields: Readonly<Record<string, Form>>, optional: Readonly<Record<string, Form>> = {}): Form =>
  (value) =>
    isObject(value) &&
    Object.keys(fields).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, item]) =>
      Object.hasOwn(fields, key) ? fields[key]!(item) : Object.hasOwn(optional, key) && optional[key]!(item),
    )

/** Any fields of one form. */
export const isDictionary =
  (item: Form, most: number): Form =>
  (value) =>
    isObject(value) && Object.keys(value).length <= most && Object.values(value).every(item)

/** A form by the value of a field. */
export const isTagged =
  (key: string, forms: Readonly<Record<string, Form>>): Form =>
  (value) => {
    const tag = isObject(value) ? value[key] : undefined
    return typeof tag === 'string' && Object.hasOwn(forms, tag) && forms[tag]!(value)
  }

export const later =
  (form: () => Form): Form =>
  (value) =>
    form()(value)
