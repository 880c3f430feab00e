import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { Button } from '../figure/Button.tsx'
import { Choice } from './Choice.tsx'
import { changedBy, COMPARED, specOf, valuesOf, type ComparedName } from './model.ts'
import { ClassesMap, NodeMap } from './NodeMap.tsx'
import type { Palette } from './palette.ts'
import { pictureOf } from './places.ts'
import { outputsOf, type Session } from './use-session.ts'
import { comparedText, lossText } from './words.ts'

const EPOCHS = [10, 100, 300] as const

/** The same network trained once for every value of one setting, side by side. */
export function Sweep({ session, palette }: { session: Session; palette: Palette | undefined }) {
  const { state, examples, run, canTrain } = session
  const { points, split } = examples
  const [name, setName] = useState<ComparedName>('learningRate')
  const [epochs, setEpochs] = useState<number>(100)
  const [shown, setShown] = useState<{ name: ComparedName; values: readonly string[] }>()
  const values = valuesOf(name, points.classes)
  const start = () => {
    setShown({ name, values })
    run.sweep(
      values.map((value) => specOf({ ...changedBy(state, { name, value }), patience: 0 }, points, split)),
      epochs,
    )
  }
  return (
    <>
      <p class="play-note">{text.sweepHow}</p>
      <div class="play-settings">
        <Choice
          label={text.sweepThrough}
          value={name}
          options={COMPARED}
          name={(one) => text.compared[one]}
          onChange={setName}
        />
        <Choice label={text.sweepEpochs} value={epochs} options={EPOCHS} name={String} onChange={setEpochs} />
        <Button disabled={!canTrain} onClick={start}>
          {text.sweepStart}
        </Button>
      </div>
      <ul class="play-sweep">
        {shown?.values.map((value, i) => {
          const shot = run.swept[i]
          const changed = changedBy(state, { name: shown.name, value })
          const picture = shot && pictureOf(shot.maps, changed, outputsOf(changed, points), undefined)
          return (
            <li key={value}>
              <p>{comparedText(shown.name, value)}</p>
              {picture?.chances ? (
                <ClassesMap
                  {...picture}
                  chances={picture.chances}
                  palette={palette}
                  discretize={state.discretize}
                />
              ) : (
                <NodeMap
                  bytes={picture?.bytes}
                  palette={palette}
                  discretize={state.discretize}
                  face={undefined}
                />
              )}
              <p class="play-note">
                {shot
                  ? shot.ending
                    ? text.sweepDiverged
                    : text.sweepLosses(lossText(shot.trainLoss), lossText(shot.testLoss))
                  : text.sweepWaiting}
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}
