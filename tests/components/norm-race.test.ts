import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import { valuesOf } from '../../components/norm-race/ledger.ts'
import {
  fromLink,
  INITIAL,
  meanLosses,
  SEEDS,
  summaries,
  toLink,
  type RaceSettings,
} from '../../components/norm-race/model.ts'
import { LANES, run, SETUP } from '../../components/norm-race/network.ts'
import recorded from '../../components/norm-race/recorded.json' with { type: 'json' }

const { features, target } = await loadDataset('digits')
const digits = { features, target }
const settings = (part: Partial<RaceSettings>): RaceSettings => ({ ...INITIAL, ...part })
const { made: _, ...all } = recorded

describe('the trainings', () => {
  test(
    'of the first seed are, bit for bit, those that the lesson has on record',
    { timeout: 240_000 },
    () => {
      expect(LANES.map((lane) => run(digits, lane, 1, INITIAL))).toEqual(recorded.initial[0])
      expect(LANES.map((lane) => run(digits, lane, 2, settings({ depth: 2 })))).toEqual(recorded.shallow[1])
      expect(run(digits, 'none', 3, settings({ scale: 'large' }))).toEqual(recorded.large[2]![0])
      expect(run(digits, 'norm', 4, settings({ scale: 'small' }))).toEqual(recorded.small[3]![1])
    },
  )

  test('of all lanes begin with the same weights on the same batches', { timeout: 240_000 }, () => {
    // Without a step, the plain network and its first loss depend on weights and data alone; one epoch tells seeds apart.
    const still = settings({ learningRate: 0, depth: 2 })
    const [first, again, other] = [1, 1, 2].map((seed) => run(digits, 'none', seed, still))
    expect(again).toEqual(first)
    expect(other!.losses[0]).not.toBe(first!.losses[0])
    expect(new Set(first!.losses).size).toBe(1)
    // A network that does not move has no drift, unless noise is put into it.
    expect(first!.drift).toBe(0)
    expect(run(digits, 'norm', 1, still).drift).toBe(0)
    expect(run(digits, 'noisy', 1, still).drift).toBeGreaterThan(0.3)
  })
})

test('the record has every seed and every lane of every setting', () => {
  for (const rows of Object.values(all)) {
    expect(rows).toHaveLength(SEEDS)
    for (const row of rows) {
      expect(row).toHaveLength(LANES.length)
      for (const { losses, test: share } of row) expect(losses.length === SETUP.epochs).toBe(share !== null)
    }
  }
})

test('the summary is of pairs: wins, mean gain and its standard error counted from the rows', () => {
  const rows = recorded.initial
  const gains = rows.map((row) => row[1]!.test! - row[0]!.test!)
  const mean = gains.reduce((a, b) => a + b, 0) / gains.length
  const variance = gains.reduce((a, b) => a + (b - mean) ** 2, 0) / (gains.length - 1)
  const { gain, error, better, worse, loss, drift } = summaries(rows)![1]!
  expect(gain).toBeCloseTo(mean, 12)
  expect(error).toBeCloseTo(Math.sqrt(variance / gains.length), 12)
  expect([better, worse]).toEqual([gains.filter((g) => g > 0).length, gains.filter((g) => g < 0).length])
  const last = rows.map((row) => row[1]!.losses.at(-1)!)
  expect([loss!.low, loss!.high]).toEqual([Math.min(...last), Math.max(...last)])
  expect(drift).toBeCloseTo(rows.reduce((sum, row) => sum + row[1]!.drift!, 0) / SEEDS, 12)
  expect(summaries([])).toBeNull()
  expect(summaries([rows[0]!.slice(0, 2)])).toBeNull()
  expect(summaries([rows[0]!])![1]!.error).toBeNull()
})

test('trainings that diverged are counted, and counted nowhere else', () => {
  const [plain, norm] = summaries(recorded.large)!
  const finite = recorded.large.filter((row) => row[0]!.test !== null)
  expect(plain!.diverged).toBe(SEEDS - finite.length)
  expect(plain!.diverged).toBeGreaterThan(4)
  expect(norm!.diverged).toBe(0)
  expect(norm!.better + norm!.worse).toBeLessThanOrEqual(finite.length)
  const gone = summaries([recorded.large.find((row) => row[0]!.test === null)!])!
  expect(valuesOf(gone[0])).toEqual(['–', '–', '–', '–', '–', '1 of 8'])
  expect(valuesOf(gone[1])[2]).toBe('–')
})

test('the mean curve is that of all seeds, as far as all of them go', () => {
  const curve = meanLosses(recorded.initial, 2)
  expect(curve).toHaveLength(SETUP.epochs)
  expect(curve[5]).toBeCloseTo(recorded.initial.reduce((sum, row) => sum + row[2]!.losses[5]!, 0) / SEEDS, 12)
  expect(meanLosses([], 0)).toEqual([])
})

describe('what the lesson says', () => {
  const by = (name: keyof typeof all) => summaries(all[name])!
  test('deep: normalized is better in every seed, far beyond chance; shallow: better, by less', () => {
    const [deep, shallow] = [by('initial')[1]!, by('shallow')[1]!]
    expect(deep.better).toBe(SEEDS)
    expect(deep.gain).toBeGreaterThan(4 * deep.error!)
    expect(shallow.gain).toBeGreaterThan(2 * shallow.error!)
    expect(shallow.gain).toBeLessThan(deep.gain! / 3)
  })

  test('with noise, shallow: more drift than plain by twice, and yet a lower loss and better in every seed', () => {
    const [plain, norm, noisy] = by('shallow')
    expect(noisy!.drift).toBeGreaterThan(2 * plain!.drift!)
    expect(noisy!.drift).toBeGreaterThan(100 * norm!.drift!)
    expect(noisy!.loss!.mean).toBeLessThan(plain!.loss!.mean)
    expect(noisy!.better).toBe(SEEDS)
    expect(noisy!.gain).toBeLessThan(norm!.gain!)
  })

  test('with noise, deep: part of the gain is left, and it is not every seed', () => {
    const [, norm, noisy] = by('initial')
    expect(noisy!.gain).toBeGreaterThan(2 * noisy!.error!)
    expect(noisy!.gain).toBeLessThan(norm!.gain!)
    expect(noisy!.worse).toBeGreaterThan(0)
  })

  test('first weights and learning rates matter less; small batches at a small rate do harm', () => {
    expect(by('fast')[0]!.test!.mean).toBeLessThan(0.25)
    expect(by('fast')[1]!.test!.mean).toBeGreaterThan(0.8)
    expect(by('small')[0]!.test!.mean).toBeLessThan(0.15)
    expect(by('small')[1]!.test!.mean).toBeGreaterThan(0.8)
    expect(by('large')[1]!.test!.mean).toBeGreaterThan(0.7)
    const slow = by('fiveSlow')[1]!
    expect(slow.gain).toBeLessThan(-2 * slow.error!)
    expect(slow.worse).toBeGreaterThan(SEEDS / 2)
  })
})

test('a link brings back its settings; nonsense changes nothing', () => {
  const made: RaceSettings = { depth: 10, learningRate: 0.5, scale: 'large', batch: 5, seed: 9 }
  expect(fromLink(toLink(made), INITIAL)).toEqual(made)
  expect(fromLink({ depth: '3', rate: 'x', scale: 'huge', batch: '1', seed: '-' }, INITIAL)).toEqual(INITIAL)
})
