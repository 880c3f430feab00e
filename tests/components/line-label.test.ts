import { expect, test } from 'vitest'
import { boundary } from '../../components/gate-bench/model.ts'
import { namesOf, occupied, overlap, type Pixel } from '../../components/xor-space/line-label.ts'

// The drawing of the inputs: from −0.4 to 1.4 on 284 of 340 pixels.
const [LO, HI] = [-0.4, 1.4]
const px = (x: number) => 28 + ((x - LO) * 284) / (HI - LO)
const py = (y: number) => 340 - 28 - ((y - LO) * 284) / (HI - LO)
const others = occupied(px, py, HI)
const NAME: Pixel = [11, 10]

const lineOf = (w1: number, w2: number, b: number): readonly [Pixel, Pixel] | undefined => {
  const line = boundary({ w1, w2, b }, LO, HI)
  return (
    line && [
      [px(line[0][0]), py(line[0][1])],
      [px(line[1][0]), py(line[1][1])],
    ]
  )
}

test('in the first state, where both lines lie on the axes, each name stands by itself', () => {
  const names = namesOf([lineOf(1, 0, 0), lineOf(0, 1, 0)], others)
  expect(names.every((at) => at && others.every((box) => !overlap({ at, half: NAME }, box)))).toBe(true)
})

test('whatever the weights, the names of the lines cover neither corners nor axes nor each other', () => {
  const values = [-2, -1, -0.5, 0, 0.5, 1, 2]
  const lines = values.flatMap((w1) =>
    values.flatMap((w2) => [-1.5, -0.5, 0, 1].map((b) => lineOf(w1, w2, b))),
  )
  let drawn = 0
  for (const first of lines) {
    for (const second of lines.filter((_, i) => i % 5 === 0)) {
      const names = namesOf([first, second], others).filter((at) => at !== undefined)
      drawn += names.length
      names.forEach((at, i) => {
        for (const box of others) expect(overlap({ at, half: NAME }, box)).toBe(false)
        for (const other of names.slice(i + 1))
          expect(overlap({ at, half: NAME }, { at: other, half: NAME })).toBe(false)
        expect(Math.min(...at)).toBeGreaterThan(8)
        expect(Math.max(...at)).toBeLessThan(332)
      })
    }
  }
  expect(drawn).toBeGreaterThan(5000)
})
