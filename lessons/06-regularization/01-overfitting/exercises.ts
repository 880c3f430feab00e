import { mean, mul, sub, tensor as array, variance } from 'chainrule'
import {
  choice,
  code,
  derivation,
  exercises,
  fixed,
  md,
  multi,
  numeric,
  sig,
  target,
  tensor,
} from 'chainrule/exercises'
import { fitTo, INITIAL, spreadOf, toLink } from '../../../components/poly-fit/model.ts'

const DEGREES = [1, 3, 5, 9] as const

/** Training and validation error of four degrees on one data set of the figure. */
const errorsOf = (seed: number, count: number) =>
  DEGREES.map((degree) => fitTo({ ...INITIAL, degree, count, seed }, 0))

/** Mean test error that the target asks for. */
const LOW_ENOUGH = 0.14

const distinct = (...values: number[]): boolean =>
  values.every((value, i) =>
    values.slice(i + 1).every((other) => Math.abs(value - other) > 0.03 * Math.max(Math.abs(value), 0.1)),
  )

const lowest = (values: readonly number[]): number => values.indexOf(Math.min(...values))

export default exercises({
  'which-degree': choice({
    title: 'Which one would you use?',
    objectives: ['gap'],
    params: (draw) => ({ seed: draw.integer(1, 400), count: draw.choice([10, 12]) }),
    where: ({ seed, count }) => {
      const fits = errorsOf(seed, count)
      const best = lowest(fits.map(({ test }) => test))
      const gap = lowest(fits.map(({ test, train }) => Math.abs(test - train)))
      const sorted = fits.map(({ test }) => test).sort((a, b) => a - b)
      return (best === 1 || best === 2) && gap === 0 && sorted[1]! > 1.05 * sorted[0]!
    },
    prompt: ({ seed, count }) => md`
Four polynomials were fitted to the same ${count} examples. Validation examples were not used in fitting.

| degree | training error | validation error |
| --- | --- | --- |
${errorsOf(seed, count)
  .map(({ train, test }, i) => `| ${DEGREES[i]!} | ${train.toFixed(4)} | ${test.toFixed(4)} |`)
  .join('\n')}

Which degree do you use?
    `,
    options: ({ seed, count }) => {
      const best = lowest(errorsOf(seed, count).map(({ test }) => test))
      return DEGREES.map((degree, i) => ({
        id: `degree-${degree}`,
        correct: i === best,
        text: `degree ${degree}`,
        say:
          i === best
            ? 'It has the lowest error on examples that it has not seen, and that is what it will be used for.'
            : degree === 9
              ? 'It has the lowest *training* error. Whatever can bend more has that, always. What do the examples that it has not seen say?'
              : degree === 1
                ? 'It has the smallest *gap*: it is equally bad on both. Is a small gap the goal?'
                : 'One of the others does better on examples that it has not seen.',
      }))
    },
    check: ({ seed, count }) => {
      let [best, least] = ['', Infinity]
      for (const degree of DEGREES) {
        const { test } = fitTo({ ...INITIAL, degree, count, seed }, 0)
        if (test < least) [best, least] = [`degree-${degree}`, test]
      }
      return best
    },
    shuffle: false,
    hints: ['Which of the two columns resembles the use that the fit is made for?'],
    solution:
      'The lowest *validation* error decides. The training error never rises with the degree, and a small gap alone may mean that the fit is equally bad everywhere.',
  }),

  'bias-and-variance-of-three': tensor({
    title: 'Three fits, one place',
    objectives: ['bias-variance'],
    params: (draw) => ({ truth: draw.choice([0.5, 1, -0.5]), fits: draw.vector(3, [-1, 2], 0.25) }),
    where: ({ truth, fits }) => {
      const m = fits.reduce((a, b) => a + b, 0) / 3
      const v = fits.reduce((a, b) => a + (b - m) ** 2, 0) / 3
      return (
        new Set(fits).size === 3 &&
        Math.abs(m - truth) > 0.1 &&
        distinct((m - truth) ** 2, m - truth, v, 1.5 * v, v + (m - truth) ** 2, Math.sqrt(v))
      )
    },
    prompt: ({ truth, fits }) =>
      md`Polynomials fitted to three data sets predict $${fits[0]!}$, $${fits[1]!}$ and $${fits[2]!}$ at the same $x$, where the truth is $${truth}$. Give the *squared bias* and the *variance*, in this order. Divide by 3, as the figure would.`,
    answer: ({ truth, fits }) => {
      const m = fits.reduce((a, b) => a + b, 0) / 3
      return [(m - truth) ** 2, fits.reduce((a, b) => a + (b - m) ** 2, 0) / 3]
    },
    check: ({ truth, fits }) => {
      const values = array([...fits])
      const off = sub(mean(values), truth)
      return [mul(off, off).item(), variance(values, 0, { correction: 0 }).item()]
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'swapped',
        is: ({ truth, fits }) => {
          const m = fits.reduce((a, b) => a + b, 0) / 3
          return [fits.reduce((a, b) => a + (b - m) ** 2, 0) / 3, (m - truth) ** 2]
        },
        say: 'You have them in the other order. Which of the two knows nothing of the truth?',
      },
      {
        id: 'about-the-truth',
        is: ({ truth, fits }) => {
          const m = fits.reduce((a, b) => a + b, 0) / 3
          return [(m - truth) ** 2, fits.reduce((a, b) => a + (b - truth) ** 2, 0) / 3]
        },
        say: 'Your second number is the whole expected error: the distances were taken from the truth. Variance is the scatter of the fits about something else.',
      },
      {
        id: 'not-squared',
        is: ({ truth, fits }) => {
          const m = fits.reduce((a, b) => a + b, 0) / 3
          return [m - truth, fits.reduce((a, b) => a + (b - m) ** 2, 0) / 3]
        },
        say: 'The first number is the bias itself. Its square is what adds up with the variance.',
      },
      {
        id: 'sample-variance',
        is: ({ truth, fits }) => {
          const m = fits.reduce((a, b) => a + b, 0) / 3
          return [(m - truth) ** 2, fits.reduce((a, b) => a + (b - m) ** 2, 0) / 2]
        },
        say: 'You divided the squares by 2. That estimates the variance of *all possible* fits from three; here it is the mean over these three.',
      },
    ],
    hints: [
      'First the mean of the three predictions. One of the two numbers compares it with the truth, the other compares the predictions with it.',
      ({ fits }) => md`The mean is $${sig(fits.reduce((a, b) => a + b, 0) / 3, 4)}$.`,
    ],
    solution: ({ truth, fits }) => {
      const m = fits.reduce((a, b) => a + b, 0) / 3
      return md`The mean is $m = ${sig(m, 4)}$. Squared bias: $(m - f)^2 = (${sig(m, 4)} - (${truth}))^2 = ${fixed((m - truth) ** 2, 4)}$. Variance, the mean of the squared distances from $m$: $${fixed(fits.reduce((a, b) => a + (b - m) ** 2, 0) / 3, 4)}$.`
    },
  }),

  'both-are-high': choice({
    title: 'Both are high',
    objectives: ['capacity', 'bias-variance'],
    params: (draw) => ({ train: draw.choice([0.28, 0.31, 0.4]), gap: draw.choice([0.01, 0.02]) }),
    variants: 6,
    prompt: ({ train, gap }) =>
      md`A model has a training error of ${train} and a test error of ${(train + gap).toFixed(2)}. The noise of the targets has a variance of ${0.01}. What is most likely to help?`,
    options: [
      {
        id: 'capacity',
        correct: true,
        text: 'a model that can bend more',
        say: 'It cannot even follow the examples that it sees: nearly all of the error is bias. It needs capacity.',
      },
      {
        id: 'data',
        text: 'ten times as many examples',
        say: 'More examples shrink variance, and with it the gap. How large is the gap here?',
      },
      {
        id: 'penalty',
        text: 'a penalty on large weights',
        say: 'A penalty holds a model back. Does this one go too far, or not far enough?',
      },
      {
        id: 'stop',
        text: 'stopping the training earlier',
        say: 'That would leave the training error still higher. Is it too low?',
      },
    ],
    hints: ['Compare the training error with the noise, and the test error with the training error.'],
    solution:
      'The gap is small, so variance is not the trouble. Training error far above the noise is bias: *underfitting*. More capacity, better features or longer training help; data and regularization do not.',
  }),

  'two-steps-from-zero': derivation({
    title: 'What two steps have learned',
    objectives: ['filters'],
    prompt: String.raw`Along one direction least squares would find the amount $m$. Descent starts at 0, and each step goes the part $\eta\lambda$ of the way that is left; so $c$, after one step, is $\eta\lambda m$. Where is it after the second? Fill the gaps.`,
    mode: 'blanks',
    derivation: {
      symbols: { m: 'real', λ: 'positive', η: 'positive', c: { is: 'η λ m' } },
      steps: [
        {
          expr: 'c + η λ (m - c) = η λ m + η λ [[(1 - η λ)]] m',
          by: 'After the first step the way that is left is $m - c$: a part of $m$.',
        },
        {
          expr: '= (1 - [[(1 - η λ)^2]]) m',
          by: 'All of $m$, without what is still missing. After $t$ steps the exponent is $t$.',
        },
      ],
    },
    hints: [
      'Put $c = \\eta\\lambda m$ into $m - c$.',
      'Each step leaves the part $1 - \\eta\\lambda$ of what was missing. Two steps leave …',
    ],
    solution: String.raw`$m - c = (1 - \eta\lambda)\, m$, and each step multiplies what is missing by $1 - \eta\lambda$ once more. So $(1 - \eta\lambda)^2 m$ is missing after two steps, and $1 - (1 - \eta\lambda)^2$ of $m$ is there.`,
  }),

  'part-learned': numeric({
    title: 'How much is learned?',
    objectives: ['filters'],
    params: (draw) => ({
      product: draw.choice([0.02, 0.03, 0.05, 0.08, 0.1]),
      steps: draw.choice([5, 10, 15, 20, 30]),
    }),
    where: ({ product, steps }) => {
      const left = (1 - product) ** steps
      return distinct(1 - left, left, product * steps, 1 - product) && left < 0.9
    },
    prompt: ({ product, steps }) =>
      md`Along a direction with $\eta\lambda = ${product}$ gradient descent starts from zero and is stopped after ${steps} steps. What part of the least-squares solution along this direction has it learned? (A number between 0 and 1, to three decimals.)`,
    answer: ({ product, steps }) => 1 - (1 - product) ** steps,
    check: ({ product, steps }) => {
      let c = 0
      for (let step = 0; step < steps; step++) c += product * (1 - c)
      return c
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'what-is-missing',
        is: ({ product, steps }) => (1 - product) ** steps,
        say: 'That is the part that is still *missing*.',
      },
      {
        id: 'as-if-straight',
        is: ({ product, steps }) => product * steps,
        say: 'That adds the first step up again and again. Steps become shorter, because there is less and less left to go.',
      },
      {
        id: 'one-step',
        is: ({ product }) => product,
        say: 'That is what a single step learns.',
      },
    ],
    hints: [
      'What does one step do to the part that is missing?',
      'The missing part is multiplied by $1 - \\eta\\lambda$ in each step.',
    ],
    solution: ({ product, steps }) =>
      md`$1 - (1 - ${product})^{${steps}} = ${fixed(1 - (1 - product) ** steps, 4)}$.`,
  }),

  'the-matching-penalty': numeric({
    title: 'The penalty that matches',
    objectives: ['filters'],
    params: (draw) => ({
      rate: draw.choice([0.1, 0.2, 0.5]),
      steps: draw.choice([50, 100, 200, 400]),
      curvature: draw.choice([0.01, 0.02, 0.05, 0.1]),
    }),
    where: ({ rate, steps, curvature }) => {
      const u = rate * steps * curvature
      return u > 0.2 && u < 6 && distinct(u / (1 + u), 1 / (1 + u), 1 - (1 - rate * curvature) ** steps, u, curvature / (curvature + rate * steps)) // prettier-ignore
    },
    prompt: ({ rate, steps, curvature }) =>
      md`You stop gradient descent with $\eta = ${rate}$ after ${steps} steps. Instead, a colleague uses the matching penalty $\alpha = 1/(\eta t)$ and descends to the end. What part of the least-squares solution does the *colleague* keep in a direction of curvature $\lambda = ${curvature}$? (To three decimals.)`,
    answer: ({ rate, steps, curvature }) => curvature / (curvature + 1 / (rate * steps)),
    check: ({ rate, steps, curvature }) => {
      const alpha = 1 / (rate * steps)
      let c = 0
      for (let k = 0; k < 200_000; k++) c -= 0.5 * (curvature * (c - 1) + alpha * c)
      return c
    },
    precision: { decimals: 3 },
    calc: true,
    slips: [],
    mistakes: [
      {
        id: 'the-stopped-one',
        is: ({ rate, steps, curvature }) => 1 - (1 - rate * curvature) ** steps,
        say: 'That is what *you* have when you stop. The colleague’s filter has another formula, and they agree only where $\\eta\\lambda t$ is small.',
      },
      {
        id: 'what-is-lost',
        is: ({ rate, steps, curvature }) => 1 - curvature / (curvature + 1 / (rate * steps)),
        say: 'That is the part that the penalty takes away.',
      },
      {
        id: 'alpha-upside-down',
        is: ({ rate, steps, curvature }) => curvature / (curvature + rate * steps),
        say: 'Your α is $\\eta t$. More steps mean *less* regularization: should α then grow?',
      },
    ],
    hints: ['First α as a number. Then the filter of a penalty, $\\lambda/(\\lambda + \\alpha)$.'],
    solution: ({ rate, steps, curvature }) =>
      md`$\alpha = 1/(${rate} \cdot ${steps}) = ${sig(1 / (rate * steps), 3)}$, and $\lambda/(\lambda + \alpha) = ${curvature}/(${curvature} + ${sig(1 / (rate * steps), 3)}) = ${fixed(curvature / (curvature + 1 / (rate * steps)), 4)}$.`,
  }),

  'where-they-differ': multi({
    title: 'Where the two part',
    objectives: ['filters'],
    prompt:
      'A linear model on a squared error: early stopping from the start $w = 0$, against a penalty on the squared weights followed to its minimum. Mark what holds.',
    options: [
      {
        id: 'order',
        correct: true,
        text: 'Both keep more of a direction the larger its curvature is.',
        say: 'Both filters grow with λ, as long as the learning rate is at most 1/λ.',
      },
      {
        id: 'small',
        correct: true,
        text: 'With $\\alpha = 1/(\\eta t)$ they agree wherever $\\eta\\lambda t$ is small.',
        say: 'Both are then close to $\\eta\\lambda t$.',
      },
      {
        id: 'start',
        correct: true,
        text: 'Only the stopped solution depends on where descent started.',
        say: 'A minimum does not remember the way to it. A place on the way does.',
      },
      {
        id: 'same',
        text: 'With $\\alpha = 1/(\\eta t)$ they are the same solution.',
        say: md`Where $\eta\lambda t$ is about ${2.5} they differ by a fifth of the direction.`,
      },
      {
        id: 'exact',
        text: 'The penalty leaves directions of large curvature exactly as least squares has them.',
        say: 'The penalty keeps $\\lambda/(\\lambda+\\alpha)$, which is below 1 for every λ. Stopping is nearer to 1 there.',
      },
    ],
    hints: ['Compare the two formulas for very small and for very large $\\eta\\lambda t$.'],
    solution: String.raw`Both prefer large curvatures, and agree to first order. But $1 - (1 - \eta\lambda)^t$ approaches 1 exponentially, $\lambda/(\lambda + \alpha)$ only like $1 - \alpha/\lambda$; and a solution that was stopped on the way depends on the start.`,
  }),

  'tame-degree-nine': target({
    title: 'Tame it',
    objectives: ['regularize'],
    prompt: md`Leave degree, examples and noise as they are: ${9}, ${10} and ${INITIAL.noise}. Bring the mean test error over 200 data sets down to ${LOW_ENOUGH}, about as low as degrees 3 to 5 have it, with the two other handles.`,
    figure: 'poly-fit',
    start: () => ({ ...toLink(INITIAL), guess: '3', along: 'alpha', view: 'many' }),
    goals: () => [
      {
        id: 'degree',
        measure: 'degree',
        atLeast: 9,
        text: 'the degree is at least 9',
        say: 'A lower degree is one way, but not the one asked for. Put the degree back to 9.',
      },
      {
        id: 'examples',
        measure: 'count',
        atMost: 10,
        text: 'there are at most 10 examples',
        say: 'More examples do help. Here you have to do with ten.',
      },
      {
        id: 'noise',
        measure: 'noise',
        atLeast: INITIAL.noise,
        text: md`the noise is at least ${INITIAL.noise}`,
        say: 'Less noise would help everybody. Nobody can choose it.',
      },
      {
        id: 'tamed',
        measure: 'test',
        atMost: LOW_ENOUGH,
        text: md`the mean test error is at most ${LOW_ENOUGH}`,
        say: 'Not yet. Choose *Errors by* penalty or steps, and look where the curve of the test error is lowest.',
      },
    ],
    reached: () => toLink({ ...INITIAL, alpha: 1e-3 }),
    missed: [
      { id: 'lower-degree', state: () => toLink({ ...INITIAL, degree: 3 }), misses: 'degree' },
      { id: 'more-data', state: () => toLink({ ...INITIAL, count: 60 }), misses: 'examples' },
      { id: 'too-weak', state: () => toLink({ ...INITIAL, alpha: 1e-6 }), misses: 'tamed' },
      { id: 'too-strong', state: () => toLink({ ...INITIAL, alpha: 1 }), misses: 'tamed' },
    ],
    hints: [
      'Too strong a penalty is as bad as none: look for the valley in between.',
      'Either α or t alone is enough.',
    ],
    solution: () =>
      md`A penalty of ${0.001} followed to the end does it (mean test error ${fixed(spreadOf({ ...INITIAL, alpha: 1e-3 }).test, 3)}), and so do ${1000} steps without a penalty (${fixed(spreadOf({ ...INITIAL, steps: 1000 }).test, 3)}).`,
  }),

  'choose-by-validation': code({
    title: 'Choose, and report honestly',
    objectives: ['gap'],
    prompt: md`
\`fit(degree, examples)\` returns a fitted model and \`error(model, examples)\` its mean squared error. Write \`choose\`: fit every degree of \`degrees\` to the training examples, choose the one with the lowest *validation* error, and return its \`degree\` together with its error on the *test* examples, as \`testError\`.
    `,
    starter: `function choose(fit, error, degrees, train, validation, test) {
  let best
  let least = Infinity
  for (const degree of degrees) {
    const model = fit(degree, train)
    ____
  }
  return { degree: best, testError: ____ }
}`,
    setup: `// Degree 1 is far off everywhere, degree 3 good, degree 9 goes through the examples that it was fitted to.
const table = {
  train: { 1: 0.4, 3: 0.08, 9: 0 },
  validation: { 1: 0.5, 3: 0.12, 9: 0.9 },
  test: { 1: 0.45, 3: 0.14, 9: 0.05 },
}
const seen = []
const fit = (degree, examples) => { seen.push(examples); return { degree, examples } }
const error = (model, examples) => (model.examples === examples ? table.train[model.degree] : table[examples][model.degree])`,
    program: `function choose(fit, error, degrees, train, validation, test) {
  let best
  let least = Infinity
  let chosen
  for (const degree of degrees) {
    const model = fit(degree, train)
    const own = error(model, validation)
    if (own < least) {
      least = own
      best = degree
      chosen = model
    }
  }
  return { degree: best, testError: error(chosen, test) }
}`,
    tests: [
      {
        id: 'not-by-training',
        name: 'the degree is not chosen by its training error',
        code: "const { degree } = choose(fit, error, [1, 3, 9], 'train', 'validation', 'test')\nassert(degree !== 9 || table.validation[9] < table.validation[3], `It chose degree ${degree}, which has the lowest training or test error.`)",
        say: 'It chose degree 9, which is worst on the validation examples. On which examples may the choice depend?',
      },
      {
        id: 'by-validation',
        name: 'it has the lowest validation error',
        code: "assertClose(choose(fit, error, [1, 3, 9], 'train', 'validation', 'test').degree, 3, 'the degree')\nassertClose(choose(fit, error, [9, 3, 1], 'train', 'validation', 'test').degree, 3, 'the degree, in another order')",
        say: 'The degree with the lowest validation error is another one. Do you compare each error with the lowest so far?',
      },
      {
        id: 'fitted-on-training',
        name: 'every model is fitted to the training examples only',
        code: "seen.length = 0\nchoose(fit, error, [1, 3, 9], 'train', 'validation', 'test')\nassert(seen.every((examples) => examples === 'train'), `It was also fitted to: ${seen.filter((one) => one !== 'train')}.`)",
        say: 'A model was fitted to examples that it is later judged on.',
      },
      {
        id: 'reports-test',
        name: 'the error reported is that on the test examples',
        code: "assertClose(choose(fit, error, [1, 3, 9], 'train', 'validation', 'test').testError, 0.14, 'the reported error')",
        say: 'The degree is right, the reported error is not that of the chosen model on the test examples. The validation error of the winner is flattering: it was chosen for being low.',
      },
    ],
    wrong: [
      {
        id: 'by-training',
        program:
          'function choose(fit, error, degrees, train, validation, test) {\n  const models = degrees.map((degree) => fit(degree, train))\n  const errors = models.map((model) => error(model, train))\n  const k = errors.indexOf(Math.min(...errors))\n  return { degree: degrees[k], testError: error(models[k], test) }\n}',
        fails: 'not-by-training',
      },
      {
        id: 'by-test',
        program:
          'function choose(fit, error, degrees, train, validation, test) {\n  const models = degrees.map((degree) => fit(degree, train))\n  const errors = models.map((model) => error(model, test))\n  const k = errors.indexOf(Math.min(...errors))\n  return { degree: degrees[k], testError: errors[k] }\n}',
        fails: 'not-by-training',
      },
      {
        id: 'keeps-the-last',
        program:
          'function choose(fit, error, degrees, train, validation, test) {\n  let best, chosen, least = Infinity\n  for (const degree of degrees) {\n    const model = fit(degree, train)\n    if (error(model, validation) < 0.2 || degree === 1) { best = degree; chosen = model }\n  }\n  return { degree: best, testError: error(chosen, test) }\n}',
        fails: 'by-validation',
      },
      {
        id: 'refits-on-validation',
        program:
          'function choose(fit, error, degrees, train, validation, test) {\n  let best, least = Infinity\n  for (const degree of degrees) {\n    const own = error(fit(degree, train), validation)\n    if (own < least) { least = own; best = degree }\n  }\n  return { degree: best, testError: error(fit(best, validation), test) }\n}',
        fails: 'fitted-on-training',
      },
      {
        id: 'reports-validation',
        program:
          'function choose(fit, error, degrees, train, validation, test) {\n  let best, least = Infinity\n  for (const degree of degrees) {\n    const own = error(fit(degree, train), validation)\n    if (own < least) { least = own; best = degree }\n  }\n  return { degree: best, testError: least }\n}',
        fails: 'reports-test',
      },
    ],
    hints: [
      'Inside the loop: the validation error of this model; if it is lower than `least`, remember it, the degree and the model.',
      'At the end: the error of the remembered model on `test`, asked for once.',
    ],
    solution: md`
Choose by \`error(model, validation)\`, keep the winning model, and ask for \`error(chosen, test)\` once, at the very end.
    `,
  }),
})
