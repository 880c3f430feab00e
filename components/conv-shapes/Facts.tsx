import type { ComponentChildren } from 'preact'
import { convolutionText } from '../../src/strings/convolution.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Axis, Resolved } from './axis.ts'
import { inKeras, inPyTorch } from './frameworks.ts'
import { answersFor, AXES, type AxisName, type Shapes, type ShapesState } from './model.ts'

const text = convolutionText.shapes

/** The formula of one axis with its numbers: "⌊(7 + 1 + 1 − 3) / 2⌋ + 1 = 4". */
export function sizeText(
  { input, stride }: Axis,
  resolved: Resolved,
  rounding: ShapesState['rounding'],
): string {
  const { before, after, span, padded, output } = resolved
  if (output < 1) return text.doesNotFit(String(span), String(padded))
  const [open, close] = rounding === 'floor' ? ['⌊', '⌋'] : ['⌈', '⌉']
  const top = before + after > 0 ? `${input} + ${before} + ${after} − ${span}` : `${input} − ${span}`
  return `${open}(${top}) / ${stride}${close} + 1 = ${output}`
}

/** What is left over at the end of an axis, or hangs over. */
export function endText(name: AxisName, { unused, overhang }: Resolved): [string, string] {
  const count = overhang > 0 ? overhang : unused
  const title = overhang > 0 ? text.over(text.axes[name]) : text.left(text.axes[name])
  return [title, count === 1 ? text.oneCell : text.cells(String(count))]
}

/** The marked sum, or by how many outputs the marked pixel is seen. */
export function markedText(state: ShapesState, shapes: Shapes): [string, string] {
  if (state.side === 'input')
    return [text.seenBy, text.byOutputs(String(shapes.uses[state.row]?.[state.column] ?? 0))]
  const value = shapes.output[state.row]?.[state.column]
  return [text.sum, value === undefined ? text.nothing : decimal(value, 0)]
}

/** All numbers of the figure by name. */
export function factsOf(state: ShapesState, shapes: Shapes): [string, string][] {
  const { uses } = shapes
  const middle = uses[Math.floor(uses.length / 2)]!
  return [
    ...AXES.map((name): [string, string] => [
      text.sizes(text.axes[name]),
      sizeText(state[name], shapes[name], state.rounding),
    ]),
    ...AXES.map((name) => endText(name, shapes[name])),
    [text.seen, text.byOutputs(String(uses[0]![0]!))],
    [text.middle, text.byOutputs(String(middle[Math.floor(middle.length / 2)]!))],
    markedText(state, shapes),
  ]
}

/** Which paddings give the wanted output, in words. */
export function answerText(state: ShapesState): string {
  const totals = answersFor(state)
  if (totals.length === 0) return text.none
  const sides = totals.filter((total) => total % 2 === 0).map((total) => total / 2)
  return text.totals(totals.join(text.or), sides.length > 0 ? text.sides(sides.join(text.or)) : text.noSides)
}

export const Facts = ({ rows }: { rows: readonly (readonly [string, string])[] }) => (
  <dl class="batch-facts shapes-facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

/** How both libraries write these settings, and whether they take them. */
export function Libraries({ state, shapes }: { state: ShapesState; shapes: Shapes }): ComponentChildren {
  const both = [
    [text.wrote.PyTorch, inPyTorch(state, shapes)],
    [text.wrote.Keras, inKeras(state, shapes)],
  ] as const
  return (
    <div class="shapes-libraries">
      {both.map(([name, { code, refused }]) => (
        <div key={name}>
          <p class="kernel-name">
            {name}: <span>{refused ? text.refused[refused] : text.taken}</span>
          </p>
          <pre>{code}</pre>
        </div>
      ))}
    </div>
  )
}
