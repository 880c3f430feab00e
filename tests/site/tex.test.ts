import { describe, expect, test } from 'vitest'
import { tex, texBlock } from '../../src/site/tex.ts'

const at = 'lessons/a.mdx:3'

describe('a formula with numbers', () => {
  test('refuses a doubled backslash, which would break the line and show the name of the command', () => {
    expect(() => tex({ raw: [String.raw`z = \\sqrt{`, '}'], at }, 4)).toThrow(
      String.raw`lessons/a.mdx:3: KaTeX does not accept $z = \\sqrt{4}$ — \\sqrt is a new line and letters, not a command. One backslash is enough`,
    )
  })

  test('refuses it in a display and in an environment, too, where letters after a new line would be a name', () => {
    expect(() => texBlock({ raw: [String.raw`\\frac12 = `, ''], at }, 0.5)).toThrow(/frac is a new line/)
    const lines = [String.raw`\begin{aligned} a \\sigma(`, String.raw`) \end{aligned}`]
    expect(() => tex({ raw: lines, at }, 1)).toThrow(/sigma is a new line/)
    const right = [String.raw`\begin{aligned} a \\\sigma(`, String.raw`) \end{aligned}`]
    expect(() => tex({ raw: right, at }, 1)).not.toThrow()
  })

  test('refuses a number as programs write it, which would be a product with e', () => {
    expect(() => tex({ raw: ['d = ', ''], at }, 1e-7)).toThrow('1e-7 is read as a product with e')
    expect(() => tex({ raw: ['2e^{-', '}'], at }, 5)).not.toThrow()
    expect(() => tex({ raw: [String.raw`\text{`, '}'], at }, 1e-7)).not.toThrow()
  })

  test('takes new lines where there are lines', () => {
    const matrix = [String.raw`\begin{pmatrix}`, String.raw`\\x\end{pmatrix}`]
    expect(() => tex({ raw: matrix, at }, 1)).not.toThrow()
    expect(() => texBlock({ raw: [String.raw`a \\b = `, ''], at }, 2)).not.toThrow()
  })
})
