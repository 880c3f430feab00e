import { useEffect, useRef, useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { WarpAxes } from '../../src/worker/playground-client.ts'
import { Frame } from '../figure/Frame.tsx'
import type { codeAddress } from './code-link.ts'
import { Actions, type SpeedName, SPEEDS } from './Actions.tsx'
import { DataColumn } from './DataColumn.tsx'
import type { Face } from './face.ts'
import { Help } from './Help.tsx'
import { Inspector } from './Inspector.tsx'
import { Layers } from './Layers.tsx'
import { LossCurve } from './LossCurve.tsx'
import { beginsAnew, FEATURES, layerPlaces, type PlayState } from './model.ts'
import { Check } from './Check.tsx'
import { Network } from './Network.tsx'
import { OutputField } from './OutputField.tsx'
import { OwnPoints } from './OwnPoints.tsx'
import { usePalette } from './palette.ts'
import { pictureOf, type Node } from './places.ts'
import { PredictRun } from './PredictRun.tsx'
import { Confusion, Facts, factsOf } from './Results.tsx'
import { SecondRun } from './SecondRun.tsx'
import { Settings } from './Settings.tsx'
import { Tools } from './Tools.tsx'
import { firstAxes } from './Warped.tsx'
import { EPOCHS_AHEAD, usePrediction } from './use-prediction.ts'
import { outputsOf, useSession } from './use-session.ts'
import { describe, nameOf, noticeOf } from './words.ts'

interface Props {
  id: string
  initial: PlayState
  face: Face
  /** Controls that the lesson hides. */
  hide: readonly string[]
  /** Keeps the address up to date: the playground's own page does. */
  synced: boolean
}

const UNKNOWN = { score: Number.NaN, confusion: [] }
/** Before the worker has spoken of a network that the build did not know. */
const NOTHING = {
  step: 0,
  epoch: 0,
  learningRate: Number.NaN,
  trainLoss: Number.NaN,
  testLoss: Number.NaN,
  train: UNKNOWN,
  test: UNKNOWN,
  parameters: [] as number[],
}

const codeOf = async (...run: Parameters<typeof codeAddress>) =>
  (await import('./code-link.ts')).codeAddress(...run)

/** The playground: data, network, what it says, and every number of it. */
export function Panel({ id, initial, face, hide, synced }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const session = useSession(id, initial, hide, synced, frame)
  const { state, shows, run, canTrain, trouble, examples, begin, link } = session
  const { points, split } = examples
  const [selected, setSelected] = useState<Node>()
  const [hovered, setHovered] = useState<Node>()
  const [showSlopes, setShowSlopes] = useState(false)
  const [speed, setSpeed] = useState<SpeedName>('normal')
  const [target, setTarget] = useState(1)
  const palette = usePalette(frame)
  const [axes, setAxes] = useState<WarpAxes | null>(null)
  const wantsSlopes = showSlopes || selected !== undefined
  useEffect(() => {
    if (wantsSlopes || axes || run.runs.length > 0)
      run.send({ do: 'watch', gradients: wantsSlopes, warp: axes })
  }, [wantsSlopes, axes])
  const change = (part: Partial<PlayState>) => {
    if (part.layers || part.features || part.data) setSelected(undefined)
    if (part.layers && axes) setAxes(firstAxes({ ...state, ...part }))
    if (beginsAnew(state, { ...state, ...part })) prediction.forget()
    session.change(part)
  }
  const outputs = outputsOf(state, points)
  // For a moment after a change the worker still speaks of the network before it.
  const places = layerPlaces({ numFeatures: state.features.length, layers: state.layers, outputs })
  const size = places.at(-1)!.bias + places.at(-1)!.units
  const shot = run.runs[0]?.parameters.length === size ? run.runs[0] : undefined
  const isFace = !shot && face.parameters.length === size
  const shown = shot ?? (isFace ? face : NOTHING)
  const node = hovered ?? selected
  const prediction = usePrediction(session, shown)
  const again = () => {
    run.pause()
    prediction.forget()
    begin()
  }
  const inspected = selected && 'layer' in selected ? selected : undefined
  const picture = pictureOf(shot?.maps, state, outputs, node)
  const sizes = [split.train.length, split.test.length] as const
  const facts = factsOf(shown, sizes, points.classes === 0)
  const notice = noticeOf({
    problems: session.problems,
    ignored: session.ignored,
    trouble: run.trouble,
    data: trouble,
    examples,
    shot,
    state,
  })
  return (
    <div ref={frame} class="play">
      <Frame
        id={id}
        name={text.name}
        description={describe(state, facts)}
        table={facts}
        linkState={link}
        code={() => codeOf(state, examples, shown.epoch)}
        controlsFirst
        actions={
          <Actions
            hidden={session.hidden}
            playing={run.playing}
            canTrain={canTrain && prediction.question === ''}
            speed={speed}
            onSpeed={(next) => {
              setSpeed(next)
              if (run.playing) run.play(SPEEDS[next])
            }}
            onPlay={() => (run.playing ? run.pause() : run.play(SPEEDS[speed]))}
            onStep={run.step}
            predicts={state.predict > 0}
            onPredict={() => {
              change({ predict: state.predict > 0 ? 0 : EPOCHS_AHEAD })
              if (state.predict === 0) again()
            }}
            onReset={again}
            onNewSeed={() => change({ seed: state.seed + 1 })}
          />
        }
      >
        <p class="frame-notice play-notice" role="alert" hidden={notice === ''}>
          {notice}
          {shot?.ending?.why === 'non-finite' && shows('rate') && (
            <button
              type="button"
              class="button"
              onClick={() => change({ learningRate: Number((state.learningRate / 10).toPrecision(6)) })}
            >
              {text.ending.slower}
            </button>
          )}
        </p>
        <PredictRun prediction={prediction} />
        <Settings state={state} classes={points.classes} shows={shows} onChange={change} />
        <div class="play-board">
          <DataColumn state={state} columns={examples.columns} shows={shows} onChange={change} />
          <div class="play-middle">
            <Network
              state={state}
              outputs={outputs}
              parameters={shown.parameters}
              gradients={shot?.gradients ?? null}
              maps={shot?.maps}
              faces={isFace ? face.nodes : undefined}
              palette={palette}
              showSlopes={showSlopes}
              canToggle={shows('features')}
              selected={selected}
              onHover={setHovered}
              onSelect={setSelected}
              onToggle={(feature) => {
                const has = state.features.includes(feature)
                const next = FEATURES.filter((name) =>
                  name === feature ? !has : state.features.includes(name),
                )
                if (next.length > 0) change({ features: next })
              }}
            />
            <Layers
              layers={state.layers}
              canResize={shows('net')}
              canActivate={shows('activation')}
              onChange={(layers) => change({ layers })}
            />
            {session.other && run.runs[1] && (
              <SecondRun
                state={session.other}
                comparison={state.compare}
                shot={run.runs[1]}
                palette={palette}
                points={points}
                split={split}
              />
            )}
          </div>
          <div class="play-right">
            <p class="play-plane-name" aria-hidden="true">
              {node ? nameOf(state, outputs, node) : text.output.toLowerCase()}
            </p>
            <OutputField
              name={node ? text.pictureOf(nameOf(state, outputs, node)) : text.picture}
              bytes={picture?.bytes}
              chances={picture?.chances}
              face={isFace ? face.output : undefined}
              palette={palette}
              discretize={state.discretize}
              points={points}
              split={split}
              showTest={state.showTest}
              marked={shot?.trace?.batch === 1 ? shot.trace.example : -1}
              onPlace={
                state.data === 'own' && shows('own')
                  ? (x1, x2) => session.addPoint(x1, x2, target)
                  : undefined
              }
            />
            <div class="play-checks needs-script">
              {shows('test') && (
                <Check
                  label={text.showTest}
                  checked={state.showTest}
                  onChange={(showTest) => change({ showTest })}
                />
              )}
              {shows('discretize') && (
                <Check
                  label={text.discretize}
                  checked={state.discretize}
                  onChange={(discretize) => change({ discretize })}
                />
              )}
              {shows('weights') && (
                <Check label={text.slopes} checked={showSlopes} onChange={setShowSlopes} />
              )}
            </div>
            <Facts facts={facts} />
            <LossCurve
              curve={run.curves[0] ?? [{ epoch: 0, train: shown.trainLoss, test: shown.testLoss }]}
              other={session.other && run.curves[1]}
            />
          </div>
        </div>
        {state.data === 'own' && shows('own') && (
          <OwnPoints state={state} target={target} onTarget={setTarget} onChange={change} />
        )}
        {inspected && (
          <Inspector
            state={state}
            outputs={outputs}
            {...inspected}
            parameters={shown.parameters}
            gradients={shot?.gradients ?? null}
            trace={shot?.trace ?? null}
            canEdit={shows('weights')}
            onWeight={(at, value) => run.send({ do: 'weight', run: 0, at, value })}
            onClose={() => setSelected(undefined)}
          />
        )}
        {points.classes > 0 && (
          <details class="play-more play-matrices">
            <summary>{text.matrices}</summary>
            <Confusion metrics={shown.train} caption={text.confusionTrain} />
            <Confusion metrics={shown.test} caption={text.confusion} />
          </details>
        )}
        {shows('tools') && (
          <Tools
            session={session}
            outputs={outputs}
            parameters={shown.parameters}
            palette={palette}
            axes={axes}
            onAxes={setAxes}
          />
        )}
        {shows('help') && <Help />}
      </Frame>
    </div>
  )
}
