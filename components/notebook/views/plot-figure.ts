import {
  area,
  areaX,
  areaY,
  arrow,
  axisX,
  axisY,
  barX,
  barY,
  binX,
  binY,
  cell,
  dot,
  dotX,
  dotY,
  frame,
  gridX,
  gridY,
  groupX,
  groupY,
  line,
  lineX,
  lineY,
  link,
  plot,
  rect,
  rectX,
  rectY,
  ruleX,
  ruleY,
  stackX,
  stackY,
  text,
  tickX,
  tickY,
  vector,
  windowY,
  type Markish,
  type PlotOptions,
} from '@observablehq/plot'
import type { CHANNELS, MARKS, TRANSFORMS } from '../../../src/notebook/protocol/plot-vocabulary.ts'
import type { Channel, MarkSpec, PlotSpec } from '../../../src/notebook/protocol/shown.ts'
import { notebookText } from '../../../src/strings/notebook.en.ts'
import { tidyPlot } from '../../charts/tidy-plot.ts'

type MakeMark = (data: unknown, options: Record<string, unknown>) => Markish
type MakeBare = (options: Record<string, unknown>) => Markish
type Transform = (
  outputs: Record<string, unknown>,
  options: Record<string, unknown>,
) => Record<string, unknown>

const marks = {
  area,
  areaX,
  areaY,
  arrow,
  axisX,
  axisY,
  barX,
  barY,
  cell,
  dot,
  dotX,
  dotY,
  frame,
  gridX,
  gridY,
  line,
  lineX,
  lineY,
  link,
  rect,
  rectX,
  rectY,
  ruleX,
  ruleY,
  text,
  tickX,
  tickY,
  vector,
} as unknown as Record<(typeof MARKS)[number], MakeMark & MakeBare>

const transforms = { binX, binY, groupX, groupY, stackX, stackY, windowY } as unknown as Record<
  (typeof TRANSFORMS)[number],
  Transform
>

export const WIDTH = 620
export const HEIGHT = 260

/** Draws a figure from data. The data have been checked to name only marks, transforms and channels that exist here. */
export function drawPlot({ marks: specs, options }: PlotSpec, document: Document): Element {
  const settings: PlotOptions = {
    width: WIDTH,
    height: HEIGHT,
    // Figures of different cells may stand on one page: their parts must not share names.
    className: 'plot',
    ...(options as PlotOptions),
    document,
    figure: false,
    marks: specs.map(markOf),
  }
  const names = specs.map(({ mark }) => mark)
  return tidyPlot(plot(settings), notebookText.figure(names))
}

function markOf({ mark, length, channels, options, transform }: MarkSpec): Markish {
  const make = marks[mark as (typeof MARKS)[number]]
  const columns = Object.fromEntries(
    (Object.entries(channels) as [(typeof CHANNELS)[number] | 'data', Channel][])
      .filter(([name]) => name !== 'data')
      .map(([name, { values, label }]) => [
        name,
        { value: values.map(numberOf), ...(label ? { label } : {}) },
      ]),
  )
  const all = { ...options, ...columns }
  const asked = transform ? transforms[transform[0] as (typeof TRANSFORMS)[number]](transform[1], all) : all
  if (length < 0) return make(asked)
  const own = channels['data']
  return make(own ? own.values.map(numberOf) : { length }, asked)
}

const DIGITS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
}

const numberOf = (value: Channel['values'][number]): unknown =>
  typeof value === 'string' && Object.hasOwn(DIGITS, value) ? DIGITS[value] : value
