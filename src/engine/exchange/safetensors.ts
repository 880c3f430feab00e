// Format: https://huggingface.co/docs/safetensors/index#format — 8 bytes little-endian length of the header, the header as
// JSON, then the values of all tensors without gaps or overlaps.
import { type DType, type TensorData, allocate } from '../tensor/dtype.ts'
import { numelOf } from '../tensor/shape.ts'
import { Tensor } from '../tensor/tensor.ts'
import { FormatError } from './formatError.ts'

const codes: Readonly<Record<DType, string>> = { float64: 'F64', float32: 'F32', int32: 'I32' }
const sizes: Readonly<Record<string, number>> = { F64: 8, I64: 8, F32: 4, I32: 4 }
const MAX_HEADER = 100_000_000 // the limit of the reference implementation, in bytes

const bytesOf = (data: TensorData): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** JSON in ASCII, so that one character is one byte. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * Tensors as the bytes of a safetensors file, which PyTorch, Keras and others read.
 *
 * @param metadata texts kept in the header.
 *
 * @example
 * const bytes = writeSafetensors({ w: tensor([1, 2]) }, { note: 'two weights' })
 * readSafetensors(bytes).tensors.w.toArray()
 * // → [1, 2]
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header: Record<string, unknown> = {}
  if (Object.keys(metadata).length > 0) header['__metadata__'] = metadata
  // Wide elements first: every tensor then starts at a multiple of its element's size.
  const entries = Object.entries(tensors).toSorted(
    ([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT,
  )
  let end = 0
  for (const [name, { dtype, shape, data }] of entries) {
    if (name === '__metadata__') throw new FormatError("safetensors: '__metadata__' cannot name a tensor.")
    header[name] = { dtype: codes[dtype], shape, data_offsets: [end, (end += data.byteLength)] }
  }
  const json = asciiJson(header)
  const text = json.padEnd(Math.ceil(json.length / 8) * 8, ' ')
  const bytes = new Uint8Array(8 + text.length + end)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  for (let i = 0; i < text.length; i++) bytes[8 + i] = text.charCodeAt(i)
  let position = 8 + text.length
  for (const [, { data }] of entries) {
    bytes.set(bytesOf(data), position) // typed arrays are little-endian wherever JavaScript runs today
    position += data.byteLength
  }
  return bytes
}

interface Entry {
  name: string
  dtype: string
  shape: number[]
  start: number
  end: number
}

function refuse(why: string): never {
  throw new FormatError(`safetensors: ${why}.`)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0)

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; body: Uint8Array } {
  if (bytes.length < 8) refuse(`the file has ${bytes.length} bytes, not even the 8 of the header's length`)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
  if (length > MAX_HEADER)
    refuse(`the header claims ${length} bytes, more than ${MAX_HEADER}: not a safetensors file`)
  if (8 + length > bytes.length) {
    refuse(
      `the header claims ${length} bytes, the file has ${bytes.length - 8} after the length: truncated or foreign`,
    )
  }
  let escaped = ''
  for (const byte of bytes.subarray(8, 8 + length)) escaped += `%${byte.toString(16).padStart(2, '0')}`
  let header: unknown
  try {
    header = JSON.parse(decodeURIComponent(escaped)) // UTF-8, refused when malformed
  } catch (error) {
    refuse(`the header is not JSON in UTF-8 (${(error as Error).message})`)
  }
  if (!isRecord(header)) refuse('the header is not a JSON object')
  return { header, body: bytes.subarray(8 + length) }
}

function checkEntry(name: string, value: unknown): Entry {
  if (!isRecord(value)) refuse(`the entry of '${name}' is not an object`)
  const { dtype, shape, data_offsets: offsets } = value
  if (typeof dtype !== 'string' || !Object.hasOwn(sizes, dtype)) {
    refuse(`'${name}' has dtype ${JSON.stringify(dtype)}; F64, F32, I32 and I64 can be read`)
  }
  if (!isCounts(shape))
    refuse(`'${name}' has shape ${JSON.stringify(shape)}; sizes are whole numbers, 0 or more`)
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    refuse(`'${name}' has data_offsets ${JSON.stringify(offsets)}; [start, end] are needed`)
  }
  const [start, end] = offsets as [number, number]
  const wanted = numelOf(shape) * sizes[dtype]!
  if (end - start !== wanted) {
    refuse(
      `'${name}' of shape (${shape.join(', ')}) in ${dtype} needs ${wanted} bytes, its offsets hold ${end - start}`,
    )
  }
  return { name, dtype, shape, start, end }
}

function readTensor({ name, dtype, shape, start, end }: Entry, body: Uint8Array): Tensor {
  const copy = body.slice(start, end).buffer // aligned
  if (dtype === 'F64') return new Tensor(new Float64Array(copy), shape)
  if (dtype === 'F32') return new Tensor(new Float32Array(copy), shape)
  if (dtype === 'I32') return new Tensor(new Int32Array(copy), shape)
  const view = new DataView(copy)
  const data = allocate('int32', numelOf(shape))
  for (let i = 0; i < data.length; i++) {
    const value = Number(view.getBigInt64(8 * i, true))
    data[i] = value
    if (data[i] !== value) refuse(`'${name}' holds ${value} as I64, which int32 cannot`)
  }
  return new Tensor(data, shape)
}

/**
 * Reads the bytes of a safetensors file. I64 becomes int32 if it fits. The values are copied.
 *
 * @throws FormatError, saying what is wrong, for anything that is not exactly such a file: too short, a header that
 * is too long, not JSON or not an object, an unknown dtype, sizes that do not fit, tensors that overlap, leave
 * gaps or run over the end.
 *
 * @example
 * readSafetensors(writeSafetensors({ b: tensor([7], { dtype: 'int32' }) })).tensors.b.dtype
 * // → 'int32'
 */
export function readSafetensors(bytes: Uint8Array): {
  tensors: Record<string, Tensor>
  metadata: Record<string, string>
} {
  const { header, body } = readHeader(bytes)
  const { __metadata__: metadata = {}, ...rest } = header
  if (!isRecord(metadata) || Object.values(metadata).some((text) => typeof text !== 'string')) {
    refuse('__metadata__ is not an object of texts')
  }
  const entries = Object.entries(rest).map(([name, value]) => checkEntry(name, value))
  let position = 0
  for (const { name, start, end } of entries.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== position)
      refuse(`'${name}' starts at byte ${start}, where ${position} was due: overlap or gap`)
    position = end
  }
  if (position !== body.length) {
    refuse(
      `the tensors end at byte ${position}, the file has ${body.length} bytes of values: truncated or foreign`,
    )
  }
  const tensors = Object.fromEntries(entries.map((entry) => [entry.name, readTensor(entry, body)]))
  return { tensors, metadata: metadata as Record<string, string> }
}
