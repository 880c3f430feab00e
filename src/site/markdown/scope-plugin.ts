import { parseExpressionAt, type TaggedTemplateExpression } from 'acorn'
import type { AstroIntegration } from 'astro'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkNames } from './names.ts'

const SCOPE = fileURLToPath(new URL('../lesson-scope.ts', import.meta.url))

/**
 * Lets a lesson name the engine's functions without importing them. The import is appended, where it moves no line of
 * the author's file, and holds only the names that the lesson mentions.
 */
export const lessonScope = (): AstroIntegration => ({
  name: 'lesson-scope',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      updateConfig({
        vite: {
          plugins: [
            {
              name: 'lesson-scope',
              enforce: 'pre',
              transform: {
                filter: { id: /\/lessons\/.*\.mdx$/ },
                handler: async (code: string, id: string) => {
                  const names = await scopeNames()
                  const file = relative(process.cwd(), id)
                  const source = withoutDollars(code, file)
                  checkNames(source, file, names)
                  return { code: withScope(source, names), map: null }
                },
              },
            },
          ],
        },
      })
    },
  },
})

/** The names of the scope, read from the engine itself so that the two cannot drift apart. */
export async function scopeNames(): Promise<readonly string[]> {
  const [engine, format] = await Promise.all([import('../../engine/index.ts'), import('../format.ts')])
  return [...Object.keys(engine), ...Object.keys(format), 'tex', 'texBlock']
}

export function withScope(source: string, names: readonly string[]): string {
  const mentioned = new Set(source.match(/[A-Za-z_$][\w$]*/g))
  const declared = new Set(
    [...source.matchAll(/^export (?:const|function|let) (\w+)/gm)].map((match) => match[1]),
  )
  const used = names.filter((name) => mentioned.has(name) && !declared.has(name))
  return used.length ? `${source}\n\nimport { ${used.join(', ')} } from ${JSON.stringify(SCOPE)}\n` : source
}

/**
 * Rewrites {tex`a ${b}`} as the call it stands for, tex({ raw: ["a ", ""], at: "…" }, b). The Markdown parser looks for $…$
 * before it looks for expressions, and would take the dollars of two templates in one paragraph for a formula. The call
 * carries its place too, so that a formula that KaTeX does not accept can be found.
 */
export function withoutDollars(source: string, file: string): string {
  let result = ''
  let from = 0
  for (const { index } of source.matchAll(/\{(?:tex|texBlock)`/g)) {
    if (index < from) continue
    const template = parseExpressionAt(source, index + 1, {
      ecmaVersion: 'latest',
    }) as TaggedTemplateExpression
    const { quasis, expressions } = template.quasi
    const raw = JSON.stringify(quasis.map((part) => part.value.raw)).replaceAll('$', '\\u0024')
    const values = expressions.map((value) => `, ${source.slice(value.start, value.end)}`).join('')
    const at = JSON.stringify(`${file}:${source.slice(0, index).split('\n').length}`)
    const newlines = '\n'.repeat(source.slice(index, template.end).split('\n').length - 1)
    result += `${source.slice(from, template.tag.end)}({ raw: ${raw}, at: ${at} }${values}${newlines})`
    from = template.end
  }
  return result + source.slice(from)
}
