import katex from 'katex'
import { afterAll, expect, test } from 'vitest'
import { renderTex } from '../../src/site/markdown/math.ts'
import { close, disconnect, LESSON, open } from './helpers/page.ts'

afterAll(disconnect)

const FORMULAS = [
  String.raw`z = w_1 x_1 + w_2 x_2 + b`,
  String.raw`\frac{\partial C}{\partial w^{(l)}_{jk}} = a^{(l-1)}_k \delta^{(l)}_j`,
  String.raw`\sigma(z) = \frac{1}{1 + e^{-z}}, \qquad \sqrt{v + \varepsilon} \le \Big( \sum_{i=1}^{n} x_i^2 \Big)^{1/2}`,
  String.raw`\begin{cases} 0.01\,x & x < 0 \\ x & \text{otherwise} \end{cases}`,
  String.raw`\begin{pmatrix} 0.15 & 0.20 \\ 0.25 & 0.30 \end{pmatrix}^{\top} \mathbf{x} \odot \hat{y}`,
  String.raw`\underset{0.5}{a} \cdot \overline{b} \to \mathbb{E}\left[ \frac{x - \mu}{\sigma} \right]`,
]

/** The boxes of all parts of what is seen of a formula, measured from its own corner, and the color of each. */
const MEASURE = `async (html) => {
  const place = document.createElement('div')
  place.style.cssText = 'position:absolute;left:0;top:0;width:600px'
  place.innerHTML = html
  document.body.append(place)
  // The first look asks for the fonts of large signs.
  place.getBoundingClientRect()
  await document.fonts.ready
  const { left, top } = place.getBoundingClientRect()
  const parts = [...place.querySelectorAll('.katex-html, .katex-html *')].map((part) => {
    const box = part.getBoundingClientRect()
    const style = getComputedStyle(part)
    return [box.left - left, box.top - top, box.width, box.height, style.fontSize, style.fontFamily, style.borderBottomWidth].join(' ')
  })
  place.remove()
  return parts
}`

test.each(FORMULAS)('%s is drawn with short classes exactly as KaTeX draws it', async (tex) => {
  const opened = await open(LESSON)
  const measure = (html: string): Promise<string[]> =>
    opened.page.evaluate(`(${MEASURE})(${JSON.stringify(html)})`)
  const [whole, short] = [katex.renderToString(tex, { displayMode: true }), renderTex(tex, true)]
  const parts = await measure(whole)
  expect(parts.length).toBeGreaterThan(20)
  expect(await measure(short)).toEqual(parts)
  expect(short.length).toBeLessThan(0.9 * whole.length)
  expect(opened.problems).toEqual([])
  await close(opened)
})

test.each([
  ['light', 'rgb(160, 17, 31)'],
  ['dark', 'rgb(255, 148, 146)'],
] as const)('keywords of code have the color of the %s theme', async (colorScheme, color) => {
  const opened = await open(LESSON, { colorScheme })
  const keyword = opened.page.locator('.astro-code span', { hasText: /^(?:const|import)$/ }).first()
  expect(await keyword.evaluate((word) => getComputedStyle(word).color)).toBe(color)
  await close(opened)
})
