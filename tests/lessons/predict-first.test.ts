import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ASKS_ITSELF, EXAMPLES } from '../../components/examples.ts'
import { slugOf } from '../../src/site/figures.ts'

/** Figures that ask for a number before they show it. */
const asksInside = (tag: string): boolean =>
  globSync(`components/${slugOf(tag)}/*.tsx`).some((file) =>
    readFileSync(file, 'utf8').includes('<PredictForm'),
  )
const FIGURES = Object.keys(EXAMPLES)
const TAG = new RegExp(String.raw`^<(Predict|${FIGURES.join('|')})\b`, 'gm')

const lessons = globSync('lessons/*/*/index.mdx').toSorted()
const tagsOf = (lesson: string): string[] =>
  [...readFileSync(lesson, 'utf8').matchAll(TAG)].map(([, tag]) => tag!)

/** The figures before which the reader is asked nothing: neither in the text since the figure before, nor by themselves. */
const unasked = (tags: readonly string[]): string[] =>
  tags.filter(
    (tag, i) => tag !== 'Predict' && tags[i - 1] !== 'Predict' && !(tag in ASKS_ITSELF) && !asksInside(tag),
  )

describe('predict first: before a figure shows something, the reader is asked for it', () => {
  test.each(lessons)('%s', (lesson) => {
    const missing = unasked(tagsOf(lesson)).map(
      (tag) =>
        `<${tag}>: put a <Predict question="…"> before it, or let it ask with PredictForm; components/examples.ts names what asks otherwise`,
    )
    expect(missing).toEqual([])
  })

  test('every figure that does not ask by itself stands in a lesson', () => {
    const shown = new Set(lessons.flatMap(tagsOf))
    expect(FIGURES.filter((tag) => !shown.has(tag) && !asksInside(tag))).toEqual([])
  })

  test('a figure without a question is found', () => {
    expect(unasked(['Predict', 'XorSpace', 'BumpBuilder', 'NeuronBench'])).toEqual(['BumpBuilder'])
    expect(unasked(['DropoutMask'])).toEqual(['DropoutMask'])
  })

  test('whoever is said to ask by itself is a figure, and has a reason', () => {
    for (const [tag, reason] of Object.entries(ASKS_ITSELF)) {
      expect(FIGURES).toContain(tag)
      expect(reason.length).toBeGreaterThan(20)
      expect(asksInside(tag), `${tag} asks with PredictForm`).toBe(false)
    }
  })
})
