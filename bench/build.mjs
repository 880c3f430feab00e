// Bundles the contenders into a folder that a page can load.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const here = new URL('.', import.meta.url).pathname
const modules = join(here, 'node_modules')

/** Files that peers fetch by themselves. */
const FETCHED = {
  tfjs: [
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  ],
  ort: [
    'onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
    'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  ],
}

/** @param {string} folder @param {readonly string[]} scripts 'ours' and names of files in peers/ */
export async function buildBench(folder, scripts) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: scripts.map((name) => ({
      in: join(here, name === 'ours' ? 'ours.mjs' : `peers/${name}.mjs`),
      out: name,
    })),
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"', window: 'globalThis' },
    external: [
      'fs',
      'path',
      'worker_threads',
      'perf_hooks',
      'os',
      'node:*',
      'module',
      'url',
      'util',
      'stream',
    ],
    logLevel: 'error',
  })
  for (const [name, files] of Object.entries(FETCHED)) {
    if (
      !scripts.some(
        (script) => script.startsWith(name.slice(0, 3)) || (name === 'ort' && script === 'onnxruntime'),
      )
    )
      continue
    mkdirSync(join(folder, name), { recursive: true })
    for (const file of files) cpSync(join(modules, file), join(folder, name, file.split('/').at(-1)))
  }
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Bench</title>')
}
