import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/notebook/analysis/analyze.ts'

const defines = (code: string) => analyze(code).defines.map(({ name }) => name)
const uses = (code: string) => analyze(code).references.map(({ name }) => name)

describe('names that a cell defines', () => {
  test.each([
    ['const a = 1, b = 2', ['a', 'b']],
    ['const { a, b: { c = 1, ...d }, e: [f, , ...g] } = x', ['a', 'c', 'd', 'f', 'g']],
    ['function f() { const inner = 1 }', ['f']],
    ['async function* stream() {}', ['stream']],
    ['class Neuron { w = 1 }', ['Neuron']],
    ['enum Color { Red, Blue }', ['Color']],
    ['export const y = 2', ['y']],
    ['if (x) { var late = 1 }', ['late']],
    ['for (var i = 0; i < 3; i++) {}', ['i']],
    ['{ let hidden = 1 }', []],
    ['for (let i = 0; i < 3; i++) {}', []],
    ['interface Shape { size: number }\ntype Loss = number', []],
    ["import { tensor } from 'chainrule'", []],
  ])('%s', (code, names) => expect(defines(code)).toEqual(names))
})

describe('names that a cell needs', () => {
  test.each([
    ['a + b.c + d[e]', ['a', 'b', 'd', 'e']],
    ['const f = (x, y = k) => x + y + z', ['k', 'z']],
    ['function g({ p, q: [r = s] }) { return p + r + t }', ['s', 't']],
    [
      '({ key: value, short, [computed]: 1, method() { return inner } })',
      ['value', 'short', 'computed', 'inner'],
    ],
    ['class A extends B { [k] = v; m() { return A } }', ['B', 'k', 'v']],
    ['try { risky() } catch (error) { log(error) }', ['risky', 'log']],
    ['try { risky() } catch { log() }', ['risky', 'log']],
    ['for (const x of xs) sum(x)', ['xs', 'sum']],
    ['for (x of xs) {}', ['x', 'xs']],
    ['outer: for (;;) { break outer }', []],
    ['const x: Wanted = y as Other', ['y']],
    ['(function self() { return self })', []],
    ['arguments_ + `${t}`', ['arguments_', 't']],
    ['function f() { return arguments.length }', []],
    ['f(); function f() { return v; var v }', []],
    ['switch (a) { case b: let c = d; c }', ['a', 'b', 'd']],
    ['x = 1; [y, { z: w }] = q', ['x', 'y', 'w', 'q']],
  ])('%s', (code, names) => {
    expect(uses(code)).toEqual(names)
  })

  test('whether a use writes, and whether it may be missing', () => {
    const [a, b, c] = analyze('a++; b; typeof c; b = 2').references
    expect([a?.isWritten, b?.isWritten, c?.isWritten]).toEqual([true, true, false])
    expect([a?.isTypeof, b?.isTypeof, c?.isTypeof]).toEqual([false, false, true])
  })

  test('the line and column of the first use', () => {
    expect(analyze('const a = 1\nconst b =\n  a + missing').references).toMatchObject([
      { name: 'missing', line: 3, column: 7 },
    ])
  })

  test('imports are told apart from names, with their module', () => {
    const { imports, references } = analyze(
      "import { tensor as t, type Shape } from 'chainrule'\nimport * as cr from 'chainrule'\nt(cr, other)",
    )
    expect(imports.map(({ local, imported, module }) => [local, imported, module])).toEqual([
      ['t', 'tensor', 'chainrule'],
      ['cr', '*', 'chainrule'],
    ])
    expect(references.map(({ name }) => name)).toEqual(['other'])
  })
})

function valueOf(code: string): unknown {
  const holder = { value: undefined as unknown }
  new Function('__result__', analyze(code).body)(holder)
  return holder.value
}

describe('the body that is run', () => {
  test('hands over the value of a last expression, with or without semicolon and parentheses', () => {
    expect(valueOf('const a = 2\na * 3')).toBe(6)
    expect(valueOf('(1 + 2);')).toBe(3)
    expect(valueOf('(1, 7)')).toBe(7)
    expect(valueOf("';'")).toBe(';')
    expect(valueOf('4 // four')).toBe(4)
    expect(valueOf('5\n;')).toBe(5)
    expect(valueOf('const a = 1')).toBeUndefined()
    expect(valueOf('export default 8')).toBe(8)
    expect(valueOf('"use strict"')).toBe('use strict')
    expect(valueOf('if (true) 3')).toBeUndefined()
  })

  test('keeps every line where it was', () => {
    const code =
      "import { tensor } from 'chainrule'\n\ninterface A {\n  x: number\n}\nexport const a: A = { x: 1 }\na.x"
    const { body } = analyze(code)
    expect(body.split('\n')).toHaveLength(7)
    expect(body.split('\n')[6]).toContain('a.x')
    expect(body).not.toMatch(/import|export|interface/)
  })
})

describe('code that cannot be read', () => {
  test.each([
    ['const a = ', 1],
    ['const a = 1\nconst b = (2', 2],
    ['let x = 1\n\nlet x = 2', 3],
    ['const a = 1\nif (a { }', 2],
    ['"unfinished', 1],
    ['return 1', 1],
    ['export { nothing }', 1],
  ])('%j names line %i', (code, line) => {
    const { error } = analyze(code)
    expect(error?.line).toBe(line)
    expect(error?.message).not.toMatch(/\(\d+:\d+\)|Error transforming/)
  })

  test('nesting without end and text without end are errors, not crashes', () => {
    expect(analyze('('.repeat(50_000)).error).toBeDefined()
    expect(analyze('a;'.repeat(60_000)).error?.message).toContain('100000')
  })
})
