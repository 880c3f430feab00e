import { Conv2d, Flatten, Linear, MaxPool2d, Sequential } from 'chainrule'
import {
  choice,
  code,
  exercises,
  expression,
  fixed,
  md,
  multi,
  numeric,
  predictRun,
  shape,
  sig,
  tensor,
} from 'chainrule/exercises'

const distinct = (...values: number[]): boolean => new Set(values).size === values.length

/** Weights and biases of: convolution, convolution, pooling, dense, on square pictures with `same` padding. */
const parametersOf = ({
  n,
  c,
  f,
  g,
  pool,
  k,
}: Record<'n' | 'c' | 'f' | 'g' | 'pool' | 'k', number>): number =>
  f * (c * 9 + 1) + g * (f * 9 + 1) + k * (g * (n / pool) ** 2 + 1)

const counter = (body: string) =>
  `function countInk(bitmap: number[][], block: number): number[][] {\n${body}\n}`
const counted = ({
  rows = 'bitmap.length / block',
  columns = 'bitmap[0].length / block',
  at = 'bitmap[i * block + p][j * block + q]',
  sum = 'count',
} = {}) =>
  counter(`  const counts: number[][] = []
  for (let i = 0; i < ${rows}; i++) {
    const row: number[] = []
    for (let j = 0; j < ${columns}; j++) {
      let count = 0
      for (let p = 0; p < block; p++) {
        for (let q = 0; q < block; q++) count += ${at}
      }
      row.push(${sum})
    }
    counts.push(row)
  }
  return counts`)

export default exercises({
  'shapes-through': shape({
    title: 'Through the network',
    objectives: ['shapes'],
    params: (draw) => ({
      N: draw.choice([4, 32, 64]),
      n: draw.choice([12, 20, 24, 28]),
      f: draw.choice([6, 10]),
      g: draw.choice([16, 32]),
      pool: draw.choice([2, 4]),
    }),
    where: ({ n, f, g, pool }) => distinct(n, f, g, n / pool) && n % pool === 0,
    prompt: ({ N, n, f, g, pool }) =>
      md`A batch of ${N} gray pictures of ${n} × ${n}, shape (${N}, 1, ${n}, ${n}), goes through two convolutions of 3 × 3 with padding 1 and stride 1, of ${f} and then ${g} filters, each with a ReLU behind it, and then through max pooling with blocks of ${pool} × ${pool}. What is its shape then?`,
    answer: ({ N, n, g, pool }) => [N, g, n / pool, n / pool],
    check: ({ N, n, f, g, pool }) =>
      new Sequential(
        new Conv2d(1, f, 3, { padding: 1 }),
        new Conv2d(f, g, 3, { padding: 1 }),
        new MaxPool2d(pool),
      ).outputShape([N, 1, n, n]),
    batch: true,
    mistakes: [
      {
        id: 'channels-multiplied',
        is: ({ N, n, f, g, pool }) => [N, f * g, n / pool, n / pool],
        say: 'You multiplied the numbers of filters. A filter of the second layer looks at all maps of the first, and makes one map of them.',
      },
      {
        id: 'not-pooled',
        is: ({ N, n, g }) => [N, g, n, n],
        say: 'That is the shape before the pooling. What does it do to height and width?',
      },
      {
        id: 'pooled-channels',
        is: ({ N, n, g, pool }) => [N, g / pool, n / pool, n / pool],
        say: 'Pooling works within each map. How many maps are there afterwards?',
      },
      {
        id: 'not-padded',
        is: ({ N, n, g, pool }) => [N, g, Math.floor((n - 4) / pool), Math.floor((n - 4) / pool)],
        say: 'Without padding each convolution would take two pixels away. Here the padding is 1 on each side.',
      },
    ],
    hints: [
      'A kernel of 3 with padding 1 keeps height and width.',
      'The number of maps is the number of filters of the last convolution.',
    ],
    solution: ({ N, n, f, g, pool }) =>
      md`(${N}, ${f}, ${n}, ${n}), then (${N}, ${g}, ${n}, ${n}), then $${n}/${pool} = ${n / pool}$ along both axes: (${N}, ${g}, ${n / pool}, ${n / pool}).`,
  }),

  parameters: numeric({
    title: 'How many parameters?',
    objectives: ['shapes'],
    params: (draw) => ({
      n: draw.choice([8, 12, 16, 20, 24]),
      c: draw.choice([1, 3]),
      f: draw.choice([4, 6, 8, 10]),
      g: draw.choice([12, 16, 20, 24]),
      pool: 2,
      k: draw.choice([5, 10]),
    }),
    prompt: ({ n, c, f, g, k }) =>
      md`Pictures of ${c} × ${n} × ${n} go through a convolution of ${f} filters, a convolution of ${g} filters (both 3 × 3, padding 1), max pooling of 2 × 2, and a dense layer of ${k} outputs. How many weights and biases has the network?`,
    answer: parametersOf,
    check: ({ c, f, g, pool, k, n }) =>
      new Sequential(
        new Conv2d(c, f, 3, { padding: 1 }),
        new Conv2d(f, g, 3, { padding: 1 }),
        new MaxPool2d(pool),
        new Flatten(),
        new Linear((g * n * n) / (pool * pool), k),
      )
        .parameters()
        .reduce((sum, { numel }) => sum + numel, 0),
    precision: 'exact',
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'no-biases',
        is: ({ f, g, k, ...rest }) => parametersOf({ f, g, k, ...rest }) - f - g - k,
        say: 'All weights are there. Each filter and each output has one number more.',
      },
      {
        id: 'one-kernel-for-all',
        is: ({ n, c, f, g, pool, k }) => f * (c * 9 + 1) + g * (9 + 1) + k * (g * (n / pool) ** 2 + 1),
        say: 'A filter of the second convolution has a kernel of 3 × 3 for *each* map of the first, not one for all.',
      },
      {
        id: 'not-pooled',
        is: ({ n, c, f, g, k }) => parametersOf({ n, c, f, g, k, pool: 1 }),
        say: 'The dense layer stands behind the pooling. How many numbers reach it?',
      },
      {
        id: 'bias-per-pixel',
        is: ({ n, c, f, g, pool, k }) =>
          f * (c * 9 + n * n) + g * (f * 9 + n * n) + k * (g * (n / pool) ** 2 + 1),
        say: 'A filter has one bias, and uses it at every place of its map.',
      },
    ],
    hints: [
      'Per filter: one kernel for each map that comes in, and one bias.',
      ({ n, g }) => md`The dense layer takes ${g} maps of ${n / 2} × ${n / 2}.`,
    ],
    solution: ({ n, c, f, g, pool, k }) =>
      md`$${f} \cdot (${c} \cdot 9 + 1) + ${g} \cdot (${f} \cdot 9 + 1) + ${k} \cdot (${g * (n / pool) ** 2} + 1) = ${parametersOf({ n, c, f, g, pool, k })}$.`,
  }),

  'read-the-matrix': tensor({
    title: 'Read the matrix',
    objectives: ['matrix'],
    params: (draw) => ({
      a: draw.vector(3, [1, 9], 1),
      b: draw.vector(3, [1, 9], 1),
      right: draw.vector(3, [20, 60], 1),
    }),
    derived: ({ a, b, right }) => ({
      matrix: [
        [right[0]!, a[0]!, b[0]!],
        [a[1]!, right[1]!, b[1]!],
        [a[2]!, b[2]!, right[2]!],
      ],
    }),
    where: ({ matrix: m }) => {
      const row = m[1]![0]! + m[1]![1]! + m[1]![2]!
      const column = m[0]![1]! + m[1]![1]! + m[2]![1]!
      return Math.abs(row - column) > 4
    },
    prompt: ({ matrix: m }) =>
      md`A network tells 3, 5 and 8 apart. Rows are what a digit is, columns what is answered:

| is \ says | 3 | 5 | 8 |
| --- | --- | --- | --- |
| **3** | ${m[0]![0]!} | ${m[0]![1]!} | ${m[0]![2]!} |
| **5** | ${m[1]![0]!} | ${m[1]![1]!} | ${m[1]![2]!} |
| **8** | ${m[2]![0]!} | ${m[2]![1]!} | ${m[2]![2]!} |

Give three numbers between 0 and 1: the accuracy, the recall of the 5, the precision of the 5.`,
    answer: ({ matrix: m }) => {
      const all = m.flat().reduce((sum, count) => sum + count, 0)
      return [
        (m[0]![0]! + m[1]![1]! + m[2]![2]!) / all,
        m[1]![1]! / m[1]!.reduce((sum, count) => sum + count, 0),
        m[1]![1]! / m.reduce((sum, row) => sum + row[1]!, 0),
      ]
    },
    check: ({ matrix: m }) => {
      // Every digit one by one.
      const digits = m.flatMap((row, is) =>
        row.flatMap((count, says) => Array.from({ length: count }, () => ({ is, says }))),
      )
      const share = (of: typeof digits) => of.filter(({ is, says }) => is === says).length / of.length
      return [share(digits), share(digits.filter(({ is }) => is === 1)), share(digits.filter(({ says }) => says === 1))] // prettier-ignore
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'swapped',
        is: ({ matrix: m }) => {
          const all = m.flat().reduce((sum, count) => sum + count, 0)
          return [
            (m[0]![0]! + m[1]![1]! + m[2]![2]!) / all,
            m[1]![1]! / m.reduce((sum, row) => sum + row[1]!, 0),
            m[1]![1]! / m[1]!.reduce((sum, count) => sum + count, 0),
          ]
        },
        say: 'Recall and precision are the other way around: recall asks about all digits that *are* 5s, precision about all that are *answered* 5.',
      },
      {
        id: 'of-all',
        is: ({ matrix: m }) => {
          const all = m.flat().reduce((sum, count) => sum + count, 0)
          return [(m[0]![0]! + m[1]![1]! + m[2]![2]!) / all, m[1]![1]! / all, m[1]![1]! / all]
        },
        say: 'The accuracy is right. Recall is not a share of *all* digits: of all 5s, how many?',
      },
      {
        id: 'in-percent',
        is: ({ matrix: m }) => {
          const all = m.flat().reduce((sum, count) => sum + count, 0)
          const row = m[1]!.reduce((sum, count) => sum + count, 0)
          const column = m.reduce((sum, line) => sum + line[1]!, 0)
          const right = m[0]![0]! + m[1]![1]! + m[2]![2]!
          return [(100 * right) / all, (100 * m[1]![1]!) / row, (100 * m[1]![1]!) / column]
        },
        say: 'Those are percentages. Asked are shares, numbers between 0 and 1.',
      },
      {
        id: 'counts',
        is: ({ matrix: m }) => [m[0]![0]! + m[1]![1]! + m[2]![2]!, m[1]![1]!, m[1]![1]!],
        say: 'You counted the right ones. Out of how many, each time?',
      },
    ],
    hints: [
      'Accuracy: the diagonal, divided by everything.',
      'Recall of the 5: along its row. Precision of the 5: along its column.',
    ],
    solution: ({ matrix: m }) => {
      const all = m.flat().reduce((sum, count) => sum + count, 0)
      const row = m[1]!.reduce((sum, count) => sum + count, 0)
      const column = m.reduce((sum, line) => sum + line[1]!, 0)
      const right = m[0]![0]! + m[1]![1]! + m[2]![2]!
      return md`Accuracy $${right}/${all} = ${fixed(right / all, 3)}$; recall $${m[1]![1]!}/${row} = ${fixed(m[1]![1]! / row, 3)}$; precision $${m[1]![1]!}/${column} = ${fixed(m[1]![1]! / column, 3)}$.`
    },
  }),

  'count-the-ink': code({
    title: 'Count the ink',
    objectives: ['input'],
    prompt: md`
Write \`countInk\`: it takes a bitmap of zeros and ones, and returns how many ones each block of \`block\` × \`block\` points has. The bitmap may be rectangular; both sides are multiples of \`block\`. With 32 × 32 points and blocks of 4 it makes the data set's 8 × 8.
    `,
    starter: counted({ rows: '____', columns: '____', at: '____' }),
    setup:
      'const bitmap = [[1, 1, 0, 0, 0, 1], [0, 1, 0, 0, 1, 1], [0, 0, 1, 0, 0, 0], [1, 0, 1, 1, 0, 0]]\nconst size = (counts) => [counts.length, counts[0].length]',
    program: counted(),
    tests: [
      {
        id: 'size',
        name: 'one number for each block',
        code: 'assertClose(size(countInk(bitmap, 2)), [2, 3], "4 × 6 points, blocks of 2")\nassertClose(size(countInk(Array.from({ length: 32 }, () => Array(32).fill(0)), 4)), [8, 8], "32 × 32 points, blocks of 4")',
        say: 'How many blocks fit into the height, and how many into the width? They need not be equal.',
      },
      {
        id: 'counts',
        name: 'the ink of each block',
        code: 'assertClose(countInk(bitmap, 2), [[3, 0, 3], [1, 3, 0]], "blocks of 2")',
        say: 'The number of blocks is right. Block (i, j) begins at row `i * block` and column `j * block`, and blocks do not overlap.',
      },
      {
        id: 'full',
        name: 'a full block of 4 counts 16',
        code: 'assertClose(countInk(Array.from({ length: 8 }, () => Array(4).fill(1)), 4), [[16], [16]], "all ink")',
        say: 'Counts, not means: a block of 4 × 4 points that is all ink counts 16.',
      },
    ],
    wrong: [
      { id: 'means', program: counted({ sum: 'count / (block * block)' }), fails: 'counts' },
      { id: 'overlapping', program: counted({ at: 'bitmap[i + p][j + q]' }), fails: 'counts' },
      {
        id: 'turned',
        program: counted({ at: 'bitmap[j * block + p]?.[i * block + q] ?? 0' }),
        fails: 'counts',
      },
      { id: 'square', program: counted({ columns: 'bitmap.length / block' }), fails: 'size' },
      { id: 'one-block-less', program: counted({ rows: 'bitmap.length / block - 1' }), fails: 'size' },
    ],
    hints: [
      'There are `bitmap.length / block` rows of blocks.',
      'The point (p, q) of block (i, j) is `bitmap[i * block + p][j * block + q]`.',
    ],
    solution: md`
\`bitmap.length / block\` rows and \`bitmap[0].length / block\` columns of blocks; add up \`bitmap[i * block + p][j * block + q]\`. It is a convolution with a kernel of ones, whose stride is as large as its kernel.
    `,
  }),

  'how-sure': numeric({
    title: 'How sure is an accuracy?',
    objectives: ['split'],
    params: (draw) => ({
      n: draw.choice([200, 250, 300, 400, 500, 800, 1000, 1500, 2000, 3000]),
      p: draw.choice([0.9, 0.95, 0.98]),
    }),
    where: ({ n, p }) => Math.abs((p * (1 - p)) / n / 1e-4 - 1) > 0.2,
    prompt: ({ n, p }) =>
      md`${n} held-out digits, drawn *independently* of one another, ${sig(100 * p, 2)} % of them right. The number of right ones is binomial. What is the standard error of the accuracy, in percentage points? (Two significant figures.)`,
    answer: ({ n, p }) => 100 * Math.sqrt((p * (1 - p)) / n),
    check: ({ n, p }) => {
      // The variance of n independent yes-or-no answers, added up one by one.
      let variance = 0
      for (let i = 0; i < n; i++) variance += p * (1 - p) ** 2 + (1 - p) * p ** 2
      return (100 * Math.sqrt(variance)) / n
    },
    precision: { sigfig: 2 },
    calc: true,
    mistakes: [
      {
        id: 'variance',
        is: ({ n, p }) => (100 * (p * (1 - p))) / n,
        say: 'That is the variance of the accuracy, with its square root still to be taken.',
      },
      {
        id: 'as-a-share',
        is: ({ n, p }) => Math.sqrt((p * (1 - p)) / n),
        say: 'That is the standard error of the share, between 0 and 1. How many percentage points is that?',
      },
      {
        id: 'of-the-count',
        is: ({ n, p }) => Math.sqrt(n * p * (1 - p)),
        say: 'That is the standard deviation of the *number* of right digits. The question is about their share.',
      },
      {
        id: 'one-over-root',
        is: ({ n }) => 100 / Math.sqrt(n),
        say: 'The order is right, but an accuracy near 100 % is surer than that: $p(1-p)$ belongs under the root.',
      },
    ],
    hints: [
      'The variance of one yes-or-no answer is $p(1-p)$.',
      'The variance of a mean of $n$ is an n-th of it.',
    ],
    solution: ({ n, p }) =>
      md`$\sqrt{${p} \cdot ${fixed(1 - p, 2)} / ${n}} = ${sig(Math.sqrt((p * (1 - p)) / n), 2)}$, that is ${sig(100 * Math.sqrt((p * (1 - p)) / n), 2)} points. It holds for *independent* digits. Digits of one hand are right or wrong together, and then it is far too small.`,
  }),

  'what-it-tells': multi({
    title: 'What the two splits tell',
    objectives: ['split'],
    prompt:
      'With single digits held out at random, about 98 % are right; with whole forms held out, about 94 % on average, and very different for different forms. Which conclusions are justified?',
    options: [
      {
        id: 'same-form-helps',
        correct: true,
        text: 'Having seen other digits of the same form helps to read a form.',
        say: 'The number of training digits is about the same; what differs is whether forms are on both sides.',
      },
      {
        id: 'random-too-good',
        correct: true,
        text: 'The accuracy of the random split is too good an estimate for a form that was never seen.',
        say: 'Its held-out digits have their forms in the training set. Those of a new form have not.',
      },
      {
        id: 'new-people',
        text: 'New people’s digits will be read with 94 %.',
        say: 'The forms come from 13 people, of one place and time, and even here one hand may be on both sides.',
      },
      {
        id: 'writers-apart',
        text: 'With whole forms held out, no writer is on both sides.',
        say: 'Fourteen forms, thirteen people: someone seems to have filled in two, and the file does not say who.',
      },
      {
        id: 'which-forms',
        correct: true,
        text: 'One run with four forms held out is a rough estimate: it depends on which forms they are.',
        say: 'The results of 20 seeds lie about ten points apart.',
      },
      {
        id: 'random-is-wrong',
        text: 'The random split is a mistake; its number means nothing.',
        say: 'It answers another question: more digits from people who are in the training set. For a device that learns its owner’s hand, it is the right one.',
      },
    ],
    hints: ['For each: which digits is the statement about, and were such digits held out?'],
    solution:
      'The same form helps, the random split is too good for new forms, and four forms are few. Nothing here is about people in general, nor do we know that writers are apart. The random split answers a question of its own.',
  }),

  'linear-saliency': expression({
    title: 'A linear logit',
    objectives: ['saliency'],
    prompt:
      'A linear logit has, for a pixel $x$ with weight $w$, the form $z = w x + c$, where $c$ holds everything else. Its gradient by the pixel is $w$. What does $z$ *lose* when the pixel is covered with paper, $x = 0$?',
    symbols: { 'w, x, c': 'real' },
    answer: () => 'w x',
    check: () => '(w x + c) - (w * 0 + c)',
    mistakes: [
      {
        id: 'gradient',
        is: () => 'w',
        say: 'That is the gradient: what one whole unit of ink *more* would add. How much ink is taken away here?',
      },
      {
        id: 'sign',
        is: () => '-w x',
        say: 'The size is right. The *loss* is what z was minus what it is afterwards.',
      },
      {
        id: 'before',
        is: () => 'w x + c',
        say: 'That is z before anything is covered. How much of it is gone afterwards?',
      },
      { id: 'what-is-left', is: () => 'c', say: 'That is what is left of z. What has it lost?' },
    ],
    hints: ['z before, minus z with $x = 0$.'],
    solution:
      '$w x + c - c = w x$: the gradient times the pixel. On paper, $x = 0$, occlusion is 0 whatever the weight is.',
  }),

  saturated: predictRun({
    title: 'Enough is enough',
    objectives: ['saliency'],
    params: (draw) => ({ a: draw.integer(2, 9), x: draw.integer(1, 4) }),
    variants: 6,
    prompt: ({ a, x }) =>
      md`The logit below is $${a}$ as soon as *one* of two pixels has ink, and both have: $z = ${a} \cdot \bigl(1 - \mathrm{relu}(1 - x_1 - x_2)\bigr)$ at $x_1 = x_2 = ${x}$. The program prints the gradient by $x_1$, what is lost by covering $x_1$, and what is lost by covering both. What does it print?`,
    run: ({ a, x }) => ({
      kind: 'cell',
      code: `import { relu, tensor } from 'chainrule'

const z = (x1, x2) => ${a} * (1 - Math.max(0, 1 - x1 - x2))

const x1 = tensor(${x}, { requiresGrad: true })
const x2 = tensor(${x})
tensor(1).sub(relu(tensor(1).sub(x1).sub(x2))).mul(${a}).backward()
console.log(Math.abs(x1.grad.item()), z(${x}, ${x}) - z(0, ${x}), z(${x}, ${x}) - z(0, 0))`,
    }),
    ask: {
      kind: 'output',
      answer: ({ a }) => `0 0 ${a}`,
      mistakes: [
        {
          id: 'slope-counts',
          is: ({ a }) => `${a} 0 ${a}`,
          say: 'With both pixels inked, is the ReLU on its slope, or where it is 0?',
        },
        {
          id: 'half-each',
          is: ({ a }) => `0 ${a / 2} ${a}`,
          say: 'It is tempting to share the loss out. But what is z when only the *second* pixel has ink?',
        },
        {
          id: 'everything-counts',
          is: ({ a }) => `0 ${a} ${a}`,
          say: 'The gradient is right. But the second pixel still has ink: what is z without the first?',
        },
        {
          id: 'nothing-at-all',
          is: () => '0 0 0',
          say: 'And when both are covered? Then $1 - x_1 - x_2 = 1$.',
        },
      ],
    },
    hints: [({ x }) => md`$1 - ${x} - ${x}$ is below 0. What does the ReLU make of it?`],
    solution: ({ a }) =>
      md`The ReLU is 0 with both pixels, and still 0 with one: gradient 0, and nothing lost by covering one. Without both, z falls to 0: ${a} is lost. Two ways of asking, and both say of each single pixel that it does not matter.`,
  }),

  'over-reading': choice({
    title: 'Over-reading a map',
    objectives: ['saliency'],
    prompt:
      'For one 8, the gradient is largest on a patch of paper left of the middle. A colleague writes: “The network recognizes 8s by the left side of the picture.” What is wrong?',
    options: [
      {
        id: 'one-digit-small-changes',
        correct: true,
        text: 'The map is about small changes of this one digit: ink there would change this logit most. It says nothing of how 8s are recognized.',
        say: 'Ink left of the middle might turn it into a 6 or a 0. That is a statement about this picture and its neighborhood.',
      },
      {
        id: 'should-be-occlusion',
        text: 'Nothing, if occlusion agrees: two maps that agree prove it.',
        say: 'Occlusion cannot agree about paper: covering it with paper changes nothing. And agreement of two maps is no proof of a general rule.',
      },
      {
        id: 'absolute',
        text: 'The colleague should have taken the absolute value of the gradient.',
        say: 'That would lose whether ink helps or hurts. The conclusion would be as wrong as before.',
      },
      {
        id: 'gradient-is-noise',
        text: 'Gradients of trained networks are noise; one cannot read anything from them.',
        say: 'They are exact slopes. What they are slopes *of* is what one has to keep in mind.',
      },
    ],
    hints: ['About which pictures does a gradient say something?'],
    solution:
      'A gradient describes one logit near one picture. A rule about all 8s would need many 8s, and a test: change what the rule is about, and look at the answers.',
  }),
})
