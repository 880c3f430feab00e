import { useEffect, useRef, useState } from 'preact/hooks'
import type { Outcome } from '../../../src/exercises/check.ts'
import { exerciseText } from '../../../src/strings/exercises.en.ts'
import { formText } from '../../../src/strings/exercise-ui.en.ts'
import { notebookText } from '../../../src/strings/notebook.en.ts'
import { partOf, type FormProps, type VariantOf } from '../form-props.ts'
import { Text } from '../Text.tsx'
import { codeHost, type EditorHandle } from '../judge-host.ts'
import { useHasCode } from '../use-host.ts'
import { Mark } from './Mark.tsx'

/** The notebook's editor, and the code as text until it is there. The tests are there to be read. */
export function CodeForm(props: FormProps<VariantOf<'code'>>) {
  const { variant, outcome } = props
  const { starter, tests } = variant.data
  const hasHost = useHasCode()
  const wanted = useRef(false)
  return (
    <div class="code-form">
      {hasHost ? (
        <Editor {...props} wanted={wanted} />
      ) : (
        <div class="code-place" role="presentation" onClick={() => (wanted.current = true)}>
          <Waiting code={starter} />
        </div>
      )}
      <p class="note-label">{formText.tests}</p>
      <ul class="goals">
        {tests.map(({ id, code }, i) => (
          <li key={id}>
            <Mark part={outcome?.parts?.[i]} />
            <Text of={variant.html} name={`test-${id}`} />
            <Detail part={outcome?.parts?.[i]} />
            <details>
              <summary>{formText.showTest}</summary>
              <pre class="code" tabIndex={0}>
                {code}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What a failed test found: `size at index 1 gives 4, which is not right.` */
function Detail({ part }: { part: Outcome | undefined }) {
  if (!part || !('id' in part.message) || part.message.id !== 'test-failed') return null
  return <p class="goal-detail">{exerciseText(part.message)}</p>
}

interface EditorProps extends FormProps<VariantOf<'code'>> {
  /** Whether the code was clicked before there was an editor to open. */
  wanted: { current: boolean }
}

function Editor({ variant, raw, describedBy, onRaw, wanted }: EditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorHandle>()
  const shown = useRef('')
  const latest = useRef(onRaw)
  const [failed, setFailed] = useState(false)
  latest.current = onRaw
  const written = partOf(raw, 'code')
  const code = typeof written === 'string' ? written : variant.data.starter

  useEffect(() => {
    let isGone = false
    codeHost()
      ?.then((host) => {
        if (isGone || !place.current) return
        place.current.textContent = ''
        shown.current = code
        editor.current = host.mount(place.current, {
          code,
          label: formText.program,
          describedBy,
          isWanted: wanted.current,
          onCode: (next) => {
            shown.current = next
            latest.current({ code: next })
          },
        })
      })
      .catch(() => setFailed(true))
    return () => {
      isGone = true
      editor.current?.destroy()
    }
  }, [variant.id, variant.variant])

  // A reset, or an answer that came from storage: the editor shows it; its own changes are there already.
  useEffect(() => {
    if (editor.current && code !== shown.current) {
      shown.current = code
      editor.current.setCode(code)
    }
  }, [code])

  return failed ? (
    <pre class="code" tabIndex={0} aria-label={formText.starter}>
      {code}
    </pre>
  ) : (
    <div
      class="code-place"
      role="presentation"
      ref={place}
      onClick={() => (wanted.current ||= editor.current === undefined)}
    >
      <Waiting code={code} />
    </div>
  )
}

/** As tall as the editor that takes its place, with the line about keys that comes with it. */
function Waiting({ code }: { code: string }) {
  return (
    <>
      <pre class="code">{code}</pre>
      <p class="cell-keys">{notebookText.editHint}</p>
    </>
  )
}
