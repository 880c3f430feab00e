// The micro-kernels of the matrix product, written out: `rows` × 4 · `vectors` sums in registers, every number of A used
// for all columns and every number of B for all rows. AssemblyScript cannot unroll over variables, so this does.
const range = (n) => Array.from({ length: n }, (_, i) => i)

const PARAMETERS =
  'K0: i32, K1: i32, K2: i32, a: usize, aRow: usize, aStep: usize, aNext: usize, aOver: usize, ' +
  'b: usize, bStep: usize, bNext: usize, bOver: usize, c: usize, cRow: usize, bias: usize, mode: i32'
const ARGUMENTS = PARAMETERS.replaceAll(/: (?:i32|usize)/g, '')

function tile(rows, vectors) {
  const [I, J] = [range(rows), range(vectors)]
  const each = (line) => I.flatMap((i) => J.map((j) => line(i, j))).join('; ')
  const advance = (by) => I.map((i) => `a${i} += ${by}`).join('; ')
  return `
function tile${rows}x${4 * vectors}(${PARAMETERS}): void {
  ${each((i, j) => `let c${i}${j} = f32x4.splat(0)`)}
  let a0 = a; ${I.slice(1)
    .map((i) => `let a${i} = a${i - 1} + aRow`)
    .join('; ')}
  do {
    let k1 = K1
    do {
      let k2 = K2
      do {
        ${J.map((j) => `const b${j} = v128.load(b, ${16 * j})`).join('; ')}
        ${I.map((i) => `const t${i} = v128.load32_splat(a${i}); ${J.map((j) => `c${i}${j} = madd(t${i}, b${j}, c${i}${j})`).join('; ')}`).join('\n        ')}
        ${advance('aStep')}; b += bStep
      } while (--k2)
      ${advance('aNext')}; b += bNext
    } while (--k1)
    ${advance('aOver')}; b += bOver
  } while (--K0)
  if (mode) {
    ${I.map((i) => J.map((j) => `v128.store(c, f32x4.add(v128.load(c, ${16 * j}), c${i}${j}), ${16 * j})`).join('; ')).join('; c += cRow\n    ')}
  } else {
    if (bias) { ${each((i, j) => `c${i}${j} = f32x4.add(c${i}${j}, v128.load(bias, ${16 * j}))`)} }
    ${I.map((i) => J.map((j) => `v128.store(c, c${i}${j}, ${16 * j})`).join('; ')).join('; c += cRow\n    ')}
  }
}`
}

/** AssemblyScript: tiles of 1 … `tall` rows and 4 or 8 columns, and `tile` that chooses. */
export function tiles(tall) {
  const sizes = range(tall).map((i) => i + 1)
  const choose = (vectors) =>
    sizes.map((rows) => `if (rows == ${rows}) tile${rows}x${4 * vectors}(${ARGUMENTS})`).join('\n    else ')
  return `import { madd } from './simd.as'
${sizes.flatMap((rows) => [tile(rows, 1), tile(rows, 2)]).join('\n')}

export function tile(rows: i32, wide: bool, ${PARAMETERS}): void {
  if (wide) {
    ${choose(2)}
  } else {
    ${choose(1)}
  }
}
`
}
