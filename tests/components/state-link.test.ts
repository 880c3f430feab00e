import { expect, test } from 'vitest'
import {
  addressWithState,
  hiddenFromLink,
  numberFromLink,
  stateFromAddress,
  wordFromLink,
} from '../../components/figure/state-link.ts'

const PAGE = 'https://example.org/course/neurons/artificial-neuron/'

test('the state of one figure travels in the address, beside that of others', () => {
  const first = addressWithState(PAGE, 'bench', { w1: '0.5', f: 'step' })
  const both = addressWithState(first, 'training', { seed: '7' })
  const { search, hash } = new URL(both)
  expect(stateFromAddress('bench', search)).toEqual({ w1: '0.5', f: 'step' })
  expect(stateFromAddress('training', search)).toEqual({ seed: '7' })
  expect(hash).toBe('#training')
})

test('a new link replaces the figure’s old state and keeps everything else', () => {
  const address = addressWithState(`${PAGE}?bench.w1=1&bench.hide=bias&lang=en#top`, 'bench', { w1: '2' })
  expect(new URL(address).search).toBe('?lang=en&bench.w1=2')
})

test('a figure reads only its own keys, and nothing of absurd length', () => {
  const search = `?bench.w1=1&bench2.w1=2&w1=3&bench.long=${'9'.repeat(2000)}&bench.${'k'.repeat(200)}=1`
  expect(stateFromAddress('bench', search)).toEqual({ w1: '1' })
})

test.each([
  ['0.25', 0.25],
  ['-1', -1],
  ['2e-1', 0.2],
  ['99', 2],
  ['-99', -2],
  ['', 0.7],
  ['NaN', 0.7],
  ['Infinity', 0.7],
  ['1e999', 0.7],
  ['0x1', 0.7],
  [' 1', 0.7],
  ['1;alert(1)', 0.7],
  [undefined, 0.7],
])('%j as a number of a link from −2 to 2 is %d', (text, expected) => {
  expect(numberFromLink(text, 0.7, -2, 2)).toBe(expected)
})

test('words are those that are known', () => {
  expect(wordFromLink('step', ['sigmoid', 'step'], 'sigmoid')).toBe('step')
  expect(wordFromLink('constructor', ['sigmoid', 'step'], 'sigmoid')).toBe('sigmoid')
  expect([...hiddenFromLink('a,,b')]).toEqual(['a', 'b'])
})
