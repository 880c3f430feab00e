import { useEffect, useState } from 'preact/hooks'
import { isPrintable } from '../../src/exercises/solutions.ts'
import { ui } from '../../src/strings/index.ts'
import { Text } from './Text.tsx'
import { fetchVariants } from './fetch-variants.ts'
import { Question } from './Question.tsx'
import type { ShippedVariant } from './shipped.ts'
import { asOnPage, textsOnPage, type TextlessVariant } from './texts-on-page.ts'
import { useWork } from './use-work.ts'

const text = ui.exercise

interface Props {
  id: string
  number: number
  /** How many variants there are. */
  variants: number
  /** Variant 1; its texts are on the page. */
  first: TextlessVariant
  /** Where all variants are, with hints, feedback and solution. */
  source: string
  report: string
  kind: string
}

/** One exercise of a lesson: its question, and the way to others like it. */
export function Panel({ id, number, variants, first, source, report, kind }: Props) {
  const [texts] = useState(() => textsOnPage(first.id))
  const [loaded, setLoaded] = useState<readonly ShippedVariant[]>()
  const [failed, setFailed] = useState(false)
  const { work, question, isOutdated, progress, tell, choose } = useWork(
    loaded ?? [{ ...first, html: texts }],
  )

  const fetchAll = () => {
    setFailed(false)
    fetchVariants(source).then(
      (all) => setLoaded(asOnPage(all, texts)),
      () => setFailed(true),
    )
  }
  useEffect(fetchAll, [source])

  const variantText = text.variant(question.variant)
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
            onClick={() => choose((question.variant % variants) + 1)}
          >
            {text.another}
          </button>
        )}
      </div>
      {isOutdated && <p class="exercise-changed">{text.changed}</p>}
      {failed ? (
        <>
          <Text class="exercise-prompt" of={question.html} name="prompt" />
          <p class="exercise-failed" role="alert">
            {text.failed}{' '}
            <button type="button" class="link-button" onClick={fetchAll}>
              {text.retry}
            </button>
          </p>
        </>
      ) : (
        <Question variant={question} work={work} isReady={loaded !== undefined} tell={tell} />
      )}
      {loaded && isPrintedWithSolutions() && isPrintable(first.solutions) && (
        <div class="exercise-solution print-only">
          <p class="note-label">{text.solution}</p>
          <Text of={question.html} name="solution" />
        </div>
      )}
      <p class="exercise-foot">
        {variants > 1 && <span>{variantText}</span>}
        {variants > 1 && <span class="needs-script"> · </span>}
        <a
          class="needs-script"
          href={report + encodeURIComponent(`${question.id}, ${variantText}, ${text.seed(question.seed)}`)}
        >
          {ui.lesson.report}
        </a>
      </p>
    </>
  )
}

/** `?print=solutions` prints the sheet with its solutions: for whoever teaches. */
const isPrintedWithSolutions = (): boolean =>
  new URLSearchParams(location.search).get('print') === 'solutions'
