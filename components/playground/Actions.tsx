import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { Grain, Pace } from '../../src/worker/playground-client.ts'
import { RunControls } from '../figure/RunControls.tsx'

export const SPEEDS = {
  slow: { unit: 'batch', count: 1 },
  normal: { unit: 'epoch', count: 1 },
  fast: { unit: 'epoch', count: 10 },
  many: 'many',
} as const satisfies Record<string, Pace>
export type SpeedName = keyof typeof SPEEDS

interface Props {
  hidden: ReadonlySet<string>
  playing: boolean
  canTrain: boolean
  speed: SpeedName
  onSpeed: (speed: SpeedName) => void
  onPlay: () => void
  onStep: (grain: Grain) => void
  predicts: boolean
  onPredict: () => void
  onReset: () => void
  onNewSeed: () => void
}

const GRAINS: readonly (readonly [Grain, string])[] = [
  ['sample', text.stepSample],
  ['batch', text.stepBatch],
  ['epoch', text.stepEpoch],
]

/** What drives the training. */
export function Actions({ hidden, playing, canTrain, speed, predicts, ...on }: Props) {
  return (
    <RunControls
      hidden={hidden}
      play={{ isPlaying: playing, onToggle: on.onPlay, disabled: !canTrain }}
      steps={GRAINS.map(([grain, label]) => ({
        label,
        onStep: () => on.onStep(grain),
        disabled: !canTrain,
      }))}
      predict={{ isOn: predicts, onToggle: on.onPredict }}
      onReset={on.onReset}
      onNewSeed={on.onNewSeed}
      speed={{
        name: text.speed,
        value: speed,
        options: (Object.keys(SPEEDS) as SpeedName[]).map((name) => [name, text.speeds[name]] as const),
        onChange: (name) => on.onSpeed(name as SpeedName),
      }}
    />
  )
}
