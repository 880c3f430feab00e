import { useRef } from 'preact/hooks'
import { mathText } from '../../../src/strings/exercise-ui.en.ts'
import { idsOf, type FormProps, type VariantOf } from '../form-props.ts'
import { GivenSteps } from '../GivenSteps.tsx'
import { MessageText } from '../MessageText.tsx'
import { MathInput } from '../math/MathInput.tsx'
import { paletteOf } from '../math/palette.ts'
import { Mark } from './Mark.tsx'

/** Line after line, each judged from the one before it; or the blanks of a derivation that is given. */
export function DerivationForm({
  variant,
  raw,
  outcome,
  describedBy,
  onRaw,
}: FormProps<VariantOf<'derivation'>>) {
  const { derivation, mode, blanks } = variant.data
  const { symbols, options } = derivation
  const list = useRef<HTMLOListElement>(null)
  const given = idsOf(raw)
  const isLines = mode === 'lines'
  const count = isLines ? Math.max(1, given.length) : blanks
  const lines = Array.from({ length: count }, (_, i) => given[i] ?? '')
  const keys = paletteOf(symbols, [])
  /** The verdicts leave out empty lines; in a derivation with blanks every blank has its own. */
  const partOfLine = (i: number) =>
    outcome?.parts?.[isLines ? lines.slice(0, i).filter((line) => line.trim() !== '').length : i]

  const addLine = () => {
    onRaw([...lines, ''])
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus())
  }

  return (
    <div class="derivation-form">
      {!isLines && <GivenSteps html={variant.html} count={derivation.steps.length} />}
      <ol class="derivation-lines" ref={list}>
        {lines.map((line, i) => {
          const part = line.trim() === '' ? undefined : partOfLine(i)
          return (
            <li key={i}>
              <MathInput
                label={isLines ? mathText.line(i + 1) : mathText.blank(i + 1)}
                value={line}
                keys={keys}
                isInvalid={part?.status === 'incorrect'}
                describedBy={describedBy}
                loadTypeset={async () => (await import('../math/typeset.ts')).typesetter(symbols, options)}
                onValue={(value) => onRaw(lines.with(i, value))}
                {...(isLines && i === count - 1 && line.trim() !== '' ? { onEnter: addLine } : {})}
              />
              <Mark part={part} />
              {part?.status === 'incorrect' && (
                <p class="choice-reason">
                  <MessageText message={part.message} html={variant.html} />
                </p>
              )}
            </li>
          )
        })}
      </ol>
      {isLines && (
        <p class="derivation-buttons">
          <button type="button" class="button" onClick={addLine}>
            {mathText.addLine}
          </button>
          {count > 1 && (
            <button type="button" class="link-button" onClick={() => onRaw(lines.slice(0, -1))}>
              {mathText.removeLine}
            </button>
          )}
        </p>
      )}
    </div>
  )
}
