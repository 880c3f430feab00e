import { useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import type { DrawnNumbers } from './drawn.ts'
import { addNumbers, fill, linesOf, showFirst, turn } from './lines.ts'

const text = ui.derivation

interface Props {
  /** How many lines the proof has. */
  count: number
  /** Where its numbers are. */
  source: string
}

/** What makes a proof, which is whole on paper and without scripts, go as fast as the reader wants it. */
export function Panel({ count, source }: Props) {
  const controls = useRef<HTMLDivElement>(null)
  const fetched = useRef<DrawnNumbers>()
  const draws = useRef(0)
  const [shown, setShown] = useState(1)
  const [withNumbers, setWithNumbers] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  /** What did not come, to be tried again. */
  const [missed, setMissed] = useState<() => Promise<void>>()
  const lines = () => linesOf(controls.current!)

  const reveal = (upTo: number, isFocused: boolean) => {
    setShown(upTo)
    showFirst(lines(), upTo, isFocused)
  }
  /** Does what needs the network: once at a time, and with a way to try it again. */
  const attempt = (task: () => Promise<void>) => {
    if (isWaiting) return
    setWaiting(true)
    setMissed(undefined)
    task()
      .catch(() => setMissed(() => task))
      .finally(() => setWaiting(false))
  }
  const toggleNumbers = async () => {
    if (!fetched.current) {
      const numbers = await fetchNumbers(source)
      addNumbers(lines(), numbers.lines)
      fetched.current = numbers
    }
    turn(lines(), !withNumbers)
    setWithNumbers(!withNumbers)
  }
  const otherNumbers = async () => {
    const { valuesAt } = await import('./refill.ts')
    fill(lines(), valuesAt(fetched.current!.derivation, ++draws.current))
  }

  return (
    <div class="derivation-controls needs-script" ref={controls}>
      {shown < count && (
        <>
          <button type="button" class="button button-primary" onClick={() => reveal(shown + 1, true)}>
            {text.next}
          </button>
          <button type="button" class="button" onClick={() => reveal(count, false)}>
            {text.all}
          </button>
        </>
      )}
      <button
        type="button"
        class="button"
        aria-pressed={withNumbers}
        aria-busy={isWaiting}
        onClick={() => attempt(toggleNumbers)}
      >
        {text.numbers}
      </button>
      {withNumbers && (
        <button type="button" class="button" onClick={() => attempt(otherNumbers)}>
          {text.otherNumbers}
        </button>
      )}
      {missed && (
        <p class="derivation-failed" role="alert">
          {text.failed}{' '}
          <button type="button" class="link-button" onClick={() => attempt(missed)}>
            {text.retry}
          </button>
        </p>
      )}
    </div>
  )
}

async function fetchNumbers(source: string): Promise<DrawnNumbers> {
  const response = await fetch(source)
  if (!response.ok) throw new Error(`${source}: ${response.status}`)
  return (await response.json()) as DrawnNumbers
}
