import { decimal } from '../../src/strings/numbers.ts'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { Cell } from './Cell.tsx'
import { EXAMPLES, FEATURES, POPULATION, type Affine, type Shown, type TableState } from './model.ts'

const text = normalizationText.table
const COLUMNS = Array.from({ length: FEATURES }, (_, k) => k)
const ROWS = Array.from({ length: EXAMPLES }, (_, i) => i)
/** What an arrow key adds to a feature: a tenth of its spread would be finer than one sees. */
const STEPS = POPULATION.map(({ std }) => (std < 1 ? 0.1 : std < 5 ? 1 : 5))

/** As many decimals as fit a narrow column. */
export const brief = (value: number): string =>
  decimal(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0)

interface Props {
  state: TableState
  shown: Shown
  onCell: (row: number, column: number, value: number) => void
  onAffine: (which: Affine, column: number, value: number) => void
}

/** Left what comes in, to be edited; right what goes out. Statistics stand below the columns that they are of. */
export function Tables({ state, shown, onCell, onAffine }: Props) {
  const { batch, y, out, changed } = shown
  const isTraining = state.mode === 'train'
  return (
    <div class="norm-tables">
      <table class="norm-table">
        <caption>{text.input}</caption>
        <Head />
        <tbody>
          {ROWS.map((row) => (
            <tr key={row} class={row < state.count ? '' : 'absent'}>
              <th scope="row" aria-label={text.example(String(row + 1))}>
                {row + 1}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} class={isEdited(state, row, column) ? 'edited' : ''}>
                  <Cell
                    name={text.cell(String(row + 1), String(column + 1))}
                    value={state.x[row]![column]!}
                    step={STEPS[column]!}
                    onValue={(value) => onCell(row, column, value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody class="norm-statistics">
          <Row name={text.mean} values={batch.mean} isUsed={isTraining} />
          <Row name={text.variance} values={batch.variance} isUsed={isTraining} />
          <Row name={text.runningMean} values={state.runningMean} isUsed={!isTraining} />
          <Row name={text.runningVar} values={state.runningVar} isUsed={!isTraining} />
        </tbody>
      </table>
      <table class="norm-table norm-out">
        <caption>{text.output}</caption>
        <Head />
        <tbody>
          {ROWS.map((row) => (
            <tr key={row} class={y?.[row] ? '' : 'absent'}>
              <th scope="row" aria-label={text.example(String(row + 1))}>
                {row + 1}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} class={changed?.[row]?.[column] ? 'changed' : ''}>
                  {y?.[row] ? brief(y[row][column]!) : text.absent}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tbody class="norm-statistics">
          <Row name={text.mean} values={out?.mean} />
          <Row name={text.variance} values={out?.variance} />
          <Editable name={text.gamma} which="gamma" state={state} onAffine={onAffine} />
          <Editable name={text.beta} which="beta" state={state} onAffine={onAffine} />
        </tbody>
      </table>
    </div>
  )
}

const isEdited = ({ edit }: TableState, row: number, column: number): boolean =>
  edit?.row === row && edit.column === column

function Head() {
  return (
    <thead>
      <tr>
        <td />
        {COLUMNS.map((column) => (
          <th key={column} scope="col" aria-label={text.feature(String(column + 1))}>
            <i>x</i>
            <sub>{column + 1}</sub>
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface RowProps {
  name: string
  values: readonly number[] | undefined
  /** Whether the layer normalizes with them at the moment. */
  isUsed?: boolean
}

function Row({ name, values, isUsed = false }: RowProps) {
  return (
    <tr class={isUsed ? 'used' : ''}>
      <th scope="row">{name}</th>
      {COLUMNS.map((column) => (
        <td key={column}>{values ? brief(values[column]!) : text.absent}</td>
      ))}
    </tr>
  )
}

interface EditableProps {
  name: string
  which: Affine
  state: TableState
  onAffine: Props['onAffine']
}

function Editable({ name, which, state, onAffine }: EditableProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {COLUMNS.map((column) => (
        <td key={column}>
          <Cell
            name={text.affine[which](String(column + 1))}
            value={Number(state[which][column]!.toFixed(2))}
            step={0.5}
            onValue={(value) => onAffine(which, column, value)}
          />
        </td>
      ))}
    </tr>
  )
}
