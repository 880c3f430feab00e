import { passesText as text } from '../../src/strings/passes.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { MOST, type Work } from './model.ts'

interface Props {
  kind: 'forward' | 'backward'
  work: Work
  /** What the other mode needs for all of it: the longer of the two bars fills the width. */
  other: number
  passes: number
  needed: number
}

const CELL = { width: 46, height: 30 }
const HEAD = { width: 26, height: 24 }
const WIDTH = HEAD.width + MOST * CELL.width

/** The table of slopes as far as this mode has filled it, and a bar of its multiplications. */
export function Grid({ kind, work, other, passes, needed }: Props) {
  const most = Math.max(work.all, other)
  const height = HEAD.height + work.table.length * CELL.height
  return (
    <div class={`passes-mode ${kind}`}>
      <p class="passes-title">
        <b>{text[kind]}</b>: {text.fills[kind]}
      </p>
      <svg data-drawing viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={text.picture(text[kind])}>
        {work.table[0]!.map((_, i) => (
          <text
            key={i}
            class="tick"
            x={HEAD.width + (i + 0.5) * CELL.width}
            y={HEAD.height - 8}
            text-anchor="middle"
          >
            {text.input(i + 1)}
          </text>
        ))}
        {work.table.map((row, k) => (
          <g key={k}>
            <text
              class="tick"
              x={HEAD.width - 8}
              y={HEAD.height + (k + 0.5) * CELL.height + 4}
              text-anchor="end"
            >
              {text.output(k + 1)}
            </text>
            {row.map((value, i) => (
              <g key={i}>
                <rect
                  class={value === undefined ? 'passes-cell' : 'passes-cell known'}
                  x={HEAD.width + i * CELL.width + 1}
                  y={HEAD.height + k * CELL.height + 1}
                  width={CELL.width - 2}
                  height={CELL.height - 2}
                  rx={4}
                />
                {value !== undefined && (
                  <text
                    class="passes-number"
                    x={HEAD.width + (i + 0.5) * CELL.width}
                    y={HEAD.height + (k + 0.5) * CELL.height + 4.5}
                    text-anchor="middle"
                  >
                    {decimal(value, 2)}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))}
      </svg>
      <p class="passes-count">{text.count(passes, needed, work.done, work.all)}</p>
      <div class="passes-bar" aria-hidden="true">
        <div class="passes-all" style={{ width: `${(100 * work.all) / most}%` }}>
          <div class="passes-done" style={{ width: `${(100 * work.done) / work.all}%` }} />
        </div>
      </div>
    </div>
  )
}
