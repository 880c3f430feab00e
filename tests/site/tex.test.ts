import { describe, expect, test } from 'vitest'
import { tex, texBlock } from '../../src/site/tex.ts'

describe('a formula with numbers', () => {
  test('refuses a doubled backslash, which would break the line and show the name of the command', () => {
    expect(() => tex`z = \\sqrt{${4}}`).toThrow(
      String.raw`tex: $z = \\sqrt{4}$ has \\sqrt. One backslash is enough`,
    )
  })

  test('takes new lines where there are lines', () => {
    expect(() => tex`\begin{pmatrix}${1}\\x\end{pmatrix}`).not.toThrow()
    expect(() => texBlock`a \\b = ${2}`).not.toThrow()
  })
})
