import { spawn, spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lesson, LESSON, soundCourse, withCourse } from './course-in-memory.ts'

const CHECK = join(import.meta.dirname, '../../tools/check.mjs')
const check = (root: string, ...args: string[]) =>
  spawnSync(process.execPath, [CHECK, '--course', root, ...args], { encoding: 'utf8' })

const TYPED = lesson('The result is 0.66.')

test('a sound course: one line, and success', async () => {
  await withCourse(soundCourse(), async (root) => {
    const { status, stdout, stderr } = check(root)
    expect([status, stdout, stderr]).toEqual([0, 'No findings.\n', ''])
  })
})

test('findings as lines that an editor can follow, and failure', async () => {
  await withCourse({ ...soundCourse(), [LESSON]: TYPED }, async (root) => {
    const { status, stdout } = check(root)
    expect(status).toBe(1)
    expect(stdout.split('\n')[0]).toMatch(
      new RegExp(`^${LESSON}:\\d+ {2}typed-number {2}0\\.66 is typed into the text — compute it`),
    )
    expect(stdout).toContain('1 finding, 1 of them an error.')
  })
})

test('and as data', async () => {
  await withCourse({ ...soundCourse(), [LESSON]: TYPED }, async (root) => {
    expect(JSON.parse(check(root, '--json').stdout)).toEqual([
      {
        file: LESSON,
        line: 12,
        rule: 'typed-number',
        found: '0.66 is typed into the text',
        fix: expect.stringContaining('{given(0.66)}'),
        level: 'error',
      },
    ])
  })
})

test('--watch checks again when a lesson is saved', { timeout: 30_000 }, async () => {
  await withCourse(soundCourse(), async (root) => {
    const watcher = spawn(process.execPath, [CHECK, '--course', root, '--watch'])
    let output = ''
    watcher.stdout.on('data', (data: Buffer) => (output += data.toString()))
    try {
      await expect.poll(() => output, { timeout: 10_000 }).toContain('No findings.')
      await writeFile(join(root, LESSON), TYPED)
      await expect.poll(() => output, { timeout: 10_000 }).toContain('0.66 is typed into the text')
    } finally {
      watcher.kill()
    }
  })
})
