// `npm test`: everything that proves the course, in the order that fails fastest. `npm test -- unit` runs one part.
import './node.mjs'
const { spawnSync } = await import('node:child_process')
const { findChromium } = await import('./browser.mjs')

const PARTS = {
  types: [
    ['astro', 'check', '--minimumFailingSeverity', 'warning'],
    ['tsc', '-p', 'src/engine'],
  ],
  lint: [
    ['oxlint', '--deny-warnings'],
    ['prettier', '--check', '--log-level', 'warn', '.'],
  ],
  lessons: [['node', 'tools/check.mjs']],
  unit: [['vitest', 'run', '--project', 'unit']],
  browser: [
    ['astro', 'build', '--silent'],
    ['vitest', 'run', '--project', 'browser'],
  ],
}

const asked = process.argv.slice(2)
const unknown = asked.find((part) => !(part in PARTS))
if (unknown) {
  console.error(`npm test: unknown part "${unknown}"; known: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const parts = asked.length ? asked : Object.keys(PARTS)

if (parts.includes('browser')) {
  try {
    process.env.CHROMIUM = findChromium()
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
for (const part of parts) {
  for (const [command, ...args] of PARTS[part]) {
    const { status } = spawnSync('npx', [command, ...args], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    if (status !== 0) {
      console.error(`npm test: ${part} failed (${command} ${args.join(' ')}).`)
      process.exit(status ?? 1)
    }
  }
}
