import { readDerivation, toTex, type Derivation } from '../math/index.ts'
import { renderMarkdown } from './markdown/render.ts'
import { renderTex } from './markdown/math.ts'

/**
 * The lines of a derivation whose gaps the reader fills, as HTML by key: `step-1` with its gaps as numbered boxes, and
 * `step-1-by`, its reason.
 */
export function givenSteps(derivation: Derivation, where: string): Record<string, string> {
  const { steps, declarations } = readDerivation(derivation)
  const html: Record<string, string> = {}
  let gap = 0
  steps.forEach(({ sides, blanks, continues }, i) => {
    const first = gap
    gap += blanks.length
    const parts = sides.map((side) =>
      toTex(side, {
        declarations,
        wrap: (tex, node) => {
          const at = blanks.indexOf(node)
          return at < 0 ? tex : `\\boxed{\\;\\text{${first + at + 1}}\\;}`
        },
      }),
    )
    html[`step-${i + 1}`] = renderTex(`${continues ? '= ' : ''}${parts.join(' = ')}`, true)
    html[`step-${i + 1}-by`] = renderMarkdown(derivation.steps[i]!.by, `${where}, step ${i + 1}`)
  })
  return html
}
