import { code, md } from 'chainrule/exercises'

const FORWARD = `  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
  const layer = (W: number[][], b: number[], input: number[]) =>
    W.map((row, i) => sigmoid(row.reduce((sum, w, j) => sum + w * input[j], b[i])))
  const h = layer(net.W1, net.b1, x)
  const a = layer(net.W2, net.b2, h)
`

const HEAD = 'function backward(net: Net, x: number[], t: number[]): Net {\n'

interface Parts {
  deltaA?: string
  before?: string
  deltaH?: string
  W1?: string
  W2?: string
}

/** The backward pass, with any part of it exchanged. */
const program = ({
  deltaA = 'a.map((ak, k) => (ak - t[k]) * ak * (1 - ak))',
  before = '',
  deltaH = 'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))',
  W1 = 'deltaH.map((d) => x.map((xi) => d * xi))',
  W2 = 'deltaA.map((d) => h.map((hj) => d * hj))',
}: Parts = {}): string =>
  `${HEAD}${FORWARD}  const deltaA = ${deltaA}\n${before}  const deltaH = ${deltaH}\n  return { W1: ${W1}, b1: deltaH, W2: ${W2}, b2: deltaA }\n}`

/**
 * Random networks, their error, and its slopes by central differences: nothing here knows of deltas. The error of the
 * differences is about 1e-10, the tests ask for 1e-7.
 */
const setup = `import { rng } from 'chainrule'

interface Net { W1: number[][]; b1: number[]; W2: number[][]; b2: number[] }

const numbers = (random, count, scale = 2) => Array.from({ length: count }, () => scale * (random.uniform() - 0.5))

function example(seed: number, inputs: number, hidden: number, outputs: number) {
  const random = rng(seed)
  const net = {
    W1: Array.from({ length: hidden }, () => numbers(random, inputs)),
    b1: numbers(random, hidden),
    W2: Array.from({ length: outputs }, () => numbers(random, hidden)),
    b2: numbers(random, outputs),
  }
  return { net, x: numbers(random, inputs, 4), t: Array.from({ length: outputs }, () => random.uniform()) }
}

function errorOf(net: Net, x: number[], t: number[]): number {
  const through = (W, b, input) =>
    W.map((row, i) => 1 / (1 + Math.exp(-row.reduce((sum, w, j) => sum + w * input[j], b[i]))))
  const a = through(net.W2, net.b2, through(net.W1, net.b1, x))
  return a.reduce((sum, ak, k) => sum + (t[k] - ak) ** 2 / 2, 0)
}

function slopesOf(net: Net, x: number[], t: number[]): Net {
  const copy = JSON.parse(JSON.stringify(net))
  const each = (list) =>
    list.map((value, i) => {
      if (Array.isArray(value)) return each(value)
      const at = (by) => {
        list[i] = value + by
        const error = errorOf(copy, x, t)
        list[i] = value
        return error
      }
      return (at(1e-5) - at(-1e-5)) / 2e-5
    })
  return { W1: each(copy.W1), b1: each(copy.b1), W2: each(copy.W2), b2: each(copy.b2) }
}

const SIZES = [[2, 2, 2], [3, 2, 4], [2, 4, 3], [4, 3, 2]]`

/** As many outputs as hidden units: what is asked of the outputs must not stumble over transposed weights. */
const SQUARE = '[[2, 2, 2], [3, 4, 4], [4, 3, 3]]'

/** A test over random networks of four sizes. */
const onRandom = (what: string, part: string, sizes = 'SIZES'): string => `let seed = 1
for (const [inputs, hidden, outputs] of ${sizes}) {
  const { net, x, t } = example(seed++, inputs, hidden, outputs)
  assertClose(backward(net, x, t).${part}, slopesOf(net, x, t).${part}, '${what}', 1e-7)
}`

/** The reader's own backward pass, judged by finite differences on random networks. */
export const writeBackward = code({
  title: 'Write the backward pass',
  objectives: ['output', 'hidden', 'gradients'],
  prompt: md`
A network \`net\` has the weights \`W1[j][i]\` and biases \`b1[j]\` of its hidden units and \`W2[k][j]\`, \`b2[k]\` of its outputs: row by row, one row for each unit. All units are sigmoids, $E = \\frac12 \\sum_k (t_k - a_k)^2$. The forward pass is there. Write the backward pass: the gradient of $E$ by every weight and bias, in the same form as \`net\`. It is compared with finite differences on random networks of several sizes.
  `,
  setup,
  starter: `${HEAD}${FORWARD}  const deltaA = a.map((ak, k) => ____)
  const deltaH = h.map((hj, j) => ____)
  return {
    W1: deltaH.map((d) => x.map((xi) => ____)),
    b1: deltaH,
    W2: deltaA.map((d) => h.map((hj) => ____)),
    b2: deltaA,
  }
}`,
  program: program(),
  tests: [
    {
      id: 'untouched',
      name: 'the network is left as it is',
      code: `const { net, x, t } = example(7, 2, 2, 2)
const before = JSON.stringify(net)
backward(net, x, t)
assert(JSON.stringify(net) === before, 'After the call the weights are not what they were.')`,
      say: 'Your function moves weights while it computes. Whatever is computed afterwards then uses *updated* weights, and is no gradient. Compute everything first; moving is somebody else’s work.',
    },
    {
      id: 'downhill',
      name: 'the signs of the output biases: against the gradient, the error falls',
      code: `for (let seed = 1; seed < 6; seed++) {
  const { net, x, t } = example(seed, 2, 1, 1)
  const moved = { ...net, b2: net.b2.map((b, k) => b - 0.001 * backward(net, x, t).b2[k]) }
  assert(errorOf(moved, x, t) < errorOf(net, x, t), 'A small step against the gradient of b2 makes the error larger.')
}`,
      say: 'Target minus output, or output minus target? A gradient points where the error *grows*.',
    },
    {
      id: 'output-deltas',
      name: 'b2: the deltas of the outputs',
      code: onRandom('b2', 'b2', SQUARE),
      say: 'The direction is right, the size is not. Is the slope of the sigmoid in it, once, and no factor 2?',
    },
    {
      id: 'output-weights',
      name: 'W2: delta times activation',
      code: onRandom('W2', 'W2', SQUARE),
      say: 'The deltas of the outputs are right. What does a weight of the second layer carry, and where does it lead?',
    },
    {
      id: 'one-child',
      name: 'b1, where every hidden unit has one child',
      code: onRandom('b1', 'b1', '[[2, 1, 1], [2, 3, 1], [3, 2, 1]]'),
      say: 'Even with a single output the deltas of the hidden units are off. They need the weight on the way, `net.W2[k][j]`, and the slope of the sigmoid *at the hidden unit*.',
    },
    {
      id: 'all-children',
      name: 'b1, where every hidden unit has several children',
      code: onRandom('b1', 'b1'),
      say: 'With one output it is right, with several it is not. Every child sends its own delta through its own weight; what becomes of what they send?',
    },
    {
      id: 'input-weights',
      name: 'W1: delta times input',
      code: onRandom('W1', 'W1'),
      say: 'All deltas are right. What does a weight of the first layer carry?',
    },
  ],
  wrong: [
    {
      id: 'sign',
      program: program({ deltaA: 'a.map((ak, k) => (t[k] - ak) * ak * (1 - ak))' }),
      fails: 'downhill',
    },
    {
      id: 'no-output-slope',
      program: program({ deltaA: 'a.map((ak, k) => ak - t[k])' }),
      fails: 'output-deltas',
    },
    {
      id: 'two-left',
      program: program({ deltaA: 'a.map((ak, k) => 2 * (ak - t[k]) * ak * (1 - ak))' }),
      fails: 'output-deltas',
    },
    {
      id: 'error-summed-first',
      program: program({
        deltaA: 'a.map((ak) => a.reduce((sum, al, l) => sum + al - t[l], 0) * ak * (1 - ak))',
      }),
      fails: 'output-deltas',
    },
    {
      id: 'weights-for-activations',
      program: program({ W2: 'deltaA.map((d, k) => net.W2[k].map((w) => d * w))' }),
      fails: 'output-weights',
    },
    {
      id: 'no-hidden-slope',
      program: program({
        deltaH: 'h.map((hj, j) => deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'slope-of-the-child',
      program: program({
        deltaH:
          'h.map((hj, j) => deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d * a[k] * (1 - a[k]), 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'transposed',
      program: program({
        deltaH: 'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[j][k] * d, 0))',
      }),
      fails: 'one-child',
    },
    {
      id: 'first-child',
      program: program({ deltaH: 'h.map((hj, j) => hj * (1 - hj) * net.W2[0][j] * deltaA[0])' }),
      fails: 'all-children',
    },
    {
      id: 'mean-of-children',
      program: program({
        deltaH:
          'h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0) / a.length)',
      }),
      fails: 'all-children',
    },
    {
      id: 'updated-weights',
      program: program({
        before: '  deltaA.forEach((d, k) => h.forEach((hj, j) => { net.W2[k][j] -= 0.5 * d * hj }))\n',
      }),
      fails: 'untouched',
    },
    {
      id: 'hidden-for-inputs',
      program: program({ W1: 'deltaH.map((d, j) => x.map(() => d * h[j]))' }),
      fails: 'input-weights',
    },
  ],
  hints: [
    'Output deltas first: difference to the target, times `ak * (1 - ak)`.',
    'Hidden unit `j` hears from every output `k`, through `net.W2[k][j]`. A `reduce` over `deltaA` adds that up.',
    'Each weight: delta of the unit it leads to, times what it carries.',
  ],
  solution: md`
\`\`\`ts
const deltaA = a.map((ak, k) => (ak - t[k]) * ak * (1 - ak))
const deltaH = h.map((hj, j) => hj * (1 - hj) * deltaA.reduce((sum, d, k) => sum + net.W2[k][j] * d, 0))
\`\`\`

The weights: \`d * xi\` in the first layer, \`d * hj\` in the second. Biases have the deltas themselves.
  `,
})
