import { convolutionText } from '../../src/strings/convolution.en.ts'
import { decimal, signOf } from '../../src/strings/numbers.ts'
import { laid, SIDE, touchedBy, windowAt, type Cell, type KernelState } from './model.ts'
import type { Gray } from './gray.ts'

const text = convolutionText.kernel

/** The arithmetic of one place: nine pixels, nine weights, nine products; or one pixel and the nine outputs it touches. */
export function Ledger({ photo, state }: { photo: Gray; state: KernelState }) {
  if (state.side === 'input') return <InputLedger photo={photo} state={state} />
  const { cells, sum, output } = windowAt(photo, state)
  return (
    <div class="kernel-ledger">
      <Numbers
        title={text.patch}
        cells={cells.map(({ pixel }) => ({ shown: String(pixel), shade: pixel }))}
      />
      <span class="kernel-sign">·</span>
      <Numbers title={text.laid} cells={laid(state).map((weight) => signedCell(weight))} />
      <span class="kernel-sign">=</span>
      <Numbers title={text.products} cells={cells.map(({ product }) => signedCell(product))} />
      <p class="kernel-sum">
        {text.sum} <b class={signOf(sum)}>{decimal(sum, 0)}</b>
        <br />
        {text.outputAt(state.row, state.column)}
        <br />
        <span>
          {state.divisor === 1 ? '' : `${decimal(sum, 0)} / ${state.divisor} = `}
          <b data-output>{decimal(output, state.divisor === 1 ? 0 : 2)}</b>
        </span>
      </p>
    </div>
  )
}

function InputLedger({ photo, state }: { photo: Gray; state: KernelState }) {
  const cells = touchedBy(photo, state)
  const pixel = photo.values[state.row * photo.width + state.column]!
  const cellOf = (cell: Cell | null, what: 'weight' | 'product') =>
    cell ? signedCell(cell[what]) : { shown: '·' }
  const centered = Array.from({ length: SIDE ** 2 }, (_, i) =>
    i === 4 ? { shown: String(pixel), shade: pixel } : { shown: '' },
  )
  return (
    <div class="kernel-ledger">
      <Numbers title={text.pixel} cells={centered} />
      <span class="kernel-sign">·</span>
      <Numbers title={text.met} cells={cells.map((cell) => cellOf(cell, 'weight'))} />
      <span class="kernel-sign">=</span>
      <Numbers title={text.shares} cells={cells.map((cell) => cellOf(cell, 'product'))} />
      <p class="kernel-sum">
        {text.inputAt(state.row, state.column)}
        <br />
        {text.touches(cells.filter((cell) => cell !== null).length)}
        <br />
        {state.divisor === 1 ? ' ' : `${text.divisor} ${state.divisor}`}
      </p>
    </div>
  )
}

interface Shown {
  shown: string
  /** −1, 0, 1 by the color of its sign. */
  sign?: string
  /** The gray of a pixel, behind its number. */
  shade?: number
}

const signedCell = (value: number): Shown => ({ shown: decimal(value, 0), sign: signOf(value) })

function Numbers({ title, cells }: { title: string; cells: readonly Shown[] }) {
  const rows = Array.from({ length: SIDE }, (_, r) => cells.slice(r * SIDE, (r + 1) * SIDE))
  return (
    <table class="kernel-numbers">
      <caption>{title}</caption>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map(({ shown, sign, shade }, c) => (
              <td
                key={c}
                class={shade === undefined ? sign : shade > 116 ? 'shade-light' : 'shade-dark'}
                style={shade === undefined ? undefined : { background: `rgb(${shade} ${shade} ${shade})` }}
              >
                {shown}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
