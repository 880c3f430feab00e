import { rng } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/** What eight hidden neurons answer to one example, and the weights from them to the next neuron. */
export const ACTIVATIONS = [0.9, 0.4, 1.3, 0.2, 0.7, 1.1, 0.5, 0.8] as const
export const WEIGHTS = [0.8, -0.6, 0.5, 1.1, -0.9, 0.7, 0.4, -0.3] as const
export const UNITS = ACTIVATIONS.length

/** The values that p can take. */
export const CHANCES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const
/** What p is the probability of. */
export const READINGS = ['drop', 'keep'] as const
/**
 * Who makes up for what is missing: training divides by the probability of keeping (inverted), evaluation multiplies by
 * it, nobody does, or evaluation multiplies by the probability of *dropping*, as ConvNetJS does.
 */
export const SCALINGS = ['inverted', 'evaluation', 'none', 'wrong'] as const
export const MODES = ['train', 'eval'] as const
export const MOST_PASSES = 5000

export interface MaskState {
  p: number
  reading: (typeof READINGS)[number]
  scaling: (typeof SCALINGS)[number]
  mode: (typeof MODES)[number]
  /** Units that are kept, as the reader painted them; null for those of the latest pass. */
  painted: readonly boolean[] | null
  /** Passes through the layer so far, each with a mask of its own. */
  passes: number
  seed: number
}

export const INITIAL: MaskState = {
  p: 0.5,
  reading: 'drop',
  scaling: 'inverted',
  mode: 'train',
  painted: null,
  passes: 1,
  seed: 1,
}

export const keepOf = ({ p, reading }: MaskState): number =>
  Number((reading === 'drop' ? 1 - p : p).toFixed(10))

/** What every kept unit is multiplied by in a mode. */
export function factorOf(state: MaskState, mode: MaskState['mode'] = state.mode): number {
  const keep = keepOf(state)
  if (mode === 'train') return state.scaling === 'inverted' ? 1 / keep : 1
  if (state.scaling === 'evaluation') return keep
  return state.scaling === 'wrong' ? Number((1 - keep).toFixed(10)) : 1
}

/** z = factor · Σ w_i a_i over the units that are kept. */
export const sumOf = (mask: readonly boolean[], factor: number): number =>
  factor * mask.reduce((total, isKept, i) => (isKept ? total + WEIGHTS[i]! * ACTIVATIONS[i]! : total), 0)

const ALL: readonly boolean[] = ACTIVATIONS.map(() => true)

/** The masks of the passes, one after the other: each unit of each pass is decided on its own. */
export function masksOf(state: MaskState): boolean[][] {
  const stream = rng(state.seed).stream('masks')
  const keep = keepOf(state)
  return Array.from({ length: state.passes }, () => ACTIVATIONS.map(() => stream.uniform() < keep))
}

const relu = (z: number): number => Math.max(0, z)

/** Mean and spread over all 2⁸ masks, each with its probability: nothing is sampled. */
export function exactly(state: MaskState): { mean: number; std: number; reluMean: number } {
  const keep = keepOf(state)
  const factor = factorOf(state, 'train')
  let [mean, square, reluMean] = [0, 0, 0]
  for (let code = 0; code < 2 ** UNITS; code++) {
    const mask = ACTIVATIONS.map((_, i) => Math.floor(code / 2 ** i) % 2 === 1)
    const kept = mask.filter(Boolean).length
    const probability = keep ** kept * (1 - keep) ** (UNITS - kept)
    const z = sumOf(mask, factor)
    mean += probability * z
    square += probability * z * z
    reluMean += probability * relu(z)
  }
  return { mean, std: Math.sqrt(Math.max(0, square - mean * mean)), reluMean }
}

export interface Shown {
  /** The mask that is drawn; in evaluation every unit is there. */
  mask: readonly boolean[]
  z: number
  /** z of every pass in training. */
  sums: number[]
  masks: boolean[][]
  passesMean: number
  exact: ReturnType<typeof exactly>
  evaluation: number
}

export function shownAt(state: MaskState): Shown {
  const masks = masksOf(state)
  const sums = masks.map((mask) => sumOf(mask, factorOf(state, 'train')))
  const mask = state.mode === 'eval' ? ALL : (state.painted ?? masks.at(-1)!)
  return {
    mask,
    z: sumOf(mask, factorOf(state)),
    sums,
    masks,
    passesMean: sums.reduce((total, z) => total + z, 0) / sums.length,
    exact: exactly(state),
    evaluation: sumOf(ALL, factorOf(state, 'eval')),
  }
}

/** The state with one unit painted in or out, beginning with the mask that is drawn. */
export function paint(state: MaskState, unit: number, isKept: boolean): MaskState {
  const { mask } = shownAt({ ...state, mode: 'train' })
  return { ...state, mode: 'train', painted: mask.map((value, i) => (i === unit ? isKept : value)) }
}

export const toLink = (state: MaskState): LinkState => ({
  p: String(state.p),
  reading: state.reading,
  scaling: state.scaling,
  mode: state.mode,
  passes: String(state.passes),
  seed: String(state.seed),
  ...(state.painted ? { mask: state.painted.map((isKept) => (isKept ? '1' : '0')).join('') } : {}),
})

export function fromLink(link: LinkState, initial: MaskState): MaskState {
  const mask = link['mask'] ?? ''
  return {
    p: CHANCES.find((chance) => String(chance) === link['p']) ?? initial.p,
    reading: wordFromLink(link['reading'], READINGS, initial.reading),
    scaling: wordFromLink(link['scaling'], SCALINGS, initial.scaling),
    mode: wordFromLink(link['mode'], MODES, initial.mode),
    painted: /^[01]{8}$/.test(mask) ? Array.from(mask, (bit) => bit === '1') : initial.painted,
    passes: Math.round(numberFromLink(link['passes'], initial.passes, 1, MOST_PASSES)),
    seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
  }
}
