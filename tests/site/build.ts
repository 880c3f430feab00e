import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What Vitest tells its tests through the environment; a build of the course must not hear it. */
const OF_TESTS = [
  'NODE_ENV',
  'MODE',
  'DEV',
  'PROD',
  'SSR',
  'BASE_URL',
  'TEST',
  'VITEST',
  'VITEST_MODE',
  'VITEST_POOL_ID',
  'VITEST_WORKER_ID',
]

/** Runs `astro build` in a folder as an author would; its exit status and what the terminal showed. */
export async function buildCourse(
  folder: string,
  { base, site, outDir }: { base?: string; site?: string; outDir?: string } = {},
): Promise<{ status: number | null; output: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' }
  for (const name of OF_TESTS) delete env[name]
  if (base) env['BASE'] = base
  if (site) env['SITE'] = site
  const astro = join(process.cwd(), 'node_modules/astro/bin/astro.mjs')
  const run = spawn(process.execPath, [astro, 'build', ...(outDir ? ['--outDir', outDir] : [])], {
    cwd: folder,
    env,
  })
  let output = ''
  run.stdout.on('data', (chunk) => (output += String(chunk)))
  run.stderr.on('data', (chunk) => (output += String(chunk)))
  const status = await new Promise<number | null>((resolve) => run.on('close', resolve))
  return { status, output }
}
