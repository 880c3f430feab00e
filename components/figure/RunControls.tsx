import type { ComponentChildren } from 'preact'
import { ui } from '../../src/strings/index.ts'
import { Button } from './Button.tsx'

/** One grain of stepping: a sample, a batch, an epoch, whatever the figure knows. */
export interface Step {
  label: string
  onStep: () => void
  disabled?: boolean
}

export interface SpeedChoice {
  /** What assistive technology calls it; the options speak for themselves. */
  name: string
  value: string
  options: readonly (readonly [value: string, words: string])[]
  onChange: (value: string) => void
}

interface Props {
  /** Controls that a teacher hid: `play`, `step`, `predict`, `reset`, `seed`, `speed`. */
  hidden?: ReadonlySet<string>
  play?: {
    isPlaying: boolean
    onToggle: () => void
    disabled?: boolean
    /** What the button says at rest and while it runs. */
    words?: { play: string; pause: string }
  }
  steps?: readonly Step[]
  /** Asks the reader for a number before the figure shows it. */
  predict?: { isOn: boolean; onToggle: () => void }
  /** Keeps the seed: the same first weights, the same data. */
  onReset?: () => void
  onNewSeed?: () => void
  /** What the button for other chance says. */
  newSeed?: string
  speed?: SpeedChoice
  /** Buttons of the figure's own, after the steps. */
  children?: ComponentChildren
}

/** What drives a figure that runs: play and pause, steps, reset with the seed kept, a new seed, speed. One look, one order. */
export function RunControls({
  hidden,
  play,
  steps = [],
  predict,
  onReset,
  onNewSeed,
  speed,
  ...more
}: Props) {
  const shows = (control: string) => !hidden?.has(control)
  const words = play?.words ?? ui.figure
  return (
    <>
      {play && shows('play') && (
        <Button primary disabled={play.disabled ?? false} onClick={play.onToggle}>
          {play.isPlaying ? words.pause : words.play}
        </Button>
      )}
      {shows('step') &&
        steps.map(({ label, onStep, disabled = false }) => (
          <Button key={label} disabled={disabled} onClick={onStep}>
            {label}
          </Button>
        ))}
      {more.children}
      {predict && shows('predict') && (
        <Button pressed={predict.isOn} onClick={predict.onToggle}>
          {ui.figure.predict}
        </Button>
      )}
      {onReset && shows('reset') && <Button onClick={onReset}>{ui.figure.reset}</Button>}
      {onNewSeed && shows('seed') && <Button onClick={onNewSeed}>{more.newSeed ?? ui.figure.newSeed}</Button>}
      {speed && shows('speed') && (
        <select
          class="frame-speed"
          aria-label={speed.name}
          value={speed.value}
          onChange={(event) => speed.onChange(event.currentTarget.value)}
        >
          {speed.options.map(([value, said]) => (
            <option key={value} value={value} selected={value === speed.value}>
              {said}
            </option>
          ))}
        </select>
      )}
    </>
  )
}
