import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import mdx from '@astrojs/mdx'
import preact from '@astrojs/preact'
import { defineConfig, fontProviders } from 'astro/config'
import { csp } from './src/site/security.ts'
import { lessonMarkdown } from './src/site/markdown/processor.ts'
import { lessonScope } from './src/site/markdown/scope-plugin.ts'
import { shortColors } from './src/site/markdown/short-styles.ts'
import { offline } from './src/site/offline/build.ts'
import { publishing } from './src/site/publishing.ts'
import { searchIndex } from './src/site/search/build.ts'
import { shortStyleSheet } from './src/site/short-style-sheet.ts'
import { sitemap } from './src/site/sitemap.ts'
import { slimSucrase } from './src/site/slim-sucrase.ts'

const woff2 = (name, file, weight, style = 'normal') => ({
  src: [`./node_modules/@fontsource-variable/${name}/files/${file}.woff2`],
  weight,
  style,
})

// A font that is not there in time waits for the next page: text must not move once it can be read.
const display = 'optional'

export default defineConfig({
  base: process.env.BASE ?? '/',
  ...(process.env.SITE ? { site: process.env.SITE } : {}),
  trailingSlash: 'always',
  compressHTML: true,
  devToolbar: { enabled: false },
  // lessonScope comes before mdx(): it has to see a lesson's source first.
  integrations: [
    lessonScope(),
    mdx(),
    preact(),
    shortStyleSheet(),
    slimSucrase(),
    searchIndex(),
    publishing(),
    sitemap(),
    // Last: it lists everything that the others wrote.
    offline(),
  ],
  markdown: {
    processor: lessonMarkdown(),
    shikiConfig: {
      themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
      transformers: [shortColors],
    },
  },
  fonts: [
    {
      provider: fontProviders.local(),
      name: 'Source Serif 4',
      cssVariable: '--font-serif',
      display,
      fallbacks: ['Georgia', 'serif'],
      options: {
        variants: [
          woff2('source-serif-4', 'source-serif-4-latin-opsz-normal', '200 900'),
          woff2('source-serif-4', 'source-serif-4-latin-wght-italic', '200 900', 'italic'),
        ],
      },
    },
    {
      provider: fontProviders.local(),
      name: 'Inter',
      cssVariable: '--font-sans',
      display,
      fallbacks: ['system-ui', 'sans-serif'],
      options: { variants: [woff2('inter', 'inter-latin-wght-normal', '100 900')] },
    },
    {
      provider: fontProviders.local(),
      name: 'JetBrains Mono',
      cssVariable: '--font-mono',
      display,
      fallbacks: ['ui-monospace', 'monospace'],
      options: { variants: [woff2('jetbrains-mono', 'jetbrains-mono-latin-wght-normal', '100 800')] },
    },
  ],
  security: { csp },
  vite: {
    // A course of one's own is put together below its folder, where the packages are.
    ...(process.env.CHAINRULE_COURSE
      ? {
          server: {
            fs: {
              allow: ['.', process.env.CHAINRULE_COURSE, join(realpathSync('./node_modules/astro'), '..')],
            },
          },
        }
      : {}),
    resolve: {
      alias: [
        { find: /^chainrule$/, replacement: new URL('./src/engine/index.ts', import.meta.url).pathname },
        {
          find: /^chainrule\/exercises$/,
          replacement: new URL('./src/exercises/index.ts', import.meta.url).pathname,
        },
        {
          find: /^chainrule\/course$/,
          replacement: new URL('./src/course/define.ts', import.meta.url).pathname,
        },
        { find: /^chainrule\/math$/, replacement: new URL('./src/math/index.ts', import.meta.url).pathname },
      ],
    },
    build: {
      // A data: URL would break the policy below, and a shared file is cached once for all lessons.
      assetsInlineLimit: 0,
      rolldownOptions: {
        onLog: (level, log, next) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') next(level, log)
        },
      },
    },
    worker: { format: 'es' },
  },
})
