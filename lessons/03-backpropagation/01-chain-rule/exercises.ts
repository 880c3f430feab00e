import { add, grad, mul, pow, sub, tensor as array } from 'chainrule'
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
  target,
  tensor,
} from 'chainrule/exercises'
import { evaluate, graphIn } from '../../../components/computation-graph/model.ts'

const far = (...values: number[]): boolean =>
  values.every((value, i) =>
    values
      .slice(i + 1)
      .every((other) => Math.abs(value - other) > 0.02 * Math.max(Math.abs(value), Math.abs(other), 0.05)),
  )

/** The expression whose gradients are to be filled in, where it starts, and its red numbers as a reader types them. */
const filled = { source: 'x (x + y)', values: { x: 1.5, y: -4 } }
const gradients = evaluate(graphIn(filled), filled.values).gradients.map(String)

export default exercises({
  'not-an-optimizer': choice({
    title: 'What it does',
    objectives: ['what-it-is'],
    prompt: 'You run one backward pass through a network. What has changed when it is done?',
    options: [
      {
        id: 'nothing-but-gradients',
        correct: true,
        text: 'Nothing but this: for every weight we now know the slope of the loss.',
        say: 'The weights stand where they stood. What is done with the slopes is the business of the optimizer.',
      },
      {
        id: 'weights',
        text: 'Every weight has moved a little, against its slope.',
        say: 'That is a step of gradient descent. What does such a step need to know *before* it can be made?',
      },
      {
        id: 'loss',
        text: 'The loss is smaller.',
        say: 'For that a weight must have moved. Does computing a slope move anything?',
      },
      {
        id: 'inputs',
        text: 'The inputs of the network have been computed back from its outputs.',
        say: 'What goes backward is not values. What is the question that each red number answers?',
      },
    ],
    hints: ['There are two jobs: to find the slopes, and to use them. Which of them is this?'],
    solution:
      'Backpropagation computes gradients. Gradient descent, momentum, Adam and the others use them. Neither needs the other: gradients serve other purposes, and any other way of finding the slopes would do as well for the optimizer, only slower.',
  }),

  'three-steps': numeric({
    title: 'Three steps in a row',
    objectives: ['multiply'],
    params: (draw) => ({
      a: draw.choice([-3, -2, -1.5, 1.5, 2, 3]),
      b: draw.choice([-0.5, -0.25, 0.25, 0.5, 0.75]),
      c: draw.choice([-4, -2, 2, 4, 5]),
      h: draw.choice([0.01, 0.02, 0.03]),
    }),
    where: ({ a, b, c, h }) =>
      far(a * b * c * h, a * b * c, (a + b + c) * h, c * h, -a * b * c * h, a * h) && a + b + c !== 0,
    prompt: ({ a, b, c, h }) =>
      md`A number $x$ goes through three steps, $x \to u \to v \to f$. Where we stand, $u$ moves by $${a}$ for each unit of $x$, $v$ by $${b}$ for each unit of $u$, and $f$ by $${c}$ for each unit of $v$. You raise $x$ by $${h}$. About how much does $f$ move?`,
    answer: ({ a, b, c, h }) => a * b * c * h,
    check: ({ a, b, c, h }) => {
      const x = array(0, { requiresGrad: true })
      return mul(grad(mul(mul(mul(x, a), b), c), [x])[0]!, h).item()
    },
    precision: { sigfig: 3 },
    calc: true,
    mistakes: [
      {
        id: 'slopes-added',
        is: ({ a, b, c, h }) => (a + b + c) * h,
        say: 'You added the slopes. If $u$ moves twice as far as $x$, and $v$ half as far as $u$, how far does $v$ move?',
      },
      {
        id: 'slope-only',
        is: ({ a, b, c }) => a * b * c,
        say: 'That is how much $f$ moves for a whole unit of $x$. You raised it by less.',
      },
      {
        id: 'last-only',
        is: ({ c, h }) => c * h,
        say: 'This is what $f$ would do if $v$ had moved by so much. But it was $x$ that you moved.',
      },
      {
        id: 'first-only',
        is: ({ a, h }) => a * h,
        say: 'That far goes $u$. Two steps are still to come.',
      },
    ],
    hints: ['How far does $u$ move? Then how far does $v$, and then $f$?', 'Slopes along a path multiply.'],
    solution: ({ a, b, c, h }) =>
      md`$u$ moves by $${a} \cdot ${h} = ${a * h}$, so $v$ by $${b} \cdot (${a * h}) = ${fixed(a * b * h, 5)}$ and $f$ by $${c} \cdot (${fixed(a * b * h, 5)}) = ${fixed(a * b * c * h, 5)}$. Three slopes, multiplied: $${a} \cdot (${b}) \cdot (${c}) = ${a * b * c}$ for each unit of $x$.`,
  }),

  'bell-curve': expression({
    title: 'The slope of a bell',
    objectives: ['multiply'],
    prompt: String.raw`The bell curve is $g = e^{-x^2/2}$: a square, then a factor, then an exponential. Write its slope $\mathrm{d}g/\mathrm{d}x$ in terms of $x$ and $g$.`,
    symbols: { x: 'real', g: { is: 'e^{-x^2/2}' } },
    answer: () => '-x g',
    check: () => 'dg/dx',
    forms: ['noDerivative', { only: ['x', 'g'] }],
    mistakes: [
      {
        id: 'outer-only',
        is: () => 'g',
        say: 'That is the slope of the exponential by what stands in its exponent. And how fast does the exponent move with $x$?',
      },
      {
        id: 'inner-only',
        is: () => '-x',
        say: 'That is the slope of the exponent alone. The exponential comes after it.',
      },
      {
        id: 'value-for-slope',
        is: () => '-x^2 g/2',
        say: 'You multiplied by the exponent itself. What is needed is its slope.',
      },
    ],
    hints: [
      'Call the exponent $u = -x^2/2$, so that $g = e^u$. Then there are two slopes to multiply.',
      'The slope of $e^u$ is $e^u$ itself, and that is $g$.',
    ],
    solution: String.raw`With $u = -x^2/2$: $\frac{\mathrm{d}g}{\mathrm{d}x} = \frac{\mathrm{d}g}{\mathrm{d}u} \cdot \frac{\mathrm{d}u}{\mathrm{d}x} = e^u \cdot (-x) = -x\,g$.`,
  }),

  'red-by-hand': tensor({
    title: 'Red numbers on paper',
    objectives: ['graph'],
    params: (draw) => ({
      a: draw.integer(-4, 4),
      b: draw.integer(-4, 4),
      c: draw.integer(-3, 3),
    }),
    where: ({ a, b, c }) =>
      a !== 0 &&
      b !== 0 &&
      Math.abs(c) > 1 &&
      Math.abs(a - b) > 1 &&
      Math.abs(a) !== Math.abs(b) &&
      // No two of the answers below coincide.
      Math.abs(a - b) !== Math.abs(c) &&
      a - b !== c * c,
    prompt: ({ a, b, c }) =>
      md`Draw the graph of $f = (a - b)\,c^2$ with $a = ${a}$, $b = ${b}$, $c = ${c}$. Fill in the black numbers, then the red ones. Give $\partial f/\partial a$, $\partial f/\partial b$, $\partial f/\partial c$, in this order.`,
    answer: ({ a, b, c }) => [c * c, -c * c, 2 * c * (a - b)],
    check: ({ a, b, c }) => {
      const leaves = [a, b, c].map((value) => array(value, { requiresGrad: true }))
      return grad(mul(sub(leaves[0]!, leaves[1]!), pow(leaves[2]!, 2)), leaves).map((g) => g.item())
    },
    precision: { decimals: 3 },
    mistakes: [
      {
        id: 'minus-forgotten',
        is: ({ a, b, c }) => [c * c, c * c, 2 * c * (a - b)],
        say: 'A difference passes the red number on unchanged to the left. And to the right: if $b$ grows, where does $a - b$ go?',
      },
      {
        id: 'square-passed-on',
        is: ({ a, b, c }) => [c * c, -c * c, a - b],
        say: 'The first two are right. At $c$ you passed on what came back to $c^2$. What is the slope of the square?',
      },
      {
        id: 'local-slopes',
        is: ({ c }) => [1, -1, 2 * c],
        say: 'These are the local slopes of the first steps. Each must still be multiplied by the red number below it.',
      },
      {
        id: 'other-factor-forgotten',
        is: ({ a, b, c }) => [a - b, -(a - b), 2 * c * c * c],
        say: 'In the product you gave each factor its own value. Which of the two is the slope?',
      },
    ],
    hints: [
      'Three steps: $u = a - b$, $v = c^2$, $f = u\\,v$. The red number at $f$ is 1.',
      'At $u$ stands the other factor, $v$; at $v$ stands $u$. One step more for each input.',
    ],
    solution: ({ a, b, c }) =>
      md`Forward: $u = ${a - b}$, $v = ${c * c}$, $f = ${(a - b) * c * c}$. Backward: 1 at $f$; behind the product $${c * c}$ at $u$ and $${a - b}$ at $v$. The difference passes $${c * c}$ on to $a$ and $${-c * c}$ to $b$. The square has the slope $2c = ${2 * c}$, so $c$ gets $${2 * c} \cdot (${a - b}) = ${2 * c * (a - b)}$.`,
  }),

  'fill-it-in': target({
    title: 'Every red number',
    objectives: ['graph', 'fan-out'],
    prompt:
      'Press *Set the figure to the start*: the graph above then shows $f = x\\,(x + y)$ at new numbers. Fill in every red number. Mind that $x$ is used twice.',
    figure: 'computation-graph',
    start: () => filled,
    goals: () => [
      {
        id: 'fan-out',
        measure: 'fanOut',
        atLeast: 2,
        text: 'a variable of the graph is used at least twice',
        say: 'The figure shows a graph in which everything is used once. Set it up again.',
      },
      {
        id: 'nodes',
        measure: 'nodes',
        atLeast: 4,
        text: 'the graph has at least four nodes',
        say: 'This graph is smaller than the one asked for. Set it up again.',
      },
      {
        id: 'all',
        measure: 'left',
        atMost: 0,
        text: 'every red number is right',
        say: 'Not all of them are right yet. The figure says of each wrong one what it would be the answer to.',
      },
    ],
    reached: () => ({ ...filled, entries: gradients }),
    missed: [
      {
        id: 'one-way-only',
        state: () => ({
          ...filled,
          entries: gradients.map((text, i) => (i === 0 ? String(filled.values.x + filled.values.y) : text)),
        }),
        misses: 'all',
      },
      {
        id: 'no-fan-out',
        state: () => ({
          source: '(x + y) z',
          values: { x: 1, y: 2, z: 3 },
          entries: ['3', '3', '3', '3', '1'],
        }),
        misses: 'fan-out',
      },
    ],
    hints: [
      'Begin with 1 at $f$. Behind the product each factor gets the other one as its slope.',
      '$x$ gets something straight from the product and something through the sum. Add them.',
    ],
    solution: md`
The product sends $x + y$ straight back to $x$, and $x$ to the sum, which passes it on unchanged to $x$ and to $y$. At $x$ both arrive: $(x + y) + x = 2x + y$.
    `,
  }),

  'used-twice': numeric({
    title: 'Used twice',
    objectives: ['fan-out'],
    params: (draw) => ({ x: draw.grid(-3, 3, 0.5), y: draw.grid(-3, 3, 0.5) }),
    where: ({ x, y }) => {
      const [u, v] = [x * y, x + 2]
      return (
        [x, y, v].every((value) => Math.abs(value) >= 0.5) &&
        far(y * v + u, y * v, u, y * v * u, y + 1, u + v, -(y * v + u), y * v - u)
      )
    },
    prompt: ({ x, y }) =>
      md`Let $u = x\,y$, $v = x + 2$ and $f = u\,v$, with $x = ${x}$ and $y = ${y}$. What is $\partial f / \partial x$?`,
    answer: ({ x, y }) => y * (x + 2) + x * y,
    check: ({ x, y }) => {
      const leaf = array(x, { requiresGrad: true })
      return grad(mul(mul(leaf, y), add(leaf, 2)), [leaf])[0]!.item()
    },
    precision: { decimals: 3 },
    calc: true,
    mistakes: [
      {
        id: 'through-u-only',
        is: ({ x, y }) => y * (x + 2),
        say: 'That is what comes back through $u$. There is a second way from $x$ to $f$.',
      },
      {
        id: 'through-v-only',
        is: ({ x, y }) => x * y,
        say: 'That is what comes back through $v$, the way that is easy to see. And through $u$?',
      },
      {
        id: 'paths-multiplied',
        is: ({ x, y }) => y * (x + 2) * (x * y),
        say: 'Both ways are right, and then you multiplied them. Along one way slopes multiply. Two ways ... ?',
      },
      {
        id: 'slopes-only',
        is: ({ y }) => y + 1,
        say: 'You added the slopes of $u$ and $v$ by $x$. Each must first be multiplied by how fast $f$ moves with it.',
      },
      {
        id: 'passed-on',
        is: ({ x, y }) => x * y + x + 2,
        say: 'You added the red numbers of $u$ and $v$ as they stand. The slope of $u$ by $x$ is not 1.',
      },
    ],
    hints: [
      'The red number at $u$ is $v$, and the one at $v$ is $u$.',
      'Through $u$: times $y$. Through $v$: times 1. Then add.',
    ],
    solution: ({ x, y }) =>
      md`$u = ${x * y}$ and $v = ${x + 2}$. Through $u$ comes back $v \cdot y = ${x + 2} \cdot (${y}) = ${y * (x + 2)}$, through $v$ comes back $u \cdot 1 = ${x * y}$. Together $${y * (x + 2) + x * y}$.`,
  }),

  'both-ways': derivation({
    title: 'Both ways',
    objectives: ['fan-out', 'multiply'],
    prompt: String.raw`A weight is used twice: $u = w\,x$, $v = w^2$, $f = u\,v$. Fill the gaps of its derivative, without leaving a derivative in them.`,
    mode: 'blanks',
    forms: ['noDerivative'],
    derivation: {
      symbols: { w: 'real', x: 'real', u: { is: 'w x' }, v: { is: 'w^2' }, f: { is: 'u v' } },
      steps: [
        {
          expr: '∂f/∂w = ∂f/∂u · [[x]] + ∂f/∂v · [[2 w]]',
          by: 'Two ways, each with its two slopes. The gaps are the slopes of the first steps.',
        },
        { expr: '= [[v]] x + [[u]] 2 w', by: 'The slopes of the product.' },
        { expr: '= [[3 w^2 x]]', by: 'Put in $u$ and $v$, and collect.' },
      ],
    },
    hints: [
      'First gap: how fast does $u = w\\,x$ move with $w$? Second gap: the same for $v = w^2$.',
      'In $f = u\\,v$ the slope by each factor is the other factor.',
    ],
    solution: String.raw`$\frac{\partial f}{\partial w} = v \cdot x + u \cdot 2w = w^2 x + w x \cdot 2 w = 3 w^2 x$. Indeed $f = w^3 x$.`,
  }),

  'in-which-order': order({
    title: 'In which order?',
    objectives: ['graph'],
    prompt: String.raw`The graph: $u = x\,y$, $v = u + x$, $p = \sigma(v)$, $f = p\,u$. A backward pass is to compute all red numbers. Put the nodes in an order in which that can be done.`,
    blocks: [
      { id: 'f', text: 'the red number at $f$' },
      { id: 'p', text: 'the red number at $p$', after: ['f'] },
      { id: 'v', text: 'the red number at $v$', after: ['p'] },
      { id: 'u', text: 'the red number at $u$', after: ['f', 'v'] },
      { id: 'x', text: 'the red number at $x$', after: ['u', 'v'] },
      { id: 'y', text: 'the red number at $y$', after: ['u'] },
    ],
    hints: [
      'A red number is complete only when something has come back from *every* place where the node is used.',
      '$u$ is used by $f$ and by $v$. So which of them must be done before it?',
    ],
    solution:
      '$f$, $p$, $v$, $u$, and then $x$ and $y$ in either order. $u$ has to wait for $v$, although $f$ uses it directly: it is used twice. The forward order, read backward, is always such an order, and that is what engines do.',
  }),

  'at-the-kink': choice({
    title: 'At the kink',
    objectives: ['kinks'],
    prompt: String.raw`A backward pass comes to a ReLU whose input is exactly 0. What does it use as the slope?`,
    options: [
      {
        id: 'agreed',
        correct: true,
        text: 'A number that was agreed on, since there is no derivative: 0 in this engine, in PyTorch and in TensorFlow.',
        say: 'Every number from 0 to 1 would be a fair choice there; 0 is the usual one.',
      },
      {
        id: 'half',
        text: 'One half, because that is the derivative: the mean of the slopes on both sides.',
        say: 'A derivative is not a mean of two sides. What must hold of both sides for it to exist?',
      },
      {
        id: 'undefined',
        text: 'None. The pass stops with an error, or goes on with something that is no number.',
        say: 'A program can compute with any number that it is given. Who gives it one here?',
      },
      {
        id: 'one',
        text: 'One, because ReLU is $z$ there.',
        say: 'At 0 it is $z$ and it is 0. Both formulas fit the value. Do both fit the slope?',
      },
    ],
    hints: ['Draw the ReLU near 0. What is its slope just left of it, and just right of it?'],
    solution:
      'On the left the slope is 0, on the right it is 1, and at the corner there is no derivative. An engine needs a number all the same, and takes 0. Each number between the two slopes is a *subgradient*.',
  }),

  'cheaper-mode': numeric({
    title: 'The cheaper way',
    objectives: ['modes'],
    params: (draw) => ({
      edges: draw.choice([120, 250, 400, 600]),
      inputs: draw.integer(2, 60),
      outputs: draw.integer(2, 60),
    }),
    where: ({ inputs, outputs }) => far(inputs, outputs, inputs + outputs, inputs * outputs, 1),
    prompt: ({ edges, inputs, outputs }) =>
      md`A graph has ${inputs} inputs, ${outputs} outputs, and ${edges} edges with a slope on each. A pass, forward or backward, multiplies once on each edge. You need the slope of every output by every input. How many multiplications does the cheaper of the two modes take?`,
    answer: ({ edges, inputs, outputs }) => edges * Math.min(inputs, outputs),
    check: ({ edges, inputs, outputs }) => {
      // Both modes, pass by pass and edge by edge.
      const count = (passes: number): number => {
        let multiplications = 0
        for (let pass = 0; pass < passes; pass++) for (let edge = 0; edge < edges; edge++) multiplications++
        return multiplications
      }
      const [forward, backward] = [count(inputs), count(outputs)]
      return forward < backward ? forward : backward
    },
    precision: 'exact',
    calc: true,
    mistakes: [
      {
        id: 'dearer-mode',
        is: ({ edges, inputs, outputs }) => edges * Math.max(inputs, outputs),
        say: 'That is the dearer one. Which mode needs one pass for each input, and which one for each output?',
      },
      {
        id: 'one-pass',
        is: ({ edges }) => edges,
        say: 'That is one pass. How much of the table does a single pass fill?',
      },
      {
        id: 'both',
        is: ({ edges, inputs, outputs }) => edges * (inputs + outputs),
        say: 'That is both modes together. One of them is enough.',
      },
      {
        id: 'one-pass-each-entry',
        is: ({ edges, inputs, outputs }) => edges * inputs * outputs,
        say: 'This makes a pass for each single slope. A pass finds a whole column, or a whole row.',
      },
    ],
    hints: [
      'Forward mode needs a pass for each input, reverse mode a pass for each output.',
      'Which of the two numbers is the smaller?',
    ],
    solution: ({ edges, inputs, outputs }) =>
      md`${inputs < outputs ? 'Forward' : 'Reverse'} mode, with ${Math.min(inputs, outputs)} passes of ${edges} multiplications each: ${edges * Math.min(inputs, outputs)}. The other would take ${edges * Math.max(inputs, outputs)}.`,
  }),

  'write-the-pass': code({
    title: 'Write a backward pass',
    objectives: ['graph', 'fan-out'],
    prompt: md`
A graph is a list of nodes in forward order; the last one is the result. \`nodes[i].inputs\` lists what node \`i\` was computed from, each with its local slope: \`{ from: 0, slope: 3 }\` says that node \`i\` moves by 3 for each unit of node 0. Write \`backward\`: it returns the list of all red numbers. It is the backward pass of every engine in a few lines, and works for any graph.
    `,
    starter: `function backward(nodes) {
  const red = nodes.map(() => 0)
  ____
  return red
}`,
    program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  red[nodes.length - 1] = 1
  for (let i = nodes.length - 1; i >= 0; i--) {
    for (const { from, slope } of nodes[i].inputs) red[from] += slope * red[i]
  }
  return red
}`,
    setup: `// A graph of random slopes, and its red numbers by brute force: the sum over all paths of the product along each.
function randomGraph(size, random) {
  return Array.from({ length: size }, (_, i) => ({
    inputs: Array.from({ length: i }, (_, from) => ({ from, slope: Math.round(8 * random() - 4) / 2 })).filter(
      ({ slope, from }) => slope !== 0 && (from === i - 1 || random() < 0.5),
    ),
  }))
}
function byAllPaths(nodes) {
  const last = nodes.length - 1
  const paths = (node) =>
    node === last
      ? 1
      : nodes.reduce((sum, { inputs }, to) => {
          for (const { from, slope } of inputs) if (from === node) sum += slope * paths(to)
          return sum
        }, 0)
  return nodes.map((_, node) => paths(node))
}`,
    tests: [
      {
        id: 'result-is-one',
        name: 'the red number of the result is 1',
        code: `const red = backward([{ inputs: [] }, { inputs: [{ from: 0, slope: 5 }] }])
assert(Array.isArray(red) && red[1] === 1, \`A graph of two nodes: the result gets \${red?.[1]}.\`)`,
        say: 'How fast does the result move with itself? Put that in before anything goes backward.',
      },
      {
        id: 'reaches-the-input',
        name: 'what starts at the result arrives at the input',
        code: `const red = backward([{ inputs: [] }, { inputs: [{ from: 0, slope: 5 }] }, { inputs: [{ from: 1, slope: 2 }] }])
assert(red[0] !== 0, 'A chain of three nodes with the slopes 5 and 2: the input gets 0.')`,
        say: 'Nothing arrives at the first node. In which order do you go through the nodes?',
      },
      {
        id: 'slopes-multiply',
        name: 'along a chain the slopes multiply',
        code: `const red = backward([{ inputs: [] }, { inputs: [{ from: 0, slope: 5 }] }, { inputs: [{ from: 1, slope: 2 }] }])
assertClose(red, [10, 2, 1], 'A chain of three nodes with the slopes 5 and 2')`,
        say: 'On this chain there is one path. What is to be multiplied by the slope of an edge before it is handed up?',
      },
      {
        id: 'paths-add',
        name: 'where a node is used twice, both ways count',
        code: `const red = backward([{ inputs: [] }, { inputs: [{ from: 0, slope: 3 }] }, { inputs: [{ from: 0, slope: 4 }] }, { inputs: [{ from: 1, slope: 1 }, { from: 2, slope: 10 }] }])
assertClose(red, [43, 1, 10, 1], 'Two ways, 3 · 1 and 4 · 10')`,
        say: 'Here the input is used twice. Does the second thing that comes back join the first, or does it replace it?',
      },
      {
        id: 'any-graph',
        name: 'twenty random graphs agree with the sum over all paths',
        code: `for (let i = 0; i < 20; i++) {
  const nodes = randomGraph(3 + (i % 6), Math.random)
  assertClose(backward(nodes), byAllPaths(nodes), \`Random graph \${i + 1}\`)
}`,
        say: 'Right on small graphs, but not on random ones. Is a node finished with before all of its uses have handed something back?',
      },
    ],
    wrong: [
      {
        id: 'no-one',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  for (let i = nodes.length - 1; i >= 0; i--) for (const { from, slope } of nodes[i].inputs) red[from] += slope * red[i]
  return red
}`,
        fails: 'result-is-one',
      },
      {
        id: 'forward-order',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  red[nodes.length - 1] = 1
  for (let i = 0; i < nodes.length; i++) for (const { from, slope } of nodes[i].inputs) red[from] += slope * red[i]
  return red
}`,
        fails: 'reaches-the-input',
      },
      {
        id: 'slopes-added',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  red[nodes.length - 1] = 1
  for (let i = nodes.length - 1; i >= 0; i--) for (const { from, slope } of nodes[i].inputs) red[from] += slope + red[i]
  return red
}`,
        fails: 'slopes-multiply',
      },
      {
        id: 'local-slopes-only',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  red[nodes.length - 1] = 1
  for (let i = nodes.length - 1; i >= 0; i--) for (const { from, slope } of nodes[i].inputs) red[from] += slope
  return red
}`,
        fails: 'slopes-multiply',
      },
      {
        id: 'replaced',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  red[nodes.length - 1] = 1
  for (let i = nodes.length - 1; i >= 0; i--) for (const { from, slope } of nodes[i].inputs) red[from] = slope * red[i]
  return red
}`,
        fails: 'paths-add',
      },
      {
        id: 'first-visit-only',
        program: `function backward(nodes) {
  const red = nodes.map(() => 0)
  const visit = (i, amount) => {
    const isNew = red[i] === 0
    red[i] += amount
    if (isNew) for (const { from, slope } of nodes[i].inputs) visit(from, slope * amount)
  }
  visit(nodes.length - 1, 1)
  return red
}`,
        fails: 'any-graph',
      },
    ],
    hints: [
      'The result gets 1. Then go through the nodes from the last to the first.',
      md`
Each node hands \`slope * red[i]\` to every node that it was computed from, and there it is *added*.
      `,
    ],
    solution: md`
\`red[nodes.length - 1] = 1\`, then a loop from the last node to the first, and in it, for each input, \`red[from] += slope * red[i]\`. The order guarantees that \`red[i]\` is complete when it is handed on: everything that uses node \`i\` stands after it.
    `,
  }),
})
