import { readFileSync } from 'node:fs'

/** The cases of a recorded fixture. */
export function readCases<T>(name: string): T[] {
  const url = new URL(`../fixtures/training-${name}.json`, import.meta.url)
  const { provenance, cases } = JSON.parse(readFileSync(url, 'utf8')) as {
    provenance: { script: string }
    cases: T[]
  }
  if (provenance.script === undefined || cases.length === 0)
    throw new Error(`${name}: no provenance or no cases`)
  return cases
}

/** PyTorch's option names as ours. */
export function camelOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const special: Record<string, string> = {
    lr: 'learningRate',
    lr_decay: 'learningRateDecay',
    max_lr: 'maxLR',
    min_lr: 'minLR',
    T_max: 'tMax',
    T_0: 't0',
    T_mult: 'tMult',
  }
  return Object.fromEntries(
    Object.entries(options).flatMap(([key, value]) => {
      if (key === 'betas') {
        const [beta1, beta2] = value as [number, number]
        return [
          ['beta1', beta1],
          ['beta2', beta2],
        ]
      }
      return [[special[key] ?? key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]]
    }),
  )
}

/** The largest |a − b| / (1 + |b|). */
export function largestError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length)
    throw new Error(`lengths ${found.length} and ${expected.length} differ`)
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(found[i]! - expected[i]!) / (1 + Math.abs(expected[i]!))
    if (!(error <= worst)) worst = error
  }
  return worst
}
