import { convolutionText } from '../../src/strings/convolution.en.ts'
import type { MatrixState } from './model.ts'

const text = convolutionText.matrix
const WIDTH = 640
const TOP = 24
const LEFT = 4
/** The drawing is as tall as the tallest matrix needs, so that nothing below it moves when sizes change. */
const HEIGHT = 300

interface MatrixProps {
  state: MatrixState
  matrix: readonly (readonly number[])[]
  onPick: (output: number, weight: number) => void
}

/** A square for each pair of input and output; filled where a weight joins them, lit where it is the chosen one. */
export function Matrix({ state, matrix, onPick }: MatrixProps) {
  const [rows, columns] = [matrix.length, matrix[0]!.length]
  const cell = Math.min((WIDTH - 2 * LEFT) / columns, (HEIGHT - TOP - 4) / rows, 30)
  const square = (row: number, column: number) =>
    `M${(LEFT + column * cell + 0.6).toFixed(1)} ${(TOP + row * cell + 0.6).toFixed(1)}h${(cell - 1.2).toFixed(1)}v${(cell - 1.2).toFixed(1)}h${(1.2 - cell).toFixed(1)}z`
  const path = (is: (weight: number) => boolean) =>
    matrix
      .flatMap((line, row) => line.flatMap((weight, column) => (is(weight) ? [square(row, column)] : [])))
      .join('')
  const pick = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect()
    const unit = WIDTH / box.width
    const column = Math.floor(((event.clientX - box.left) * unit - LEFT) / cell)
    const row = Math.floor(((event.clientY - box.top) * unit - TOP) / cell)
    const weight = matrix[row]?.[column]
    if (weight !== undefined) onPick(row, weight)
  }
  return (
    <svg
      class="matrix-drawing"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
      onPointerDown={pick}
    >
      <text class="tick" x={LEFT} y={14}>
        {text.inputs}
      </text>
      <text class="tick" x={WIDTH - LEFT} y={14} text-anchor="end">
        {text.outputs}
      </text>
      <path class="matrix-empty" d={path((weight) => weight < 0)} />
      <path class="matrix-joined" d={path((weight) => weight >= 0 && weight !== state.weight)} />
      <path class="matrix-lit" d={path((weight) => weight === state.weight)} />
      <rect
        class="matrix-row"
        x={LEFT - 2}
        y={TOP + state.output * cell - 1}
        width={columns * cell + 4}
        height={cell + 2}
      />
    </svg>
  )
}

const SIDE = 240

interface GridProps {
  state: MatrixState
  /** The matrix's row of the chosen output: which weight each input meets. */
  row: readonly number[]
  onLight: (weight: number) => void
}

/** The input as a square of pixels, those joined to the chosen output filled: the matrix's row, folded. */
export function InputGrid({ state, row, onLight }: GridProps) {
  const cell = (SIDE - 4) / state.input
  return (
    <svg class="matrix-grid" data-drawing viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={text.grid}>
      {row.map((weight, i) => (
        <rect
          key={i}
          class={weight < 0 ? 'matrix-empty' : weight === state.weight ? 'matrix-lit' : 'matrix-joined'}
          x={2 + (i % state.input) * cell + 1}
          y={2 + Math.floor(i / state.input) * cell + 1}
          width={cell - 2}
          height={cell - 2}
          onPointerDown={() => weight >= 0 && onLight(weight)}
        />
      ))}
    </svg>
  )
}
