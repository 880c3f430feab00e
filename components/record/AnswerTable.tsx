import { recordText } from '../../src/strings/record.en.ts'
import { ui } from '../../src/strings/index.ts'
import type { AnswerRow } from './summary.ts'

export const dateText = (time: number): string =>
  new Date(time).toLocaleDateString(ui.language, { day: 'numeric', month: 'short', year: 'numeric' })

/** Every answer as a table to read, to print and to hand in. */
export function AnswerTable({ rows, student }: { rows: readonly AnswerRow[]; student: string }) {
  if (rows.length === 0) return null
  return (
    <div class="record-answers">
      <h2 id="record-answers-head">{recordText.answers}</h2>
      <p class="record-print">
        <button type="button" class="button" onClick={() => print()}>
          {recordText.print}
        </button>{' '}
        <span class="soft">{recordText.printAbout}</span>
      </p>
      <p class="record-name" aria-hidden="true">
        {recordText.name(student.trim())}
      </p>
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="record-answers-head">
        <table>
          <thead>
            <tr>
              <th scope="col">{recordText.exercise}</th>
              <th scope="col">{recordText.answer}</th>
              <th scope="col">{recordText.result}</th>
              <th scope="col">{recordText.tries}</th>
              <th scope="col">{recordText.date}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.exercise} ${row.variant}`}>
                <th scope="row">
                  {row.title} <span class="soft">({ui.exercise.variant(row.variant)})</span>
                </th>
                <td>
                  <code>{row.answer}</code>
                </td>
                <td>{recordText.results[row.progress]}</td>
                <td>{row.tries}</td>
                <td>{dateText(row.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
