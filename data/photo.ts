import { DataFileError } from './verify.ts'

/** A photograph as numbers: sRGB, 8 bits per channel, the same values in every browser and in Node. */
export interface Photo {
  readonly name: string
  /** 0 … 255. `pixels[(c * height + y) * width + x]`, channels red, green, blue. */
  readonly pixels: Uint8Array // (C, H, W)
  readonly numChannels: 3
  readonly height: number
  readonly width: number
  readonly author: string
  readonly source: string
  readonly license: string
  /** What was changed from the original, which CC BY asks to be said. */
  readonly changes: string
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

interface Chunk {
  readonly type: string
  readonly data: Uint8Array<ArrayBuffer>
}

/**
 * Reads a PNG of 8-bit RGB, not interlaced, with its text chunks (W3C, Portable Network Graphics, 2nd edition).
 * The page does not decode it through a canvas, because Node and workers then could not read the same numbers.
 *
 * @throws {DataFileError} naming `file`, when it is not such a PNG.
 */
export async function parsePhoto(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<Photo> {
  const chunks = [...readChunks(file, bytes)]
  const header = chunks[0]
  if (header?.type !== 'IHDR' || header.data.length !== 13)
    throw new DataFileError(file, 'no PNG header (IHDR) found')
  const view = new DataView(header.data.buffer, header.data.byteOffset)
  const width = view.getUint32(0)
  const height = view.getUint32(4)
  const form = [8, 9, 12].map((offset) => view.getUint8(offset)).join(', ')
  if (form !== '8, 2, 0') {
    throw new DataFileError(file, `bit depth, color type, interlace are ${form}; expected 8, 2, 0 (RGB)`)
  }
  const rows = await inflate(
    file,
    chunks.filter((chunk) => chunk.type === 'IDAT').map((chunk) => chunk.data),
  )
  const expected = height * (1 + 3 * width)
  if (rows.length !== expected)
    throw new DataFileError(file, `${rows.length} bytes of rows found, ${expected} expected`)
  const text = readText(chunks)
  return {
    name: file.replace(/\.png$/, ''),
    pixels: channelsFirst(unfilter(file, rows, height, width), height, width),
    numChannels: 3,
    height,
    width,
    author: required(file, text, 'Author'),
    source: required(file, text, 'Source'),
    license: required(file, text, 'Copyright'),
    changes: required(file, text, 'Comment'),
  }
}

/** Chunks: length (4 bytes), type (4), data, CRC (4). The CRC of the whole file was already compared. */
function* readChunks(file: string, bytes: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  if (signature.some((byte, i) => bytes[i] !== byte)) throw new DataFileError(file, 'no PNG signature found')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = signature.length
  while (offset < bytes.length) {
    const start = offset + 8
    const end = start <= bytes.length ? start + view.getUint32(offset) : Number.POSITIVE_INFINITY
    if (end + 4 > bytes.length) throw new DataFileError(file, `chunk at byte ${offset} is cut off`)
    yield { type: latin1(bytes.subarray(offset + 4, start)), data: bytes.subarray(start, end) }
    offset = end + 4
  }
}

async function inflate(file: string, parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  try {
    const stream = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate'))
    return new Uint8Array(await new Response(stream).arrayBuffer())
  } catch (cause) {
    throw new DataFileError(file, 'compressed pixels (IDAT) cannot be inflated', { cause })
  }
}

/** Undoes the prediction of each row from its left (a), upper (b) and upper-left (c) neighbors, PNG §9. */
function unfilter(file: string, rows: Uint8Array, height: number, width: number): Uint8Array {
  const stride = 3 * width
  const out = new Uint8Array(height * stride) // (H, W, C)
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)]!
    if (filter > 4) throw new DataFileError(file, `row ${y} has filter ${filter}, expected 0 to 4`)
    for (let i = 0; i < stride; i++) {
      const at = y * stride + i
      const a = i >= 3 ? out[at - 3]! : 0
      const b = y > 0 ? out[at - stride]! : 0
      const c = i >= 3 && y > 0 ? out[at - stride - 3]! : 0
      out[at] = rows[y * (stride + 1) + 1 + i]! + predict(filter, a, b, c) // wraps modulo 256
    }
  }
  return out
}

function predict(filter: number, a: number, b: number, c: number): number {
  if (filter === 0) return 0
  if (filter === 1) return a
  if (filter === 2) return b
  if (filter === 3) return (a + b) >> 1
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)]
  if (toA <= toB && toA <= toC) return a
  return toB <= toC ? b : c
}

function channelsFirst(pixels: Uint8Array, height: number, width: number): Uint8Array {
  const plane = height * width
  return Uint8Array.from(pixels, (_, i) => pixels[(i % plane) * 3 + Math.floor(i / plane)]!) // (C, H, W)
}

function readText(chunks: readonly Chunk[]): Map<string, string> {
  const entries = chunks
    .filter((chunk) => chunk.type === 'tEXt')
    .map((chunk) => latin1(chunk.data).split('\0', 2))
  return new Map(entries.map(([key, value]) => [key!, value ?? '']))
}

function required(file: string, text: ReadonlyMap<string, string>, key: string): string {
  const value = text.get(key)
  if (!value) throw new DataFileError(file, `no text "${key}" found`)
  return value
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
