import { native } from './native.ts'

/** Plain data as JSON text. Not `JSON.stringify`: that asks every object for `toJSON`, which a cell may have defined. */
export function encode(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return native.quote(value)
    case 'number':
    case 'boolean':
      return native.text(value)
    case 'object':
      return value === null ? 'null' : native.isArray(value) ? encodeList(value) : encodeRecord(value)
    default:
      return 'null'
  }
}

function encodeList(list: readonly unknown[]): string {
  let text = ''
  for (let i = 0; i < list.length; i++) text += (i ? ',' : '') + encode(list[i])
  return `[${text}]`
}

function encodeRecord(record: object): string {
  let text = ''
  const keys = native.keys(record)
  for (let i = 0; i < keys.length; i++) {
    const value = ownValueOf(record, keys[i]!)
    if (value !== undefined) text += `${text ? ',' : ''}${native.quote(keys[i]!)}:${encode(value)}`
  }
  return `{${text}}`
}

const ownValueOf = (record: object, key: string): unknown => native.descriptor(record, key)?.value
