import { shownText } from '../../../src/notebook/exchange/plain-text.ts'
import type { Shown } from '../../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'
import { ModelView } from './ModelView.tsx'
import { TensorView } from './TensorView.tsx'

/** Longest value that is shown on one line, in characters; longer ones unfold. */
const ONE_LINE = 72

/** A value as the cell's code left it: on one line where it fits, else to be unfolded. */
export function ValueView({ shown }: { shown: Shown }) {
  switch (shown.t) {
    case 'tensor':
      return <TensorView tensor={shown} />
    case 'model':
      return <ModelView model={shown} />
    case 'list':
    case 'record':
      return <Compound shown={shown} />
    case 'error':
      return (
        <span class="value-error">
          {shown.name}: {shown.message}
        </span>
      )
    case 'hidden':
      return (
        <em class="cut">
          {shown.name && `${shown.name} `}({text.hidden[shown.why]})
        </em>
      )
    default:
      return (
        <span class={`value value-${shown.t === 'atom' ? shown.type : shown.t}`}>{shownText(shown)}</span>
      )
  }
}

function Compound({ shown }: { shown: Extract<Shown, { t: 'list' | 'record' }> }) {
  const line = shownText(shown)
  const isPlain = line.length <= ONE_LINE && shown.more === 0 && isFlat(shown)
  if (isPlain) return <span class="value">{line}</span>
  const entries: readonly (readonly [string, Shown])[] =
    shown.t === 'record' ? shown.entries : shown.items.map((item, i) => [String(i), item] as const)
  return (
    <details class="value-tree">
      <summary>
        {shown.name || text.object} ({shown.size}){' '}
        <span class="value-preview">{line.slice(0, ONE_LINE)}</span>
      </summary>
      <dl>
        {entries.map(([key, value], i) => (
          <div key={i}>
            <dt>{key}</dt>
            <dd>
              <ValueView shown={value} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.more > 0 && <em class="cut">… {text.moreItems(shown.more)}</em>}
    </details>
  )
}

const isFlat = (shown: Extract<Shown, { t: 'list' | 'record' }>): boolean =>
  (shown.t === 'record' ? shown.entries.map(([, value]) => value) : shown.items).every(
    (value) => value.t !== 'tensor' && value.t !== 'model',
  )
