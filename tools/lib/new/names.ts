/** What the author asked for cannot be made; the message says why and what would do. */
export class Refusal extends Error {
  override name = 'Refusal'
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A kebab-case name, or a refusal with the name as it would be. */
export function slug(name: string | undefined, what: string): string {
  if (name === undefined || name === '') throw new Refusal(`${what} is missing`)
  if (SLUG.test(name)) return name
  const near = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  throw new Refusal(`${what} "${name}" is not kebab-case: write ${near || 'a-name'}`)
}

/** `two-neuron-chain` → `TwoNeuronChain`. */
export const pascal = (name: string): string =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** `two-neuron-chain` → `twoNeuronChain`. */
export const camel = (name: string): string => pascal(name).charAt(0).toLowerCase() + pascal(name).slice(1)

/** `two-neuron-chain` → `Two neuron chain`. */
export const sentence = (name: string): string => {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
