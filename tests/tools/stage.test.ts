import { mkdir, mkdtemp, readFile, readdir, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { prepareStage } from '../../tools/stage.mjs'

/** Two commands of one course share a stage: `dev` shows it while `new` and `check` are run beside it. */

const PARTS = [
  'src/a.ts',
  'src/deep/b.ts',
  'components/one/Panel.tsx',
  'data/d.json',
  'public/p.txt',
  'tools/t.mjs',
]
const FILES = [...PARTS, 'CHANGELOG.md', 'astro.config.mjs', 'package.json', 'tsconfig.json']
let folder = ''
let upstream = ''
let stage = ''

const put = async (path: string, text: string) => {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainrule-stage-'))
  upstream = join(folder, 'chainrule')
  stage = join(folder, 'course/.chainrule')
  for (const file of FILES) await put(join(upstream, file), file === 'package.json' ? '{}' : `// ${file}\n`)
  await put(join(upstream, 'node_modules/astro/package.json'), '{ "name": "astro" }')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what has not changed is not written again, what is gone goes, and what was assembled stays', async () => {
  await prepareStage(upstream, stage)
  expect(await readFile(join(stage, 'src/deep/b.ts'), 'utf8')).toBe('// src/deep/b.ts\n')
  const before = await stat(join(stage, 'src/a.ts'))
  await put(join(stage, 'components/own/Own.astro'), 'mine')
  await put(join(stage, 'components/left/Left.astro'), 'an earlier version had it')
  await put(
    join(stage, 'origins.json'),
    JSON.stringify({ 'components/own/Own.astro': { path: 'x', isOwn: true } }),
  )
  await put(join(upstream, 'src/deep/b.ts'), '// newer\n')
  await prepareStage(upstream, stage)
  const after = await stat(join(stage, 'src/a.ts'))
  expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
  expect(await readFile(join(stage, 'src/deep/b.ts'), 'utf8')).toBe('// newer\n')
  expect((await readdir(join(stage, 'components'))).toSorted()).toEqual(['one', 'own'])
  expect((await readdir(join(stage, 'src'))).toSorted()).toEqual(['a.ts', 'deep'])
})

test('several commands that begin at once do not meet', async () => {
  await Promise.all(Array.from({ length: 4 }, () => prepareStage(upstream, stage)))
  for (const file of PARTS) expect(await readFile(join(stage, file), 'utf8')).toBe(`// ${file}\n`)
})

test('packages that came from another place are linked anew', async () => {
  const elsewhere = join(folder, 'npx/astro')
  await mkdir(elsewhere, { recursive: true })
  await mkdir(join(stage, 'node_modules'), { recursive: true })
  await symlink(elsewhere, join(stage, 'node_modules/astro'), 'junction')
  await prepareStage(upstream, stage)
  expect(await readlink(join(stage, 'node_modules/astro'))).toBe(join(upstream, 'node_modules/astro'))
})
