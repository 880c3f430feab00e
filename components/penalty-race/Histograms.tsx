import { penaltiesText } from '../../src/strings/penalties.en.ts'
import { BIN, BINS, LANES, pooled, type Results } from './model.ts'
import { percentText } from './words.ts'

const text = penaltiesText.race
const WIDTH = 240
const HEIGHT = 150
const BOX = { left: 8, right: WIDTH - 8, top: 26, bottom: HEIGHT - 26 }
const STEP = (BOX.right - BOX.left) / BINS
const MIDDLE = (BINS - 1) / 2
/** The part of all weights at which a bar ends at the top; larger bars are cut, and say so by their number. */
const FULL = 0.2

const px = (weight: number) => BOX.left + (weight / BIN + MIDDLE + 0.5) * STEP
const tall = (part: number) => (Math.min(FULL, part) / FULL) * (BOX.bottom - BOX.top)

/** All weights after training, by lane: bars of what is not zero, and the exact zeros as a bar of their own. */
export function Histograms({ results }: { results: Results }) {
  return (
    <div class="penalty-histograms">
      {LANES.map((lane, k) => {
        const found = pooled(results, k)
        return (
          <svg
            key={lane}
            class="penalty-histogram"
            data-drawing
            data-lane={lane}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            role="img"
            aria-label={text.histogram(text.lanes[lane])}
          >
            <text class="lane-label" x={BOX.left} y={15}>
              {text.lanes[lane]}
            </text>
            <text class="tick of-zeros" x={BOX.right} y={15} text-anchor="end">
              {found ? text.zeros(percentText(found.zeros)) : ''}
            </text>
            {found?.bins.map((part, i) => {
              const height = tall(i === MIDDLE ? part - found.zeros : part)
              return (
                <rect
                  key={i}
                  class="weight-bar"
                  x={BOX.left + i * STEP}
                  y={BOX.bottom - height}
                  width={STEP - 1}
                  height={height}
                />
              )
            })}
            {found && found.zeros > 0 && (
              <rect
                class="zero-bar"
                x={px(0) - 2}
                y={BOX.bottom - tall(found.zeros)}
                width={4}
                height={tall(found.zeros)}
              />
            )}
            <line class="axis" x1={BOX.left} x2={BOX.right} y1={BOX.bottom} y2={BOX.bottom} />
            {[-1, -0.5, 0, 0.5, 1].map((weight) => (
              <text
                class="tick"
                key={weight}
                x={px(weight)}
                y={HEIGHT - 8}
                text-anchor={Math.abs(weight) < 1 ? 'middle' : weight < 0 ? 'start' : 'end'}
              >
                {String(weight).replace('-', '−')}
              </text>
            ))}
          </svg>
        )
      })}
    </div>
  )
}
