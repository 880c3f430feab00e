import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const KB = 1024

/** Gzip bytes of a module with all that it imports, as a page would load it. */
async function sizeOf(entry: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['preact', 'preact/*', 'katex', '*/src/exercises/math.ts', '*/src/math/index.ts'],
    conditions: ['browser'],
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

test('an exercise with every form, its words and the checker is at most 40 KB gzip, without what comes on demand', async () => {
  const size = await sizeOf('components/exercise/Panel.tsx')
  console.log(`exercise with all forms: ${(size / KB).toFixed(1)} KB gzip`)
  expect(size).toBeLessThanOrEqual(40 * KB)
  // A number far below would mean that the bundle is not what a page loads.
  expect(size).toBeGreaterThan(15 * KB)
})
