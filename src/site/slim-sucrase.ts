import type { AstroIntegration } from 'astro'

/**
 * The parts of sucrase that stripping types never reaches: JSX, CommonJS, Flow, Jest, source maps, and the check of
 * options that are ours. They are a third of what a reader would fetch of it with the first touch of a cell.
 */
export const UNUSED =
  /\/sucrase\/dist\/esm\/(?:CJSImportProcessor|computeSourceMap|Options|util\/formatTokens|transformers\/(?:CJSImport|Flow|JestHoist|JSX|ReactDisplayName|ReactHotLoader)Transformer)\.js$/

/** All that anything imports from them, doing nothing. */
const STUB = `
export default class Unused {}
export const startsWithLowerCase = () => false
export const validateOptions = () => {}
`

/** Leaves out of the page's sucrase what cells never use; the build itself and the unit tests run on the whole. */
export const slimSucrase = (): AstroIntegration => ({
  name: 'slim-sucrase',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'slim-sucrase',
              apply: 'build',
              applyToEnvironment: ({ name }) => name === 'client',
              load: { filter: { id: UNUSED }, handler: () => STUB },
            },
          ],
        },
      })
    },
  },
})
