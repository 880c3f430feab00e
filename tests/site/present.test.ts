import { expect, test } from 'vitest'
import { actOf, addressAt, placeOf } from '../../src/site/present/steps.ts'

const PAGE = 'https://example.org/course/neurons/artificial-neuron/'
const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  defaultPrevented: false,
  ...more,
})
/** An element that matches exactly the selectors that name it. */
const focused = (name: string) => ({ matches: (selectors: string) => selectors.split(', ').includes(name) })

test('a presentation begins at the item that the address names, and at the title where it names none', () => {
  const ids = ['', 'bench', 'slope', 'training']
  expect(placeOf(ids, 'slope')).toBe(2)
  expect(placeOf(ids, '')).toBe(0)
  expect(placeOf(ids, 'nothing-like-it')).toBe(0)
})

test('the address says where the presentation is, and keeps the state of the figures', () => {
  const there = addressAt(`${PAGE}?bench.w1=0.5#one-neuron-learns`, 'bench')
  expect(there).toBe(`${PAGE}?bench.w1=0.5&present=bench`)
  expect(addressAt(there, 'training')).toBe(`${PAGE}?bench.w1=0.5&present=training`)
  expect(addressAt(there, undefined, 'bench')).toBe(`${PAGE}?bench.w1=0.5#bench`)
})

test.each([
  ['ArrowRight', 'next'],
  ['PageDown', 'next'],
  ['ArrowLeft', 'previous'],
  ['PageUp', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
  ['Escape', 'close'],
  ['ArrowDown', undefined],
  [' ', undefined],
  ['a', undefined],
])('the key %s asks for %s', (name, act) => {
  expect(actOf(key(name))).toBe(act)
  expect(actOf(key(name), focused('button'))).toBe(act)
})

test('keys belong to what has the focus: arrows to a slider, all but Escape to a field of text', () => {
  expect(actOf(key('ArrowRight'), focused('input'))).toBeUndefined()
  expect(actOf(key('ArrowRight'), focused('[role="slider"]'))).toBeUndefined()
  expect(actOf(key('Home'), focused('[tabindex="0"]'))).toBeUndefined()
  // After a slider was dragged, a clicker still goes on.
  expect(actOf(key('PageDown'), focused('input'))).toBe('next')
  expect(actOf(key('PageDown'), focused('textarea'))).toBeUndefined()
  expect(actOf(key('Escape'), focused('textarea'))).toBe('close')
})

test.each(['ctrlKey', 'metaKey', 'altKey', 'shiftKey', 'defaultPrevented'] as const)(
  'with %s a key is somebody else’s',
  (modifier) => {
    expect(actOf(key('ArrowLeft', { [modifier]: true }))).toBeUndefined()
  },
)
