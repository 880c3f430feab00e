import { describe, expect, test } from 'vitest'
import {
  DEFAULTS,
  fromForeignLink,
  fromLink,
  ignoredOfForeignLink,
} from '../../components/playground/model.ts'

describe('links to TensorFlow Playground', () => {
  test('are understood: data, network, inputs, rates, hidden controls', () => {
    const link = fromForeignLink(
      '#activation=relu&batchSize=5&dataset=spiral&regDataset=reg-gauss&learningRate=0.1&regularizationRate=0.001' +
        '&regularization=L1&noise=15&networkShape=8,4&seed=0.31415&showTestData=true&discretize=false&percTrainData=70' +
        '&x=true&y=true&xTimesY=true&sinX=false&problem=classification&initZero=false&playButton_hide=true&batchSize_hide=false',
    )!
    const { state, hidden, problems } = fromLink(link, DEFAULTS)
    expect(problems).toEqual([])
    expect(state).toMatchObject({
      data: 'spiral',
      batchSize: 5,
      learningRate: 0.05, // its loss has a factor ½
      penalty: 'l1',
      penaltyRate: 0.001,
      noise: 15,
      trainShare: 70,
      seed: 31415,
      showTest: true,
      features: ['x1', 'x2', 'x1x2'],
      layers: [
        { units: 8, activation: 'relu' },
        { units: 4, activation: 'relu' },
      ],
      loss: 'squared',
      init: 'playground',
    })
    expect([...hidden]).toEqual(['play'])
    const regression = fromForeignLink(
      '#problem=regression&regDataset=reg-gauss&networkShape=&initZero=true',
    )!
    expect(fromLink(regression, DEFAULTS).state).toMatchObject({ data: 'hills', layers: [], init: 'zeros' })
  })
  test('what it says beyond the playground is named, and only that', () => {
    const hash =
      '#networkShape=4,2&x=true&sinX=false&hideText=false&tutorial=dp&collectStats=true&playButton_hide=true&cat_hide=true&dog='
    expect(ignoredOfForeignLink(hash)).toEqual(['tutorial', 'collectStats', 'cat_hide'])
    expect(fromLink(fromForeignLink(hash)!, DEFAULTS).problems).toEqual([])
    expect(ignoredOfForeignLink('#networkShape=4,2&tutorial=&collectStats=false')).toEqual([])
  })
  test('one beyond its own limits is cut to what fits; any other fragment is none', () => {
    const { state, problems } = fromLink(fromForeignLink('#networkShape=99,0,x,1,1,1,1,1')!, DEFAULTS)
    expect(problems).toEqual([])
    expect(state.layers.map(({ units }) => units)).toEqual([8, 1, 1, 1, 1, 1])
    expect(fromForeignLink('#play')).toBeUndefined()
    expect(fromLink(fromForeignLink('#dataset=cats')!, DEFAULTS).problems).toEqual([
      { key: 'data', found: 'cats' },
    ])
  })
})
