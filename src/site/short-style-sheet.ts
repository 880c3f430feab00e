import type { AstroIntegration } from 'astro'
import { shortRules } from './markdown/short-styles.ts'

const ADDRESS = '/short-styles.css'

/** Lets the layout import the rules: `import 'virtual:short-styles.css'`. */
export const shortStyleSheet = (): AstroIntegration => ({
  name: 'short-style-sheet',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'short-style-sheet',
              resolveId: (id) => (id === 'virtual:short-styles.css' ? ADDRESS : undefined),
              load: (id) => (id === ADDRESS ? shortRules : undefined),
            },
          ],
        },
      })
    },
  },
})
