import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

const { dependencies } = JSON.parse(read('bench/package.json')) as { dependencies: Record<string, string> }
const lockfile = read('bench/package-lock.json')
const { packages } = JSON.parse(lockfile) as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string }>
}

test('the peers of the bench are pinned, and locked at these versions', () => {
  expect(Object.keys(dependencies).length).toBeGreaterThan(6)
  for (const [name, version] of Object.entries(dependencies)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(packages[`node_modules/${name}`]?.version).toBe(version)
  }
})

test('their lockfile names no registry, and has a checksum for every package', () => {
  const locked = Object.entries(packages).filter(([path]) => path !== '')
  expect(locked.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([])
  expect(locked.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([])
  expect(lockfile).not.toMatch(/https?:\/\/[^"]*\.tgz/)
})

test('the course itself needs none of them', () => {
  const project = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const own = new Set(Object.keys({ ...project['dependencies'], ...project['devDependencies'] }))
  const shared = Object.keys(dependencies).filter((name) => own.has(name))
  // The conformance tests of the engine compare numbers with these two.
  expect(shared.every((name) => /^@tensorflow\/tfjs-(?:core|backend-cpu)$/.test(name))).toBe(true)
})
