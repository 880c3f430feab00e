import { ui } from '../../strings/index.ts'
import { presentText as text } from '../../strings/present.en.ts'
import { actOf, addressAt, placeOf, type Act } from './steps.ts'

interface Item {
  /** Empty for the lesson's title. */
  id: string
  element: HTMLElement
  /** The heading that it stands under. */
  section: string
}

/** The presentation that is on. */
let running: { goTo: (id: string) => void; close: () => void } | undefined

/** Does what the address wants: shows the item of this id, or ends what is shown. */
export function follow(wanted: string | null): void {
  if (wanted === null) running?.close()
  else if (running) running.goTo(wanted)
  else present(wanted)
}

/** Shows the lesson's title, figures and derivations one by one, beginning with the one of this id. */
function present(wanted: string): void {
  const items = itemsOf(document)
  if (items.length === 0) return
  const placeOfId = (id: string): number =>
    placeOf(
      items.map((item) => item.id),
      id,
    )
  running = { goTo, close }
  const root = document.documentElement
  const opened: HTMLDetailsElement[] = []
  let at = placeOfId(wanted)
  let awaited: Element | undefined
  let held = new AbortController()

  const bar = barOf((act) => go(act))
  document.body.append(bar.element)
  root.dataset['present'] = ''
  addEventListener('keydown', onKey)
  show(at)
  bar.next.focus()

  function goTo(id: string): void {
    const place = placeOfId(id)
    if (place !== at) show(place)
  }

  function show(place: number): void {
    leave()
    at = place
    awaited = undefined
    held.abort()
    const { id, element, section } = items[at]!
    enter(element)
    history.replaceState(history.state, '', addressAt(location.href, id))
    scrollTo(0, 0)
    bar.say(text.at(section, at + 1, items.length), at === 0, at === items.length - 1)
    // The focus may have been in what is no longer there.
    const focused = document.activeElement
    if (!focused || focused === document.body || focused.getClientRects().length === 0) bar.next.focus()
  }

  function enter(element: HTMLElement): void {
    // A formula that follows a figure is part of it.
    for (const formula of followersOf(element)) lead(formula)
    lead(element)
    const title = document.querySelector<HTMLElement>('main h1')
    if (title && !element.contains(title)) lead(title, 'alone-heard')
  }

  /** Everything from the page down to an element is on its way; what is folded there is opened. */
  function lead(element: HTMLElement, how = 'alone'): void {
    element.classList.add(how)
    for (let up = element.parentElement; up && up !== root; up = up.parentElement) {
      up.classList.add('alone-path')
      if (up instanceof HTMLDetailsElement && !up.open) {
        up.open = true
        opened.push(up)
      }
    }
  }

  function leave(): void {
    for (const one of document.querySelectorAll('.alone, .alone-path, .alone-heard'))
      one.classList.remove('alone', 'alone-path', 'alone-heard')
    for (const folded of opened.splice(0)) folded.open = false
  }

  function go(act: Act): void {
    if (act === 'close') return close()
    if (act === 'next' && revealsLine(items[at]!.element)) return
    const place = { next: at + 1, previous: at - 1, first: 0, last: items.length - 1 }[act]
    if (place >= 0 && place < items.length && place !== at) show(place)
  }

  /**
   * Whether a derivation had another line to show. A press on one that has not come to life yet is held until it has; the
   * next press passes it.
   */
  function revealsLine(element: HTMLElement): boolean {
    const line = element.querySelector('.derivation-steps > .not-yet')
    const button = element.querySelector<HTMLButtonElement>('.derivation-controls .button-primary')
    if (!line || !button) return false
    const asleep = element.querySelector('astro-island[ssr]')
    if (asleep && awaited !== line) {
      held = new AbortController()
      asleep.addEventListener('astro:hydrate', () => go('next'), { once: true, signal: held.signal })
    } else button.click()
    if (!line.classList.contains('not-yet')) {
      line.scrollIntoView({ block: 'nearest' })
      return true
    }
    const isFirst = awaited !== line
    awaited = line
    return isFirst
  }

  function onKey(event: KeyboardEvent): void {
    // The search, where it is open, has its own keys.
    if (document.querySelector('dialog[open]')) return
    const act = actOf(event, event.target instanceof Element ? event.target : undefined)
    if (!act) return
    event.preventDefault()
    go(act)
  }

  function close(): void {
    const { element, id } = items[at]!
    running = undefined
    held.abort()
    removeEventListener('keydown', onKey)
    leave()
    delete root.dataset['present']
    bar.element.remove()
    history.replaceState(history.state, '', addressAt(location.href, undefined, id))
    // Reading goes on where the presentation was.
    if (!element.hasAttribute('tabindex')) element.tabIndex = -1
    element.focus({ preventScroll: true })
    element.scrollIntoView()
  }
}

/** The title, then every figure and derivation of the lesson's text, in its order. */
export function itemsOf(page: ParentNode): Item[] {
  const title = page.querySelector<HTMLElement>('.lesson-head')
  if (!title) return []
  let section = title.querySelector('h1')?.textContent.trim() ?? ''
  const items: Item[] = [{ id: '', element: title, section }]
  for (const element of page.querySelectorAll<HTMLElement>(
    '.prose > h2, .prose figure.figure[id], .prose .derivation[id]',
  )) {
    if (element.localName === 'h2') section = element.textContent.trim()
    else if (!element.closest('.exercise')) items.push({ id: element.id, element, section })
  }
  return items
}

const followersOf = (figure: HTMLElement): HTMLElement[] =>
  figure.id === ''
    ? []
    : [...document.querySelectorAll<HTMLElement>(`.formula-live[data-figure="${CSS.escape(figure.id)}"]`)]

function barOf(go: (act: Act) => void) {
  const element = document.createElement('nav')
  element.className = 'present-bar'
  element.lang = ui.language
  element.setAttribute('aria-label', text.name)
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const button = (words: string, act: Act): HTMLButtonElement => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'button'
    made.textContent = words
    made.addEventListener('click', () => go(act))
    return made
  }
  const previous = button(text.previous, 'previous')
  const next = button(text.next, 'next')
  element.append(status, previous, next, button(text.close, 'close'))
  const say = (words: string, isFirst: boolean, isLast: boolean): void => {
    status.textContent = words
    // Not `disabled`, which would take the focus away from whoever presses it last.
    previous.setAttribute('aria-disabled', String(isFirst))
    next.setAttribute('aria-disabled', String(isLast))
  }
  return { element, next, say }
}
