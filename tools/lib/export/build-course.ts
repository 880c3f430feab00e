import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What a build is made of. */
const SOURCES = [
  'course.config.ts',
  'overlay',
  'lessons',
  'components',
  'src',
  'data',
  'public',
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
]

/** Whether the built course is there and no source is newer. */
export async function isBuilt(root: string): Promise<boolean> {
  const index = join(root, 'dist/index.html')
  if (!existsSync(index)) return false
  const { mtimeMs } = await stat(index)
  for (const source of SOURCES) if ((await newest(join(root, source))) > mtimeMs) return false
  return true
}

async function newest(path: string): Promise<number> {
  if (!existsSync(path)) return 0
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const inside = await readdir(path, { recursive: true, withFileTypes: true })
  const times = await Promise.all(
    inside
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
  )
  return Math.max(0, ...times)
}

/** Builds the course; false where that fails, which the build has then explained. */
export const buildCourse = (root: string): boolean =>
  spawnSync('npx', ['astro', 'build', '--silent'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  }).status === 0
