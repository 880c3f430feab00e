import type { GalleryAnswer } from '../../components/gallery/GalleryPanel.tsx'
import type { ShippedVariant } from '../../components/exercise/shipped.ts'
import { galleryEntries } from '../exercises/examples.ts'
import { renderMarkdown } from './markdown/render.ts'

/** The kinds' own examples, with their Markdown rendered. */
export function gallery(): { variant: ShippedVariant; answers: GalleryAnswer[] }[] {
  return galleryEntries().map(({ variant: { texts, ...data }, answers }) => {
    const html = Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, renderMarkdown(text, `${data.id}, ${key}`)]),
    )
    return { variant: { ...data, html } as ShippedVariant, answers }
  })
}
