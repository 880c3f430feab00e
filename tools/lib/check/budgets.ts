import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Report } from '../finding.ts'

/** Kilobytes that a file of a lesson may have. A reader on a phone pays for every one. */
const KILOBYTES: readonly (readonly [form: RegExp, limit: number, fix: string])[] = [
  [/\.(?:png|jpe?g|webp|avif|gif)$/i, 200, 'scale it to the size it is shown at, or save it as AVIF'],
  [/\.svg$/i, 100, 'simplify it, or draw it as a figure'],
  [/\.mdx$/, 100, 'split the lesson: it is more than one sitting'],
  [/\.ts$/, 100, 'split the lesson: it has more exercises than one sitting'],
  [/./, 300, 'keep data in data/, where it is loaded when it is needed'],
]

/** Sizes of the files below lessons/. */
export async function checkBudgets(root: string, report: Report): Promise<void> {
  for (const entry of await readdir(join(root, 'lessons'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const { size } = await stat(path)
    const [, limit, fix] = KILOBYTES.find(([form]) => form.test(entry.name))!
    if (size <= limit * 1000) continue
    const file = path.slice(root.length).replaceAll('\\', '/').replace(/^\//, '')
    report({
      file,
      line: 1,
      rule: 'size',
      found: `${Math.ceil(size / 1000)} KB, the limit is ${limit} KB`,
      fix,
    })
  }
}
