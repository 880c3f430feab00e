import { describe, expect, test } from 'vitest'
import { outputOf, runNotebook, shownBy } from './run.ts'

const printed = async (code: string) =>
  (await outputOf(code)).output.map((item) =>
    item.kind === 'log'
      ? item.parts.map((part) => ('text' in part ? part.text : part.t)).join(' ')
      : item.kind,
  )

describe('values', () => {
  test.each([
    ['1 / 3', 'number', '0.3333333333333333'],
    ['-0', 'number', '-0'],
    ['0 / 0', 'number', 'NaN'],
    ['true', 'boolean', 'true'],
    ['null', 'nothing', 'null'],
    ['10n ** 20n', 'bigint', '100000000000000000000n'],
    ["Symbol('s')", 'symbol', 'Symbol(s)'],
    ['/a+/g', 'regexp', '/a+/g'],
    ['new Date(0)', 'date', '1970-01-01T00:00:00.000Z'],
    ['new Date(NaN)', 'date', 'Invalid Date'],
  ])('%s', async (code, type, text) => expect(await shownBy(code)).toEqual({ t: 'atom', type, text }))

  test('a tensor keeps its shape, dtype and every digit', async () => {
    expect(
      await shownBy("import { tensor } from 'chainrule'\ntensor([[1, -0], [0.1 + 0.2, 1 / 0]])"),
    ).toEqual({
      t: 'tensor',
      shape: [2, 2],
      dtype: 'float64',
      name: '',
      requiresGrad: false,
      values: [1, '-0', 0.30000000000000004, 'Infinity'],
      more: 0,
    })
  })

  test('a large tensor is cut and says its range', async () => {
    const shown = await shownBy("import { arange } from 'chainrule'\narange(5000)")
    expect(shown).toMatchObject({ t: 'tensor', shape: [5000], more: 5000 - 1024, range: [0, 4999] })
  })

  test('a model shows its layers and counts its parameters', async () => {
    const shown = await shownBy(`
      import { Linear, Module } from 'chainrule'
      class Net extends Module { hidden = new Linear(2, 3); blocks = [new Linear(3, 1)]; forward(x) { return x } }
      new Net()`)
    expect(shown).toMatchObject({ t: 'model', name: 'Net', total: 2 * 3 + 3 + 3 + 1 })
    if (shown.t !== 'model') throw new Error(shown.t)
    expect(shown.modules.map(({ path, type }) => [path, type])).toEqual([
      ['', 'Net'],
      ['hidden', 'Linear'],
      ['blocks.0', 'Linear'],
    ])
  })

  test('cyclic, deep and long things are cut where they are', async () => {
    const cyclic = await shownBy('const o = { name: "o" }; o.self = o; o')
    expect(cyclic).toMatchObject({
      t: 'record',
      entries: [
        ['name', {}],
        ['self', { t: 'hidden', why: 'cycle' }],
      ],
    })
    const deep = await shownBy('let d = {}; for (let i = 0; i < 1e5; i++) d = { d }; d')
    expect(JSON.stringify(deep)).toContain('"depth"')
    const long = await shownBy('Array.from({ length: 1e6 }, (_, i) => i)')
    expect(long).toMatchObject({ t: 'list', size: 1e6, more: 1e6 - 100 })
    const wide = await shownBy(
      'Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ({ a: 1 })))',
    )
    expect(JSON.stringify(wide).length).toBeLessThan(200_000)
  })

  test('the same object twice, not within itself, is shown twice', async () => {
    expect(JSON.stringify(await shownBy('const a = { x: 1 }; [a, a]'))).not.toContain('cycle')
  })

  test('getters are not called, Proxies that throw are not read', async () => {
    expect(await shownBy('({ get loop() { for (;;); } })')).toMatchObject({
      entries: [['loop', { t: 'hidden', why: 'getter' }]],
    })
    const proxy = 'new Proxy({}, { ownKeys() { throw new Error("no") } })'
    expect(await shownBy(proxy)).toMatchObject({ t: 'hidden', why: 'unreadable' })
  })

  test('classes, maps, sets, typed arrays and errors by name', async () => {
    expect(await shownBy('class Point { x = 1 }; new Point()')).toMatchObject({ t: 'record', name: 'Point' })
    expect(await shownBy("new Map([['a', 1]])")).toMatchObject({
      t: 'record',
      name: 'Map',
      entries: [['a', { text: '1' }]],
    })
    expect(await shownBy('new Set([1, 2])')).toMatchObject({ t: 'list', name: 'Set', size: 2 })
    expect(await shownBy('new Float32Array([1.5])')).toMatchObject({
      t: 'list',
      name: 'Float32Array',
      items: [{ text: '1.5' }],
    })
    expect(await shownBy("new TypeError('bad')")).toEqual({ t: 'error', name: 'TypeError', message: 'bad' })
    expect(await shownBy('class A {}; A')).toEqual({ t: 'function', name: 'A', isClass: true })
  })

  test('a cell that breaks the built-in objects still shows its value', async () => {
    const broken =
      'Array.prototype.map = () => { throw 1 }; Object.prototype.toJSON = () => "forged"; ({ a: [1, 2] })'
    expect(await shownBy(broken)).toMatchObject({ t: 'record', entries: [['a', { t: 'list', size: 2 }]] })
  })
})

describe('output', () => {
  test('console prints below the cell that runs, in order with shown values', async () => {
    const outcomes = await runNotebook({
      a: "const say = (x) => console.log('said', x)\nsay(1)",
      b: 'display(2)\nsay(3)\n4',
    })
    expect(outcomes.get('a')!.output).toMatchObject([
      { kind: 'log', parts: [{ text: 'said' }, { text: '1' }] },
    ])
    expect(outcomes.get('b')!.output.map(({ kind }) => kind)).toEqual(['value', 'log', 'value'])
  })

  test('tables, formulas, figures', async () => {
    const { output } = await outputOf(
      'display(table([{ a: 1, b: 2 }, { a: 3 }]))\ndisplay(tex`\\frac{${1}}{2}`)\nPlot.plot({ y: { label: "loss" }, marks: [Plot.lineY([3, 1, 2], { stroke: "red" })] })',
    )
    expect(output).toMatchObject([
      { kind: 'table', columns: ['a', 'b'], more: 0 },
      { kind: 'tex', tex: '\\frac{1}{2}' },
      {
        kind: 'plot',
        plot: {
          options: { y: { label: 'loss' } },
          marks: [{ mark: 'lineY', channels: { data: { values: [3, 1, 2] } } }],
        },
      },
    ])
  })

  test('a figure reads fields, functions and columns, and nothing that could be markup', async () => {
    const { output } = await outputOf(`
      const rows = [{ x: 1, loss: 0.5, kind: 'a' }, { x: 2, loss: NaN, kind: 'b' }]
      Plot.dot(rows, { x: 'x', y: (d) => d.loss * 2, fill: 'kind', stroke: 'black', href: 'x', style: 'y', className: 'z' }).plot({ style: 'no' })`)
    expect(output).toEqual([
      {
        kind: 'plot',
        plot: {
          options: {},
          marks: [
            {
              mark: 'dot',
              length: 2,
              channels: {
                x: { label: 'x', values: [1, 2] },
                y: { label: '', values: [1, 'NaN'] },
                fill: { label: 'kind', values: ['a', 'b'] },
              },
              options: { stroke: 'black' },
            },
          ],
        },
      },
    ])
  })

  test('10⁶ lines are cut to 200, a long line to 2,000 characters, and the count is kept', async () => {
    const { output } = await outputOf('for (let i = 0; i < 1e6; i++) console.log(i)')
    expect(output).toHaveLength(200)
    const [line] = (await outputOf("console.log('x'.repeat(1e6))")).output
    expect(line).toMatchObject({ kind: 'log', parts: [{ text: 'x'.repeat(2000), more: 1e6 - 2000 }] })
    const much = await outputOf("for (let i = 0; i < 150; i++) console.log('y'.repeat(1900))")
    expect(JSON.stringify(much.output).length).toBeLessThan(70_000)
  })

  test('what nobody awaited is reported and does not end the notebook', async () => {
    const outcomes = await runNotebook({
      a: 'const a = 1\nsetTimeout(() => { throw new Error("late") }, 0)\nPromise.reject(new Error("alone"))\nawait new Promise((done) => setTimeout(done, 30))',
      b: 'a + 1',
    })
    const text = JSON.stringify(outcomes.get('a')!.output)
    expect(text).toContain('late')
    expect(text).toContain('alone')
    expect(outcomes.get('b')!.output).toMatchObject([{ value: { text: '2' } }])
  })

  test('assert, count, dir and table of the console', async () => {
    expect(
      await printed(
        "console.assert(1 > 2, 'math'); console.count(); console.count(); console.dir(5); console.table([1])",
      ),
    ).toEqual(['Assertion failed math', 'default: 1', 'default: 2', '5', 'table'])
  })
})

describe('errors', () => {
  test('name the line of the cell, through types and other cells', async () => {
    const outcomes = await runNotebook({
      helper:
        'interface A {\n  x: number\n}\nfunction fail(a: A): never {\n  throw new RangeError(`no ${a.x}`)\n}',
      user: '\n\nfail({ x: 1 })',
    })
    expect(outcomes.get('user')!.error).toEqual({
      name: 'RangeError',
      message: 'no 1',
      trace: [
        { cell: 'helper', line: 5 },
        { cell: 'user', line: 3 },
      ],
    })
  })

  test('of the engine keep their message and point at the cell', async () => {
    const { error } = await outputOf(
      "import { matmul, ones } from 'chainrule'\n\nmatmul(ones([2, 3]), ones([2, 3]))",
    )
    expect(error).toMatchObject({ name: 'ShapeError', trace: [{ cell: 'only', line: 3 }] })
    expect(error!.message).toContain('matmul')
  })

  test('after an error the cells that need it are skipped, the others run', async () => {
    const outcomes = await runNotebook({ a: 'const a = nothing()', b: 'a', c: 'b_ = 1; 7', d: '8' })
    expect(outcomes.get('b')).toEqual({ output: [], skippedBy: 'a' })
    expect(outcomes.get('c')!.error?.name).toBe('ReferenceError')
    expect(outcomes.get('d')!.output).toHaveLength(1)
  })

  test.each([
    ['throw 5', { name: 'Thrown', message: '5' }],
    ['throw { message: "m" }', { name: 'Thrown' }],
    ['await Promise.reject(new TypeError("later"))', { name: 'TypeError', message: 'later' }],
    ['function f() { return f() }\nf()', { name: 'RangeError' }],
    ['class Mine extends Error { name = "Mine" }\nthrow new Mine("own")', { name: 'Mine', message: 'own' }],
    [
      'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { throw 1 } }); throw e',
      { name: 'Error' },
    ],
  ])('%s', async (code, error) => expect((await outputOf(code)).error).toMatchObject(error))
})

describe('streams', () => {
  test('dependents see every value that is handed on, and end with the last', async () => {
    const outcomes = await runNotebook({
      train:
        'async function* steps() {\n  for (let i = 1; i <= 5; i++) {\n    await new Promise((d) => setTimeout(d, 60))\n    yield i * i\n  }\n}\nconst loss = steps()',
      seen: 'const double = loss * 2\ndouble',
      below: 'double + 1',
      apart: '"apart"',
    })
    expect(outcomes.get('seen')!.output).toMatchObject([{ value: { text: '50' } }])
    expect(outcomes.get('below')!.output).toMatchObject([{ value: { text: '51' } }])
    expect(outcomes.get('apart')!.output).toMatchObject([{ value: { text: 'apart' } }])
  })

  test('a generator as the last expression shows its newest value in one place', async () => {
    const { output } = await outputOf(
      'function* f() { for (let i = 0; i < 1000; i++) yield i }\nconsole.log("before")\nf()',
    )
    expect(output).toMatchObject([{ kind: 'log' }, { kind: 'value', value: { text: '999' } }])
  })

  test('a stream below a stream runs to its end with the last value', async () => {
    const outcomes = await runNotebook({
      outer: 'const n = (function* () { yield 2; yield 3 })()',
      inner: 'const m = (function* () { for (let i = 1; i <= n; i++) yield `${i} of ${n}` })()',
      last: 'm',
    })
    expect(outcomes.get('last')!.output).toMatchObject([{ value: { text: '3 of 3' } }])
  })

  test('an error in a stream fails its cell, one below it fails only itself', async () => {
    const outcomes = await runNotebook({
      a: 'const a = (function* () { yield 1; throw new Error("in stream") })()',
      b: 'if (a === 1) throw new Error("below")',
    })
    expect(outcomes.get('a')!.error).toMatchObject({ message: 'in stream', trace: [{ cell: 'a', line: 1 }] })
    expect(outcomes.get('b')!.error).toMatchObject({ message: 'below' })
  })
})

describe('training', () => {
  const cell = (dtype: string): string => `
    import { Linear, Tanh, sequential, tensor } from 'chainrule'
    const model = sequential([new Linear(2, 4, { seed: 1, dtype: '${dtype}' }), new Tanh(), new Linear(4, 1, { seed: 2, dtype: '${dtype}' })])
    model.compile({ optimizer: { type: 'SGD', learningRate: 0.1 }, loss: 'mse' })
    model.fit(tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), tensor([[0], [1], [1], [0]]), { epochs: 3 })
    model.eagerBecause ?? 'compiled'`

  test('of float32 layers is by a compiled plan, of float64 layers by the eager engine', async () => {
    expect(JSON.stringify(await shownBy(cell('float32')))).toContain('compiled')
    expect(JSON.stringify(await shownBy(cell('float64')))).toContain('plans compute in float32')
  })

  test('by a plan of the cell’s own runs on WebAssembly', async () => {
    const code = `
      import { Linear, compilePlan } from 'chainrule'
      const plan = compilePlan(new Linear(1, 1, { seed: 1 }), { loss: 'mse', optimizer: { type: 'SGD', learningRate: 0.1 }, inputShape: [1], batchSize: 2 })
      plan.setData([[0], [1]], [[1], [3]])
      plan.step(2000)
      plan.backend + ' ' + plan.isTiny + ' ' + Math.round(plan.predict([[2]]).item())`
    expect(JSON.stringify(await shownBy(code))).toContain('plain true 5')
  })
})

test('a cell that waits for what never comes is ended, too', async () => {
  const { stopped } = await outputOf('await new Promise(() => {})', 0.1)
  expect(stopped).toEqual({ kind: 'time', seconds: 0.1 })
})
