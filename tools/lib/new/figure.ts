import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { figureFiles } from './figure-skeleton.ts'
import { camel, pascal, Refusal, sentence, slug } from './names.ts'

/** Writes the skeleton of a figure and makes it part of the vocabulary. Returns the files written or changed. */
export async function newFigure(root: string, given: string | undefined): Promise<string[]> {
  const name = slug(given, 'the figure')
  const folder = `components/${name}`
  if (existsSync(join(root, folder))) throw new Refusal(`${folder} exists already`)
  const files = figureFiles(name)
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true })
    await writeFile(join(root, file), text)
  }

  const tag = pascal(name)
  await change(root, 'components/index.ts', (source) =>
    addSorted(
      source,
      /^export \{ default as (\w+) \}/,
      tag,
      `export { default as ${tag} } from './${name}/${tag}.astro'`,
    ),
  )
  await change(root, 'components/vocabulary.ts', (source) => addTag(source, tag, sentence(name)))
  await change(root, 'components/examples.ts', (source) =>
    addSorted(source, /^  (\w+): \{/, tag, `  ${tag}: { id: '${name}-example' },`),
  )
  await change(root, 'src/strings/en.ts', (source) =>
    source.replace(
      /\n\} as const\n/,
      `\n  ${camel(name)}: {\n    name: '${sentence(name)}',\n    input: 'input x',\n    describe: (x: string, y: string) => \`At x = \${x} the output is \${y}.\`,\n    output: 'output y',\n  },\n} as const\n`,
    ),
  )
  return [
    ...Object.keys(files),
    'components/index.ts',
    'components/vocabulary.ts',
    'components/examples.ts',
    'src/strings/en.ts',
  ]
}

async function change(root: string, file: string, edit: (source: string) => string): Promise<void> {
  const path = join(root, file)
  const source = await readFile(path, 'utf8')
  const next = edit(source)
  if (next === source) throw new Refusal(`${file} has not the form in which a figure can be added`)
  await writeFile(path, next)
}

/** The line put among those of its form, in the order of their names. */
function addSorted(source: string, form: RegExp, name: string, line: string): string {
  const lines = source.split('\n')
  const after = lines.findIndex((other) => (form.exec(other)?.[1] ?? '').toLowerCase() > name.toLowerCase())
  const at = after === -1 ? lines.findLastIndex((other) => form.test(other)) + 1 : after
  return at === 0 && after === -1 ? source : lines.toSpliced(at, 0, line).join('\n')
}

function addTag(source: string, tag: string, about: string): string {
  const end = source.lastIndexOf('\n}\n')
  if (end === -1) return source
  const own = `  ${tag}: {\n    props: z.strictObject({ id: figureId.optional() }),\n    about: '${about}: say what the reader does with it.',\n  },`
  return `${source.slice(0, end)}\n${own}${source.slice(end)}`
}
