import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { usePalette } from '../playground/palette.ts'
import type { FeatureMap, Gray } from './gray.ts'
import { SIDE, type KernelState } from './model.ts'
import { largest, paintGray, paintSigns } from './paint.ts'

const text = convolutionText.kernel

interface Props {
  photo: Gray | undefined
  map: FeatureMap | undefined
  state: KernelState
  faces: { input: string; output: string }
  size: { height: number; width: number }
  onLook: (side: KernelState['side'], row: number, column: number) => void
}

/** The photograph and what the kernel makes of it; whatever is pointed at in one is marked in the other. */
export function Pictures({ photo, map, state, faces, size, onLook }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLCanvasElement>(null)
  const output = useRef<HTMLCanvasElement>(null)
  const palette = usePalette(frame)
  useEffect(() => {
    if (photo && input.current) paintGray(input.current, photo)
  }, [photo])
  useLayoutEffect(() => {
    if (!map || !output.current || !palette) return
    if (state.reading === 'picture') paintGray(output.current, map)
    else paintSigns(output.current, map, largest(map.values), palette)
  }, [map, state.reading, palette])
  const isOutput = state.side === 'output'
  const outSize = { height: size.height - SIDE + 1, width: size.width - SIDE + 1 }
  return (
    <div class="kernel-pictures" ref={frame}>
      <Picture
        name={text.photoSize(size.height, size.width)}
        alt={text.photo}
        face={faces.input}
        canvas={input}
        size={size}
        inset={0}
        label={text.pickInput}
        cursor={{ row: state.row, column: state.column, isHere: !isOutput }}
        onLook={(row, column) => onLook('input', row, column)}
      >
        <Box row={state.row} column={state.column} side={isOutput ? SIDE : 1} />
      </Picture>
      <Picture
        name={text.map(outSize.height, outSize.width)}
        alt={text.output}
        face={faces.output}
        canvas={output}
        size={size}
        inset={1}
        label={text.pickOutput}
        cursor={{ row: state.row, column: state.column, isHere: isOutput }}
        onLook={(row, column) => onLook('output', row, column)}
      >
        <Box
          row={state.row + (isOutput ? 1 : -1)}
          column={state.column + (isOutput ? 1 : -1)}
          side={isOutput ? 1 : SIDE}
        />
      </Picture>
    </div>
  )
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

interface PictureProps {
  name: string
  alt: string
  face: string
  canvas: { current: HTMLCanvasElement | null }
  size: { height: number; width: number }
  /** Pixels that are left free around the map, so that an output lies where the middle of its window lies. */
  inset: number
  label: string
  cursor: { row: number; column: number; isHere: boolean }
  onLook: (row: number, column: number) => void
  children: ComponentChildren
}

function Picture(props: PictureProps) {
  const { size, inset, cursor, onLook } = props
  const place = (event: JSX.TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onLook(
      Math.floor(((event.clientY - box.top) / box.height) * size.height) - inset,
      Math.floor(((event.clientX - box.left) / box.width) * size.width) - inset,
    )
  }
  const step = (event: KeyboardEvent) => {
    const move = ARROWS[event.key]
    if (!move) return
    event.preventDefault()
    const stride = event.shiftKey ? 10 : 1
    onLook(cursor.row + move[0] * stride, cursor.column + move[1] * stride)
  }
  const around = (part: number, whole: number) => `${(100 * part) / whole}%`
  const style = {
    left: around(inset, size.width),
    top: around(inset, size.height),
    width: around(size.width - 2 * inset, size.width),
    height: around(size.height - 2 * inset, size.height),
  }
  return (
    <div>
      <p class="kernel-name">{props.name}</p>
      <div class="kernel-picture">
        <img
          src={props.face}
          alt={props.alt}
          style={style}
          width={size.width - 2 * inset}
          height={size.height - 2 * inset}
        />
        <canvas
          ref={props.canvas}
          data-drawing
          aria-hidden="true"
          width={size.width - 2 * inset}
          height={size.height - 2 * inset}
          style={style}
        />
        <svg
          class="kernel-pick"
          data-drawing
          viewBox={`0 0 ${size.width} ${size.height}`}
          role="group"
          aria-label={props.alt}
          onPointerDown={(event) => {
            event.currentTarget.querySelector('g')?.focus({ preventScroll: true })
            place(event)
          }}
          onPointerMove={(event) => (event.pointerType === 'mouse' || event.buttons > 0) && place(event)}
        >
          <g tabIndex={0} role="application" aria-label={props.label} onKeyDown={step}>
            {props.children}
          </g>
        </svg>
      </div>
    </div>
  )
}

/** A frame around pixels, and a ring that is seen from afar. */
function Box({ row, column, side }: { row: number; column: number; side: number }) {
  return (
    <>
      <circle class="kernel-ring" cx={column + side / 2} cy={row + side / 2} r={7} />
      <rect class="kernel-box" x={column} y={row} width={side} height={side} />
    </>
  )
}
