import { describe, expect, test } from 'vitest'
import { tex, texBlock } from '../../src/site/tex.ts'

const at = 'lessons/a.mdx:3'

describe('a formula with numbers', () => {
  test('refuses a doubled backslash, which would break the line and show the name of the command', () => {
    expect(() => tex({ raw: [String.raw`z = \\sqrt{`, '}'], at }, 4)).toThrow(
      String.raw`lessons/a.mdx:3: $z = \\sqrt{4}$ has \\sqrt. One backslash is enough`,
    )
  })

  test('takes new lines where there are lines', () => {
    const matrix = [String.raw`\begin{pmatrix}`, String.raw`\\x\end{pmatrix}`]
    expect(() => tex({ raw: matrix, at }, 1)).not.toThrow()
    expect(() => texBlock({ raw: [String.raw`a \\b = `, ''], at }, 2)).not.toThrow()
  })
})
