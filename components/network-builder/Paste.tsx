import { useRef, useState } from 'preact/hooks'
import { builderText } from '../../src/strings/network-builder.en.ts'
import { Button } from '../figure/Button.tsx'
import type { Shape } from './layers.ts'
import type { Read } from './paste.ts'
import { DIALECTS } from './refusals.ts'

const text = builderText.paste

const EXAMPLES = {
  pytorch: `nn.Sequential(
    nn.Conv2d(3, 16, 3, padding=1),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(16, 32, 3, padding=1),
    nn.ReLU(),
    nn.AdaptiveAvgPool2d(1),
    nn.Flatten(),
    nn.Linear(32, 10),
)`,
  keras: `Sequential([
    Input((32, 32, 3)),
    Conv2D(16, 3, padding='same', activation='relu'),
    MaxPooling2D(2),
    Conv2D(32, 3, padding='same', activation='relu'),
    GlobalAveragePooling2D(),
    Dense(10, activation='softmax'),
])`,
}

interface Outcome {
  said: string
  isWrong: boolean
  /** The line with the mistake and a mark below its column. */
  shown?: string
}

/** Where a character stands that counts from 1 in lines and columns. */
const offsetOf = (source: string, line: number, column: number): number =>
  source.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, column - 1) // prettier-ignore

/** A text field for layers of Keras or PyTorch, which become the table. */
export function Paste({ id, input, onRead }: { id: string; input: Shape; onRead: (read: Read) => void }) {
  const area = useRef<HTMLTextAreaElement>(null)
  const [source, setSource] = useState('')
  const [outcome, setOutcome] = useState<Outcome>({ said: '', isWrong: false })
  const read = async () => {
    const { readLayers, PasteError } = await import('./paste.ts')
    try {
      const found = readLayers(source, input)
      onRead(found)
      const said = [text.done(text.libraries[found.dialect], found.rows.length), ...found.notes.map((note) => `${note}.`)] // prettier-ignore
      setOutcome({ said: said.join(' '), isWrong: false })
    } catch (error) {
      if (!(error instanceof PasteError)) throw error
      const { line, column } = error
      const wrong = source.split('\n')[line - 1]
      setOutcome({
        said: error.toString(),
        isWrong: true,
        ...(wrong !== undefined && { shown: `${wrong}\n${' '.repeat(Math.max(0, column - 1))}^` }),
      })
      if (line > 0) {
        const at = offsetOf(source, line, column)
        area.current?.focus()
        area.current?.setSelectionRange(at, at)
      }
    }
  }
  return (
    <div class="net-paste">
      <label for={`${id}-paste`}>{text.label}</label>
      <textarea
        id={`${id}-paste`}
        ref={area}
        rows={9}
        spellcheck={false}
        autocapitalize="off"
        placeholder={text.placeholder}
        aria-invalid={outcome.isWrong}
        aria-describedby={`${id}-paste-said`}
        value={source}
        onInput={(event) => setSource(event.currentTarget.value)}
      />
      <div class="net-buttons">
        <Button primary onClick={() => void read()}>
          {text.act}
        </Button>
        {DIALECTS.map((dialect) => (
          <Button key={dialect} onClick={() => setSource(EXAMPLES[dialect])}>
            {text.examples[dialect]}
          </Button>
        ))}
      </div>
      <p class={outcome.isWrong ? 'net-said wrong' : 'net-said'} role="status" id={`${id}-paste-said`}>
        {outcome.said}
      </p>
      {outcome.shown !== undefined && <pre class="net-where">{outcome.shown}</pre>}
      <p class="net-note">{text.hint}</p>
    </div>
  )
}
