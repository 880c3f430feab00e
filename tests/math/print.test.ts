import katex from 'katex'
import { describe, expect, test } from 'vitest'
import { mathSpeech } from '../../src/strings/math.en.ts'
import { changes, toSpeech, toTex, toText } from '../../src/math/index.ts'
import { chain, deltas, read, softmax } from './symbols.ts'

describe('TeX', () => {
  test.each([
    ['-(T-a2)*a2(1-a2)*w2*x', '-(T - a_{2}) a_{2} (1 - a_{2}) w_{2} x'],
    [
      'dE/da_2 ∂a_2/∂z_2',
      '\\frac{\\mathrm{d}E}{\\mathrm{d}a_{2}} \\cdot \\frac{\\partial a_{2}}{\\partial z_{2}}',
    ],
    ['1/2 (T - a_2)^2', '\\tfrac{1}{2} (T - a_{2})^{2}'],
    ['(x/T)^2', '\\left(\\frac{x}{T}\\right)^{2}'],
    ['(x + T)/2', '\\frac{x + T}{2}'],
    ['x - (T - w_1)', 'x - (T - w_{1})'],
    ['(x + T) + w_1', 'x + T + w_{1}'],
    ['2*3', '2 \\cdot 3'],
    ["σ'(z_1)", "\\sigma'(z_{1})"],
    ['tanh^2(x)', '\\tanh^{2}(x)'],
    ['(dE/dx)^2', '\\left(\\frac{\\mathrm{d}E}{\\mathrm{d}x}\\right)^{2}'],
    ['d/dx x^2', '\\frac{\\mathrm{d}}{\\mathrm{d}x} x^{2}'],
    ['e^(-x)', '\\mathrm{e}^{-x}'],
    ['-(-x)', '-(-x)'],
    ['x*(-T)', 'x (-T)'],
    ['1e21 x', '1 \\cdot 10^{21} x'],
  ])('%s', (typed, tex) => {
    expect(toTex(read(typed, chain))).toBe(tex)
  })

  test.each([
    ["sum_k δ_k w_kj σ'(z_j)", "\\sum_{k} \\delta_{k} w_{kj}\\,\\sigma'(z_{j})"],
    ['(sum_k δ_k) a_j', '\\left(\\sum_{k} \\delta_{k}\\right) a_{j}'],
    ['2 sum_k δ_k + 1', '2 \\sum_{k} \\delta_{k} + 1'],
  ])('%s with indices', (typed, tex) => {
    expect(toTex(read(typed, deltas))).toBe(tex)
  })

  test.each([
    ['X^T(P-Y)/n', '\\frac{X^{\\top} (P - Y)}{n}'],
    ['1/n X^T (P - Y)', '\\frac{1}{n} X^{\\top} (P - Y)'],
    ['(X W)^T P', '(X W)^{\\top} P'],
    ['P .* Y', 'P \\odot Y'],
    ['1^T Y', '\\mathbf{1}^{\\top} Y'],
    ['||W||^2', '\\left\\lVert W\\right\\rVert^{2}'],
  ])('%s with matrices', (typed, tex) => {
    expect(toTex(read(typed, softmax))).toBe(tex)
  })

  test('every printed form is TeX that KaTeX reads strictly', () => {
    const typed = [
      'x^2^2',
      "σ''(x)^2",
      'sqrt(x)^2',
      '|x|^2',
      'max(x, T)^2',
      '[x >= T]',
      'prod_{i=1}^{3} i',
      '(x^2)^3',
    ]
    for (const text of typed) {
      const tex = toTex(read(text, chain))
      expect(katex.renderToString(tex, { strict: 'error', throwOnError: true })).toContain('math')
    }
  })

  test('nodes can be dressed: a symbol for its hover, a blank as a box', () => {
    const node = read('x w_1', chain)
    const wrap = (tex: string, part: { kind: string }): string =>
      part.kind === 'symbol' ? `\\htmlData{s=1}{${tex}}` : tex
    expect(toTex(node, { wrap })).toBe('\\htmlData{s=1}{x} \\htmlData{s=1}{w_{1}}')
  })
})

describe('speech', () => {
  test.each([
    ['∂E/∂w_1', 'the partial derivative of capital E with respect to w sub 1'],
    ['½(T − a_2)²', '1 over 2 times open bracket capital T minus a sub 2 close bracket squared'],
    ["σ'(z_1) x", 'sigma prime of z sub 1 times x'],
    ['-x/T', 'minus x over capital T'],
  ])('%s', (typed, spoken) => {
    expect(toSpeech(read(typed, chain), mathSpeech)).toBe(spoken)
  })

  test('sums, matrices and ones', () => {
    expect(toSpeech(read('sum_k δ_k w_kj', deltas), mathSpeech)).toBe(
      'the sum over k of delta sub k times w sub k j',
    )
    expect(toSpeech(read('X^T P', softmax), mathSpeech)).toBe('capital X transposed times capital P')
    expect(toSpeech(read('1^T X', softmax), mathSpeech)).toBe('the vector of ones transposed times capital X')
  })
})

describe('what changed from the line before', () => {
  test.each([
    ['-(T - a_2) ∂a_2/∂z_2 a_1', '-(T - a_2) a_2 (1 - a_2) a_1', ['a_2', '1 - a_2']],
    ['-(T - a_2) a_2 (1 - a_2)', '-(T - a_2) ∂a_2/∂z_2', ['∂a_2/∂z_2']],
    ['x + w_1 a_1', 'x + w_1 a_2', ['a_2']],
    ['∂E/∂a_2', '-(T - a_2)', ['-(T - a_2)']],
    ['σ(x + T)', 'σ(x + w_1)', ['w_1']],
    ['x + T', 'T + x', []],
  ])('from %s to %s', (before, after, changed) => {
    expect(changes(read(before, chain), read(after, chain)).map(toText)).toEqual(changed)
  })
})
