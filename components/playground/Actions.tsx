import { ui } from '../../src/strings/index.ts'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { Grain, Pace } from '../../src/worker/playground-client.ts'
import { Button } from '../figure/Button.tsx'

export const SPEEDS = {
  slow: { unit: 'batch', count: 1 },
  normal: { unit: 'epoch', count: 1 },
  fast: { unit: 'epoch', count: 10 },
  many: 'many',
} as const satisfies Record<string, Pace>
export type SpeedName = keyof typeof SPEEDS

interface Props {
  shows: (control: string) => boolean
  playing: boolean
  canTrain: boolean
  speed: SpeedName
  onSpeed: (speed: SpeedName) => void
  onPlay: () => void
  onStep: (grain: Grain) => void
  onReset: () => void
  onNewSeed: () => void
}

const GRAINS: readonly (readonly [Grain, string])[] = [
  ['sample', text.stepSample],
  ['batch', text.stepBatch],
  ['epoch', text.stepEpoch],
]

/** What drives the training. */
export function Actions({ shows, playing, canTrain, speed, ...on }: Props) {
  return (
    <>
      {shows('play') && (
        <Button primary disabled={!canTrain} onClick={on.onPlay}>
          {playing ? ui.figure.pause : ui.figure.play}
        </Button>
      )}
      {shows('step') &&
        GRAINS.map(([grain, label]) => (
          <Button key={grain} disabled={!canTrain} onClick={() => on.onStep(grain)}>
            {label}
          </Button>
        ))}
      {shows('reset') && <Button onClick={on.onReset}>{ui.figure.reset}</Button>}
      {shows('seed') && <Button onClick={on.onNewSeed}>{ui.figure.newSeed}</Button>}
      {shows('speed') && (
        <select
          class="play-speed"
          aria-label={text.speed}
          value={speed}
          onChange={(event) => on.onSpeed(event.currentTarget.value as SpeedName)}
        >
          {(Object.keys(SPEEDS) as SpeedName[]).map((name) => (
            <option key={name} value={name}>
              {text.speeds[name]}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
