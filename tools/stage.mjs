// The folder in which a course of one's own is built: the published course's code, copied, and its packages, linked.
// Plain JavaScript, because it runs where Node runs no TypeScript: below node_modules.
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const PARTS = [
  'src',
  'components',
  'data',
  'public',
  'tools',
  'CHANGELOG.md',
  'astro.config.mjs',
  'package.json',
  'tsconfig.json',
]

/**
 * Another command may be at work in the same stage, a course that is shown as it is saved for one: only what differs is
 * written, whole, and what the last assembly has put there is left to the next one.
 *
 * @param {string} upstream the folder of Chainrule @param {string} stage made where it is missing
 */
export async function prepareStage(upstream, stage) {
  await mkdir(stage, { recursive: true })
  const assembled = new Set(Object.keys(await originsOf(stage)))
  for (const part of PARTS) await mirror(upstream, stage, part, assembled)
  await linkPackages(upstream, join(stage, 'node_modules'))
}

/** Where the files of the last assembly came from; none where there was none. */
async function originsOf(stage) {
  try {
    return JSON.parse(await readFile(join(stage, 'origins.json'), 'utf8'))
  } catch {
    return {}
  }
}

/** @param {ReadonlySet<string>} assembled paths that are not this function's to write or to remove */
async function mirror(upstream, stage, path, assembled) {
  if (assembled.has(path)) return
  const [from, to] = [join(upstream, path), join(stage, path)]
  const entries = await readdir(from, { withFileTypes: true }).catch(() => undefined)
  if (!entries) return copyIfNew(from, to, stage)
  await mkdir(to, { recursive: true })
  const names = new Set(entries.map(({ name }) => name))
  for (const name of await readdir(to))
    if (!names.has(name) && !isPartOf(`${path}/${name}`, assembled))
      await rm(join(to, name), { recursive: true, force: true })
  await Promise.all([...names].map((name) => mirror(upstream, stage, `${path}/${name}`, assembled)))
}

const isPartOf = (path, assembled) =>
  assembled.has(path) || [...assembled].some((file) => file.startsWith(`${path}/`))

let draftCount = 0

/** In another place first: whoever reads meanwhile sees the old file or the new one. */
async function copyIfNew(from, to, stage) {
  const bytes = await readFile(from)
  if (bytes.equals(await readFile(to).catch(() => Buffer.alloc(0))) && existsSync(to)) return
  const drafts = join(stage, '.drafts')
  await mkdir(drafts, { recursive: true })
  const draft = join(drafts, `${process.pid}-${draftCount++}`)
  await writeFile(draft, bytes)
  await rename(draft, to)
}

/** One by one, so that what a build keeps in node_modules stays in the stage. */
async function linkPackages(upstream, target) {
  await mkdir(target, { recursive: true })
  const astro = createRequire(join(upstream, 'package.json')).resolve('astro/package.json')
  const places = [...new Set([join(upstream, 'node_modules'), dirname(dirname(astro))])].filter(existsSync)
  const wanted = new Map()
  for (const place of places.toReversed())
    for (const name of readdirSync(place)) if (!name.startsWith('.')) wanted.set(name, join(place, name))
  for (const name of await readdir(target))
    if (!name.startsWith('.') && !(await leadsTo(join(target, name), wanted.get(name))))
      await rm(join(target, name), { recursive: true, force: true })
  for (const [name, from] of wanted)
    if (!existsSync(join(target, name)))
      await symlink(from, join(target, name), 'junction').catch((error) => {
        // Another command has just made it.
        if (error.code !== 'EEXIST') throw error
      })
}

/** Packages that came from somewhere else, as from npx before the course had its own, are linked anew. */
async function leadsTo(link, from) {
  if (from === undefined || !existsSync(link)) return false
  const target = await readlink(link).catch(() => undefined)
  return target !== undefined && join(target) === join(from)
}
