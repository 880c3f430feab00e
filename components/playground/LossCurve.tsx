import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { CurvePoint } from '../../src/worker/playground-client.ts'
import { curvePath, nearest, scaleOf, TALL, WIDE } from './loss-scale.ts'
import { lossText } from './words.ts'

interface Props {
  curve: readonly CurvePoint[]
  /** The curves of a second run. */
  other?: readonly CurvePoint[] | undefined
}

/** Loss by epoch; pointing at it, or the arrow keys, read it. */
export function LossCurve({ curve, other }: Props) {
  const [epoch, setEpoch] = useState<number>()
  const scale = scaleOf(other ? [...curve, ...other] : curve)
  const last = curve.at(-1)
  const found = epoch === undefined ? last : nearest(curve, epoch)
  const point = (event: PointerEvent & { currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect()
    setEpoch(scale.epochAt(((event.clientX - box.left) / box.width) * WIDE))
  }
  const said = found ? text.lossHover(String(found.epoch), lossText(found.train), lossText(found.test)) : ''
  return (
    <div class="play-loss">
      <svg
        data-drawing
        viewBox={`0 0 ${WIDE} ${TALL}`}
        role="img"
        aria-label={text.lossPicture}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setEpoch(undefined)}
      >
        <path class="axis" d={`M${scale.x(0)} ${scale.y(0)}H${WIDE - 4}`} />
        {scale.ticks.map((value) => (
          <text class="tick" key={value} x={scale.x(0) - 5} y={scale.y(value) + 4} text-anchor="end">
            {lossText(value).replace(/0+$/, '').replace(/\.$/, '') || '0'}
          </text>
        ))}
        <text class="tick" x={WIDE - 4} y={TALL - 3} text-anchor="end">
          {`${scale.last} ${text.epoch}`}
        </text>
        {other && <path class="play-curve play-other" d={curvePath(other, scale, 'train')} />}
        {other && <path class="play-curve play-other play-dashed" d={curvePath(other, scale, 'test')} />}
        <path class="play-curve play-dashed" d={curvePath(curve, scale, 'test')} />
        <path class="play-curve" d={curvePath(curve, scale, 'train')} />
        {found && <path class="play-cursor" d={`M${scale.x(found.epoch)} 4V${scale.y(0)}`} />}
      </svg>
      <label class="play-cursor-input needs-script">
        <span class="visually-hidden">{text.lossKeys}</span>
        <input
          type="range"
          min={0}
          max={Math.max(1, scale.last)}
          step={1}
          value={found?.epoch ?? 0}
          aria-valuetext={said}
          onInput={(event) => setEpoch(Number(event.currentTarget.value))}
          onBlur={() => setEpoch(undefined)}
        />
      </label>
      <p class="play-said">{said}</p>
    </div>
  )
}
