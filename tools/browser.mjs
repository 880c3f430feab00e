// Finds a Chromium for the tests: what is installed, then the package manager, then Playwright's own download; when
// all fail, an error that says what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const INSTALLED = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
  `${process.env['PROGRAMFILES(X86)']}\\Microsoft\\Edge\\Application\\msedge.exe`,
]

/** Ends the browser's own errands: they reach for hosts that tests must not need. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const installed = () => INSTALLED.find((path) => path && existsSync(path))
const downloaded = () => [chromium.executablePath()].find((path) => path && existsSync(path))

const run = (command, args) => spawnSync(command, args, { stdio: 'ignore', timeout: 300_000 }).status === 0

/** Debian's package, where this user may install one. */
function fromPackageManager() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
  if (run('apt-get', ['install', '-y', '-qq', 'chromium'])) return installed()
  return run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])
    ? installed()
    : undefined
}

const fromPlaywright = () =>
  run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'])
    ? downloaded()
    : undefined

/** The path of a Chromium's executable. */
export function findChromium() {
  const path = installed() ?? downloaded() ?? fromPackageManager() ?? fromPlaywright()
  if (path) return path
  throw new Error(
    'The tests need Chromium and found none. Install it (Debian, Ubuntu: "sudo apt install chromium"; macOS, Windows: ' +
      'Google Chrome), or set CHROMIUM to the path of its executable, and run "npm test" again.',
  )
}
