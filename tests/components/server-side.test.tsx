import { plot, barY, dot, lineY, ruleY } from '@observablehq/plot'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { serverDocument } from '../../components/charts/server-document.ts'
import { tidyPlot } from '../../components/charts/tidy-plot.ts'
import { forward, type BenchState } from '../../components/neuron-bench/model.ts'
import { Panel as BenchPanel } from '../../components/neuron-bench/Panel.tsx'
import { irises, untrained } from '../../components/train-neuron/at-build.ts'
import { lossChart } from '../../components/train-neuron/loss-chart.ts'
import { DEFAULTS } from '../../components/train-neuron/model.ts'
import { Panel as TrainingPanel } from '../../components/train-neuron/Panel.tsx'

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('charts drawn without a browser', () => {
  const points = [
    { step: 0, loss: 0.8 },
    { step: 50, loss: 0.3 },
    { step: 100, loss: 0.1 },
  ]
  test('have their line, axes and names, and no style element for the policy to refuse', () => {
    const svg = lossChart(points, serverDocument).outerHTML
    expect(svg).toMatch(/^<svg [^>]*role="img"/)
    expect(svg).toContain('aria-label="Loss by step"')
    expect(svg).not.toContain('<style')
    expect(svg.match(/<path[^>]* d="M[^"]+"/g)?.length).toBeGreaterThan(0)
    expect(textOf(svg)).toMatch(/0\.0 0\.2 .* loss 0 20 40 .* steps/)
  })
  test('with one point, and with no point', () => {
    expect(lossChart(points.slice(0, 1), serverDocument).outerHTML).toContain('<circle')
    expect(lossChart([], serverDocument).outerHTML).toContain('<svg')
  })
  test('other marks draw as well', () => {
    const svg = plot({
      document: serverDocument,
      marks: [
        barY(points, { x: 'step', y: 'loss' }),
        dot(points, { x: 'step', y: 'loss' }),
        ruleY([0]),
        lineY(points, { x: 'step', y: 'loss' }),
      ],
    })
    const html = tidyPlot(svg, 'all of them').outerHTML
    expect(html.match(/<rect/g)).toHaveLength(3)
    expect(html.match(/<circle/g)).toHaveLength(3)
    expect(html).toContain('aria-label="all of them"')
  })
  test('no text of the data becomes markup', () => {
    const svg = plot({
      document: serverDocument,
      marks: [dot([{ x: '<script>', y: 1 }], { x: 'x', y: 'y', title: 'x' })],
    })
    expect(svg.outerHTML).toContain('&lt;script&gt;')
    expect(svg.outerHTML).not.toContain('<script>')
  })
})

describe('figures say something without JavaScript', () => {
  const bench: BenchState = {
    x: [0.5, -0.35],
    weight: [0.55, 0.45],
    bias: 0.15,
    hasBias: true,
    activation: 'sigmoid',
  }

  test('the bench: its terms, its sum and its output, in the picture and in words', () => {
    const html = render(<BenchPanel id="bench" initial={bench} />)
    const { z, a } = forward(bench)
    const text = textOf(html)
    for (const number of ['+0.2750', '−0.1575', '+0.1500', `+${z.toFixed(4)}`]) expect(text).toContain(number)
    expect(text).toContain(`The sum z is ${z.toFixed(4)}, so the output a is ${a.toFixed(4)}.`)
    expect(html.match(/<svg/g)).toHaveLength(3)
    expect(html.match(/<line class="boundary"/g)).toHaveLength(1)
  })

  test('the training: every flower, the untrained line, and the loss so far', async () => {
    const flowers = await irises()
    const initial = untrained(flowers, DEFAULTS)
    const html = render(
      <TrainingPanel id="training" flowers={flowers} settings={DEFAULTS} initial={initial} />,
    )
    expect(html.match(/class="flower [^"]*"/g)).toHaveLength(100)
    expect(textOf(html)).toContain(`After 0 steps the loss is ${initial.loss.toFixed(4)}`)
    expect(html).toContain('Loss by step')
    // As many flowers stand out as the neuron gets wrong.
    const wrong = html.match(/class="flower [^"]*wrong/g)?.length ?? 0
    expect(wrong).toBe(100 - Math.round(initial.accuracy * 100))
  })
})
