import { formText, sheetText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import { GivenSteps } from './GivenSteps.tsx'
import { Text } from './Text.tsx'
import type { ShippedVariant } from './shipped.ts'

/** The exercise as a worksheet: what stands on paper, and on the page where no script runs, in place of the form. */
export function Sheet({ variant }: { variant: ShippedVariant }) {
  return <div class="sheet">{face(variant)}</div>
}

function face(variant: ShippedVariant) {
  const { kind, data, html } = variant
  switch (kind) {
    case 'choice':
    case 'multi':
      return <Options kind={kind} options={data.options} html={html} />
    case 'order':
      return (
        <>
          <p class="exercise-note">{sheetText.order}</p>
          <ul class="sheet-blocks">
            {data.blocks.map(({ id, code }) => (
              <li key={id}>
                {code === undefined ? <Text of={html} name={`block-${id}`} /> : <code>{code}</code>}
              </li>
            ))}
          </ul>
        </>
      )
    case 'tensor':
      return data.shapeIs === 'given' && data.shape.length <= 2 ? (
        <EmptyGrid shape={data.shape} />
      ) : (
        <Line lines={2} />
      )
    case 'shape':
      return <Line label={sheetText.shape} />
    case 'predict-run':
      return (
        <>
          {data.run.kind === 'cell' && <pre class="code">{data.run.code}</pre>}
          {data.ask.kind === 'choice' ? (
            <Options kind="choice" options={data.ask.data.options} html={html} />
          ) : (
            <Line label={formText.prediction} lines={data.ask.kind === 'output' ? 3 : 1} />
          )}
        </>
      )
    case 'target':
      return (
        <>
          <ul class="goals">
            {data.goals.map(({ id }) => (
              <li key={id}>
                <Text of={html} name={`goal-${id}`} />
              </li>
            ))}
          </ul>
          <p class="exercise-note">{sheetText.noInteraction}</p>
        </>
      )
    case 'code':
      return (
        <>
          <pre class="code">{data.starter}</pre>
          <Line label={sheetText.because} lines={6} />
        </>
      )
    case 'free':
      return <Line label={sheetText.because} lines={6} />
    case 'derivation':
      return data.mode === 'lines' ? (
        <Line lines={4} />
      ) : (
        <>
          <GivenSteps html={html} count={data.derivation.steps.length} />
          <Line lines={data.blanks} />
        </>
      )
    default:
      return <Line />
  }
}

interface OptionsProps {
  kind: 'choice' | 'multi'
  options: readonly string[]
  html: Record<string, string>
}

function Options({ kind, options, html }: OptionsProps) {
  return (
    <>
      <p class="exercise-note">{kind === 'choice' ? sheetText.choose : sheetText.chooseAll}</p>
      <ul class={`sheet-options sheet-${kind}`}>
        {options.map((option) => (
          <li key={option}>
            <Text of={html} name={`option-${option}`} />
          </li>
        ))}
      </ul>
    </>
  )
}

function EmptyGrid({ shape }: { shape: readonly number[] }) {
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : [shape[0]!, shape[1]!]
  return (
    <div class="sheet-grid" style={{ gridTemplateColumns: `repeat(${columns}, 4rem)` }} aria-hidden="true">
      {Array.from({ length: rows * columns }, (_, i) => (
        <span key={i} />
      ))}
    </div>
  )
}

/** Lines to write on. */
function Line({ label = ui.exercise.sheetAnswer, lines = 1 }: { label?: string; lines?: number }) {
  return (
    <>
      <p class="sheet-line">{label}</p>
      {Array.from({ length: lines - 1 }, (_, i) => (
        <p class="sheet-line" key={i} aria-hidden="true">
          {' '}
        </p>
      ))}
    </>
  )
}
