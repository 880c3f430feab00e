import { readFileSync, readdirSync } from 'node:fs'
import { crc32 as zlibCrc32, gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { datasetNames, photoNames } from '../../data/index.ts'
import manifest from '../../data/manifest.json' with { type: 'json' }
import { crc32 } from '../../data/verify.ts'

const folder = new URL('../../data/', import.meta.url)
const names = readdirSync(new URL('files/', folder)).toSorted()
const read = (name: string) => readFileSync(new URL(`files/${name}`, folder))

it('every file has a loader and is in the manifest, and the other way round', () => {
  const loaded = [...datasetNames.map((name) => `${name}.json`), ...photoNames.map((name) => `${name}.png`)]
  expect(names).toEqual(loaded.toSorted())
  expect(Object.keys(manifest).toSorted()).toEqual(names)
})

it.each(Object.entries(manifest))('%s is exactly what make.py wrote', (name, recorded) => {
  const content = read(name)
  expect(content).toHaveLength(recorded.bytes)
  expect(zlibCrc32(content).toString(16).padStart(8, '0')).toBe(recorded.crc32)
})

it('the checksum is the standard CRC-32', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe('cbf43926') // the check value of ISO/IEC 3309
  expect(crc32(new Uint8Array(0))).toBe('00000000')
})

it('all files together stay below 300 KB of transfer', () => {
  const transfer = names.reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0)
  expect(transfer).toBeLessThan(300_000)
})

it('the README states the size of every file', () => {
  const readme = readFileSync(new URL('README.md', folder), 'utf8')
  for (const [name, { bytes }] of Object.entries(manifest)) {
    const line = readme.split('\n').find((text) => text.startsWith(`| \`${name}\``))
    expect(line, `a row for ${name}`).toContain(`| ${bytes.toLocaleString('en-US')} |`)
  }
})
