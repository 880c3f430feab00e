/** A data set of pictures: their pixels one after the other, and what they show. */
interface Pictures {
  readonly features: ArrayLike<number>
  readonly target: ArrayLike<number>
  readonly numFeatures: number
}

/** Examples in a line of the text. */
const LINE = 8

/** The cell that holds the digits: `pixelsOf(n)`, between 0 and 1, and `labels`. */
export function digitsCell({ features, target, numFeatures }: Pictures): string {
  const pixels = Array.from(features, (value) => value.toString(17)).join('')
  const lines = pixels.match(new RegExp(`.{1,${LINE * numFeatures}}`, 'g')) ?? []
  // A cell holds 100,000 signs; half of the pixels are paper, and stand together.
  const shorter = lines.map((line) => line.replaceAll(/0{2,20}/g, ({ length }) => (length + 15).toString(36)))
  return `// ${target.length} digits of ${numFeatures} pixels, a sign each: 0 is paper, g (16) is ink. h stands for 00, i for 000, and so on.
const pixels = \`
${shorter.join('\n')}
\`.replaceAll('\\n', '').replaceAll(/[h-z]/g, (sign) => '0'.repeat(parseInt(sign, 36) - 15))
const pixelsOf = (n: number) =>
  Array.from(pixels.slice(${numFeatures} * n, ${numFeatures} * (n + 1)), (sign) => parseInt(sign, 17) / 16)
const labels = Array.from('${Array.from(target).join('')}', Number)
console.log(labels.length, 'digits')`
}

/** The cell that holds a photograph: `photo[row][column]`, from 0 (black) to 255 (white). */
export function photoCell(
  { height, width, values }: { height: number; width: number; values: ArrayLike<number> },
  credit: string,
): string {
  const line = (row: number) =>
    Array.from({ length: width }, (_, column) =>
      values[row * width + column]!.toString(16).padStart(2, '0'),
    ).join('')
  return `// ${credit}. A line is a row of ${width} pixels, two signs each.
const photo = \`
${Array.from({ length: height }, (_, row) => line(row)).join('\n')}
\`.trim().split('\\n').map((line) => Array.from({ length: ${width} }, (_, column) => parseInt(line.slice(2 * column, 2 * column + 2), 16)))
console.log(photo.length, 'rows of', photo[0].length, 'pixels')`
}

/** The cell that holds the petals of all irises: `irises`, rows of length and width in centimeters, and the species. */
export const irisesCell = (flowers: readonly (readonly number[])[]): string =>
  `// ${flowers.length} irises: petal length and width in centimeters; 0 setosa, 1 versicolor, 2 virginica.
const irises = \`
${Array.from({ length: Math.ceil(flowers.length / LINE) }, (_, i) =>
  flowers
    .slice(LINE * i, LINE * (i + 1))
    .map((flower) => flower.join(' '))
    .join(', '),
).join(',\n')}
\`.trim().split(',').map((flower) => flower.trim().split(' ').map(Number))
console.log(irises.length, 'irises')`
