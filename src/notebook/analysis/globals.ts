/** What the notebook gives every cell besides JavaScript itself; documented in api/ambient.ts, made in worker/ambient.ts. */
export const AMBIENT = ['display', 'table', 'tex', 'progress', 'Plot'] as const

/** Names that exist in a cell without any definition: the language, and what lockdown.ts leaves of the worker's. */
export const GLOBALS: ReadonlySet<string> = new Set([
  ...AMBIENT,
  ...'globalThis self undefined NaN Infinity arguments eval isFinite isNaN parseFloat parseInt'.split(' '),
  ...'decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape'.split(' '),
  ...'Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error AggregateError EvalError'.split(
    ' ',
  ),
  ...'RangeError ReferenceError SyntaxError TypeError URIError FinalizationRegistry Float32Array Float64Array'.split(
    ' ',
  ),
  ...'Function Int16Array Int32Array Int8Array Intl Iterator JSON Map Math Number Object Promise Proxy Reflect'.split(
    ' ',
  ),
  ...'RegExp Set String Symbol Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet'.split(
    ' ',
  ),
  ...'WebAssembly console setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone'.split(
    ' ',
  ),
  ...'performance crypto atob btoa TextEncoder TextDecoder URL URLSearchParams AbortController AbortSignal'.split(
    ' ',
  ),
  ...'Event EventTarget Blob DOMException'.split(' '),
])

/** What browsers give a worker and cells do not have; worker/lockdown.ts takes it away. */
export const REMOVED: ReadonlySet<string> = new Set([
  ...'postMessage close fetch fetchLater XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport'.split(
    ' ',
  ),
  ...'importScripts indexedDB caches CacheStorage BroadcastChannel Worker SharedWorker MessageChannel navigator'.split(
    ' ',
  ),
  ...'Request Response Headers localStorage sessionStorage document window parent top alert prompt confirm'.split(
    ' ',
  ),
  ...'requestAnimationFrame cancelAnimationFrame process require module Deno Bun'.split(' '),
])
