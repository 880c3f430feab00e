import { useEffect, useState } from 'preact/hooks'
import { newWork, reduceWork, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'
import type { Judge, Status } from '../../src/exercises/check.ts'
import { galleryText } from '../../src/strings/exercise-ui.en.ts'
import { ui } from '../../src/strings/index.ts'
import { pageJudge } from '../exercise/judge-host.ts'
import { readyFor } from '../exercise/math/late.ts'
import { Question } from '../exercise/Question.tsx'
import type { ShippedVariant } from '../exercise/shipped.ts'

export interface GalleryAnswer {
  label: string
  raw: unknown
  /** What a judge would report; given in place of running anything. */
  report?: unknown
  status: Status
  tag?: string
}

interface Props {
  variant: ShippedVariant
  answers: readonly GalleryAnswer[]
}

/** One kind, live, with its answers to try. The work on it lives as long as the page. */
export function GalleryPanel({ variant, answers }: Props) {
  const [work, setWork] = useState<Work>(newWork(variant))
  const [given, setGiven] = useState<GalleryAnswer>()
  const [isReady, setReady] = useState(false)
  const tell = (event: WorkEvent) => {
    if (event.type === 'edit') setGiven(undefined)
    setWork((before) => reduceWork(before, event, variant, Date.now()))
  }
  useEffect(() => void readyFor(variant.kind).then(() => setReady(true)), [])

  const reported = (async () => {
    if (given?.report === undefined) throw new Error('this answer comes without a report')
    return given.report
  }) as Judge

  return (
    <>
      <Question
        variant={variant}
        work={work}
        isReady={isReady}
        tell={tell}
        judge={given ? reported : pageJudge}
        given={given}
      />
      <div class="gallery-answers needs-script">
        <p class="note-label">{galleryText.answers}</p>
        <ul>
          {answers.map((answer) => (
            <li key={answer.label}>
              <button
                type="button"
                class="button"
                disabled={!isReady}
                data-status={answer.status}
                onClick={() => {
                  setWork(newWork(variant))
                  setGiven({ ...answer })
                }}
              >
                {answer.label}
              </button>{' '}
              <span class="gallery-outcome">
                {ui.exercise.verdict[answer.status]}
                {answer.tag && answer.status !== 'correct' && (
                  <>
                    {' '}
                    <code>{answer.tag}</code>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
