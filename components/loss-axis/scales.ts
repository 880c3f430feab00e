import { HIGH, LOW, type CostPoint, type LossName } from './model.ts'

export const WIDTH = 260
export const HEIGHT = 290
const LEFT = 38
const RIGHT = WIDTH - 10
export const UPPER = { top: 14, bottom: 150 }
export const LOWER = { top: 178, bottom: 262 }

interface Scale {
  /** The upper panel runs from 0 to this. */
  cost: number
  /** The lower one from minus this to this. */
  slope: number
  ticks: readonly number[]
  slopeTicks: readonly number[]
}

/** Fixed for each loss, so that what leaves the scale is seen to leave it. */
export const SCALES: Record<LossName, Scale> = {
  squared: { cost: 3, slope: 4.5, ticks: [1, 2, 3], slopeTicks: [-4, 0, 4] },
  absolute: { cost: 2, slope: 1.5, ticks: [1, 2], slopeTicks: [-1, 0, 1] },
  percentage: { cost: 400, slope: 450, ticks: [100, 200, 300, 400], slopeTicks: [-400, 0, 400] },
  crossEntropy: { cost: 4, slope: 12, ticks: [1, 2, 3, 4], slopeTicks: [-10, 0, 10] },
}

export const px = (y: number): number => LEFT + ((y - LOW) / (HIGH - LOW)) * (RIGHT - LEFT)
export const yFromPixel = (x: number): number => LOW + ((x - LEFT) / (RIGHT - LEFT)) * (HIGH - LOW)
export const costY = (loss: LossName, cost: number): number =>
  UPPER.bottom - (cost / SCALES[loss].cost) * (UPPER.bottom - UPPER.top)
export const slopeY = (loss: LossName, slope: number): number => {
  const { slope: reach } = SCALES[loss]
  return LOWER.bottom - ((slope + reach) / (2 * reach)) * (LOWER.bottom - LOWER.top)
}

/** The path of a curve within its panel: it ends where it leaves the panel, and a jump of the slope is left open. */
export function pathOf(loss: LossName, points: readonly CostPoint[], what: 'cost' | 'slope'): string {
  const [scale, toPixel] = what === 'cost' ? [SCALES[loss].cost, costY] : [SCALES[loss].slope, slopeY]
  let isOpen = false
  return points
    .map((point, i) => {
      const value = point[what]
      const before = points[i - 1]?.[what] ?? value
      const isInside = Math.abs(value) <= scale * 1.02
      const isNew = !isOpen || (what === 'slope' && Math.abs(value - before) > scale / 8)
      isOpen = isInside
      return isInside
        ? `${isNew ? 'M' : 'L'}${px(point.y).toFixed(1)} ${toPixel(loss, value).toFixed(1)}`
        : ''
    })
    .join('')
}

/** A piece of the tangent of the same length on paper, however steep. */
export function tangentOf(loss: LossName, { y, cost, slope }: CostPoint): [number, number, number, number] {
  const perUnit = (px(1) - px(0)) / 1
  const rise = costY(loss, 0) - costY(loss, slope)
  const length = 34 / Math.hypot(perUnit, rise)
  const [dx, dy] = [perUnit * length, rise * length]
  const [x0, y0] = [px(y), costY(loss, cost)]
  return [x0 - dx, y0 + dy, x0 + dx, y0 - dy]
}
