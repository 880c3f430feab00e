// Builds the SIMD kernels: `node tools/kernels.mjs` writes src/engine/kernels/plain.ts and relaxed.ts, modules that hold
// the WebAssembly as text, so that page, worker, Node and the notebook's runner load them alike and offline. They are
// committed: whoever changes no kernel needs no compiler, and a test tells when they are out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'
import { tiles } from './tiles.mjs'

const folder = new URL('../src/engine/kernels/', import.meta.url).pathname

const BUILDS = {
  plain: { features: 'simd', tall: 4 },
  relaxed: { features: 'simd,relaxed-simd', tall: 6 },
}

/** The WebAssembly of one build. */
export async function compileKernels(build) {
  const { features, tall } = BUILDS[build]
  let binary
  const { error, stderr } = await asc.main(
    [
      'kernels.as.ts',
      '--outFile',
      'out.wasm',
      '-O3s',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      features,
    ],
    {
      readFile: (name) => {
        if (name.endsWith('tiles.as.ts')) return tiles(tall)
        try {
          return readFileSync(join(folder, name), 'utf8')
        } catch {
          return null
        }
      },
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) binary = contents
      },
      listFiles: () => [],
    },
  )
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  return binary
}

/**
 * Bytes as text that a string holds unescaped, and that gzip makes nearly as small as the bytes: see `unpack` in
 * src/engine/plan/machine.ts, which reads it.
 */
function pack(bytes) {
  return Array.from(bytes, (byte) => {
    const shifted = (byte + 3) & 255
    const code = 35 + (shifted % 90)
    const letter = code === 39 ? '}' : code === 92 ? '~' : String.fromCharCode(code)
    return ['', ' ', '!'][Math.floor(shifted / 90)] + letter
  }).join('')
}

/** The module that holds a build. */
export async function kernelModule(build) {
  const text = pack(await compileKernels(build))
  return `// Written by tools/kernels.mjs from the *.as.ts files beside it.\nexport default '${text}'\n`
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const build of Object.keys(BUILDS))
    writeFileSync(join(folder, `${build}.ts`), await kernelModule(build))
}
