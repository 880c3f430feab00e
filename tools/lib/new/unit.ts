import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutNumber } from '../../../src/course/ids.ts'
import { Refusal, sentence, slug } from './names.ts'

/** `unit.json` of a unit that has no lesson yet. */
export const unitFile = (name: string, title = sentence(name)): string =>
  `${JSON.stringify({ title, summary: 'Say in one or two sentences what this unit is about.' }, null, 2)}\n`

/** Writes a unit after the last one. @param given `recurrence`. Returns the file written. */
export async function newUnit(root: string, given: string | undefined, title?: string): Promise<string[]> {
  const name = slug(given, 'the unit')
  const units = (await readdir(join(root, 'lessons'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
  const twin = units.find((unit) => withoutNumber(unit) === name)
  if (twin) throw new Refusal(`lessons/${twin} exists already`)
  const last = Math.max(-1, ...units.map((unit) => Number.parseInt(unit, 10)).filter(Number.isFinite))
  const file = `lessons/${String(last + 1).padStart(2, '0')}-${name}/unit.json`
  await mkdir(join(root, file, '..'))
  await writeFile(join(root, file), unitFile(name, title))
  return [file]
}
