import { dot, lineY, plot, ruleY } from '@observablehq/plot'
import { ui } from '../../src/strings/index.ts'
import { tidyPlot } from '../charts/tidy-plot.ts'

export interface LossPoint {
  step: number
  loss: number
}

/** The loss by step, from zero, with the latest point marked. */
export function lossChart(points: readonly LossPoint[], document: Document): Element {
  const last = points.at(-1)
  const svg = plot({
    document,
    width: 400,
    height: 220,
    marginLeft: 40,
    marginBottom: 42,
    marginTop: 24,
    className: 'plot',
    x: {
      label: ui.trainNeuron.step,
      labelOffset: 38,
      domain: [0, Math.max(100, last?.step ?? 0)],
      ticks: 5,
      tickFormat: (d: number) => d.toLocaleString('en').replaceAll(',', ' '),
    },
    y: {
      label: ui.trainNeuron.loss,
      domain: [0, Math.max(0.8, ...points.map(({ loss }) => Math.min(loss, 4)))],
      ticks: 4,
    },
    marks: [
      ruleY([0], { stroke: 'var(--line)' }),
      lineY(points, { x: 'step', y: 'loss', stroke: 'var(--ink)', strokeWidth: 2, clip: false }),
      dot(last ? [last] : [], { x: 'step', y: 'loss', fill: 'var(--ink)', r: 3.5 }),
    ],
  })
  return tidyPlot(svg, ui.trainNeuron.lossPicture)
}
