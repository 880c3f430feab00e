import { benchText } from '../../src/strings/bench.en.ts'
import { signedDecimal, signOf } from '../../src/strings/numbers.ts'
import { stackedTerms, type BenchResult } from './model.ts'

const ROW = 34
const LEFT = 52
const WIDTH = 300
const RIGHT = 84
const BAR = 15

interface Props {
  result: BenchResult
  /** Whether the sum is hidden while the reader predicts it. */
  concealed: boolean
}

/** The sum as signed bars, each beginning where the one before ended; the last is the whole sum, from zero. */
export function SumBars({ result, concealed }: Props) {
  const terms = stackedTerms(result)
  const values = [...result.products, result.bias, result.z]
  const reach = Math.max(1, ...terms.flatMap(({ from, to }) => [Math.abs(from), Math.abs(to)]))
  const x = (value: number) => LEFT + WIDTH / 2 + (value / reach) * (WIDTH / 2)
  const y = (row: number) => 8 + row * ROW + (row === 3 ? 8 : 0)
  const bottom = y(3) + ROW
  return (
    <svg
      class="sum-bars"
      data-drawing
      viewBox={`0 0 ${LEFT + WIDTH + RIGHT} ${bottom}`}
      role="img"
      aria-label={benchText.sumPicture}
    >
      <line class="axis" x1={x(0)} x2={x(0)} y1={0} y2={bottom} />
      <line class="axis" x1={0} x2={LEFT + WIDTH + RIGHT} y1={y(3) - 6} y2={y(3) - 6} />
      {terms.map(({ from, to }, row) => {
        const value = values[row]!
        const hidden = concealed && row === 3
        const isOpen = concealed && row < 3
        const start = isOpen ? 0 : from
        const end = isOpen ? value : to
        return (
          <g key={row} class={signOf(value)} data-symbol={row === 2 ? 'b' : row === 3 ? 'z' : `w_${row + 1}`}>
            <text class="term" x={0} y={y(row) + ROW / 2 + 2}>
              {row < 2 ? (
                <>
                  w
                  <tspan class="sub" dy="4">
                    {row + 1}
                  </tspan>
                  <tspan dy="-4">x</tspan>
                  <tspan class="sub" dy="4">
                    {row + 1}
                  </tspan>
                </>
              ) : row === 2 ? (
                'b'
              ) : (
                'z'
              )}
            </text>
            {!hidden && (
              <>
                <rect
                  class="bar"
                  x={Math.min(x(start), x(end))}
                  y={y(row) + (ROW - BAR) / 2}
                  width={Math.abs(x(end) - x(start))}
                  height={BAR}
                />
                {row < 2 && !isOpen && (
                  <line
                    class="step"
                    x1={x(end)}
                    x2={x(end)}
                    y1={y(row) + ROW / 2}
                    y2={y(row + 1) + ROW / 2}
                  />
                )}
                <text class="value" x={LEFT + WIDTH + RIGHT} y={y(row) + ROW / 2 + 5} text-anchor="end">
                  {signedDecimal(value, 4)}
                </text>
              </>
            )}
          </g>
        )
      })}
    </svg>
  )
}
