import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { expect, test } from 'vitest'

/** Gzip bytes of a page that imports this; without the engine's elementary functions if they come from elsewhere. */
const sizeOf = async (contents: string, isEngineApart: boolean): Promise<number> => {
  const engine: Plugin = {
    name: 'engine',
    setup: ({ onResolve }) => {
      if (isEngineApart) onResolve({ filter: /\/engine\// }, ({ path }) => ({ path, external: true }))
    },
  }
  const result = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    outdir: 'out',
    plugins: [engine],
  })
  const inputs = Object.keys(result.metafile.inputs).join(' ')
  expect(inputs).not.toContain('node_modules')
  expect(inputs).not.toContain('src/engine/tensor')
  return gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length
}

const GRAMMAR_AND_EVALUATOR = `
  export { declare } from './src/math/declare/declare.ts'
  export { parse, parseLine } from './src/math/grammar/parse.ts'
  export { evaluateAt } from './src/math/evaluateAt.ts'
`

test('grammar and evaluator are at most 15 KB gzip; the engine’s elementary functions come on top', async () => {
  const own = await sizeOf(GRAMMAR_AND_EVALUATOR, true)
  const all = await sizeOf(GRAMMAR_AND_EVALUATOR, false)
  console.log(`grammar and evaluator: ${own} bytes gzip, elementary functions ${all - own} more`)
  expect(own).toBeLessThanOrEqual(15 * 1024)
  expect(all - own).toBeLessThanOrEqual(4 * 1024)
})

test('with slips, derivations and printing it is at most 22 KB gzip', async () => {
  const own = await sizeOf(`export * from './src/math/index.ts'`, true)
  console.log(`all of src/math: ${own} bytes gzip`)
  expect(own).toBeLessThanOrEqual(22 * 1024)
})
