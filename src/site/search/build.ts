import type { AstroIntegration } from 'astro'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { close, createIndex } from 'pagefind'
import { EXCLUDED, recordsOf, titleFromId } from './records.ts'

/** What the page asks for; the ready-made interfaces that come with Pagefind are not shipped. */
const SHIPPED =
  /^(?:pagefind(?:-worker)?\.js|pagefind-entry\.json|.*\.(?:pagefind|pf_meta|pf_index|pf_fragment|pf_filter))$/

/** The search for languages that Pagefind has no stems of: the course is in none of them. */
const SPARE = /^wasm\.unknown\.pagefind$/

/** Files that hold the excerpts: few enough to keep them all offline, small enough to fetch one for a result. */
const FRAGMENTS = 48

/** Indexes the built pages: lessons by section, and each exercise and each name of the API as a result of its own. */
export const searchIndex = (): AstroIntegration => ({
  name: 'search-index',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const folder = fileURLToPath(dir)
      const files = (await readdir(folder, { recursive: true }))
        .filter((file) => file.endsWith('.html'))
        .toSorted()
      const { index, errors } = await createIndex({
        excludeSelectors: [...EXCLUDED],
        maxFragments: FRAGMENTS,
      })
      if (!index) throw new Error(`search: ${errors.join('; ')}`)
      for (const file of files) {
        const path = file.replaceAll('\\', '/').replace(/index\.html$/, '')
        const html = await readFile(join(folder, file), 'utf8')
        const titles = await titlesIn(folder, html)
        for (const record of recordsOf({ path, html }, (id) => titles.get(id)!)) {
          const added = await index.addHTMLFile(record)
          if (added.errors.length) throw new Error(`search: ${record.url}: ${added.errors.join('; ')}`)
        }
      }
      const built = await index.getFiles()
      if (built.errors.length) throw new Error(`search: ${built.errors.join('; ')}`)
      for (const { path, content } of built.files.filter(
        (file) => SHIPPED.test(file.path) && !SPARE.test(file.path),
      )) {
        const target = join(folder, 'pagefind', path)
        await mkdir(dirname(target), { recursive: true })
        await writeFile(target, content)
      }
      await close()
    },
  },
})

/** What search reads of an exercise's data. */
interface Shipped {
  variants: [{ title?: string }]
}

/** The titles of a page's exercises, which the page itself shows only once they are open. */
async function titlesIn(folder: string, html: string): Promise<Map<string, string>> {
  const ids = [...html.matchAll(/<section class="exercise"[^>]* data-exercise="([^"]*)"/g)].map(
    (match) => match[1]!,
  )
  const title = async (id: string): Promise<[string, string]> => {
    const { variants } = JSON.parse(
      await readFile(join(folder, 'exercises', `${id}.json`), 'utf8'),
    ) as Shipped
    return [id, variants[0].title ?? titleFromId(id)]
  }
  return new Map(await Promise.all(ids.map(title)))
}
