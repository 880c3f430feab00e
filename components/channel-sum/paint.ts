import { paintGray } from '../kernel-photo/paint.ts'
import { CHANNELS, type Colors, type VIEWS } from './model.ts'

/** Puts the photograph on a canvas: in color, or one channel of it as a gray picture. */
export function paintInput(canvas: HTMLCanvasElement, photo: Colors, view: (typeof VIEWS)[number]): void {
  const { height, width, pixels } = photo
  const plane = height * width
  if (view !== 'color') {
    const start = CHANNELS.indexOf(view) * plane
    paintGray(canvas, { height, width, values: Array.prototype.slice.call(pixels, start, start + plane) })
    return
  }
  const context = canvas.getContext('2d')
  if (!context) return
  const image = new ImageData(width, height)
  for (let i = 0; i < plane; i++)
    for (let c = 0; c < 4; c++) image.data[4 * i + c] = c < 3 ? pixels[c * plane + i]! : 255
  context.putImageData(image, 0, 0)
}
