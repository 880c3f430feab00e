import { REACH, type Point } from './model.ts'

export const WIDTH = 620
export const HEIGHT = 470

const LEFT = 34
const RIGHT = WIDTH - 22
const UNIT = (RIGHT - LEFT) / (2 * REACH)

/** The upper panel shows values from −1.75 to 3.3, as many pixels to the unit as along z. */
const TOP_VALUE = 3.3
const BOTTOM_VALUE = -1.75
export const UPPER = { top: 8, bottom: 8 + (TOP_VALUE - BOTTOM_VALUE) * UNIT }
/** The lower panel shows slopes from −0.2 to 1.35; its scale is larger, because most slopes are small. */
const TOP_SLOPE = 1.35
const BOTTOM_SLOPE = -0.2
export const LOWER = { top: UPPER.bottom + 16, bottom: HEIGHT - 28 }

export const px = (z: number): number => LEFT + (z + REACH) * UNIT
export const zFromPixel = (x: number): number => (x - LEFT) / UNIT - REACH
export const yUpper = (value: number): number => UPPER.top + (TOP_VALUE - value) * UNIT
export const yLower = (slope: number): number =>
  LOWER.top + ((TOP_SLOPE - slope) * (LOWER.bottom - LOWER.top)) / (TOP_SLOPE - BOTTOM_SLOPE)

/** The path of a curve; it ends where it leaves the upper panel, and starts anew at z = 0 for functions that jump there. */
export function clippedPath(points: readonly Point[], what: 'value' | 'slope', jumps: boolean): string {
  const y = what === 'value' ? yUpper : yLower
  let isOpen = false
  return points
    .map((point, i) => {
      const isInside = what === 'slope' || (point.value <= TOP_VALUE && point.value >= BOTTOM_VALUE)
      const isNew = !isOpen || (jumps && Math.abs(point[what] - points[i - 1]![what]) > 0.5)
      isOpen = isInside
      return isInside ? `${isNew ? 'M' : 'L'}${px(point.z).toFixed(1)} ${y(point[what]).toFixed(1)}` : ''
    })
    .join('')
}
