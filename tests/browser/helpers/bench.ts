import type { Locator } from 'playwright-core'
import { linear, sigmoid, tensor } from '../../../src/engine/index.ts'
import { decimal, signedDecimal } from '../../../src/strings/numbers.ts'

export interface Inputs {
  x: [number, number]
  w: [number, number]
  b: number
}

/** What the bench must show for these inputs, by the engine. */
export function expected({ x, w, b }: Inputs) {
  const z = linear(tensor([x]), tensor([w]), tensor([b])).item()
  return {
    terms: [
      signedDecimal(x[0] * w[0], 4),
      signedDecimal(x[1] * w[1], 4),
      signedDecimal(b, 4),
      signedDecimal(z, 4),
    ],
    output: `a = ${decimal(sigmoid(z).item(), 4)}`,
  }
}

/** What it shows. */
export async function shown(bench: Locator) {
  return {
    terms: await bench.locator('.sum-bars .value').allTextContents(),
    output: await bench.locator('.curve .mark-label').textContent(),
  }
}

/** Where its sliders stand. */
export async function controls(bench: Locator): Promise<Inputs> {
  const at = async (name: string) => Number(await bench.getByRole('slider', { name }).inputValue())
  return {
    x: [await at('input x1'), await at('input x2')],
    w: [await at('weight w1'), await at('weight w2')],
    b: await at('bias b'),
  }
}

/** A point of the plane of inputs, in pixels of the screen. */
export async function placeOf(
  bench: Locator,
  [x1, x2]: readonly [number, number],
): Promise<{ x: number; y: number }> {
  const frame = (await bench.locator('.plane rect.half').boundingBox())!
  return { x: frame.x + ((x1 + 1) / 2) * frame.width, y: frame.y + ((1 - x2) / 2) * frame.height }
}
