import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { builderText as text } from '../../src/strings/network-builder.en.ts'
import { quizText } from '../../src/strings/network-quiz.en.ts'
import { shapeText, type Dialect } from './refusals.ts'
import type { Line, Sheet } from './sheet.ts'
import { grouped, jumpText, kilobytes, layerText, lineText, seesText } from './words.ts'

interface Props {
  sheet: Sheet
  at: number
  dialect: Dialect
  /** Rows whose numbers a question covers. */
  covered: ReadonlySet<number>
  onPick: (at: number) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** A number with a bar for its share of the whole. */
function Amount({ label, value, whole }: { label: string; value: number; whole: number }) {
  return (
    <td data-label={label} class="net-amount">
      {grouped(value)}
      <svg class="net-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect width={whole === 0 ? 0 : (100 * value) / whole} height="4" />
      </svg>
    </td>
  )
}

/** The rows as a table, of which one is chosen: a click, a tap, or the arrow keys. */
export function Rows({ sheet, at, dialect, covered, onPick, onMove, onRemove }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const follows = useRef(false)
  // Whoever chooses a row elsewhere, by a link or in a chart, finds it in the box; the page itself stays where it is.
  useEffect(() => {
    const row = body.current?.rows[at]
    const box = body.current?.closest<HTMLElement>('.net-scroll')
    if (!row || !box) return
    const [top, bottom] = [row.offsetTop, row.offsetTop + row.offsetHeight]
    const head = body.current!.offsetTop
    if (top - head < box.scrollTop) box.scrollTop = top - head
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight
  }, [at])
  // At once: a key that follows on the heels of another must find the row that now has the focus.
  useLayoutEffect(() => {
    if (!follows.current) return
    follows.current = false
    body.current?.querySelectorAll<HTMLButtonElement>('.net-pick')[at]?.focus()
  })
  const key = (event: KeyboardEvent) => {
    const last = sheet.lines.length - 1
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key]
    if (to === undefined && event.key !== 'Delete') return
    event.preventDefault()
    follows.current = true
    if (event.key === 'Delete') onRemove()
    else if (event.altKey && event.key.startsWith('Arrow')) onMove(event.key === 'ArrowUp' ? -1 : 1)
    else onPick(Math.max(0, Math.min(last, to!)))
  }
  const { columns } = text
  const { totals } = sheet
  return (
    <div class="net-scroll" role="group" aria-label={text.scroll}>
      <table class="net-table">
        <caption class="visually-hidden">{text.caption}</caption>
        <thead>
          <tr>
            {Object.entries(columns).map(([name, words]) => (
              <th key={name} scope="col" class={`net-${name}`}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {sheet.lines.map((line, i) => (
            <tr
              key={line.name}
              class={`net-line net-depth-${Math.min(3, line.depth)}${i === at ? ' chosen' : ''}${line.problem ? ' refused' : ''}`}
              onClick={() => onPick(i)}
            >
              <th scope="row">
                <button
                  type="button"
                  class="net-pick"
                  tabIndex={i === at ? 0 : -1}
                  aria-pressed={i === at}
                  onKeyDown={key}
                  aria-label={text.choose(line.name, layerText(line.row))}
                >
                  {line.name}
                </button>
              </th>
              <td class="net-layer" data-label={columns.layer}>
                {lineText(line)}
              </td>
              {covered.has(i) && line.problem === null ? (
                <td class="net-covered" colSpan={6}>
                  {quizText.covered}
                </td>
              ) : (
                <Cells line={line} dialect={dialect} parameters={totals.parameters} macs={totals.macs} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cells({
  line,
  dialect,
  ...whole
}: {
  line: Line
  dialect: Dialect
  parameters: number
  macs: number
}) {
  const { columns } = text
  if (line.problem !== null)
    return (
      <td class="net-problem" colSpan={6}>
        {line.problem}
      </td>
    )
  if (line.output === null) return <td colSpan={6}>–</td>
  return (
    <>
      <td data-label={columns.output} class="net-shape">
        {shapeText(line.output, dialect)}
      </td>
      <Amount label={columns.parameters} value={line.parameters} whole={whole.parameters} />
      <Amount label={columns.macs} value={line.macs} whole={whole.macs} />
      <td data-label={columns.memory}>{kilobytes(line.activations)}</td>
      <td data-label={columns.sees}>{seesText(line.sees)}</td>
      <td data-label={columns.jump}>{jumpText(line.sees)}</td>
    </>
  )
}
