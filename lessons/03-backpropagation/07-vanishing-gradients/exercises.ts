import {
  add,
  calculateFan,
  calculateGain,
  clipGradNorm,
  grad,
  mul,
  sigmoid,
  sum,
  tensor as array,
} from 'chainrule'
import {
  choice,
  code,
  exercises,
  expression,
  fixed,
  md,
  multi,
  numeric,
  sig,
  target,
  tensor,
} from 'chainrule/exercises'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.03 * Math.max(Math.abs(value), Math.abs(other))),
  )

const product = (values: readonly number[]): number => values.reduce((a, b) => a * b, 1)
const norm = (values: readonly number[]): number => Math.hypot(...values)

/** Layers until less than 10⁻ᵏ is left, counted one by one. */
const counted = (factor: number, k: number): number => {
  let layers = 0
  for (let left = 1; left >= 10 ** -k; left *= factor) layers++
  return layers
}

const HEAD = 'function signals(w: number[], b: number[], x: number): number[] {\n'
const FORWARD = `  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
  const a: number[] = []
  for (let l = 0; l < w.length; l++) {
    a.push(sigmoid(w[l] * (l === 0 ? x : a[l - 1]) + b[l]))
  }
  const last = w.length - 1
`
const backward = (first: string, step: string, loop = 'let l = last - 1; l >= 0; l--'): string =>
  `${HEAD}${FORWARD}  const signal: number[] = []\n  signal[last] = ${first}\n  for (${loop}) {\n    signal[l] = ${step}\n  }\n  return signal\n}`
const OWN = 'a[last] * (1 - a[last])'

/** Random chains, and how far the last activation moves when one sum is moved: nothing here multiplies slopes. */
const setup = `import { rng } from 'chainrule'

function chain(seed: number, length: number) {
  const random = rng(seed)
  const draw = () => Array.from({ length }, () => random.uniform(-3, 3))
  return { w: draw(), b: draw(), x: random.uniform(-1, 1) }
}

function lastOf({ w, b, x }, nudged: number, by: number): number {
  let a = x
  for (let l = 0; l < w.length; l++) a = 1 / (1 + Math.exp(-(w[l] * a + b[l] + (l === nudged ? by : 0))))
  return a
}

function byNudging(net): number[] {
  return net.w.map((_, l) => (lastOf(net, l, 1e-4) - lastOf(net, l, -1e-4)) / 2e-4)
}`

const compare = (length: number, from: string, to: string): string => `for (let seed = 1; seed < 6; seed++) {
  const net = chain(seed, ${length})
  const got = signals(net.w, net.b, net.x)
  assertClose(got.slice(${from}, ${to}), byNudging(net).slice(${from}, ${to}), 'signals(w, b, x)', 1e-7)
}`

export default exercises({
  'not-between-zero-and-one': choice({
    title: 'The wrong reason',
    objectives: ['product'],
    prompt:
      'A set of notes explains: "We use the sigmoid, so all the intermediate values in the network are between 0 and 1. In backpropagation we multiply factors that are less than 1 with each other, so the gradients get smaller and smaller." Which objection hits the point?',
    options: [
      {
        id: 'not-the-factors',
        correct: true,
        text: 'The factors are not the intermediate values. They are slopes, at most one quarter, and weights, which can have any size.',
        say: 'Activations between 0 and 1 are not what multiplies. A tanh has slopes up to 1 and a sigmoid network with large weights can even explode.',
      },
      {
        id: 'between-minus',
        text: 'The values of a sigmoid are between −1 and 1.',
        say: 'That is the tanh. The sigmoid’s values are between 0 and 1, as the notes say; the question is whether they are the factors.',
      },
      {
        id: 'added',
        text: 'The factors are added, not multiplied.',
        say: 'Along one way slopes multiply; only different ways are added.',
      },
      {
        id: 'later',
        text: 'They get smaller toward the output, not toward the input.',
        say: 'Each layer that a gradient passes on its way *back* contributes its factors. Which end has passed the most?',
      },
    ],
    hints: ['What exactly does a layer multiply a gradient by, when it passes?'],
    solution:
      'A layer that is passed contributes the slope of its activation function and its weights. The slope of the sigmoid is at most ¼, and that is the reason; weights above 4 can make up for it.',
  }),

  'how-many-layers': numeric({
    title: 'How deep is too deep?',
    objectives: ['product'],
    params: (draw) => ({
      factor: draw.choice([0.2, 0.23, 0.3, 0.4, 0.5, 0.6, 0.7]),
      k: draw.choice([3, 4, 6]),
    }),
    where: ({ factor, k }) => {
      const exact = k / -Math.log10(factor)
      const all = [
        counted(factor, k),
        counted(factor, k) - 1,
        Math.ceil(k / -Math.log(factor)),
        Math.ceil(1 / (1 - factor)),
      ]
      return Math.abs(exact - Math.round(exact)) > 0.05 && new Set(all).size === all.length
    },
    prompt: ({ factor, k }) =>
      md`Every layer multiplies the gradient by ${factor}. How many layers must it pass until *less* than $10^{-${k}}$ of it is left?`,
    answer: ({ factor, k }) => Math.ceil(k / -Math.log10(factor)),
    check: ({ factor, k }) => counted(factor, k),
    precision: 'exact',
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'one-too-few',
        is: ({ factor, k }) => counted(factor, k) - 1,
        say: 'After that many layers there is still a little more left. One more?',
      },
      {
        id: 'other-logarithm',
        is: ({ factor, k }) => Math.ceil(k / -Math.log(factor)),
        say: 'You have mixed two logarithms: the power of ten on one side, the natural logarithm on the other.',
      },
      {
        id: 'subtracted',
        is: ({ factor }) => Math.ceil(1 / (1 - factor)),
        say: 'That takes the same amount off in every layer. Each layer takes the same *share* of what is left.',
      },
    ],
    hints: [
      'After $n$ layers the $n$-th power of the factor is left.',
      ({ factor, k }) =>
        md`Find the smallest $n$ with $${factor}^n < 10^{-${k}}$: take logarithms, or multiply until you are there.`,
    ],
    solution: ({ factor, k }) => {
      const n = counted(factor, k)
      return md`$${factor}^{${n - 1}} \approx ${sig(factor ** (n - 1), 3)}$ and $${factor}^{${n}} \approx ${sig(factor ** n, 3)}$: ${n} layers.`
    },
  }),

  'bound-by-norms': numeric({
    title: 'What the norms allow',
    objectives: ['bound'],
    params: (draw) => ({ norms: draw.vector(3, [1, 6], 0.5) }),
    where: ({ norms }) =>
      new Set(norms).size === 3 &&
      norms.every((value) => value !== 4) &&
      far(
        product(norms) / 64,
        1 / 64,
        product(norms),
        norms.reduce((a, b) => a + b, 0) / 4,
        product(norms) / 4,
      ),
    prompt: ({ norms }) =>
      md`A network of sigmoids has four layers. The matrices $W_2$, $W_3$, $W_4$ between them have the norms ${norms[0]!}, ${norms[1]!} and ${norms[2]!}. At most which multiple of $\lVert \delta_4 \rVert$ can $\lVert \delta_1 \rVert$ be?`,
    answer: ({ norms }) => product(norms.map((value) => value / 4)),
    check: ({ norms }) => {
      // One unit in each layer, every sum held at zero: the case in which the bound is reached.
      const z = array(0, { requiresGrad: true })
      const last = norms.reduce((before, w) => add(mul(w, sigmoid(before)), -w / 2), mul(z, 1))
      return grad(last, [z])[0]!.item()
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'quarters-only',
        is: () => 1 / 64,
        say: 'These are the slopes. That bound holds only where no norm is above 1.',
      },
      {
        id: 'norms-only',
        is: ({ norms }) => product(norms),
        say: 'These are the norms. What does each sigmoid on the way contribute?',
      },
      {
        id: 'added',
        is: ({ norms }) => norms.reduce((a, b) => a + b, 0) / 4,
        say: 'You added the norms. One after the other, factors multiply.',
      },
      {
        id: 'one-quarter',
        is: ({ norms }) => product(norms) / 4,
        say: 'Only one sigmoid has been counted. How many are passed on the way from layer 4 to layer 1?',
      },
    ],
    hints: [
      'Each layer that is passed contributes at most one quarter of the norm of its matrix.',
      'Three such factors, multiplied.',
    ],
    solution: ({ norms }) =>
      md`$\frac{${norms[0]!}}{4} \cdot \frac{${norms[1]!}}{4} \cdot \frac{${norms[2]!}}{4} = ${sig(product(norms) / 64, 4)}$. ${product(norms) > 64 ? 'A bound above 1 promises nothing: the gradient may even grow.' : 'However the weights lie, more cannot arrive.'}`,
  }),

  'write-signals': code({
    title: 'Follow the signal back',
    objectives: ['product'],
    prompt: md`
A chain of sigmoid units: unit \`l\` has the sum $z_l = w_l a_{l-1} + b_l$ and hands on $a_l = \sigma(z_l)$; the first is fed with \`x\`. Write \`signals\`: for each unit, the slope of the *last* activation by the sum of that unit, in one sweep from the end. It is compared with nudges on random chains.
    `,
    setup,
    starter: `${HEAD}${FORWARD}  const signal: number[] = []
  signal[last] = ____
  for (let l = last - 1; l >= 0; l--) {
    signal[l] = signal[l + 1] * ____
  }
  return signal
}`,
    program: backward(OWN, 'signal[l + 1] * w[l + 1] * a[l] * (1 - a[l])'),
    tests: [
      {
        id: 'last',
        name: 'the last unit',
        code: compare(3, '2', '3'),
        say: 'Already the last entry is off. How far does the last activation move when its own sum is moved?',
      },
      {
        id: 'one-before',
        name: 'one unit further back',
        code: compare(2, '0', '1'),
        say: 'One step back is off. On the way from one sum to the next there are two factors: the slope of the sigmoid *that is left*, and the weight *that leads on*.',
      },
      {
        id: 'long',
        name: 'a chain of eight',
        code: compare(8, '0', '8'),
        say: 'A short chain is right, a long one is not. Does each entry go on from the one behind it?',
      },
    ],
    wrong: [
      {
        id: 'starts-with-one',
        program: backward('1', 'signal[l + 1] * w[l + 1] * a[l] * (1 - a[l])'),
        fails: 'last',
      },
      {
        id: 'best-case',
        program: backward('0.25', 'signal[l + 1] * w[l + 1] * 0.25'),
        fails: 'last',
      },
      {
        id: 'own-weight',
        program: backward(OWN, 'signal[l + 1] * w[l] * a[l] * (1 - a[l])'),
        fails: 'one-before',
      },
      {
        id: 'no-weight',
        program: backward(OWN, 'signal[l + 1] * a[l] * (1 - a[l])'),
        fails: 'one-before',
      },
      {
        id: 'slope-of-the-next',
        program: backward(OWN, 'signal[l + 1] * w[l + 1] * a[l + 1] * (1 - a[l + 1])'),
        fails: 'one-before',
      },
      {
        id: 'activation-for-slope',
        program: backward(OWN, 'signal[l + 1] * w[l + 1] * a[l]'),
        fails: 'one-before',
      },
      {
        id: 'always-from-the-end',
        program: backward(OWN, 'signal[last] * w[l + 1] * a[l] * (1 - a[l])'),
        fails: 'long',
      },
    ],
    hints: [
      'The last unit: the slope of its sigmoid, by its activation.',
      'From unit `l + 1` back to unit `l`: the weight `w[l + 1]`, then the slope of unit `l`.',
    ],
    solution: md`
\`signal[last] = a[last] * (1 - a[last])\`, and then \`signal[l + 1] * w[l + 1] * a[l] * (1 - a[l])\`.
    `,
  }),

  'standard-deviation': numeric({
    title: 'How large should they be?',
    objectives: ['init'],
    params: (draw) => ({
      inputs: draw.choice([32, 64, 100, 128, 200, 256, 512]),
      units: draw.choice([10, 50, 80, 150, 400]),
    }),
    where: ({ inputs, units }) =>
      far(
        Math.sqrt(2 / inputs),
        2 / inputs,
        Math.sqrt(1 / inputs),
        Math.sqrt(2 / units),
        Math.sqrt(2 / (inputs + units)),
      ),
    prompt: ({ inputs, units }) =>
      md`A layer of ${units} ReLU units has ${inputs} inputs. Which standard deviation do its first weights get, after Kaiming He, if the activations are to keep their mean square?`,
    answer: ({ inputs }) => Math.sqrt(2 / inputs),
    check: ({ inputs, units }) => calculateGain('relu') / Math.sqrt(calculateFan([units, inputs]).fanIn),
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'mean-square',
        is: ({ inputs }) => 2 / inputs,
        say: 'That is the mean square of the weights, $2/n$. The standard deviation was asked.',
      },
      {
        id: 'without-two',
        is: ({ inputs }) => Math.sqrt(1 / inputs),
        say: 'That keeps the mean square of a *linear* layer. What does the ReLU throw away?',
      },
      {
        id: 'units',
        is: ({ units }) => Math.sqrt(2 / units),
        say: 'You divided by the number of units. Each *sum* has as many terms as there are … what?',
      },
      {
        id: 'both',
        is: ({ inputs, units }) => Math.sqrt(2 / (inputs + units)),
        say: 'That is Xavier’s, which averages the two directions and knows nothing of ReLU.',
      },
    ],
    hints: [
      'The mean square of the weights is $2/n$. Which $n$: how many terms has a sum?',
      'Then the root.',
    ],
    solution: ({ inputs }) => md`$\sqrt{2/${inputs}} = ${sig(Math.sqrt(2 / inputs), 4)}$.`,
  }),

  'leaky-too': expression({
    title: 'With a leak',
    objectives: ['init'],
    prompt: String.raw`The leaky ReLU keeps $z$ for $z > 0$ and answers $c z$ for $z < 0$. Which mean square must the weights of a layer with $n$ inputs have, so that the activations keep theirs in expectation? (For $c = 0$ it must be Kaiming’s $2/n$.)`,
    symbols: {
      n: 'positive',
      c: 'unit',
    },
    answer: () => '2/(n (1 + c^2))',
    check: () => '1/(n (1/2 relu(1)^2 + 1/2 (c relu(1))^2))',
    forms: [{ only: ['n', 'c'] }],
    mistakes: [
      {
        id: 'as-relu',
        is: () => '2/n',
        say: 'That is without the leak. What do the negative sums contribute now?',
      },
      {
        id: 'not-squared',
        is: () => '2/(n (1 + c))',
        say: 'The negative half is multiplied by $c$. And its *square*?',
      },
      {
        id: 'upside-down',
        is: () => '2 (1 + c^2)/n',
        say: 'The leak lets *more* through. Must the weights then be larger or smaller?',
      },
      {
        id: 'the-root',
        is: () => 'sqrt(2/(n (1 + c^2)))',
        say: 'That is the standard deviation. The mean square was asked.',
      },
    ],
    hints: [
      'Of a pair $z$ and $-z$, what do the squares after the leaky ReLU sum to?',
      'To $(1 + c^2) z^2$, in place of $2 z^2$: a share of $(1 + c^2)/2$ is left.',
    ],
    solution: String.raw`A pair $z$, $-z$ contributes $z^2 + c^2 z^2$ of its $2 z^2$, the share $\frac12 (1 + c^2)$. So $\frac12 (1 + c^2)\, n v = 1$, and $v = 2 / (n (1 + c^2))$.`,
  }),

  'keep-it-alive': target({
    title: 'Thirty layers, alive',
    objectives: ['init'],
    prompt:
      'Set the figure to a plain network (no residual connections) of at least 25 layers of ReLU, in which the gradient by the activations neither vanishes nor explodes.',
    figure: 'gradient-flow',
    start: () => ({
      activation: 'sigmoid',
      init: 'xavier',
      depth: 10,
      residual: false,
      seed: 1,
      shown: 'signal',
    }),
    goals: () => [
      {
        id: 'relu',
        measure: 'isRelu',
        atLeast: 1,
        text: 'the activation function is ReLU',
        say: 'The figure shows another activation function.',
      },
      {
        id: 'deep',
        measure: 'depth',
        atLeast: 25,
        text: 'at least 25 hidden layers',
        say: 'Not deep enough yet: what does no harm in ten layers may do so in thirty.',
      },
      {
        id: 'plain',
        measure: 'isPlain',
        atLeast: 1,
        text: 'no residual connections',
        say: 'Residual connections help, but here they are not allowed. What else decides the factor of a layer?',
      },
      {
        id: 'alive',
        measure: 'perLayer',
        atLeast: 0.9,
        atMost: 1.1,
        text: md`each layer multiplies the gradient by ${0.9} to ${1.1}`,
        say: 'Each layer still takes or adds too much. Which first weights make up for exactly what ReLU throws away?',
      },
    ],
    reached: () => ({
      activation: 'relu',
      init: 'kaiming',
      depth: 30,
      residual: false,
      seed: 1,
      shown: 'signal',
    }),
    missed: [
      {
        id: 'xavier',
        state: () => ({
          activation: 'relu',
          init: 'xavier',
          depth: 30,
          residual: false,
          seed: 1,
          shown: 'signal',
        }),
        misses: 'alive',
      },
      {
        id: 'shallow',
        state: () => ({
          activation: 'relu',
          init: 'kaiming',
          depth: 10,
          residual: false,
          seed: 1,
          shown: 'signal',
        }),
        misses: 'deep',
      },
      {
        id: 'shortcut',
        state: () => ({
          activation: 'relu',
          init: 'small',
          depth: 30,
          residual: true,
          seed: 1,
          shown: 'signal',
        }),
        misses: 'plain',
      },
      {
        id: 'tanh',
        state: () => ({
          activation: 'tanh',
          init: 'xavier',
          depth: 30,
          residual: false,
          seed: 1,
          shown: 'signal',
        }),
        misses: 'relu',
      },
    ],
    hints: ['Try the first weights one after the other, and read the factor for each layer.'],
    solution:
      'Kaiming’s: mean square $2/n$. The 2 makes up for the half of the mean square that ReLU throws away: exactly so forward, nearly so backward.',
  }),

  'which-stay-alike': multi({
    title: 'Who stays alike?',
    objectives: ['symmetry'],
    prompt:
      'A network has one hidden layer of tanh units, fully connected. With which beginnings do all hidden units remain copies of each other, however long you train by gradient descent?',
    options: [
      {
        id: 'all-equal',
        correct: true,
        text: 'all weights are one half, all biases zero',
        say: 'Every unit computes the same and has the same way to the error, so every unit is moved in the same way.',
      },
      {
        id: 'all-zero',
        correct: true,
        text: 'all weights and biases are zero',
        say: 'Worse than alike: the hidden units all say zero, and no delta comes back through weights of zero. Only the output’s bias learns.',
      },
      {
        id: 'rows-equal',
        correct: true,
        text: 'each unit has the same random weights as all others, in and out',
        say: 'Random numbers do not help if every unit has the *same* ones. What must differ is unit from unit.',
      },
      {
        id: 'random',
        text: 'all weights are random and independent, all biases zero',
        say: 'The units differ from the start, so their gradients do. The biases need no randomness of their own.',
      },
      {
        id: 'random-biases',
        text: 'all weights are one half, the hidden biases are random',
        say: 'Units with different biases have different activations and slopes, hence different gradients. (Not a good start, but not a symmetric one.)',
      },
      {
        id: 'random-out',
        text: 'all weights into the hidden layer are one half, those out of it are random',
        say: 'The deltas come back through different weights, so the first update already makes the units different.',
      },
    ],
    hints: [
      'Two units stay alike if their activations are equal *and* their deltas are. What decides each of the two?',
    ],
    solution:
      'Alike are those in which nothing tells one unit from another: all equal, all zero, the same draws for all. One difference anywhere, in a weight going in, a bias, or a weight going out, is enough.',
  }),

  'one-shortcut': expression({
    title: 'The slope of a block',
    objectives: ['residual'],
    prompt: String.raw`A residual block hands on $y = h + \sigma(w h)$. What is its slope $\partial y / \partial h$? Write it with $w$ and $s = \sigma(w h)$.`,
    symbols: { h: 'real', w: 'real', s: { is: 'σ(w h)' }, y: { is: 'h + σ(w h)' } },
    answer: () => '1 + w s (1 - s)',
    check: () => '∂y/∂h',
    forms: ['noDerivative', { only: ['w', 's'] }],
    mistakes: [
      {
        id: 'shortcut-forgotten',
        is: () => 'w s (1 - s)',
        say: 'That is the slope of the layer alone. What does the shortcut add?',
      },
      {
        id: 'inner-forgotten',
        is: () => '1 + s (1 - s)',
        say: 'Inside the sigmoid stands $w h$. How fast does *that* move with $h$?',
      },
    ],
    hints: ['A sum of two ways: their slopes add.', 'The first way is $h$ itself.'],
    solution: String.raw`The shortcut has the slope 1, the layer $w\, s (1 - s)$; ways add: $1 + w\, s (1 - s)$. With small weights it is near 1, however many blocks there are.`,
  }),

  'clip-it': tensor({
    title: 'Clip by norm',
    objectives: ['exploding'],
    params: (draw) => ({ g: draw.vector(3, [-9, 9], 1), most: draw.choice([2, 3, 5]) }),
    where: ({ g, most }) =>
      norm(g) > most + 1 &&
      g.every((value) => value !== 0) &&
      g.some((value) => Math.abs(value) < most) &&
      new Set(g.map(Math.abs)).size === 3,
    prompt: ({ g, most }) =>
      md`Gradients are clipped to the norm ${most}: a longer one is shortened to that length, a shorter one left alone. What becomes of $g = ${g}$?`,
    answer: ({ g, most }) => g.map((value) => (value * most) / norm(g)),
    check: ({ g, most }) => {
      const w = array([0, 0, 0], { requiresGrad: true })
      sum(mul(w, array([...g]))).backward()
      clipGradNorm([w], most)
      return Array.from(w.grad!.data)
    },
    precision: { decimals: 2 },
    calc: true,
    mistakes: [
      {
        id: 'entry-by-entry',
        is: ({ g, most }) => g.map((value) => Math.sign(value) * Math.min(Math.abs(value), most)),
        say: 'You clipped each entry by itself. That changes the direction; the norm of what is left is not the one asked for.',
      },
      {
        id: 'to-length-one',
        is: ({ g }) => g.map((value) => value / norm(g)),
        say: 'That has the length 1. To which length was it to be shortened?',
      },
      {
        id: 'square-of-the-norm',
        is: ({ g, most }) => g.map((value) => (value * most) / norm(g) ** 2),
        say: 'You divided by the sum of the squares. The norm is its root.',
      },
    ],
    hints: [
      'All entries are multiplied by the same number, so the direction stays.',
      ({ g }) => md`The norm is $\sqrt{${g.map((value) => value ** 2).join(' + ')}} = ${fixed(norm(g), 3)}$.`,
    ],
    solution: ({ g, most }) =>
      md`Each entry times $${most} / ${fixed(norm(g), 3)} = ${fixed(most / norm(g), 4)}$.`,
  }),
})
