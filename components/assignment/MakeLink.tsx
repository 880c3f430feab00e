import { useState } from 'preact/hooks'
import { idOf, writeLink } from '../../src/exercises/assignment.ts'
import { makeLinkText as text } from '../../src/strings/assignments.en.ts'
import { lessonIn, type AssignedExercise } from './assigned.ts'

interface Props {
  exercises: readonly AssignedExercise[]
  /** Titles of the lessons that have exercises, by id, in the order of the course. */
  lessons: Readonly<Record<string, string>>
}

/** For whoever sets an assignment: what is ticked and typed becomes its link. */
export function MakeLink({ exercises, lessons }: Props) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [words, setWords] = useState({ title: '', due: '', note: '' })
  const [said, setSaid] = useState('')

  const toggle = (name: string) => {
    setSaid('')
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
  }
  const set = Object.keys(lessons).map((lesson) => ({
    lesson,
    isWhole: chosen.includes(lesson),
    own: exercises.filter(({ id }) => lessonIn(id) === lesson),
  }))
  const whole = set.filter(({ isWhole }) => isWhole).map(({ lesson }) => lesson)
  const single = set
    .filter(({ isWhole }) => !isWhole)
    .flatMap(({ own }) => own.map(({ id }) => id).filter((id) => chosen.includes(id)))
  const link =
    whole.length + single.length === 0
      ? undefined
      : `?${writeLink({ id: idOf(words.title), lessons: whole, exercises: single, ...words })}`

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(link!, location.href).href)
      setSaid(text.copied)
    } catch {
      setSaid(text.copyYourself)
    }
  }
  const field = (key: keyof typeof words, type: 'text' | 'date') => (
    <label class="record-student">
      {text[key]}{' '}
      <input
        type={type}
        maxLength={500}
        autocomplete="off"
        value={words[key]}
        onInput={({ currentTarget }) => {
          setSaid('')
          setWords({ ...words, [key]: currentTarget.value })
        }}
      />
    </label>
  )

  return (
    <>
      <h2>{text.head}</h2>
      <p>{text.about}</p>
      {set.map(({ lesson, isWhole, own }) => {
        const count = isWhole ? own.length : own.filter(({ id }) => chosen.includes(id)).length
        return (
          <details key={lesson} class="make-lesson">
            <summary>
              {lessons[lesson]} <span class="soft">{text.chosen(count, own.length)}</span>
            </summary>
            <label class="option">
              <input type="checkbox" checked={isWhole} onChange={() => toggle(lesson)} />
              {text.whole}
            </label>
            {own.map(({ id, title }) => (
              <label class="option" key={id}>
                <input
                  type="checkbox"
                  checked={isWhole || chosen.includes(id)}
                  disabled={isWhole}
                  onChange={() => toggle(id)}
                />
                {title}
              </label>
            ))}
          </details>
        )
      })}
      {field('title', 'text')}
      <p class="soft">{text.titleAbout}</p>
      {field('due', 'date')}
      {field('note', 'text')}
      <h2>{text.link}</h2>
      {link === undefined ? (
        <p class="soft">{text.chooseFirst}</p>
      ) : (
        <>
          <p class="assigned-link">
            <a href={link}>
              <code>{link}</code>
            </a>
          </p>
          <p>
            <button type="button" class="button button-primary" onClick={() => void copy()}>
              {text.copy}
            </button>{' '}
            <span role="status">{said}</span>
          </p>
          <p class="soft">{text.linkAbout}</p>
        </>
      )}
    </>
  )
}
