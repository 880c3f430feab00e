import { crc32, deflateSync } from 'node:zlib'

/**
 * A picture of one byte per pixel as PNG (W3C, Portable Network Graphics, 2nd edition): color type 0, 8 bits, no filter.
 * Loses nothing, so that a page shows before its scripts run exactly what they will draw.
 */
export function grayPng({
  height,
  width,
  values,
}: {
  readonly height: number
  readonly width: number
  readonly values: ArrayLike<number>
}): Uint8Array<ArrayBuffer> {
  return png(height, width, 1, values)
}

/** The same of three bytes per pixel: color type 2. */
export const rgbPng = (picture: {
  readonly height: number
  readonly width: number
  /** (H, W, 3). */
  readonly pixels: ArrayLike<number>
}): Uint8Array<ArrayBuffer> => png(picture.height, picture.width, 3, picture.pixels)

function png(
  height: number,
  width: number,
  channels: 1 | 3,
  values: ArrayLike<number>,
): Uint8Array<ArrayBuffer> {
  const length = width * channels
  const rows = new Uint8Array(height * (length + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < length; x++) rows[y * (length + 1) + 1 + x] = values[y * length + x]!
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, channels === 1 ? 0 : 2, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return joined([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array(0)),
  ])
}

/** Length, type, data, CRC-32 of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = joined([new TextEncoder().encode(type), data])
  const whole = new Uint8Array(body.length + 8)
  const view = new DataView(whole.buffer)
  view.setUint32(0, data.length)
  whole.set(body, 4)
  view.setUint32(body.length + 4, crc32(body))
  return whole
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((total, { length }) => total + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
