import { useState } from 'preact/hooks'
import { galleryText } from '../../src/strings/exercise-ui.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { useAsTarget } from '../exercise/use-host.ts'
import { LIMIT, lineState, measures, POINTS, rightOf, type LineState } from './line-model.ts'

const SIZE = 200

/** The smallest figure that an exercise can be judged by: it shows what a figure must offer. */
export function LinePlay({ slug, id }: { slug: string; id: string }) {
  const [state, setState] = useState<LineState>({ w1: 0, w2: 0, b: 0 })
  useAsTarget(slug, id, {
    state: () => ({ ...state }),
    setState: (next) => setState(lineState(next)),
    measure: (given, measure) => measures[measure]?.(lineState(given)) ?? Number.NaN,
  })
  const said = galleryText.playState(
    rightOf(state),
    POINTS.length,
    decimal(measures['weightNorm']!(state), 2),
  )
  return (
    <div class="line-play" role="group" aria-label={galleryText.playName}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} width={SIZE} height={SIZE} role="img" aria-label={said}>
        <rect width={SIZE} height={SIZE} class="line-play-frame" />
        {POINTS.map(({ x, isPositive }) => (
          <circle
            key={x.join()}
            cx={x[0] * SIZE}
            cy={(1 - x[1]) * SIZE}
            r="6"
            class={isPositive ? 'line-play-positive' : 'line-play-negative'}
          />
        ))}
        <Boundary state={state} />
      </svg>
      <div>
        {(['w1', 'w2', 'b'] as const).map((key) => (
          <Slider
            key={key}
            name={key === 'b' ? galleryText.bias : galleryText.weight(Number(key[1]))}
            label={key === 'b' ? <Symbol name="b" /> : <Symbol name="w" index={Number(key[1])} />}
            value={state[key]}
            min={-LIMIT}
            max={LIMIT}
            step={0.05}
            onInput={(value) => setState({ ...state, [key]: value })}
          />
        ))}
        <p class="exercise-note" aria-live="polite">
          {said}
        </p>
      </div>
    </div>
  )
}

/** Where w₁x₁ + w₂x₂ + b = 0, drawn well beyond the square: the frame cuts it. */
function Boundary({ state: { w1, w2, b } }: { state: LineState }) {
  const norm = Math.sqrt(w1 * w1 + w2 * w2)
  if (norm === 0) return null
  const [x, y] = [(-b * w1) / norm ** 2, (-b * w2) / norm ** 2]
  const [dx, dy] = [(-w2 / norm) * 4, (w1 / norm) * 4]
  const px = (value: number) => value * SIZE
  const py = (value: number) => (1 - value) * SIZE
  return <line x1={px(x - dx)} y1={py(y - dy)} x2={px(x + dx)} y2={py(y + dy)} class="line-play-line" />
}
