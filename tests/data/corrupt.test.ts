import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { DatasetName } from '../../data/index.ts'
import { DataFileError, loadDataset, loadPhoto } from '../../data/index.ts'
import { parsePhoto } from '../../data/photo.ts'
import { parseTable } from '../../data/table.ts'

const original = (file: string) =>
  new Uint8Array(readFileSync(new URL(`../../data/files/${file}`, import.meta.url)))
const give = (bytes: Uint8Array<ArrayBuffer>) => async () => bytes
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a file that is not the one recorded', () => {
  it('cut off: says both lengths', async () => {
    const cut = original('iris.json').subarray(0, 1000)
    await expect(loadDataset('iris', give(cut))).rejects.toThrow(
      'data file iris.json: 1000 bytes found, 2275 expected',
    )
  })

  it('one bit flipped: says both checksums', async () => {
    const flipped = original('iris.json')
    flipped[700]! ^= 1
    await expect(loadDataset('iris', give(flipped))).rejects.toThrow(
      /^data file iris\.json: CRC-32 [0-9a-f]{8} found, [0-9a-f]{8} expected$/,
    )
    const photo = original('china.png')
    photo[40_000]! ^= 128
    await expect(loadPhoto('china', give(photo))).rejects.toThrow(/china\.png: CRC-32/)
  })

  it('a server’s error page, or another data set', async () => {
    await expect(loadDataset('wine', give(utf8('<!doctype html>')))).rejects.toThrow(
      'data file wine.json: 15 bytes found',
    )
    await expect(loadDataset('wine', give(original('iris.json')))).rejects.toThrow('data file wine.json:')
  })

  it('an unknown name: lists the known ones', async () => {
    const load = loadDataset('boston' as DatasetName, give(utf8('')))
    await expect(load).rejects.toThrow('data file boston.json: unknown; known are iris.json, wine.json')
    await expect(load).rejects.toBeInstanceOf(DataFileError)
    await expect(load).rejects.toMatchObject({ name: 'DataFileError', file: 'boston.json' })
  })
})

describe('a table that make.py would never write', () => {
  const column = { name: 'width', unit: 'cm', decimals: 1, values: [10, 25] }
  const table = {
    name: 'toy',
    source: 'a test',
    license: 'none',
    numExamples: 2,
    features: [column],
    target: { name: 'kind', names: ['a', 'b'], decimals: 0, values: '01' },
  }
  const parse = (changes: object) => parseTable('toy.json', JSON.stringify({ ...table, ...changes }))

  it('is read when it is whole', () => {
    expect([...parse({}).features]).toEqual([1, 2.5])
    expect([...parse({}).target]).toEqual([0, 1])
  })

  it.each([
    ['too few values', { numExamples: 3 }, 'column "width" has 2 values, 3 expected'],
    [
      'too few targets',
      { target: { ...table.target, values: '0' } },
      'column "kind" has 1 values, 2 expected',
    ],
    [
      'a fraction',
      { features: [{ ...column, values: [10, 2.5] }] },
      'column "width", example 1: 2.5 is not an integer',
    ],
    [
      'a gap',
      { features: [{ ...column, values: [null, 25] }] },
      'column "width", example 0: null is not an integer',
    ],
    [
      'no digit',
      { target: { ...table.target, values: '0?' } },
      'column "kind", example 1: "?" is not an integer',
    ],
    [
      'an unknown class',
      { target: { ...table.target, values: '02' } },
      'example 1 has class 2, expected 0 to 1',
    ],
    ['a missing key', { license: undefined, target: undefined }, 'no license, target found'],
  ])('%s', (_, changes, message) => {
    expect(() => parse(changes)).toThrow(`data file toy.json: ${message}`)
  })

  it('is not JSON', () => {
    expect(() => parseTable('toy.json', '<!doctype html><title>')).toThrow(
      'data file toy.json: not JSON, begins with "<!doctype html><titl"',
    )
    expect(() => parseTable('toy.json', 'null')).toThrow('data file toy.json: no name, source')
  })
})

describe('a picture that make.py would never write', () => {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const chunk = (type: string, data: ArrayLike<number>) => {
    const length = data.length
    return [0, 0, length >> 8, length & 255, ...utf8(type), ...Array.from(data), 0, 0, 0, 0]
  }
  const header = (form = [8, 2, 0, 0, 0]) => chunk('IHDR', [0, 0, 0, 2, 0, 0, 0, 5, ...form]) // 2 wide, 5 high
  const texts = ['Author', 'Source', 'Copyright', 'Comment'].flatMap((key) =>
    chunk('tEXt', utf8(`${key}\0its ${key}`)),
  )
  const png = (...parts: number[][]) => new Uint8Array([...signature, ...parts.flat()])
  const rows = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 1, 1, 1, 1, 1, 1],
    [2, 1, 1, 1, 1, 1, 1],
    [3, 1, 1, 1, 1, 1, 1],
    [4, 250, 1, 1, 1, 1, 1],
  ].flat()
  const pixels = (bytes = rows) => chunk('IDAT', deflateSync(new Uint8Array(bytes)))

  it('is read, whatever the filter of each row, when it is whole', async () => {
    const photo = await parsePhoto('toy.png', png(header(), pixels(), texts))
    // By hand from PNG §9: none, left, up, average (rounded down), Paeth; the last row's first byte wraps.
    expect([...photo.pixels]).toEqual(
      [
        [10, 40, 1, 2, 2, 3, 2, 3, 252, 253],
        [20, 50, 1, 2, 2, 3, 2, 3, 3, 4],
        [30, 60, 1, 2, 2, 3, 2, 3, 3, 4],
      ].flat(),
    )
    expect([photo.name, photo.height, photo.width, photo.author]).toEqual(['toy', 5, 2, 'its Author'])
  })

  it.each([
    ['no signature', new Uint8Array(utf8('GIF89a')), 'no PNG signature found'],
    ['no header', png(pixels()), 'no PNG header (IHDR) found'],
    ['gray', png(header([8, 0, 0, 0, 0]), pixels()), 'bit depth, color type, interlace are 8, 0, 0'],
    ['cut in a chunk', png(header(), pixels()).subarray(0, 45), 'chunk at byte 33 is cut off'],
    ['cut in a length', png(header(), pixels()).subarray(0, 35), 'chunk at byte 33 is cut off'],
    [
      'broken compression',
      png(header(), chunk('IDAT', [1, 2, 3, 4])),
      'compressed pixels (IDAT) cannot be inflated',
    ],
    ['a missing row', png(header(), pixels(rows.slice(7))), '28 bytes of rows found, 35 expected'],
    [
      'an unknown filter',
      png(header(), pixels([...rows.slice(0, 28), 5, ...rows.slice(29)])),
      'row 4 has filter 5',
    ],
    ['no author', png(header(), pixels()), 'no text "Author" found'],
  ])('%s', async (_, bytes, message) => {
    await expect(parsePhoto('toy.png', bytes)).rejects.toThrow(`data file toy.png: ${message}`)
  })
})
