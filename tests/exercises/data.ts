import type { KindData, KindName } from '../../src/exercises/kinds/checkers.ts'
import type { ResolvedVariant } from '../../src/exercises/types.ts'

/** A resolved variant around given data, for tests of the checker alone. */
export function variantOf<K extends KindName>(kind: K, data: KindData[K]): ResolvedVariant {
  const seed = '0'.repeat(32)
  return {
    kind,
    id: 'test/one',
    version: 1,
    variant: 1,
    seed,
    objectives: [],
    texts: {},
    hints: 0,
    data,
  } as unknown as ResolvedVariant
}
