interface Props {
  /** What the rows are, then the names of the columns. */
  head: readonly string[]
  /** Name of the row, then its values. */
  rows: readonly (readonly string[])[]
  /** Further classes. */
  kind?: string
}

/** The numbers of a comparison. */
export const Ledger = ({ head, rows, kind }: Props) => (
  <table class={kind === undefined ? 'race-ledger' : `race-ledger ${kind}`}>
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
