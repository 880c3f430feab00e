import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { join } from 'node:path'

const ROOT = process.cwd()
const once = new Map<string, Promise<string>>()

/** One script of a folder of modules. `name` is the variable that holds its exports. */
function bundle(
  entry: string,
  { name, isReadable = false }: { name?: string; isReadable?: boolean } = {},
): Promise<string> {
  const known = once.get(entry)
  if (known) return known
  const made = build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    minifyWhitespace: true,
    minifySyntax: true,
    // Class names are shown to readers, and errors name functions.
    minifyIdentifiers: !isReadable,
    ...(name === undefined ? {} : { globalName: name }),
  }).then(({ outputFiles }) => outputFiles[0]!.text)
  once.set(entry, made)
  return made
}

/** The engine as a script that leaves its exports in `chainruleEngine`. */
export const engineScript = (): Promise<string> =>
  bundle('src/engine/index.ts', { name: 'chainruleEngine', isReadable: true })

/** What runs around a reader's code, without the engine: `{{engine}}` stands where the engine goes. */
export async function runnerScript(): Promise<string> {
  const memory = await bundle('src/notebook/worker/memory.ts', { name: 'runnerMemory' })
  const runner = await bundle('src/notebook/worker/main.ts')
  // The engine sees counting constructors of its own under the plain names, and WebAssembly, which cells do not have.
  return (
    `(()=>{${memory}\nconst b=runnerMemory.engineBuffers();` +
    `(function(${BUFFERS},WebAssembly){${ENGINE_PLACE}\n${runner}})(${BUFFERS.replaceAll(/\w+/g, 'b.$&')},globalThis.WebAssembly)})();`
  )
}

const ENGINE_PLACE = '/*{{engine}}*/'
const BUFFERS =
  'ArrayBuffer,Float64Array,Float32Array,Int8Array,Int16Array,Int32Array,Uint8Array,Uint8ClampedArray,Uint16Array,Uint32Array,BigInt64Array,BigUint64Array'

/** The whole source of a worker. The page's frame joins the two in the same way. */
export const joinScripts = (runner: string, engine: string): string => {
  const at = runner.indexOf(ENGINE_PLACE)
  return runner.slice(0, at) + engine + runner.slice(at + ENGINE_PLACE.length)
}

export const workerScript = async (): Promise<string> =>
  joinScripts(await runnerScript(), await engineScript())

/** Code as a string in a script element, whose parser must not see a "<" of it. */
const scriptText = (code: string): string => JSON.stringify(code).replaceAll('<', '\\u003c')

/** The frame's page: one inline script, and a policy that allows that script, workers of its making and nothing else. */
export async function framePage(title: string): Promise<string> {
  const [before = '', after = ''] = (await runnerScript()).split(ENGINE_PLACE)
  const frame = await bundle('src/notebook/frame/frame.ts')
  const script = `const RUNNER_BEFORE=${scriptText(before)},RUNNER_AFTER=${scriptText(after)};${frame}`
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval' blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'`
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script></html>\n`
}

/** For file names that change with their content. */
export const fingerprint = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 10)
