import { digitText, tensorHead } from '../../../src/notebook/exchange/plain-text.ts'
import type { ShownTensor } from '../../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'
import { magnitudeOf, shade, slicesOf, type Slice } from './tensor-layout.ts'

/** A matrix up to this size is a table of its numbers; a larger one is a map of them. */
const MOST_COLUMNS = 12
const MOST_NUMBERS = 120

/** A tensor: its shape in words, and its numbers as a table or a heat map with the sign as color. */
export function TensorView({ tensor }: { tensor: ShownTensor }) {
  const head = tensorHead(tensor)
  const magnitude = magnitudeOf(tensor.values)
  const [least, greatest] = tensor.range ?? ['', '']
  return (
    <div class="tensor">
      <p class="tensor-head">
        {tensor.name && <strong>{tensor.name} </strong>}
        {head}
        {tensor.requiresGrad && <span class="soft"> · {text.requiresGrad}</span>}
        {tensor.range && (
          <span class="soft"> · {text.range(digitText(least as number), digitText(greatest as number))}</span>
        )}
      </p>
      {tensor.shape.length === 0 ? (
        <span class="value">{digitText(tensor.values[0] ?? 'NaN')}</span>
      ) : tensor.values.length === 0 ? (
        <em class="cut">{text.empty}</em>
      ) : (
        slicesOf(tensor).map((slice) => (
          <SliceView key={slice.index} slice={slice} head={head} magnitude={magnitude} />
        ))
      )}
      {tensor.more > 0 && <em class="cut">… {text.moreItems(tensor.more)}</em>}
    </div>
  )
}

function SliceView({ slice, head, magnitude }: { slice: Slice; head: string; magnitude: number }) {
  const isSmall = slice.columns <= MOST_COLUMNS && slice.values.length <= MOST_NUMBERS
  return (
    <div class="tensor-slice">
      {slice.index && <p class="tensor-index">{text.slice(slice.index)}</p>}
      {isSmall ? (
        <Numbers slice={slice} head={head} magnitude={magnitude} />
      ) : (
        <HeatMap slice={slice} head={head} magnitude={magnitude} />
      )}
    </div>
  )
}

interface Props {
  slice: Slice
  head: string
  magnitude: number
}

function Numbers({ slice, head, magnitude }: Props) {
  const rows = Array.from({ length: Math.ceil(slice.values.length / slice.columns) }, (_, i) =>
    slice.values.slice(i * slice.columns, (i + 1) * slice.columns),
  )
  return (
    <div class="tensor-scroll">
      <table class="tensor-numbers">
        <caption class="visually-hidden">{head}</caption>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((value, j) => {
                const { sign, percent } = shade(value, magnitude)
                return (
                  <td key={j} class={sign} style={{ '--shade': `${Math.round(percent * 0.45)}%` }}>
                    {digitText(value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HeatMap({ slice, head, magnitude }: Props) {
  const rows = Math.ceil(slice.values.length / slice.columns)
  const numbers = slice.values.filter((value) => typeof value === 'number')
  const range = text.range(digitText(Math.min(...numbers)), digitText(Math.max(...numbers)))
  return (
    <svg
      class="heat-map"
      viewBox={`0 0 ${slice.columns} ${rows}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={text.heatMap(head, range)}
      style={{ aspectRatio: String(Math.max(0.5, Math.min(24, slice.columns / rows))) }}
    >
      {slice.values.map((value, i) => {
        const { sign, percent } = shade(value, magnitude)
        return sign === '' ? null : (
          <rect
            key={i}
            class={sign}
            x={i % slice.columns}
            y={Math.floor(i / slice.columns)}
            width="1"
            height="1"
            fill-opacity={percent / 100}
          />
        )
      })}
    </svg>
  )
}
