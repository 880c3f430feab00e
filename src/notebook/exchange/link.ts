/** The key in the address's fragment: `#cells=…`. */
export const LINK_KEY = 'cells'

/** Longest fragment that is written or read, in characters: more does not survive being pasted. */
const LONGEST_LINK = 60_000
/** Longest text that a link may unfold to, in bytes: a small link can claim to hold gigabytes. */
const LONGEST_TEXT = 300_000

export type LinkProblem = 'malformed' | 'too-long'

export class LinkError extends Error {
  override name = 'LinkError'
  readonly problem: LinkProblem

  constructor(problem: LinkProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Cells by id, as a link carries them. */
export type LinkedCells = Readonly<Record<string, string>>

/** The fragment that carries cells. @throws LinkError 'too-long' */
export async function writeLink(cells: LinkedCells): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify({ v: 1, cells }))
  const packed = await gather(stream(text).pipeThrough(new CompressionStream('deflate-raw')), Infinity)
  const fragment = `${LINK_KEY}=${toBase64Url(packed)}`
  if (fragment.length > LONGEST_LINK || text.length > LONGEST_TEXT) throw new LinkError('too-long')
  return fragment
}

/** Whether an address's fragment carries cells, readable or not. */
export const hasLink = (fragment: string): boolean => fragment.replace(/^#/, '').startsWith(`${LINK_KEY}=`)

/** The cells in an address's fragment. Whoever made the link wrote it: everything is checked. @throws LinkError */
export async function readLink(fragment: string): Promise<LinkedCells> {
  const packed = fragment.replace(/^#/, '').slice(LINK_KEY.length + 1)
  if (packed.length > LONGEST_LINK) throw new LinkError('too-long')
  try {
    const unpacked = stream(fromBase64Url(packed)).pipeThrough(new DecompressionStream('deflate-raw'))
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await gather(unpacked, LONGEST_TEXT))
    return cellsIn(JSON.parse(text))
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('malformed')
  }
}

function cellsIn(data: unknown): LinkedCells {
  const { v, cells } = (typeof data === 'object' && data !== null ? data : {}) as {
    v?: unknown
    cells?: unknown
  }
  const isDictionary = typeof cells === 'object' && cells !== null && !Array.isArray(cells)
  if (v !== 1 || !isDictionary) throw new LinkError('malformed')
  const entries = Object.entries(cells)
  if (entries.length > 500 || entries.some(([, code]) => typeof code !== 'string'))
    throw new LinkError('malformed')
  return Object.fromEntries(entries) as Record<string, string>
}

function stream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

async function gather(
  from: ReadableStream<Uint8Array<ArrayBuffer>>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = from.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length
    if (length > most) {
      await reader.cancel()
      throw new LinkError('too-long')
    }
    parts.push(part.value)
  }
  const whole = new Uint8Array(length)
  parts.reduce((at, part) => {
    whole.set(part, at)
    return at + part.length
  }, 0)
  return whole
}

function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
