import type { AstroIntegration } from 'astro'
import { shortRules } from './markdown/short-styles.ts'

const NAME = 'virtual:short-styles.css'
const ADDRESS = '/short-styles.css'

/** Gives every page the rules of the short classes. */
export const shortStyleSheet = (): AstroIntegration => ({
  name: 'short-style-sheet',
  hooks: {
    'astro:config:setup': ({ injectScript, updateConfig }) => {
      injectScript('page-ssr', `import '${NAME}'`)
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'short-style-sheet',
              resolveId: (id) => (id === NAME ? ADDRESS : undefined),
              load: (id) => (id === ADDRESS ? shortRules : undefined),
            },
          ],
        },
      })
    },
  },
})
