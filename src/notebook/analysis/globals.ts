const words = (text: string): string[] => text.trim().split(/\s+/)

/** What the notebook gives every cell besides JavaScript itself; documented in editor/ambient.ts, made in worker/ambient.ts. */
export const AMBIENT = ['display', 'table', 'tex', 'progress', 'Plot'] as const

/** Names that exist in a cell without any definition: the language, and harmless tools. worker/lockdown.ts leaves no more. */
export const GLOBALS: ReadonlySet<string> = new Set([
  ...AMBIENT,
  ...words(`
    globalThis self undefined NaN Infinity arguments eval isFinite isNaN parseFloat parseInt
    decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape
    Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date FinalizationRegistry
    Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
    Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array Uint8ClampedArray Uint16Array Uint32Array
    Function Intl Iterator JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol
    WeakMap WeakRef WeakSet DOMException URL URLSearchParams TextEncoder TextDecoder
    console performance crypto setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone
    atob btoa
  `),
])

/** What browsers give a worker or a page and cells do not have: for a message that says so. */
export const REMOVED: ReadonlySet<string> = new Set(
  words(`
    postMessage close fetch fetchLater XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport importScripts
    indexedDB caches CacheStorage BroadcastChannel Worker SharedWorker MessageChannel navigator Request Response Headers
    localStorage sessionStorage document window parent top location alert prompt confirm WebAssembly Event EventTarget
    AbortController AbortSignal Blob File FileReader requestAnimationFrame cancelAnimationFrame SharedArrayBuffer Atomics
    addEventListener removeEventListener onmessage process require module Deno Bun
  `),
)
