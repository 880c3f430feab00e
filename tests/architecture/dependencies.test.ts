import { describe, expect, test } from 'vitest'
import { filesOf, importsOf } from './imports.ts'
import { brokenRules, LAYERS } from './layers.ts'

const sources = filesOf(
  /^(?:(?:src|components|data|lessons|tools)\/.*\.(?:ts|tsx|astro|mdx|mjs)|astro\.config\.mjs)$/,
)

test('every import of the repository goes where its layer may go', () => {
  expect(sources.size).toBeGreaterThan(100)
  expect(brokenRules(sources)).toEqual([])
})

test.each(LAYERS.map(({ name }) => name))('the table has a row for files that exist: %s', (name) => {
  const { owns } = LAYERS.find((layer) => layer.name === name)!
  const all = filesOf(/^(?:src|components|data|lessons|tools)\/|^package\.json$/)
  expect([...all.keys()].some((path) => owns.test(path))).toBe(true)
})

/** What `path` breaks with this source, as sentences. */
const broken = (path: string, source: string) => brokenRules(new Map([[path, source]]))

describe('a broken rule is found and named', () => {
  test.each([
    ['src/engine/x.ts', "import katex from 'katex'", 'layer "engine" imports the package katex'],
    [
      'src/engine/x.ts',
      "import { ui } from '../strings/index.ts'",
      'src/strings/index.ts of layer "strings"',
    ],
    ['src/engine/x.ts', "import { readFileSync } from 'node:fs'", 'node:fs'],
    [
      'src/engine/x.ts',
      "import type { Work } from '../exercises/attempts.ts'",
      'src/exercises/attempts.ts of layer "exercises"',
    ],
    ['src/math/x.ts', "export { check } from '../exercises/check.ts'", 'of layer "exercises"'],
    ['src/exercises/x.ts', "const { ui } = await import('../strings/index.ts')", 'of layer "strings"'],
    ['src/worker/x.ts', "import { ui } from '../strings/index.ts'", 'of layer "strings"'],
    ['src/course/x.ts', "import '../site/links.ts'", 'src/site/links.ts of layer "site"'],
    [
      'components/a/Panel.tsx',
      "import { Session } from '../../src/worker/session.ts'",
      'src/worker/session.ts of layer "worker"',
    ],
    [
      'components/a/Panel.tsx',
      "new Worker(new URL('../../src/worker/training.worker.ts', import.meta.url))",
      'training.worker.ts',
    ],
    [
      'components/a/Panel.tsx',
      "import { loadDataset } from '../../data/node.ts'",
      'data/node.ts of layer "data"',
    ],
    [
      'components/a/Panel.tsx',
      "import table from '../../data/files/iris.json'",
      'data/files/iris.json of layer "data"',
    ],
    [
      'components/a/A.astro',
      "---\nimport { href } from '../../src/site/links.ts'\n---\n",
      'A.astro:2: layer "components at build"',
    ],
    [
      'components/a/A.astro',
      "---\n---\n<p>x</p>\n<script>\nimport '../../src/site/theme.ts'\n</script>",
      'A.astro:5:',
    ],
    [
      'lessons/01-a/01-b/exercises.ts',
      "import { Panel } from '../../../components/a/Panel.tsx'",
      'Panel.tsx of layer "components"',
    ],
    [
      'lessons/01-a/01-b/exercises.ts',
      "import { linear } from '../../../src/engine/nn/linear.ts'",
      'src/engine/nn/linear.ts of layer "engine"',
    ],
    ['lessons/01-a/01-b/exercises.ts', "import { z } from 'zod'", 'the package zod; its packages: none'],
    [
      'lessons/01-a/01-b/index.mdx',
      "# A\n\nimport { ui } from '../../../src/strings/index.ts'\n",
      'index.mdx:3:',
    ],
    ['src/site/x.ts', "import data from '../../data/manifest.json'", 'data/manifest.json of layer "data"'],
    ['src/elsewhere/x.ts', '', 'belongs to no layer'],
  ])('%s: %s', (path, source, message) => {
    const found = broken(path, source)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(path)
    expect(found[0]).toContain(message)
  })

  test('and what is allowed is left alone', () => {
    expect(broken('src/worker/x.ts', "import { tensor } from '../engine/index.ts'")).toEqual([])
    expect(broken('components/a/at-build.ts', "import { loadDataset } from '../../data/node.ts'")).toEqual([])
    expect(broken('components/a/Panel.tsx', "import('../../src/worker/client.ts')")).toEqual([])
    expect(broken('lessons/01-a/01-b/exercises.ts', "import { linear } from 'chainrule'")).toEqual([])
    // A code block of a lesson shows imports; it makes none.
    expect(broken('lessons/01-a/01-b/index.mdx', "```ts\nimport fs from 'node:fs'\n```\n")).toEqual([])
  })
})

test('imports are found in every form', () => {
  const source = `
    import a from './a.ts'
    import type { B } from './b.ts'
    export * from './c.ts'
    const d = await import('./d.ts')
    type E = import('./e.ts').E
    new URL('./f.ts', import.meta.url)
    import.meta.glob<string>('/lessons/*/unit.json')
    import './g.ts'
    // import './comment.ts'
    const text = "import './string.ts'"
  `
  const found = importsOf('src/x/y.ts', source).map(({ target }) => target)
  expect(found.sort()).toEqual(
    [
      'src/x/a.ts',
      'src/x/b.ts',
      'src/x/c.ts',
      'src/x/d.ts',
      'src/x/e.ts',
      'src/x/f.ts',
      'src/x/g.ts',
      'lessons/*/unit.json',
    ].sort(),
  )
})
