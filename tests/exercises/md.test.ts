import { describe, expect, test } from 'vitest'
import { fixed, formatNumber, percent, sig, sum, tex } from '../../src/exercises/format.ts'
import { md } from '../../src/exercises/md.ts'

describe('md prints a value for its place', () => {
  test('text has a real minus, formulas TeX, code ASCII', () => {
    expect(md`x is ${-0.5}, $x = ${-0.5}$, \`${-0.5}\``.md).toBe('x is −0.5, $x = -0.5$, `-0.5`')
  })
  test('vectors and matrices', () => {
    expect(md`$${[1, -2]}$ and ${[1, -2]} and \`${[1, -2]}\``.md).toBe(
      '$(1,\\, -2)$ and (1, −2) and `[1, -2]`',
    )
    expect(
      md`$$${[
        [1, 2],
        [3, 4],
      ]}$$`.md,
    ).toBe('$$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$')
  })
  test('a negative number is parenthesized where the formula would say something else', () => {
    expect(md`$3 \cdot ${-2}$`.md).toBe('$3 \\cdot (-2)$')
    expect(md`$1 - ${-2} + ${-3}$`.md).toBe('$1 - (-2) + (-3)$')
    expect(md`$${-2}^2$`.md).toBe('$(-2)^2$')
    expect(md`$${2}^2 = ${-4}$`.md).toBe('$2^2 = -4$')
    expect(md`$${1e-7}^2$`.md).toBe('$(10^{-7})^2$')
  })
  test('float noise is not shown, long decimals are', () => {
    expect(md`${0.1 + 0.2} ${1 / 3}`.md).toBe('0.3 0.333333333333')
  })
  test('very small and large numbers', () => {
    expect(md`${1.5e-9}, $${1.5e-9}$, ${1e21}, ${-1e21}`.md).toBe(
      '1.5 × 10⁻⁹, $1.5 \\times 10^{-9}$, 10²¹, −10²¹',
    )
  })
  test('TeX needs no doubled backslashes, and \\` gives code', () => {
    expect(
      md`
$\nabla \frac{1}{2}$ \`a\${b}\`
    `.md,
    ).toBe('$\\nabla \\frac{1}{2}$ `a${b}`')
  })
  test('nests', () => expect(md`a ${md`$b = ${2}$`} c ${'d'}`.md).toBe('a $b = 2$ c d'))
  test('dollars in code and escaped dollars open no formula', () => {
    expect(md`\`$\` ${-1} \$ ${-1}`.md).toBe('`$` −1 \\$ −1')
    expect(md`\`\`\`\nconst a = ${-1} // \`b\`\n\`\`\` ${-1}`.md).toBe('```\\nconst a = -1 // `b`\\n``` −1')
  })
  test('removes the indentation of the source', () => {
    // prettier-ignore
    const text = md`
      First.

        Second.
    `
    expect(text.md).toBe('First.\n\n  Second.')
  })
  test('refuses what would print as a bug', () => {
    expect(() => md`${NaN}`).toThrow(/NaN/)
    expect(() => md`${undefined as unknown as number}`).toThrow(/undefined/)
    expect(
      () => md`
$x
      `,
    ).toThrow(/unclosed/)
  })
})

describe('formats', () => {
  test.each([
    [fixed(1.005, 2), '1.01'],
    [fixed(-0.001, 2), '0.00'],
    [fixed(2, 3), '2.000'],
    [fixed(-1.25, 1), '-1.3'],
    [sig(0.5, 3), '0.500'],
    [sig(9.995, 3), '10.0'],
    [sig(1234, 2), '1.2e3'],
    [sig(123, 3), '123'],
    [sig(-0.00001234, 2), '-0.000012'],
    [sig(0, 3), '0'],
    [percent(0.925, 1), '92.5%'],
    [formatNumber(-0), '0'],
  ])('%j', ({ code }, expected) => expect(code).toBe(expected))

  test('sum writes signs as a person does', () => {
    expect(md`$${sum([0.5, -1.2, 3])}$ and ${sum([-1, -2])}`.md).toBe('$0.5 - 1.2 + 3$ and −1 − 2')
  })
  test('tex has columns and fixed digits', () => {
    expect(tex.column([1, 2]).tex).toBe('\\begin{bmatrix} 1 \\\\ 2 \\end{bmatrix}')
    expect(tex.matrix([[1, 0.25]], 1).tex).toBe('\\begin{bmatrix} 1.0 & 0.3 \\end{bmatrix}')
    expect(tex.vector([1, -2], 2).tex).toBe('(1.00,\\, -2.00)')
  })
})
