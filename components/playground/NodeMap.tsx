import { useLayoutEffect, useRef } from 'preact/hooks'
import { GRID } from '../../src/worker/playground/spec.ts'
import { drawClasses, drawMap, type Palette } from './palette.ts'
import { FACE_ROWS } from './places.ts'

interface Props {
  bytes: ArrayLike<number> | undefined
  palette: Palette | undefined
  discretize: boolean
  /** What the build drew: where the map is positive. */
  face: string | undefined
}

/** The small picture of one neuron or input. */
export function NodeMap({ bytes, palette, discretize, face }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (canvas.current && bytes && palette) drawMap(canvas.current, bytes, palette, discretize)
  })
  return (
    <span class="play-map" aria-hidden="true">
      {face !== undefined && (
        <svg viewBox={`0 0 ${FACE_ROWS.node} ${FACE_ROWS.node}`} preserveAspectRatio="none">
          <path class="play-positive" d={face} />
        </svg>
      )}
      <canvas ref={canvas} width={GRID} height={GRID} data-drawing={bytes ? '' : undefined} />
    </span>
  )
}

interface ClassesProps {
  bytes: ArrayLike<number>
  chances: ArrayLike<number>
  palette: Palette | undefined
  discretize: boolean
}

/** The small picture of several classes. */
export function ClassesMap({ bytes, chances, palette, discretize }: ClassesProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    if (canvas.current && palette) drawClasses(canvas.current, bytes, chances, palette, discretize)
  })
  return (
    <span class="play-map" aria-hidden="true">
      <canvas ref={canvas} width={GRID} height={GRID} />
    </span>
  )
}
