import { constants } from '../figure/cells.ts'
import { DEFAULTS, EXAMPLES, LAYERS, WIDTH, type Settings } from './model.ts'

/** As its page shows the figure. */
export const example: Settings = { ...DEFAULTS, activation: 'tanh', scale: 2 }

/** Random inputs through random layers: spread and slope of the activations, layer by layer. */
export function code({ activation, scale, seed }: Settings): string {
  const named = activation === 'linear' ? '' : activation
  const names = ['grad', 'linear', 'mul', named, 'randn', 'rng', 'sum', 'tensor'].filter(Boolean)
  return `import { ${names.join(', ')} } from 'chainrule'

${constants({ scale, seed, width: WIDTH, layers: LAYERS, examples: EXAMPLES })}
const source = rng(seed)
let a = randn([examples, width], { rng: source.stream('inputs') }) // (N, D)
const rows = []
for (let layer = 1; layer <= layers; layer++) {
  const draws = randn([width, width], { rng: source.stream('weights ' + layer) })
  const sums = linear(a, mul(draws, scale / Math.sqrt(width))) // (N, D)
  const z = tensor(sums.data.slice(), { shape: sums.shape, requiresGrad: true })
  const out = ${named ? `${named}(z)` : 'mul(z, 1)'}
  const [slopes] = grad(sum(out), [z], { allowUnused: true })
  a = tensor(out.data.slice(), { shape: out.shape })
  const mean = a.data.reduce((total, value) => total + value, 0) / a.numel
  const square = a.data.reduce((total, value) => total + (value - mean) ** 2, 0) / a.numel
  const slope = slopes.data.reduce((total, value) => total + Math.abs(value), 0) / a.numel
  rows.push({ layer, mean, std: Math.sqrt(square), slope })
}
table(rows)`
}
