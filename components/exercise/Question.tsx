import { useEffect, useId } from 'preact/hooks'
import type { Work, WorkEvent } from '../../src/exercises/attempts.ts'
import { echo, type Judge } from '../../src/exercises/check.ts'
import { formText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { Feedback } from './Feedback.tsx'
import { Help } from './Help.tsx'
import { Text } from './Text.tsx'
import { pageJudge } from './judge-host.ts'
import { MessageText } from './MessageText.tsx'
import { Sheet } from './Sheet.tsx'
import { forChecker, type ShippedVariant } from './shipped.ts'
import { useVerdict } from './use-verdict.ts'

const text = ui.exercise

interface Props {
  variant: ShippedVariant
  work: Work
  /** Whether hints, feedback and solution have arrived. */
  isReady: boolean
  tell: (event: WorkEvent) => void
  judge?: Judge
  /** An answer to be graded as if the reader had given it; a new object grades again. */
  given?: { raw: unknown } | undefined
}

/** One question: the prompt, the reader's answer, what there is to say about it, and every kind of help. */
export function Question({ variant, work, isReady, tell, judge = pageJudge, given }: Props) {
  const { raw, outcome, isJudging, submit } = useVerdict(variant, work, isReady, judge, tell)
  const echoId = useId()
  const heard =
    isReady && work.draft !== null && work.draft !== '' ? echo(work.draft, forChecker(variant)) : {}

  useEffect(() => {
    if (given) void submit(given.raw)
  }, [given])

  return (
    <>
      <Text class="exercise-prompt" of={variant.html} name="prompt" />
      <Sheet variant={variant} />
      <form
        class="exercise-form needs-script"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isJudging) void submit()
        }}
      >
        <div class="exercise-row">
          <AnswerForm
            key={`${variant.id} ${variant.variant}`}
            variant={variant}
            raw={work.draft ?? raw}
            outcome={outcome}
            tries={work.answers.map((answer) => answer.raw)}
            describedBy={echoId}
            onRaw={(next) => tell({ type: 'edit', raw: next })}
          />
          <Help variant={variant} work={work} isReady={isReady} tell={tell} />
        </div>
        <p class="exercise-echo" id={echoId} aria-live="polite">
          {heard.read !== undefined && text.read(heard.read)}
          {heard.read === undefined && heard.message && (
            <MessageText message={heard.message} html={variant.html} />
          )}
        </p>
      </form>
      <div role="status" class="exercise-status">
        {isJudging ? formText.running : outcome && <Feedback outcome={outcome} html={variant.html} />}
      </div>
      {isReady &&
        Array.from({ length: Math.min(work.hints, variant.hints) }, (_, i) => (
          <div class="exercise-hint" key={i}>
            <p class="note-label">{text.hintNumber(i + 1, variant.hints)}</p>
            <Text of={variant.html} name={`hint-${i + 1}`} />
          </div>
        ))}
      {isReady && work.isSolutionSeen && variant.html['solution'] !== undefined && (
        <div class="exercise-solution">
          <p class="note-label">{text.solutionBeside}</p>
          <Text of={variant.html} name="solution" />
        </div>
      )}
    </>
  )
}
