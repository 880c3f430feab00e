import { SGD, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  expression,
  fixed,
  md,
  multi,
  numeric,
  sig,
  tensor,
} from 'chainrule/exercises'

const distinct = (...values: number[]): boolean =>
  values.every((value, i) =>
    values.slice(i + 1).every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), 0.05)),
  )

const soft = (m: number, by: number): number => Math.sign(m) * Math.max(0, Math.abs(m) - by)

/** Programs of the code exercise, each with its one mistake. */
const program = (body: string) =>
  `function l1Step(w: number[], g: number[], eta: number, alpha: number): number[] {\n${body}\n}`

export default exercises({
  'one-step': numeric({
    title: 'One step with a penalty',
    objectives: ['slope'],
    params: (draw) => ({
      w: draw.choice([-3, -2, 1.5, 2, 4]),
      g: draw.choice([-0.6, -0.4, 0.5, 0.8, 1.2]),
      eta: draw.choice([0.1, 0.2]),
      alpha: draw.choice([0.3, 0.5, 0.8]),
    }),
    where: ({ w, g, eta, alpha }) =>
      distinct(
        w - eta * (g + alpha * w),
        w - eta * (g - alpha * w),
        w - eta * g - alpha * w,
        w - eta * (g + (alpha / 2) * w * w),
        w - eta * g,
        w - eta * (g + 2 * alpha * w),
      ),
    prompt: ({ w, g, eta, alpha }) =>
      md`A weight is $w = ${w}$, the slope of the loss alone is $g = ${g}$. The penalty is $\frac{\alpha}{2} w^2$ with $\alpha = ${alpha}$, and $\eta = ${eta}$. Where is the weight after one step of plain gradient descent?`,
    answer: ({ w, g, eta, alpha }) => (1 - eta * alpha) * w - eta * g,
    check: ({ w, g, eta, alpha }) => {
      const weight = array([w], { requiresGrad: true })
      weight.grad = array([g])
      new SGD([weight], { learningRate: eta, weightDecay: alpha }).step()
      return weight.item()
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'pushed-away',
        is: ({ w, g, eta, alpha }) => w - eta * (g - alpha * w),
        say: 'Your penalty pushes the weight *away* from zero. Which way does a step go along a slope?',
      },
      {
        id: 'without-rate',
        is: ({ w, g, eta, alpha }) => w - eta * g - alpha * w,
        say: 'The penalty is part of the cost, so its slope is multiplied by the learning rate, too.',
      },
      {
        id: 'penalty-for-slope',
        is: ({ w, g, eta, alpha }) => w - eta * (g + (alpha / 2) * w * w),
        say: 'You added the penalty itself to the slope. What is *its* slope?',
      },
      {
        id: 'factor-two',
        is: ({ w, g, eta, alpha }) => w - eta * (g + 2 * alpha * w),
        say: 'That is the slope of $\\alpha w^2$. Here the penalty has a ½.',
      },
      {
        id: 'no-penalty',
        is: ({ w, g, eta }) => w - eta * g,
        say: 'That is the step of the loss alone.',
      },
    ],
    hints: ['The slope of the cost is $g + \\alpha w$.'],
    solution: ({ w, g, eta, alpha }) =>
      md`$w - \eta(g + \alpha w) = ${w} - ${eta} \cdot (${g} + ${alpha} \cdot (${w})) = ${sig(w - eta * (g + alpha * w), 4)}$.`,
  }),

  'keras-to-pytorch': numeric({
    title: 'From Keras to PyTorch',
    objectives: ['slope'],
    params: (draw) => ({ c: draw.choice([0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08]) }),
    variants: 4,
    prompt: ({ c }) =>
      md`A layer in Keras has \`kernel_regularizer=regularizers.L2(${c})\` and is trained with plain SGD. Which \`weight_decay\` gives \`torch.optim.SGD\` the same steps of the weights?`,
    answer: ({ c }) => 2 * c,
    check: ({ c }) => {
      // The slope of c·w² by a symmetric difference, as a multiple of w.
      const [w, h] = [1.7, 1e-4]
      return (c * (w + h) ** 2 - c * (w - h) ** 2) / (2 * h) / w
    },
    precision: { decimals: 5 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'same-number',
        is: ({ c }) => c,
        say: 'With the same number the steps differ. Write down both penalties: who has a ½?',
      },
      {
        id: 'halved',
        is: ({ c }) => c / 2,
        say: 'You went the wrong way: PyTorch adds $\\alpha w$ to the gradient. What does the slope of $c\\,w^2$ add?',
      },
    ],
    hints: ['Compare the slopes, $2cw$ and $\\alpha w$.'],
    solution: ({ c }) => md`The slope of $c\,w^2$ is $2cw$, so $\alpha = 2c = ${sig(2 * c, 3)}$.`,
  }),

  'price-of-a-budget': numeric({
    title: 'The price of a budget',
    objectives: ['budget'],
    params: (draw) => ({
      m: draw.choice([
        [3, 4],
        [6, 8],
        [5, 12],
        [2, 1.5],
        [1.2, 0.9],
        [8, 15],
        [2.4, 3.2],
      ]),
      r: draw.choice([0.5, 0.8, 2, 3, 4]),
    }),
    derived: ({ m }) => ({ length: Math.sqrt(m[0]! ** 2 + m[1]! ** 2) }),
    variants: 8,
    where: ({ length, r }) =>
      length > 1.3 * r &&
      distinct(length / r - 1, length / (r * r) - 1, length / r, length - r, 1 - r / length),
    prompt: ({ m, r }) =>
      md`A round bowl, $L = \frac12 \left((w_1 - ${m[0]!})^2 + (w_2 - ${m[1]!})^2\right)$, and a budget $w_1^2 + w_2^2 \le ${r * r}$. Which $\alpha$ of an L2 penalty leads to the same weights?`,
    answer: ({ length, r }) => length / r - 1,
    check: ({ m, r }) => {
      // Bisection: the weights m/(1 + α) use the budget up.
      let [low, high] = [0, 1000]
      for (let i = 0; i < 80; i++) {
        const alpha = (low + high) / 2
        const used = m.reduce((total, value) => total + (value / (1 + alpha)) ** 2, 0)
        if (used > r * r) low = alpha
        else high = alpha
      }
      return low
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'budget-as-length',
        is: ({ length, r }) => length / (r * r) - 1,
        say: 'You took the budget for the length of the weights. It limits the *square* of the length.',
      },
      {
        id: 'one-too-much',
        is: ({ length, r }) => length / r,
        say: 'Nearly: that is the factor by which the weights shrink, $1 + \\alpha$.',
      },
      {
        id: 'difference',
        is: ({ length, r }) => length - r,
        say: 'That is how far the best weights are from the minimum: the size of the slope there. The penalty’s slope is $\\alpha$ times the *weights*.',
      },
      {
        id: 'part-lost',
        is: ({ length, r }) => 1 - r / length,
        say: 'That is the part of the weights that is lost. What must $\\alpha$ be for it?',
      },
    ],
    hints: [
      'With curvature 1 in every direction, the penalty leaves $m/(1 + \\alpha)$ of the minimum $m$.',
      'How long is $m$, and how long may $w$ be?',
    ],
    solution: ({ m, r, length }) =>
      md`The minimum is $${sig(length, 4)}$ away from zero, the weights may be ${r} long. They are $(${m[0]!}, ${m[1]!})/(1 + \alpha)$, so $1 + \alpha = ${sig(length, 4)}/${r}$, and $\alpha = ${sig(length / r - 1, 4)}$.`,
  }),

  'soft-threshold': tensor({
    title: 'What L1 leaves',
    objectives: ['sparsity'],
    params: (draw) => ({
      m: draw.choice([
        [1.5, -0.2, -2, 0.6],
        [0.3, -1.2, 2.5, -0.1],
        [-0.15, 0.9, -1.8, 3],
        [2.2, 0.1, -0.7, -1.4],
      ]),
      lambda: draw.choice([2, 4]),
      alpha: draw.choice([0.8, 1, 1.2]),
    }),
    variants: 8,
    where: ({ m, lambda, alpha }) => m.some((value) => Math.abs(value) < 0.9 * (alpha / lambda)),
    prompt: ({ m, lambda, alpha }) =>
      md`Along four directions that do not disturb each other the loss has the curvature ${lambda} and its minimum at $${m}$. What are the best weights under an L1 penalty with $\alpha = ${alpha}$?`,
    answer: ({ m, lambda, alpha }) => m.map((value) => soft(value, alpha / lambda)),
    check: ({ m, lambda, alpha }) =>
      // The least of the cost, found by ternary search on either side of zero and at zero.
      m.map((value) => {
        const cost = (c: number) => 0.5 * lambda * (c - value) ** 2 + alpha * Math.abs(c)
        const least = (from: number, to: number) => {
          let [a, b] = [from, to]
          for (let i = 0; i < 200; i++) {
            const [p, q] = [a + (b - a) / 3, b - (b - a) / 3]
            if (cost(p) < cost(q)) b = q
            else a = p
          }
          return (a + b) / 2
        }
        return [least(-5, 0), least(0, 5), 0].reduce((x, y) => (cost(y) < cost(x) + 1e-12 ? y : x))
      }),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'not-divided',
        is: ({ m, alpha }) => m.map((value) => soft(value, alpha)),
        say: 'You subtracted $\\alpha$. Where the loss is steeper, the same pull moves a weight less.',
      },
      {
        id: 'like-l2',
        is: ({ m, lambda, alpha }) => m.map((value) => (lambda / (lambda + alpha)) * value),
        say: 'That is what L2 leaves: a part of each. L1 subtracts.',
      },
      {
        id: 'beyond-zero',
        is: ({ m, lambda, alpha }) => m.map((value) => value - Math.sign(value) * (alpha / lambda)),
        say: 'A weight has been pulled beyond zero to the other side. There the penalty would pull it back: where does it end?',
      },
      {
        id: 'hard',
        is: ({ m, lambda, alpha }) => m.map((value) => (Math.abs(value) > alpha / lambda ? value : 0)),
        say: 'The right ones are zero. But the others do not stay as they are: they pay, too.',
      },
    ],
    hints: [
      ({ lambda, alpha }) => md`Each moves toward zero by $\alpha/\lambda = ${sig(alpha / lambda, 3)}$.`,
      'A weight that would cross zero stays there.',
    ],
    solution: ({ m, lambda, alpha }) =>
      md`Each is moved by $${sig(alpha / lambda, 3)}$ toward zero and not beyond: ${m.map((value) => String(Number(soft(value, alpha / lambda).toPrecision(4)))).join(', ')}.`,
  }),

  'which-makes-zeros': multi({
    title: 'Zeros and no zeros',
    objectives: ['sparsity', 'budget'],
    prompt: 'Mark what is true of the weights at the least cost, for a loss that is a bowl.',
    options: [
      {
        id: 'l1-small-change',
        correct: true,
        text: 'Under L1 a weight that is zero often stays exactly zero when the data change a little.',
        say: 'As long as the slope of the loss at zero stays below $\\alpha$ in size, nothing moves it. That is the shaded zone.',
      },
      {
        id: 'l1-slope',
        correct: true,
        text: 'Under L1 a weight is zero if the slope of the loss there is smaller in size than α.',
        say: 'The loss does not pull hard enough to pay the price of the first bit of weight.',
      },
      {
        id: 'l2-large-alpha',
        text: 'Under L2 all weights become exactly zero if α is large enough.',
        say: 'They become as small as you like. But the factor $\\lambda/(\\lambda + \\alpha)$ is never zero.',
      },
      {
        id: 'l1-alpha-any',
        text: 'Under L1 some weight is zero for every α above 0.',
        say: 'If every direction’s $m$ is larger than $\\alpha/\\lambda$, all are only shifted. A small enough price makes no zeros.',
      },
      {
        id: 'l2-equal',
        text: 'Under L2 all weights shrink by the same factor.',
        say: 'Only if all curvatures are equal. The factor is $\\lambda/(\\lambda + \\alpha)$: quiet directions shrink more.',
      },
    ],
    hints: ['L2 multiplies, L1 subtracts. When is the result exactly zero?'],
    solution:
      'L1 leaves a weight at zero as long as the loss pulls with less than $\\alpha$; that holds on a whole zone, and it is reached only if the price is high enough. L2 multiplies by $\\lambda/(\\lambda + \\alpha)$, which is different for every curvature and never zero.',
  }),

  'write-shrink': code({
    title: 'Write a step that makes zeros',
    objectives: ['sparsity', 'slope'],
    prompt: md`
Write one step of gradient descent under an L1 penalty: for each weight first the step of the loss, with the slopes \`g\`, then toward zero by \`eta * alpha\`, and not beyond it.
    `,
    starter: program(`  return w.map((value, k) => {
    const stepped = ____
    return ____
  })`),
    program: program(`  return w.map((value, k) => {
    const stepped = value - eta * g[k]!
    return Math.sign(stepped) * Math.max(0, Math.abs(stepped) - eta * alpha)
  })`),
    tests: [
      {
        id: 'loss',
        name: 'with alpha = 0 it is plain gradient descent',
        code: "assertClose(l1Step([1, -2, 0.5], [0.5, -1, 2], 0.1, 0), [0.95, -1.9, 0.3], 'without a penalty')",
        say: 'Without a penalty the step should be $w - \\eta g$.',
      },
      {
        id: 'shrinks',
        name: 'large weights move toward zero by eta times alpha, from both sides',
        code: "assertClose(l1Step([1, -2], [0, 0], 0.1, 2), [0.8, -1.8], 'with slopes of 0')",
        say: 'Large weights should lose $\\eta\\alpha$ in size, whatever their sign and however large they are.',
      },
      {
        id: 'stops',
        name: 'a weight that would cross zero is exactly zero',
        code: "const out = l1Step([0.15, -0.05, 0], [0, 0, 0], 0.1, 2)\nassert(out.every((value) => Math.abs(value) === 0), `With slopes of 0, eta = 0.1 and alpha = 2, the weights 0.15, -0.05 and 0 became ${out.join(', ')}.`)",
        say: 'A weight smaller than $\\eta\\alpha$ should end exactly at zero, not on the other side.',
      },
      {
        id: 'order',
        name: 'the step of the loss comes first',
        code: "assertClose(l1Step([0.1], [-3], 0.1, 2), [0.2], 'w = 0.1, g = -3, eta = 0.1, alpha = 2')",
        say: 'The weight was shrunk before the loss had its say. Then it stops at zero too early, and the result is another.',
      },
      {
        id: 'fresh',
        name: 'the weights that were given stay as they are',
        code: "const given = [1, 2]\nl1Step(given, [1, 1], 0.1, 1)\nassertClose(given, [1, 2], 'the array that was given')",
        say: 'Return new weights; the ones that were given have been changed.',
      },
    ],
    wrong: [
      {
        id: 'slope-only',
        program: program('  return w.map((value, k) => value - eta * (g[k]! + alpha * Math.sign(value)))'),
        fails: 'stops',
      },
      {
        id: 'l2',
        program: program('  return w.map((value, k) => (1 - eta * alpha) * value - eta * g[k]!)'),
        fails: 'shrinks',
      },
      {
        id: 'hard',
        program: program(
          '  return w.map((value, k) => {\n    const stepped = value - eta * g[k]!\n    return Math.abs(stepped) <= eta * alpha ? 0 : stepped\n  })',
        ),
        fails: 'shrinks',
      },
      {
        id: 'without-rate',
        program: program(
          '  return w.map((value, k) => {\n    const stepped = value - eta * g[k]!\n    return Math.sign(stepped) * Math.max(0, Math.abs(stepped) - alpha)\n  })',
        ),
        fails: 'shrinks',
      },
      {
        id: 'shrink-first',
        program: program(
          '  return w.map((value, k) => Math.sign(value) * Math.max(0, Math.abs(value) - eta * alpha) - eta * g[k]!)',
        ),
        fails: 'order',
      },
      {
        id: 'in-place',
        program: program(
          '  w.forEach((value, k) => {\n    const stepped = value - eta * g[k]!\n    w[k] = Math.sign(stepped) * Math.max(0, Math.abs(stepped) - eta * alpha)\n  })\n  return w',
        ),
        fails: 'fresh',
      },
    ],
    hints: [
      '`stepped` is `value - eta * g[k]`.',
      'Its size loses `eta * alpha`, but not more than it has: `Math.max(0, …)`. Its sign stays.',
    ],
    solution: md`
\`Math.sign(stepped) * Math.max(0, Math.abs(stepped) - eta * alpha)\` with \`stepped = value - eta * g[k]\`. Repeated, this is known as iterative shrinkage and thresholding.
    `,
  }),

  'what-is-left': numeric({
    title: 'What is left of it?',
    objectives: ['decay'],
    params: (draw) => ({
      eta: draw.choice([0.001, 0.002, 0.003]),
      decay: draw.choice([0.01, 0.05, 0.1]),
      steps: draw.choice([1000, 2000, 5000, 10000]),
    }),
    where: ({ eta, decay, steps }) => {
      const left = (1 - eta * decay) ** steps
      const linear = 1 - eta * decay * steps
      return left < 0.97 && linear > 0.02 && Math.abs(left - linear) > 0.005
    },
    prompt: ({ eta, decay, steps }) =>
      md`In PyTorch you train with \`AdamW(lr=${eta}, weight_decay=${decay})\` for ${steps} steps. One weight has a gradient of zero all the time. Which part of it is left at the end? (Three decimals.)`,
    answer: ({ eta, decay, steps }) => (1 - eta * decay) ** steps,
    check: ({ eta, decay, steps }) => {
      let w = 1
      for (let step = 0; step < steps; step++) w -= eta * decay * w
      return w
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'without-rate',
        is: ({ decay, steps }) => (1 - decay) ** steps,
        say: 'Here the number is multiplied by the learning rate: each step takes $\\eta\\lambda$.',
      },
      {
        id: 'linear',
        is: ({ eta, decay, steps }) => 1 - eta * decay * steps,
        say: 'Each step takes a part of what is *left*, not of what there was at first.',
      },
      {
        id: 'gone',
        is: ({ eta, decay, steps }) => 1 - (1 - eta * decay) ** steps,
        say: 'That is the part that is gone.',
      },
    ],
    hints: ['Each step multiplies it by $1 - \\eta\\lambda$.'],
    solution: ({ eta, decay, steps }) =>
      md`$(1 - ${eta} \cdot ${decay})^{${steps}} = ${fixed((1 - eta * decay) ** steps, 4)}$. Adam's own part does nothing to it: its gradient is zero.`,
  }),

  'where-it-rests': expression({
    title: 'Where does it come to rest?',
    objectives: ['momentum'],
    prompt: String.raw`Momentum with decoupled decay: $\Delta_t = \mu \Delta_{t-1} - \eta g$ and $w \leftarrow (1 - d)\,w + \Delta_t$. It rests where neither $w$ nor $\Delta$ changes any more. There the slope of the loss is $g = -k\,w$. Give $k$ in $\eta$, $\mu$ and $d$, straight from these two rules.`,
    symbols: { η: 'positive', μ: 'unit', d: 'unit' },
    answer: () => 'd (1 - μ)/η',
    check: () => 'd/(η (1 + μ/(1 - μ)))',
    mistakes: [
      {
        id: 'as-without-momentum',
        is: () => 'd/η',
        say: 'That is the answer without momentum. At rest $\\Delta$ is not zero: it just makes up for the decay. What is it?',
      },
      {
        id: 'upside-down',
        is: () => 'd/(η (1 - μ))',
        say: 'At rest the step is $-\\eta g/(1 - \\mu)$: *larger* than without momentum. So is the loss stronger against the decay, or weaker?',
      },
      {
        id: 'decay-remembered',
        is: () => 'd (1 - μ)/(η (1 - d))',
        say: 'Is the decay taken from the weight before the step is added, or after? At rest $w = (1 - d)w + \\Delta$.',
      },
    ],
    hints: [
      'At rest $\\Delta = \\mu\\Delta - \\eta g$. Solve for $\\Delta$.',
      'At rest $w = (1 - d) w + \\Delta$, so $\\Delta = d\\,w$.',
    ],
    solution: String.raw`$\Delta = -\eta g/(1 - \mu)$ and $\Delta = d\,w$, so $g = -\frac{d(1-\mu)}{\eta}\,w$. This is the condition for the least of $L + \frac{a}{2} w^2$ with the $a$ of the translation: its momentum and the push have no say in where it ends, only in the way there.`,
  }),

  'silent-under-momentum': derivation({
    title: 'A weight that nobody needs',
    objectives: ['momentum'],
    prompt: String.raw`A weight without gradient, under momentum with an L2 penalty: $w_{t+1} = (1 + \mu - \eta\alpha)\,w_t - \mu\,w_{t-1}$. Suppose that each step takes the part $d$ of it: $w_t = (1 - d)^t$. Then $P = z^2 - (1 + \mu - \eta\alpha)\,z + \mu$ is zero at $z = 1 - d$. Find out which $\eta\alpha$ that takes. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        η: 'positive',
        α: 'positive',
        μ: 'unit',
        d: 'unit',
        P: { is: '(1 - d)^2 - (1 + μ - η α)(1 - d) + μ' },
      },
      steps: [
        {
          expr: 'P = (1 - d)^2 - (1 + μ)(1 - d) + μ + [[η α (1 - d)]]',
          by: 'The term with $\\eta\\alpha$ by itself.',
        },
        {
          expr: '= (1 - d - 1)([[1 - d - μ]]) + η α (1 - d)',
          by: 'The rest is $z^2 - (1 + \\mu) z + \\mu = (z - 1)(z - \\mu)$ at $z = 1 - d$.',
        },
        {
          expr: '= η α (1 - d) - [[d (1 - d - μ)]]',
          by: 'So $P = 0$ for $\\eta\\alpha = d\\,(1 - \\mu - d)/(1 - d)$.',
        },
      ],
    },
    hints: [
      '$-(1 + \\mu - \\eta\\alpha)(1 - d)$ has two parts. One of them is missing in the first line.',
      'In the second line put $1 - d$ for $z$ in $(z - \\mu)$.',
    ],
    solution: String.raw`$\eta\alpha = \frac{d\,(1 - \mu - d)}{1 - d}$. For small $d$ this is nearly $d\,(1 - \mu)$: under momentum a penalty takes about $d = \eta\alpha/(1 - \mu)$ of a silent weight per step. The same number as decay takes only $\eta\alpha$.`,
  }),

  'same-number-under-adam': choice({
    title: 'From Adam to AdamW',
    objectives: ['adam'],
    params: (draw) => ({ number: draw.choice([0.001, 0.01]), eta: draw.choice([0.001, 0.0003]) }),
    variants: 4,
    prompt: ({ number, eta }) =>
      md`A training ran with \`torch.optim.Adam(lr=${eta}, weight_decay=${number})\`. Somebody replaces \`Adam\` by \`AdamW\` and leaves both numbers. What happens to weights whose gradient is zero?`,
    options: ({ number, eta }) => [
      {
        id: 'hardly-shrink',
        correct: true,
        text: md`They now lose a part of $${sig(number * eta, 1)}$ per step. Before, they went to zero at about $${eta}$ per step.`,
        say: 'Inside Adam the penalty was the only gradient they had, and was divided by its own size.',
      },
      {
        id: 'same',
        text: 'Nothing changes: with a gradient of zero, both only shrink the weight.',
        say: 'Both shrink it. But Adam divides a gradient by its size, and the penalty *is* the gradient there. How long is Adam’s step?',
      },
      {
        id: 'scaled',
        text: md`They shrink as before, if the number is divided by the learning rate: $${sig(number / eta, 2)}$.`,
        say: 'No number makes them equal: under Adam the weights went to zero in a straight line, at a speed that did not depend on the number.',
      },
      {
        id: 'stronger',
        text: 'They now shrink faster, because the decay is no longer divided by anything.',
        say: 'It was divided by something *small*: by the size of the penalty’s own slope.',
      },
    ],
    check: ({ number, eta }) => {
      // A weight of 1 with no gradient but the penalty’s: Adam’s first step against the decay’s.
      const slope = number * 1
      const inAdam = (eta * slope) / (Math.sqrt(slope * slope) + 1e-8)
      const beside = eta * number * 1
      return inAdam > 50 * beside ? 'hardly-shrink' : ''
    },
    hints: ['How long is the first step of Adam if the whole gradient is $\\alpha w$?'],
    solution: ({ number, eta }) =>
      md`Inside Adam: $\eta \cdot \alpha w / |\alpha w|$, a step of ${eta}, whatever the number is. Beside Adam: $\eta\lambda w$, which for $w = 1$ is $${sig(number * eta, 1)}$. The same number is another method with another strength, and has to be chosen anew.`,
  }),

  'judge-a-ranking': choice({
    title: 'Which penalty is better?',
    objectives: ['evidence'],
    params: (draw) => ({
      first: draw.choice([3.1, 3.4, 3.8]),
      second: draw.choice([2.2, 2.5]),
      error: draw.choice([0.9, 1.1]),
      l2: draw.choice([0.01, 0.02]),
      l1: draw.choice([0.002, 0.004]),
    }),
    variants: 6,
    prompt: ({ first, second, error, l2, l1 }) =>
      md`Eight seeds, in pairs. Against no penalty, L2 with $\alpha = ${l2}$ gains ${first} points and L1 with $\alpha = ${l1}$ gains ${second}. Between the two the mean difference is ${fixed(first - second, 1)} with a standard error of ${error}. No other α was tried. What may you write?`,
    options: [
      {
        id: 'both-open',
        correct: true,
        text: 'Neither that L2 is better than L1 here, nor that it is not: the difference is small against its error, and each had one α.',
        say: 'Chance alone often makes such a difference, and another α might turn it around.',
      },
      {
        id: 'l2-wins',
        text: 'L2 is better than L1 on this task.',
        say: 'Compare the difference with its standard error. And would it hold for the best α of each?',
      },
      {
        id: 'equal',
        text: 'L1 and L2 are equally good on this task.',
        say: 'Not having seen a difference is not having shown that there is none.',
      },
      {
        id: 'by-seed',
        text: 'L2 is better, if it won in more than half of the seeds.',
        say: 'Of eight coins, five or more show heads in more than a third of all throws.',
      },
    ],
    check: ({ first, second, error }) => (Math.abs(first - second) < 2 * error ? 'both-open' : ''),
    hints: ['Two questions: how large is the difference beside its error, and was the comparison fair?'],
    solution: ({ first, second, error }) =>
      md`${fixed(first - second, 1)} is ${fixed((first - second) / error, 1)} standard errors. And a comparison of two methods with one setting each compares the *settings*. To compare methods, choose each one's α on validation examples, then compare on fresh seeds.`,
  }),
})
