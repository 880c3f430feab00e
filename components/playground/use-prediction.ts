import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { Shown } from './Results.tsx'
import type { Session } from './use-session.ts'
import { lossText, rightOf } from './words.ts'

/** Epochs after which a prediction is asked for, unless a link says how many. */
export const EPOCHS_AHEAD = 100

export interface Prediction {
  /** What is asked; '' when nothing is, or it has been answered. */
  question: string
  /** How far off the guess was, once the epochs are made. */
  verdict: string
  guess: (value: number) => void
  /** Asks again from the beginning. */
  forget: () => void
}

/** Predict first: the reader says what so many epochs will come to; then they are made, and both are compared. */
export function usePrediction(
  { state, examples, run, canTrain }: Session,
  shown: Pick<Shown, 'epoch' | 'test' | 'testLoss'>,
): Prediction {
  const [guessed, setGuessed] = useState<number>()
  const epochs = state.predict
  const total = examples.split.test.length
  const isAsked = epochs > 0 && total > 0
  const ofValues = examples.points.classes === 0
  const { ask, verdict } = text.predict
  const said = () => {
    if (ofValues) {
      const off = lossText(Math.abs(guessed! - shown.testLoss))
      return verdict.loss(lossText(guessed!), lossText(shown.testLoss), off)
    }
    const right = rightOf(shown.test, total)
    return verdict.right(guessed!, right, total)
  }
  return {
    question:
      isAsked && guessed === undefined && canTrain
        ? ofValues
          ? ask.loss(epochs)
          : ask.right(epochs, total)
        : '',
    verdict: isAsked && guessed !== undefined && shown.epoch >= epochs ? said() : '',
    guess: (value) => {
      setGuessed(value)
      // One command an epoch: what they come to does not depend on how fast the page draws.
      for (let epoch = 0; epoch < epochs; epoch++) run.step('epoch')
    },
    forget: () => setGuessed(undefined),
  }
}
