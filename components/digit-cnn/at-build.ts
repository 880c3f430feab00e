import { loadDataset } from '../../data/node.ts'
import { imageToText, SHOWN, type Face, type ShownShot } from './face.ts'
import { INITIAL, placesIn, type DigitState } from './model.ts'
import { AT, PIXELS, SETUP, SIDE } from './network.ts'
import { drawnOf, SEVEN } from './pen.ts'
import recorded from './recorded.json' with { type: 'json' }
import { DigitSession, type Digits } from './session.ts'
import type { SplitName } from './split.ts'

const rounded = (values: ArrayLike<number>, digits = 3): number[] =>
  Array.from(values, (value) => Number(value.toFixed(digits)))

/** The network before its first update, and the digits that the page shows then. */
export async function faceOf(state: DigitState = INITIAL): Promise<Face> {
  const digits: Digits = await loadDataset('digits')
  const session = new DigitSession(digits, state)
  const pixels = Array.from({ length: PIXELS }, (_, i) => digits.features[state.look * PIXELS + i]!)
  const { insight, answers, sureness, ...shot } = session.shot({ ...state, pixels })
  const shown: ShownShot = {
    ...shot,
    answers: Array.from(answers),
    sureness: rounded(sureness),
    // What the first face draws: the dense layer is not among it.
    parameters: rounded(shot.parameters.subarray(0, AT.second[1]), 2),
    insight: {
      answer: insight.answer,
      first: rounded(insight.first, 2),
      second: rounded(insight.second, 2),
      pooled: rounded(insight.pooled, 2),
      chances: rounded(insight.chances),
      gradient: rounded(insight.gradient),
      occlusion: rounded(insight.occlusion),
    },
  }
  const { heldOut } = session.split
  const labels = heldOut.map((row) => digits.target[row]!)
  const rows = placesIn('all', labels, answers, shown.sureness)
    .slice(0, SHOWN)
    .map((place) => heldOut[place]!)
  const images = Object.fromEntries(
    [...rows, state.look].map((row) => [row, imageToText(digits.features, row)]),
  )
  return { shot: shown, images, labels: labels.join('') }
}

/** The whole run of the first face, as a press of Train makes it. */
export async function trained(state: DigitState = INITIAL) {
  const session = new DigitSession(await loadDataset('digits'), state)
  session.advance(SETUP.epochs * session.perEpoch)
  const read = (stretches: boolean) => {
    const { chances, answer } = session.shot({ ...state, pixels: drawnOf(SEVEN, stretches).counts }).insight
    return { answer, chance: chances[answer]! }
  }
  const { right, curve } = session.shot({ ...state, pixels: new Uint8Array(PIXELS) })
  return {
    right,
    held: session.split.heldOut.length,
    training: session.split.training.length,
    perEpoch: session.perEpoch,
    trainRight: curve.at(-1)!.trainRight,
    stretched: read(true),
    asDrawn: read(false),
  }
}

/** What 20 seeds come to, recorded by the program that the worker runs. */
export function recordOf(split: SplitName) {
  const shares = recorded[split].map(({ right, held }) => right / held)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0)
  return {
    seeds: shares.length,
    mean,
    low: Math.min(...shares),
    high: Math.max(...shares),
    /** Standard deviation, divisor n − 1. */
    spread: Math.sqrt(squares / (shares.length - 1)),
    trainMean: recorded[split].reduce((sum, { train }) => sum + train, 0) / shares.length,
  }
}

/** What the pictures themselves say about how they were made. */
export async function measuredPictures() {
  const { features, numExamples } = await loadDataset('digits')
  const inkIn = (row: number, keep: (pixel: number) => boolean) => {
    let ink = 0
    for (let i = 0; i < PIXELS; i++) if (keep(i)) ink += features[row * PIXELS + i]!
    return ink
  }
  const rows = Array.from({ length: numExamples }, (_, row) => row)
  const total = rows.reduce((sum, row) => sum + inkIn(row, () => true), 0)
  const inColumns = (...columns: number[]) =>
    rows.reduce((sum, row) => sum + inkIn(row, (i) => columns.includes(i % SIDE)), 0) / total
  const isTall = (row: number) => inkIn(row, (i) => i < SIDE) > 0 && inkIn(row, (i) => i >= PIXELS - SIDE) > 0
  return {
    tall: rows.filter(isTall).length,
    outermost: inColumns(0, SIDE - 1),
    ink: total / (numExamples * PIXELS * 16),
  }
}
