/** A mathematical symbol in the figures, set as the formulas of the text set it: w₁. Formulas linked to the figure light it. */
export function Symbol({ name, index }: { name: string; index?: number | string }) {
  return (
    <span class="symbol" data-symbol={index === undefined ? name : `${name}_${index}`}>
      <i>{name}</i>
      {index !== undefined && <sub>{index}</sub>}
    </span>
  )
}
