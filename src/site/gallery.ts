import type { GalleryAnswer } from '../../components/gallery/GalleryPanel.tsx'
import type { ShippedVariant } from '../../components/exercise/shipped.ts'
import { galleryEntries } from '../exercises/examples.ts'
import { rendered } from './exercises.ts'

/** The kinds' own examples, with their Markdown rendered. */
export const gallery = (): { variant: ShippedVariant; answers: GalleryAnswer[] }[] =>
  galleryEntries().map(({ variant, answers }) => ({ variant: rendered(variant), answers }))
