/** Numbers with the names of their sizes. A scalar is (1, 1), a vector one column. Row-major, float64. */
export interface Matrix {
  readonly rows: number
  readonly cols: number
  /** Sizes by name, as declared; `'1'` for a single row or column. */
  readonly dims: readonly [rows: string, cols: string]
  readonly data: Float64Array
}

export const scalar = (value: number): Matrix => ({
  rows: 1,
  cols: 1,
  dims: ['1', '1'],
  data: Float64Array.of(value),
})

export const isScalar = (m: Matrix): boolean => m.dims[0] === '1' && m.dims[1] === '1'
export const isColumn = (m: Matrix): boolean => m.dims[0] !== '1' && m.dims[1] === '1'
export const sameShape = (a: Matrix, b: Matrix): boolean => a.dims[0] === b.dims[0] && a.dims[1] === b.dims[1]

export const zeros = (rows: number, cols: number, dims: Matrix['dims']): Matrix => ({
  rows,
  cols,
  dims,
  data: new Float64Array(rows * cols),
})

export const mapEntries = (m: Matrix, f: (value: number, i: number) => number): Matrix => ({
  ...m,
  data: m.data.map((value, i) => f(value, i)),
})

export const transpose = (m: Matrix): Matrix => {
  const out = zeros(m.cols, m.rows, [m.dims[1], m.dims[0]])
  for (let i = 0; i < m.rows; i++)
    for (let j = 0; j < m.cols; j++) out.data[j * m.rows + i] = m.data[i * m.cols + j]!
  return out
}

/** Row by column; the caller has seen that the inner sizes agree. */
export const multiply = (a: Matrix, b: Matrix): Matrix => {
  const out = zeros(a.rows, b.cols, [a.dims[0], b.dims[1]])
  for (let i = 0; i < a.rows; i++)
    for (let k = 0; k < a.cols; k++)
      for (let j = 0; j < b.cols; j++)
        out.data[i * b.cols + j]! += a.data[i * a.cols + k]! * b.data[k * b.cols + j]!
  return out
}

/** The shape by name as people write it: `(n, d)`, a column `(n)`, a scalar `()`. */
export const shapeText = (dims: Matrix['dims']): string => {
  const [rows, cols] = dims
  if (cols !== '1') return `(${rows}, ${cols})`
  return rows === '1' ? '()' : `(${rows})`
}

/** Plain numbers: one, a list for a column, a list of rows. */
export const toNested = (m: Matrix): number | number[] | number[][] => {
  if (isScalar(m)) return m.data[0]!
  if (m.dims[1] === '1') return [...m.data]
  return Array.from({ length: m.rows }, (_, i) => Array.from(m.data.subarray(i * m.cols, (i + 1) * m.cols)))
}
