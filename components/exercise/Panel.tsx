import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { check, echo, type Outcome } from '../../src/exercises/check.ts'
import { ui } from '../../src/strings/index.ts'
import { Feedback } from './Feedback.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { Html } from './Html.tsx'
import { MessageText } from './MessageText.tsx'
import { forChecker, type ShippedVariant } from './shipped.ts'
import { useAttempts } from './use-attempts.ts'

const text = ui.exercise

interface Props {
  id: string
  number: number
  variants: number
  /** Variant 1 as far as the page shows it before anything is asked of it. */
  first: ShippedVariant
  /** Where all variants are, with hints, feedback and solution. */
  source: string
  report: string
  kind: string
}

/** One exercise: its question, the reader's answer, and what is to be said about it. */
export function Panel({ id, number, variants, first, source, report, kind }: Props) {
  const [loaded, setLoaded] = useState<readonly ShippedVariant[]>()
  const [failed, setFailed] = useState(false)
  const attempts = useAttempts(first)
  const variant = loaded?.[attempts.variant - 1] ?? first
  const checked = forChecker(variant)
  const echoId = useId()
  const said = useRef<HTMLDivElement>(null)

  const fetchAll = () => {
    setFailed(false)
    fetch(source)
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
      .then(({ variants: all }: { variants: ShippedVariant[] }) => setLoaded(all))
      .catch(() => setFailed(true))
  }
  useEffect(fetchAll, [source])

  const another = () => {
    const next = loaded?.[attempts.variant % variants]
    if (next) attempts.another(next.variant, next.seed)
  }
  const submit = () => attempts.answer(check(attempts.raw, checked))
  const heard = attempts.raw === undefined ? {} : echo(attempts.raw, checked)
  const mayShowSolution = attempts.graded >= 2 || attempts.outcome?.status === 'correct'

  return (
    <>
      <div class="exercise-head">
        <p class="exercise-kind" id={`${id}-label`}>
          {text.label(number)} · {kind}
          {attempts.isDone && <span class="exercise-done"> · {text.done}</span>}
        </p>
        {variants > 1 && (
          <button
            type="button"
            class="link-button needs-script"
            disabled={!loaded}
            onClick={() => another()}
          >
            {text.another}
          </button>
        )}
      </div>
      <Html class="exercise-prompt" html={variant.html['prompt'] ?? ''} />
      {failed ? (
        <p class="exercise-failed" role="alert">
          {text.failed}{' '}
          <button type="button" class="link-button" onClick={fetchAll}>
            {text.retry}
          </button>
        </p>
      ) : (
        <form
          class="exercise-form needs-script"
          onSubmit={(event) => {
            event.preventDefault()
            if (loaded) submit()
          }}
        >
          <AnswerForm
            key={variant.variant}
            variant={variant}
            raw={attempts.raw}
            outcome={attempts.outcome}
            describedBy={echoId}
            onRaw={attempts.write}
          />
          <div class="exercise-buttons">
            <button type="submit" class="button button-primary" aria-disabled={!loaded}>
              {text.check}
            </button>
            {attempts.hints < variant.hints && (
              <button type="button" class="button" disabled={!loaded} onClick={attempts.hint}>
                {text.hint}
              </button>
            )}
            {!attempts.solution && (
              <button
                type="button"
                class="link-button"
                disabled={!loaded}
                onClick={() => (mayShowSolution || confirm(text.confirmSolution)) && attempts.showSolution()}
              >
                {text.showSolution}
              </button>
            )}
          </div>
          <p class="exercise-echo" id={echoId} aria-live="polite">
            {heard.read !== undefined ? (
              text.read(heard.read)
            ) : heard.message && attempts.raw !== '' ? (
              <MessageText message={heard.message} html={variant.html} />
            ) : (
              ''
            )}
          </p>
        </form>
      )}
      <div ref={said} role="status">
        {attempts.outcome && loaded && <Feedback outcome={attempts.outcome} html={variant.html} />}
      </div>
      {loaded &&
        Array.from({ length: attempts.hints }, (_, i) => (
          <div class="exercise-hint" key={i}>
            <p class="note-label">{text.hintNumber(i + 1, variant.hints)}</p>
            <Html html={variant.html[`hint-${i + 1}`] ?? ''} />
          </div>
        ))}
      {attempts.solution && loaded && (
        <div class="exercise-solution">
          <p class="note-label">{text.solutionBeside}</p>
          <Html html={variant.html['solution'] ?? ''} />
        </div>
      )}
      {attempts.earlier && <p class="exercise-echo">{attempts.earlier}</p>}
      <p class="exercise-foot needs-script">
        {variants > 1 && `${text.variant(variant.variant)} · `}
        <a href={`${report}${encodeURIComponent(`\n${variant.id}, ${text.variant(variant.variant)}, seed ${variant.seed}`)}`}>
          {ui.lesson.report}
        </a>
      </p>
    </>
  )
}

export type { Outcome }
