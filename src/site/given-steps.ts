import { texWithGaps } from '../math/gaps.ts'
import type { Derivation } from '../math/index.ts'
import { renderMarkdown } from './markdown/render.ts'
import { renderTex } from './markdown/math.ts'

/**
 * The lines of a derivation whose gaps the reader fills, as HTML by key: `step-1` with its gaps as numbered boxes, and
 * `step-1-by`, its reason.
 */
export function givenSteps(derivation: Derivation, where: string): Record<string, string> {
  const html: Record<string, string> = {}
  texWithGaps(derivation).forEach((tex, i) => {
    html[`step-${i + 1}`] = renderTex(tex, true)
    html[`step-${i + 1}-by`] = renderMarkdown(derivation.steps[i]!.by, `${where}, step ${i + 1}`)
  })
  return html
}
