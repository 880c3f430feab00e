import { loadDataset } from '../../data/node.ts'
import { imageToText, SHOWN, type Face, type ShownShot } from './face.ts'
import { INITIAL, placesIn, type DigitState } from './model.ts'
import { AT, PIXELS } from './network.ts'
import { DigitSession, type Digits } from './session.ts'

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
