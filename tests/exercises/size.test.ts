import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

test('the checker with all kinds is at most 25 KB gzip, and carries no author code', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/exercises/check.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2023',
    write: false,
    metafile: true,
  })
  const inputs = Object.entries(Object.values(metafile.outputs)[0]!.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path)
  expect(
    inputs.filter((path) => /author|examples|prove|resolve|draw|random|md\.ts|strings/.test(path)),
  ).toEqual([])
  expect(inputs.filter((path) => path.includes('engine/') && !path.includes('engine/elementary/'))).toEqual(
    [],
  )
  expect(gzipSync(outputFiles[0]!.contents).length).toBeLessThanOrEqual(25 * 1024)
})
