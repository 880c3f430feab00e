import { constants } from '../figure/cells.ts'
import { INITIAL, INPUT, STARTS, TARGET, type RaceState } from './model.ts'

/** As its page shows the figure. */
export const example: RaceState = INITIAL

/** One sigmoid neuron trained twice from the same start: with the squared error and with the cross-entropy. */
export const code = ({ start, rates, epoch }: RaceState): string =>
  `import { bceWithLogitsLoss, linear, mseLoss, SGD, sigmoid, tensor } from 'chainrule'

${constants({ start: STARTS[start], rates, epochs: epoch, input: INPUT, target: TARGET })}
const costs = {
  squared: (z) => mseLoss(sigmoid(z), [[target]], { half: true }),
  crossEntropy: (z) => bceWithLogitsLoss(z, [[target]]),
}
const runs = Object.keys(costs).map((name) => {
  const w = tensor([[start.w]], { requiresGrad: true })
  const b = tensor([start.b], { requiresGrad: true })
  const sgd = new SGD([w, b], { learningRate: rates[name] })
  const outputs = []
  for (let epoch = 0; epoch <= epochs; epoch++) {
    sgd.zeroGrad()
    const z = linear([[input]], w, b) // (1, 1)
    const cost = costs[name](z)
    cost.backward()
    outputs.push({ cost: cost.item(), output: sigmoid(z).item(), slope: w.grad.item() })
    sgd.step()
  }
  return { name, outputs }
})
display(table(runs.map(({ name, outputs }) => ({ cost: name, ...outputs.at(-1) }))))
Plot.plot({
  marks: runs.map(({ outputs }) => Plot.line(outputs.map(({ output }, epoch) => [epoch, output]))),
})`
