import { recordText } from '../../src/strings/record.en.ts'
import type { MistakeRow, UnitRow } from './summary.ts'

interface Props {
  units: readonly UnitRow[]
  mistakes: readonly MistakeRow[]
}

export function SummaryTables({ units, mistakes }: Props) {
  const lessons = units.flatMap((unit) => unit.lessons)
  if (lessons.length === 0) return <p>{recordText.empty}</p>
  const done = lessons.reduce((sum, row) => sum + row.done, 0)
  const tried = lessons.reduce((sum, row) => sum + row.tried, 0)
  return (
    <>
      <p>{recordText.summary(done, tried)}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{recordText.lesson}</th>
            <th scope="col">{recordText.done}</th>
            <th scope="col">{recordText.tried}</th>
          </tr>
        </thead>
        {units.map((unit) => (
          <tbody key={unit.unit}>
            <tr class="record-unit">
              <th scope="rowgroup">{unit.title}</th>
              <td>{recordText.of(unit.done, unit.total)}</td>
              <td />
            </tr>
            {unit.lessons.map((row) => (
              <tr key={row.lesson}>
                <th scope="row">
                  <a href={row.place}>{row.title}</a>
                </th>
                <td>{recordText.of(row.done, row.total)}</td>
                <td>{row.tried}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {mistakes.length > 0 && (
        <>
          <h2>{recordText.mistakes}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{recordText.exercise}</th>
                <th scope="col">{recordText.mistake}</th>
                <th scope="col">{recordText.times}</th>
              </tr>
            </thead>
            <tbody>
              {mistakes.map(({ exercise, title, tag, times }) => (
                <tr key={`${exercise} ${tag}`}>
                  <th scope="row">{title}</th>
                  <td>
                    <code>{tag}</code>
                  </td>
                  <td>{times}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  )
}
