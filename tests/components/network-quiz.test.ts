import { describe, expect, test } from 'vitest'
import { asking, chosen, covered, fromLink, stateOf, toLink } from '../../components/network-builder/model.ts'
import { presetOf, PRESETS, type PresetName } from '../../components/network-builder/presets.ts'
import {
  answerOf,
  judge,
  nextAsked,
  questionsOf,
  type Question,
} from '../../components/network-builder/quiz.ts'
import type { Dialect } from '../../components/network-builder/refusals.ts'
import { parseRows } from '../../components/network-builder/rows.ts'
import { sheetOf } from '../../components/network-builder/sheet.ts'
import { tableOf, describe as said } from '../../components/network-builder/words.ts'
import { quizText } from '../../src/strings/network-quiz.en.ts'

const preset = (name: PresetName, rules: Dialect = 'pytorch') => sheetOf(presetOf(name).input, presetOf(name).rows, rules) // prettier-ignore
const verdict = (
  sheet: ReturnType<typeof preset>,
  row: string,
  question: Question,
  typed: string,
  rules: Dialect = 'pytorch',
): string => {
  const line = sheet.lines.find(({ name }) => name === row)!
  const found = judge(sheet, line, question, typed, rules)
  return found.is === 'wrong' ? (found.slip ?? 'wrong') : found.is
}

describe('what is typed', () => {
  const alex = preset('alexnet')
  test.each([
    ['output', '256, 27, 27'],
    ['output', ' (256, 27, 27) '],
    ['output', '[256,27,27]'],
    ['output', '256x27x27'],
    ['output', '256 × 27 × 27'],
    ['output', '256 27 27'],
    ['parameters', '307456'],
    ['parameters', ' 307,456 '],
    ['macs', '223 948 800'],
    ['macs', '223948800'],
    ['sees', '51'],
    ['sees', '51 × 51'],
  ] as const)('%s: %s is right', (question, typed) => {
    // 256 (48 · 25 + 1); 27 · 27 · 256 · 48 · 25; 19 + 4 · 8.
    expect(verdict(alex, 'conv2', question, typed)).toBe('right')
  })
  test.each([
    ['output', ''],
    ['output', '256, x'],
    ['output', '-256, 27, 27'],
    ['parameters', '3.07456e5'],
    ['parameters', '307,45'],
    ['macs', 'many'],
    ['sees', '1 2 3'],
  ] as const)('%s: %j is not understood', (question, typed) => {
    expect(verdict(alex, 'conv2', question, typed)).toBe('unread')
  })
})

describe('slips', () => {
  // A row with everything: 5 × 5, stride 2, padding 1, two groups, on 8 maps of 20 × 20, which see 3 pixels with jump 2.
  const sheet = sheetOf([3, 41, 41], parseRows('conv-8-k3-s2_conv-12-k5-s2-p1-g2_bn_avg-k3-s2_flatten_dense-4-nobias')!, 'pytorch') // prettier-ignore
  test.each([
    ['conv2', 'output', '12, 9, 9', 'right'],
    ['conv2', 'output', '9, 9, 12', 'axes'],
    ['conv2', 'output', '8, 9, 9', 'channels'],
    ['conv2', 'output', '12, 8, 8', 'noPadding'],
    ['conv2', 'output', '12, 18, 18', 'noStride'],
    ['conv2', 'output', '12, 10, 10', 'up'],
    ['conv2', 'output', '12, 7, 7', 'wrong'],
    ['conv2', 'parameters', '1212', 'right'],
    ['conv2', 'parameters', '1200', 'noBias'],
    ['conv2', 'parameters', '312', 'oneChannel'],
    ['conv2', 'parameters', '2412', 'allGroups'],
    ['conv2', 'parameters', '7', 'wrong'],
    ['conv2', 'macs', '97200', 'right'],
    ['conv2', 'macs', '194400', 'flops'],
    ['conv2', 'macs', '1200', 'once'],
    ['conv2', 'macs', '480000', 'inputPlaces'],
    ['conv2', 'macs', '98172', 'biasesToo'],
    ['conv2', 'macs', '24300', 'oneChannel'],
    ['conv2', 'sees', '11', 'right'],
    ['conv2', 'sees', '7', 'noJump'],
    ['conv2', 'sees', '19', 'ownStride'],
    ['conv2', 'sees', '13', 'oneTooMany'],
    ['conv2', 'sees', '4', 'theJump'],
    ['bn1', 'parameters', '24', 'right'],
    ['bn1', 'parameters', '48', 'statistics'],
    ['pool1', 'parameters', '9', 'none'],
    ['pool1', 'macs', '5', 'none'],
    ['pool1', 'sees', '19', 'right'],
    ['fc1', 'parameters', '772', 'extraBias'],
    ['fc1', 'parameters', '768', 'right'],
    ['fc1', 'output', '(4)', 'right'],
  ] as const)('%s, %s, %s: %s', (row, question, typed, expected) => {
    expect(verdict(sheet, row, question, typed)).toBe(expected)
  })
  test('the order of axes is that of the library', () => {
    const keras = preset('lenet', 'keras')
    expect(verdict(keras, 'conv1', 'output', '28, 28, 6', 'keras')).toBe('right')
    expect(verdict(keras, 'conv1', 'output', '6, 28, 28', 'keras')).toBe('axes')
  })
  test('one place more than steps', () => {
    expect(verdict(preset('lenet'), 'conv1', 'output', '6, 27, 27')).toBe('noPlusOne')
  })
})

describe('every row of every network is a question', () => {
  test.each(PRESETS)('%s: its own answers are right, and no slip has no words', (name) => {
    for (const rules of ['pytorch', 'keras'] as const) {
      const sheet = preset(name, rules)
      for (const line of sheet.lines)
        for (const question of questionsOf(line))
          expect(judge(sheet, line, question, answerOf(line, question, rules), rules), `${line.name} ${question}`).toEqual({ is: 'right' }) // prettier-ignore
    }
    expect(Object.values(quizText.slips).every((words) => words.length > 10)).toBe(true)
  })

  test('the next one passes over rows that change nothing, and begins again after the last', () => {
    const sheet = preset('lenet')
    const order: string[] = []
    for (let at = nextAsked(sheet, sheet.lines.length - 1); !order.includes(sheet.lines[at]!.name); at = nextAsked(sheet, at)) order.push(sheet.lines[at]!.name) // prettier-ignore
    expect(order).toEqual(['conv1', 'pool1', 'conv2', 'pool2', 'conv3', 'fc1', 'fc2'])
    expect(nextAsked(sheetOf([1, 8, 8], [], 'pytorch'), -1)).toBe(-1)
    expect(questionsOf(sheetOf([1, 8, 8], parseRows('conv-8-k9')!, 'pytorch').lines[0]!)).toEqual([])
  })
})

describe('what is covered', () => {
  const state = asking(chosen(stateOf('lenet'), 3), true)
  test('the row that is asked and those below, until they are answered; nowhere do words or table say more', () => {
    expect([...covered(state, new Set())]).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(covered(state, new Set([3])).has(3)).toBe(false)
    expect(covered(asking(state, false), new Set()).size).toBe(0)
    const sheet = preset('lenet')
    const hides = covered(state, new Set())
    const text = JSON.stringify([tableOf(sheet, 'pytorch', hides), said(state, sheet, true)])
    expect(text).toContain('(6, 14, 14)')
    for (const number of ['2,416', '240,000', '61,706', '(16, 10, 10)']) expect(text).not.toContain(number)
  })
  test('a link carries the question', () => {
    expect(toLink(state)).toEqual({ net: 'lenet', at: '3', rules: 'pytorch', ask: '1' })
    expect(fromLink(toLink(state), stateOf('small'))).toEqual(state)
  })
})
