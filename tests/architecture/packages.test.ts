import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as T

interface Project {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  optionalDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}
interface Locked {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  hasInstallScript?: boolean
  optional?: boolean
}

const project = read<Project>('package.json')
const lockfile = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const locked = Object.entries((JSON.parse(lockfile) as { packages: Record<string, Locked> }).packages).filter(
  ([path]) => path !== '',
)
const nameOf = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

const wanted = { ...project.dependencies, ...project.devDependencies, ...project.optionalDependencies }

test.each(Object.entries(wanted))('%s is pinned to one version', (_, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})

test.each(Object.entries(wanted))('%s is locked at the version of package.json', (name, version) => {
  const entry = locked.find(([path]) => path === `node_modules/${name}`)
  expect(entry?.[1].version).toBe(version)
})

test('the lockfile names no registry, so that it holds for every mirror', () => {
  expect(locked.length).toBeGreaterThan(300)
  expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
  expect(lockfile).not.toMatch(/https?:\/\/[^"]*\.tgz/)
})

test('no package runs a script when it is installed, unless the project says so', () => {
  const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path))
  const undecided = scripted.filter((name) => !(name in project.allowScripts))
  expect(undecided).toEqual([])
  // What is decided, is decided against: nothing of the course needs one.
  expect(Object.entries(project.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([])
})

/** Permissive licenses, and those of data and fonts that ask for no more than a notice. */
const FREE =
  /^(?:MIT(?:-0)?|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|Unlicense|Python-2\.0|CC-BY-[34]\.0|OFL-1\.1|WTFPL)$/

/** Copyleft of the file or the library alone: used unchanged, at build or in tests, never shipped to the reader. */
const BESIDE: Record<string, RegExp> = {
  'axe-core': /^MPL-2\.0$/,
  lightningcss: /^MPL-2\.0$/,
  // Astro's optional image service; the course has no images for it.
  '@img/sharp': /^LGPL-3\.0-or-later$/,
}

const licensesOf = (license: string): string[] => license.replaceAll(/[()]/g, '').split(/ (?:OR|AND) /)

test('every dependency has a license that the course may use', () => {
  const problems = locked.flatMap(([path, { license, version }]) => {
    const name = nameOf(path)
    // An optional binary of another platform, listed without its details; the package that names it has the license.
    if (license === undefined && !installed(path)) return []
    if (license === undefined) return [`${name} ${version}: no license in the lockfile`]
    const family = Object.keys(BESIDE).find((known) => name === known || name.startsWith(`${known}-`))
    const isAllowed = (one: string) => FREE.test(one) || (family !== undefined && BESIDE[family]!.test(one))
    const parts = licensesOf(license)
    const allowed = license.includes(' AND ') ? parts.every(isAllowed) : parts.some(isAllowed)
    return allowed ? [] : [`${name} ${version}: ${license}`]
  })
  expect(problems).toEqual([])
})

const installed = (path: string): boolean => {
  try {
    readFileSync(new URL(`../../${path}/package.json`, import.meta.url))
    return true
  } catch {
    return false
  }
}
