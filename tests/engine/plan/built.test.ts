import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kernelModule } from '../../../tools/kernels.mjs'

test.each(['plain', 'relaxed'])(
  'the committed %s kernels are those of the sources: `npm run kernels` writes them',
  async (build) => {
    const committed = readFileSync(
      new URL(`../../../src/engine/kernels/${build}.ts`, import.meta.url),
      'utf8',
    )
    expect((await kernelModule(build)) === committed).toBe(true)
  },
  60_000,
)
