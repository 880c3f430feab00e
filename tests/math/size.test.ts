import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { expect, test } from 'vitest'

interface Size {
  readonly gzip: number
  /** Minified bytes by source folder. */
  readonly bytes: (folder: string) => number
}

const sizeOf = async (contents: string): Promise<Size> => {
  const result = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    outdir: 'out',
  })
  const inputs: Metafile['outputs'][string]['inputs'] = Object.values(result.metafile.outputs)[0]!.inputs
  const bytes = (folder: string): number =>
    Object.entries(inputs).reduce(
      (sum, [path, { bytesInOutput }]) => sum + (path.includes(folder) ? bytesInOutput : 0),
      0,
    )
  return { gzip: gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length, bytes }
}

const GRAMMAR_AND_EVALUATOR = `
  export { declare } from './src/math/declare/declare.ts'
  export { parse, parseLine } from './src/math/grammar/parse.ts'
  export { equivalent } from './src/math/equivalent.ts'
`

test('grammar and evaluator are at most 15 KB gzip, elementary functions included', async () => {
  const size = await sizeOf(GRAMMAR_AND_EVALUATOR)
  const share = size.bytes('src/engine') / (size.bytes('src/engine') + size.bytes('src/math'))
  console.log(
    `grammar and evaluator: ${size.gzip} bytes gzip, engine's elementary functions ${Math.round(100 * share)} % of it`,
  )
  expect(size.gzip).toBeLessThanOrEqual(15 * 1024)
  expect(size.bytes('node_modules')).toBe(0)
  expect(size.bytes('src/engine/tensor')).toBe(0)
})

test('everything that a page of derivations can need is at most 20 KB gzip', async () => {
  const size = await sizeOf(`export * from './src/math/index.ts'`)
  console.log(`all of src/math: ${size.gzip} bytes gzip`)
  expect(size.gzip).toBeLessThanOrEqual(20 * 1024)
})
