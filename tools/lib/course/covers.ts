import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Places } from './lessons.ts'
import type { PlannedUnit } from './plan.ts'

const FILE = 'overlay/covers.json'
const THEIRS = 'node_modules/chainrule/'

/** A published file that one of the overlay covers, as it was when somebody last looked. */
interface Cover {
  /** Of the overlay. */
  file: string
  /** What it covers, from the folder of Chainrule. */
  published: string
  /** Of the text of the published file. */
  hash: string
}

/** What the overlay covers now, beside what is written down of it. */
export interface Covers {
  now: readonly Cover[]
  before: readonly Cover[]
}

/** The exercises of a file, as skeletons and lessons write them. */
const idsIn = (source: string): string[] =>
  [...source.matchAll(/^ {2}'?([a-z][a-z0-9-]*)'?: [a-z]+\(\{?$/gm)].map((match) => match[1]!)

/** Line ends are git's affair. */
const hashOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)

/**
 * The published files that an overlay covers: texts, notes and figures of the same name, and exercises of which one has
 * the same id. What we mend in them does not reach such a course, so a change of theirs is worth a word.
 */
export async function readCovers(
  { upstream, course }: Places,
  plan: readonly PlannedUnit[],
  overlay: readonly string[],
): Promise<Covers> {
  const pairs = new Map<string, string>()
  for (const { upstream: theirs, own } of plan.flatMap(({ lessons }) => lessons)) {
    if (!theirs || !own) continue
    for (const name of own.files.filter((one) => theirs.files.includes(one)))
      pairs.set(`lessons/${own.folder}/${name}`, `lessons/${theirs.folder}/${name}`)
  }
  for (const file of overlay) {
    const isPage = /^lessons\/[^/]+\.mdx$/.test(file)
    if ((isPage || file.startsWith('components/')) && existsSync(join(upstream, file))) pairs.set(file, file)
  }
  const now: Cover[] = []
  for (const [own, published] of pairs) {
    const file = `overlay/${own}`
    const theirs = await readFile(join(upstream, published), 'utf8')
    if (own.endsWith('/exercises.ts')) {
      const ids = idsIn(await readFile(join(course, file), 'utf8'))
      if (!idsIn(theirs).some((id) => ids.includes(id))) continue
    }
    now.push({ file, published, hash: hashOf(theirs) })
  }
  return { now, before: await listed(course) }
}

async function listed(course: string): Promise<Cover[]> {
  const path = join(course, FILE)
  if (!existsSync(path)) return []
  try {
    const list = JSON.parse(await readFile(path, 'utf8')) as Cover[]
    return list.filter(({ file, hash }) => typeof file === 'string' && typeof hash === 'string')
  } catch {
    // As if nothing had been written down: that is said, and --fix writes it anew.
    return []
  }
}

/** What has changed below the overlay since it was written down, and what is not written down yet. */
export function notesOfCovers({ now, before }: Covers): string[] {
  const notes: string[] = []
  for (const { file, published, hash } of now) {
    const known = before.find((one) => one.file === file)
    if (known === undefined)
      notes.push(
        `${file} covers ${THEIRS}${published}: chainrule check --fix writes that down, and an update that changes it is named here.`,
      )
    else if (known.hash !== hash)
      notes.push(
        `CHANGED: ${file} covers ${THEIRS}${published}, which an update has changed. Compare the two, take over what you want, then run chainrule check --seen.`,
      )
  }
  for (const { file, published } of before)
    if (!now.some((one) => one.file === file))
      notes.push(
        `CHANGED: ${file} covered ${THEIRS}${published}, and covers nothing any more. Look whether you still need it, then run chainrule check --seen.`,
      )
  return notes
}

/** Writes down what is covered. What has changed stays as it was until somebody says that they have seen it. */
export async function keepCovers({ course }: Places, covers: Covers, isSeen: boolean): Promise<Covers> {
  const { now, before } = covers
  const kept = isSeen ? [] : before
  const all = [...kept, ...now.filter(({ file }) => !kept.some((one) => one.file === file))]
  const after = all.toSorted((a, b) => (a.file < b.file ? -1 : 1))
  if (JSON.stringify(after) === JSON.stringify(before)) return covers
  const rows = after.map((row) => `  ${JSON.stringify(row)}`)
  await writeFile(join(course, FILE), rows.length > 0 ? `[\n${rows.join(',\n')}\n]\n` : '[]\n')
  return { now, before: after }
}
