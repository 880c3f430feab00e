import { useState } from 'preact/hooks'
import { channelsText } from '../../src/strings/channels.en.ts'
import { ui } from '../../src/strings/index.ts'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { PredictForm } from '../figure/PredictForm.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Memory } from './Memory.tsx'
import {
  AXES,
  axesOf,
  countOf,
  drawn,
  elementAt,
  fitted,
  fromLink,
  INITIAL,
  LARGEST,
  nameOf,
  offsetOf,
  ORDERS,
  stridesOf,
  toLink,
  type AxisName,
  type Order,
  type OrderState,
} from './model.ts'

const text = channelsText.order

/** ((0 · 3 + 1) · 2 + 1) · 4 + 2 = 14 */
export function formulaOf(order: Order, { size, at }: OrderState): string {
  const [first, ...rest] = axesOf(order)
  const whole = rest.reduce(
    (inner, axis, i) => `${i === 0 ? inner : `(${inner})`} · ${size[axis]} + ${at[axis]}`,
    String(at[first!]),
  )
  return `${whole} = ${offsetOf(order, size, at)}`
}

/** A small batch of pictures in memory, channels first and channels last; any element in both. */
export function Panel({ id }: { id: string }) {
  const [state, setState, hidden] = useLinkedState(id, INITIAL, fromLink)
  const [draw, setDraw] = useState(0)
  const [isAsked, setAsked] = useState(false)
  const [said, setSaid] = useState('')
  const { size, at } = state
  const name = nameOf(at)
  const show = (next: OrderState) => {
    setAsked(false)
    setSaid('')
    setState(fitted(next))
  }
  const offsets = ORDERS.map((order) => offsetOf(order, size, at))
  const facts = ORDERS.flatMap((order): [string, string][] => [
    [text.position(text.orders[order]), isAsked ? text.hiddenValue : formulaOf(order, state)],
    [text.strides(text.orders[order]), AXES.map((axis) => stridesOf(order, size)[axis]).join(', ')],
  ])
  const judge = (guesses: readonly number[], written: readonly string[]) => {
    const sentences = ORDERS.flatMap((order, i) => {
      const [guess, place] = [guesses[i]!, offsets[i]!]
      if (guess === place) return []
      const isPlace = Number.isInteger(guess) && guess >= 0 && guess < countOf(size)
      const there = isPlace ? nameOf(elementAt(order, size, guess)) : text.nothing
      return [text.wrong(text.orders[order], written[i]!, there, place)]
    })
    setSaid(sentences.length === 0 ? text.right(name, offsets[0]!, offsets[1]!) : sentences.join(' '))
    setAsked(false)
  }
  const slider = (what: 'size' | 'at', axis: AxisName) => (
    <Slider
      key={axis}
      name={text[what][axis]}
      label={text[what][axis]}
      value={state[what][axis]}
      min={what === 'size' ? 1 : 0}
      max={what === 'size' ? LARGEST[axis] : size[axis] - 1}
      step={1}
      decimals={0}
      signed={false}
      disabled={what === 'at' && (isAsked || size[axis] === 1)}
      onInput={(value) => show({ ...state, [what]: { ...state[what], [axis]: value } })}
    />
  )
  return (
    <Frame
      id={id}
      name={text.name}
      description={isAsked ? text.describeAsked(name) : text.describe(name, offsets[0]!, offsets[1]!)}
      table={facts}
      linkState={() => toLink(state)}
      code={() => codeAddress('memory-order', import('./code.ts'), state)}
      actions={
        <>
          {!hidden.has('predict') && (
            <Button
              primary
              onClick={() => {
                setState(drawn(state, draw + 1))
                setDraw(draw + 1)
                setSaid('')
                setAsked(true)
              }}
            >
              {text.predict}
            </Button>
          )}
          <Button onClick={() => show(INITIAL)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="order-sliders needs-script">
        {(['size', 'at'] as const).map(
          (what) =>
            !hidden.has(what) && (
              <fieldset key={what}>
                <legend>{what === 'size' ? text.sizes : text.element}</legend>
                {AXES.map((axis) => slider(what, axis))}
              </fieldset>
            ),
        )}
      </div>
      {ORDERS.map((order) => (
        <div key={order}>
          <p class="order-name">
            {text.orders[order]} <span>{text.who[order]}</span>
          </p>
          <Memory
            id={id}
            order={order}
            state={state}
            isAsked={isAsked}
            onLook={(one) => show({ size, at: one })}
          />
        </div>
      ))}
      <dl class="batch-facts order-facts">
        {facts.map(([fact, value]) => (
          <div key={fact}>
            <dt>{fact}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isAsked && (
        <>
          <p class="order-asked">{text.ask(name, at.n, at.c, at.h, at.w)}</p>
          <PredictForm
            key={draw}
            fields={ORDERS.map((order) => text.field(text.orders[order]))}
            action={text.check}
            onGuess={judge}
          />
        </>
      )}
      <p class="order-said" role="status">
        {said}
      </p>
    </Frame>
  )
}
