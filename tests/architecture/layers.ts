import type { Files } from './imports.ts'
import { importsOf } from './imports.ts'

export interface Layer {
  name: string
  /** The paths that belong to it. */
  owns: RegExp
  /** Layers that it may import, besides itself: whole, or only the files that a pattern names. */
  may: Readonly<Record<string, true | RegExp>>
  /** npm packages that it may import. */
  npm: readonly string[] | 'any'
  /** Whether it may import Node's own modules. */
  node?: boolean
}

const CODEMIRROR = [
  'autocomplete',
  'commands',
  'lang-javascript',
  'language',
  'lint',
  'search',
  'state',
  'view',
].map((name) => `@codemirror/${name}`)

/**
 * Who may import whom. Imports of types count too: a layer that cannot be read without another one depends on it.
 *
 * Where this differs from the first design, the reason:
 * - `worker` needs no comlink: its protocol is seven commands, and buffers go back and forth by transfer, which comlink
 *   would hide.
 * - `exercises` names messages by id; `strings` writes their sentences. The types of the ids are in `exercises`, so it is
 *   `strings` that imports them, and not the other way around.
 * - `notebook` keeps its cells' texts in `strings`; it reads nothing of `exercises`.
 * - `course` has its front matter's schema in Zod as Astro ships it (`astro/zod`).
 * - `markup` turns an author's text into HTML at build and depends on nothing but the search for the nearest word; it lives
 *   in the site's Markdown folder. Components at build draw formulas with it, and `npm run check` finds with it what the
 *   build would find.
 * - A figure's .astro file brings its style sheet, so that a lesson without the figure does not load it.
 * - Some components have two halves: what runs at build (an .astro file or at-build.ts) may read data from Node and run
 *   a training session where it stands; what runs in the page has only the worker's client.
 * - Translations of lessons are no collection of Astro's: it would warn of a course that has none. The site takes their files.
 * - A lesson's prose may compute with a figure's at-build.ts and model.ts, so that what it prints is what the figure shows.
 */
export const LAYERS: readonly Layer[] = [
  { name: 'engine', owns: /^src\/engine\//, may: {}, npm: [] },
  { name: 'math', owns: /^src\/math\//, may: { engine: true }, npm: [] },
  { name: 'exercises', owns: /^src\/exercises\//, may: { engine: true, math: true }, npm: [] },
  { name: 'worker', owns: /^src\/worker\//, may: { engine: true }, npm: [] },
  // A lesson inside a learning management system: a script of its own, in packages only.
  {
    name: 'lms',
    owns: /^src\/lms\//,
    may: {
      exercises: true,
      course: /^src\/course\/progress\/host\.ts$/,
      strings: /^src\/strings\/lms\.en\.ts$/,
    },
    npm: ['fflate'],
  },
  // What runs cells outside a page: for the tests and the tools.
  {
    name: 'notebook in Node',
    owns: /^src\/notebook\/node\//,
    may: { engine: true, notebook: true },
    npm: ['esbuild', 'typescript'],
    node: true,
  },
  {
    name: 'notebook',
    owns: /^src\/notebook\//,
    may: { engine: true, strings: true },
    npm: [...CODEMIRROR, '@lezer/highlight', '@observablehq/plot', 'sucrase', 'acorn', 'idb'],
  },
  {
    name: 'strings',
    owns: /^src\/strings\//,
    may: { exercises: true, math: true, notebook: true },
    npm: [],
  },
  {
    name: 'course',
    owns: /^src\/course\//,
    may: { exercises: true, strings: true },
    npm: ['idb', 'ts-fsrs', 'astro'],
  },
  {
    name: 'markup',
    owns: /^src\/site\/markdown\/(?:(?:math|render|suggest|where|short-styles)\.ts|short-styles\.json)$/,
    may: { strings: /^src\/strings\/nearest\.ts$/ },
    npm: ['katex', 'satteri'],
    node: true,
  },
  {
    name: 'components at build',
    owns: /^components\/(?:.*\.astro|.*\/at-build\.ts|index\.ts|vocabulary(?:-[a-z]+)?\.ts)$/,
    may: {
      components: true,
      engine: true,
      math: true,
      exercises: true,
      notebook: true,
      worker: /^src\/worker\/(?:client|session|playground-client|playground\/(?:session|spec))\.ts$/,
      course: true,
      strings: true,
      markup: true,
      data: /^data\/node\.ts$/,
    },
    npm: ['astro', 'katex'],
  },
  {
    name: 'components',
    owns: /^components\//,
    may: {
      engine: true,
      math: true,
      exercises: true,
      notebook: true,
      worker: /^src\/worker\/(?:client|playground-client|playground\/(?:net|spec))\.ts$/,
      course: true,
      strings: true,
      data: /^data\/browser\.ts$/,
    },
    npm: ['preact', '@preact/signals', '@observablehq/plot', 'katex'],
  },
  {
    name: 'lesson exercises',
    owns: /^lessons\/.*\/(?:exercises|derivations)\.ts$/,
    may: { engine: /index\.ts$/, exercises: /index\.ts$/, math: /index\.ts$/, components: /\/model\.ts$/ },
    npm: [],
  },
  {
    name: 'lesson prose',
    owns: /^lessons\/.*\.mdx$/,
    may: {
      engine: /index\.ts$/,
      math: /index\.ts$/,
      components: /\/model\.ts$/,
      'components at build': /\/at-build\.ts$/,
      'lesson exercises': true,
    },
    npm: [],
  },
  { name: 'data', owns: /^data\//, may: {}, npm: [], node: true },
  {
    name: 'site',
    owns: /^(?:src\/(?:site|pages)\/|src\/content\.config\.ts$|astro\.config\.mjs$)/,
    may: {
      engine: true,
      math: true,
      exercises: true,
      notebook: true,
      'notebook in Node': true,
      worker: true,
      course: true,
      strings: true,
      components: true,
      'components at build': true,
      'lesson exercises': true,
      'lesson units': true,
      'lesson prose': /\/index\.\*\.mdx$/,
      markup: true,
      data: /^data\/(?:node|browser)\.ts$/,
      project: true,
    },
    npm: [
      'astro',
      '@astrojs/mdx',
      '@astrojs/preact',
      '@astrojs/markdown-satteri',
      'satteri',
      'katex',
      'acorn',
      'pagefind',
      'preact',
      'fontkitten',
      'esbuild',
      'workbox-build',
    ],
    node: true,
  },
  { name: 'lesson units', owns: /^lessons\/[^/]+\/unit\.json$|^lessons\/[^/]+\.json$/, may: {}, npm: [] },
  {
    name: 'project',
    owns: /^(?:package\.json|CHANGELOG\.md|course\.config\.ts)$/,
    may: { course: /define\.ts$/ },
    npm: [],
  },
  {
    name: 'tools',
    owns: /^tools\//,
    may: {
      engine: true,
      math: true,
      exercises: true,
      notebook: true,
      'notebook in Node': true,
      course: true,
      lms: true,
      strings: true,
      'lesson exercises': true,
      'lesson units': true,
      markup: true,
      site: /^src\/site\/markdown\//,
      components: /^components\/vocabulary(?:-spec)?\.ts$/,
      project: true,
    },
    npm: 'any',
    node: true,
  },
]

/** The first row that owns a path, so that the narrower rows stand before the wider ones. */
const layerOf = (path: string): Layer | undefined => LAYERS.find(({ owns }) => owns.test(path))

/** Every broken rule, as a sentence that names file, line, layer and target. */
export function brokenRules(files: Files): string[] {
  return [...files].flatMap(([path, source]) => {
    const layer = layerOf(path)
    if (!layer) return [`${path}: belongs to no layer; give it one in tests/architecture/layers.ts`]
    return importsOf(path, source).flatMap(({ target, line }) => {
      const problem = problemOf(layer, target)
      return problem ? [`${path}:${line}: layer "${layer.name}" imports ${problem}`] : []
    })
  })
}

/** Where style sheets may be imported. */
const STYLED = ['site', 'components at build']

function problemOf(layer: Layer, target: string): string | undefined {
  if (target.startsWith('node:')) return layer.node ? undefined : `${target}; it runs where Node is not`
  if (target.startsWith('npm:')) {
    const name = target.slice('npm:'.length)
    if (layer.npm === 'any') return undefined
    const known = layer.npm.length ? layer.npm.join(', ') : 'none'
    return layer.npm.includes(name) ? undefined : `the package ${name}; its packages: ${known}`
  }
  if (target.endsWith('.css')) {
    return STYLED.includes(layer.name)
      ? undefined
      : `${target}; styles are brought by pages and by .astro files`
  }
  const other = layerOf(target)
  if (!other) return `${target}, which belongs to no layer`
  if (other === layer) return undefined
  const rule = layer.may[other.name]
  if (rule === true || (rule && rule.test(target))) return undefined
  const allowed = Object.entries(layer.may).map(([name, which]) =>
    which === true ? name : `${name} (${which.source})`,
  )
  return `${target} of layer "${other.name}"; it may import: ${allowed.join(', ') || 'nothing'}`
}
