/** An exercise of each kind that holds as it stands: the author changes what it asks, not how it is built. */
type Skeleton = (id: string, objective: string) => string

const entry = (kind: string, id: string, objective: string, own: string): string => `  '${id}': ${kind}({
    title: 'Say what it is about',
    objectives: ['${objective}'],
${own.replaceAll(/^(?=.)/gm, '    ')}  }),
`

const numbers = `params: (draw) => ({ a: draw.integer(2, 9), b: draw.integer(11, 29) }),
where: ({ a, b }) => b !== 2 * a && b % a !== 0,
`

const help = `hints: ['A nudge.', 'Nearly the way.'],
`

const options = `options: [
  { id: 'right-one', correct: true, text: 'the right one', say: 'Say why it is right.' },
  { id: 'first-wrong', text: 'a wrong one', say: 'Say what it would be the answer to. Then ask.' },
  { id: 'second-wrong', text: 'another wrong one', say: 'Say what it would be the answer to. Then ask.' },
],
`

export const skeletons = {
  numeric: (id, objective) =>
    entry(
      'numeric',
      id,
      objective,
      `${numbers}prompt: ({ a, b }) => md\`What is $\${a} + \${b}$?\`,
answer: ({ a, b }) => a + b,
// A second way to the same number: brute force, a finite difference, or the engine.
check: ({ a, b }) => Array.from({ length: a }).reduce<number>((sum) => sum + 1, b),
precision: 'exact',
mistakes: [
  { id: 'product', is: ({ a, b }) => a * b, say: 'That multiplies. What does the sign ask for?' },
  { id: 'difference', is: ({ a, b }) => b - a, say: 'That takes away. What does the sign ask for?' },
],
${help}solution: ({ a, b }) => md\`Count on from the larger one: \${a + b}.\`,
`,
    ),
  tensor: (id, objective) =>
    entry(
      'tensor',
      id,
      objective,
      `params: (draw) => ({ x: draw.distinct(2, [2, 3, 4, 5, 6]), c: draw.integer(7, 9) }),
prompt: ({ x, c }) => md\`Multiply $x = \${x}$ by \${c}.\`,
answer: ({ x, c }) => x.map((value) => c * value),
// A second way to the same numbers.
check: ({ x, c }) => x.map((value) => Array.from({ length: c }).reduce<number>((sum) => sum + value, 0)),
precision: 'exact',
mistakes: [
  { id: 'added', is: ({ x, c }) => x.map((value) => c + value), say: 'That adds. What does multiplying do to each entry?' },
  { id: 'first-only', is: ({ x, c }) => [c * x[0]!, x[1]!], say: 'That changes one entry. Which entries does it reach?' },
],
${help}solution: ({ x, c }) => md\`Each entry by itself: $\${x.map((value) => c * value)}$.\`,
`,
    ),
  shape: (id, objective) =>
    entry(
      'shape',
      id,
      objective,
      `params: (draw) => ({ inputs: draw.integer(20, 40), outputs: draw.integer(2, 9) }),
prompt: ({ inputs, outputs }) =>
  md\`A batch of shape $(N, \${inputs})$ goes through a layer with \${outputs} neurons. What shape comes out?\`,
symbols: () => ({ N: null }),
answer: ({ outputs }) => ['N', outputs],
// A second way to the same shape.
check: ({ outputs }) => ['N', Array.from({ length: outputs }).length],
batch: true,
mistakes: [
  { id: 'inputs-kept', is: ({ inputs }) => ['N', inputs], say: 'That is the shape that goes in. What does each neuron put out?' },
  { id: 'weights', is: ({ inputs, outputs }) => [outputs, inputs], say: 'That is the shape of the weights. What is asked for?' },
],
${help}solution: ({ outputs }) => md\`One row for each example, one column for each neuron: $(N, \${outputs})$.\`,
`,
    ),
  choice: (id, objective) =>
    entry(
      'choice',
      id,
      objective,
      `prompt: 'Ask one question.',\n${options}${help}solution: 'The worked way.',\n`,
    ),
  multi: (id, objective) =>
    entry(
      'multi',
      id,
      objective,
      `prompt: 'Ask which of these apply.',\n${options}${help}solution: 'The worked way.',\n`,
    ),
  order: (id, objective) =>
    entry(
      'order',
      id,
      objective,
      `prompt: 'Put the steps in order. One does not belong.',
blocks: [
  { id: 'first', code: 'const z = w * x + b' },
  { id: 'second', code: 'const a = sigmoid(z)' },
  { id: 'third', code: 'print(a)' },
  { id: 'odd-one', code: 'const z = sigmoid(a)', distractor: true, say: 'That needs its own result. What is known at first?' },
],
${help}solution: 'The sum first, then its activation, then the output.',
`,
    ),
  'predict-run': (id, objective) =>
    entry(
      'predictRun',
      id,
      objective,
      `params: (draw) => ({ start: draw.integer(2, 40) }),
variants: 3,
prompt: 'What does this program print?',
run: ({ start }) => ({ kind: 'cell', code: \`let n = \${start}\\nn = 2 * n\\nn = n + 1\`, probe: 'n' }),
ask: {
  kind: 'numeric',
  answer: ({ start }) => 2 * start + 1,
  check: ({ start }) => start + start + 1,
  precision: 'exact',
  slips: [],
  mistakes: [
    { id: 'not-doubled', is: ({ start }) => start + 1, say: 'That leaves out a line. Which one?' },
    { id: 'one-first', is: ({ start }) => 2 * (start + 1), say: 'That adds before it doubles. In which order do the lines run?' },
  ],
},
${help}solution: ({ start }) => md\`First \${2 * start}, then one more.\`,
`,
    ),
  code: (id, objective) =>
    entry(
      'code',
      id,
      objective,
      `prompt: 'Complete the function.',
starter: 'function double(x) {\\n  return ____\\n}',
program: 'function double(x) {\\n  return 2 * x\\n}',
tests: [
  { id: 'doubles', name: 'twice the number', code: 'if (double(3) !== 6) throw new Error(\`double(3) is \${double(3)}\`)' },
  { id: 'negative', name: 'also below zero', code: 'if (double(-3) !== -6) throw new Error(\`double(-3) is \${double(-3)}\`)' },
],
wrong: [
  { id: 'unchanged', program: 'function double(x) {\\n  return x\\n}', fails: 'doubles' },
  { id: 'size-only', program: 'function double(x) {\\n  return 2 * Math.abs(x)\\n}', fails: 'negative' },
],
${help}solution: md\`\\\`return 2 * x\\\`\`,
`,
    ),
  free: (id, objective) =>
    entry(
      'free',
      id,
      objective,
      `prompt: 'Explain it in your own words.',
rubric: [
  { id: 'names-it', text: 'names what happens' },
  { id: 'says-why', text: 'says why it happens' },
],
${help}solution: 'An answer that says all of it.',
`,
    ),
  expression: (id, objective) =>
    entry(
      'expression',
      id,
      objective,
      `prompt: md\`With $E = \\tfrac12 (T - a)^2$ and $a = w x$: what is $\\partial E / \\partial w$?\`,
symbols: { 'x, w, T': 'real', a: { is: 'w x' }, E: { is: '½(T − a)²' } },
answer: () => '-(T - a) x',
// Differentiated numerically: shares nothing with the answer.
check: () => '∂E/∂w',
forms: ['noDerivative'],
mistakes: [
  { id: 'other-factor', is: () => '-(T - a) w', say: 'That is the derivative by another symbol. Which one is asked for?' },
  { id: 'inner-missing', is: () => '-(T - a)', say: 'That is the derivative by the output. How does the output change with the weight?' },
],
${help}solution: md\`The chain rule: $-(T - a) x$.\`,
`,
    ),
  derivation: (id, objective) =>
    entry(
      'derivation',
      id,
      objective,
      `prompt: md\`Derive $\\partial E / \\partial w$ for $E = \\tfrac12 (T - a)^2$ and $a = w x$.\`,
derivation: {
  symbols: { 'x, w, T': 'real', a: { is: 'w x' }, E: { is: '½(T − a)²' } },
  steps: [
    { expr: '∂E/∂w = ∂E/∂a ∂a/∂w', by: 'chain rule' },
    { expr: '= -(T - a) x', by: 'the two factors' },
  ],
},
forms: ['noDerivative'],
${help}solution: md\`$-(T - a) x$\`,
`,
    ),
} satisfies Record<string, Skeleton>

export type SkeletonKind = keyof typeof skeletons

/** The name of the function that makes a kind. */
export const functionOf = (kind: SkeletonKind): string => (kind === 'predict-run' ? 'predictRun' : kind)
