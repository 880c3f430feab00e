import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { channelsText } from '../../src/strings/channels.en.ts'
import { largest, paintGray, paintSigns } from '../kernel-photo/paint.ts'
import { usePalette, type Palette } from '../playground/palette.ts'
import { mapOf, SIDE, sideOf, type ChannelState, type Colors, type Filter } from './model.ts'
import { paintInput } from './paint.ts'
import { flowerAddress } from './use-flower.ts'

const text = channelsText.sum
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

interface Props {
  photo: Colors | undefined
  state: ChannelState
  size: { height: number; width: number }
  faces: readonly string[]
  onLook: (row: number, column: number) => void
  onChoose: (filter: number) => void
}

/** The photograph with the window on it, and one map for each filter. */
export function Pictures({ photo, state, size, faces, onLook, onChoose }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const palette = usePalette(frame)
  const side = sideOf(state)
  const [rows, columns] = [size.height - side + 1, size.width - side + 1]
  return (
    <div class="channel-pictures" ref={frame}>
      <div>
        <p class="kernel-name">{text.input(size.height, size.width)}</p>
        <Input photo={photo} state={state} size={size} onLook={onLook} />
      </div>
      <div>
        <p class="kernel-name">{text.maps(state.filters.length, rows, columns)}</p>
        <div class="channel-maps">
          {state.filters.map((filter, i) => (
            <button
              key={i}
              type="button"
              class="channel-map"
              aria-pressed={i === state.chosen}
              aria-label={text.mapOf(i + 1)}
              onClick={() => onChoose(i)}
            >
              <FeatureMap
                photo={photo}
                filter={filter}
                kernel={state.kernel}
                reading={state.reading}
                palette={palette}
                size={size}
                face={faces[i]!}
              />
              <span>{text.map(i + 1)}</span>
            </button>
          ))}
        </div>
      </div>
    </div>
  )
}

function Input({ photo, state, size, onLook }: Omit<Props, 'faces' | 'onChoose'>) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (photo && canvas.current) paintInput(canvas.current, photo, state.view)
  }, [photo, state.view])
  const place = (event: JSX.TargetedPointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    onLook(
      Math.floor(((event.clientY - box.top) / box.height) * size.height),
      Math.floor(((event.clientX - box.left) / box.width) * size.width),
    )
  }
  const step = (event: KeyboardEvent) => {
    const move = ARROWS[event.key]
    if (!move) return
    event.preventDefault()
    const stride = event.shiftKey ? 10 : 1
    onLook(state.row + move[0] * stride, state.column + move[1] * stride)
  }
  const side = sideOf(state)
  const corner = (middle: number) => middle - (side - 1) / 2
  return (
    <div class="kernel-picture">
      <img src={flowerAddress()} alt={text.photo} width={size.width} height={size.height} />
      <canvas ref={canvas} data-drawing aria-hidden="true" width={size.width} height={size.height} />
      <svg
        class="kernel-pick"
        data-drawing
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="group"
        aria-label={text.photo}
        onPointerDown={(event) => {
          event.currentTarget.querySelector('g')?.focus({ preventScroll: true })
          place(event)
        }}
        onPointerMove={(event) => (event.pointerType === 'mouse' || event.buttons > 0) && place(event)}
      >
        <g tabIndex={0} role="application" aria-label={text.pick} onKeyDown={step}>
          <circle class="kernel-ring" cx={state.column + 0.5} cy={state.row + 0.5} r={7} />
          <rect
            class="kernel-box"
            x={corner(state.column)}
            y={corner(state.row)}
            width={side}
            height={side}
          />
        </g>
      </svg>
    </div>
  )
}

interface MapProps extends Pick<ChannelState, 'kernel' | 'reading'> {
  photo: Colors | undefined
  filter: Filter
  palette: Palette | undefined
  size: { height: number; width: number }
  face: string
}

function FeatureMap({ photo, filter, kernel, reading, palette, size, face }: MapProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const map = useMemo(() => photo && mapOf(photo, filter, kernel), [photo, filter, kernel])
  useLayoutEffect(() => {
    if (!map || !canvas.current) return
    if (reading === 'picture') paintGray(canvas.current, map)
    else if (palette) paintSigns(canvas.current, map, largest(map.values), palette)
  }, [map, reading, palette])
  // A map lies where the middles of its windows lie; the first face is one of 3 × 3 kernels.
  const around = (side: number) => {
    const inset = (side - 1) / 2
    return {
      left: `${(100 * inset) / size.width}%`,
      top: `${(100 * inset) / size.height}%`,
      width: `${(100 * (size.width - 2 * inset)) / size.width}%`,
      height: `${(100 * (size.height - 2 * inset)) / size.height}%`,
    }
  }
  return (
    <span class="kernel-picture">
      <img src={face} alt="" width={size.width - 2} height={size.height - 2} style={around(SIDE)} />
      <canvas
        ref={canvas}
        data-drawing
        aria-hidden="true"
        width={size.width - 2}
        height={size.height - 2}
        style={around(sideOf({ kernel }))}
      />
    </span>
  )
}
