import { sigmoid } from 'chainrule'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'

/** What the reader can change. */
export interface State {
  bias: number
}

export const LIMIT = 3
export const WEIGHT = 0.9

/** The neuron's output for a pulse that is off by x, by the engine. */
export const output = ({ bias }: State, x: number): number => sigmoid(WEIGHT * x + bias).item()

/** Where the neuron begins to call: σ(wx + b) = ½. */
export const threshold = ({ bias }: State): number => -bias / WEIGHT

export const toLink = ({ bias }: State): LinkState => ({ bias: String(Number(bias.toFixed(4))) })

/** The state that a link describes, starting from the lesson's own. */
export const fromLink = (link: LinkState, initial: State): State => ({
  bias: numberFromLink(link['bias'], initial.bias, -LIMIT, LIMIT),
})
