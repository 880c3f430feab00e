import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Report } from '../finding.ts'
import type { LessonFiles } from './course.ts'

/** Pages of the site that stand below a page of an author's: the notes of lessons, below the guide. */
const BELOW_A_PAGE = ['teach']

const HERE = dirname(fileURLToPath(import.meta.url))

/** Addresses that the site itself gives to what a build writes besides pages. */
const WRITTEN = ['_astro', 'fonts', 'pagefind', 'icons']

/** The first parts of the addresses that the site has without any page of an author: `figures`, `gallery`. */
export async function siteRoutes(): Promise<string[]> {
  const names = await readdir(join(HERE, '../../../src/pages'))
  return names.filter((name) => !name.startsWith('[')).map((name) => name.replace(/\.(?:astro|ts)$/, ''))
}

/** A page beside the units must not have the address of something that is there: only one of both would be built. */
export function checkPageNames(
  pages: readonly LessonFiles[],
  routes: readonly string[],
  units: readonly string[],
  report: Report,
): void {
  for (const { id, file } of pages) {
    const taken = units.includes(id)
      ? 'the unit of that name'
      : !BELOW_A_PAGE.includes(id) && [...routes, ...WRITTEN].includes(id)
        ? 'a page of the site'
        : undefined
    if (taken !== undefined)
      report({
        file,
        line: 1,
        rule: 'page-name',
        found: `the address ${id}/ is that of ${taken}`,
        fix: `name the file otherwise: ${id}-page.mdx`,
      })
  }
}
