import { useEffect, useState } from 'preact/hooks'
import { onOtherTabs } from '../../src/course/progress/tabs.ts'
import { openProgress } from '../../src/course/progress/store.ts'
import type { ReviewCard } from '../../src/course/review/card.ts'
import { dueCards } from '../../src/course/review/due.ts'
import type { Work } from '../../src/exercises/attempts.ts'
import { slugOf } from '../../src/exercises/assignment.ts'
import { exportRecord, importRecord, mergeWork } from '../../src/exercises/record.ts'
import type { CarriedCells } from '../../src/exercises/record-cells.ts'
import { eraseEdits } from '../../src/notebook/state/all-edits.ts'
import type { Difference } from '../../src/notebook/state/join-edits.ts'
import { recordProblems, recordText } from '../../src/strings/record.en.ts'
import { rememberStudent } from '../assignment/student.ts'
import { StudentField } from '../assignment/StudentField.tsx'
import { download } from '../figure/save-svg.ts'
import type { ListedExercise } from '../review/exercise-index.ts'
import { AnswerTable } from './AnswerTable.tsx'
import { carried, countPages, nameOf, readCellsIn, type Pages } from './carried.ts'
import { Differences } from './Differences.tsx'
import { answerRows, latestExercise, mistakeRows, unitRows } from './summary.ts'
import { SummaryTables } from './SummaryTables.tsx'
import { useWords } from './use-words.ts'

interface Props {
  exercises: readonly ListedExercise[]
  /** Titles of units and lessons by id. */
  titles: Readonly<Record<string, string>>
  /** Name of the course, as files carry it. */
  course: string
  /** Address of the page of reviews. */
  review: string
  pages: Pages
}

/** All of one's work: where it stands, as a file, from a file, gone. */
export function RecordPanel({ exercises, titles, course, review, pages }: Props) {
  const [works, setWorks] = useState<readonly Work[]>()
  const [cards, setCards] = useState<readonly ReviewCard[]>([])
  const [isKept, setKept] = useState(true)
  const [student, setStudent] = useState('')
  const [own, setOwn] = useState<CarriedCells>({ cells: [], leftOut: [] })
  const [withCells, setWithCells] = useState(true)
  const [differing, setDiffering] = useState<readonly Difference[]>([])
  const [said, setSaid] = useState<{ text: string; isProblem: boolean }>()

  const refresh = async () => {
    const store = await openProgress()
    setWorks(await store.all())
    setCards(await store.cards())
    setKept(store.isKept)
    void carried().then(setOwn)
  }
  useEffect(() => {
    void refresh()
    return onOtherTabs(() => void refresh())
  }, [])

  const save = async () => {
    const now = new Date().toISOString()
    // What was written in another tab since this page looked goes along.
    const { cells, leftOut } = withCells ? await carried() : { cells: [], leftOut: [] }
    download(
      recordText.fileName(student.trim() === '' ? '' : slugOf(student), now.slice(0, 10)),
      'application/json',
      exportRecord(works ?? [], course, now, student, undefined, cells),
    )
    if (leftOut.length > 0)
      setSaid({
        text: recordText.leftOut(leftOut.map((one) => nameOf(one, pages)).join('; ')),
        isProblem: true,
      })
  }

  const readIn = async (file: File) => {
    setDiffering([])
    const text = await file.text().catch(() => undefined)
    if (text === undefined) return setSaid({ text: recordText.unreadable, isProblem: true })
    const reading = importRecord(text, Date.now())
    if (!reading.ok) {
      const { reason, path = '' } = reading.problem
      return setSaid({ text: recordProblems[reason](path), isProblem: true })
    }
    const store = await openProgress()
    const { merged, added, updated, kept } = mergeWork(await store.all(), reading.record.work)
    await store.put(...merged)
    const cells = await readCellsIn(reading.record.cells ?? [], pages)
    await refresh()
    setDiffering(cells.differing)
    const sentences = [recordText.merged(added, updated, kept), ...cells.sentences]
    setSaid({ text: sentences.join(' '), isProblem: cells.isProblem })
  }

  const erase = async () => {
    if (!confirm(recordText.confirmErase)) return
    await (await openProgress()).erase()
    await eraseEdits()
    setDiffering([])
    rememberStudent('')
    await refresh()
    setSaid({ text: recordText.erased, isProblem: false })
  }

  const words = useWords(works, exercises)
  const due = dueCards(
    cards,
    exercises.map(({ id }) => id),
    Date.now(),
  ).length
  const hasCells = own.cells.length + own.leftOut.length > 0
  const latest = latestExercise(works ?? [], exercises)

  return (
    <>
      {!isKept && <p class="exercise-note">{recordText.notKept}</p>}
      {works ? (
        <>
          {latest && (
            <p class="record-next">
              <a class="button button-primary" href={latest.place}>
                {recordText.goOn(titles[latest.id.slice(0, latest.id.lastIndexOf('/'))] ?? latest.title)}
              </a>{' '}
              <a href={review}>{cards.length > 0 ? recordText.due(due) : recordText.toReview}</a>
            </p>
          )}
          <SummaryTables
            units={unitRows(works, exercises, titles)}
            mistakes={mistakeRows(works, exercises)}
          />
          <AnswerTable rows={answerRows(works, exercises, words)} student={student} />
        </>
      ) : (
        <p>{recordText.loading}</p>
      )}
      <h2>{recordText.takeAlong}</h2>
      <dl class="record-actions">
        <dt>
          <button
            type="button"
            class="button button-primary"
            disabled={!works?.length && !hasCells}
            onClick={() => void save()}
          >
            {recordText.download}
          </button>
        </dt>
        <dd>
          {recordText.downloadAbout}
          <StudentField label={recordText.student} value={student} onType={setStudent} />
          {hasCells && (
            <>
              <label class="record-with-cells">
                <input
                  type="checkbox"
                  checked={withCells}
                  onChange={({ currentTarget }) => setWithCells(currentTarget.checked)}
                />{' '}
                {recordText.withCells(own.cells.length, countPages(own.cells))}
              </label>
              {recordText.withCellsAbout}
            </>
          )}
        </dd>
        <dt>
          <label class="button file-button">
            {recordText.upload}
            <input
              type="file"
              class="visually-hidden"
              accept=".json,application/json"
              onChange={(event) => {
                const input = event.currentTarget
                const [file] = input.files ?? []
                if (file) void readIn(file).then(() => (input.value = ''))
              }}
            />
          </label>
        </dt>
        <dd>{recordText.uploadAbout}</dd>
        <dt>
          <button type="button" class="button" disabled={!works} onClick={() => void erase()}>
            {recordText.erase}
          </button>
        </dt>
        <dd>{recordText.eraseAbout}</dd>
      </dl>
      <p role="status" class={said?.isProblem ? 'record-problem' : ''}>
        {said?.text}
      </p>
      <Differences differing={differing} pages={pages} />
    </>
  )
}
