import type { CurvePoint } from '../../src/worker/playground-client.ts'

export const WIDE = 300
export const TALL = 120
const MARGIN = { left: 56, right: 6, top: 6, bottom: 20 }

export interface LossScale {
  x: (epoch: number) => number
  y: (loss: number) => number
  epochAt: (x: number) => number
  last: number
  ticks: number[]
}

/** From zero to the largest finite loss drawn; a loss beyond the picture touches its edge. */
export function scaleOf(points: readonly CurvePoint[]): LossScale {
  let [top, last] = [0, 1]
  for (const { epoch, train, test } of points) {
    last = Math.max(last, epoch)
    for (const loss of [train, test]) if (Number.isFinite(loss)) top = Math.max(top, loss)
  }
  if (top === 0) top = 1
  const width = WIDE - MARGIN.left - MARGIN.right
  const height = TALL - MARGIN.top - MARGIN.bottom
  return {
    x: (epoch) => MARGIN.left + (epoch / last) * width,
    y: (loss) => MARGIN.top + (1 - Math.min(1, Math.max(0, Number.isNaN(loss) ? 1 : loss / top))) * height,
    epochAt: (x) => Math.round(((x - MARGIN.left) / width) * last),
    last,
    ticks: [0, top],
  }
}

/** A run of lines through the points; where there is no number, a gap. */
export function curvePath(points: readonly CurvePoint[], scale: LossScale, which: 'train' | 'test'): string {
  let path = ''
  let isDown = false
  for (const point of points) {
    const loss = point[which]
    if (Number.isNaN(loss)) {
      isDown = false
      continue
    }
    path += `${isDown ? 'L' : 'M'}${scale.x(point.epoch).toFixed(1)} ${scale.y(loss).toFixed(1)}`
    isDown = true
  }
  return path
}

/** The recorded epoch nearest to this one. */
export function nearest(points: readonly CurvePoint[], epoch: number): CurvePoint | undefined {
  let best: CurvePoint | undefined
  for (const point of points)
    if (!best || Math.abs(point.epoch - epoch) < Math.abs(best.epoch - epoch)) best = point
  return best
}
