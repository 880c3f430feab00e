import { fromLink, toLink } from './link.ts'
import { layerPlaces } from './spec.ts'
import { DEFAULTS, isOfValues, MOST_CLASSES, MOST_POINTS, type OwnPoint, type PlayState } from './state.ts'

const FORMAT = 'chainrule-playground'

/**
 * The playground as a file: its settings, the reader's own points, the weights, and the numbers of batch normalization
 * where there are any, in the order of `RunShot.norms`.
 */
export function toFile(
  state: PlayState,
  parameters: ArrayLike<number>,
  norms: ArrayLike<number> = [],
): string {
  const { points: _points, ...settings } = toLink(state)
  return JSON.stringify({
    format: FORMAT,
    version: 1,
    settings,
    ...(state.data === 'own' && { points: state.own }),
    parameters: Array.from(parameters),
    ...(norms.length > 0 && { norms: Array.from(norms) }),
  })
}

export type FileProblem = 'json' | 'format' | 'settings' | 'points' | 'weights'

export interface FileContent {
  state: PlayState
  parameters: Float32Array
  /** Of batch normalization; files of a network without, and old ones, have none. */
  norms?: Float32Array
}

/** Reads such a file, whoever wrote it. The weights must fit the network; `outputs` is found from their number. */
export function fromFile(text: string): FileContent | { problem: FileProblem } {
  let file: Record<string, unknown>
  try {
    file = JSON.parse(text) as Record<string, unknown>
  } catch {
    return { problem: 'json' }
  }
  if (typeof file !== 'object' || file === null || file['format'] !== FORMAT || file['version'] !== 1)
    return { problem: 'format' }
  const { settings, points = [], parameters, norms } = file
  if (typeof settings !== 'object' || settings === null) return { problem: 'settings' }
  const entries = Object.entries(settings)
  if (!entries.every(([, value]) => typeof value === 'string')) return { problem: 'settings' }
  const read = fromLink(Object.fromEntries(entries) as Record<string, string>, DEFAULTS)
  if (read.problems.length > 0) return { problem: 'settings' }
  const isPoint = (point: unknown): point is OwnPoint =>
    Array.isArray(point) && point.length === 3 && point.every(Number.isFinite)
  if (!Array.isArray(points) || points.length > MOST_POINTS || !points.every(isPoint))
    return { problem: 'points' }
  const isClass = ([, , target]: OwnPoint) => Number.isInteger(target) && target >= 0 && target < MOST_CLASSES
  if (!isOfValues(read.state) && !points.every(isClass)) return { problem: 'points' }
  if (!Array.isArray(parameters) || !parameters.every(Number.isFinite)) return { problem: 'weights' }
  const state = { ...read.state, own: points as OwnPoint[] }
  const fits = [1, 2, 3, 4, 5].some((outputs) => {
    const last = layerPlaces({ numFeatures: state.features.length, layers: state.layers, outputs }).at(-1)!
    return last.bias + last.units === parameters.length
  })
  if (!fits || (norms !== undefined && !areNorms(norms, state))) return { problem: 'weights' }
  return {
    state,
    parameters: Float32Array.from(parameters as number[]),
    ...(norms !== undefined && { norms: Float32Array.from(norms) }),
  }
}

/** Four numbers for each hidden unit: γ, β, running mean and running variance of each layer in turn. */
function areNorms(norms: unknown, { layers, batchNorm }: PlayState): norms is number[] {
  if (!batchNorm || !Array.isArray(norms) || !norms.every(Number.isFinite)) return false
  let at = 0
  for (const { units } of layers) {
    if (norms.slice(at + 3 * units, at + 4 * units).some((variance: number) => variance < 0)) return false
    at += 4 * units
  }
  return norms.length === at
}
