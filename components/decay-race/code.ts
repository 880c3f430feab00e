import { task } from '../dropout-race/code.ts'
import { constants } from '../figure/cells.ts'
import { trainer } from '../penalty-race/code.ts'
import {
  INITIAL,
  MOMENTUM,
  OPTIMIZERS,
  RATES,
  SETUP,
  wayOf,
  type DecaySettings,
  type OptimizerName,
} from './model.ts'

/** As its page shows the figure. */
export const example: DecaySettings = INITIAL
export const data = 'digits'

function follower(optimizer: OptimizerName, penalty: 'l2' | 'decay', settings: DecaySettings): string {
  const { strength, momentum, push } = wayOf(optimizer, penalty, settings)
  const mode = penalty === 'decay' ? ", weightDecayMode: 'decoupled'" : ''
  const own = momentum === undefined ? '' : `, momentum: ${momentum}`
  const pushed = push === undefined ? '' : `, ${push}`
  const group = `weightDecay: ${strength}${mode}${own}`
  const usual = optimizer === 'momentum' ? `, momentum: ${MOMENTUM}` : ''
  const name = optimizer === 'adam' ? 'Adam' : 'SGD'
  return `follow(${name}, { ${group} }, { learningRate: ${RATES[optimizer]}${usual} }${pushed})`
}

/** A penalty beside decay under three optimizers, on few digits: how far the trained weights are apart. */
export function code(settings: DecaySettings): string {
  const lanes = OPTIMIZERS.map((name) => {
    const [l2, decay] = [follower(name, 'l2', settings), follower(name, 'decay', settings)]
    return `  ${name}: {\n    l2: ${l2},\n    decay: ${decay},\n  },`
  })
  return `import { Adam, crossEntropyLoss, linear, noGrad, relu, rng, SGD, tensor } from 'chainrule'

// One seed; the figure trains with some after it, too.
${constants({ seed: settings.seed, wrong: SETUP.wrong })}
${task}
${trainer}
/** Biases are never penalized. A push is the step before the first, in parts of each weight. */
const follow = (Optimizer, decayed, options, push = 0) => ([w1, b1, w2, b2]) => {
  const optimizer = new Optimizer([{ params: [w1, w2], ...decayed }, { params: [b1, b2] }], options)
  if (push !== 0) {
    const saved = optimizer.stateDict()
    ;[w1, w2].forEach(({ data }, i) => {
      const momentumBuffer = data.map((w) => (-push * w) / options.learningRate)
      saved.state[i] = { step: 0, slots: { momentumBuffer } }
    })
    optimizer.loadStateDict(saved)
  }
  return () => optimizer.step()
}
const optimizers = {
${lanes.join('\n')}
}
const lengthOf = (values: number[]) => Math.sqrt(values.reduce((total, value) => total + value * value, 0))
const rows = Object.entries(optimizers).map(([optimizer, { l2, decay }]) => {
  const penalized = trainedBy(l2)
  const decayed = trainedBy(decay)
  const apart = lengthOf(decayed.weights.map((w, i) => w - penalized.weights[i])) / lengthOf(penalized.weights)
  return { optimizer, apart, 'test with the penalty': penalized.test, 'test with decay': decayed.test }
})
table(rows)`
}
