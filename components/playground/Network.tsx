import { useMemo } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { featureMap, FEATURES, layerPlaces, type FeatureName, type PlayState } from './model.ts'
import { NodeMap } from './NodeMap.tsx'
import type { Palette } from './palette.ts'
import { columnsOf, mapOf, sameNode, type Column, type Node } from './places.ts'
import { nameOf } from './words.ts'

interface Props {
  state: PlayState
  outputs: number
  parameters: ArrayLike<number>
  gradients: ArrayLike<number> | null
  maps: Uint8Array | undefined
  faces: readonly string[] | undefined
  palette: Palette | undefined
  /** Draw slopes instead of weights on the links. */
  showSlopes: boolean
  canToggle: boolean
  selected: Node | undefined
  onHover: (node: Node | undefined) => void
  onSelect: (node: Node | undefined) => void
  onToggle: (feature: FeatureName) => void
}

/** Inputs, neurons and links; every neuron with the picture of what it says. */
export function Network(props: Props) {
  const { state, outputs, maps, faces, palette, selected, canToggle } = props
  const listed = canToggle
    ? FEATURES.filter((name) => !name.startsWith('cos') || state.features.includes(name))
    : state.features
  const sizes = [listed.length, ...state.layers.map(({ units }) => units), outputs]
  const { columns, height } = columnsOf(sizes)
  const hover = (node: Node) => ({
    onPointerEnter: () => props.onHover(node),
    onPointerLeave: () => props.onHover(undefined),
    onFocus: () => props.onHover(node),
    onBlur: () => props.onHover(undefined),
  })
  const place = (column: number, unit: number) => ({
    left: `${columns[column]!.x}%`,
    top: `${columns[column]!.ys[unit]!}px`,
  })
  let face = 0
  return (
    <div class="play-net">
      <div
        class="play-net-inner"
        role="group"
        aria-label={text.network}
        style={{ height: `${height}px`, minWidth: `${sizes.length * 56}px` }}
      >
        <Links {...props} listed={listed} columns={columns} height={height} />
        {listed.map((feature, unit) => (
          <button
            key={feature}
            type="button"
            class="play-node play-input"
            style={place(0, unit)}
            aria-pressed={state.features.includes(feature)}
            aria-label={text.featureToggle(text.featureNames[feature])}
            disabled={!canToggle}
            onClick={() => props.onToggle(feature)}
            {...hover({ feature })}
          >
            <FeaturePicture feature={feature} palette={palette} discretize={state.discretize} />
            <span class="play-node-name" aria-hidden="true">
              {text.featureNames[feature]}
            </span>
          </button>
        ))}
        {sizes.slice(1).map((units, layer) =>
          Array.from({ length: units }, (_, unit) => {
            const node = { layer, unit }
            return (
              <button
                key={`${layer}-${unit}`}
                type="button"
                class="play-node"
                style={place(layer + 1, unit)}
                aria-pressed={sameNode(selected, node)}
                aria-label={text.inspect(nameOf(state, outputs, node))}
                onClick={() => props.onSelect(sameNode(selected, node) ? undefined : node)}
                {...hover(node)}
              >
                <NodeMap
                  bytes={maps && mapOf(maps, state.layers, layer, unit)}
                  palette={palette}
                  discretize={state.discretize}
                  face={faces?.[face++]}
                />
              </button>
            )
          }),
        )}
      </div>
    </div>
  )
}

function FeaturePicture({
  feature,
  palette,
  discretize,
}: {
  feature: FeatureName
  palette: Palette | undefined
  discretize: boolean
}) {
  const bytes = useMemo(() => featureMap(feature), [feature])
  return <NodeMap bytes={bytes} palette={palette} discretize={discretize} face={undefined} />
}

type LinksProps = Props & { listed: readonly FeatureName[]; columns: readonly Column[]; height: number }

/** Thin for small weights, thick for large ones; a weight of 5 or more is as thick as it gets. */
const widthOf = (value: number, full: number): number =>
  Number.isFinite(value) ? 0.6 + 7 * Math.min(1, Math.abs(value) / full) : 8

function Links({
  state,
  outputs,
  parameters,
  gradients,
  showSlopes,
  listed,
  columns,
  height,
  onSelect,
}: LinksProps) {
  const places = layerPlaces({ numFeatures: state.features.length, layers: state.layers, outputs })
  const drawn = showSlopes && gradients ? gradients : parameters
  const full = showSlopes && gradients ? Math.max(1e-9, ...Array.from(gradients, Math.abs)) : 5
  return (
    <svg
      class={showSlopes && gradients ? 'play-links play-slopes' : 'play-links'}
      data-drawing
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {places.map(({ weight, inputs, units }, layer) => {
        const from = columns[layer]!
        const to = columns[layer + 1]!
        return Array.from({ length: units * inputs }, (_, k) => {
          const [unit, input] = [Math.floor(k / inputs), k % inputs]
          const row = layer === 0 ? listed.indexOf(state.features[input]!) : input
          const value = drawn[weight + k] ?? 0
          const [y0, y1, middle] = [from.ys[row]!, to.ys[unit]!, (from.x + to.x) / 2]
          return (
            <path
              key={`${layer}-${k}`}
              class={value < 0 ? 'play-link negative' : 'play-link positive'}
              d={`M${from.x} ${y0}C${middle} ${y0} ${middle} ${y1} ${to.x} ${y1}`}
              style={{ strokeWidth: widthOf(value, full).toFixed(2) }}
              onClick={() => onSelect({ layer, unit })}
            >
              <title>{decimal(value, 4)}</title>
            </path>
          )
        })
      })}
    </svg>
  )
}
