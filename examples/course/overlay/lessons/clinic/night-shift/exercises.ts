import { exercises, md, numeric } from 'chainrule/exercises'

export default exercises({
  'who-is-called': numeric({
    title: 'The sum at night',
    objectives: ['call-or-not'],
    params: (draw) => ({
      x: draw.grid(0.5, 3, 0.05),
      w: draw.grid(0.5, 2, 0.25),
      b: draw.grid(-2, -0.5, 0.25),
    }),
    where: ({ x, w, b }) => w * x + b !== 0,
    prompt: ({ x, w, b }) =>
      md`The pulse is off by $x = ${x}$, the weight is $w = ${w}$ and the bias $b = ${b}$. What is the sum $z$?`,
    answer: ({ x, w, b }) => w * x + b,
    // The weight counted in quarters: repeated addition instead of a product.
    check: ({ x, w, b }) => Array.from({ length: Math.round(4 * w) }).reduce<number>((sum) => sum + x / 4, b),
    precision: { decimals: 2 },
    mistakes: [
      {
        id: 'no-bias',
        is: ({ x, w }) => w * x,
        say: 'That is the product alone. What does the bias do to it?',
      },
      {
        id: 'minus-bias',
        is: ({ x, w, b }) => w * x - b,
        say: 'That takes the bias away. Which sign has it already?',
      },
    ],
    hints: [
      'First the product, then the bias.',
      'The bias is negative: the sum is smaller than the product.',
    ],
    solution: ({ x, w, b }) => md`The product is $${w * x}$, and with the bias the sum is $${w * x + b}$.`,
  }),
})
