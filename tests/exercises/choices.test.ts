import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/exercises/check.ts'
import { choice, resolve } from '../../src/exercises/index.ts'
import { variantOf } from './data.ts'

const common = { objectives: ['a'], prompt: 'p', hints: [], solution: 's' }
const option = (id: string, more = {}) => ({ id, text: id, say: id, ...more })

describe('options', () => {
  const five = ['a', 'b', 'c', 'd'].map((id) => option(id, { correct: id === 'b' }))
  const exercise = choice({ ...common, variants: 12, options: [...five, option('none', { lock: true })] })
  const orders = Array.from({ length: 12 }, (_, i) => {
    const variant = resolve(exercise, 'test/order', i + 1)
    return variant.kind === 'choice' ? variant.data.options.join('') : ''
  })

  test('are shuffled by the variant’s seed, and a locked one stays', () => {
    expect(new Set(orders).size).toBeGreaterThan(4)
    expect(orders.every((order) => order.endsWith('none'))).toBe(true)
  })
  test('a locked one keeps its place anywhere', () => {
    const first = choice({ ...common, options: [option('none', { lock: true }), ...five] })
    const shown = Array.from({ length: 12 }, (_, i) => resolve(first, 'test/lock', i + 1))
    expect(shown.every((variant) => variant.kind === 'choice' && variant.data.options[0] === 'none')).toBe(
      true,
    )
  })
  test('stay in place where the order says something', () => {
    const sizes = choice({ ...common, options: five, shuffle: false })
    expect(resolve(sizes, 'test/sizes')).toMatchObject({
      data: { options: ['a', 'b', 'c', 'd'], answer: 'b' },
    })
  })
  test('may be computed from the parameters', () => {
    const sign = choice({
      ...common,
      params: (draw) => ({ x: draw.integer(-9, 9).where((x) => x !== 0) }),
      options: [
        option('positive', { correct: ({ x }: { x: number }) => x > 0 }),
        option('negative', { correct: ({ x }: { x: number }) => x < 0 }),
      ],
      check: ({ x }) => (Math.sign(x) === 1 ? 'positive' : 'negative'),
    })
    const answers = Array.from({ length: 12 }, (_, i) => i + 1).map(
      (variant) => resolve(sign, 'test/sign', variant).data,
    )
    expect(new Set(answers.map((data) => 'answer' in data && data.answer))).toEqual(
      new Set(['positive', 'negative']),
    )
  })
})

test('multi scores right minus wrong over right, never below 0, and everything chosen is not right', () => {
  const options = ['a', 'b', 'c', 'd', 'e']
  fc.assert(
    fc.property(
      fc.subarray(options, { minLength: 1 }),
      fc.subarray(options, { minLength: 1 }),
      (right, chosen) => {
        const outcome = check(chosen, variantOf('multi', { options, right }))
        const hits = chosen.filter((id) => right.includes(id)).length
        const isRight = hits === right.length && hits === chosen.length
        expect(outcome.score).toBe(isRight ? 1 : Math.max(0, (2 * hits - chosen.length) / right.length))
        expect(outcome.status === 'correct').toBe(isRight)
        // What was not chosen stays unexplained until all is right.
        const open = options.filter((_, i) => outcome.parts![i]!.status === 'ungraded')
        expect(open).toEqual(isRight ? [] : options.filter((id) => !chosen.includes(id)))
      },
    ),
  )
})

test('an option chosen twice counts once', () => {
  expect(check(['a', 'a'], variantOf('multi', { options: ['a', 'b'], right: ['a', 'b'] }))).toMatchObject({
    score: 0.5,
  })
})
