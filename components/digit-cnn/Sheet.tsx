import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Palette } from '../playground/palette.ts'

/** Pixels of one color in a row, as one path: the face of a sheet before any script paints. */
const LEVELS = 4

interface Props {
  /** What assistive technology calls the picture. */
  name: string
  /** Maps of side × side numbers, one after the other. */
  values: ArrayLike<number>
  side: number
  columns: number
  rows: number
  /** The number that has full color. */
  most: number
  /** Ink is dark on paper; everything else is colored by its sign. */
  ink?: boolean
  palette: Palette | undefined
  /** Makes every map a button. */
  onPick?: (map: number) => void
  picked?: number
  label?: (map: number) => string
}

/** Small maps side by side. Painted on a canvas; drawn as SVG at build. */
export function Sheet(props: Props) {
  const { name, values, side, columns, rows, most, palette, onPick, picked, label } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = columns * (side + 1) - 1
  const height = rows * (side + 1) - 1
  const count = Math.min(columns * rows, Math.floor(values.length / (side * side)))
  useLayoutEffect(() => {
    if (canvas.current && palette) paint(canvas.current, props, palette, count)
  }, [values, most, palette, count])
  return (
    <div class="cnn-sheet" style={{ aspectRatio: `${width} / ${height}` }}>
      {!palette && (
        <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {facePaths(props, count).map(([kind, level, path]) => (
            <path
              key={`${kind}${level}`}
              class={`cnn-${kind}`}
              d={path}
              style={{ fillOpacity: level / LEVELS }}
            />
          ))}
        </svg>
      )}
      <canvas ref={canvas} data-drawing width={width} height={height} role="img" aria-label={name} />
      {onPick && (
        <div
          class="cnn-picks"
          style={{ gridTemplate: `repeat(${rows}, 1fr) / repeat(${columns}, 1fr)` }}
          role="group"
          aria-label={name}
        >
          {Array.from({ length: count }, (_, map) => (
            <button
              key={map}
              type="button"
              aria-label={label?.(map)}
              aria-pressed={picked === map}
              onClick={() => onPick(map)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

const placeOf = (at: number, { side, columns }: Props): [x: number, y: number] => {
  const [map, cell] = [Math.floor(at / (side * side)), at % (side * side)]
  return [
    (map % columns) * (side + 1) + (cell % side),
    Math.floor(map / columns) * (side + 1) + Math.floor(cell / side),
  ]
}

function facePaths(props: Props, count: number): [kind: string, level: number, path: string][] {
  const { values, side, most, ink } = props
  const paths = new Map<string, string>()
  const keyAt = (at: number) => {
    const value = values[at]!
    const level = most === 0 ? 0 : Math.min(LEVELS, Math.round((Math.abs(value) / most) * LEVELS))
    return level === 0 ? '' : `${ink ? 'ink' : value < 0 ? 'negative' : 'positive'} ${level}`
  }
  for (let at = 0; at < count * side * side;) {
    const key = keyAt(at)
    let run = 1
    while ((at + run) % side !== 0 && keyAt(at + run) === key) run++
    const [x, y] = placeOf(at, props)
    if (key !== '') paths.set(key, `${paths.get(key) ?? ''}M${x} ${y}h${run}v1h-${run}z`)
    at += run
  }
  return Array.from(paths, ([key, path]) => {
    const [kind, level] = key.split(' ')
    return [kind!, Number(level), path]
  })
}

function paint(canvas: HTMLCanvasElement, props: Props, palette: Palette, count: number): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { values, side, most, ink } = props
  const image = new ImageData(canvas.width, canvas.height)
  const pixels = new Uint32Array(image.data.buffer)
  for (let at = 0; at < count * side * side; at++) {
    const value = values[at]!
    const share = most === 0 ? 0 : Math.min(1, Math.abs(value) / most)
    const end = ink ? palette.ink : value < 0 ? palette.negative : palette.positive
    const mix = (k: 0 | 1 | 2) => Math.round(palette.paper[k] + (end[k] - palette.paper[k]) * share)
    const [x, y] = placeOf(at, props)
    pixels[y * canvas.width + x] = (255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)
  }
  context.putImageData(image, 0, 0)
}

/** The largest size of any number. */
export function largestOf(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
