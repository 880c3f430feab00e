import { grad, hessian, mul, sub, sum as total, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  fixed,
  md,
  numeric,
  order,
  predictRun,
  sig,
  tensor,
} from 'chainrule/exercises'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), Math.abs(other), 0.05)),
  )

export default exercises({
  'what-and-how': choice({
    title: 'What and how',
    objectives: ['update'],
    prompt:
      'You exchange the squared error for the absolute error and keep everything else, plain gradient descent with the same learning rate. What have you changed?',
    options: [
      {
        id: 'what',
        correct: true,
        text: '*what* is minimized; how it is minimized is the same',
        say: 'The loss says what is good. The optimizer takes any loss that has slopes, and follows them by the same rule.',
      },
      {
        id: 'how',
        text: '*how* it is minimized; what is minimized is the same',
        say: 'The rule $w \\leftarrow w - \\eta\\, \\partial C / \\partial w$ has not changed. Which of its ingredients has?',
      },
      {
        id: 'nothing',
        text: 'nothing, because both losses are zero at the same predictions',
        say: 'They agree where every prediction is perfect. Do they agree about which imperfect predictions are better?',
      },
      {
        id: 'weights',
        text: 'the weights, at once',
        say: 'No weight moves until a step is made. What is computed differently in that step?',
      },
    ],
    hints: [
      'One of the two, loss and optimizer, is a function of the predictions; the other is a rule for changing weights.',
    ],
    solution:
      'The loss says *what* to make small, the optimizer *how*. A different loss is a different goal for the same rule.',
  }),

  'one-step': tensor({
    title: 'One step',
    objectives: ['update', 'gradient'],
    params: (draw) => ({
      w: draw.vector(2, [-3, 3], 0.5),
      g: draw.vector(2, [-4, 4], 0.5),
      eta: draw.choice([0.1, 0.2, 0.5]),
    }),
    where: ({ w, g, eta }) =>
      [...w, ...g].every((value) => value !== 0) &&
      w.every(
        (value, i) => Math.abs(value) !== Math.abs(g[i]!) && Math.abs(eta * g[i]!) !== Math.abs(value),
      ) &&
      g[0] !== g[1] &&
      g[0]! * g[1]! < 0,
    prompt: ({ w, g, eta }) =>
      md`Weights $w = ${w}$, gradient $\nabla C = ${g}$, learning rate $\eta = ${eta}$. Where are the weights after one step of gradient descent?`,
    answer: ({ w, g, eta }) => w.map((value, i) => value - eta * g[i]!),
    check: ({ w, g, eta }) => Array.from(sub(array([...w]), mul(array([...g]), eta)).data),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'uphill',
        is: ({ w, g, eta }) => w.map((value, i) => value + eta * g[i]!),
        say: 'That is one step *up*. The gradient points to where the cost grows: which way do you want to go?',
      },
      {
        id: 'no-rate',
        is: ({ w, g }) => w.map((value, i) => value - g[i]!),
        say: 'You subtracted the whole gradient. How much of it is taken?',
      },
      {
        id: 'step-only',
        is: ({ g, eta }) => g.map((value) => -eta * value),
        say: 'That is the step itself. Where does it start?',
      },
      {
        id: 'first-slope-for-both',
        is: ({ w, g, eta }) => w.map((value) => value - eta * g[0]!),
        say: 'Both weights were moved by the slope of the first. Each has its own.',
      },
    ],
    hints: [
      'Each weight by itself: old value minus learning rate times its own partial derivative.',
      ({ w, g, eta }) => md`The first: $${w[0]!} - ${eta} \cdot ${g[0]!}$. Mind the signs.`,
    ],
    solution: ({ w, g, eta }) =>
      md`$w_1 = ${w[0]!} - ${eta} \cdot ${g[0]!} = ${w[0]! - eta * g[0]!}$ and $w_2 = ${w[1]!} - ${eta} \cdot ${g[1]!} = ${w[1]! - eta * g[1]!}$.`,
  }),

  'which-way': choice({
    title: 'Which way?',
    objectives: ['gradient'],
    params: (draw) => ({ slope: draw.choice([-3, -2.5, -1.2, -0.4, 0.4, 1.2, 2.5, 3]) }),
    variants: 4,
    prompt: ({ slope }) =>
      md`At the present weight, $\partial C / \partial w = ${slope}$. What does a step of gradient descent do to this weight, and what to the cost if the step is small enough?`,
    options: ({ slope }) => [
      {
        id: 'up-down',
        correct: slope < 0,
        text: 'The weight grows, the cost falls.',
        say:
          slope < 0
            ? 'A negative slope: the cost falls to the right, so right it goes.'
            : 'The slope is positive: to the right the cost rises.',
      },
      {
        id: 'down-down',
        correct: slope > 0,
        text: 'The weight shrinks, the cost falls.',
        say:
          slope > 0
            ? 'A positive slope: the cost rises to the right, so the step goes left.'
            : 'The slope is negative: to the left the cost rises.',
      },
      {
        id: 'up-up',
        text: 'The weight grows, the cost grows.',
        say: 'Small enough steps against the gradient lower the cost, wherever the slope is not zero.',
      },
      {
        id: 'down-up',
        text: 'The weight shrinks, the cost grows.',
        say: 'Small enough steps against the gradient lower the cost, wherever the slope is not zero.',
      },
    ],
    check: ({ slope }) => (0 - 0.01 * slope > 0 ? 'up-down' : 'down-down'),
    shuffle: false,
    hints: ['The minus in $w - \\eta\\, \\partial C / \\partial w$: what does it do to a negative slope?'],
    solution: ({ slope }) =>
      md`The step is $-\eta \cdot ${slope}$, which is ${slope < 0 ? 'positive' : 'negative'}. Downhill is always the side to which the slope falls.`,
  }),

  'gradient-of-a-neuron': tensor({
    title: 'The gradient of a linear neuron',
    objectives: ['gradient', 'update'],
    params: (draw) => ({
      x: draw.vector(2, [-2, 3], 0.5),
      y: draw.vector(2, [-2, 4], 0.5),
      w: draw.choice([0.5, 1, 1.5, 2]),
      b: draw.choice([-1, 0.5, 1]),
    }),
    derived: ({ x, y, w, b }) => ({ e: x.map((value, i) => w * value + b - y[i]!) }),
    where: ({ x, e }) => {
      const [gw, gb] = [e[0]! * x[0]! + e[1]! * x[1]!, e[0]! + e[1]!]
      return (
        x[0] !== x[1] &&
        x.every((value) => value !== 0) &&
        e.every((value) => value !== 0) &&
        gw !== 0 &&
        gb !== 0 &&
        far(gw, gb, -gw) &&
        far(gb, gw / 2) &&
        Math.abs(gw) !== Math.abs(gb)
      )
    },
    prompt: ({ x, y, w, b }) =>
      md`A linear neuron $\hat y = w x + b$ has $w = ${w}$, $b = ${b}$. The data are $x = ${x}$ with targets $y = ${y}$, the cost is the mean squared error without ½. Give the gradient $(\partial C / \partial w,\ \partial C / \partial b)$.`,
    answer: ({ x, e }) => [e[0]! * x[0]! + e[1]! * x[1]!, e[0]! + e[1]!],
    check: ({ x, y, w, b }) => {
      const [weight, bias] = [array([w], { requiresGrad: true }), array([b], { requiresGrad: true })]
      const error = sub(mul(array([...x]), weight).add(bias), array([...y]))
      const slopes = grad(mul(total(mul(error, error)), 0.5), [weight, bias])
      return slopes.map((slope) => slope.item())
    },
    precision: { decimals: 2 },
    calc: true,
    mistakes: [
      {
        id: 'no-two',
        is: ({ x, e }) => [(e[0]! * x[0]! + e[1]! * x[1]!) / 2, (e[0]! + e[1]!) / 2],
        say: 'A factor is missing: the square brings a 2 with it when there is no ½.',
      },
      {
        id: 'sum',
        is: ({ x, e }) => [2 * (e[0]! * x[0]! + e[1]! * x[1]!), 2 * (e[0]! + e[1]!)],
        say: 'That is the gradient of the *sum* of the squares. The cost is their mean.',
      },
      {
        id: 'sign',
        is: ({ x, e }) => [-(e[0]! * x[0]! + e[1]! * x[1]!), -(e[0]! + e[1]!)],
        say: 'All signs are the other way round. Is this the direction of the *step*? Or, if you began with $y_i - \\hat y_i$: what is the slope of *that* by $w$ and by $b$?',
      },
      {
        id: 'no-input',
        is: ({ e }) => [e[0]! + e[1]!, e[0]! + e[1]!],
        say: 'Here both numbers are the same. In $\\hat y = w x + b$, how much does the prediction move when $w$ moves?',
      },
      {
        id: 'exchanged',
        is: ({ x, e }) => [e[0]! + e[1]!, e[0]! * x[0]! + e[1]! * x[1]!],
        say: 'Both numbers are there, in the other order. Which of them belongs to the weight?',
      },
    ],
    hints: [
      'First the two errors $\\hat y_i - y_i$.',
      ({ e }) =>
        md`The errors are $${e[0]!}$ and $${e[1]!}$. For $w$ each counts times its input, for $b$ once.`,
    ],
    solution: ({ x, e }) =>
      md`The errors are $${e}$. With two examples $2/n = 1$, so $\partial C / \partial w = ${e[0]!} \cdot ${x[0]!} + ${e[1]!} \cdot ${x[1]!} = ${e[0]! * x[0]! + e[1]! * x[1]!}$ and $\partial C / \partial b = ${e[0]! + e[1]!}$.`,
  }),

  'factor-of-a-step': expression({
    title: 'The factor of one step',
    objectives: ['divergence'],
    prompt: String.raw`On $C = a w^2$, what factor does one step of gradient descent multiply $w$ by? Write it with $\eta$ and $a$. (Mind that there is no ½ here.)`,
    symbols: { w: 'nonzero', a: 'positive', η: 'positive', C: { is: 'a w^2' } },
    answer: () => '1 - 2 η a',
    check: () => '(w - η ∂C/∂w)/w',
    forms: ['noDerivative', { only: ['η', 'a'] }],
    mistakes: [
      {
        id: 'half-assumed',
        is: () => '1 - η a',
        say: 'That is the factor for $\\frac12 a w^2$. What is the slope of $a w^2$?',
      },
      {
        id: 'step-only',
        is: () => '-2 η a',
        say: 'That is the step as a multiple of $w$. The weight itself is still there.',
      },
      { id: 'uphill', is: () => '1 + 2 η a', say: 'With a plus the weight moves away from the minimum.' },
    ],
    hints: ['One step: $w - \\eta \\cdot 2 a w$.', 'Take out $w$.'],
    solution: String.raw`The slope is $2 a w$, so one step gives $w - 2 \eta a w = (1 - 2 \eta a)\, w$. The curvature is $2a$, so this is $1 - \eta\lambda$ again.`,
  }),

  'half-a-parabola': derivation({
    title: 'Two steps at once',
    objectives: ['divergence'],
    prompt: String.raw`Where is the weight after *two* steps on $C = \frac12 \lambda w^2$? Here $v$ is the weight after the first step. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        w: 'real',
        λ: 'positive',
        η: 'positive',
        C: { is: '1/2 λ w^2' },
        v: { is: '(1 - η λ) w' },
      },
      steps: [
        {
          expr: 'v - η λ v = [[(1 - η λ)]] v',
          by: 'The second step is made from $v$, with the slope at $v$.',
        },
        { expr: '= [[(1 - η λ)^2]] w', by: 'And $v$ was made from $w$ in the same way.' },
      ],
    },
    hints: ['The first gap is the factor of one step.', 'The same factor twice.'],
    solution: String.raw`Each step multiplies by $1 - \eta\lambda$, so two steps multiply by $(1 - \eta\lambda)^2$ and $k$ steps by $(1 - \eta\lambda)^k$.`,
  }),

  'highest-rate': numeric({
    title: 'The highest rate',
    objectives: ['divergence'],
    params: (draw) => ({ a: draw.choice([0.5, 1.5, 2, 3, 5]), c: draw.choice([4, 6, 8, 10, 25]) }),
    where: ({ a, c }) => a < c && far(1 / c, 2 / c, 1 / a, 1 / (2 * c), 2 / (a + c), 1 / (a + c)),
    prompt: ({ a, c }) =>
      md`The cost is $C = ${a}\, w_1^2 + ${c}\, w_2^2$. Above which learning rate does gradient descent diverge?`,
    answer: ({ c }) => 2 / (2 * c),
    check: ({ a, c }) => {
      const matrix = hessian((w) => total(mul(mul(w, w), [a, c])), array([0.3, -0.7])).toArray() as number[][]
      return 2 / Math.max(matrix[0]![0]!, matrix[1]![1]!)
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'coefficient-as-curvature',
        is: ({ c }) => 2 / c,
        say: 'You took the coefficient for the curvature. What is the second derivative of $c\\, w^2$?',
      },
      {
        id: 'flattest',
        is: ({ a }) => 1 / a,
        say: 'That is the limit of the *other* direction. Which of the two gives way first?',
      },
      {
        id: 'curvatures-added',
        is: ({ a, c }) => 1 / (a + c),
        say: 'Here the two curvatures are added. Each weight walks in its own parabola: which one leaves first?',
      },
      {
        id: 'half-limit',
        is: ({ c }) => 1 / (2 * c),
        say: 'That rate jumps to the bottom of the steeper direction in one step. How far above it may you go before a step lands farther away than it started?',
      },
    ],
    hints: [
      'The curvatures are the second derivatives, one for each weight.',
      ({ a, c }) => md`They are $${2 * a}$ and $${2 * c}$. The limit is set by the larger.`,
    ],
    solution: ({ c }) =>
      md`The largest curvature is $\lambda_{\max} = 2 \cdot ${c} = ${2 * c}$, and the limit is $2/\lambda_{\max} = ${sig(1 / c, 4)}$.`,
  }),

  'what-will-it-do': choice({
    title: 'Before it happens',
    objectives: ['divergence'],
    params: (draw) => ({
      curvature: draw.choice([2, 4, 5, 8]),
      product: draw.choice([0.4, 0.6, 1.4, 1.8, 2.2, 3]),
    }),
    derived: ({ curvature, product }) => ({ rate: Number((product / curvature).toFixed(4)) }),
    prompt: ({ curvature, rate }) =>
      md`On a parabola with curvature $\lambda = ${curvature}$ you take steps with $\eta = ${rate}$. What does the distance to the minimum do?`,
    options: ({ product }) => [
      {
        id: 'creeps',
        correct: product < 1,
        text: 'It shrinks, always on the same side.',
        say:
          product < 1
            ? 'The factor $1 - \\eta\\lambda$ lies between 0 and 1.'
            : 'Compute the factor $1 - \\eta\\lambda$: which sign has it?',
      },
      {
        id: 'swings',
        correct: product > 1 && product < 2,
        text: 'It shrinks, changing sides at every step.',
        say:
          product > 1 && product < 2
            ? 'The factor lies between −1 and 0.'
            : 'Compute the factor $1 - \\eta\\lambda$: sign and size.',
      },
      {
        id: 'diverges',
        correct: product > 2,
        text: 'It grows, changing sides at every step.',
        say:
          product > 2
            ? 'The factor is below −1.'
            : 'Compute the factor $1 - \\eta\\lambda$: is its size above 1?',
      },
      {
        id: 'runs-away',
        text: 'It grows, always on the same side.',
        say: 'For that the factor would have to be above 1, that is, the curvature negative: a hill.',
      },
    ],
    check: ({ curvature, rate }) => {
      let w = 1
      w -= rate * curvature * w
      return Math.abs(w) > 1 ? 'diverges' : w < 0 ? 'swings' : 'creeps'
    },
    shuffle: false,
    hints: ['One step multiplies the distance by $1 - \\eta\\lambda$.'],
    solution: ({ curvature, rate }) =>
      md`$1 - \eta\lambda = 1 - ${rate} \cdot ${curvature} = ${fixed(1 - rate * curvature, 2)}$.`,
  }),

  'print-the-path': predictRun({
    title: 'What does it print?',
    objectives: ['update', 'divergence'],
    params: (draw) => ({ start: draw.choice([2, 4, 8, -4]), rate: draw.choice([0.25, 0.75, 1.5]) }),
    prompt: 'The slope of $w^2$ is $2w$. What does this program print?',
    run: ({ start, rate }) => ({
      kind: 'cell',
      code: `let w = ${start}\nfor (let step = 0; step < 3; step++) {\n  w -= ${rate} * 2 * w\n  console.log(w)\n}`,
    }),
    ask: {
      kind: 'output',
      answer: ({ start, rate }) => [1, 2, 3].map((k) => String(start * (1 - 2 * rate) ** k)).join('\n'),
      mistakes: [
        {
          id: 'same-step',
          is: ({ start, rate }) => [1, 2, 3].map((k) => String(start - k * rate * 2 * start)).join('\n'),
          say: 'You took the first step three times. The slope is computed anew at every place.',
        },
        {
          id: 'uphill',
          is: ({ start, rate }) => [1, 2, 3].map((k) => String(start * (1 + 2 * rate) ** k)).join('\n'),
          say: 'That climbs. What does `-=` do?',
        },
      ],
    },
    hints: ['One line for each step. By what factor does a step multiply `w`?'],
    solution: ({ rate }) => md`Each step multiplies $w$ by $1 - 2 \cdot ${rate} = ${1 - 2 * rate}$.`,
  }),

  'updates-in-all': numeric({
    title: 'Epochs and updates',
    objectives: ['epochs'],
    params: (draw) => ({
      n: draw.choice([90, 150, 200, 320]),
      batch: draw.choice([20, 32, 50, 64]),
      epochs: draw.choice([3, 5, 10]),
    }),
    where: ({ n, batch, epochs }) =>
      n % batch !== 0 &&
      n > batch &&
      far(
        Math.ceil(n / batch) * epochs,
        Math.floor(n / batch) * epochs,
        epochs,
        n * epochs,
        Math.ceil(n / batch),
      ),
    prompt: ({ n, batch, epochs }) =>
      md`A data set has ${n} examples. You train for ${epochs} epochs with batches of ${batch}; what is left at the end of an epoch makes a smaller last batch. How often are the weights updated?`,
    answer: ({ n, batch, epochs }) => Math.ceil(n / batch) * epochs,
    check: ({ n, batch, epochs }) => {
      let updates = 0
      for (let epoch = 0; epoch < epochs; epoch++) for (let at = 0; at < n; at += batch) updates++
      return updates
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'last-batch-dropped',
        is: ({ n, batch, epochs }) => Math.floor(n / batch) * epochs,
        say: 'That leaves the smaller last batch out. Its examples want to be seen, too.',
      },
      {
        id: 'once-per-epoch',
        is: ({ epochs }) => epochs,
        say: 'That is the number of epochs. Is there one update in an epoch, or one for every batch?',
      },
      {
        id: 'per-example',
        is: ({ n, epochs }) => n * epochs,
        say: 'That would be one update for every example.',
      },
      {
        id: 'one-epoch',
        is: ({ n, batch }) => Math.ceil(n / batch),
        say: 'That is the number of updates in *one* epoch.',
      },
      {
        id: 'batch-across-epochs',
        is: ({ n, batch, epochs }) => {
          const packed = Math.ceil((n * epochs) / batch)
          const others = [Math.ceil(n / batch) * epochs, Math.floor(n / batch) * epochs, Math.ceil(n / batch)]
          return others.includes(packed) ? null : packed
        },
        say: 'This fills the last batch of an epoch with examples of the next one. What happens here to what is left at the end of an epoch?',
      },
    ],
    hints: ['How many batches does one pass over the data make, the last one included?'],
    solution: ({ n, batch, epochs }) =>
      md`One epoch has ${Math.ceil(n / batch)} batches, the last with ${n % batch} examples; ${epochs} epochs have ${Math.ceil(n / batch) * epochs}, with one update each.`,
  }),

  'why-it-stopped': choice({
    title: 'Stopped, but where?',
    objectives: ['landscape'],
    prompt:
      'Training stops because the gradient is shorter than its threshold. The cost is still high. Which explanation can be *ruled out*?',
    options: [
      {
        id: 'slope',
        correct: true,
        text: 'the weights are on a steep slope, between two valleys',
        say: 'On a steep slope the gradient is long. Whatever it is that stopped the training, it is flat here.',
      },
      {
        id: 'plateau',
        text: 'the weights are on a plateau',
        say: 'A plateau is flat, so the gradient is short there, and the cost may well be high: it can be this. Where can the gradient *not* be short?',
      },
      {
        id: 'saddle',
        text: 'the weights are near a saddle',
        say: 'At a saddle the gradient is zero, although the cost falls to two sides: it can be this. Where can the gradient *not* be short?',
      },
      {
        id: 'local',
        text: 'the weights are in a local minimum',
        say: 'In a local minimum the gradient is zero, and somewhere else the cost may be lower: it can be this. Where can the gradient *not* be short?',
      },
    ],
    hints: ['What does a threshold on the gradient know about the cost?'],
    solution:
      'A short gradient means *flat*. Minimum, saddle, plateau and hilltop are all flat; a slope is not.',
  }),

  'the-loop': order({
    title: 'The whole loop',
    objectives: ['epochs', 'update'],
    prompt: 'Put the lines of training in order. One line does not belong.',
    blocks: [
      { id: 'start', text: 'choose the weights at random', after: [] },
      { id: 'epoch', text: 'for every epoch, for every batch:', after: ['start'] },
      { id: 'predict', text: '— compute the predictions of the batch', after: ['epoch'] },
      { id: 'cost', text: '— compute their cost', after: ['predict'] },
      { id: 'gradient', text: '— compute the gradient of the cost by every weight', after: ['cost'] },
      { id: 'update', text: '— subtract learning rate times gradient from the weights', after: ['gradient'] },
      {
        id: 'stop',
        text: 'after the last epoch, or when the gradient has become short enough: stop',
        after: ['update'],
      },
      {
        id: 'again',
        text: '— choose the weights at random again',
        distractor: true,
        say: 'That would throw away what has been learned. How often is the random start made?',
      },
    ],
    hints: ['Each line uses something that the line before has made.'],
    solution:
      'Random start once. Then, for every batch of every epoch: predictions, cost, gradient, update. Stop at the end or where it is flat.',
  }),

  'write-descent': code({
    title: 'Write gradient descent',
    objectives: ['update'],
    prompt: md`
\`slope(w)\` gives the slope of the cost at \`w\`. Write \`descend\`: it starts at \`w\`, takes \`steps\` steps with learning rate \`rate\`, and returns where it has arrived.
    `,
    starter: `function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {
  for (let step = 0; step < steps; step++) {
    ____
  }
  return w
}`,
    program: `function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {
  for (let step = 0; step < steps; step++) {
    w -= rate * slope(w)
  }
  return w
}`,
    tests: [
      {
        id: 'downhill',
        name: 'it goes downhill',
        code: 'const w = descend((w) => 2 * w, 1, 0.1, 1)\nassert(w < 1, `From 1, where the slope of w² is 2, it goes to ${w}.`)',
        say: 'It does not move toward lower cost. Does `w` change at all? And if so, what is the sign of the step?',
      },
      {
        id: 'one-step',
        name: 'a single step has the right length',
        code: "assertClose(descend((w) => 2 * w, 1, 0.1, 1), 0.8, 'after one step')",
        say: 'The direction is right, the length is not. What multiplies the slope?',
      },
      {
        id: 'slope-anew',
        name: 'the slope is taken anew at every place',
        code: "assertClose(descend((w) => 2 * w, 1, 0.1, 3), 0.8 ** 3, 'after three steps')",
        say: 'One step is right, three are not. At which weight is the slope of the second step computed?',
      },
      {
        id: 'any-slope',
        name: 'it works for another slope',
        code: "assertClose(descend((w) => w - 3, 0, 0.5, 20), 3 - 3 * 0.5 ** 20, 'the minimum of (w − 3)²/2')",
        say: 'It works on w² only. Do you use the `slope` that you are given?',
      },
    ],
    wrong: [
      {
        id: 'uphill',
        program:
          'function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {\n  for (let step = 0; step < steps; step++) w += rate * slope(w)\n  return w\n}',
        fails: 'downhill',
      },
      {
        id: 'no-rate',
        program:
          'function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {\n  for (let step = 0; step < steps; step++) w -= slope(w)\n  return w\n}',
        fails: 'one-step',
      },
      {
        id: 'first-slope',
        program:
          'function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {\n  const s = slope(w)\n  for (let step = 0; step < steps; step++) w -= rate * s\n  return w\n}',
        fails: 'slope-anew',
      },
      {
        id: 'own-slope',
        program:
          'function descend(slope: (w: number) => number, w: number, rate: number, steps: number): number {\n  for (let step = 0; step < steps; step++) w -= rate * 2 * w\n  return w\n}',
        fails: 'any-slope',
      },
    ],
    hints: [
      'One line: the weight becomes the weight minus something.',
      'The slope at the present weight is `slope(w)`.',
    ],
    solution: md`
\`w -= rate * slope(w)\`
    `,
  }),
})
