import { mul, tensor as array } from 'chainrule'
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
  predictRun,
  sig,
  tensor,
} from 'chainrule/exercises'

const distinct = (...values: number[]): boolean =>
  values.every((value, i) =>
    values.slice(i + 1).every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), 0.1)),
  )

/** Programs of the code exercise, each with its one mistake. */
const program = (body: string) =>
  `function dropoutLayer(a: number[], p: number, training: boolean, random: () => number): number[] {\n${body}\n}`

export default exercises({
  'when-the-mask': choice({
    title: 'How long does a mask live?',
    objectives: ['mask'],
    params: (draw) => ({
      n: draw.choice([120, 200, 320]),
      batch: draw.choice([20, 40]),
      epochs: draw.choice([5, 10]),
    }),
    variants: 6,
    prompt: ({ n, batch, epochs }) =>
      md`You train on ${n} examples for ${epochs} epochs, in batches of ${batch}. How many masks does a dropout layer draw, counting one for each example that passes through it?`,
    options: ({ n, batch, epochs }) => [
      {
        id: 'every-example-every-pass',
        correct: true,
        text: `${n * epochs}`,
        say: 'Every example of every batch has its own, and a new one when it comes again in the next epoch.',
      },
      {
        id: 'every-epoch',
        text: `${epochs}`,
        say: 'That would be one mask for each *epoch*. The same units would be missing for all examples of it.',
      },
      {
        id: 'every-batch',
        text: `${(n / batch) * epochs}`,
        say: 'That would be one mask for each batch. The examples of a batch do not share one: the mask has as many rows as the batch.',
      },
      {
        id: 'every-example',
        text: `${n}`,
        say: 'That would be one mask for each example, for good. What happens when the example comes again?',
      },
    ],
    check: ({ n, epochs }) => {
      let masks = 0
      for (let epoch = 0; epoch < epochs; epoch++) for (let i = 0; i < n; i++) masks++
      return masks === n * epochs ? 'every-example-every-pass' : ''
    },
    hints: ['What is drawn anew, and how often: by epoch, by batch, or by example and pass?'],
    solution: ({ n, epochs }) =>
      md`A mask has the shape of the layer's output, a row for each example. Each of the ${n} examples comes by once in each of ${epochs} epochs: ${n * epochs} masks.`,
  }),

  'by-hand': tensor({
    title: 'One pass by hand',
    objectives: ['mask', 'scaling'],
    params: (draw) => ({
      a: draw.vector(4, [0.5, 3], 0.5),
      mask: draw.choice([
        [1, 0, 1, 1],
        [1, 1, 0, 1],
        [0, 1, 1, 0],
        [1, 0, 0, 1],
      ]),
      p: draw.choice([0.2, 0.25, 0.6]),
    }),
    where: ({ a, p }) => new Set(a).size > 2 && distinct(1, 1 / (1 - p), 1 - p, 1 / p),
    prompt: ({ a, mask, p }) =>
      md`A layer with inverted dropout, $p = ${p}$ the probability to *drop*, is in training. Its input is $${a}$, and the mask that it draws is $${mask}$ (1 is kept). What comes out?`,
    answer: ({ a, mask, p }) => a.map((value, i) => (mask[i] ? value / (1 - p) : 0)),
    check: ({ a, mask, p }) => Array.from(mul(mul(array([...a]), array([...mask])), 1 / (1 - p)).data),
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'no-scaling',
        is: ({ a, mask }) => a.map((value, i) => value * mask[i]!),
        say: 'The mask is right. But what comes out is too small on average: nothing makes up for the units that are missing.',
      },
      {
        id: 'multiplied',
        is: ({ a, mask, p }) => a.map((value, i) => value * mask[i]! * (1 - p)),
        say: 'You multiplied by the chance to keep. That makes the sum still smaller: should kept units become larger or smaller?',
      },
      {
        id: 'by-the-wrong-p',
        is: ({ a, mask, p }) => a.map((value, i) => (value * mask[i]!) / p),
        say: 'You divided by the chance to *drop*. If hardly anything is dropped, should the rest be blown up?',
      },
      {
        id: 'no-mask',
        is: ({ a, p }) => a.map((value) => value / (1 - p)),
        say: 'All units are still there. Which ones does the mask take out?',
      },
    ],
    hints: [
      'Zero what the mask drops.',
      ({ p }) => md`Divide what is kept by the chance to keep, $1 - ${p}$.`,
    ],
    solution: ({ a, mask, p }) =>
      md`Kept units are divided by $1 - ${p} = ${sig(1 - p, 3)}$: ${a.map((value, i) => (mask[i] ? String(Number((value / (1 - p)).toPrecision(4))) : '0')).join(', ')}.`,
  }),

  'which-p': numeric({
    title: 'Which p?',
    objectives: ['conventions'],
    params: (draw) => ({
      units: draw.choice([100, 200, 500]),
      p: draw.choice([0.1, 0.2, 0.3, 0.7, 0.8, 0.9]),
      where: draw.choice(['the paper of 2014', 'PyTorch', 'Keras', 'TensorFlow 1 (`keep_prob`)']),
    }),
    derived: ({ where }) => ({ isKeep: where.startsWith('the paper') || where.startsWith('TensorFlow') }),
    prompt: ({ units, p, where }) =>
      md`A text says "dropout with ${p}" and follows the convention of ${where}. How many of ${units} units are kept in a pass, on average?`,
    answer: ({ units, p, isKeep }) => Math.round(units * (isKeep ? p : 1 - p)),
    check: ({ units, p, isKeep }) => {
      let kept = 0
      for (let i = 0; i < units * 1000; i++) {
        const u = (i + 0.5) / (units * 1000)
        if (isKeep ? u < p : u >= p) kept++
      }
      return Math.round(kept / 1000)
    },
    precision: 'exact',
    slips: [],
    mistakes: [
      {
        id: 'the-other-convention',
        is: ({ units, p, isKeep }) => Math.round(units * (isKeep ? 1 - p : p)),
        say: 'That is the number under the *other* convention. What is the p of this source the probability of?',
      },
      {
        id: 'all',
        is: ({ units }) => units,
        say: 'All units are kept in *evaluation*. The question is about a pass in training.',
      },
    ],
    hints: ['Two of the four sources mean the chance to keep, two the chance to drop.'],
    solution: ({ units, p, where, isKeep }) =>
      md`In the convention of ${where}, p is the chance to ${isKeep ? 'keep' : 'drop'}: $${units} \cdot ${isKeep ? p : `(1 - ${p})`} = ${Math.round(units * (isKeep ? p : 1 - p))}$.`,
  }),

  'noise-of-a-unit': derivation({
    title: 'How noisy is a unit?',
    objectives: ['derive-scaling'],
    prompt: String.raw`With inverted dropout a unit $a$ becomes $a/q$ with probability $q$, and 0 otherwise. Its mean is $a$. Derive its variance $V$. Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: { a: 'real', q: 'unit', V: { is: 'q (a/q - a)^2 + (1 - q) (0 - a)^2' } },
      steps: [
        {
          expr: 'V = q a^2 [[(1/q - 1)^2]] + (1 - q) a^2',
          by: 'Take $a^2$ out of both squares.',
        },
        { expr: '= a^2 [[(1 - q)/q]]', by: 'With $1/q - 1 = (1 - q)/q$, and a common factor $1 - q$.' },
      ],
    },
    hints: [
      '$a/q - a$ is $a$ times something.',
      'Both terms have $(1 - q)$ in them: $(1-q)^2/q + (1-q) = (1-q) \\cdot (\\ldots)$.',
    ],
    solution: String.raw`$V = q a^2 (1/q - 1)^2 + (1 - q) a^2 = a^2 \left( \frac{(1-q)^2}{q} + (1 - q) \right) = a^2\, \frac{1-q}{q}$. At $q = \frac12$ the standard deviation is as large as $a$ itself.`,
  }),

  'noise-of-many': numeric({
    title: 'Many equal units',
    objectives: ['derive-scaling'],
    params: (draw) => ({
      n: draw.choice([9, 16, 25, 36, 49, 64, 81, 100, 144, 225, 400]),
      p: draw.choice([0.2, 0.5, 0.8]),
      a: draw.choice([1, 2]),
    }),
    where: ({ n, p, a }) => {
      const v = (n * a * a * p) / (1 - p)
      return distinct(Math.sqrt(v), v, n * a * Math.sqrt(p / (1 - p)), a * Math.sqrt(n * p * (1 - p)))
    },
    prompt: ({ n, p, a }) =>
      md`The next neuron adds up ${n} units, all equal to ${a}, with weights of 1. Before it stands inverted dropout with chance $p = ${p}$ to drop. What is the *standard deviation* of the sum in training? (Independent variances add up. Three significant figures.)`,
    answer: ({ n, p, a }) => a * Math.sqrt((n * p) / (1 - p)),
    check: ({ n, p, a }) => {
      // The number of kept units is binomial: its distribution, built up unit by unit.
      let chances = [1]
      for (let i = 0; i < n; i++)
        chances = Array.from(
          { length: chances.length + 1 },
          (_, k) => (chances[k] ?? 0) * p + (chances[k - 1] ?? 0) * (1 - p),
        )
      const mean = n * a
      return Math.sqrt(
        chances.reduce((total, chance, k) => total + chance * ((k * a) / (1 - p) - mean) ** 2, 0),
      )
    },
    precision: { sigfig: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'variance',
        is: ({ n, p, a }) => (n * a * a * p) / (1 - p),
        say: 'That is the variance.',
      },
      {
        id: 'deviations-added',
        is: ({ n, p, a }) => n * a * Math.sqrt(p / (1 - p)),
        say: 'You added up standard deviations. It is variances that add up.',
      },
      {
        id: 'without-scaling',
        is: ({ n, p, a }) => a * Math.sqrt(n * p * (1 - p)),
        say: 'That is the deviation *without* the division by the chance to keep.',
      },
    ],
    hints: ['The variance of one unit is $a^2 (1-q)/q$, with the chance to keep $q = 1 - p$.'],
    solution: ({ n, p, a }) =>
      md`One unit: $a^2 (1 - q)/q = ${a * a} \cdot ${p}/${sig(1 - p, 3)} = ${sig((a * a * p) / (1 - p), 4)}$. ${n} of them: $${sig((n * a * a * p) / (1 - p), 5)}$, and the root is $${sig(a * Math.sqrt((n * p) / (1 - p)), 4)}$. The sum itself is ${n * a}: the more units, the less its noise matters.`,
  }),

  'train-or-eval': multi({
    title: 'In which mode?',
    objectives: ['modes'],
    prompt: 'Inverted dropout, as in PyTorch and Keras. Mark what holds in *evaluation*.',
    options: [
      {
        id: 'all-units',
        correct: true,
        text: 'Every unit takes part.',
        say: 'Nothing is dropped.',
      },
      {
        id: 'repeatable',
        correct: true,
        text: 'The same input gives the same output each time.',
        say: 'No chance is left in it.',
      },
      {
        id: 'untouched',
        correct: true,
        text: 'The layer passes its input on unchanged.',
        say: 'Training has made up for the missing units already.',
      },
      {
        id: 'scaled',
        text: 'The units are multiplied by the chance to keep.',
        say: 'That is the *other* way, of the paper of 2014. Doing it on top of inverted scaling would make every sum too small.',
      },
      {
        id: 'average',
        text: 'The output is exactly the average over all masks.',
        say: 'That is exact for the *sum* that follows. After an activation function or several layers it is an approximation, as the last two numbers of the figure show.',
      },
    ],
    hints: ['What is left to do when training has already divided by the chance to keep?'],
    solution:
      'In evaluation an inverted dropout layer does nothing at all. That its network stands for the average of all the thinned ones is exact for a linear layer and approximate beyond.',
  }),

  'what-is-printed': predictRun({
    title: 'What does it print?',
    objectives: ['modes', 'scaling'],
    params: (draw) => ({ a: draw.choice([2, 3, 4, 5, 6, 8, 10, 12]), p: draw.choice([0.25, 0.5, 0.75]) }),
    variants: 4,
    prompt: 'Two conventions, both in evaluation. What does this program print?',
    run: ({ a, p }) => ({
      kind: 'cell',
      code: `import { dropout } from 'chainrule'\n\nconst units = [${a}, ${2 * a}]\nconst inverted = dropout(units, ${p}, { training: false })\nconst paper = dropout(units, ${p}, { training: false, scaling: 'evaluation', probability: 'keeping' })\nconsole.log(inverted.toArray().join(' '))\nconsole.log(paper.toArray().join(' '))`,
    }),
    ask: {
      kind: 'output',
      answer: ({ a, p }) => `${a} ${2 * a}\n${a * p} ${2 * a * p}`,
      mistakes: [
        {
          id: 'scaled-in-training-mode',
          is: ({ a, p }) => `${a / (1 - p)} ${(2 * a) / (1 - p)}\n${a * p} ${2 * a * p}`,
          say: 'The first line has been divided by the chance to keep. When does inverted dropout do that?',
        },
        {
          id: 'both-untouched',
          is: ({ a }) => `${a} ${2 * a}\n${a} ${2 * a}`,
          say: 'The second layer did nothing in training but drop. Who makes up for it?',
        },
        {
          id: 'p-as-dropping',
          is: ({ a, p }) => (p === 0.5 ? null : `${a} ${2 * a}\n${a * (1 - p)} ${2 * a * (1 - p)}`),
          say: 'Read the options of the second layer again: what is its p the probability of?',
        },
      ],
    },
    hints: [
      'Inverted dropout: training divides, evaluation does nothing. The paper: training does nothing but drop, evaluation multiplies.',
    ],
    solution: ({ p }) =>
      md`The first layer passes everything on. The second multiplies by its chance to *keep*, which is its p, ${p}.`,
  }),

  'write-inverted-dropout': code({
    title: 'Write inverted dropout',
    objectives: ['mask', 'scaling', 'modes'],
    prompt: md`
Write a dropout layer for one example. \`a\` are the units, \`p\` is the probability to *drop*, \`random()\` gives a number uniform between 0 and 1. In training it drops units and makes up for it at once; in evaluation it does nothing.
    `,
    starter: program(`  if (!training) return ____
  return a.map((value) => ____)`),
    setup: `// A source of chance that can be repeated: the fractional parts of multiples of the golden ratio are evenly spread.
function even() {
  let i = 0
  return () => (i++ * 0.6180339887498949) % 1
}
const ones = Array.from({ length: 2000 }, () => 1)
const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length`,
    program: program(`  if (!training) return a
  return a.map((value) => (random() < p ? 0 : value / (1 - p)))`),
    tests: [
      {
        id: 'drops',
        name: 'in training about a share p of the units is zero',
        code: 'const zeros = dropoutLayer(ones, 0.2, true, even()).filter((value) => value === 0).length / 2000\nassert(Math.abs(zeros - 0.2) < 0.02, `With p = 0.2 a share of ${zeros} is zero.`)',
        say: 'The share of zeros is not p. Does each unit have its own draw, and is p the chance to drop?',
      },
      {
        id: 'scaled',
        name: 'the mean of the layer stays what it was',
        code: 'const mean = average(dropoutLayer(ones, 0.2, true, even()))\nassert(Math.abs(mean - 1) < 0.03, `The mean of units that were all 1 has become ${mean}.`)',
        say: 'The right units are dropped, but the mean has changed. By what must the kept ones be divided?',
      },
      {
        id: 'evaluation',
        name: 'in evaluation every unit comes out as it went in',
        code: "const out = dropoutLayer([1, 2, 3, 4], 0.5, false, even())\nassertClose(out, [1, 2, 3, 4], 'in evaluation')",
        say: 'In evaluation something is still dropped or scaled. Training has made up for everything already.',
      },
      {
        id: 'fresh',
        name: 'two passes have different masks',
        code: "const random = even()\nconst units = Array.from({ length: 50 }, () => 1)\nconst [first, second] = [dropoutLayer(units, 0.5, true, random), dropoutLayer(units, 0.5, true, random)]\nassert(first.some((value, i) => value !== second[i]), 'The second pass dropped the very same units.')",
        say: 'The mask of the first pass is used again. A mask lives for one pass.',
      },
      {
        id: 'nothing-to-drop',
        name: 'with p = 0 training changes nothing',
        code: "assertClose(dropoutLayer([1, 2, 3], 0, true, even()), [1, 2, 3], 'with p = 0')",
        say: 'With p = 0 nothing is dropped, and nothing needs to be made up for.',
      },
    ],
    wrong: [
      {
        id: 'no-scaling',
        program: program('  if (!training) return a\n  return a.map((value) => (random() < p ? 0 : value))'),
        fails: 'scaled',
      },
      {
        id: 'multiplied-by-keep',
        program: program(
          '  if (!training) return a\n  return a.map((value) => (random() < p ? 0 : value * (1 - p)))',
        ),
        fails: 'scaled',
      },
      {
        id: 'divided-by-p',
        program: program(
          '  if (!training) return a\n  return a.map((value) => (random() < p ? 0 : value / p))',
        ),
        fails: 'scaled',
      },
      {
        id: 'p-as-keeping',
        program: program(
          '  if (!training) return a\n  return a.map((value) => (random() < p ? value / p : 0))',
        ),
        fails: 'drops',
      },
      {
        id: 'one-draw-for-all',
        program: program(
          '  if (!training) return a\n  const isDropped = random() < p\n  return a.map((value) => (isDropped ? 0 : value / (1 - p)))',
        ),
        fails: 'drops',
      },
      {
        id: 'mask-in-evaluation',
        program: program('  return a.map((value) => (random() < p ? 0 : value / (1 - p)))'),
        fails: 'evaluation',
      },
      {
        id: 'scaled-twice',
        program: program(
          '  if (!training) return a.map((value) => value * (1 - p))\n  return a.map((value) => (random() < p ? 0 : value / (1 - p)))',
        ),
        fails: 'evaluation',
      },
      {
        id: 'mask-kept',
        program:
          'let mask: boolean[] | undefined\n' +
          program(
            '  if (!training) return a\n  if (mask?.length !== a.length) mask = a.map(() => random() >= p)\n  return a.map((value, i) => (mask![i] ? value / (1 - p) : 0))',
          ),
        fails: 'fresh',
      },
    ],
    hints: [
      'In evaluation: return `a`.',
      'Drop where `random() < p`. What is kept has the chance `1 - p`: divide by it.',
    ],
    solution: md`
\`random() < p ? 0 : value / (1 - p)\` for each unit in training, \`a\` itself in evaluation.
    `,
  }),

  'dropped-inputs': expression({
    title: 'Dropped inputs',
    objectives: ['input-noise', 'derive-scaling'],
    prompt: String.raw`A linear neuron has one input $x$, kept with probability $q$ and then divided by $q$ (inverted dropout), otherwise 0. Its mean squared error over the two cases is $(wx - y)^2$ plus a penalty. Give the *penalty* in $w$, $x$ and $q$.`,
    symbols: {
      w: 'real',
      x: 'real',
      y: 'real',
      q: 'unit',
      E: { is: 'q (w x/q - y)^2 + (1 - q) y^2' },
    },
    answer: () => 'w^2 x^2 (1 - q)/q',
    check: () => 'E - (w x - y)^2',
    mistakes: [
      {
        id: 'drop-over-nothing',
        is: () => 'w^2 x^2 (1 - q)',
        say: 'The kept input is divided by $q$: that makes the noise larger. Use the variance of a unit under *inverted* dropout.',
      },
      {
        id: 'upside-down',
        is: () => 'w^2 x^2 q/(1 - q)',
        say: 'With $q = 1$ nothing is dropped. How large should the penalty be then?',
      },
      {
        id: 'without-input',
        is: () => 'w^2 (1 - q)/q',
        say: 'An input that is 0 cannot be made noisy by dropping it. Does your penalty know the input?',
      },
    ],
    hints: [
      'For noise of variance $v$ at the input, the penalty is $v w^2$.',
      'The variance of the dropped input is that of a unit $a = x$.',
    ],
    solution: String.raw`The input keeps its mean, so the mixed term vanishes, and the penalty is $w^2$ times its variance: $w^2 x^2 \frac{1-q}{q}$. Each weight has a penalty of its own, the larger the larger its input is.`,
  }),

  'does-it-help': choice({
    title: 'What do eight seeds show?',
    objectives: ['evidence'],
    params: (draw) => ({ gain: draw.choice([0.4, 0.6, 0.8]), error: draw.choice([0.5, 0.7, 0.9]) }),
    where: ({ gain, error }) => gain < 1.5 * error,
    variants: 6,
    prompt: ({ gain, error }) =>
      md`Eight trainings with dropout and eight without, in pairs from the same weights on the same data. On average dropout is better by ${gain} percentage points, with a standard error of ${error}; it is better in 5 pairs and worse in 3. What follows?`,
    options: [
      {
        id: 'nothing-shown',
        correct: true,
        text: 'That no effect has been shown: chance alone would often do as much.',
        say: 'The mean difference is hardly larger than its standard error, and 5 to 3 is what coins do.',
      },
      {
        id: 'helps',
        text: 'That dropout helps on this problem.',
        say: 'Compare the gain with its standard error. How often would a gain like this come without any effect?',
      },
      {
        id: 'no-effect',
        text: 'That dropout has no effect on this problem.',
        say: 'Not seeing an effect and showing that there is none are different things: with more seeds a small one may appear.',
      },
      {
        id: 'best-seed',
        text: 'That one should use the seed in which dropout won by most.',
        say: 'That seed was chosen for its luck on the test examples. On others it will be ordinary.',
      },
    ],
    hints: ['How many standard errors is the gain away from zero?'],
    solution: ({ gain, error }) =>
      md`The gain is ${fixed(gain / error, 1)} standard errors: well within chance. More seeds, or leave it open.`,
  }),
})
