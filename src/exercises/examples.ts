/** One example of every kind with all of its outcomes: the gallery page shows them, the tests check them. */
import { toGalleryEntry, type AnyExample, type GalleryEntry } from './example.ts'
import { choiceExample } from './kinds/choice/examples.ts'
import { codeExample } from './kinds/code/examples.ts'
import { derivationExample } from './kinds/derivation/examples.ts'
import { expressionExample } from './kinds/expression/examples.ts'
import { freeExample } from './kinds/free/examples.ts'
import { multiExample } from './kinds/multi/examples.ts'
import { numericExample } from './kinds/numeric/examples.ts'
import { orderExample } from './kinds/order/examples.ts'
import { predictRunExample } from './kinds/predict-run/examples.ts'
import { shapeExample } from './kinds/shape/examples.ts'
import { targetExample } from './kinds/target/examples.ts'
import { tensorExample } from './kinds/tensor/examples.ts'

export const examples: readonly AnyExample[] = [
  numericExample,
  tensorExample,
  shapeExample,
  choiceExample,
  multiExample,
  orderExample,
  predictRunExample,
  targetExample,
  codeExample,
  freeExample,
  expressionExample,
  derivationExample,
]

export const galleryEntries = (): GalleryEntry[] => examples.map(toGalleryEntry)

export type { GalleryEntry } from './example.ts'
