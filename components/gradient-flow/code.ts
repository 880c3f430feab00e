import { constants } from '../figure/cells.ts'
import { EXAMPLES, INITIAL, RUNS, WIDTH, type FlowState } from './model.ts'

/** As its page shows the figure. */
export const example: FlowState = { ...INITIAL, depth: 10 }

const WEIGHTS = {
  xavier: 'init.xavierNormal(shape, options)',
  kaiming: 'init.kaimingNormal(shape, options)',
  pytorch: 'init.kaimingUniform(shape, { ...options, slope: Math.sqrt(5) })',
  small: 'init.normal(shape, { ...options, std: 0.01 })',
  standard: 'init.normal(shape, options)',
  equal: 'init.constant(shape, 1 / width, { requiresGrad: true })',
} as const satisfies Record<FlowState['init'], string>

/** Some networks at their start: how much of the error each layer hears, and how large its activations are. */
export function code({ activation, init: first, depth, residual, seed }: FlowState): string {
  const named = activation === 'linear' ? '' : activation
  const names = ['add', 'grad', 'init', 'linear', 'mul', 'randn', named, 'rng', 'sub', 'sum'].filter(
    (name) => name !== '' && (name !== 'add' || residual),
  )
  const branch = named ? `${named}(linear(before, w))` : 'linear(before, w)'
  return `import { ${names.join(', ')} } from 'chainrule'

${constants({ depth, width: WIDTH, examples: EXAMPLES, seeds: Array.from({ length: RUNS }, (_, i) => (seed - 1) * RUNS + i + 1) })}
const lengthOf = (values) => Math.sqrt(values.reduce((total, value) => total + value ** 2, 0))
const measure = (seed: number) => {
  const source = rng(seed)
  const x = randn([examples, width], { rng: source.stream('inputs') }) // (N, D)
  const targets = randn([examples, 1], { rng: source.stream('targets') })
  const output = init.normal([1, width], { rng: source.stream('output'), std: 1 / Math.sqrt(width) })
  const weights = Array.from({ length: depth }, (_, l) => {
    const shape = [width, width]
    const options = { rng: source.stream('weights ' + (l + 1)), requiresGrad: true }
    return ${WEIGHTS[first]}
  })
  const h = []
  let before = x
  for (const w of weights) {
    before = ${residual ? `add(before, ${branch})` : branch} // (N, D)
    h.push(before)
  }
  const difference = sub(linear(before, output), targets)
  const error = mul(0.5, sum(mul(difference, difference)))
  return {
    signal: grad(error, h).map(({ data }) => lengthOf(data) / Math.sqrt(examples)),
    square: h.map(({ data }) => lengthOf(data) ** 2 / data.length),
  }
}
const runs = seeds.map(measure)
// The middle of the runs on a logarithmic axis.
const middle = (of: (run) => number) =>
  Math.exp(runs.reduce((total, run) => total + Math.log(of(run)), 0) / runs.length)
const rows = Array.from({ length: depth }, (_, l) => {
  return { layer: l + 1, signal: middle(({ signal }) => signal[l]), square: middle(({ square }) => square[l]) }
})
table(rows)`
}
