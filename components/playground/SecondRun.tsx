import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { RunShot } from '../../src/worker/playground-client.ts'
import { readComparison, type PlayState, type Points, type Split } from './model.ts'
import { OutputField } from './OutputField.tsx'
import type { Palette } from './palette.ts'
import { pictureOf } from './places.ts'
import { Facts, factsOf } from './Results.tsx'
import { outputsOf } from './use-session.ts'
import { comparedText } from './words.ts'

interface Props {
  state: PlayState
  comparison: string
  shot: RunShot
  palette: Palette | undefined
  points: Points
  split: Split
}

/** The second run: the same but for one thing. */
export function SecondRun({ state, comparison, shot, palette, points, split }: Props) {
  const read = readComparison(comparison)
  const picture = pictureOf(shot.maps, state, outputsOf(state, points), undefined)
  const name = read ? text.secondRun(comparedText(read.name, read.value)) : ''
  return (
    <section class="play-second" aria-label={name}>
      <p class="play-heading">{name}</p>
      <div class="play-second-plane">
        <OutputField
          name={text.picture}
          bytes={picture?.bytes}
          chances={picture?.chances}
          face={undefined}
          palette={palette}
          discretize={state.discretize}
          points={points}
          split={split}
          showTest={state.showTest}
          marked={-1}
          onPlace={undefined}
        />
      </div>
      <Facts facts={factsOf(shot, [split.train.length, split.test.length], points.classes === 0)} />
    </section>
  )
}
