import { useEffect, useRef, useState } from 'preact/hooks'
import { openProgress } from '../../src/course/progress/store.ts'
import { onOtherTabs } from '../../src/course/progress/tabs.ts'
import { slugOf } from '../../src/exercises/assignment.ts'
import type { Work } from '../../src/exercises/attempts.ts'
import { exportRecord } from '../../src/exercises/record.ts'
import { assignmentText as text } from '../../src/strings/assignments.en.ts'
import { recordText } from '../../src/strings/record.en.ts'
import { download } from '../figure/save-svg.ts'
import { reachedIn, rowsOf, worksToHandIn, type Setting } from './assigned.ts'
import { StudentField } from './StudentField.tsx'
import { rememberStudent, rememberedStudent } from './student.ts'

interface Props {
  setting: Setting
  /** Name of the course, as files carry it. */
  course: string
}

/** An assignment for one student: which variants are theirs, how far they are, and the file to hand in. */
export function AssignmentPanel({ setting, course }: Props) {
  const [student, setStudent] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const [works, setWorks] = useState<readonly Work[]>([])
  const [isKept, setKept] = useState(true)

  const name = (typed: string) => {
    setStudent(typed)
    rememberStudent(typed.trim())
  }

  useEffect(() => {
    // Somebody may have typed before the page listened.
    const early = input.current?.value ?? ''
    if (early === '') setStudent(rememberedStudent())
    else name(early)
    const refresh = async () => {
      const store = await openProgress()
      setWorks(await store.all())
      setKept(store.isKept)
    }
    void refresh()
    return onOtherTabs(() => void refresh())
  }, [])

  const { named, seed } = setting
  const rows = rowsOf(setting, student)
  const reached = rows.map((row) => reachedIn(row, works, seed))
  const mine = worksToHandIn(rows, works, seed)
  const isNamed = student.trim() !== ''

  const save = () => {
    const file = exportRecord(mine, course, new Date().toISOString(), student, named)
    download(text.fileName(named.id, slugOf(student)), 'application/json', file)
  }

  return (
    <>
      <StudentField label={text.student} value={student} onType={name} input={input} />
      <p class="soft needs-script">{text.studentAbout}</p>
      <h2 id="assigned-head">{text.exercises}</h2>
      <table aria-labelledby="assigned-head" class="assigned">
        <thead>
          <tr>
            <th scope="col">{text.exercise}</th>
            <th scope="col">{text.variant}</th>
            <th scope="col">{text.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, title, variant, href }, i) => (
            <tr key={id}>
              <th scope="row">
                <a href={href}>{title}</a>
              </th>
              <td>{variant ?? text.none}</td>
              <td>{isNamed ? recordText.results[reached[i]!] : text.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p role="status">
        {isNamed
          ? text.done(reached.filter((one) => one.startsWith('correct')).length, rows.length)
          : text.typeFirst}
      </p>
      <h2>{text.handIn}</h2>
      <p class="needs-script">
        <button
          type="button"
          class="button button-primary"
          disabled={!isNamed || mine.length === 0}
          onClick={save}
        >
          {text.download}
        </button>
      </p>
      <p class="soft">{isNamed && mine.length > 0 ? text.downloadAbout : text.nothingYet}</p>
      {!isKept && <p class="exercise-note">{text.notKept}</p>}
    </>
  )
}
