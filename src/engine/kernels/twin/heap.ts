/** The memory that the kernels work in; addresses are bytes, as in WebAssembly. The views change when it grows. */
export interface Heap {
  f: Float32Array
  i: Int32Array
}

export function heapOf(buffer: ArrayBuffer): Heap {
  return { f: new Float32Array(buffer), i: new Int32Array(buffer) }
}
