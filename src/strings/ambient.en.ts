/** What the editor says about the names that every cell has. */
export const AMBIENT_DOCS = {
  display: 'Shows a value below the cell, and returns it. The value of the last line is shown by itself.',
  table:
    'Rows as a table: an array of objects, a matrix or a tensor. Columns are the keys, or those that you name.',
  tex: 'A formula in TeX, with computed numbers in it; backslashes stand as they are.',
  progress: 'Says how far a long computation has come.',
  Plot: 'Observable Plot: dot, line, lineY, ruleY, rectY, barX, text and more; drawn by the page from the numbers you give.',
} as const
