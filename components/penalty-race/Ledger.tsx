interface Props {
  head: readonly string[]
  /** Name of the lane, then its values. */
  rows: readonly (readonly string[])[]
}

/** The numbers of a comparison: a lane a row. */
export function Ledger({ head, rows }: Props) {
  return (
    <table class="race-ledger dropout-ledger penalty-ledger">
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, i) => (
              <td key={i}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
