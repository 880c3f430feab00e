import { useState } from 'preact/hooks'
import { quizText as text } from '../../src/strings/network-quiz.en.ts'
import { Button } from '../figure/Button.tsx'
import { answerOf, judge, questionsOf, seenBefore, type Question, type Verdict } from './quiz.ts'
import { shapeText, type Dialect } from './refusals.ts'
import type { Line, Sheet } from './sheet.ts'
import { jumpText, lineText, seesText } from './words.ts'

interface Props {
  id: string
  sheet: Sheet
  line: Line | undefined
  dialect: Dialect
  isOpen: boolean
  solved: number
  onSolved: () => void
  onNext: () => void
}

function saying(question: Question, verdict: Verdict): string {
  if (verdict.is === 'right') return text.right
  if (verdict.is === 'unread') return text.unread[question]
  return verdict.slip === null ? text.wrong : text.slips[verdict.slip]
}

/** What the row reads, for whoever computes it. */
function given(sheet: Sheet, line: Line, dialect: Dialect): string {
  const shape = shapeText(line.input!, dialect)
  if (line.inputs.length > 1) return text.readsTwo(shape)
  const sees = seenBefore(sheet, line)
  return sees === null
    ? text.reads(shape)
    : `${text.reads(shape)} ${text.before(seesText(sees), jumpText(sees))}`
}

/** The chosen row as a question; the table covers it until it is answered or shown. Made anew for each row. */
export function Quiz({ id, sheet, line, dialect, isOpen, solved, onSolved, onNext }: Props) {
  const [typed, setTyped] = useState<Partial<Record<Question, string>>>({})
  const [verdicts, setVerdicts] = useState<Partial<Record<Question, Verdict>>>({})
  const questions = line === undefined ? [] : questionsOf(line)
  if (line === undefined || questions.length === 0) return <p class="net-quiz">{text.nothing}</p>
  const check = () => {
    const found = questions.map((one) => [one, judge(sheet, line, one, typed[one] ?? '', dialect)] as const)
    setVerdicts(Object.fromEntries(found))
    if (found.every(([, { is }]) => is === 'right')) onSolved()
  }
  const show = () => {
    setTyped(Object.fromEntries(questions.map((one) => [one, answerOf(line, one, dialect)])))
    setVerdicts({})
    onSolved()
  }
  return (
    <form
      class="net-quiz"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <fieldset>
        <legend>{text.legend(line.name, lineText(line))}</legend>
        <p>{given(sheet, line, dialect)}</p>
        <div class="net-questions">
          {questions.map((one) => {
            const verdict = verdicts[one]
            const said = `${id}-said-${one}`
            return (
              <div key={one}>
                <label for={`${id}-answer-${one}`}>{text.questions[one]}</label>
                <input
                  id={`${id}-answer-${one}`}
                  type="text"
                  autocomplete="off"
                  spellcheck={false}
                  inputMode={one === 'output' ? 'text' : 'numeric'}
                  value={typed[one] ?? ''}
                  aria-describedby={said}
                  aria-invalid={verdict !== undefined && verdict.is !== 'right'}
                  onInput={(event) => {
                    setTyped({ ...typed, [one]: event.currentTarget.value })
                    setVerdicts({ ...verdicts, [one]: undefined })
                  }}
                />
                <span
                  id={said}
                  role="status"
                  class={`net-verdict ${verdict?.is === 'right' ? 'right' : 'wrong'}`}
                >
                  {verdict && saying(one, verdict)}
                </span>
              </div>
            )
          })}
        </div>
        <div class="net-buttons">
          <Button primary type="submit">
            {text.check}
          </Button>
          <Button disabled={!isOpen} onClick={show}>
            {text.show}
          </Button>
          <Button onClick={onNext}>{text.next}</Button>
          {solved > 0 && <span>{text.solved(solved)}</span>}
        </div>
      </fieldset>
    </form>
  )
}
