import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { ACTIVATIONS, evaluate, FACTS, isFlat, type ActivationName } from './functions.ts'

export * from './functions.ts'

/** z runs over [−6, 6]. */
export const REACH = 6
export const STEP = 0.05

export interface PlotState {
  shown: ActivationName
  /** A second function to compare with. */
  other: ActivationName | 'none'
  z: number
}

export interface Point {
  z: number
  value: number
  slope: number
}

/** What the figure says about one function at one z. */
export interface PointFacts extends Point {
  isFlat: boolean
  /** Set at the z = 0 of a function that has no slope there. */
  corner?: 'jump' | 'kink'
}

export function pointAt(name: ActivationName, z: number): PointFacts {
  const { value, slope } = evaluate(name, [z])
  const { corner } = FACTS[name]
  const facts = { z, value: value[0]!, slope: slope[0]!, isFlat: isFlat(name, slope[0]!) }
  return z === 0 && corner !== undefined ? { ...facts, corner } : facts
}

const COUNT = 481

/** The function and its slope along the whole axis. */
export function curve(name: ActivationName): Point[] {
  const zs = Array.from({ length: COUNT }, (_, i) => -REACH + (2 * REACH * i) / (COUNT - 1))
  const { value, slope } = evaluate(name, zs)
  return zs.map((z, i) => ({ z, value: value[i]!, slope: slope[i]! }))
}

/** The stretches of the axis on which the slope is nearly flat. */
export function flatZones(name: ActivationName): { from: number; to: number }[] {
  const zones: { from: number; to: number }[] = []
  let open: { from: number; to: number } | undefined
  for (const { z, slope } of curve(name)) {
    if (!isFlat(name, slope)) open = undefined
    else if (open) open.to = z
    else zones.push((open = { from: z, to: z }))
  }
  return zones.filter(({ from, to }) => to > from)
}

/** The part of the tangent at a point that lies within `reach` of it: value + slope · (z − at). */
export function tangent(
  { z, value, slope }: Point,
  reach = 1.6,
): readonly [readonly [number, number], readonly [number, number]] {
  // Of equal length on paper, however steep: the step along z shrinks as the slope grows.
  const dz = reach / Math.sqrt(1 + slope * slope)
  return [
    [z - dz, value - slope * dz],
    [z + dz, value + slope * dz],
  ]
}

/** z on the grid of the control, within reach. */
export const tidy = (z: number): number => {
  const near = Number((Math.round(Math.min(REACH, Math.max(-REACH, z)) / STEP) * STEP).toFixed(2))
  return near === 0 ? 0 : near
}

export const toLink = ({ shown, other, z }: PlotState): LinkState => ({ f: shown, g: other, z: String(z) })

export const fromLink = (link: LinkState, initial: PlotState): PlotState => ({
  shown: wordFromLink(link['f'], ACTIVATIONS, initial.shown),
  other: wordFromLink(link['g'], [...ACTIVATIONS, 'none'] as const, initial.other),
  z: tidy(numberFromLink(link['z'], initial.z, -REACH, REACH)),
})
