import type { VNode } from 'preact'
import { useId } from 'preact/hooks'
import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { partOf, textOf, type FormProps, type VariantOf } from '../form-props.ts'
import { ChoiceForm } from './ChoiceForm.tsx'
import { NumericForm } from './NumericForm.tsx'
import { RunOutcome } from './RunOutcome.tsx'
import { ShapeForm } from './ShapeForm.tsx'
import { TensorForm } from './TensorForm.tsx'

type Props = FormProps<VariantOf<'predict-run'>>

const confidences = [1, 2, 3] as const

/** First the prediction and how sure it is; once committed it stands, and what happens is shown beside it. */
export function PredictRunForm(props: Props) {
  const { variant, raw, tries, onRaw } = props
  const { run } = variant.data
  const confidence = partOf(raw, 'confidence')
  const prediction = partOf(raw, 'prediction')
  const isCommitted = tries.length > 0
  const name = useId()
  const write = (change: object) =>
    onRaw({ prediction, ...(confidence === undefined ? {} : { confidence }), ...change })
  return (
    <div class="predict-run">
      {run.kind === 'cell' && (
        <pre class="code" tabIndex={0} aria-label={formText.program}>
          {run.code}
        </pre>
      )}
      <fieldset class="plain-fieldset" disabled={isCommitted}>
        <legend class="note-label">{formText.prediction}</legend>
        <Ask {...props} raw={prediction} onRaw={(next) => write({ prediction: next })} />
        <fieldset class="plain-fieldset confidence">
          <legend class="note-label">{formText.confidence}</legend>
          {confidences.map((level) => (
            <label key={level}>
              <input
                type="radio"
                name={name}
                checked={confidence === level}
                onChange={() => write({ confidence: level })}
              />
              {formText.confidences[level]}
            </label>
          ))}
        </fieldset>
      </fieldset>
      {isCommitted && (
        <>
          <p class="exercise-note">{formText.committed(sureness(confidence))}</p>
          <RunOutcome data={variant.data} html={variant.html} />
        </>
      )}
    </div>
  )
}

const sureness = (confidence: unknown): string | undefined =>
  formText.confidences[confidence as (typeof confidences)[number]]

/** The form of what is predicted. */
function Ask(props: Props): VNode {
  const { variant, raw, outcome, describedBy, onRaw } = props
  const { ask } = variant.data
  const inner = { raw, outcome, describedBy, onRaw }
  switch (ask.kind) {
    case 'numeric':
      return <NumericForm {...inner} tries={[]} variant={{ data: ask.data }} />
    case 'tensor':
      return <TensorForm {...inner} variant={{ data: ask.data }} />
    case 'shape':
      return <ShapeForm {...inner} />
    case 'choice':
      return <ChoiceForm {...inner} variant={{ data: ask.data, html: variant.html }} />
    case 'output':
      return (
        <label class="array">
          <span class="visually-hidden">{formText.outputLabel}</span>
          <textarea
            rows={4}
            spellcheck={false}
            autocapitalize="off"
            value={textOf(raw)}
            placeholder={formText.outputLabel}
            aria-describedby={describedBy}
            aria-invalid={outcome?.status === 'incorrect'}
            onInput={(event) => onRaw(event.currentTarget.value)}
          />
        </label>
      )
  }
}
