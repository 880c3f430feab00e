import type { Derivation } from './index.ts'
import { readDerivation, toTex } from './index.ts'

/** The lines of a derivation as TeX, with the gaps that a reader fills as numbered boxes. */
export function texWithGaps(derivation: Derivation): string[] {
  const { steps, declarations } = readDerivation(derivation)
  let gap = 0
  return steps.map(({ sides, blanks, continues }) => {
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
    return `${continues ? '= ' : ''}${parts.join(' = ')}`
  })
}
