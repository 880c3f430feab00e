import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../finding.ts'
import { pascal } from '../new/names.ts'
import type { Stage } from './stage.ts'

/** What `components/own.ts` says where a course has no figures of its own is in the repository; this says it with them. */
export async function stageFigures(
  stage: Stage,
  { upstream, course }: { upstream: string; course: string },
  files: readonly string[],
  report: Report,
): Promise<void> {
  const own = files.filter((file) => file.startsWith('components/'))
  const names = [...new Set(own.map((file) => file.split('/')[1]!))]
  const figures: { name: string; tag: string }[] = []
  for (const name of names) {
    const tag = pascal(name)
    const at = { file: `overlay/components/${name}/${tag}.astro`, line: 1, rule: 'figure' }
    const missing = [`${tag}.astro`, 'tag.ts'].find((file) => !own.includes(`components/${name}/${file}`))
    if (existsSync(join(upstream, 'components', name)))
      report({
        ...at,
        found: `the course has components/${name} already`,
        fix: 'choose another name: figures are added, not shadowed',
      })
    else if (missing)
      report({
        ...at,
        file: `overlay/components/${name}/${missing}`,
        found: 'is missing',
        fix: 'a figure is a folder with <Tag>.astro and tag.ts: npx chainrule new figure writes one',
      })
    else figures.push({ name, tag })
  }
  for (const file of own)
    await stage.copy(file, join(course, 'overlay', file), { path: `overlay/${file}`, isOwn: true })
  const imports = figures.map(({ name, tag }) => `import * as ${tag} from './${name}/tag.ts'\n`).join('')
  const entries = (key: string) => figures.map(({ tag }) => `  ${tag}: ${tag}.${key},\n`).join('')
  const origin = { path: 'overlay/components', isOwn: true }
  await stage.write(
    'components/vocabulary-own.ts',
    `${imports}import type { TagSpec } from './vocabulary-spec.ts'

export const OWN: Record<string, TagSpec> = {\n${entries('spec')}}
`,
    origin,
  )
  await stage.write(
    'components/examples-own.ts',
    `${imports}
export const OWN_EXAMPLES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {\n${entries('example')}}
`,
    origin,
  )
  await stage.write(
    'components/own.ts',
    figures.length
      ? figures
          .map(({ name, tag }) => `export { default as ${tag} } from './${name}/${tag}.astro'\n`)
          .join('')
      : 'export {}\n',
    origin,
  )
}
