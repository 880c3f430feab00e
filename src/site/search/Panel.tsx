import { useEffect, useRef, useState } from 'preact/hooks'
import { searchText } from '../../strings/search.en.ts'
import { find, type Found, type Hit, load } from './query.ts'
import { type Kind, KINDS } from './records.ts'
import { Results } from './Results.tsx'

/** Results read at once. */
const PORTION = 8
/** How long the reader may pause between two letters, in milliseconds. */
const PAUSE = 120

type State = 'idle' | 'searching' | 'done' | 'failed'

/** The dialog's inside: words, kinds, results. It stays in the page once opened, with what was found. */
export function SearchPanel({ onLeave }: { onLeave: () => void }) {
  const [query, setQuery] = useState('')
  const [kind, setKind] = useState<Kind>()
  const [found, setFound] = useState<Found>()
  const [hits, setHits] = useState<readonly Hit[]>([])
  const [state, setState] = useState<State>('idle')
  const box = useRef<HTMLDivElement>(null)

  // The index is on its way while the first word is being typed.
  useEffect(() => void load().catch(() => setState('failed')), [])

  useEffect(() => {
    const words = query.trim()
    if (!words) {
      setFound(undefined)
      setHits([])
      setState((before) => (before === 'failed' ? before : 'idle'))
      return
    }
    let isCurrent = true
    const answer = async () => {
      setState('searching')
      try {
        const next = await find(words, kind)
        const first = await next.read(0, PORTION)
        if (!isCurrent) return
        setFound(next)
        setHits(first)
        setState('done')
      } catch {
        if (isCurrent) setState('failed')
      }
    }
    const timer = setTimeout(() => void answer(), PAUSE)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [query, kind])

  const more = async () => {
    const next = await found!.read(hits.length, hits.length + PORTION)
    const links = box.current!.querySelectorAll('a.search-hit').length
    setHits([...hits, ...next])
    // The button may be gone: focus goes on to the first of what is new.
    requestAnimationFrame(() => box.current?.querySelectorAll<HTMLElement>('a.search-hit')[links]?.focus())
  }

  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      // A field of this type would take the first press for itself and only empty itself.
      event.preventDefault()
      onLeave()
      return
    }
    const target = event.target as HTMLElement
    if (target.matches('input[type="radio"]') || event.ctrlKey || event.metaKey || event.altKey) return
    const stops = [
      ...box.current!.querySelectorAll<HTMLElement>('#search-words, .search-results a, .search-more'),
    ]
    const at = stops.indexOf(target)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key]
    // In the words themselves, Home and End are the text's.
    if (to === undefined || (at === 0 && event.key !== 'ArrowDown')) return
    event.preventDefault()
    stops[Math.min(Math.max(to, 0), stops.length - 1)]?.focus()
  }

  const rest = found ? found.total - hits.length : 0
  const all = found ? Object.values(found.counts).reduce((a, b) => a + b, 0) : undefined
  return (
    <div class="search-box" role="presentation" ref={box} onKeyDown={move}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          box.current?.querySelector<HTMLElement>('a.search-hit')?.focus()
        }}
      >
        <div class="search-head">
          <label class="visually-hidden" for="search-words">
            {searchText.label}
          </label>
          <input
            id="search-words"
            type="search"
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="search"
            placeholder={searchText.placeholder}
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
          <button type="button" class="button" onClick={onLeave}>
            {searchText.close}
          </button>
        </div>
        <fieldset class="search-kinds">
          <legend class="visually-hidden">{searchText.kinds}</legend>
          {[undefined, ...KINDS].map((one) => (
            <label key={one ?? 'all'}>
              <input type="radio" name="search-kind" checked={kind === one} onChange={() => setKind(one)} />
              <span>
                {one ? searchText.kind[one] : searchText.all}
                {found && <small> {one ? (found.counts[one] ?? 0) : all}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      </form>
      <p class="search-status" role="status">
        {state === 'failed' && searchText.unavailable}
        {state === 'searching' && !found && searchText.searching}
        {state !== 'failed' && found && searchText.found(found.total, found.query)}
      </p>
      {state !== 'failed' && found?.total === 0 && <p class="search-none">{searchText.none}</p>}
      <Results hits={hits} onFollow={onLeave} />
      {rest > 0 && (
        <button type="button" class="button search-more" onClick={() => void more()}>
          {searchText.more(Math.min(rest, PORTION))}
        </button>
      )}
      {!found && <p class="search-none">{searchText.help}</p>}
    </div>
  )
}
