import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const engine = new URL('../../src/engine/', import.meta.url).pathname

/** Bytes of a module after bundling, minifying and gzip. */
async function gzipBytes(contents: string): Promise<number> {
  const result = await build({
    stdin: { contents, resolveDir: engine, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length
}

/** Every module of the given folders, exported whole. */
function everything(folders: readonly string[]): string {
  const files = folders.flatMap((folder) => readdirSync(engine + folder).map((file) => `./${folder}/${file}`))
  return files.map((file, index) => `export * as m${index} from '${file}'`).join('\n')
}

test('a forward pass costs at most 12 KB gzip', async () => {
  const names = '{ tensor, linear, sigmoid, relu, softmax, matmul, conv2d }'
  expect(await gzipBytes(`export ${names} from './index.ts'`)).toBeLessThanOrEqual(12 * 1024)
})

test('tensors without any convolution cost at most 9 KB gzip', async () => {
  expect(await gzipBytes("export { tensor } from './index.ts'")).toBeLessThanOrEqual(9 * 1024)
})

test('the core, every operation, derivative and loss of it, costs at most 24 KB gzip', async () => {
  const ops = ['elementwise', 'matmul', 'reduce', 'shape'].map((folder) => `ops/${folder}`)
  const core = everything(['autodiff', 'elementary', 'losses', 'random', 'tensor', ...ops])
  const bytes = await gzipBytes(core)
  expect(bytes).toBeLessThanOrEqual(24 * 1024)
  expect(bytes).toBeGreaterThan(12 * 1024) // the bundle really held all of it
})
