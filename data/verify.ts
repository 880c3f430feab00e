import manifest from './manifest.json' with { type: 'json' }

/** A file of `data/files` that cannot be used: the message says which, what was found and what was expected. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError'
  readonly file: string

  constructor(file: string, problem: string, options?: ErrorOptions) {
    super(`data file ${file}: ${problem}`, options)
    this.file = file
  }
}

/** What `make.py` recorded of each file. */
const recorded: Readonly<Record<string, { readonly bytes: number; readonly crc32: string }>> = manifest

/** One entry per byte value: the remainder of `byte · x³²` by the reflected polynomial of CRC-32. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1
  return remainder
})

/** CRC-32 of ISO/IEC 3309 (as in PNG, gzip and zlib), eight lower-case hexadecimal digits. */
export function crc32(bytes: Uint8Array): string {
  let remainder = 0xffffffff
  for (const byte of bytes) remainder = (remainder >>> 8) ^ remainders[(remainder ^ byte) & 0xff]!
  return ((remainder ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0')
}

/**
 * Throws unless `bytes` are exactly what `make.py` wrote under this name. The length is compared first, because a
 * cut download or a server's error page shows there. CRC-32 and not SHA-256: the browser offers its digests only
 * on secure origins, and the danger is an accident, not an adversary.
 *
 * @throws {DataFileError} when the name is unknown, or when length or checksum differ.
 */
export function verify(file: string, bytes: Uint8Array): void {
  const expected = recorded[file]
  if (!expected) {
    throw new DataFileError(file, `unknown; known are ${Object.keys(recorded).join(', ')}`)
  }
  if (bytes.length !== expected.bytes) {
    throw new DataFileError(file, `${bytes.length} bytes found, ${expected.bytes} expected`)
  }
  const checksum = crc32(bytes)
  if (checksum !== expected.crc32) {
    throw new DataFileError(file, `CRC-32 ${checksum} found, ${expected.crc32} expected`)
  }
}
