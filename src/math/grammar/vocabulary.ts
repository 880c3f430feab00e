/** Greek letters in the order of their code points from α; the final sigma is read as sigma. */
const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega'.split(
    ' ',
  )
const CAPITALS = new Set('Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega'.split(' '))

export const isGreek = (name: string): boolean => GREEK.includes(name) || CAPITALS.has(name)

/** The name of a Greek letter, or nothing. Capitals that look Latin have no name of their own. */
export const greekName = (char: string): string | undefined => {
  const code = char.codePointAt(0)!
  if (code === 0x3f5) return 'epsilon'
  if (code === 0x3d5) return 'phi'
  if (code === 0x3d1) return 'theta'
  if (code >= 0x3b1 && code <= 0x3c9) return GREEK[code - 0x3b1]
  if (code < 0x391 || code > 0x3a9) return undefined
  const name = GREEK[code - 0x391]!
  const capital = name[0]!.toUpperCase() + name.slice(1)
  return CAPITALS.has(capital) ? capital : undefined
}

/** Functions anyone may type, with the least and the greatest number of arguments. */
const UNARY = 'sigma tanh exp log sqrt relu sin cos softmax softplus sign diag sum mean tr eye'.split(' ')
const ARITY: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(UNARY.map((name) => [name, [1, 1] as const])),
  dot: [2, 2],
  max: [1, 8],
  min: [1, 8],
  ones: [1, 2],
}

const SPELLINGS: Readonly<Record<string, string>> = {
  sigmoid: 'sigma',
  logistic: 'sigma',
  ln: 'log',
  ReLU: 'relu',
  trace: 'tr',
  sgn: 'sign',
}

/** The function's one name: `sigmoid`, `logistic` and `σ` are all `sigma`. */
export const functionName = (word: string): string | undefined => {
  const name = Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word]! : word
  return Object.hasOwn(ARITY, name) ? name : undefined
}
export const arity = (name: string): readonly [number, number] => ARITY[name]!
export const FUNCTION_WORDS: readonly string[] = [...Object.keys(ARITY), ...Object.keys(SPELLINGS)]

/** Functions that act on each entry and can be primed. */
export const ELEMENTWISE: ReadonlySet<string> = new Set(
  'sigma tanh exp log sqrt relu sin cos softplus sign'.split(' '),
)

/** Words with a grammar of their own. */
export const WORDS: ReadonlySet<string> = new Set(
  'sum prod abs norm transpose partial nabla frac cdot times odot circ top left right hat bar pi e'.split(
    ' ',
  ),
)
