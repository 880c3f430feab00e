/** A mathematical symbol in the figures, set as the formulas of the text set it: w₁. */
export function Symbol({ name, index }: { name: string; index?: number | string }) {
  return (
    <span class="symbol">
      <i>{name}</i>
      {index !== undefined && <sub>{index}</sub>}
    </span>
  )
}
