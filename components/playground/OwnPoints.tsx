import { useState } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import { parseDecimal } from '../../src/strings/numbers.ts'
import { Choice } from './Choice.tsx'
import {
  MOST_CLASSES,
  onPlane,
  readCsv,
  type CsvPoints,
  type CsvProblem,
  type OwnPoint,
  type PlayState,
} from './model.ts'

interface Props {
  state: PlayState
  /** Class or value of the points that a press adds. */
  target: number
  onTarget: (target: number) => void
  onChange: (change: Partial<PlayState>) => void
}

/** What came of a table, in a sentence or two. */
function tableText(read: CsvPoints | CsvProblem): string {
  if ('why' in read) {
    if (read.why === 'empty') return text.csv.empty
    if (read.why === 'columns') return text.csv.columns(read.line, read.found)
    if (read.why === 'text') return text.csv.text(read.line, read.found)
    return text.csv[read.why](read.found)
  }
  return [
    text.csv.read(read.points.length),
    read.names.length > 0 && text.csv.classes(read.names.join(', ')),
    read.stretched && text.csv.stretched,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Points by pressing, by numbers, from a pasted table or a file. */
export function OwnPoints({ state, target, onTarget, onChange }: Props) {
  const [typed, setTyped] = useState<readonly [string, string]>(['0', '0'])
  const [table, setTable] = useState('')
  const [said, setSaid] = useState('')
  const [isWrong, setWrong] = useState(false)
  const use = (content: string) => {
    const read = readCsv(content)
    setSaid(tableText(read))
    setWrong('why' in read)
    if (!('why' in read)) onChange({ own: read.points, ownValues: read.ofValues })
  }
  const add = () => {
    const [x1, x2] = typed.map(parseDecimal)
    if (x1 === undefined || x2 === undefined) return
    onChange({ own: [...state.own, [onPlane(x1), onPlane(x2), target] satisfies OwnPoint] })
  }
  const readFile = async (file: File | null | undefined) => {
    if (file) use(await file.text())
  }
  return (
    <section class="play-own needs-script" aria-label={text.own}>
      <p class="play-heading">{text.own}</p>
      <p class="play-note">{text.ownHow}</p>
      <div class="play-settings">
        {state.ownValues ? (
          <Choice
            label={text.ownValue}
            value={target}
            options={[-1, -0.5, 0, 0.5, 1]}
            name={(value) => String(value).replace('-', '−')}
            onChange={onTarget}
          />
        ) : (
          <Choice
            label={text.ownClass}
            value={target}
            options={Array.from({ length: MOST_CLASSES }, (_, k) => k)}
            name={text.classNumber}
            onChange={onTarget}
          />
        )}
        <label class="option">
          <input
            type="checkbox"
            checked={state.ownValues}
            onChange={(event) => {
              onTarget(0)
              onChange({ ownValues: event.currentTarget.checked, own: [] })
            }}
          />
          {text.ownValues}
        </label>
      </div>
      <div class="play-settings">
        {([0, 1] as const).map((axis) => (
          <label class="play-choice play-number" key={axis}>
            <span>{axis === 0 ? text.x1 : text.x2}</span>
            <input
              type="text"
              inputMode="decimal"
              value={typed[axis]}
              onInput={({ currentTarget: { value } }) =>
                setTyped(axis === 0 ? [value, typed[1]] : [typed[0], value])
              }
            />
          </label>
        ))}
        <button type="button" class="button" onClick={add}>
          {text.addPoint}
        </button>
        <button
          type="button"
          class="button"
          disabled={state.own.length === 0}
          onClick={() => onChange({ own: [] })}
        >
          {text.clearPoints}
        </button>
        <span data-points>{text.pointCount(state.own.length)}</span>
      </div>
      <label class="play-paste">
        <span class="play-note">{text.paste}</span>
        <textarea
          aria-label={text.pasteName}
          rows={4}
          spellcheck={false}
          value={table}
          onInput={(event) => setTable(event.currentTarget.value)}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            void readFile(event.dataTransfer?.files[0])
          }}
        />
      </label>
      <div class="play-settings">
        <button type="button" class="button" disabled={table.trim() === ''} onClick={() => use(table)}>
          {text.useTable}
        </button>
        <label class="button play-file">
          {text.chooseFile}
          <input
            class="visually-hidden"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={(event) => void readFile(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <p class={isWrong ? 'play-wrong' : 'play-note'} role="status">
        {said}
      </p>
    </section>
  )
}
