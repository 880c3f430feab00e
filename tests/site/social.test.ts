import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { MACROS } from '../../src/site/markdown/math.ts'
import { cardPng, COLORS, HEIGHT, WIDTH } from '../../src/site/social/card.ts'
import { displayedIn } from '../../src/site/social/displayed.ts'
import { layOut } from '../../src/site/social/formula.ts'
import { circle, Raster, rectangle, type Outline } from '../../src/site/social/raster.ts'
import { allLessons } from '../lessons/course.ts'

/** How much of a white picture of 20 × 20 pixels an outline blackens, in pixels. */
function inked(outline: Outline): number {
  const raster = new Raster(20, 20, [255, 255, 255])
  raster.fill(outline, [0, 0, 0])
  let sum = 0
  for (let i = 0; i < raster.pixels.length; i += 3) sum += 1 - raster.pixels[i]! / 255
  return sum
}

describe('outlines are filled', () => {
  test.each([
    ['a rectangle between the pixels', rectangle(2.25, 3.5, 6.5, 4.25), 6.5 * 4.25],
    ['a circle', circle(10, 10, 6), Math.PI * 36],
    [
      'a slanted triangle',
      [
        [
          [1, 1],
          [18, 4],
          [5, 17],
        ],
      ] as Outline,
      0.5 * Math.abs(17 * 16 - 4 * 3),
    ],
    [
      'a frame: contours of opposite direction make a hole',
      [...rectangle(2, 2, 10, 10), [...rectangle(4, 4, 5, 5)[0]!].reverse()],
      75,
    ],
    ['overlapping contours, once', [...rectangle(2, 2, 8, 8), ...rectangle(6, 2, 8, 8)], 96],
    ['what reaches beyond the picture is cut', rectangle(15, 15, 100, 100), 25],
    ['also at its left', rectangle(-7, 2, 10, 4), 12],
    ['and nothing outside', rectangle(3, 40, 5, 5), 0],
  ])('%s', (_, outline, area) => {
    expect(Math.abs(inked(outline) - area)).toBeLessThan(area * 0.01 + 0.05)
  })
})

describe('a formula is laid out as KaTeX would', () => {
  const at = (tex: string, letter: string) =>
    layOut(tex, MACROS)!.glyphs.find(({ code }) => String.fromCodePoint(code) === letter)!

  test('glyphs follow each other, indices are small and low, powers high', () => {
    const { glyphs, width } = layOut('x_i y^2')!
    expect(glyphs.map(({ code }) => String.fromCodePoint(code)).join('')).toBe('xiy2')
    for (const [i, glyph] of glyphs.slice(1).entries()) expect(glyph.x).toBeGreaterThan(glyphs[i]!.x)
    expect(at('x_i', 'i')).toMatchObject({ size: 0.7, font: 'Math-Italic' })
    expect(at('x_i', 'i').y).toBeCloseTo(-0.15, 3)
    expect(at('y^2', '2').y).toBeGreaterThan(0.3)
    expect(width).toBeGreaterThan(glyphs.at(-1)!.x)
  })

  test('a fraction has its rule between centered parts', () => {
    const { glyphs, rules } = layOut(String.raw`\frac{1}{abc}`)!
    expect(rules).toHaveLength(1)
    const [above, ...below] = glyphs.toSorted((a, b) => b.y - a.y)
    expect(above!.y).toBeGreaterThan(rules[0]!.y)
    expect(below.every(({ y }) => y < rules[0]!.y)).toBe(true)
    const middle = rules[0]!.x + rules[0]!.width / 2
    expect(above!.x + 0.25).toBeCloseTo(middle, 2)
  })

  test('meaning has its color, and what cannot be drawn is said to be so', () => {
    expect(at(String.raw`\positive{w} + b`, 'w').meaning).toBe('positive')
    expect(at(String.raw`\positive{w} + b`, 'b').meaning).toBeUndefined()
    expect(layOut(String.raw`\sqrt{2}`)).toBeUndefined()
  })
})

test('the formulas of a lesson are found in its source; those that hold computed numbers are not', () => {
  expect(displayedIn('a\n\n$$\nx = 1\n$$\n\n{texBlock`y`}\n\n{texBlock`z = ${fixed(z, 2)}`}\n')).toEqual([
    'x = 1',
    'y',
  ])
})

/** Size and pixels of a PNG of 8 bits and three channels without filters. */
function readPng(bytes: Uint8Array): { width: number; height: number; rows: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  expect(Buffer.from(bytes.slice(1, 4)).toString()).toBe('PNG')
  expect([bytes[24], bytes[25]]).toEqual([8, 2])
  const data = bytes.slice(41, 41 + view.getUint32(33))
  return { width: view.getUint32(16), height: view.getUint32(20), rows: new Uint8Array(inflateSync(data)) }
}

describe('the picture of a page', () => {
  const card = { above: 'Unit 1', title: 'A title', name: 'Chainrule', formulas: [] }
  /** Dark pixels between two rows. */
  const ink = (png: Uint8Array, from: number, to: number): number => {
    const { rows } = readPng(png)
    let dark = 0
    for (let y = from; y < to; y++)
      for (let x = 0; x < WIDTH; x++) if (rows[y * (WIDTH * 3 + 1) + 1 + x * 3]! < 100) dark++
    return dark
  }

  test('is a PNG of 1200 by 630, the same at every build, and small', () => {
    const png = cardPng({ ...card, formulas: ['z = w x + b'] })
    expect(readPng(png)).toMatchObject({ width: 1200, height: 630 })
    expect(WIDTH / HEIGHT).toBeCloseTo(1.905, 3)
    expect(Buffer.compare(png, cardPng({ ...card, formulas: ['z = w x + b'] }))).toBe(0)
    expect(png.length).toBeLessThan(100_000)
  })

  test('shows the first formula that can be drawn, and none where none can', () => {
    const place = [270, 480] as const
    const plain = cardPng(card)
    expect(ink(plain, 120, 220)).toBeGreaterThan(500)
    expect(ink(plain, ...place)).toBe(0)
    expect(ink(cardPng({ ...card, formulas: [String.raw`\sqrt{2}`] }), ...place)).toBe(0)
    const second = cardPng({ ...card, formulas: [String.raw`\sqrt{2}`, 'z = w x + b'] })
    expect(ink(second, ...place)).toBeGreaterThan(500)
  })

  test('has the colors of the look', () => {
    const tokens = readFileSync('src/site/styles/tokens.css', 'utf8')
    const light = Object.fromEntries(
      [...tokens.slice(0, tokens.indexOf('@media')).matchAll(/--([\w-]+): (#\w{6})/g)].map(
        ([, name, color]) => [name, color],
      ),
    )
    expect(light).toMatchObject(COLORS)
  })
})

test('most lessons have a formula of their own on their picture', async () => {
  const lessons = await allLessons()
  const drawn = lessons.filter(({ source }) =>
    displayedIn(source).some((tex) => {
      const laid = layOut(tex, MACROS)
      return laid && laid.width < 1040 / 30
    }),
  )
  expect(drawn.length).toBeGreaterThan(lessons.length * 0.8)
})
