import type { RunSettings } from './session.ts'
import { CLASSES, FLAT, FULL, SETUP, SIDE } from './network.ts'

/** The cell of the lesson that shows the network. */
export const CELL = 'the-network'

/** Weights are written in hundred-thousandths. */
const PARTS = 100_000

const digitText = (pixels: ArrayLike<number>): string =>
  Array.from(
    { length: SIDE },
    (_, row) =>
      `  ${Array.from({ length: SIDE }, (_none, column) => `${String(pixels[row * SIDE + column]).padStart(2)},`).join(' ')}`,
  ).join('\n')

const weightsText = (parameters: ArrayLike<number>): string =>
  `
const written = \`${Array.from(parameters, (value) => Math.round(value * PARTS))
    .join(' ')
    .replaceAll(/(.{90,100}) /g, '$1\n')}\`.split(/\\s+/)
let at = 0
for (const { data } of network.parameters())
  for (let i = 0; i < data.length; i++) data[i] = Number(written[at++]) / ${PARTS}
`

/** The figure's network as it stands, and one digit on its way through it, as a cell. */
export function networkCode(
  { seed }: RunSettings,
  parameters: ArrayLike<number> | null,
  pixels: ArrayLike<number>,
): string {
  const { first, second, kernel, pool } = SETUP
  return `import { Conv2d, Flatten, Linear, MaxPool2d, ReLU, rng, Sequential, softmax, tensor } from 'chainrule'

const random = rng(${seed}).stream('weights')
const same = { padding: ${(kernel - 1) / 2}, rng: random, dtype: 'float32' } as const
const network = new Sequential(
  new Conv2d(1, ${first}, ${kernel}, same),
  new ReLU(),
  new Conv2d(${first}, ${second}, ${kernel}, same),
  new ReLU(),
  new MaxPool2d(${pool}),
  new Flatten(),
  new Linear(${FLAT}, ${CLASSES}, { rng: random, dtype: 'float32' }),
)
${parameters ? weightsText(parameters) : ''}
const digit = [
${digitText(pixels)}
]
const shape = [1, 1, ${SIDE}, ${SIDE}]
const input = tensor(digit.map((count) => count / ${FULL}), { shape, dtype: 'float32' })
const logits = network.layers.reduce((x, layer) => {
  const y = layer.forward(x)
  console.log(layer.type, y.shape.join(' × '))
  return y
}, input)
const chances = Array.from(softmax(logits).data)
chances.forEach((chance, k) => console.log(k, (100 * chance).toFixed(1) + ' %'))`
}
