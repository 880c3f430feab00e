import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BESIDE, EXAMPLES } from '../../components/examples.ts'
import { VOCABULARY } from '../../components/vocabulary.ts'
import { figureEntries, tagSource } from '../../src/site/figures.ts'

/** A figure is what a lesson may give an id of its own, and what belongs to a figure by its id. */
const figures = Object.entries(VOCABULARY).filter(
  ([, { props, gets = [] }]) => gets.length === 0 && ('id' in props.shape || 'figure' in props.shape),
)

describe('every figure has an example, declared in components/examples.ts', () => {
  test.each(figures)('%s', (tag, { props }) => {
    const example = EXAMPLES[tag]
    expect(example, `an example of <${tag} /> is missing`).toBeDefined()
    expect(props.safeParse(example).error?.issues ?? []).toEqual([])
  })
  test('and only figures have one', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(figures.map(([tag]) => tag).toSorted())
    for (const [tag, beside] of Object.entries(BESIDE))
      expect([tag, EXAMPLES[tag]!['figure']]).toEqual([tag, EXAMPLES[beside]!['id']])
  })
  test('no two are called alike, so that a link means one of them', () => {
    const ids = Object.values(EXAMPLES).flatMap(({ id }) => (id === undefined ? [] : [id]))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('what the pages say of a figure', () => {
  const entry = (tag: string) => figureEntries().find((one) => one.tag === tag)!
  test('the tag as an author writes it', () => {
    expect(tagSource('GateBench', { id: 'or', weight: [1, -1], bias: -0.5 })).toBe(
      '<GateBench id="or" weight={[1, -1]} bias={-0.5} />',
    )
    expect(entry('Playground').source).toBe(`<Playground
  id="small-spiral"
  settings={{
    data: 'spiral',
    net: '8-tanh,6-tanh',
    optimizer: 'adam',
    rate: '0.01',
  }}
  hide={['tools', 'help']}
/>`)
  })
  test('its attributes with what they accept, from the schema', () => {
    expect(entry('HeavyBall').attributes.map(({ name, values }) => [name, values])).toEqual([
      ['id', 'string'],
      ['kappa', '1 | 4 | 25 | 100'],
      ['learningRate', 'number'],
      ['momentum', 'number'],
    ])
    expect(entry('FormulaLive').attributes.filter(({ isRequired }) => isRequired)).toHaveLength(3)
    expect(entry('FormulaLive').attributes[1]!.values).toContain('means: string')
  })
})

/** Figures that read their link without `useLinkedState` (or `useComputed`, `useSeries`, which do more), and why. */
const READS_ITSELF: Readonly<Record<string, string>> = {
  playground: 'takes links of TensorFlow Playground, and says what of a link it leaves aside',
  'search-race': 'a link begins a race in its worker',
  'train-neuron': 'a link begins a session in its worker',
}

test('what a link says to a figure is read in one way', () => {
  const reads = globSync('components/*/*.{ts,tsx}')
    .filter((file) => readFileSync(file, 'utf8').includes('stateFromAddress('))
    .map((file) => file.split('/')[1]!)
  const others = [...new Set(reads)].filter((folder) => folder !== 'figure').toSorted()
  expect(others, 'useLinkedState, useComputed or useSeries of components/figure').toEqual(
    Object.keys(READS_ITSELF).toSorted(),
  )
})
