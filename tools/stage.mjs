// The folder in which a course of one's own is built: the published course's code, copied, and its packages, linked.
// Plain JavaScript, because it runs where Node runs no TypeScript: below node_modules.
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, readdir, rm, symlink } from 'node:fs/promises'
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

/** @param {string} upstream the folder of Chainrule @param {string} stage made where it is missing */
export async function prepareStage(upstream, stage) {
  await mkdir(stage, { recursive: true })
  for (const part of PARTS) {
    // Away first: what the published course has no longer must not stay, nor what an earlier overlay has put there.
    await rm(join(stage, part), { recursive: true, force: true })
    await cp(join(upstream, part), join(stage, part), { recursive: true })
  }
  await linkPackages(upstream, join(stage, 'node_modules'))
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
    if (!name.startsWith('.') && (!wanted.has(name) || !existsSync(join(target, name))))
      await rm(join(target, name), { recursive: true })
  for (const [name, from] of wanted)
    if (!existsSync(join(target, name))) await symlink(from, join(target, name), 'junction')
}
