import { rng } from '../../src/engine/index.ts'
import { Session, type TrainingSpec } from '../../src/worker/session.ts'

/** Ten points of two classes that one line separates, trained by one neuron. */
export function neuronSpec(changes: Partial<TrainingSpec> = {}): TrainingSpec {
  const random = rng(7).stream('points')
  const features = Float64Array.from({ length: 20 }, (_, i) => random.uniform(-1, 1) + (i < 10 ? -1 : 1))
  return {
    seed: 1,
    model: { type: 'Linear', inFeatures: 2, outFeatures: 1, bias: true, dtype: 'float64' },
    loss: 'bceWithLogitsLoss',
    optimizer: { type: 'SGD', learningRate: 0.5 },
    batchSize: 10,
    features,
    numFeatures: 2,
    target: Float64Array.from({ length: 10 }, (_, i) => (i < 5 ? 0 : 1)),
    precision: 'float64',
    ...changes,
  }
}

export function parametersOf(session: Session): Float64Array {
  const parameters = new Float64Array(session.parameterCount)
  session.writeParameters(parameters)
  return parameters
}

export function trained(spec: TrainingSpec, steps: number): Session {
  const session = new Session(spec)
  for (let step = 0; step < steps; step++) session.step()
  return session
}

/** The numbers of a session down to their last bit. */
export const bitsOf = (session: Session): string => Buffer.from(parametersOf(session).buffer).toString('hex')
