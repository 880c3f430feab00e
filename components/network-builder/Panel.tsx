import { useMemo, useState } from 'preact/hooks'
import { builderText as text } from '../../src/strings/network-builder.en.ts'
import { ui } from '../../src/strings/index.ts'
import { quizText } from '../../src/strings/network-quiz.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Editor } from './Editor.tsx'
import { Export } from './Export.tsx'
import {
  added,
  asking,
  changed,
  chosen,
  covered,
  doubled,
  fromLink,
  moved,
  parseInput,
  presetIn,
  removed,
  stateOf,
  toLink,
} from './model.ts'
import { Paste } from './Paste.tsx'
import { PRESETS, type PresetName } from './presets.ts'
import { Profile } from './Profile.tsx'
import { DIALECTS } from './refusals.ts'
import { nextAsked } from './quiz.ts'
import { Quiz } from './Quiz.tsx'
import { Rows } from './Rows.tsx'
import { rowsText } from './rows.ts'
import { sheetOf, type Sheet } from './sheet.ts'
import { TextField } from './TextField.tsx'
import { describe, tableOf, totalsOf } from './words.ts'

const codeOf = async (sheet: Sheet) => (await import('./code-link.ts')).codeAddress(sheet)

/** A network as a table to edit: shapes, parameters, multiplications, memory and receptive field of each row. */
export function Panel({ id, network }: { id: string; network: PresetName }) {
  const initial = useMemo(() => stateOf(network), [network])
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [opened, setOpened] = useState<'paste' | 'export' | null>(null)
  const [answers, setAnswers] = useState<{ of: unknown; rows: readonly number[] }>({ of: null, rows: [] })
  const { input, rows, dialect, at, asks } = state
  const sheet = useMemo(() => sheetOf(input, rows, dialect), [input, rows, dialect])
  const preset = presetIn(state) ?? 'own'
  const { firstProblem } = sheet
  // Answers count for the rows that they were given to.
  const answered = new Set(answers.of === rows ? answers.rows : [])
  const hides = covered(state, answered)
  const solve = () => setAnswers({ of: rows, rows: [...new Set([...answered, at])] })
  const toggle = (part: 'paste' | 'export') => setOpened(opened === part ? null : part)
  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(state, sheet, hides.has(at))}
      table={tableOf(sheet, dialect, hides)}
      linkState={() => toLink(state)}
      {...(firstProblem === null && rows.length > 0 && { code: () => codeOf(sheet) })}
      actions={
        <>
          <Button onClick={() => setState({ ...initial, dialect })}>{ui.figure.reset}</Button>
          {!hidden.has('ask') && (
            <Button pressed={asks} onClick={() => setState(asking(state, !asks))}>
              {quizText.open}
            </Button>
          )}
          {!hidden.has('paste') && (
            <Button pressed={opened === 'paste'} onClick={() => toggle('paste')}>
              {text.paste.open}
            </Button>
          )}
          {!hidden.has('export') && (
            <Button pressed={opened === 'export'} onClick={() => toggle('export')}>
              {text.code.open}
            </Button>
          )}
        </>
      }
    >
      <div class="net-choices needs-script">
        {!hidden.has('network') && (
          <Pick
            label={text.networks}
            value={preset}
            options={[
              ...PRESETS.map((name) => [name, text.presets[name]] as const),
              ...(preset === 'own' ? ([['own', text.own]] as const) : []),
            ]}
            onPick={(name) => name !== 'own' && setState({ ...stateOf(name), dialect, asks })}
          />
        )}
        <TextField
          id={`${id}-input`}
          label={text.input}
          value={input.join(' x ')}
          hint={text.inputHint}
          parse={parseInput}
          print={(shape) => shape.join(' x ')}
          onValue={(shape) => setState({ ...state, input: shape })}
        />
        {!hidden.has('rules') && (
          <Pick
            label={text.rules}
            value={dialect}
            options={DIALECTS.map((one) => [one, text.dialects[one]] as const)}
            onPick={(one) => setState({ ...state, dialect: one })}
          />
        )}
      </div>
      {!asks && (
        <>
          <dl class="batch-facts net-totals">
            {totalsOf(sheet, dialect).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Profile sheet={sheet} at={at} onPick={(to) => setState(chosen(state, to))} />
        </>
      )}
      <Rows
        sheet={sheet}
        at={at}
        dialect={dialect}
        covered={hides}
        onPick={(to) => setState(chosen(state, to))}
        onMove={(by) => setState(moved(state, by))}
        onRemove={() => setState(removed(state))}
      />
      {asks && (
        <Quiz
          key={`${at} ${input.join()} ${rowsText(rows)}`}
          id={id}
          sheet={sheet}
          line={sheet.lines[at]}
          dialect={dialect}
          isOpen={hides.has(at)}
          solved={answered.size}
          onSolved={solve}
          onNext={() => setState(chosen(state, nextAsked(sheet, at)))}
        />
      )}
      {!asks && !hidden.has('editor') && (
        <Editor
          id={id}
          row={rows[at]}
          name={sheet.lines[at]?.name ?? ''}
          at={at}
          count={rows.length}
          onChange={(parts) => setState(changed(state, parts))}
          onAdd={(kind) => setState(added(state, kind))}
          onMove={(by) => setState(moved(state, by))}
          onDouble={() => setState(doubled(state))}
          onRemove={() => setState(removed(state))}
        />
      )}
      {opened === 'paste' && (
        <Paste
          id={id}
          input={input}
          onRead={(read) =>
            setState({ ...state, input: read.input, rows: read.rows, dialect: read.dialect, at: 0 })
          }
        />
      )}
      {opened === 'export' && <Export sheet={sheet} />}
    </Frame>
  )
}
