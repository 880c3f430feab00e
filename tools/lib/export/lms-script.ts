import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

/** The script of a packaged lesson (`src/lms`), as one file that runs before all others. */
export async function lmsScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../../src/lms/page.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
  })
  return outputFiles[0]!.text
}
