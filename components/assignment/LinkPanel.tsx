import { useEffect, useState } from 'preact/hooks'
import { chosenExercises, isProblem, linkOf, misspeltKeys, readLink } from '../../src/exercises/assignment.ts'
import { assignmentText as text } from '../../src/strings/assignments.en.ts'
import { nearest } from '../../src/strings/nearest.ts'
import { AssignmentPanel } from './AssignmentPanel.tsx'
import type { AssignedExercise } from './assigned.ts'
import { MakeLink } from './MakeLink.tsx'

interface Props {
  /** Every exercise of the course, in its order. */
  exercises: readonly AssignedExercise[]
  course: string
  seed: string
  base: string
  /** Titles of the lessons that have exercises, by id, in the order of the course. */
  lessons: Readonly<Record<string, string>>
}

/** The assignment that the page's own address describes. */
export function LinkPanel({ exercises, course, lessons, seed, base }: Props) {
  /** The address's query, once there is a page. */
  const [query, setQuery] = useState<string>()
  useEffect(() => setQuery(location.search.replace(/^\?/, '')), [])

  if (query === undefined)
    return (
      <>
        <p class="needs-script">{text.reading}</p>
        <p class="without-script">{text.needsScript}</p>
      </>
    )
  const link = readLink(query)
  const slips = misspeltKeys(query, nearest).map(({ key, meant }) => text.misspeltKey(key, meant))
  if (isProblem(link)) {
    const isEmpty = link.key === 'nothing'
    const found = isEmpty ? slips : [...slips, text.problems[link.key](link.found)]
    return (
      <>
        <Problems found={found} hint={text.tellInstructor} />
        {isEmpty && slips.length === 0 && <p>{text.problems.nothing()}</p>}
        {isEmpty && <MakeLink exercises={exercises} lessons={lessons} />}
      </>
    )
  }
  const chosen = chosenExercises(
    link,
    exercises.map(({ id }) => id),
  )
  const unknown = chosen.unknown.map(({ key, name, known }) => {
    const near = known.length === 1 ? known[0] : nearest(name, known)
    return text.unknown[key](name) + (near === undefined ? '' : ` ${text.meant(near)}`)
  })
  const set = chosen.exercises.map((id) => exercises.find((one) => one.id === id)!)
  const setting = { named: { id: link.id, link: linkOf(link) }, address: query, exercises: set, seed, base }
  return (
    <>
      {link.title !== undefined && <p class="assigned-title">{link.title}</p>}
      {link.due !== undefined && <p class="assigned-due">{text.due(link.due)}</p>}
      {link.note !== undefined && <p>{link.note}</p>}
      <Problems
        found={[...slips, ...unknown]}
        hint={set.length > 0 ? text.tellInstructorOfSome : text.tellInstructor}
      />
      {set.length > 0 && <AssignmentPanel setting={setting} course={course} />}
    </>
  )
}

/** What is wrong with a link, and what a student can do about it. */
function Problems({ found, hint }: { found: readonly string[]; hint: string }) {
  if (found.length === 0) return null
  return (
    <div role="alert">
      {found.map((sentence) => (
        <p key={sentence} class="record-problem">
          {sentence}
        </p>
      ))}
      <p>{hint}</p>
    </div>
  )
}
