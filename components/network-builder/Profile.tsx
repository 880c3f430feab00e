import type { JSX } from 'preact'
import { builderText as text } from '../../src/strings/network-builder.en.ts'
import type { Line, Sheet } from './sheet.ts'
import { grouped, kilobytes, seesText } from './words.ts'

const WIDTH = 250
const TOP = 22
const BOTTOM = 82

interface Props {
  sheet: Sheet
  at: number
  onPick: (at: number) => void
}

/** How many pixels along an axis; the whole input where it sees all of it. */
const seen = ({ sees }: Line, input: Sheet['input']): number =>
  sees === null ? 0 : sees === 'all' ? (input[1] ?? input[0]!) : sees.size[0]

/** Four small bar charts over the rows: where parameters, multiplications and memory live, and how the field grows. */
export function Profile({ sheet, at, onPick }: Props) {
  const { lines, input } = sheet
  const { columns } = text
  const lanes: [name: string, values: number[], say: (line: Line) => string][] = [
    [columns.parameters, lines.map((line) => line.parameters), (line) => grouped(line.parameters)],
    [columns.macs, lines.map((line) => line.macs), (line) => grouped(line.macs)],
    [columns.memory, lines.map((line) => line.activations), (line) => kilobytes(line.activations)],
    [columns.sees, lines.map((line) => seen(line, input)), (line) => seesText(line.sees)],
  ]
  return (
    <div class="net-profile">
      {lanes.map(([name, values, say]) => (
        <Lane key={name} name={name} values={values} lines={lines} say={say} at={at} onPick={onPick} />
      ))}
    </div>
  )
}

interface LaneProps {
  name: string
  values: readonly number[]
  lines: readonly Line[]
  say: (line: Line) => string
  at: number
  onPick: (at: number) => void
}

function Lane({ name, values, lines, say, at, onPick }: LaneProps) {
  const largest = Math.max(0, ...values)
  const most = lines[values.indexOf(largest)]
  const step = WIDTH / Math.max(1, values.length)
  const words = most === undefined || largest === 0 ? '' : text.most(most.name, say(most))
  const pick = (event: JSX.TargetedMouseEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const to = Math.floor((values.length * (event.clientX - left)) / width)
    if (values.length > 0) onPick(Math.max(0, Math.min(values.length - 1, to)))
  }
  const key = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - 1, ArrowDown: at - 1, ArrowRight: at + 1, ArrowUp: at + 1, Home: 0, End: lines.length - 1 }[event.key] // prettier-ignore
    if (to === undefined || lines[to] === undefined) return
    event.preventDefault()
    onPick(to)
  }
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${BOTTOM + 2}`}
      role="slider"
      tabIndex={0}
      aria-label={text.lane(name, words)}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, lines.length)}
      aria-valuenow={at + 1}
      aria-valuetext={lines[at] && text.valueOf(lines[at].name, say(lines[at]))}
      data-drawing
      onClick={pick}
      onKeyDown={key}
    >
      <text y="13">{name}</text>
      <text x={WIDTH} y="13" text-anchor="end" class="tick">
        {words}
      </text>
      {at >= 0 && <rect class="net-here" x={at * step} y={TOP} width={step} height={BOTTOM - TOP} />}
      {values.map((value, i) => {
        const height = largest === 0 ? 0 : (value / largest) * (BOTTOM - TOP)
        if (value === 0) return null
        return (
          <rect
            key={i}
            class={i === at ? 'net-share chosen' : 'net-share'}
            x={(i + 0.1) * step}
            y={BOTTOM - Math.max(1, height)}
            width={0.8 * step}
            height={Math.max(1, height)}
          />
        )
      })}
      <line class="axis" x2={WIDTH} y1={BOTTOM} y2={BOTTOM} />
    </svg>
  )
}
