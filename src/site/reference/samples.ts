import { getCollection } from 'astro:content'
import { pathOf } from '../course.ts'
import type { KeyGroup } from './authoring.ts'

const texts = import.meta.glob<string>(
  [
    '/course.config.ts',
    '/lessons/*/unit.json',
    '/lessons/*.mdx',
    '/lessons/*/*/index.mdx',
    '/lessons/*/*/teaching.mdx',
  ],
  {
    query: '?raw',
    import: 'default',
  },
)

const frontMatterOf = (source: string): string => /^---\r?\n[^]*?\n---/.exec(source)?.[0] ?? ''

async function sourceOf(file: string): Promise<string> {
  return (await texts[file]?.())?.trim() ?? ''
}

/** For each group of keys how this very course writes them: its first lesson, page and unit, and its config. */
export async function samples(): Promise<Record<KeyGroup['id'], string>> {
  const files = (await getCollection('lessons')).map((entry) => `/lessons/${pathOf(entry)}`).toSorted()
  const [page] = Object.keys(texts)
    .filter((file) => /^\/lessons\/[^/]+\.mdx$/.test(file))
    .toSorted()
  const [notes] = Object.keys(texts)
    .filter((file) => file.endsWith('/teaching.mdx'))
    .toSorted()
  const [unit] = Object.keys(texts)
    .filter((file) => file.endsWith('/unit.json'))
    .toSorted()
  return {
    lesson: frontMatterOf(await sourceOf(files[0] ?? '')),
    teaching: frontMatterOf(await sourceOf(notes ?? '')),
    page: frontMatterOf(await sourceOf(page ?? '')),
    unit: await sourceOf(unit ?? ''),
    config: await sourceOf('/course.config.ts'),
  }
}
