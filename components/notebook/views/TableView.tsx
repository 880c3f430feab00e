import type { Item, Shown } from '../../../src/notebook/protocol/shown.ts'
import { digitText } from '../../../src/notebook/exchange/plain-text.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'
import { PlainText } from './PlainText.tsx'
import { ValueView } from './ValueView.tsx'

export function TableView({ table }: { table: Extract<Item, { kind: 'table' }> }) {
  return (
    <>
      <div class="tensor-scroll">
        <table class="data-table">
          <thead>
            <tr>
              <td />
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([label, ...cells], i) => (
              <tr key={i}>
                <th scope="row">{label && <CellText shown={label} />}</th>
                {cells.map((cell, j) => (
                  <td key={j} class={cell.t === 'atom' && cell.type === 'number' ? 'number' : ''}>
                    <CellText shown={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.more > 0 && <em class="cut">… {text.rows(table.more)}</em>}
    </>
  )
}

/** Numbers with six figures, so that they can be compared; a value by itself is shown with every digit. */
function CellText({ shown }: { shown: Shown }) {
  if (shown.t === 'text') return <PlainText {...shown} />
  if (shown.t === 'atom' && shown.type === 'number') return <>{digitText(Number(shown.text))}</>
  return <ValueView shown={shown} />
}
