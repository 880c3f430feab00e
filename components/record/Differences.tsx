import { useState } from 'preact/hooks'
import { exchangeEdit } from '../../src/notebook/state/all-edits.ts'
import type { Difference } from '../../src/notebook/state/join-edits.ts'
import { recordText as text } from '../../src/strings/record.en.ts'
import { dateText } from './AnswerTable.tsx'
import { nameOf, type Pages } from './carried.ts'

const dateOf = (updated: number | undefined): string => (updated === undefined ? '' : dateText(updated))

/** Cells whose code in a file is not that of this device: both to be read, and the reader chooses. Nothing runs. */
export function Differences({ differing, pages }: { differing: readonly Difference[]; pages: Pages }) {
  if (differing.length === 0) return null
  return (
    <div class="record-differing">
      <h3>{text.differing}</h3>
      <p class="soft">{text.differingAbout}</p>
      {differing.map((one, i) => (
        <Choice key={i} {...one} pages={pages} />
      ))}
    </div>
  )
}

function Choice({ mine, theirs, pages }: Difference & { pages: Pages }) {
  const [isTheirs, setTheirs] = useState(false)
  const [said, setSaid] = useState('')
  const choose = async () => {
    const [from, to] = isTheirs ? [theirs, mine] : [mine, theirs]
    if (!(await exchangeEdit(from, to))) return setSaid(text.changedMeanwhile)
    setTheirs(!isTheirs)
    setSaid(isTheirs ? text.tookMine : text.tookTheirs)
  }
  const code = (label: string, shown: string) => (
    <details>
      <summary>{label}</summary>
      <pre tabIndex={0}>
        <code>{shown}</code>
      </pre>
    </details>
  )
  const name = nameOf(mine, pages)
  return (
    <div class="record-choice" role="group" aria-label={name}>
      <p>
        <a href={`${pages.base}${mine.lesson}/#cell-${mine.cell}`}>{name}</a>
      </p>
      {code(text.codeHere(dateOf(mine.updated)), mine.code ?? text.publishedHere)}
      {code(text.codeInFile(dateOf(theirs.updated)), theirs.code ?? '')}
      <p>
        <button type="button" class="button" onClick={() => void choose()}>
          {isTheirs ? text.takeMine : text.takeTheirs}
        </button>{' '}
        <span role="status">{said}</span>
      </p>
    </div>
  )
}
