/** Words of every figure that trains several networks from the same weights, seed by seed. */
export const seriesText = {
  train: (count: number) => `Train ${count} networks`,
  goOn: 'Go on',
  newSeeds: 'Other seeds',
  status: {
    recorded: 'Recorded from this very program. Train here to see the same numbers come again.',
    empty: 'Nothing trained with these settings yet.',
    training: (done: number, all: number) => `Training: ${done} of ${all} …`,
    paused: (done: number, all: number) => `Paused after ${done} of ${all}.`,
    live: 'Trained in this browser.',
    failed: 'This browser cannot train in the background, so nothing new can be shown here.',
  },
} as const
