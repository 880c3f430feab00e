import { useMemo } from 'preact/hooks'
import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Ledger } from '../controls/Ledger.tsx'
import { Arrows } from './Arrows.tsx'
import {
  COUNT,
  examplesOf,
  fromLink,
  INITIAL,
  MOST_DRAWS,
  MOST_UPDATES,
  pathOf,
  RATES,
  shownAt,
  toLink,
  updatesPerEpoch,
  type BatchState,
} from './model.ts'
import { Plane } from './Plane.tsx'
import { describe, factsOf, lastBatch, rowsOf, tableOf } from './words.ts'

const text = stochasticText.batch

/** The gradient as a mean of arrows, and what is left of it in a mini-batch. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: BatchState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const { batchSize, replacement, draws, updates, seed } = state

  const examples = useMemo(() => examplesOf(seed), [seed])
  const path = useMemo(
    () => pathOf(examples, state),
    [examples, state.start[0], state.start[1], batchSize, state.learningRate, updates],
  )
  const at = path.at(-1)!
  const shown = useMemo(
    () => shownAt(examples, at, state),
    [examples, at[0], at[1], batchSize, replacement, draws],
  )

  const change = (part: Partial<BatchState>) => setState({ ...state, ...part })
  const draw = (more: number) => change({ draws: Math.min(MOST_DRAWS, draws + more) })
  const update = (more: number) => change({ updates: Math.min(MOST_UPDATES, updates + more), draws: 1 })
  /** To the end of the present epoch, or through a whole one from its beginning. */
  const perEpoch = updatesPerEpoch(COUNT, batchSize)
  const toEpochEnd = perEpoch - (updates % perEpoch)

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(shown, state)}
      table={tableOf(shown, state)}
      linkState={() => toLink(state)}
      code={() => codeAddress('batch-gradient', import('./code.ts'), state)}
      actions={
        <RunControls
          hidden={hidden}
          onReset={() => setState({ ...initial, seed })}
          onNewSeed={() => change({ seed: seed + 1, draws: 1, updates: 0 })}
        >
          <Button primary disabled={draws >= MOST_DRAWS} onClick={() => draw(1)}>
            {text.draw}
          </Button>
          <Button disabled={draws >= MOST_DRAWS} onClick={() => draw(500)}>
            {text.drawMany}
          </Button>
          <Button disabled={updates >= MOST_UPDATES} onClick={() => update(1)}>
            {text.update}
          </Button>
          <Button disabled={updates >= MOST_UPDATES} onClick={() => update(toEpochEnd)}>
            {text.epoch}
          </Button>
        </RunControls>
      }
    >
      <div class="batch-controls needs-script">
        {!hidden.has('size') && (
          <Slider
            name={text.size}
            label={text.size}
            value={batchSize}
            min={1}
            max={COUNT}
            step={1}
            decimals={0}
            signed={false}
            onInput={(size) => change({ batchSize: size, updates: 0, start: [at[0], at[1]], draws })}
          />
        )}
        {!hidden.has('replacement') && (
          <fieldset>
            <legend>{text.replacement}</legend>
            {(['without', 'with'] as const).map((way) => (
              <label class="option" key={way}>
                <input
                  type="radio"
                  name={`${id}-replacement`}
                  checked={replacement === way}
                  onChange={() => change({ replacement: way })}
                />
                {text.ways[way]}
              </label>
            ))}
          </fieldset>
        )}
        {!hidden.has('rate') && (
          <PickNumber
            label={text.rate}
            values={RATES}
            value={state.learningRate}
            onPick={(learningRate) => change({ learningRate, updates: 0, draws: 1 })}
          />
        )}
      </div>
      <div class="batch-pictures">
        <Arrows shown={shown} id={id} />
        <Plane
          id={id}
          examples={examples}
          path={path}
          onMove={(start) => change({ start, updates: 0, draws: 1 })}
        />
      </div>
      <Strip batchSize={batchSize} updates={updates} />
      <div class="batch-numbers">
        <Ledger head={[text.quantity, text.slopeW, text.slopeB]} rows={rowsOf(shown)} />
        <dl class="batch-facts">
          {factsOf(shown, state).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Frame>
  )
}

/** An epoch as a bar cut into its batches, to scale: the last one shows its rest. */
function Strip({ batchSize, updates }: { batchSize: number; updates: number }) {
  const count = updatesPerEpoch(COUNT, batchSize)
  const sizes = Array.from({ length: count }, (_, i) => (i < count - 1 ? batchSize : lastBatch(batchSize)))
  const latest = updates === 0 ? -1 : (updates - 1) % count
  const said = count <= 6 ? sizes.join(' + ') : `${count - 1} × ${batchSize} + ${sizes.at(-1)}`
  return (
    <div class="epoch-strip">
      <svg viewBox="0 0 1000 34" role="img" aria-label={text.strip(said)} data-drawing>
        {sizes.map((size, i) => (
          <rect
            key={i}
            class={i === latest ? 'slice now' : 'slice'}
            x={((i * batchSize) / COUNT) * 1000 + 1.5}
            y={2}
            width={(size / COUNT) * 1000 - 3}
            height={30}
          />
        ))}
      </svg>
      <p>{text.stripText(said, count)}</p>
    </div>
  )
}
