import { describe, expect, test } from 'vitest'
import { outputOf, shownBy } from './run.ts'

describe('budgets', () => {
  test.each([
    ['an endless loop', 'for (;;);'],
    ['endless microtasks', 'for (;;) await null'],
    ['a promise that waits for nothing', 'await new Promise(() => {})'],
    ['an endless generator', '(function* () { for (;;) yield 1 })()'],
    ['a Proxy that spins when it is looked at', 'new Proxy({}, { ownKeys() { for (;;); } })'],
    [
      'an error whose stack spins',
      'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e',
    ],
  ])('%s is stopped after its time', async (_, code) => {
    expect((await outputOf(code, 0.25)).stopped).toEqual({ kind: 'time', seconds: 0.25 })
  })

  test.each([
    'new Float64Array(2 ** 26)',
    'new ArrayBuffer(8, { maxByteLength: 2 ** 30 })',
    'Float32Array.from({ length: 2 ** 27 })',
    'const keep = []; for (;;) keep.push(new Uint8Array(2 ** 20))',
    'const keep = []; for (;;) keep.push(new Float64Array(2 ** 17).slice())',
    'const big = new (Object.getPrototypeOf(new Int8Array(1)).constructor)(2 ** 29)',
    "import { zeros } from 'chainrule'\nzeros([2 ** 26])",
    "import { zeros } from 'chainrule'\nconst keep = []; for (;;) keep.push(zeros([2 ** 20]))",
  ])('%s runs into the memory budget', async (code) => {
    expect((await outputOf(code, 20)).error).toMatchObject({ name: 'MemoryError' })
  })

  test('views of a buffer cost nothing, and arrays behave as they should', async () => {
    expect(
      await shownBy(
        'const b = new ArrayBuffer(2 ** 26); let n = 0; for (let i = 0; i < 100; i++) n += new Float64Array(b).length; n',
      ),
    ).toMatchObject({
      text: String(100 * 2 ** 23),
    })
    expect(
      await shownBy(
        'class Mine extends Float32Array {}\n[Float64Array.from([1, 2]).map((x) => x + 1).join(), new Mine(2) instanceof Mine, new Mine(2) instanceof Float32Array, Float64Array.name, Float64Array.BYTES_PER_ELEMENT, new Uint8Array([1]).constructor === Uint8Array].join(" ")',
      ),
    ).toMatchObject({ text: '2,3 true true Float64Array 8 true' })
  })
})

describe('isolation', () => {
  test('nothing is left of network, storage, threads and messages', async () => {
    const names =
      'postMessage fetch XMLHttpRequest WebSocket EventSource importScripts indexedDB caches BroadcastChannel Worker MessageChannel navigator process require WebAssembly addEventListener onmessage SharedArrayBuffer Atomics global Buffer'.split(
        ' ',
      )
    const code = `[${names.map((name) => `typeof ${name}, typeof globalThis.${name}`)}].filter((t) => t !== 'undefined').length`
    expect(await shownBy(code)).toMatchObject({ text: '0' })
  })

  test('neither is it found along the prototypes of the global object', async () => {
    const code =
      'let found = []\nfor (let o = globalThis; o; o = Object.getPrototypeOf(o)) for (const k of Reflect.ownKeys(o)) if (/post|listen|fetch|import|close|dispatch/i.test(String(k))) found.push(String(k))\nfound.join()'
    expect(await shownBy(code)).toMatchObject({ text: '' })
  })

  test('`this` and the caller of a cell are out of reach', async () => {
    expect(await shownBy('[typeof this, (function () { return typeof this })()].join()')).toMatchObject({
      text: 'undefined,undefined',
    })
  })
})
