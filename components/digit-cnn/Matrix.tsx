import { digitsText as text } from '../../src/strings/digits.en.ts'
import type { Cell, Confusion } from './model.ts'
import { CLASSES } from './network.ts'

const DIGITS = Array.from({ length: CLASSES }, (_, k) => k)

interface Props {
  confusion: Confusion
  picked: Cell
  onPick: (cell: Cell) => void
}

/** What each digit held out was taken for; every cell shows its digits. */
export function Matrix({ confusion, picked, onPick }: Props) {
  return (
    <table class="cnn-matrix">
      <caption>{text.matrix}</caption>
      <thead>
        <tr>
          <td />
          {DIGITS.map((k) => (
            <th key={k} scope="col">
              {k}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DIGITS.map((digit) => (
          <tr key={digit}>
            <th scope="row">{digit}</th>
            {DIGITS.map((answer) => {
              const cell = digit * CLASSES + answer
              const count = confusion[cell]!
              return (
                <td key={answer} class={count === 0 ? '' : digit === answer ? 'cnn-right' : 'cnn-wrong'}>
                  <button
                    type="button"
                    aria-label={text.cell(digit, answer, count)}
                    aria-pressed={picked === cell}
                    onClick={() => onPick(picked === cell ? 'all' : cell)}
                  >
                    {count === 0 ? '·' : count}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
