import { useEffect, useId, useState } from 'preact/hooks'
import { isSolutionOffered } from '../../src/exercises/attempts.ts'
import { check, echo, type Outcome } from '../../src/exercises/check.ts'
import { ui } from '../../src/strings/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { Feedback } from './Feedback.tsx'
import { Help } from './Help.tsx'
import { Html } from './Html.tsx'
import { MessageText } from './MessageText.tsx'
import { forChecker, type ShippedVariant } from './shipped.ts'
import { useWork } from './use-work.ts'

const text = ui.exercise

interface Props {
  id: string
  number: number
  /** How many variants there are. */
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
  const { work, question, isOutdated, progress, tell, choose } = useWork(loaded ?? [first])
  const variant = question
  const [judged, setJudged] = useState<{ raw: unknown; outcome: Outcome }>()
  const echoId = useId()

  const fetchAll = () => {
    setFailed(false)
    fetch(source)
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(String(response.status)))))
      .then(({ variants: all }: { variants: ShippedVariant[] }) => setLoaded(all))
      .catch(() => setFailed(true))
  }
  useEffect(fetchAll, [source])

  const last = work.answers.at(-1)
  // The verdict on an answer that was graded before the page was left is found again by grading it again.
  const outcome = judged?.raw === work.draft ? judged?.outcome : loaded && last?.raw === work.draft && last ? check(last.raw, forChecker(variant)) : undefined
  const heard = loaded && work.draft !== null && work.draft !== '' ? echo(work.draft, forChecker(variant)) : {}

  const submit = () => {
    const raw = work.draft ?? ''
    const found = check(raw, forChecker(variant))
    tell({ type: 'graded', raw, outcome: found })
    setJudged({ raw, outcome: found })
  }

  return (
    <>
      <div class="exercise-head">
        <p class="exercise-kind" id={`${id}-label`}>
          {text.label(number)} · {kind}
          {progress === 'correct' && <span class="exercise-done"> · {text.done}</span>}
        </p>
        {variants > 1 && (
          <button
            type="button"
            class="link-button needs-script"
            disabled={!loaded}
            onClick={() => choose((variant.variant % variants) + 1)}
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
          <div class="exercise-row">
            <AnswerForm
              key={variant.variant}
              variant={variant}
              raw={work.draft}
              outcome={outcome}
              describedBy={echoId}
              onRaw={(raw) => tell({ type: 'edit', raw })}
            />
            <Help
              variant={variant}
              work={work}
              isReady={loaded !== undefined}
              isSolutionOffered={isSolutionOffered(work)}
              tell={tell}
            />
          </div>
          <p class="exercise-echo" id={echoId} aria-live="polite">
            {heard.read !== undefined && text.read(heard.read)}
            {heard.read === undefined && heard.message && <MessageText message={heard.message} html={variant.html} />}
          </p>
        </form>
      )}
      <div role="status">{outcome && <Feedback outcome={outcome} html={variant.html} />}</div>
      {loaded &&
        Array.from({ length: work.hints }, (_, i) => (
          <div class="exercise-hint" key={i}>
            <p class="note-label">{text.hintNumber(i + 1, variant.hints)}</p>
            <Html html={variant.html[`hint-${i + 1}`] ?? ''} />
          </div>
        ))}
      {loaded && work.isSolutionSeen && (
        <div class="exercise-solution">
          <p class="note-label">{text.solutionBeside}</p>
          <Html html={variant.html['solution'] ?? ''} />
        </div>
      )}
      {isOutdated && <p class="exercise-echo">{text.changed}</p>}
      <p class="exercise-foot needs-script">
        {variants > 1 && `${text.variant(variant.variant)} · `}
        <a href={report + encodeURIComponent(`${variant.id}, ${text.variant(variant.variant)}, ${text.seed(variant.seed)}`)}>
          {ui.lesson.report}
        </a>
      </p>
    </>
  )
}
