import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'
import { expect, test } from 'vitest'

const engine = new URL('../../src/engine/', import.meta.url).pathname

const KB = 1024

/** Bytes of a module after bundling, minifying and gzip; its imports are relative to the engine's folder. */
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

test.each([
  ['dense', 'tensor, linear, sigmoid, tanh, relu, softmax, matmul'],
  ['convolution', 'tensor, conv2d, maxPool2d, relu, flatten, linear, softmax'],
  ['attention', 'tensor, embedding, layerNorm, multiHeadAttention, relu, linear, softmax'],
  ['recurrence', 'tensor, lstm'],
  ['layers', 'tensor, noGrad, Linear, ReLU, Sequential'],
])('a forward pass of %s costs at most 12 KB gzip', async (_name, names) => {
  expect(await gzipBytes(`export { ${names} } from './index.ts'`)).toBeLessThanOrEqual(12 * KB)
})

/** Gzip bytes of the parts that a worker loads: at once, and with the first session that has a plan. */
async function workerParts(): Promise<{ first: number; planner: number }> {
  const options: BuildOptions = { bundle: true, minify: true, format: 'esm', target: 'es2022' }
  const { outputFiles } = await build({
    ...options,
    entryPoints: [`${engine}../worker/training.worker.ts`],
    splitting: true,
    outdir: 'out',
    write: false,
  })
  const sizes = outputFiles!.map(({ path, contents }) => ({
    path,
    bytes: gzipSync(contents, { level: 9 }).length,
  }))
  const sum = (pick: RegExp, not: RegExp): number =>
    sizes.filter(({ path }) => pick.test(path) && !not.test(path)).reduce((all, { bytes }) => all + bytes, 0)
  return { first: sum(/./, /planSession|relaxed/), planner: sum(/planSession/, /^$/) }
}

test('what a training worker loads costs at most 40 KB gzip; kernels and planner, fetched when wanted, 40 KB more', async () => {
  const { first, planner } = await workerParts()
  console.log(
    `worker ${(first / KB).toFixed(1)} KB gzip, kernels and planner ${(planner / KB).toFixed(1)} KB`,
  )
  expect(first).toBeLessThanOrEqual(40 * KB)
  expect(first).toBeGreaterThan(20 * KB) // layers, losses and optimizer are in it
  expect(planner).toBeLessThanOrEqual(40 * KB)
  expect(planner).toBeGreaterThan(20 * KB)
})

test('everything eager costs at most 78 KB gzip, 62 KB without reading and writing other libraries', async () => {
  const index = readFileSync(`${engine}index.ts`, 'utf8').split(/(?<=\n)(?=export )/)
  const without = (folders: RegExp) => gzipBytes(index.filter((line) => !folders.test(line)).join(''))
  expect(await without(/'\.\/plan\//)).toBeLessThanOrEqual(78 * KB)
  expect(await without(/'\.\/(?:plan|exchange)\//)).toBeLessThanOrEqual(62 * KB)
})

test('tensors without any convolution cost at most 9 KB gzip', async () => {
  expect(await gzipBytes("export { tensor } from './index.ts'")).toBeLessThanOrEqual(9 * KB)
})

test('the core, every operation, derivative and loss of it, costs at most 24 KB gzip', async () => {
  const ops = ['elementwise', 'matmul', 'reduce', 'shape'].map((folder) => `ops/${folder}`)
  const core = everything(['autodiff', 'elementary', 'losses', 'random', 'tensor', ...ops])
  const bytes = await gzipBytes(core)
  expect(bytes).toBeLessThanOrEqual(24 * KB)
  expect(bytes).toBeGreaterThan(12 * KB) // the bundle really held all of it
})
