import { useEffect, useRef, useState } from 'preact/hooks'
import type { LessonDerivation } from '../../src/math/index.ts'
import { ui } from '../../src/strings/index.ts'
import type { DrawnStep } from './drawn.ts'

const text = ui.derivation

interface Props {
  id: string
  steps: readonly DrawnStep[]
  /** What was checked, as plain data: for other numbers, evaluated in the page. */
  source: LessonDerivation
}

/** A proof, line by line: whole on paper and without scripts, otherwise as fast as the reader wants it. */
export function Panel({ id, steps, source }: Props) {
  const list = useRef<HTMLOListElement>(null)
  // The page arrives with the whole proof; the style sheet shows the lines to come where there are no scripts, and on paper.
  const [shown, setShown] = useState(1)
  const [withNumbers, setWithNumbers] = useState(false)
  const [checked, setChecked] = useState(steps.map((step) => step.checked))
  const [draw, setDraw] = useState(0)

  useEffect(() => {
    if (draw === 0) return
    void import('./refill.ts').then(({ valuesAt }) => {
      const { slots, sides } = valuesAt(source, draw)
      for (const place of list.current!.querySelectorAll<HTMLElement>('[data-slot]')) {
        const target = place.querySelector('.text') ?? place
        target.textContent = slots[Number(place.dataset['slot'])] ?? ''
      }
      setChecked(sides)
    })
  }, [draw])

  const reveal = () => {
    setShown(shown + 1)
    // The new line takes the focus, so that a reader who cannot see it appear hears it.
    requestAnimationFrame(() => (list.current?.children[shown] as HTMLElement | undefined)?.focus())
  }

  return (
    <>
      <ol class={withNumbers ? 'derivation-steps with-numbers' : 'derivation-steps'} ref={list}>
        {steps.map((step, i) => (
          <li key={i} class={i < shown ? '' : 'not-yet'} tabIndex={-1} id={`${id}-${i + 1}`}>
            <div
              class="derivation-line"
              hidden={withNumbers}
              dangerouslySetInnerHTML={{ __html: step.tex }}
            />
            <div
              class="derivation-line"
              hidden={!withNumbers}
              dangerouslySetInnerHTML={{ __html: step.numbersTex }}
            />
            <div class="derivation-reason">
              <span dangerouslySetInnerHTML={{ __html: step.by }} />
              {checked[i] && (
                <span class="derivation-checked">
                  ✓ {text.checked} {checked[i]}
                </span>
              )}
            </div>
          </li>
        ))}
      </ol>
      <div class="derivation-controls needs-script">
        {shown < steps.length && (
          <>
            <button type="button" class="button button-primary" onClick={reveal}>
              {text.next}
            </button>
            <button type="button" class="button" onClick={() => setShown(steps.length)}>
              {text.all}
            </button>
          </>
        )}
        <button
          type="button"
          class="button"
          aria-pressed={withNumbers}
          onClick={() => setWithNumbers(!withNumbers)}
        >
          {text.numbers}
        </button>
        {withNumbers && (
          <button type="button" class="button" onClick={() => setDraw(draw + 1)}>
            {text.otherNumbers}
          </button>
        )}
      </div>
    </>
  )
}
