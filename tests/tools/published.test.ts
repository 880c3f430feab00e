import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forAuthor } from '../../tools/lib/check/published.ts'
import type { Finding } from '../../tools/lib/finding.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'chainrule-published-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const finding = (file: string, rule: string): Finding => ({
  file,
  line: 3,
  rule,
  found: 'something',
  fix: 'widen the parameters',
  level: 'error',
})
const THEIRS = 'lessons/01-neurons/01-artificial-neuron/exercises.ts'
const OURS = 'lessons/02-clinic/01-night-shift/exercises.ts'
const all = [
  finding(THEIRS, 'proof/mistake-never'),
  finding(THEIRS, 'proof/variants-alike'),
  finding(THEIRS, 'proof/ambiguous'),
  finding(THEIRS, 'objective'),
  finding(OURS, 'proof/mistake-never'),
]

test('in the published course every finding is said', async () => {
  expect(await forAuthor(root, all)).toEqual(all)
})

test('what a seed makes of published exercises is not for the author of another course to mend', async () => {
  await writeFile(
    join(root, 'origins.json'),
    JSON.stringify({
      [THEIRS]: { path: 'lessons/01-neurons/01-artificial-neuron/exercises.ts', isOwn: false },
      [OURS]: { path: 'overlay/lessons/clinic/night-shift/exercises.ts', isOwn: true },
    }),
  )
  const said = await forAuthor(root, all)
  expect(said.map(({ file, rule }) => [file, rule])).toEqual([
    [THEIRS, 'proof/ambiguous'],
    [THEIRS, 'objective'],
    [OURS, 'proof/mistake-never'],
  ])
  expect(said[0]!.fix).toContain('another seed in course.config.ts')
  expect(said[2]!.fix).toBe('widen the parameters')
})
