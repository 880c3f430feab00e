const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

/** Words of the figure that counts the work of both modes. */
export const passesText = {
  name: 'Forward mode and reverse mode, counted',
  sizes: { inputs: 'inputs', hidden: 'hidden units', outputs: 'outputs' },
  forward: 'forward mode',
  backward: 'reverse mode',
  fills: { forward: 'one pass, one column', backward: 'one pass, one row' },
  oneForward: 'One forward pass',
  oneBackward: 'One backward pass',
  all: 'All passes',
  picture: (mode: string) => `The table of slopes, filled by ${mode}`,
  input: (i: number) => `x${'₁₂₃₄₅₆'[i - 1]}`,
  output: (k: number) => `y${'₁₂₃₄₅₆'[k - 1]}`,
  cell: (k: number, i: number) => `∂y${k}/∂x${i}`,
  unknown: 'not known yet',
  tableAll: (mode: string) => `multiplications, ${mode}`,
  count: (passes: number, needed: number, done: number, all: number) =>
    `${passes} of ${counted(needed, 'pass', 'passes')}, ${done} of ${counted(all, 'multiplication')}`,
  verdict: (inputs: number, outputs: number) =>
    inputs === outputs
      ? 'As many inputs as outputs: both modes need the same work.'
      : inputs > outputs
        ? 'More inputs than outputs: reverse mode is cheaper. So it is with a loss, which is one output of very many weights.'
        : 'More outputs than inputs: forward mode is cheaper.',
  describe: (inputs: number, hidden: number, outputs: number, forward: number, backward: number) =>
    `${counted(inputs, 'input')}, ${counted(hidden, 'hidden unit')}, ${counted(outputs, 'output')}. All slopes take ${counted(forward, 'multiplication')} forward and ${backward} backward.`,
} as const
