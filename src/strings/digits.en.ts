const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

/** Words of the figure that trains a convolutional network on handwritten digits. */
export const digitsText = {
  name: 'A convolutional network that learns to read digits',
  split: 'Held out',
  splits: { random: 'digits at random', forms: 'four whole forms' },
  train: 'Train',
  batch: 'One batch',
  epoch: 'One epoch',
  speed: 'Speed',
  speeds: { slow: 'a batch a picture', normal: 'a quarter of an epoch a picture', fast: 'as fast as it can' },
  predict: {
    ask: (epochs: number) => `Right on held-out digits after ${epochs} epochs, in %`,
    which: 'The digit that will be missed most often',
    action: 'Predict, then train',
    invalid: 'Two numbers, please: a share in % and a digit from 0 to 9.',
    waiting: (share: string, digit: string) => `You predict ${share} %, and the ${digit} missed most often.`,
    verdict: (share: string, right: string, digit: string, missed: string) =>
      `You predicted ${share} %: it is ${right}. You predicted the ${digit}: ${missed}.`,
    most: (digits: readonly number[], count: number) =>
      digits.length === 1
        ? `the ${digits[0]} is missed most often, ${times(count)}`
        : `${digits.map((digit) => `the ${digit}`).join(', ')} are missed most often, ${times(count)} each`,
    none: 'none is missed',
  },
  facts: {
    epoch: 'epoch',
    updates: 'updates',
    trainLoss: 'loss, training',
    heldLoss: 'loss, held out',
    trainRight: 'right, training',
    heldRight: 'right, held out',
  },
  of: (right: number, all: number, percent: string) => `${right} of ${all} (${percent} %)`,
  percent: (share: string) => `${share} %`,
  lossCurve: 'loss by epoch',
  rightCurve: 'right by epoch, in %',
  curvesName: 'Loss, and share of right answers, after each epoch: training digits and digits held out',
  training: 'training',
  heldOut: 'held out',
  matrix: 'Digits held out: what each is (row), what the network answers (column)',
  cell: (digit: number, answer: number, count: number) => `${digit}, answered ${answer}: ${count}`,
  corner: 'is \\ says',
  allMistakes: (count: number) => `all ${count} mistakes`,
  gallery: {
    all: (count: number) => (count === 0 ? 'No mistake.' : `Mistakes, the surest first: ${count}.`),
    cell: (digit: number, answer: number, count: number) =>
      `A ${digit}, answered ${answer}: ${count === 0 ? 'none' : count}.`,
    more: (count: number) => `The first ${count} are shown.`,
    item: (digit: number, answer: number, sure: string) => `a ${digit}, answered ${answer}, ${sure} % sure`,
    name: 'Digits of the chosen cell',
  },
  look: {
    title: 'Look at',
    kinds: { data: 'a digit held out', own: 'your own digit' },
    digit: 'input, 8 × 8',
    next: 'Another digit',
    isA: (digit: number) => `a ${digit}`,
    own: 'yours',
    says: (answer: number, sure: string) => `The network says ${answer} (${sure} %).`,
  },
  layers: {
    kernels: (count: number) => `${count} kernels, 3 × 3`,
    first: (count: number) => `${count} maps, 8 × 8`,
    second: (count: number) => `${count} maps, 8 × 8`,
    pooled: (count: number) => `pooled, ${count} of 4 × 4`,
    chances: 'softmax of the dense layer',
    map: (layer: string, at: number) => `${layer}: map ${at}`,
    kernelOf: (map: number) => `the kernels of map ${map} of the second layer, one for each map of the first`,
    weights: (map: number) => `kernel ${map} of the first layer, and its bias`,
    chance: (digit: number, share: string) => `${digit}: ${share} %`,
    chancesName: 'The ten probabilities',
  },
  saliency: {
    answer: 'Explain the answer',
    own: 'that it gives',
    window: 'Cover',
    windows: { 1: 'one pixel', 3: '3 × 3 pixels' },
    gradient: (answer: number) => `slope of the logit of ${answer}`,
    occlusion: (answer: number) => `what the logit of ${answer} loses`,
    gradientNote: 'A little more ink here would push the answer up (blue) or down (orange).',
    occlusionNote: 'Covered with paper, the answer loses (blue) or gains (orange).',
    range: (low: string, high: string) => `${low} to ${high}`,
  },
  draw: {
    title: 'Draw a digit',
    pad: 'Drawing pad, 32 by 32 points. Arrow keys move the pen, the space bar puts it down and lifts it.',
    bitmap: 'as it is counted, 32 × 32',
    drawn: 'your strokes',
    read: (title: string) => `what the network reads: ${title}`,
    clear: 'Clear',
    undo: 'Take back a stroke',
    stretch: 'stretch it as the data set does',
    penAt: (x: number, y: number, isDown: boolean) =>
      `Pen at column ${x}, row ${y}, ${isDown ? 'down' : 'lifted'}.`,
    empty: 'Nothing is drawn yet.',
  },
  failed:
    'The network cannot train here: the digits did not come, or this browser has no workers. Press Reset to try again.',
  describe: (state: { epoch: string; right: string; look: string; answer: number; sure: string }) =>
    `After ${state.epoch} epochs ${state.right} digits held out are read rightly. ${state.look} is read as ${state.answer} with ${state.sure} %.`,
  lookAt: { data: (digit: number) => `The chosen digit, a ${digit},`, own: 'Your digit' },
} as const
