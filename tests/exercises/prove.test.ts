import { describe, expect, test } from 'vitest'
import {
  choice,
  code,
  free,
  md,
  multi,
  numeric,
  order,
  prove,
  shape,
  target,
  tensor,
  type Exercise,
  type NumericOwn,
} from '../../src/exercises/index.ts'

const common = { objectives: ['a'], prompt: 'What is it?', hints: ['Think.'], solution: 'That.' }
const say = 'Why?'

const rulesOf = (exercise: Exercise, id = 'test/one'): string[] => [
  ...new Set(prove(exercise, id, { extraSeeds: 50 }).map((finding) => finding.rule)),
]

type Numbers = { a: number; b: number }
interface SumOfTwo extends NumericOwn<Numbers> {
  where?: (params: Numbers) => boolean
}

/** A sound exercise: the sum of two numbers. Each test breaks one thing of it. */
const sumOfTwo = {
  ...common,
  params: (draw: Parameters<NonNullable<Parameters<typeof numeric>[0]['params']>>[0]) => ({
    a: draw.integer(3, 19),
    b: draw.integer(21, 59),
  }),
  answer: ({ a, b }: Numbers) => a + b,
  check: ({ a, b }: Numbers) => b - -a,
  precision: 'exact' as const,
  mistakes: [
    { id: 'difference', is: ({ a, b }: Numbers) => b - a, say },
    { id: 'product', is: ({ a, b }: Numbers) => a * b, say },
  ],
}

test('a sound exercise has no findings', () => expect(prove(numeric(sumOfTwo), 'test/one')).toEqual([]))

describe('what is the same for every kind', () => {
  test.each(['Weighted-Sum', 'weighted sum', 'weighted_sum', 'a//b', '-a', ''])('the id %j', (id) => {
    expect(rulesOf(numeric(sumOfTwo), id)).toEqual(['id'])
  })
  test('no objective', () =>
    expect(rulesOf(numeric({ ...sumOfTwo, objectives: [] }))).toEqual(['objectives']))
  test('a function that throws at some draw', () => {
    const answer = ({ a, b }: Numbers) => {
      if (a === 7) throw new Error('no sevens')
      return a + b
    }
    const [finding] = prove(numeric({ ...sumOfTwo, answer }), 'test/one')
    expect(finding).toMatchObject({ rule: 'throws', found: 'no sevens', level: 'error' })
    expect(finding!.variant).toBeGreaterThan(0)
    expect(finding!.count).toBeGreaterThan(1)
  })
  test('a condition that no draw meets', () =>
    expect(rulesOf(numeric({ ...sumOfTwo, where: () => false }))).toEqual(['throws']))
  test('an empty text', () => expect(rulesOf(numeric({ ...sumOfTwo, prompt: ' ' }))).toEqual(['text']))
  test('an object printed into a text', () =>
    expect(rulesOf(numeric({ ...sumOfTwo, prompt: `${{}}` }))).toEqual(['text']))
  test('a value that no JSON carries', () => {
    const reached = () => ({ w: 1 })
    const goals = () => [{ id: 'g', measure: 'm', atLeast: 1, text: 'g' }]
    expect(rulesOf(target({ ...common, figure: 'f', start: () => ({ w: NaN }), reached, goals }))).toEqual([
      'json',
    ])
  })
  test('numbers from outside the seed', () => {
    let calls = 0
    expect(rulesOf(numeric({ ...sumOfTwo, prompt: () => md`Call ${calls++}.` }))).toEqual(['repeatable'])
  })
  test('fewer different variants than offered', () => {
    const params = (draw: Parameters<typeof sumOfTwo.params>[0]) => ({
      a: draw.integer(3, 4),
      b: draw.integer(21, 22),
    })
    expect(prove(numeric({ ...sumOfTwo, params }), 'test/one')).toMatchObject([
      { rule: 'variants-alike', level: 'warning' },
    ])
  })
})

describe('numeric', () => {
  test.each<[string, Partial<SumOfTwo>, string[]]>([
    ['a check that disagrees', { check: ({ a, b }) => a + b + 1 }, ['answer-check']],
    [
      'a check that disagrees at one draw in many',
      { check: ({ a, b }) => (a === 12 ? 0 : a + b - 0) },
      ['answer-check'],
    ],
    ['a check that is the answer again', { check: sumOfTwo.answer }, ['check-independent']],
    [
      'an answer typed in',
      { answer: () => 42, check: () => 6 * 7, mistakes: [] },
      ['answer-literal', 'mistakes'],
    ],
    [
      'a mistake that is right at some draws',
      { mistakes: [sumOfTwo.mistakes[0]!, { id: 'larger', is: ({ a, b }) => (a < 6 ? a + b : 1000), say }] },
      ['mistake-is-right', 'recognized/larger'],
    ],
    [
      'two mistakes that collide',
      { mistakes: [sumOfTwo.mistakes[0]!, { id: 'twin', is: ({ a, b }) => b - a, say }] },
      ['mistakes-collide', 'recognized/twin'],
    ],
    [
      'a mistake that never shows',
      { mistakes: [...sumOfTwo.mistakes, { id: 'never', is: () => null as unknown as number, say }] },
      ['mistake-never'],
    ],
    ['one mistake only', { mistakes: [sumOfTwo.mistakes[0]!] }, ['mistakes']],
    [
      'a mistake id that is not kebab-case',
      { mistakes: [sumOfTwo.mistakes[0]!, { ...sumOfTwo.mistakes[1]!, id: 'Product' }] },
      ['mistake-id'],
    ],
    [
      'feedback that tells the answer',
      {
        answer: ({ a, b }) => a + b / 8,
        check: ({ a, b }) => b / 8 - -a,
        precision: { sigfig: 3 },
        mistakes: [
          sumOfTwo.mistakes[1]!,
          {
            id: 'told',
            is: ({ a, b }) => a - b / 8,
            say: ({ a, b }: Numbers) => md`No, it is ${a + b / 8}.`,
          },
        ],
      },
      ['feedback-leak'],
    ],
    [
      'exact for a fraction',
      { answer: ({ a, b }) => a / b, check: ({ a, b }) => 1 / (b / a), mistakes: [] },
      ['mistakes', 'exact-integer'],
    ],
    [
      'figures of zero',
      { answer: ({ a }) => a - a, check: () => 0 + 0, precision: { sigfig: 3 } },
      ['sigfig-zero'],
    ],
    ['0 figures', { precision: { sigfig: 0 } }, ['precision']],
    ['half a decimal', { precision: { decimals: 0.5 } }, ['precision']],
    ['close without a tolerance', { precision: { close: { rtol: 0, atol: 0 } } }, ['precision']],
    [
      'close to zero without atol',
      { answer: ({ a }) => a - a, check: () => 0 + 0, precision: { close: { rtol: 0.01, atol: 0 } } },
      ['close-zero'],
    ],
    ['a range without the answer', { precision: { range: [0, 1] } }, ['range', 'accepted']],
    [
      'an answer that is not finite',
      { answer: ({ a }) => a / (a - a), check: ({ a }) => a / 0, precision: { decimals: 2 } },
      ['answer-finite', 'json'],
    ],
  ])('%s', (_, broken, expected) => {
    const rules = rulesOf(numeric({ ...sumOfTwo, ...broken }))
    for (const rule of expected) expect(rules).toContain(rule)
  })

  test('mistakes apart by less than the precision collide', () => {
    const mistakes = [
      { id: 'one', is: ({ a, b }: Numbers) => b - a, say },
      { id: 'two', is: ({ a, b }: Numbers) => (b - a) * 1.0001, say },
    ]
    expect(rulesOf(numeric({ ...sumOfTwo, precision: { sigfig: 3 }, mistakes }))).toContain(
      'mistakes-collide',
    )
  })

  test('a finding says what was found, what would be right, where, and how often', () => {
    const check = ({ a, b }: Numbers) => a + b + 1
    const [finding, ...more] = prove(numeric({ ...sumOfTwo, check }), 'test/one', { extraSeeds: 88 })
    expect(more).toEqual([])
    expect(finding).toMatchObject({
      level: 'error',
      exercise: 'test/one',
      rule: 'answer-check',
      variant: 1,
      count: 100,
    })
    expect(finding!.found).toMatch(/^answer gives \d+, check gives \d+$/)
    expect(finding!.fix).not.toBe('')
  })
})

describe('the other kinds', () => {
  const option = (id: string, correct = false) => ({ id, text: id, say, correct })
  test.each<[string, Exercise, string]>([
    [
      'tensor: ragged rows',
      tensor({
        ...common,
        answer: () => [[1, 2], [3]],
        check: () => [[1]],
        precision: 'exact',
        mistakes: [],
      }),
      'throws',
    ],
    [
      'tensor: shapes disagree',
      tensor({ ...common, answer: () => [[1, 2]], check: () => [1, 2], precision: 'exact', mistakes: [] }),
      'answer-check',
    ],
    [
      'tensor: a mistake is right',
      tensor({
        ...common,
        answer: () => [1, 2],
        check: () => [2, 1].toReversed(),
        precision: 'exact',
        mistakes: [{ id: 'm', is: () => [1, 2], say }],
      }),
      'mistake-is-right',
    ],
    [
      'tensor: mistakes collide',
      tensor({
        ...common,
        answer: () => [1, 2],
        check: () => [2, 1].toReversed(),
        precision: 'exact',
        mistakes: [
          { id: 'm', is: () => [5, 2], say },
          { id: 'n', is: () => [5, 2], say },
        ],
      }),
      'mistakes-collide',
    ],
    [
      'tensor: figures of a zero cell',
      tensor({
        ...common,
        answer: () => [1, 0],
        check: () => [0, 1].toReversed(),
        precision: { sigfig: 2 },
        mistakes: [],
      }),
      'sigfig-zero',
    ],
    [
      'shape: disagrees',
      shape({ ...common, answer: () => [1, 2], check: () => [2, 1], mistakes: [] }),
      'answer-check',
    ],
    [
      'shape: a mistake is right',
      shape({
        ...common,
        answer: () => ['B', 2],
        check: () => ['B', 1 + 1],
        symbols: () => ({ B: null }),
        mistakes: [{ id: 'm', is: () => ['2*B/2', 2], say }],
      }),
      'mistake-is-right',
    ],
    [
      'shape: an undeclared symbol',
      shape({ ...common, answer: () => ['B', 2], check: () => ['B', 1 + 1], mistakes: [] }),
      'accepted',
    ],
    ['choice: none right', choice({ ...common, options: [option('a'), option('b')] }), 'one-correct'],
    [
      'choice: two right',
      choice({ ...common, options: [option('a', true), option('b', true)] }),
      'one-correct',
    ],
    ['choice: one option', choice({ ...common, options: [option('a', true)] }), 'options'],
    [
      'choice: the same text twice',
      choice({ ...common, options: [option('a', true), { ...option('b'), text: 'a' }] }),
      'options-alike',
    ],
    [
      'choice: an option without explanation',
      choice({ ...common, options: [option('a', true), { ...option('b'), say: '' }] }),
      'option-say',
    ],
    [
      'choice: the same id twice',
      choice({ ...common, options: [option('a', true), { ...option('a'), text: 'c' }] }),
      'option-id',
    ],
    [
      'choice: check disagrees',
      choice({ ...common, options: [option('a', true), option('b')], check: () => 'b' }),
      'answer-check',
    ],
    ['multi: none right', multi({ ...common, options: [option('a'), option('b')] }), 'one-correct'],
    [
      'multi: check disagrees',
      multi({ ...common, options: [option('a', true), option('b')], check: () => ['a', 'b'] }),
      'answer-check',
    ],
    ['order: one line', order({ ...common, blocks: [{ id: 'a', code: 'a' }] }), 'blocks'],
    [
      'order: unknown predecessor',
      order({
        ...common,
        blocks: [
          { id: 'a', code: 'a' },
          { id: 'b', code: 'b', after: ['c'] },
        ],
      }),
      'block-after',
    ],
    [
      'order: a circle',
      order({
        ...common,
        blocks: [
          { id: 'a', code: 'a', after: ['b'] },
          { id: 'b', code: 'b', after: ['a'] },
        ],
      }),
      'block-after',
    ],
    [
      'order: written out of order',
      order({
        ...common,
        blocks: [
          { id: 'a', code: 'a', after: ['b'] },
          { id: 'b', code: 'b' },
        ],
      }),
      'block-order',
    ],
    [
      'order: a silent distractor',
      order({
        ...common,
        blocks: [
          { id: 'a', code: 'a' },
          { id: 'b', code: 'b' },
          { id: 'x', code: 'x', distractor: true },
        ],
      }),
      'distractor',
    ],
    [
      'order: neither code nor text',
      order({ ...common, blocks: [{ id: 'a' }, { id: 'b', code: 'b' }] }),
      'block',
    ],
    [
      'target: a goal without a bound',
      target({
        ...common,
        figure: 'f',
        start: () => ({}),
        reached: () => ({}),
        goals: () => [{ id: 'g', measure: 'm', text: 'g' }],
      }),
      'goals',
    ],
    [
      'target: bounds exchanged',
      target({
        ...common,
        figure: 'f',
        start: () => ({}),
        reached: () => ({}),
        goals: () => [{ id: 'g', measure: 'm', text: 'g', atLeast: 2, atMost: 1 }],
      }),
      'goals',
    ],
    [
      'code: no wrong program',
      code({ ...common, starter: '', program: '1', tests: [{ id: 't', name: 't', code: '' }], wrong: [] }),
      'wrong-programs',
    ],
    [
      'code: a wrong program fails an unknown test',
      code({
        ...common,
        starter: '',
        program: '1',
        tests: [{ id: 't', name: 't', code: '' }],
        wrong: [{ id: 'w', program: '2', fails: 'u' }],
      }),
      'wrong-programs',
    ],
    ['code: no test', code({ ...common, starter: '', program: '1', tests: [], wrong: [] }), 'tests'],
    ['free: no rubric', free({ ...common, rubric: [] }), 'rubric'],
  ])('%s', (_, exercise, rule) => expect(rulesOf(exercise)).toContain(rule))
})
