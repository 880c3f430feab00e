import { useState } from 'preact/hooks'
import { embedText as text } from '../../src/strings/embed.en.ts'
import { controlsOf } from './controls.ts'
import { embedAddress, frameHtml, hiddenFromLink, stateFromAddress, type LinkState } from './state-link.ts'

interface Props {
  /** The figure's id, which names it in addresses. */
  id: string
  name: string
  state: LinkState
  /** How tall the figure is here, in pixels. */
  height: number
}

/** The HTML with which another page shows this figure as it stands, without the controls that are ticked. */
export function EmbedForm({ id, name, state, height }: Props) {
  const [hide, setHide] = useState<readonly string[]>(() => [
    ...hiddenFromLink(state['hide'] ?? stateFromAddress(id, location.search)['hide']),
  ])
  const [said, setSaid] = useState('')
  const controls = [...new Set([...controlsOf(id), ...hide])]
  const html = frameHtml(embedAddress(location.href, id, state, hide), name, height)

  const toggle = (control: string) =>
    setHide(hide.includes(control) ? hide.filter((one) => one !== control) : [...hide, control])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(html)
      setSaid(text.copied)
    } catch {
      setSaid(text.copyYourself)
    }
  }

  return (
    <div class="embed-form">
      {controls.length > 0 && (
        <fieldset>
          <legend>{text.leaveOut}</legend>
          {controls.map((control) => (
            <label class="option" key={control}>
              <input type="checkbox" checked={hide.includes(control)} onChange={() => toggle(control)} />
              <code>{control}</code>
            </label>
          ))}
        </fieldset>
      )}
      <label class="embed-html">
        {text.html}
        <textarea readOnly rows={4} spellcheck={false} value={html} />
      </label>
      <p>{text.height}</p>
      <button type="button" class="button" onClick={() => void copy()}>
        {text.copy}
      </button>{' '}
      <span role="status">{said}</span>
    </div>
  )
}
