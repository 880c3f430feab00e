import { loadDataset } from '../../data/node.ts'
import { Session } from '../../src/worker/session.ts'
import {
  DEFAULTS,
  examplesOf,
  neuronOf,
  trainingSpec,
  type Flower,
  type PairName,
  type Settings,
} from './model.ts'
import type { Shown } from './Panel.tsx'

/** Petal length and width of all irises, in the order of the data set. */
export async function irises(): Promise<Flower[]> {
  const { features, featureNames, target, numFeatures } = await loadDataset('iris')
  const column = (name: string) => {
    const at = featureNames.findIndex((feature) => feature.startsWith(name))
    if (at < 0) throw new Error(`iris has no feature "${name}"; it has ${featureNames.join(', ')}`)
    return at
  }
  const [length, width] = [column('petal length'), column('petal width')]
  return Array.from(target, (species, n) => [
    features[n * numFeatures + length]!,
    features[n * numFeatures + width]!,
    species,
  ])
}

function shownOf(session: Session): Shown {
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  return { step: session.steps, ...session.evaluate(), neuron: neuronOf(parameters) }
}

/** The figure's first face: the neuron as the seed makes it, before any step. */
export const untrained = (flowers: readonly Flower[], settings: Settings): Shown =>
  shownOf(new Session(trainingSpec(flowers, settings)))

/** What a lesson prints about a training: the very session that the worker runs, run at build. */
export async function trainedOnIrises({ steps, ...settings }: Partial<Settings> & { steps: number }) {
  const all = { ...DEFAULTS, ...settings }
  const flowers = await irises()
  const session = new Session(trainingSpec(flowers, all))
  for (let step = 0; step < steps; step++) session.step()
  const { accuracy, loss, neuron } = shownOf(session)
  const total = examplesOf(flowers, all.pair).length
  return { steps, loss, right: Math.round(accuracy * total), total, ...neuron }
}

/** The petals that a flower of each species of a pair has to the millimeter: proof that no rule can tell all apart. */
export async function samePetals(pair: PairName): Promise<[length: number, width: number]> {
  const examples = examplesOf(await irises(), pair)
  const twin = examples.find(({ flower: [length, width], target }) =>
    examples.some(
      (other) => other.target !== target && other.flower[0] === length && other.flower[1] === width,
    ),
  )
  if (!twin) throw new Error(`no two flowers of the ${pair} pair have the same petals`)
  return [twin.flower[0], twin.flower[1]]
}
