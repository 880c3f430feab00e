import type { Dropped, Item } from '../../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../../src/strings/notebook.en.ts'
import { PlainText } from './PlainText.tsx'
import { PlotView } from './PlotView.tsx'
import { TableView } from './TableView.tsx'
import { TexView } from './TexView.tsx'
import { ValueView } from './ValueView.tsx'

/** What a cell has printed and shown, in order. All of it is data; nothing of it is read as markup. */
export function OutputList({ items, dropped }: { items: readonly Item[]; dropped?: Dropped | undefined }) {
  const isCut = dropped !== undefined && dropped.lines + dropped.figures > 0
  return (
    <>
      {items.map((item, i) => (
        <div key={i} class={`cell-item cell-${item.kind}${item.kind === 'log' ? ` cell-${item.level}` : ''}`}>
          <ItemView item={item} />
        </div>
      ))}
      {isCut && <p class="cell-note">{text.dropped(dropped)}</p>}
    </>
  )
}

function ItemView({ item }: { item: Item }) {
  switch (item.kind) {
    case 'log':
      return (
        <>
          {item.parts.map((part, i) => (
            <span key={i} class="log-part">
              {part.t === 'text' ? <PlainText {...part} /> : <ValueView shown={part} />}
            </span>
          ))}
        </>
      )
    case 'value':
      return <ValueView shown={item.value} />
    case 'table':
      return <TableView table={item} />
    case 'tex':
      return <TexView tex={item.tex} />
    case 'plot':
      return <PlotView plot={item.plot} />
  }
}
