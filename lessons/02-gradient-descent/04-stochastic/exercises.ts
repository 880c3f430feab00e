import { add, mseLoss, mul, tensor as array } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  fixed,
  md,
  multi,
  numeric,
  order,
  shape,
  tensor,
} from 'chainrule/exercises'

/** The gradient of one example's squared error by (w, b). */
const arrowOf = (w: number, b: number, x: number, y: number): [number, number] => {
  const twice = 2 * (w * x + b - y)
  return [twice * x, twice]
}

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Examples of batch after batch, counted one by one. */
const dealt = (count: number, size: number): number[] => {
  const sizes: number[] = []
  for (let i = 0; i < count; i++) {
    if (i % size === 0) sizes.push(0)
    sizes[sizes.length - 1]!++
  }
  return sizes
}

export default exercises({
  'arrow-of-a-batch': tensor({
    title: 'The arrow of a batch',
    objectives: ['mean-of-arrows'],
    params: (draw) => ({
      w: draw.grid(-1, 2, 0.5),
      b: draw.grid(-1, 1, 0.5),
      x: draw.vector(2, [-3, 3], 1),
      y: draw.vector(2, [-2, 3], 1),
    }),
    where: ({ w, b, x, y }) => {
      const arrows = x.map((value, i) => arrowOf(w, b, value, y[i]!))
      const [gw, gb] = [0, 1].map((k) => arrows[0]![k]! + arrows[1]![k]!) as [number, number]
      return (
        x.every((value) => value !== 0) &&
        x[0] !== x[1] &&
        arrows.every((arrow) => Math.abs(arrow[1]) >= 1) &&
        Math.abs(gw) >= 0.5 &&
        Math.abs(gb) >= 0.5 &&
        gw !== gb &&
        // The slope for b times the mean input must not be the slope for w.
        Math.abs((gb * (x[0]! + x[1]!)) / 2 - gw) >= 0.5
      )
    },
    prompt: ({ w, b, x, y }) =>
      md`The model is $\hat y = w x + b$ with $w = ${w}$ and $b = ${b}$; the loss of one example is $(\hat y - y)^2$. A mini-batch holds two examples: $x = ${x[0]!}$ with $y = ${y[0]!}$, and $x = ${x[1]!}$ with $y = ${y[1]!}$. Give the batch’s gradient $(\partial C / \partial w,\ \partial C / \partial b)$.`,
    answer: ({ w, b, x, y }) =>
      [0, 1].map((k) => meanOf(x.map((value, i) => arrowOf(w, b, value, y[i]!)[k]!))),
    check: ({ w, b, x, y }) => {
      const [weight, bias] = [array(w, { requiresGrad: true }), array(b, { requiresGrad: true })]
      mseLoss(add(mul(weight, array([...x])), bias), array([...y])).backward()
      return [weight.grad!.item(), bias.grad!.item()]
    },
    precision: { decimals: 2 },
    calc: true,
    mistakes: [
      {
        id: 'sum-not-mean',
        is: ({ w, b, x, y }) =>
          [0, 1].map((k) => 2 * meanOf(x.map((value, i) => arrowOf(w, b, value, y[i]!)[k]!))),
        say: 'These are the *sums* of the two arrows. The loss of the batch is a mean: what does that make of its gradient?',
      },
      {
        id: 'no-two',
        is: ({ w, b, x, y }) =>
          [0, 1].map((k) => meanOf(x.map((value, i) => arrowOf(w, b, value, y[i]!)[k]!)) / 2),
        say: 'A factor is missing. What is the slope of a square?',
      },
      {
        id: 'sign',
        is: ({ w, b, x, y }) =>
          [0, 1].map((k) => -meanOf(x.map((value, i) => arrowOf(w, b, value, y[i]!)[k]!))),
        say: 'That is the direction of the *step*. The gradient points the other way, uphill.',
      },
      {
        id: 'mean-input-times-mean-error',
        is: ({ w, b, x, y }) => {
          const slope = meanOf(x.map((value, i) => arrowOf(w, b, value, y[i]!)[1]))
          return [slope * meanOf(x), slope]
        },
        say: 'You averaged inputs and errors first and multiplied then. The mean of products is not the product of means: make each example’s arrow first.',
      },
    ],
    hints: [
      'One arrow for each example first: $2 (\\hat y - y)\\,(x, 1)$.',
      ({ w, b, x, y }) =>
        md`The first example has $\hat y - y = ${w * x[0]! + b - y[0]!}$, the second $${w * x[1]! + b - y[1]!}$.`,
    ],
    solution: ({ w, b, x, y }) => {
      const [first, second] = x.map((value, i) => arrowOf(w, b, value, y[i]!)) as [
        [number, number],
        [number, number],
      ]
      return md`The arrows are $${first}$ and $${second}$. Their mean is $${[(first[0] + second[0]) / 2, (first[1] + second[1]) / 2]}$.`
    },
  }),

  'fair-on-average': derivation({
    title: 'Right on average',
    objectives: ['derive-noise'],
    prompt: String.raw`The mean $M$ of the averages of all $n^2$ pairs of examples is the full gradient $\mu$. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: {
        g: { shape: '(n)' },
        i: { index: 'n' },
        j: { index: 'n' },
        μ: { is: '1/n sum_i g_i' },
        M: { is: '1/n^2 sum_{i,j} ((g_i + g_j)/2)' },
      },
      steps: [
        {
          expr: 'M = [[1/(2 n^2)]] (sum_{i,j} g_i + sum_{i,j} g_j)',
          by: 'The ½ goes out of the sum, and the sum splits.',
        },
        {
          expr: '= 1/(2 n^2) ([[n]] sum_i g_i + n sum_j g_j)',
          by: 'What does not contain $j$ is added once for each $j$.',
        },
        { expr: '= [[1/n]] sum_i g_i', by: 'The two sums are the same number.' },
        { expr: '= [[μ]]', by: 'This is the definition of the full gradient.' },
      ],
    },
    hints: [
      'How often does $g_1$ occur as the first of a pair, among all pairs?',
      'In the third line, $1/(2n^2)$ meets $2n$.',
    ],
    solution: String.raw`Each example is the first of $n$ pairs and the second of $n$ pairs. So the sum of all is $2n \sum_i g_i$, and $M = \frac{2n}{2n^2} \sum_i g_i = \mu$. A batch is right on average, whatever the gradients are.`,
  }),

  'noise-of-a-batch': numeric({
    title: 'The noise of a batch',
    objectives: ['noise'],
    params: (draw) => ({ sigma: draw.grid(1, 12, 0.5), B: draw.choice([9, 16, 25, 36, 64, 100]) }),
    where: ({ sigma, B }) => sigma !== Math.sqrt(B) && sigma !== B && sigma > 1,
    prompt: ({ sigma, B }) =>
      md`In one direction the gradients of single examples scatter about the full gradient with a standard deviation of $\sigma = ${sigma}$. A mini-batch has $B = ${B}$ examples, drawn independently. What is the standard error of its gradient in that direction?`,
    answer: ({ sigma, B }) => sigma / Math.sqrt(B),
    check: ({ sigma, B }) => {
      // Errors of +σ and −σ alone: the mean of squares of their averages, by the binomial distribution.
      let [square, probability] = [0, 2 ** -B]
      for (let plus = 0; plus <= B; plus++) {
        square += probability * ((sigma * (2 * plus - B)) / B) ** 2
        probability *= (B - plus) / (plus + 1)
      }
      return Math.sqrt(square)
    },
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'divided-by-b',
        is: ({ sigma, B }) => sigma / B,
        say: 'That is $\\sigma / B$. The *variance* falls like $1/B$. How does its root fall?',
      },
      {
        id: 'variance',
        is: ({ sigma, B }) => (sigma * sigma) / B,
        say: 'That is the variance, $\\sigma^2 / B$. The standard error is in the unit of the gradient itself.',
      },
      {
        id: 'no-average',
        is: ({ sigma }) => sigma,
        say: 'That is the scatter of a single example. What does averaging do to it?',
      },
      {
        id: 'grows',
        is: ({ sigma, B }) => sigma * Math.sqrt(B),
        say: 'That is how the error of a *sum* of the gradients grows. The batch takes the mean.',
      },
    ],
    hints: ['Four times the examples halve it. So how does it depend on $B$?'],
    solution: ({ sigma, B }) =>
      md`$\sigma / \sqrt B = ${sigma} / ${Math.sqrt(B)} = ${fixed(sigma / Math.sqrt(B), 4)}$.`,
  }),

  'noise-without-replacement': numeric({
    title: 'Dealt like cards',
    objectives: ['noise'],
    params: (draw) => ({
      sigma: draw.grid(2, 9, 1),
      N: draw.choice([20, 25, 40, 50, 80]),
      share: draw.choice([0.2, 0.4, 0.6, 0.8]),
    }),
    derived: ({ N, share }) => ({ B: Math.round(N * share) }),
    where: ({ sigma, N, B }) => {
      const correction = (N - B) / (N - 1)
      const values = [
        (sigma / Math.sqrt(B)) * Math.sqrt(correction),
        sigma / Math.sqrt(B),
        (sigma / Math.sqrt(B)) * correction,
        sigma * Math.sqrt(correction),
        (sigma / B) * Math.sqrt(correction),
      ]
      return values.every((a, i) => values.every((b, j) => i === j || Math.abs(a / b - 1) > 0.02))
    },
    prompt: ({ sigma, N, B }) =>
      md`Of $N = ${N}$ examples, whose gradients have a standard deviation of $\sigma = ${sigma}$ in one direction (divisor $N$), a batch of $B = ${B}$ *different* ones is drawn. What is the standard error of its gradient?`,
    answer: ({ sigma, N, B }) => (sigma / Math.sqrt(B)) * Math.sqrt((N - B) / (N - 1)),
    check: ({ sigma, N, B }) => {
      // The variance of a sum of B different ones: B variances and B (B − 1) covariances of −σ²/(N − 1).
      const variance = B * sigma * sigma - (B * (B - 1) * sigma * sigma) / (N - 1)
      return Math.sqrt(variance) / B
    },
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'with-replacement',
        is: ({ sigma, B }) => sigma / Math.sqrt(B),
        say: 'So it would be if an example could be drawn twice. These are different ones: a factor is missing. What must the error be when the batch is everything?',
      },
      {
        id: 'root-forgotten',
        is: ({ sigma, N, B }) => ((sigma / Math.sqrt(B)) * (N - B)) / (N - 1),
        say: 'The correction belongs to the *variance*. What becomes of it in the standard error?',
      },
      {
        id: 'factor-alone',
        is: ({ sigma, N, B }) => sigma * Math.sqrt((N - B) / (N - 1)),
        say: 'That is the correction alone, applied to a single example. The batch still averages.',
      },
    ],
    hints: [
      'First the standard error with replacement, then the correction.',
      ({ N, B }) => md`The correction is $\sqrt{${N - B} / ${N - 1}}$.`,
    ],
    solution: ({ sigma, N, B }) =>
      md`$$\frac{\sigma}{\sqrt B} \sqrt{\frac{N - B}{N - 1}} = \frac{${sigma}}{\sqrt{${B}}} \sqrt{\frac{${N - B}}{${N - 1}}} = ${fixed((sigma / Math.sqrt(B)) * Math.sqrt((N - B) / (N - 1)), 4)}$$`,
  }),

  'how-large-a-batch': numeric({
    title: 'A quieter batch',
    objectives: ['noise'],
    params: (draw) => ({ B: draw.choice([8, 16, 20, 32, 50]), k: draw.integer(3, 6) }),
    prompt: ({ B, k }) =>
      md`Batches of ${B} from a very large data set are too noisy for you: the standard error should be ${k} times smaller. How many examples must a batch have?`,
    answer: ({ B, k }) => B * k * k,
    check: ({ B, k }) => {
      let size = B
      while (Math.sqrt(B / size) > 1 / k + 1e-12) size++
      return size
    },
    precision: 'exact',
    mistakes: [
      {
        id: 'proportional',
        is: ({ B, k }) => B * k,
        say: 'That divides the *variance* by the factor. By how much does the standard error fall then?',
      },
      {
        id: 'root',
        is: ({ B, k }) => Math.ceil(B * Math.sqrt(k)),
        say: 'The root went to the wrong side. The error falls like $1/\\sqrt B$: solve for $B$.',
      },
    ],
    slips: [],
    hints: ['How many examples halve the noise? And how many halve it again?'],
    solution: ({ B, k }) =>
      md`The standard error goes like $1/\sqrt B$. To divide it by ${k}, multiply $B$ by $${k}^2 = ${k * k}$: ${B * k * k} examples, and ${k * k} times the work for each update.`,
  }),

  'updates-in-all': numeric({
    title: 'Updates in all',
    objectives: ['count-updates'],
    params: (draw) => ({
      N: draw.integer(180, 960),
      B: draw.choice([16, 24, 32, 50, 64]),
      epochs: draw.integer(4, 12),
    }),
    where: ({ N, B, epochs }) => N % B !== 0 && Math.ceil((N * epochs) / B) !== Math.ceil(N / B) * epochs,
    prompt: ({ N, B, epochs }) =>
      md`A data set has ${N} examples. You train for ${epochs} epochs with batches of ${B}; the smaller last batch of each epoch is used. How many updates are made?`,
    answer: ({ N, B, epochs }) => Math.ceil(N / B) * epochs,
    check: ({ N, B, epochs }) =>
      Array.from({ length: epochs }, () => dealt(N, B).length).reduce((a, b) => a + b),
    precision: 'exact',
    calc: true,
    mistakes: [
      {
        id: 'rest-dropped',
        is: ({ N, B, epochs }) => Math.floor(N / B) * epochs,
        say: 'So it is when the rest is dropped. Here the last, smaller batch makes an update too.',
      },
      {
        id: 'rounded-at-the-end',
        is: ({ N, B, epochs }) => Math.ceil((N * epochs) / B),
        say: 'That would be right if batches ran on from one epoch into the next. Each epoch begins with a fresh batch: where must you round?',
      },
      {
        id: 'one-epoch',
        is: ({ N, B }) => Math.ceil(N / B),
        say: 'That is one epoch.',
      },
      {
        id: 'examples',
        is: ({ N, epochs }) => N * epochs,
        say: 'That many *examples* are looked at. An update is made once for each batch.',
      },
    ],
    slips: [],
    hints: ['How many batches does one epoch make, the rest included?'],
    solution: ({ N, B, epochs }) =>
      md`$${N} / ${B}$ is ${Math.floor(N / B)} full batches and a rest of ${N % B}: ${Math.ceil(N / B)} updates in an epoch, ${Math.ceil(N / B) * epochs} in ${epochs} epochs.`,
  }),

  'last-batch': shape({
    title: 'The shape of the last batch',
    objectives: ['count-updates'],
    params: (draw) => ({
      N: draw.integer(100, 400),
      B: draw.choice([16, 32, 48, 64]),
      d: draw.integer(3, 12),
    }),
    where: ({ N, B, d }) =>
      N % B > 1 && 2 * (N % B) !== B && N % B !== d && B !== d && N % B !== Math.floor(N / B),
    prompt: ({ N, B, d }) =>
      md`The inputs of ${N} examples with ${d} features each are a matrix of shape (${N}, ${d}). It is dealt out in batches of ${B}. What shape have the inputs of the *last* batch of an epoch?`,
    answer: ({ N, B, d }) => [N % B, d],
    check: ({ N, B, d }) => [dealt(N, B).at(-1)!, d],
    mistakes: [
      {
        id: 'full',
        is: ({ B, d }) => [B, d],
        say: 'That is the shape of all batches but the last. Is there enough left for a full one?',
      },
      {
        id: 'turned',
        is: ({ N, B, d }) => [d, N % B],
        say: 'Examples are rows in this course: which of the two numbers counts them?',
      },
      {
        id: 'missing',
        is: ({ N, B, d }) => [B - (N % B), d],
        say: 'That many examples are *missing* from a full batch.',
      },
    ],
    hints: ['How many examples are gone after the full batches?'],
    solution: ({ N, B, d }) =>
      md`${Math.floor(N / B)} full batches take ${Math.floor(N / B) * B} examples; ${N % B} are left. Each still has ${d} features.`,
  }),

  'cut-into-batches': code({
    title: 'Cut an epoch into batches',
    objectives: ['count-updates', 'shuffle'],
    prompt: md`
Write \`batches\`: given the shuffled numbers of the examples and a batch size, give back the batches in order, the smaller last one included.
    `,
    starter: `function batches(order: number[], size: number): number[][] {
  const result: number[][] = []
  for (let start = 0; ____; start += ____) {
    result.push(order.slice(____, ____))
  }
  return result
}`,
    program: `function batches(order: number[], size: number): number[][] {
  const result: number[][] = []
  for (let start = 0; start < order.length; start += size) {
    result.push(order.slice(start, start + size))
  }
  return result
}`,
    tests: [
      {
        id: 'even',
        name: 'six examples in batches of two make three batches',
        code: `const got = JSON.stringify(batches([4, 0, 5, 1, 3, 2], 2))
assert(got === '[[4,0],[5,1],[3,2]]', \`batches([4, 0, 5, 1, 3, 2], 2) gives \${got}.\`)`,
        say: 'Six examples by two should give three batches of two, in the given order.',
      },
      {
        id: 'rest',
        name: 'the rest is a batch too',
        code: `const sizes = batches([4, 0, 5, 1, 3, 2, 6], 3).map((batch) => batch.length).join(', ')
assert(sizes === '3, 3, 1', \`Seven examples by three give batches of \${sizes}.\`)`,
        say: 'Full batches are right, but what about the examples that are left? `slice` may reach past the end: it takes what there is.',
      },
      {
        id: 'every-example-once',
        name: 'every example comes exactly once',
        code: `import { rng } from 'chainrule'
const order = rng(3).permutation(41)
for (const size of [1, 8, 41, 50])
  assert(batches(order, size).flat().join() === order.join(), \`41 examples by \${size}: not every one comes exactly once.\`)`,
        say: 'Some examples are missing or come twice. Does one batch begin where the one before it ended?',
      },
    ],
    wrong: [
      {
        id: 'rest-dropped',
        program: `function batches(order: number[], size: number): number[][] {
  const result: number[][] = []
  for (let start = 0; start + size <= order.length; start += size) {
    result.push(order.slice(start, start + size))
  }
  return result
}`,
        fails: 'rest',
      },
      {
        id: 'length-for-end',
        program: `function batches(order: number[], size: number): number[][] {
  const result: number[][] = []
  for (let start = 0; start < order.length; start += size) {
    result.push(order.slice(start, size))
  }
  return result
}`,
        fails: 'even',
      },
      {
        id: 'overlapping',
        program: `function batches(order: number[], size: number): number[][] {
  const result: number[][] = []
  for (let start = 0; start < order.length; start += 1) {
    result.push(order.slice(start, start + size))
  }
  return result
}`,
        fails: 'even',
      },
    ],
    hints: [
      '`order.slice(a, b)` takes the entries from `a` up to but not including `b`.',
      'The loop should go on as long as there is any example left at `start`.',
    ],
    solution: md`
\`start < order.length\`, \`start += size\`, \`slice(start, start + size)\`. With \`start + size <= order.length\` the rest would be lost.
    `,
  }),

  'sorted-by-class': choice({
    title: 'Sorted by class',
    objectives: ['shuffle'],
    prompt:
      'A data set for telling cats from dogs holds all cats first, then all dogs. Somebody forgets to shuffle and trains with mini-batches of 32 for many epochs. What do they find at the end of each epoch?',
    options: [
      {
        id: 'dogs',
        correct: true,
        text: 'a network that leans toward “dog”, whatever the picture',
        say: 'The last many updates saw only dogs. Each batch is right about *its* examples, but those are not a random sample of all.',
      },
      {
        id: 'same',
        text: 'the same network as with shuffling, since every example was seen as often',
        say: 'As often, yes. But each update starts from where the last one ended. Does the order then matter?',
      },
      {
        id: 'cats',
        text: 'a network that leans toward “cat”, because it learned the cats first',
        say: 'First is not what stays: what have the updates since then been doing to the weights?',
      },
      {
        id: 'noisier',
        text: 'an unbiased network, only with more noise in its weights',
        say: 'Noise would be errors on both sides. Are the errors of a batch of dogs on both sides?',
      },
    ],
    hints: ['Think of the single number $b$ between targets 0 and 1: where was it at the end of the epoch?'],
    solution:
      'It leans toward “dog”. A mini-batch is right on average only when it is drawn at random. In the next epoch the cats pull it back, then the dogs again: with a constant learning rate it swings forever.',
  }),

  'one-generation': order({
    title: 'One generation',
    objectives: ['without-gradients'],
    prompt:
      'Put the steps of one generation of a genetic algorithm in order. One step does not belong to it.',
    blocks: [
      { id: 'fitness', text: 'Send the examples through each new network and compute its loss.' },
      { id: 'rank', text: 'Rank the population by loss, and keep the elite.' },
      { id: 'parents', text: 'Choose two parents, the better ones more often.' },
      { id: 'crossover', text: 'Give a child each of its weights from one parent or the other.' },
      { id: 'mutate', text: 'Nudge some of the child’s weights at random.' },
      {
        id: 'backward',
        text: 'Send the error backward through the child and correct its weights.',
        distractor: true,
        say: 'That would need a gradient, and is what SGD does. A genetic algorithm only looks at losses.',
      },
    ],
    hints: ['What must be known before anything can be ranked?', 'A mutation changes what was inherited.'],
    solution:
      'Evaluate, rank and keep the elite, choose parents, cross over, mutate; the children are evaluated in the next round. Nothing goes backward: the method knows only how good a network is, not in which direction it would be better.',
  }),

  'price-of-a-gradient': numeric({
    title: 'The price of a gradient',
    objectives: ['without-gradients'],
    params: (draw) => ({ B: draw.choice([16, 32, 64]), d: draw.integer(40, 400) }),
    prompt: ({ B, d }) =>
      md`A network has ${d} weights. Its gradient for a batch of ${B} examples could be found without backpropagation: compute the batch’s loss once, then once more for each weight with that weight nudged. How many *times* as many forward passes does this cost as one forward and one backward pass with each example, if a backward pass counts as two forward passes?`,
    answer: ({ d }) => (d + 1) / 3,
    check: ({ B, d }) => {
      let passes = 0
      for (let loss = 0; loss <= d; loss++) for (let example = 0; example < B; example++) passes++
      return passes / (B * (1 + 2))
    },
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'backward-free',
        is: ({ d }) => d + 1,
        say: 'That compares with the forward passes alone. What does the backward pass add to the other side?',
      },
      {
        id: 'batch-kept',
        is: ({ B, d }) => (B * (d + 1)) / 3,
        say: 'The left side counts all examples of the batch, the right side one. Both go through the whole batch.',
      },
      {
        id: 'backward-only',
        is: ({ d }) => (d + 1) / 2,
        say: 'Before an error can go backward, the example must have gone forward.',
      },
    ],
    slips: [],
    hints: ['Count the passes of one example on both sides; the batch size cancels.'],
    solution: ({ d }) =>
      md`Nudging: $${d} + 1$ losses, each one forward pass for each example. Backpropagation: $1 + 2 = 3$. The ratio is $${d + 1} / 3 = ${fixed((d + 1) / 3, 2)}$, and it grows with the number of weights. (Nudging each weight is still useful: it is how gradients are *checked*.)`,
  }),

  'what-a-search-needs': multi({
    title: 'When there is no slope',
    objectives: ['without-gradients', 'mean-of-arrows'],
    prompt:
      'You train a network so that the *number of misclassified examples* is small: that number itself is the loss. Which of these methods can lower it as they stand?',
    options: [
      {
        id: 'random',
        correct: true,
        text: 'random search',
        say: 'It only needs to know which of two candidates is better.',
      },
      {
        id: 'climb',
        correct: true,
        text: 'hill climbing',
        say: 'It compares losses, and a count can be compared. (It should also accept candidates that are equally good, or it will rarely move.)',
      },
      {
        id: 'genetic',
        correct: true,
        text: 'a genetic algorithm',
        say: 'Ranking needs only counts.',
      },
      {
        id: 'sgd',
        text: 'SGD',
        say: 'The count does not change when a weight moves a little, except where it jumps. What is its slope, almost everywhere?',
      },
      {
        id: 'full',
        text: 'gradient descent with all examples in each update',
        say: 'More examples make the mean of the slopes less noisy. But what is being averaged here?',
      },
    ],
    hints: ['Nudge a weight by a millionth. Does the number of mistakes change?'],
    solution:
      'The three searches. The count is a staircase: flat nearly everywhere, so every arrow is zero, and their mean is zero too. That is why networks are trained on cross-entropy and only *judged* by counting.',
  }),
})
