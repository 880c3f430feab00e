import { ui } from '../../src/strings/index.ts'
import { answersOne, SPECIES, type Flower, type Neuron, type PairName } from './model.ts'

const WIDTH = 480
const HEIGHT = 360
const MARGIN = { left: 40, right: 14, top: 12, bottom: 40 }
/** The petals measured reach 6.9 cm by 2.5 cm. From zero, because the origin is where a line without a bias must pass. */
const LONGEST = 7.2
const WIDEST = 2.7

const px = (length: number) => MARGIN.left + (length / LONGEST) * (WIDTH - MARGIN.left - MARGIN.right)
const py = (width: number) =>
  HEIGHT - MARGIN.bottom - (width / WIDEST) * (HEIGHT - MARGIN.top - MARGIN.bottom)

interface Props {
  examples: { flower: Flower; target: 0 | 1 }[]
  pair: PairName
  neuron: Neuron
}

type Point = readonly [number, number]

/** The part of a polygon where w·x + b ≥ 0: each side kept, dropped, or cut where it crosses the line. */
function clip(polygon: readonly Point[], { weight, bias }: Neuron): Point[] {
  const height = ([x, y]: Point) => weight[0] * x + weight[1] * y + bias
  return polygon.flatMap((corner, i) => {
    const next = polygon[(i + 1) % polygon.length]!
    const [here, there] = [height(corner), height(next)]
    const kept: Point[] = here >= 0 ? [corner] : []
    if (here >= 0 !== there >= 0) {
      const t = here / (here - there)
      kept.push([corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])])
    }
    return kept
  })
}

const FIELD: Point[] = [
  [0, 0],
  [LONGEST, 0],
  [LONGEST, WIDEST],
  [0, WIDEST],
]

const names = [ui.trainNeuron.setosa, ui.trainNeuron.versicolor, ui.trainNeuron.virginica]

/** The flowers, and where the neuron answers with one class and with the other. */
export function Flowers({ examples, pair, neuron }: Props) {
  const one = clip(FIELD, neuron)
  const [zeroName, oneName] = SPECIES[pair].map((species) => names[species])
  const mean = (target: 0 | 1, axis: 0 | 1) => {
    const group = examples.filter((example) => example.target === target)
    return group.reduce((sum, { flower }) => sum + flower[axis], 0) / group.length
  }
  return (
    <svg
      class="flowers"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={ui.trainNeuron.picture}
    >
      <rect
        class="half negative"
        x={px(0)}
        y={py(WIDEST)}
        width={px(LONGEST) - px(0)}
        height={py(0) - py(WIDEST)}
      />
      {one.length > 2 && (
        <polygon class="half positive" points={one.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')} />
      )}
      {[0, 2, 4, 6].map((length) => (
        <text class="tick" key={length} x={px(length)} y={HEIGHT - 22} text-anchor="middle">
          {length}
        </text>
      ))}
      {[0, 1, 2].map((width) => (
        <text class="tick" key={width} x={MARGIN.left - 8} y={py(width) + 4} text-anchor="end">
          {width}
        </text>
      ))}
      <text class="tick" x={px(LONGEST)} y={HEIGHT - 5} text-anchor="end">
        {ui.trainNeuron.petalLength}
      </text>
      <text class="tick" x={px(0) + 6} y={py(WIDEST) + 16}>
        {ui.trainNeuron.petalWidth}
      </text>
      {one.length > 2 && <path class="boundary" d={boundaryPath(one)} />}
      {examples.map(({ flower, target }, i) => (
        <Mark key={i} flower={flower} target={target} wrong={answersOne(neuron, flower) !== (target === 1)} />
      ))}
      {([0, 1] as const).map((target) => (
        <text
          class={`class-name ${target === 1 ? 'positive' : 'negative'}`}
          key={target}
          x={px(mean(target, 0))}
          y={target === 1 && pair === 'hard' ? py(2.58) : py(mean(target, 1)) + (target === 1 ? -74 : 66)}
          text-anchor="middle"
        >
          {target === 1 ? oneName : zeroName}
        </text>
      ))}
    </svg>
  )
}

/** A filled circle for class 1, an open square for class 0: told apart without color. */
function Mark({ flower: [length, width], target, wrong }: { flower: Flower; target: 0 | 1; wrong: boolean }) {
  const name = `flower ${target === 1 ? 'positive' : 'negative'} ${wrong ? 'wrong' : ''}`
  return target === 1 ? (
    <circle class={name} cx={px(length)} cy={py(width)} r={4.4} />
  ) : (
    <rect class={name} x={px(length) - 3.8} y={py(width) - 3.8} width={7.6} height={7.6} />
  )
}

/** The side of the clipped field that is not a side of the field itself: the line of indecision. */
function boundaryPath(polygon: readonly Point[]): string {
  const isOnEdge = (a: Point, b: Point) =>
    ([0, 1] as const).some((axis) =>
      [0, axis === 0 ? LONGEST : WIDEST].some((edge) => a[axis] === edge && b[axis] === edge),
    )
  return polygon
    .map((point, i) => [point, polygon[(i + 1) % polygon.length]!] as const)
    .filter(([a, b]) => !isOnEdge(a, b))
    .map(([a, b]) => `M${px(a[0])} ${py(a[1])}L${px(b[0])} ${py(b[1])}`)
    .join('')
}
