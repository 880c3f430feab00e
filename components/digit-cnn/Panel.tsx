import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { digitsText as text } from '../../src/strings/digits.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Pick } from '../controls/Pick.tsx'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { usePalette } from '../playground/palette.ts'
import type { codeAddress } from './code-link.ts'
import { Curves } from './Curves.tsx'
import { DrawPad } from './DrawPad.tsx'
import { imageFromText, type Face } from './face.ts'
import { Gallery } from './Gallery.tsx'
import { Layers } from './Layers.tsx'
import { Matrix } from './Matrix.tsx'
import {
  confusionOf,
  drawnOf,
  fromLink,
  INITIAL,
  placesIn,
  splitOf,
  toLink,
  withHeldLook,
  type Cell,
  type DigitState,
} from './model.ts'
import { PIXELS } from './network.ts'
import { Predict } from './Predict.tsx'
import type { Pace } from './protocol.ts'
import { Saliency } from './Saliency.tsx'
import type { Digits } from './session.ts'
import { SPLITS } from './split.ts'
import { useRun } from './use-run.ts'
import { factsOf, percentText } from './words.ts'

const SPEEDS = { slow: 1, normal: 10, fast: 'many' } as const satisfies Record<string, Pace>
type Speed = keyof typeof SPEEDS

const codeOf = async (...run: Parameters<typeof codeAddress>) =>
  (await import('./code-link.ts')).codeAddress(...run)

/** A network that learns to read digits, everything it does to one of them, and what it takes them for. */
export function Panel({ id, initial = INITIAL, face }: { id: string; initial?: DigitState; face: Face }) {
  const frame = useRef<HTMLDivElement>(null)
  const palette = usePalette(frame)
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [speed, setSpeed] = useState<Speed>('normal')
  const [cell, setCell] = useState<Cell>('all')
  const [runs, setRuns] = useState(0)
  const drawn = useMemo(() => drawnOf(state.own, state.stretches), [state.own, state.stretches])

  const imageOf = (row: number, from: Digits | undefined): ArrayLike<number> => {
    const known = face.images[row]
    if (known !== undefined) return imageFromText(known)
    return Array.from({ length: PIXELS }, (_, i) => from?.features[row * PIXELS + i] ?? 0)
  }
  const pixelsOf = (from: Digits | undefined) => (state.look < 0 ? drawn.counts : imageOf(state.look, from))
  const questionOf = (from: Digits | undefined) => ({
    pixels: Array.from(pixelsOf(from)),
    answer: state.answer,
    window: state.window,
  })
  const run = useRun(id, frame, face.shot, state, questionOf)
  const { shot, digits } = run
  const pixels = pixelsOf(digits)
  const { seed, split } = shot.settings
  const { heldOut } = useMemo(() => splitOf(split, seed), [split, seed])
  const labelOf = (row: number) => digits?.target[row] ?? Number(face.labels[heldOut.indexOf(row)] ?? 0)
  const labels = useMemo(() => heldOut.map(labelOf), [heldOut, digits])
  const { answers, sureness, insight } = shot
  const confusion = confusionOf(labels, answers)
  const places = placesIn(cell, labels, answers, sureness)
  const facts = factsOf(shot, heldOut.length)
  const title = state.look < 0 ? text.look.own : text.look.isA(labelOf(state.look))
  const sure = percentText(insight.chances[indexOfLargest(insight.chances)]!)

  const change = (part: Partial<DigitState>) => setState((before) => withHeldLook({ ...before, ...part }))
  // Whatever is looked at is asked of the worker; a run of other chance begins anew.
  const isFirst = useRef(true)
  const asked = JSON.stringify([state.seed, state.split])
  const known = useRef(asked)
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false
      return
    }
    if (known.current === asked) run.look(questionOf(digits))
    else {
      known.current = asked
      again()
    }
  }, [state, digits])
  const again = () => {
    setCell('all')
    setRuns((count) => count + 1)
    run.begin()
  }

  return (
    <div ref={frame} class="cnn">
      <Frame
        id={id}
        name={text.name}
        description={text.describe({
          epoch: decimal(shot.epoch, Number.isInteger(shot.epoch) ? 0 : 2),
          right: text.of(shot.right, heldOut.length, percentText(shot.right / heldOut.length)),
          look: state.look < 0 ? text.lookAt.own : text.lookAt.data(labelOf(state.look)),
          answer: indexOfLargest(insight.chances),
          sure,
        })}
        table={facts}
        linkState={() => toLink(state)}
        code={() => codeOf(state, shot, pixels)}
        controlsFirst
        actions={
          <RunControls
            hidden={hidden}
            play={{
              isPlaying: run.isRunning,
              onToggle: () => (run.isRunning ? run.pause() : run.run(SPEEDS[speed])),
              words: { play: text.train, pause: ui.figure.pause },
            }}
            steps={[
              { label: text.batch, onStep: () => run.step('batch') },
              { label: text.epoch, onStep: () => run.step('epoch') },
            ]}
            onReset={again}
            onNewSeed={() => change({ seed: state.seed + 1 })}
            speed={{
              name: text.speed,
              value: speed,
              options: (['slow', 'normal', 'fast'] as const).map((one) => [one, text.speeds[one]] as const),
              onChange: (value) => {
                setSpeed(value as Speed)
                if (run.isRunning) run.run(SPEEDS[value as Speed])
              },
            }}
          />
        }
      >
        <p class="frame-notice" role="alert" hidden={!run.failed}>
          {text.failed}
        </p>
        {!hidden.has('predict') && (
          <Predict key={runs} shot={shot} labels={labels} onGuess={() => run.run(SPEEDS.fast)} />
        )}
        {!hidden.has('split') && (
          <div class="cnn-choices needs-script">
            <Pick
              label={text.split}
              value={state.split}
              options={SPLITS.map((name) => [name, text.splits[name]] as const)}
              onPick={(name) => change({ split: name })}
            />
          </div>
        )}
        <div class="cnn-board">
          <div>
            <Curves curve={shot.curve} />
            <dl class="cnn-facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
          <div>
            <Matrix confusion={confusion} picked={cell} onPick={setCell} />
            <Gallery
              cell={cell}
              places={places}
              labels={labels}
              answers={answers}
              sureness={sureness}
              imageAt={(place) => imageOf(heldOut[place]!, digits)}
              palette={palette}
              onLook={(place) => change({ look: heldOut[place]! })}
              onAll={() => setCell('all')}
            />
          </div>
        </div>
        <div class="cnn-look">
          <div class="cnn-choices needs-script">
            <Pick
              label={text.look.title}
              value={state.look < 0 ? 'own' : 'data'}
              options={(['data', 'own'] as const).map((kind) => [kind, text.look.kinds[kind]] as const)}
              onPick={(kind) => change({ look: kind === 'own' ? -1 : heldOut[0]! })}
            />
            <Button
              onClick={() => change({ look: heldOut[(heldOut.indexOf(state.look) + 1) % heldOut.length]! })}
            >
              {text.look.next}
            </Button>
            <p class="cnn-says">{text.look.says(indexOfLargest(insight.chances), sure)}</p>
          </div>
          <Layers shot={shot} pixels={pixels} title={title} palette={palette} />
        </div>
        {!hidden.has('draw') && (
          <DrawPad state={state} drawn={drawn} chances={insight.chances} title={title} onChange={change} />
        )}
        <Saliency
          state={state}
          insight={insight}
          pixels={pixels}
          title={title}
          palette={palette}
          hidden={hidden.has('saliency')}
          onChange={change}
        />
      </Frame>
    </div>
  )
}

const indexOfLargest = (values: ArrayLike<number>): number => {
  const all = Array.from(values)
  return all.indexOf(Math.max(...all))
}
