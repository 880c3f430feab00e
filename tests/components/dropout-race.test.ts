import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import { fromLink, INITIAL, SEEDS, summaries, toLink } from '../../components/dropout-race/model.ts'
import { examplesOf, LANES, run, SETUP } from '../../components/dropout-race/network.ts'
import recorded from '../../components/dropout-race/recorded.json' with { type: 'json' }

const { features, target } = await loadDataset('digits')
const digits = { features, target }

describe('the trainings', () => {
  test(
    'of the first seed are, bit for bit, those that the lesson has on record',
    { timeout: 120_000 },
    () => {
      const results = LANES.map((lane) => run(digits, lane, 1, { p: 0.5, wrong: 0.2 }))
      expect(results).toEqual(recorded.wrong20[0])
      expect(new Set(results.map(({ test: share }) => share)).size).toBe(4)
    },
  )

  test('with nothing to drop are the training without dropout', { timeout: 120_000 }, () => {
    const settings = { p: 0, wrong: 0 }
    expect(run(digits, 'hidden', 2, settings)).toEqual(run(digits, 'none', 2, settings))
    expect(run(digits, 'none', 2, settings)).toEqual(recorded.wrong0[1]![0])
  })
})

test('the record has every seed and every lane of both settings', () => {
  for (const rows of [recorded.wrong0, recorded.wrong20]) {
    expect(rows).toHaveLength(SEEDS)
    for (const row of rows) expect(row).toHaveLength(LANES.length)
  }
})

test('training and test examples are different ones, and a share of the labels is wrong', () => {
  const { training, labels, test: others } = examplesOf(digits, 3, 0.3)
  expect(new Set([...training, ...others]).size).toBe(SETUP.training + SETUP.test)
  const wrong = training.filter((example, i) => labels[i] !== target[example]).length
  expect(wrong).toBeGreaterThan(15)
  expect(wrong).toBeLessThan(45)
  const right = examplesOf(digits, 3, 0)
  expect(right.labels).toEqual(right.training.map((example) => target[example]))
  expect(right.training).toEqual(training)
})

test('the summary is of pairs: wins, mean gain and its standard error counted from the rows', () => {
  const rows = recorded.wrong20
  const gains = rows.map((row) => row[1]!.test - row[0]!.test)
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length
  const variance = gains.reduce((a, b) => a + (b - mean) ** 2, 0) / (gains.length - 1)
  const { gain, error, better, worse } = summaries(rows)![1]!
  expect(gain).toBeCloseTo(mean, 12)
  expect(error).toBeCloseTo(Math.sqrt(variance / gains.length), 12)
  expect([better, worse]).toEqual([gains.filter((g) => g > 0).length, gains.filter((g) => g < 0).length])
  expect(summaries([])).toBeNull()
  expect(summaries([rows[0]!.slice(0, 2)])).toBeNull()
  expect(summaries([rows[0]!])![1]!.error).toBeNull()
})

test('what the lesson says: it helps against wrong labels, and nothing is shown without them', () => {
  const [noisy, clean] = [summaries(recorded.wrong20)!, summaries(recorded.wrong0)!]
  for (const lane of noisy.slice(1)) expect(lane.gain).toBeGreaterThan(2 * lane.error!)
  expect(noisy[1]!.better).toBe(SEEDS)
  expect(clean[1]!.gain).toBeLessThan(2 * clean[1]!.error!)
  expect(noisy[1]!.train).toBeLessThan(noisy[0]!.train)
})

test('a link brings back its settings; nonsense changes nothing', () => {
  const settings = { p: 0.8, wrong: 0.3, seed: 9 }
  expect(fromLink(toLink(settings), INITIAL)).toEqual(settings)
  expect(fromLink({ p: '3', wrong: 'x', seed: '-' }, INITIAL)).toEqual(INITIAL)
})
