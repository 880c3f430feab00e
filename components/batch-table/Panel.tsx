import { useMemo } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { Dial } from '../poly-fit/Dial.tsx'
import {
  EXAMPLES,
  fromLink,
  INITIAL,
  LIBRARIES,
  MODES,
  MOMENTA,
  MOST_PASSES,
  pass,
  passes,
  refusal,
  setAffine,
  setCell,
  shareOf,
  shownAt,
  toLink,
  undo,
  type Shown,
  type TableState,
} from './model.ts'
import { Options } from './Options.tsx'
import { Tables } from './Tables.tsx'

const text = normalizationText.table
const COUNTS = Array.from({ length: EXAMPLES }, (_, i) => i + 1)

/** A batch to be edited in place, normalized live, in training and in evaluation. */
export function Panel({ id, initial = INITIAL }: { id: string; initial?: TableState }) {
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const shown = useMemo(() => shownAt(state), [state])
  const change = (part: Partial<TableState>) => setState({ ...state, edit: null, ...part })
  const isRefused = shown.y === null
  const isFull = state.passes >= MOST_PASSES

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(state, shown)}
      table={tableOf(state, shown)}
      linkState={() => toLink(state)}
      code={() => codeAddress('batch-table', import('./code.ts'), state)}
      actions={
        <>
          <Button primary disabled={isRefused || isFull} onClick={() => setState(pass(state))}>
            {text.pass}
          </Button>
          <Button disabled={isFull || isRefused} onClick={() => setState(passes(state, 1))}>
            {text.fresh}
          </Button>
          <Button disabled={isFull || isRefused} onClick={() => setState(passes(state, 20))}>
            {text.many}
          </Button>
          <Button onClick={() => setState(undo(state))}>{text.undo}</Button>
          <Button onClick={() => setState(initial)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="fit-choices norm-choices needs-script">
        {!hidden.has('mode') && (
          <Options
            id={id}
            legend={text.mode}
            name="mode"
            values={MODES}
            value={state.mode}
            words={text.modes}
            onPick={(mode) => change({ mode })}
          />
        )}
        {!hidden.has('library') && (
          <Options
            id={id}
            legend={text.library}
            name="library"
            values={LIBRARIES}
            value={state.library}
            words={text.libraries}
            onPick={(library) => change({ library })}
          />
        )}
        {!hidden.has('momentum') && (
          <Dial
            label={text.momentum}
            values={MOMENTA}
            value={state.momentum}
            say={String}
            onPick={(momentum) => change({ momentum })}
          />
        )}
        {!hidden.has('count') && (
          <Dial
            label={text.count}
            values={COUNTS}
            value={state.count}
            say={String}
            onPick={(count) => change({ count })}
          />
        )}
      </div>
      <Tables
        state={state}
        shown={shown}
        onCell={(row, column, value) => setState(setCell(state, row, column, value))}
        onAffine={(which, column, value) => setState(setAffine(state, which, column, value))}
      />
      <p class="norm-note">{noteOf(state, shown)}</p>
      <p class="norm-note">{shareText(state)}</p>
    </Frame>
  )
}

function noteOf(state: TableState, { y, changed }: Shown): string {
  const isAlone = state.mode === 'train' && state.count === 1
  if (isAlone) return y === null ? text.refused(refusal()) : text.alone
  const used = text.used[state.mode]
  if (changed === null) return used
  return `${used} ${text.edited(text.outputs(changed.flat().filter(Boolean).length))}`
}

function shareText(state: TableState): string {
  const share = shareOf(state)
  return `${text.share(
    text.libraries[state.library],
    String(share),
    String(Number((1 - share).toFixed(10))),
    text.divisors[state.library],
  )} ${text.passes(state.passes)}`
}

const listed = (values: readonly number[]): string => values.map((value) => decimal(value, 2)).join(', ')

const describe = (state: TableState, { out }: Shown): string =>
  out ? text.describe(text.used[state.mode], listed(out.mean), listed(out.variance)) : text.describeRefused

function tableOf(state: TableState, { batch, y, out }: Shown): [string, string][] {
  const feature = (k: number) => text.feature(String(k + 1))
  const row = (name: string, values: readonly number[] | undefined) =>
    (values ?? []).map((value, k): [string, string] => [text.of(name, feature(k)), decimal(value, 4)])
  return [
    ...row(text.mean, batch.mean),
    ...row(text.variance, batch.variance),
    ...row(text.runningMean, state.runningMean),
    ...row(text.runningVar, state.runningVar),
    ...(y ?? []).flatMap((values, i) => row(`y, ${text.example(String(i + 1))}`, values)),
    ...row(`y, ${text.mean}`, out?.mean),
    ...row(`y, ${text.variance}`, out?.variance),
  ]
}
