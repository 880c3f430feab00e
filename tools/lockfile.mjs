// `npm ci` insists that package-lock.json lists the optional binary of every platform, but npm leaves out
// those that the registry did not offer for this machine. This adds them. Run it after every `npm install`:
//   node tools/lockfile.mjs && npm install --package-lock-only
import { readFileSync, writeFileSync } from 'node:fs'

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'wasm32',
  'win32',
  'windows',
]
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const packages = lock.packages

const below = (path, name) => `${path && `${path}/`}node_modules/${name}`
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1))

/** The entry that `name` resolves to from `path`, by Node's rule: the nearest node_modules upwards. */
function resolved(path, name) {
  let at = path
  while (at && !packages[below(at, name)]) at = parentOf(at)
  return packages[below(at, name)]
}

for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const found = resolved(path, name)
    if (found && (found.version === version || !/^\d/.test(version))) continue
    const words = name.split(/[/-]/)
    const oneOf = (list) => words.find((word) => list.includes(word))
    const os = oneOf(SYSTEMS)
    const cpu = oneOf(PROCESSORS)
    const where = packages[`node_modules/${name}`] ? path : ''
    packages[below(where, name)] = {
      version,
      cpu: cpu && [cpu],
      optional: true,
      os: os && [os === 'windows' ? 'win32' : os],
    }
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
