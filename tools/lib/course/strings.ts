import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import { lineOfKey } from '../check/lines.ts'
import type { Report } from '../finding.ts'
import type { Stage } from './stage.ts'

type Tree = { readonly [key: string]: unknown }

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A group of texts and the file that exports it. */
interface Group {
  file: string
  name: string
  texts: Tree
}

const EXPORT = /^export const (\w+)(?=(?::[^=]*)? = \{$)/gm

/** The name under which a changed group still exports what is published: a course is put together again at every save. */
const publishedName = (name: string): string => `${name}AsPublished`

/** Every exported group of texts as it is published, by its name; `en` is what pages call `ui`. */
async function groupsIn(upstream: string, root: string): Promise<Map<string, Group>> {
  const groups = new Map<string, Group>()
  for (const file of (await readdir(join(upstream, 'src/strings'))).filter(
    (name) => name.endsWith('.en.ts') || name === 'en.ts',
  )) {
    const path = `src/strings/${file}`
    const source = await readFile(join(upstream, path), 'utf8')
    const module = (await import(pathToFileURL(join(root, path)).href)) as Record<string, unknown>
    for (const [, name = ''] of source.matchAll(EXPORT)) {
      const texts = module[publishedName(name)] ?? module[name]
      if (isTree(texts)) groups.set(name, { file: path, name, texts })
    }
  }
  return groups
}

/**
 * Puts the title of the course and the texts of `overlay/strings/en.json` in place of the interface's own. Its keys are those of src/strings/en.ts,
 * or the name of another group of texts, as `playgroundText`. A text with gaps has `{0}`, `{1}` where they come.
 */
export async function stageStrings(
  stage: Stage,
  upstream: string,
  title: string,
  source: string,
  report: Report,
): Promise<void> {
  const file = 'overlay/strings/en.json'
  let given: unknown
  try {
    given = JSON.parse(source)
  } catch (error) {
    report({ file, line: 1, rule: 'strings', found: (error as Error).message, fix: 'mend the JSON' })
    return
  }
  if (!isTree(given)) {
    report({
      file,
      line: 1,
      rule: 'strings',
      found: 'is no object',
      fix: 'write { "site": { "tagline": "…" } }',
    })
    return
  }
  const groups = await groupsIn(upstream, stage.root)
  const en = groups.get('en')!.texts
  const known = {
    ...en,
    ...Object.fromEntries(
      [...groups].filter(([name]) => name !== 'en').map(([name, { texts }]) => [name, texts]),
    ),
  }
  const add = (path: readonly string[], found: string, fix: string) =>
    report({
      file,
      line: lineOfKey(source, [...path]),
      rule: 'strings',
      found: `${path.join('.')} ${found}`,
      fix,
    })
  compare(given, known, [], add)

  const site = given['site']
  const wanted = new Map<string, Tree>([['en', { site: { name: title, ...(isTree(site) ? site : {}) } }]])
  for (const [key, texts] of Object.entries(given)) {
    if (key === 'site') continue
    if (key in en) wanted.set('en', { ...wanted.get('en'), [key]: texts })
    else if (isTree(texts)) wanted.set(key, texts)
  }
  await shadow(stage, upstream, groups, wanted)
}

/** Each changed text is a text that there is, with the gaps that it has. */
function compare(
  given: Tree,
  known: Tree,
  path: readonly string[],
  add: (path: readonly string[], found: string, fix: string) => void,
): void {
  for (const [key, text] of Object.entries(given)) {
    const here = [...path, key]
    const original = known[key]
    if (original === undefined)
      add(here, 'is no text of the interface', knownAre(key, Object.keys(known)).trim())
    else if (isTree(original) && isTree(text)) compare(text, original, here, add)
    else if (isTree(original) !== isTree(text) || typeof text !== 'string')
      add(
        here,
        isTree(original) ? 'is a group of texts' : 'is a text',
        isTree(original) ? 'write an object' : 'write a string',
      )
    else {
      const gaps = typeof original === 'function' ? original.length : 0
      const used = [...text.matchAll(/\{(\d+)\}/g)].map(([, n]) => Number(n))
      const wrong = used.find((n) => n >= gaps)
      if (wrong !== undefined)
        add(
          here,
          `has a gap {${wrong}}`,
          gaps === 0 ? 'the text has no gaps' : `its gaps are {0} to {${gaps - 1}}`,
        )
    }
  }
}

/** The files of texts again, each group that is changed followed by its changes. */
async function shadow(
  stage: Stage,
  upstream: string,
  groups: ReadonlyMap<string, Group>,
  wanted: ReadonlyMap<string, Tree>,
): Promise<void> {
  const files = new Map<string, string[]>()
  for (const name of wanted.keys()) {
    const group = groups.get(name)
    if (group) files.set(group.file, [...(files.get(group.file) ?? []), name])
  }
  for (const [file, names] of files) {
    let source = await readFile(join(upstream, file), 'utf8')
    for (const name of names) {
      source = source.replace(
        new RegExp(`^export const ${name}\\b`, 'm'),
        `export const ${publishedName(name)}`,
      )
      source = source.replaceAll(new RegExp(`typeof ${name}\\b`, 'g'), `typeof ${publishedName(name)}`)
      source += `\nexport const ${name} = withOwnTexts(${publishedName(name)}, ${JSON.stringify(wanted.get(name))})\n`
    }
    await stage.write(file, `import { withOwnTexts } from './own-texts.ts'\n${source}`, {
      path: 'overlay/strings/en.json',
      isOwn: true,
    })
  }
}
