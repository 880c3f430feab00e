import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const engine = new URL('../../src/engine/index.ts', import.meta.url).pathname

/** Bytes after bundling, minifying and gzip of a program that uses `names`. */
async function gzipBytes(names: string): Promise<number> {
  const result = await build({
    stdin: { contents: `export ${names} from ${JSON.stringify(engine)}`, resolveDir: '/', loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length
}

test('a forward pass costs at most 12 KB gzip', async () => {
  const bytes = await gzipBytes('{ tensor, linear, sigmoid, relu, softmax, matmul, conv2d }')
  expect(bytes).toBeLessThanOrEqual(12 * 1024)
})
