import fc from 'fast-check'
import type { Node } from '../../src/math/index.ts'
import { MAX_LENGTH, parse, toSpeech, toTex, toText } from '../../src/math/index.ts'
import { mathMessages, mathSpeech } from '../../src/strings/math.en.ts'
import { deltas, softmax, chain } from './symbols.ts'

export const pieces =
  "x w_1 a2 a_2 a₂ E T σ( sigma( tanh tanh² exp ln ( ) [ ] { } | || + - − * · / ^ ^2 ² ⁻¹ ^T ᵀ ' ′ _ _k _{ _{kj} , ; . 0,5 1,234 1e-3 1e999 2 3.5 = == sum_k Σ_{k=1}^{m} prod_j sum ∂E/∂w_1 dE/dw_1 d/dx ∂ d \\frac{ \\frac{\\partial \\sigma \\left( \\right) \\hat{ δ_k w_kj X P W Y .* ⊙ @ .T 1_n I_n 1^T diag( ones( max( softmax( softmax_k( dot( ½ √ < > <= ∇_W ŷ 𝟏 $ # é \n \t \ue000 😀 log_2 e pi π".split(
    ' ',
  )

/** Anything: pieces of mathematics in any order, and any characters at all. */
export const anyText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join('')),
  },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(' ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

/** Everything a page does with a typed text; returns the milliseconds it took. Throws what it throws. */
export const useText = (text: string): number => {
  const before = performance.now()
  for (const declarations of [chain, deltas, softmax]) {
    const result = parse(text, declarations)
    if (result.ok) {
      toTex(result.expr, { declarations })
      toSpeech(result.expr, mathSpeech, declarations)
      const printed = toText(result.expr)
      if (printed.length > MAX_LENGTH) continue
      const again = parse(printed, declarations)
      if (!again.ok) throw new Error(`"${text}" prints as "${printed}": ${again.message.id}`)
      if (!sameShape(result.expr, again.expr))
        throw new Error(`"${text}" prints as "${printed}", reads as "${toText(again.expr)}"`)
    } else {
      if (!(result.message.id in mathMessages)) throw new Error(`no sentence for ${result.message.id}`)
      const [start, end] = result.position
      if (!(0 <= start && start <= end && end <= text.length)) throw new Error(`"${text}" at ${start}…${end}`)
    }
  }
  return performance.now() - before
}

/** The milliseconds that a text takes, without those of other programs on the machine: the least of a few tries. */
export const timeOf = (text: string): number => {
  let least = useText(text)
  for (let again = 0; least > 20 && again < 5; again++) least = Math.min(least, useText(text))
  return least
}

const bare = (node: Node): unknown => {
  const { at: _, args, ...rest } = node
  return { ...rest, args: args.map(bare) }
}
const sameShape = (a: Node, b: Node): boolean => JSON.stringify(bare(a)) === JSON.stringify(bare(b))
