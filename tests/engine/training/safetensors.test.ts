import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FormatError,
  type Tensor,
  readSafetensors,
  tensor,
  writeSafetensors,
} from '../../../src/engine/index.ts'

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0))

/** A file from a header text and values, to break on purpose. */
function file(header: string, body = new Uint8Array(0), length = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length + body.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(ascii(header), 8)
  bytes.set(body, 8 + header.length)
  return bytes
}

const sample = {
  'layer.weight': tensor([
    [1.5, -2],
    [3, 1e-300],
  ]),
  flags: tensor([1, -2, 3], { dtype: 'int32' }),
  small: tensor([0.1], { dtype: 'float32' }),
  empty: tensor([], { shape: [0, 3] }),
}

describe('safetensors', () => {
  test('the bytes are those of the format', () => {
    const bytes = writeSafetensors({ a: tensor([1], { dtype: 'float32' }) })
    const header = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  '
    expect([...bytes]).toEqual([header.length, 0, 0, 0, 0, 0, 0, 0, ...ascii(header), 0, 0, 0x80, 0x3f])
  })

  test('round trip keeps names, shapes, dtypes, every bit and metadata', () => {
    const values = tensor([NaN, -0, Infinity, 5e-324])
    const { tensors, metadata } = readSafetensors(
      writeSafetensors({ ...sample, 'größe/雪 "q"': values }, { note: 'für 雪' }),
    )
    expect(metadata).toEqual({ note: 'für 雪' })
    expect(Object.keys(tensors).toSorted()).toEqual([...Object.keys(sample), 'größe/雪 "q"'].toSorted())
    for (const [name, expected] of Object.entries<Tensor>({ ...sample, 'größe/雪 "q"': values })) {
      expect(tensors[name]!.dtype).toBe(expected.dtype)
      expect(tensors[name]!.shape).toEqual(expected.shape)
      expect(Array.from(tensors[name]!.data, (v) => (Object.is(v, -0) ? '-0' : v))).toEqual(
        Array.from(expected.data, (v) => (Object.is(v, -0) ? '-0' : v)),
      )
    }
  })

  test('I64 is read as int32 when it fits', () => {
    const body = new Uint8Array(new BigInt64Array([-3n, 2n ** 31n - 1n]).buffer)
    const header = '{"n":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}'
    expect([...readSafetensors(file(header, body)).tensors['n']!.data]).toEqual([-3, 2147483647])
    const large = new Uint8Array(new BigInt64Array([2n ** 40n, 0n]).buffer)
    expect(() => readSafetensors(file(header, large))).toThrow(/holds 1099511627776 as I64/)
  })

  const entry = (fields: string) => `{"a":{${fields}}}`
  const good = '"dtype":"F32","shape":[1],"data_offsets":[0,4]'
  const four = new Uint8Array(4)
  const refused: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(0), /0 bytes/],
    ['short', new Uint8Array(7), /7 bytes/],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), /more than 100000000/],
    ['header longer than the file', file('{}', four, 1000), /claims 1000 bytes/],
    ['no JSON', file('{"a":'), /not JSON/],
    ['no UTF-8', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe), /not JSON in UTF-8/],
    ['an array', file('[]'), /not a JSON object/],
    ['entry is no object', file('{"a":3}'), /entry of 'a'/],
    ['unknown dtype', file(entry(good.replace('F32', 'F16')), four), /dtype "F16"/],
    ['prototype as dtype', file(entry(good.replace('F32', 'constructor')), four), /dtype "constructor"/],
    ['negative size', file(entry(good.replace('[1]', '[-1]')), four), /shape \[-1\]/],
    ['no shape', file(entry(good.replace('"shape":[1],', '')), four), /shape undefined/],
    ['offsets reversed', file(entry(good.replace('[0,4]', '[4,0]')), four), /data_offsets \[4,0\]/],
    ['offsets too few', file(entry(good.replace('[0,4]', '[0]')), four), /data_offsets \[0\]/],
    ['size does not fit', file(entry(good.replace('[1]', '[2]')), four), /needs 8 bytes, its offsets hold 4/],
    ['truncated', file(entry(good), new Uint8Array(3)), /end at byte 4, the file has 3/],
    ['trailing', file(entry(good), new Uint8Array(5)), /end at byte 4, the file has 5/],
    [
      'gap',
      file(entry(good.replace('[0,4]', '[4,8]')), new Uint8Array(8)),
      /starts at byte 4, where 0 was due/,
    ],
    ['overlap', file(`{"a":{${good}},"b":{${good}}}`, four), /starts at byte 0, where 4 was due/],
    ['metadata', file('{"__metadata__":{"a":1}}'), /object of texts/],
    ['huge product', file(entry(good.replace('[1]', '[4294967296,4294967296]')), four), /needs .* bytes/],
  ]
  test.each(refused)('refuses: %s', (_name, bytes, why) => {
    expect(() => readSafetensors(bytes)).toThrow(FormatError)
    expect(() => readSafetensors(bytes)).toThrow(why)
  })

  test('every truncation is refused', () => {
    const bytes = writeSafetensors(sample, { k: 'v' })
    for (let length = 0; length < bytes.length; length++) {
      expect(() => readSafetensors(bytes.slice(0, length))).toThrow(FormatError)
    }
  })

  test('any damaged byte gives a FormatError or tensors, nothing else', () => {
    const bytes = writeSafetensors(sample)
    expect(() =>
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(255), (position, value) => {
          const damaged = bytes.slice()
          damaged[position] = value
          try {
            readSafetensors(damaged)
          } catch (error) {
            return error instanceof FormatError
          }
          return true
        }),
        { numRuns: 3000 },
      ),
    ).not.toThrow()
  })

  test('random bytes give a FormatError', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
          try {
            readSafetensors(bytes)
          } catch (error) {
            return error instanceof FormatError
          }
          return bytes.length >= 8
        }),
        { numRuns: 1000 },
      ),
    ).not.toThrow()
  })
})
