import { describe, expect, test } from 'vitest'
import { declare, equivalent, type Equivalence } from '../../src/math/index.ts'
import { chain, deltas, read, softmax } from './symbols.ts'

const d = declare({
  'x, y, z': 'real',
  p: 'positive',
  q: 'unit',
  'n, k': 'integer',
  s: { domain: [2, 3] },
  f: { args: ['t'] },
  g: { args: ['t'] },
  h: { args: ['t'], is: 't^3 + 2t' },
  'u, v': { shape: '(m)' },
  A: { shape: '(m, l)' },
})
const compare = (a: string, b: string, declarations = d): Equivalence =>
  equivalent(read(a, declarations), read(b, declarations), declarations)

describe('equal', () => {
  test.each([
    ['tanh(z)', '2σ(2z) − 1'],
    ['sqrt(x^2)', '|x|'],
    ['sqrt(p^2)', 'p'],
    ['log(q^2)', '2 log q'],
    ["σ'(z)", 'σ(z)(1 − σ(z))'],
    ["σ''(z)", "σ'(z)(1 − 2σ(z))"],
    ["tanh'(z)", '1 − tanh²(z)'],
    ["relu'(x)", '[x > 0]'],
    ["softplus'(x)", 'σ(x)'],
    ['d/dx sin(x²)', '2x cos(x²)'],
    ['sin²(x) + cos²(x)', '1'],
    ["h'(x)", '3x² + 2'],
    ['d/dx f(g(x))', "f'(g(x)) g'(x)"],
    ['d/dx (f(x) g(x))', "f'(x) g(x) + f(x) g'(x)"],
    ['(x + 1)^2 − x^2 − 2x − 1', '0'],
    ['x − x', '0'],
    ['e^(x+y)', 'e^x e^y'],
    ['p^x', 'exp(x ln p)'],
    ['max(x, y)', '(x + y + |x − y|)/2'],
    ['sum_{i=1}^{5} i^2', '55'],
    ['x^(-2)', '1/x²'],
    ['u^T v', 'u · v'],
    ['sum_i u_i v_i', 'dot(u, v)'],
    ['||u||²', 'u^T u'],
    ['tr(A A^T)', 'sum(A ⊙ A)'],
    ['diag(u) v', 'u ⊙ v'],
    ['1^T u', 'sum(u)'],
    ['A 1_l', 'A ones(l)'],
    ['I_m A', 'A'],
    ['(A A^T)_{12}', 'sum_{j=1}^{l} A_{1j} A_{2j}'],
    ['mean(u)', '1/m sum_i u_i'],
    ['softmax_1(u)', 'e^{u_1} / sum_i e^{u_i}'],
    ['s/(s - 1)', '1/(1 - 1/s)'],
  ])('%s = %s', (a, b) => {
    expect(compare(a, b).kind).toBe('equal')
  })
})

describe('near misses', () => {
  test.each([
    ['sqrt(x^2)', 'x'],
    ['|x|', 'x'],
    ['log(x^2)', '2 log x'],
    ['sqrt(x)^2', 'x'],
    ['x^2', 'x^2 + 1e-6 |x|'],
    ['tanh(z)', '2σ(2z) − 1.000001'],
    ['tanh(x)', 'x'],
    ['sin(x)', 'x − x³/6 + x⁵/120'],
    ['n(n−1)(n−2)(n−3)(n+1)(n+2)(n+3)', '0'],
    ['(n−4)(n−5)(n−6)k', '0'],
    ['relu(x)', 'x'],
    ['relu(x − 3)', '0'],
    ['x/|x|', '1'],
    ['max(x, 0)', 'max(x, -0.001)'],
    ["f'(x)", "g'(x)"],
    ["f'(g(x))", "f'(g(x)) g'(x)"],
    ['p', 'p + 1e-7'],
    ['(x+y)^2', 'x^2 + y^2'],
    ['x^2', '2^x'],
    ['s', '1/(1/s) + 1e-8'],
  ])('%s is not %s', (a, b) => {
    expect(compare(a, b).kind).toBe('counterexample')
  })

  test('equal for positive x only: the counter-example is negative', () => {
    const found = compare('sqrt(x^2)', 'x')
    if (found.kind !== 'counterexample') throw new Error(found.kind)
    const [{ name, value } = { name: '', value: 0 }] = found.bindings
    expect(name).toBe('x')
    expect(value).toBeLessThan(0)
    expect(found.left).toBe(-(value as number))
    expect(found.right).toBe(value)
  })

  test('a polynomial through the first eight points is not taken for zero', () => {
    const zero = equivalent(read('x', d), read('x', d), d)
    expect(zero.kind).toBe('equal')
    const roots: number[] = []
    for (let seen = 0; seen < 8; seen++) {
      const factors = ['x^2 + 1', ...roots.map((root) => `(x - ${root})`)]
        .map((factor) => `(${factor})`)
        .join('')
      const found = compare(factors, '0')
      if (found.kind !== 'counterexample') throw new Error(`zero after ${seen} roots`)
      roots.push(found.bindings[0]!.value as number)
    }
    expect(new Set(roots).size).toBe(8)
    expect(compare(roots.map((root) => `(x - (${root}))`).join(''), '0').kind).toBe('counterexample')
  })

  test('the points and the answer depend on the seed alone', () => {
    const at = (seed: number): Equivalence => equivalent(read('x y', d), read('x', d), d, { seed })
    expect(at(3)).toEqual(at(3))
    expect(at(3)).not.toEqual(at(4))
  })

  test('rounding does not make a difference, and blow-ups do not hide one', () => {
    expect(compare('(x + 1e6) − 1e6', 'x').kind).toBe('equal')
    expect(compare('1/(1/x + 1e7) ', '0').kind).not.toBe('equal')
    expect(compare('1/(1/x + 1e4) ', '0').kind).toBe('counterexample')
    expect(compare('(p + 1e15) − 1e15', '2p').kind).toBe('notComparable')
  })
})

describe('not comparable', () => {
  const reason = (a: string, b: string, declarations = d) => {
    const found = compare(a, b, declarations)
    if (found.kind !== 'notComparable') throw new Error(found.kind)
    return found.reason
  }

  test('a product that does not conform is explained with the declared sizes', () => {
    expect(reason('X(P − Y)/n', '∂L/∂W', softmax)).toEqual({
      id: 'math.shape.product',
      params: {
        left: 'X',
        leftShape: '(n, d)',
        right: 'P - Y',
        rightShape: '(n, c)',
        leftInner: 'd',
        rightInner: 'n',
      },
    })
  })

  test('the transpose of the right answer has the other shape', () => {
    expect(reason('(P − Y)^T X/n', '∂L/∂W', softmax)).toMatchObject({
      id: 'math.shape.sides',
      params: { leftShape: '(c, d)', rightShape: '(d, c)' },
    })
  })

  test.each([
    ['u v', 'productSame'],
    ['A + u', 'sum'],
    ['A^2', 'power'],
    ['A ⊙ A^T', 'sum'],
    ['tr(A)', 'square'],
    ['ones(x)', 'size'],
  ])('%s', (a, id) => {
    expect(reason(a, 'x').id).toBe(`math.shape.${id}`)
  })

  test('an index on the wrong axis is explained with the sizes', () => {
    expect(reason('w_jk', 'w_kj', deltas)).toEqual({
      id: 'math.shape.index',
      params: { name: 'j', range: 'h', of: 'w', size: 'm' },
    })
  })

  test('nothing runs for long', () => {
    const before = performance.now()
    const nested = 'sum_{a=1}^{999} sum_{b=1}^{999} sum_{c=1}^{999} a b c'
    expect(reason(nested, '1').id).toBe('math.tooMuchWork')
    expect(reason('sum_{a=1}^{1e9} a', '1').id).toBe('math.tooMuchWork')
    expect(performance.now() - before).toBeLessThan(3000)
  })

  test('undefined everywhere', () => {
    expect(reason('log(−p)', 'sqrt(−p)').id).toBe('math.nowhereDefined')
  })
})

describe('derivatives of definitions', () => {
  test.each([
    ['∂E/∂a_2', 'a_2 − T'],
    ['∂E/∂z_2', '(a_2 − T) a_2 (1 − a_2)'],
    ['dE/dw_1', '(a_2 − T) a_2 (1 − a_2) w_2 a_1 (1 − a_1) x'],
    ['dE/dT', 'T − a_2'],
    ['d/dw_1 dE/dw_1', 'd/dw_1 (x dE/dz_1)'],
    ['dz_1/dw_2', '0'],
    ['dE/dE', '1'],
  ])('%s = %s', (a, b) => {
    expect(compare(a, b, chain).kind).toBe('equal')
  })

  test('an intermediate symbol is an independent variable: the graph is cut there', () => {
    const paths = declare({ x: 'real', y: { is: 'x^2' }, f: { is: 'x y' } })
    expect(compare('∂f/∂y', 'x', paths).kind).toBe('equal')
    expect(compare('df/dx', '3x^2', paths).kind).toBe('equal')
    expect(compare('∂f/∂x', '3x^2', paths).kind).toBe('equal')
  })

  test('∂ can mean the direct derivative alone, if the author says so', () => {
    const paths = declare({ x: 'real', y: { is: 'x^2' }, f: { is: 'x y' } }, { partial: 'direct' })
    expect(compare('∂f/∂x', 'y', paths).kind).toBe('equal')
    expect(compare('df/dx', '∂f/∂x + ∂f/∂y dy/dx', paths).kind).toBe('equal')
    expect(compare('df/dx', 'y', paths).kind).toBe('counterexample')
  })

  test.each([
    ['δ_k', "(y_k − t_k) σ'(u_k)"],
    ['δ_k', '−(t_k − y_k) y_k (1 − y_k)'],
    ['∂E/∂z_j', "sum_k δ_k w_kj σ'(z_j)"],
    ['∂E/∂w_kj', 'δ_k a_j'],
    ['∂E/∂w', 'δ a^T'],
    ['∂E/∂a', 'w^T δ'],
    ['∂E/∂z', "w^T δ ⊙ σ'(z)"],
    ['∂a/∂z', "diag(σ'(z))"],
    ['∂E/∂a', '(∂u/∂a)^T ∂E/∂u'],
  ])('%s = %s', (a, b) => {
    expect(compare(a, b, deltas).kind).toBe('equal')
  })

  test.each([
    ['∂L/∂W', 'X^T (P − Y)/n'],
    ['∂L/∂X', '(P − Y) W^T/n'],
    ['∂L/∂Z_ir', '(P_ir − Y_ir)/n'],
    ['∂L/∂W', 'X^T ∂L/∂Z'],
  ])('%s = %s', (a, b) => {
    expect(compare(a, b, softmax).kind).toBe('equal')
  })

  test('P − Y needs rows of Y that sum to 1', () => {
    const loose = declare({
      X: { shape: '(n, d)' },
      W: { shape: '(d, c)' },
      Y: { shape: '(n, c)', domain: 'unit' },
      P: { is: 'softmax(X W)' },
      L: { is: '-sum(Y ⊙ log(P))/n' },
    })
    expect(compare('∂L/∂W', 'X^T (P − Y)/n', loose).kind).toBe('counterexample')
  })

  test('the gradient of a bias that is added to every row sums over the rows', () => {
    const bias = declare({
      X: { shape: '(n, d)' },
      W: { shape: '(d, c)' },
      b: { shape: '(c)' },
      Z: { is: 'X W + b' },
      S: { is: 'sum(Z ⊙ Z)/2' },
    })
    expect(compare('∂S/∂b', 'Z^T 1_n', bias).kind).toBe('equal')
    expect(compare('∂S/∂b', 'n b', bias).kind).toBe('counterexample')
  })
})
