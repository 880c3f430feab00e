import { type Heap, heapOf } from '../kernels/twin/heap.ts'
import { type Kernels, twinKernels } from '../kernels/twin/index.ts'
import { log } from '../elementary/logarithm.ts'
import plainText from '../kernels/plain.ts'

// What this file needs of WebAssembly; the engine's types know no host.
interface WasmMemory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { readonly exports: unknown }
  Memory: new (options: { initial: number }) => WasmMemory
  validate(bytes: Uint8Array): boolean
}

/**
 * How the kernels run. `'plain'`: WebAssembly SIMD, the same bits on every machine. `'relaxed'`: with fused
 * multiply-add, faster on some machines, last bits vary. `'twin'`: TypeScript, the bits of plain, slow.
 */
export type Backend = 'plain' | 'relaxed' | 'twin'

/** Kernels with the memory that they work in. Addresses are bytes. */
export interface Machine {
  readonly backend: Backend
  readonly kernels: Kernels
  readonly heap: Heap
  /** The first byte that is free. */
  readonly base: number
  /** Makes the memory at least this large; what it holds stays. */
  reserve(bytes: number): void
  /** Another WebAssembly module over the same memory and kernels; null where there is none. */
  link(bytes: Uint8Array): Record<string, (...args: number[]) => number> | null
}

const PAGE = 65536

/**
 * Bytes written as text, as tools/kernels.mjs does: one character each, from # on, with a blank or ! before those of the
 * second and third ninety. Unlike base64 it leaves gzip its repetitions, and unlike hexadecimal digits the bytes.
 */
function unpack(text: string): Uint8Array {
  const bytes: number[] = []
  let page = 0
  for (const letter of text) {
    const code = '}~'.indexOf(letter)
    if (letter < '#') page = letter === '!' ? 2 : 1
    else {
      bytes.push((code < 0 ? letter.charCodeAt(0) : code === 0 ? 39 : 92) - 38 + 90 * page)
      page = 0
    }
  }
  return Uint8Array.from(bytes)
}

const modules = /* @__PURE__ */ new Map<string, object | null>()

/** The compiled module of a build, or null where it cannot run; compiled once. */
function moduleOf(text: string): object | null {
  let module = modules.get(text)
  if (module === undefined) {
    try {
      module = new WebAssembly.Module(unpack(text))
    } catch {
      module = null // no WebAssembly, no SIMD in it, or a page that forbids it
    }
    modules.set(text, module)
  }
  return module
}

let relaxedText: string | null = null

/**
 * Loads the relaxed build; afterwards `backend: 'relaxed'` may be asked for. Resolves to whether this machine runs it.
 *
 * @example
 * typeof loadRelaxedKernels
 * // → 'function'
 */
export async function loadRelaxedKernels(): Promise<boolean> {
  relaxedText ??= (await import('../kernels/relaxed.ts')).default
  return moduleOf(relaxedText) !== null
}

function twinMachine(bytes: number): Machine {
  const heap = heapOf(new ArrayBuffer(bytes))
  return {
    backend: 'twin',
    kernels: twinKernels(heap),
    heap,
    base: 16, // address 0 means none
    reserve(size) {
      if (size <= heap.f.byteLength) return
      const old = heap.i
      Object.assign(heap, heapOf(new ArrayBuffer(size)))
      heap.i.set(old)
    },
    link: () => null,
  }
}

/**
 * A machine with `bytes` of memory. Plain SIMD becomes the twin where WebAssembly SIMD is missing.
 *
 * @throws Error for the relaxed build before `loadRelaxedKernels`, or where it cannot run.
 */
export function makeMachine(backend: Backend, bytes: number): Machine {
  const size = Math.ceil(Math.max(bytes, 1) / PAGE) * PAGE
  if (backend === 'twin') return twinMachine(size)
  const module =
    backend === 'plain' ? moduleOf(plainText) : relaxedText === null ? null : moduleOf(relaxedText)
  if (module === null) {
    if (backend === 'plain') return twinMachine(size)
    throw new Error(
      'plan: the relaxed kernels are not here. Await loadRelaxedKernels() first; it tells whether they run.',
    )
  }
  const memory = new WebAssembly.Memory({ initial: size / PAGE })
  const imports = { env: { memory } }
  const kernels = new WebAssembly.Instance(module, imports).exports as Kernels & { heap(): number }
  const heap = heapOf(memory.buffer)
  return {
    backend,
    kernels,
    heap,
    base: Math.ceil(kernels.heap() / 16) * 16 + 16,
    reserve(wanted) {
      const missing = Math.ceil((wanted - memory.buffer.byteLength) / PAGE)
      if (missing <= 0) return
      memory.grow(missing)
      Object.assign(heap, heapOf(memory.buffer)) // growing detaches the old buffer
    },
    link(bytes) {
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, log } })
      return instance.exports as Record<string, (...args: number[]) => number>
    },
  }
}
