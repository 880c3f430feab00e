/** Words of the figure. */
export const text = {
  name: 'When the neuron calls',
  bias: 'bias b',
  threshold: 'calls from x =',
  describe: (bias: string, threshold: string) =>
    `With the bias ${bias} the neuron calls as soon as the pulse is off by ${threshold}.`,
}
