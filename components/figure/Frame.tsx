import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { LiveText } from './LiveText.tsx'
import { figureAsPng } from './save-png.ts'
import { download, figureAsSvg } from './save-svg.ts'
import { addressWithState, type LinkState } from './state-link.ts'

export interface FrameProps {
  /** The figure's id: its anchor and its prefix in links. */
  id: string
  /** What assistive technology and the table call it. */
  name: string
  /** The figure in words, for its present state. */
  description: string
  /** The same numbers as the drawing shows, by name. */
  table: readonly (readonly [name: string, value: string])[]
  /** What a link to this state carries. */
  linkState: () => LinkState
  /** The address at which the same thing stands as cells to run; rejects where it does not fit into one. */
  code?: () => Promise<string>
  /** Buttons at the left of the control row, the primary one first. */
  actions?: ComponentChildren
  /** The row of controls above the body: where the body is long, or grows. */
  controlsFirst?: boolean
  children: ComponentChildren
}

type EmbedFormType = typeof import('./EmbedForm.tsx').EmbedForm

/** What stands below the figure in a frame of another page: the link to the course, with some air. */
const HOME_LINE = 72

/** What every figure shares: the body, a quiet row of controls, a description in words and a table of its numbers. */
export function Frame({
  id,
  name,
  description,
  table,
  linkState,
  code,
  actions,
  controlsFirst = false,
  children,
}: FrameProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [hasTable, setHasTable] = useState(false)
  const [said, setSaid] = useState('')
  /** Fetched when a reader asks for it, with the figure's height before it opens. */
  const [embed, setEmbed] = useState<{ Form: EmbedFormType; height: number }>()

  const copyLink = async () => {
    const address = addressWithState(location.href, id, linkState())
    try {
      await navigator.clipboard.writeText(address)
      setSaid(ui.figure.linkCopied)
    } catch {
      // The clipboard is the browser's to refuse; the reader can still take the link from here.
      setSaid(`${ui.figure.linkShown} ${address}`)
    }
  }
  const toggleEmbed = async () => {
    if (embed) return setEmbed(undefined)
    const figure = frame.current?.closest('figure') ?? frame.current
    const height = figure?.offsetHeight ?? 0
    const { EmbedForm: Form } = await import('./EmbedForm.tsx')
    setEmbed({ Form, height: height + HOME_LINE })
  }
  const viewCode = async (address: () => Promise<string>) => {
    try {
      location.assign(await address())
    } catch {
      setSaid(ui.figure.codeTooLong)
    }
  }
  const savePng = async () =>
    frame.current && download(`${id}.png`, 'image/png', await figureAsPng(frame.current))
  const saveSvg = () => frame.current && download(`${id}.svg`, 'image/svg+xml', figureAsSvg(frame.current))

  const controls = (
    <div class="frame-controls needs-script">
      <div class="frame-actions">{actions}</div>
      <div class="frame-links">
        <button type="button" aria-expanded={hasTable} onClick={() => setHasTable(!hasTable)}>
          {ui.figure.table}
        </button>
        <button type="button" onClick={copyLink}>
          {ui.figure.link}
        </button>
        <button
          type="button"
          class="frame-embed"
          aria-expanded={embed !== undefined}
          onClick={() => void toggleEmbed()}
        >
          {ui.figure.embed}
        </button>
        <button type="button" onClick={saveSvg}>
          {ui.figure.svg}
        </button>
        <button type="button" onClick={() => void savePng()}>
          {ui.figure.png}
        </button>
        {code && (
          <button type="button" class="frame-code" onClick={() => void viewCode(code)}>
            {ui.figure.code}
          </button>
        )}
      </div>
    </div>
  )

  return (
    <div
      class={controlsFirst ? 'frame frame-controls-first' : 'frame'}
      role="group"
      aria-label={name}
      lang={ui.language}
      ref={frame}
    >
      {controlsFirst && controls}
      <div class="frame-body">{children}</div>
      <LiveText text={description} />
      {!controlsFirst && controls}
      <p class="frame-said" role="status">
        {said}
      </p>
      {embed && <embed.Form id={id} name={name} state={linkState()} height={embed.height} />}
      {hasTable && (
        <table class="frame-table">
          <caption>{ui.figure.tableOf(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.figure.quantity}</th>
              <th scope="col">{ui.figure.value}</th>
            </tr>
          </thead>
          <tbody>
            {table.map(([quantity, value]) => (
              <tr key={quantity}>
                <th scope="row">{quantity}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
