import { constants } from '../figure/cells.ts'
import { INITIAL, SETUP, type RaceSettings } from './model.ts'
import { SCALES } from './network.ts'

/** As its page shows the figure. */
export const example: RaceSettings = INITIAL
export const data = 'digits'

const { pixels, hidden, classes, training, test, epochs, eps, momentum, shift, stretch, jitter } = SETUP

/** A deep network on digits: as it is, with batch normalization, and with noise behind that. */
export const code = ({ depth, learningRate, scale, batch, seed }: RaceSettings): string =>
  `import { batchNorm, crossEntropyLoss, linear, noGrad, relu, rng, SGD, tensor } from 'chainrule'

// One seed; the figure trains with some after it, too.
${constants({ seed, depth, learningRate, batchSize: batch, variance: SCALES[scale], epochs })}
const order = rng(seed).stream('data').permutation(labels.length)
const training = order.slice(0, ${training})
const testing = order.slice(${training}, ${training + test})
const inputsOf = (examples: number[]) => tensor(examples.map(pixelsOf)) // (N, ${pixels})

const layersOf = (random) =>
  Array.from({ length: depth + 1 }, (_, k) => {
    const inputs = k === 0 ? ${pixels} : ${hidden}
    const out = k === depth ? ${classes} : ${hidden}
    const bound = Math.sqrt((3 * variance) / inputs)
    const values = Float64Array.from({ length: out * inputs }, () => random.uniform(-bound, bound))
    const filled = (value: number, requiresGrad: boolean) => tensor(new Float64Array(out).fill(value), { requiresGrad })
    return {
      weight: tensor(values, { shape: [out, inputs], requiresGrad: true }),
      bias: filled(0, true),
      gamma: filled(1, true),
      beta: filled(0, true),
      runningMean: filled(0, false),
      runningVar: filled(1, false),
    }
  })

/** Stretches and shifts every unit anew at each update. */
const disturb = (z, chance) => {
  const stretches = new Float64Array(z.numel)
  const shifts = new Float64Array(z.numel)
  for (let unit = 0; unit < ${hidden}; unit++) {
    const shift = chance.uniform(-${shift}, ${shift})
    const stretch = chance.uniform(1, ${stretch})
    for (let i = 0; i < z.shape[0]; i++) {
      shifts[i * ${hidden} + unit] = shift + chance.uniform(-${jitter}, ${jitter})
      stretches[i * ${hidden} + unit] = chance.normal(stretch, ${jitter})
    }
  }
  return z.mul(tensor(stretches, { shape: z.shape })).add(tensor(shifts, { shape: z.shape }))
}

const forward = (x, layers, lane: string, chance) =>
  layers.reduce((out, { weight, bias, gamma, beta, runningMean, runningVar }, k) => {
    let z = linear(out, weight, bias)
    if (k === depth) return z
    if (lane !== 'none')
      z = batchNorm(z, runningMean, runningVar, gamma, beta, { training: chance !== null, eps: ${eps}, momentum: ${momentum} })
    if (lane === 'noisy' && chance !== null) z = disturb(z, chance)
    return relu(z)
  }, x)

const curves = {}
const rows = ['none', 'norm', 'noisy'].map((lane) => {
  const layers = layersOf(rng(seed).stream('weights'))
  const parameters = layers.flatMap(({ weight, bias, gamma, beta }, k) =>
    lane === 'none' || k === depth ? [weight, bias] : [weight, bias, gamma, beta],
  )
  const sgd = new SGD(parameters, { learningRate })
  const chance = rng(seed).stream('chance')
  const shuffle = rng(seed).stream('order')
  const losses = []
  for (let epoch = 0; epoch < epochs; epoch++) {
    const places = shuffle.permutation(training.length)
    let total = 0
    let updates = 0
    for (let at = 0; at < places.length; at += batchSize) {
      const batch = places.slice(at, at + batchSize).map((i) => training[i])
      sgd.zeroGrad()
      const loss = crossEntropyLoss(forward(inputsOf(batch), layers, lane, chance), tensor(batch.map((n) => labels[n])))
      loss.backward()
      sgd.step()
      total += loss.item()
      updates++
    }
    if (!Number.isFinite(total)) break
    losses.push(total / updates)
  }
  curves[lane] = losses
  const answers = noGrad(() => forward(inputsOf(testing), layers, lane, null)).toArray()
  const right = answers.filter((row, i) => row.indexOf(Math.max(...row)) === labels[testing[i]])
  const isFinite = losses.length === epochs
  return { lane, loss: losses.at(-1), test: isFinite ? right.length / testing.length : null }
})
display(table(rows))
Plot.plot({ marks: Object.values(curves).map((losses) => Plot.line(losses.map((loss, epoch) => [epoch + 1, loss]))) })`
