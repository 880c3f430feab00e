import { figureAsSvg } from './save-svg.ts'

/** Pixels for every pixel of the page, so that the picture stays sharp on paper. */
const SCALE = 2

/** The same as a picture. Fonts are the reader's own: a picture of an SVG may not load any. */
export async function figureAsPng(frame: HTMLElement): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figureAsSvg(frame))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth * SCALE
  canvas.height = image.naturalHeight * SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}
