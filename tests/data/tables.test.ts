import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../data/index.ts'
import { datasetNames } from '../../data/index.ts'
import { loadDataset } from '../../data/node.ts'
import known from './fixtures/known.json' with { type: 'json' }

const column = ({ features, numFeatures }: Dataset, d: number) =>
  features.filter((_, i) => i % numFeatures === d)
const row = ({ features, numFeatures, target }: Dataset, n: number) => [
  ...features.slice(n * numFeatures, (n + 1) * numFeatures),
  target[n],
]
const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
const mean = (values: Float64Array) => sum(values) / values.length
const counts = ({ target, targetNames }: Dataset) =>
  targetNames!.map((_, c) => target.filter((label) => label === c).length)

describe.each(datasetNames)('%s', (name) => {
  it('agrees with scikit-learn’s own loader', async () => {
    const dataset = await loadDataset(name)
    const facts = known.tables[name]
    expect([dataset.numExamples, dataset.numFeatures]).toEqual(facts.shape)
    expect(sum(dataset.target)).toBe(facts.targetSum)
    for (const [n, values] of Object.entries(facts.rows)) {
      // The packaged text of one diabetes column carries binary noise of 1e-15, which make.py removes.
      for (const [d, value] of row(dataset, Number(n)).entries()) expect(value).toBeCloseTo(values[d]!, 12)
    }
    for (let d = 0; d < dataset.numFeatures; d++) {
      const values = column(dataset, d)
      const [total, squares] = [facts.columnSums[d]!, facts.columnSquareSums[d]!]
      expect(Math.abs(sum(values) - total)).toBeLessThanOrEqual(1e-12 * total)
      expect(Math.abs(sum(values.map((x) => x * x)) - squares)).toBeLessThanOrEqual(1e-12 * squares)
    }
  })

  it('names itself, every column and where it comes from', async () => {
    const dataset = await loadDataset(name)
    expect(dataset.name).toBe(name)
    expect(dataset.features).toHaveLength(dataset.numExamples * dataset.numFeatures)
    expect(dataset.target).toHaveLength(dataset.numExamples)
    expect(new Set(dataset.featureNames).size).toBe(dataset.numFeatures)
    expect(dataset.units).toHaveLength(dataset.numFeatures)
    expect(dataset.targetName).not.toBe('')
    expect(dataset.source).toContain('scikit-learn 1.2.1')
    expect(dataset.license).toBe('none stated by the source')
  })
})

describe('iris', () => {
  it('has 50 flowers of each species and the published means', async () => {
    const iris = await loadDataset('iris')
    expect(iris.targetNames).toEqual(['setosa', 'versicolor', 'virginica'])
    expect(counts(iris)).toEqual([50, 50, 50])
    expect(iris.units).toEqual(['cm', 'cm', 'cm', 'cm'])
    // summary(iris) of R, to the digits that 150 values of one decimal give
    expect([0, 1, 2, 3].map((d) => mean(column(iris, d)).toFixed(6))).toEqual([
      '5.843333',
      '3.057333',
      '3.758000',
      '1.199333',
    ])
    expect([0, 1, 2, 3].map((d) => sum(column(iris, d)).toFixed(1))).toEqual([
      '876.5',
      '458.6',
      '563.7',
      '179.9',
    ])
  })

  it('has the two rows as in Fisher’s paper, not as in the UCI repository', async () => {
    const iris = await loadDataset('iris')
    expect(row(iris, 34)).toEqual([4.9, 3.1, 1.5, 0.2, 0]) // UCI: 4.9, 3.1, 1.5, 0.1
    expect(row(iris, 37)).toEqual([4.9, 3.6, 1.4, 0.1, 0]) // UCI: 4.9, 3.1, 1.5, 0.1
  })

  it('repeats one flower', async () => {
    const iris = await loadDataset('iris')
    expect(row(iris, 101)).toEqual([5.8, 2.7, 5.1, 1.9, 2])
    expect(row(iris, 142)).toEqual(row(iris, 101))
  })
})

describe('wine', () => {
  it('has the published classes and ranges', async () => {
    const wine = await loadDataset('wine')
    expect(counts(wine)).toEqual([59, 71, 48])
    const proline = column(wine, wine.featureNames.indexOf('proline'))
    expect([Math.min(...proline), Math.max(...proline)]).toEqual([278, 1680])
    expect(row(wine, 0).slice(0, 3)).toEqual([14.23, 1.71, 2.43])
  })

  it('keeps the odd color intensity of the source', async () => {
    const wine = await loadDataset('wine')
    expect(row(wine, 171)[wine.featureNames.indexOf('color intensity')]).toBe(9.899999)
  })
})

describe('diabetes', () => {
  it('is raw, with a target to regress on', async () => {
    const diabetes = await loadDataset('diabetes')
    expect(diabetes.targetNames).toBeUndefined()
    expect(sum(diabetes.target)).toBe(67243)
    expect([Math.min(...diabetes.target), Math.max(...diabetes.target)]).toEqual([25, 346])
    expect(row(diabetes, 0)).toEqual([59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87, 151])
  })

  it('gives scikit-learn’s scaled values by the formula of the README', async () => {
    const age = column(await loadDataset('diabetes'), 0)
    const center = mean(age)
    const norm = Math.sqrt(sum(age.map((x) => (x - center) ** 2)))
    expect((age[0]! - center) / norm).toBeCloseTo(0.0380759064, 10) // first age of load_diabetes()
  })

  it('has no noise beyond four decimals', async () => {
    const diabetes = await loadDataset('diabetes')
    expect(row(diabetes, 146)[8]).toBe(4.804) // packaged as 4.803999999999999
    for (const value of diabetes.features) expect(value).toBe(Number(value.toFixed(4)))
  })
})

describe('breast-cancer', () => {
  it('has the published classes and ranges', async () => {
    const cancer = await loadDataset('breast-cancer')
    expect(cancer.targetNames).toEqual(['malignant', 'benign'])
    expect(counts(cancer)).toEqual([212, 357])
    const radius = column(cancer, cancer.featureNames.indexOf('mean radius'))
    expect([Math.min(...radius), Math.max(...radius)]).toEqual([6.981, 28.11])
    const area = column(cancer, cancer.featureNames.indexOf('worst area'))
    expect([Math.min(...area), Math.max(...area)]).toEqual([185.2, 4254])
    expect(column(cancer, cancer.featureNames.indexOf('mean concavity')).filter((x) => x === 0)).toHaveLength(
      13,
    )
  })
})

describe('digits', () => {
  it('has the published class counts, and pixels from 0 to 16', async () => {
    const digits = await loadDataset('digits')
    expect(digits.numFeatures).toBe(64)
    expect(counts(digits)).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]) // optdigits.names, UCI
    expect(sum(digits.features)).toBe(561718)
    expect([Math.min(...digits.features), Math.max(...digits.features)]).toEqual([0, 16])
  })

  it('is upright: rows of the image follow each other', async () => {
    const digits = await loadDataset('digits')
    const image = Array.from({ length: 8 }, (_, y) => digits.features.slice(y * 8, y * 8 + 8))
    expect(image.map((line) => [...line].map((ink) => (ink > 8 ? '#' : '.')).join(''))).toEqual([
      '...##...',
      '..####..',
      '..#..#..',
      '..#.....',
      '.....#..',
      '..#..#..',
      '..#.##..',
      '...##...',
    ])
  })
})
